"""The audit chains and the end of retention, at the command line."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from commanding import done, refused, run

from geo_patrol.incidents.records import Incident, Outcome
from geo_patrol.personal import Person
from geo_patrol.settings import Settings
from geo_patrol.store.engine import open_store
from geo_patrol.store.keys import load_keyring
from geo_patrol.store.repositories import people
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.persons import Vault
from geo_patrol.workflows.records import put_incident

AGO = datetime.now(UTC) - timedelta(days=400)


@pytest.fixture
def recorded(folder: Path) -> Path:
    """Stand in a folder whose store holds an incident of long ago, with a person."""
    chosen = Settings()
    with closing(open_store(chosen.store_url(), exclusive=True)) as store:
        keyring = load_keyring(store, chosen.master_key_file, now=AGO)
        vault = Vault(keyring, timedelta(days=365), timedelta(days=1825))
        incident = Incident(
            id=uuid4(),
            squad_code="reservoir",
            occurred_at=AGO,
            lon=120.99,
            lat=29.47,
            accuracy_m=None,
            placed_by="map",
            category="angling",
            source="patrol",
            narrative="夜钓",
            outcomes=(Outcome("persuaded", 1),),
            persons=(Person(name="甲"),),
        )
        put_incident(store, SYSTEM, incident, vault, now=AGO)
    return folder


def tamper(statement: str) -> None:
    with closing(sqlite3.connect(Settings().sqlite_path, isolation_level=None)) as connection:
        connection.create_function("gp_min_lon", 1, lambda _: 0)
        triggers = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%append-only%'"
        ).fetchall()
        for (name,) in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)


def test_a_sound_store_is_said_to_be_sound(recorded: Path) -> None:
    said = done("audit", "verify")
    assert "reservoir" in said
    assert "nothing edited" in said


def test_a_tampered_one_ends_with_what_and_where(recorded: Path) -> None:
    tamper("UPDATE incidents SET narrative = '无人'")
    result = run("audit", "verify")
    assert result.exit_code == 2
    assert "the record is not what its last version says" in result.output
    assert "incident/" in result.output


def test_an_edited_entry_is_named_by_chain_and_number(recorded: Path) -> None:
    tamper("UPDATE audit_log SET actor = 'x' WHERE chain = 'reservoir' AND seq = 2")
    result = run("audit", "verify", "--chains-only")
    assert result.exit_code == 2
    assert "reservoir #2: was edited" in result.output


def test_an_anchor_finds_what_was_cut_off(recorded: Path) -> None:
    done("audit", "anchor", "--to", "heads.json")
    document = json.loads(Path("heads.json").read_text(encoding="utf-8"))
    assert document["form"] == "geo-patrol-anchor-1"
    assert {one["chain"] for one in document["heads"]} == {"@administration", "park", "reservoir"}
    assert "nothing edited" in done("audit", "verify", "--anchor", "heads.json")
    tamper(
        "DELETE FROM audit_log WHERE chain = 'park' AND seq ="
        " (SELECT max(seq) FROM audit_log WHERE chain = 'park')"
    )
    result = run("audit", "verify", "--chains-only")
    assert result.exit_code == 0
    result = run("audit", "verify", "--chains-only", "--anchor", "heads.json")
    assert result.exit_code == 2
    assert "the end was cut off" in result.output


def test_an_older_anchor_beside_a_newer_one_holds_both(recorded: Path) -> None:
    done("audit", "anchor", "--to", "first.json")
    done("users", "add", "boss", "--name", "演示甲", "--role", "admin")
    done("audit", "anchor", "--to", "second.json")
    both = ("--anchor", "first.json", "--anchor", "second.json")
    assert "nothing edited" in done("audit", "verify", *both)


def test_an_anchor_can_be_printed(recorded: Path) -> None:
    assert json.loads(done("audit", "anchor"))["heads"]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"form": "geo-patrol-anchor-1"}', "null"])
def test_a_file_that_is_no_anchor_is_refused(recorded: Path, text: str) -> None:
    Path("heads.json").write_text(text)
    assert refused("audit", "verify", "--anchor", "heads.json").key == "cli.no_anchor"


def test_a_missing_anchor_is_told(recorded: Path) -> None:
    assert refused("audit", "verify", "--anchor", "none.json").key == "cli.anchor_unreadable"


def test_verifying_beside_a_running_server_only_reads(recorded: Path) -> None:
    with closing(open_store(Settings().store_url(), exclusive=True)):
        assert "nothing edited" in done("audit", "verify")


def test_what_is_due_is_counted_then_destroyed_once(recorded: Path) -> None:
    assert "of 1 records are due" in done("privacy", "expire", "--dry-run")
    assert "of 1 records were destroyed" in done("privacy", "expire")
    assert "of 0 records were destroyed" in done("privacy", "expire")
    assert "nothing edited" in done("audit", "verify")


def test_an_upgrade_enters_who_is_older_than_versions_once(folder: Path) -> None:
    def add_past_the_program(login: str) -> None:
        officer = Officer(uuid4(), None, login, "审计员", login, "auditor", False)
        with closing(open_store(Settings().store_url(), exclusive=True)) as store:
            with store.upkeep() as session:
                people.save_officer(session, officer)

    add_past_the_program("former")
    done("db", "upgrade")
    done("audit", "verify")
    add_past_the_program("intruder")
    done("db", "upgrade")
    assert run("audit", "verify").exit_code == 2

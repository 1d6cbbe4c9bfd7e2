"""``geo-patrol figures``: on the screen and as files, the same for the same records."""

import csv
import io
import json
import os
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import pytest
from commanding import done, refused

from api.commands.common import out
from geo_patrol.incidents.records import Incident, Outcome, SeizedItem
from geo_patrol.store.engine import Store, open_store
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.records import submission_of, write_incident

PERIOD = ("--from", "2022-10-01", "--to", "2022-11-01")
NOW = datetime(2022, 10, 31, tzinfo=UTC)


class Templates(Protocol):
    """Filled stores, as all tests share them, to be copied."""

    def copy_sqlite(self, fill: str) -> str:
        """Return the URL of a new SQLite store."""

    def copy_postgis(self, server: str, fill: str) -> str:
        """Return the URL of a new database on a server."""

    def drop(self, url: str) -> None:
        """Drop such a database."""


def add_incident(store: Store) -> None:
    incident = Incident(
        id=uuid4(),
        squad_code="reservoir",
        occurred_at=datetime(2022, 10, 8, tzinfo=UTC),
        lon=120.99,
        lat=29.47,
        accuracy_m=5.0,
        placed_by="gps",
        category="angling",
        source="patrol",
        outcomes=(Outcome("persuaded", 4), Outcome("filed_simple")),
        seized=(SeizedItem("rod", 3),),
    )
    with store.writer() as session:
        sent = submission_of(SYSTEM, "incident", incident.id, incident, NOW)
        write_incident(session, sent, incident)


@pytest.fixture
def recorded(
    request: pytest.FixtureRequest,
    backend: str,
    templates: Templates,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """Stand in an empty folder, with a store in which one incident is recorded."""
    if backend == "sqlite":
        url = templates.copy_sqlite("loaded")
    else:
        url = templates.copy_postgis(request.getfixturevalue("postgis_url"), "loaded")
        request.addfinalizer(lambda: templates.drop(url))
    for name in list(os.environ):
        if name.startswith("GEO_PATROL_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("GEO_PATROL_LANGUAGE", "en")
    monkeypatch.setenv("GEO_PATROL_DATABASE_URL", url)
    monkeypatch.setattr(out, "width", 200)
    monkeypatch.chdir(tmp_path)
    with closing(open_store(url)) as store:
        add_incident(store)
    return tmp_path


def test_name_value_and_definition_are_printed(recorded: Path) -> None:
    said = done("figures", *PERIOD, "--squad", "reservoir")
    assert "People persuaded to leave" in said
    assert "4 people" in said
    assert "3 sets" in said
    assert "none of 1 tells an amount" in said
    assert "not counted here" in said
    assert "Sum of the people of all outcomes" in said
    assert "article 74" in said


def test_files_hold_the_same_and_are_the_same_each_time(recorded: Path) -> None:
    for name in ("a.csv", "b.csv", "a.json", "b.json"):
        done("figures", *PERIOD, "--out", name)
    for ending in ("csv", "json"):
        assert Path(f"a.{ending}").read_bytes() == Path(f"b.{ending}").read_bytes()
    rows = list(csv.DictReader(io.StringIO(Path("a.csv").read_text(encoding="utf-8-sig"))))
    told = json.loads(Path("a.json").read_text(encoding="utf-8"))
    assert [(row["squad"], row["code"], row["value"], row["definition"]) for row in rows] == [
        (
            squad["name"]["en"],
            one["code"],
            "" if one["value"] is None else str(one["value"]),
            one["definition"]["en"],
        )
        for squad in told["squads"]
        for one in squad["figures"]
    ]
    values = {row["code"]: row["value"] for row in rows if row["squad"] == rows[-1]["squad"]}
    assert (values["violations"], values["persuaded"], values["gear_seized"]) == ("1", "4", "3")


def test_other_files_squads_and_periods_are_refused(recorded: Path) -> None:
    assert refused("figures", *PERIOD, "--out", "a.xlsx").key == "figures.ending"
    assert refused("figures", *PERIOD, "--squad", "nowhere").key == "records.no_squad"
    backwards = ("--from", "2022-11-01", "--to", "2022-10-01")
    assert refused("figures", *backwards).key == "records.end_before_start"

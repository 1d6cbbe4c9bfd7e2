"""``geo-patrol import outbox``: item by item, by whom, and what could not be written."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from commanding import done, refused, run
from evidence_files import numbered
from outbox_files import Outbox

from geo_patrol.outbox import claim_of, outbox_key
from geo_patrol.personal import Keyring
from geo_patrol.settings import Settings
from geo_patrol.store.engine import open_store
from geo_patrol.store.keys import load_keyring
from geo_patrol.store.repositories import people
from geo_patrol.store.repositories.people import Officer

NOW = datetime.now(UTC)


def incident(**changes: Any) -> dict[str, Any]:
    body = {
        "point": {"lon": 120.99, "lat": 29.47},
        "placed_by": "map",
        "occurred_at": "2022-10-08T01:40:00+08:00",
        "category": "angling",
        "source": "patrol",
    }
    return {**body, **changes}


class Office:
    """A store with an officer in it."""

    def __init__(self) -> None:
        chosen = Settings()
        self.officer = Officer(uuid4(), "reservoir", "a01", "王强", "wang", "officer", True)
        with closing(open_store(chosen.store_url(), exclusive=True)) as store:
            self.keyring: Keyring = load_keyring(store, chosen.master_key_file, now=NOW)
            with store.upkeep() as session:
                people.save_officer(session, self.officer)

    def outbox(self, **changes: Any) -> Outbox:
        """Return the officer's queue, empty."""
        key = outbox_key(self.keyring, 1)
        claim = claim_of(self.keyring.claims_key, self.officer.id, key.kid, NOW)
        return Outbox(self.officer.id, key, **{"claim": claim, **changes})


@pytest.fixture
def office(folder: Path) -> Office:
    return Office()


def test_it_tells_what_became_of_each_item_and_the_second_time_nothing_is_new(
    office: Office,
) -> None:
    outbox, incident_id = office.outbox(), uuid4()
    outbox.add(f"/api/v1/incidents/{incident_id}", incident())
    outbox.add(f"/api/v1/incidents/{uuid4()}", incident(category="no such"))
    digest = outbox.add_file(numbered(1), f"incident/{incident_id}")
    file = outbox.write(Path("queue.outbox"))
    said = done("import", "outbox", file)
    assert "王强 (wang): 2 records, 0 pieces of tracks, 1 files" in said
    assert f"new            incident/{incident_id}" in said
    assert "refused        incident/" in said
    assert f"new            evidence/{digest}" in said
    assert "2 new, 0 already there, 0 in conflict, 1 refused, 0 not written" in said
    assert "0 new, 2 already there" in done("import", "outbox", file)


def test_who_brings_it_in_can_be_named_and_must_be_known(office: Office) -> None:
    file = office.outbox().write(Path("queue.outbox"))
    assert "0 new" in done("import", "outbox", file, "--by", "wang")
    assert refused("import", "outbox", file, "--by", "nobody").key == "cli.no_user"


def test_what_nothing_vouches_for_is_taken_when_somebody_says_so(office: Office) -> None:
    outbox = office.outbox(claim=None)
    outbox.add(f"/api/v1/incidents/{uuid4()}", incident())
    file = outbox.write(Path("queue.outbox"))
    assert refused("import", "outbox", file).key == "outbox.unproven"
    said = done("import", "outbox", file, "--take-unproven")
    assert "not proven" in said
    assert "1 new" in said


def test_what_could_not_be_written_ends_in_a_failure_and_is_written_the_next_time(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox, incident_id = office.outbox(), uuid4()
    outbox.add(f"/api/v1/incidents/{incident_id}", incident())
    outbox.add_file(numbered(1), f"incident/{incident_id}")
    file = outbox.write(Path("queue.outbox"))
    Path("full").write_text("no folder")
    monkeypatch.setenv("GEO_PATROL_EVIDENCE_DIR", "full")
    result = run("import", "outbox", file)
    assert result.exit_code == 1
    assert "1 new, 0 already there, 0 in conflict, 0 refused, 1 not written" in result.output
    assert "import the same file again" in result.output
    monkeypatch.delenv("GEO_PATROL_EVIDENCE_DIR")
    assert "1 new, 1 already there" in done("import", "outbox", file)


def test_what_is_no_outbox_is_refused(office: Office) -> None:
    Path("photo.jpg").write_bytes(numbered(1))
    assert refused("import", "outbox", "photo.jpg").key == "outbox.no_outbox"
    assert refused("import", "outbox", "none").key == "outbox.unreadable"

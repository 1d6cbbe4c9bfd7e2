"""Verification: whoever tampers with the store itself is found out."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from duty_making import EARLY, NOW, VAULT, make_patrol, send, walk_over
from sqlalchemy import text
from tampering import tamper

from geo_patrol.incidents.records import Incident, Outcome
from geo_patrol.personal import Person
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import audit, duty
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.auditing import Verified, verify
from geo_patrol.workflows.persons import expire
from geo_patrol.workflows.records import put_incident, put_shift

LATER = EARLY + timedelta(hours=1)


def seen(store: Store, **options: object) -> Verified:
    return verify(store, **options)  # type: ignore[arg-type]


def keys(found: Verified) -> set[str]:
    return {one.key for one in (*found.breaks, *found.findings)}


def an_incident(number: int = 1, **changes: object) -> Incident:
    incident = Incident(
        id=UUID(int=number),
        squad_code="reservoir",
        occurred_at=LATER,
        lon=120.99,
        lat=29.47,
        accuracy_m=6,
        placed_by="gps",
        category="angling",
        source="patrol",
        narrative="岭根村岸段，劝离",
        outcomes=(Outcome("persuaded", 2, "态度好"),),
        persons=(Person(name="甲", plate="浙D·Z9Y8X"),),
    )
    return replace(incident, **changes)  # type: ignore[arg-type]


@pytest.fixture
def filled(loaded_store: Store) -> Store:
    """Give a store with records of every kind, edited too."""
    patrol = make_patrol(loaded_store)
    send(loaded_store, patrol, walk_over(loaded_store, "changzhao", range(5), LATER))
    make_patrol(loaded_store, area="dashiju")
    put_incident(loaded_store, SYSTEM, an_incident(), VAULT, now=NOW)
    put_incident(loaded_store, SYSTEM, an_incident(narrative="改正"), VAULT, now=NOW, if_match=1)
    put_incident(loaded_store, SYSTEM, an_incident(2, persons=()), VAULT, now=NOW)
    return loaded_store


def test_a_store_that_nobody_touched_is_sound(filled: Store) -> None:
    found = seen(filled)
    assert found.sound, (found.breaks, found.findings)
    assert {head.chain for head in found.heads} == {"@administration", "park", "reservoir"}
    assert found.n_records == 7
    assert found.n_versions > found.n_records
    assert found.n_adopted == 0


def test_it_stays_sound_when_retention_ends(filled: Store) -> None:
    assert expire(filled, now=NOW + timedelta(days=4000)) == 1
    assert seen(filled).sound


Tampering = tuple[str, str]
TAMPERINGS: dict[str, Tampering] = {
    "an entry edited": (
        "UPDATE audit_log SET actor = 'officer/x' WHERE chain = 'reservoir' AND seq = 3",
        "audit.edited",
    ),
    "an entry deleted": (
        "DELETE FROM audit_log WHERE chain = 'reservoir' AND seq = 3",
        "audit.missing",
    ),
    "two entries exchanged": (
        "UPDATE audit_log SET seq = 1000 - seq WHERE chain = 'reservoir' AND seq IN (499, 3)",
        "audit.missing",
    ),
    "the last entry cut off": (
        "DELETE FROM audit_log WHERE chain = 'reservoir' AND seq ="
        " (SELECT max(seq) FROM audit_log WHERE chain = 'reservoir')",
        "audit.version_unanswered",
    ),
    "a whole chain gone": (
        "DELETE FROM audit_log WHERE chain = 'park'",
        "audit.version_unanswered",
    ),
    "a version's body edited": (
        "UPDATE record_versions SET body = '{}' WHERE kind = 'incident' AND version = 1",
        "audit.version_altered",
    ),
    "a version's body edited with its digest": (
        "UPDATE record_versions SET body = '{}', body_sha256 ="
        " '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'"
        " WHERE kind = 'shift'",
        "audit.version_altered",
    ),
    "a version deleted": (
        "DELETE FROM record_versions WHERE kind = 'incident' AND version = 2",
        "audit.version_gone",
    ),
    "a narrative edited": (
        "UPDATE incidents SET narrative = '无人' WHERE narrative = '改正'",
        "audit.record_altered",
    ),
    "a count edited": ("UPDATE incident_outcomes SET people = 1", "audit.record_altered"),
    "an outcome deleted": ("DELETE FROM incident_outcomes", "audit.record_altered"),
    "a time edited": (
        "UPDATE shifts SET note = 'x' WHERE squad_code = 'park'",
        "audit.record_altered",
    ),
    "a track's device edited": ("UPDATE tracks SET device = 'other'", "audit.record_altered"),
    "a patrol's area edited": (
        "UPDATE patrols SET area_code = 'qincun' WHERE area_code = 'changzhao'",
        "audit.record_altered",
    ),
    "a commitment to persons edited": (
        "UPDATE record_versions SET body_sha256 = 'x' WHERE kind = 'incident' AND version = 2",
        "audit.version_altered",
    ),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_tampering_is_found(filled: Store, what: str) -> None:
    statement, expected = TAMPERINGS[what]
    tamper(filled, statement)
    assert expected in keys(seen(filled))


def test_a_record_that_came_in_past_the_program_is_found(filled: Store) -> None:
    with filled.upkeep() as session:
        shift = next(iter(list(duty.all_shifts(session))))
        duty.save_shift(session, replace(shift, id=uuid4()), new=True)
    assert keys(seen(filled)) == {"audit.record_unanswered"}


def test_a_record_deleted_with_its_versions_and_entries_is_found_by_an_anchor(
    filled: Store,
) -> None:
    with filled.reader() as session:
        anchor = {head.chain: head for head in audit.heads(session)}
    assert seen(filled, anchors=anchor).sound
    last = UUID(int=2)
    key = last.hex if filled.dialect == "sqlite" else str(last)
    tamper(
        filled,
        f"DELETE FROM incident_outcomes WHERE incident_id = '{key}'",
        f"DELETE FROM incidents WHERE id = '{key}'",
        f"DELETE FROM record_versions WHERE record_id = '{key}'",
        f"DELETE FROM audit_log WHERE object = 'incident/{last}'",
    )
    assert seen(filled).sound, "nothing in the store itself can tell"
    assert keys(seen(filled, anchors=anchor)) == {"audit.cut_off"}


def test_an_anchor_from_before_still_holds_after_more_work(filled: Store) -> None:
    with filled.reader() as session:
        anchor = {head.chain: head for head in audit.heads(session)}
    put_incident(filled, SYSTEM, an_incident(3), VAULT, now=NOW)
    assert seen(filled, anchors=anchor).sound


def test_an_anchor_of_another_store_does_not_hold(filled: Store) -> None:
    with filled.reader() as session:
        heads = audit.heads(session)
    anchor = {head.chain: replace(head, hash="0" * 64) for head in heads}
    assert keys(seen(filled, anchors=anchor)) == {"audit.not_as_anchored"}


def test_findings_name_the_record(filled: Store) -> None:
    tamper(filled, "UPDATE shifts SET note = 'x' WHERE squad_code = 'park'")
    (one,) = seen(filled).findings
    assert one.where.startswith("shift/")
    assert "last version" in one.text("en")
    assert "不符" in one.text("zh")


def test_chains_alone_can_be_looked_at(filled: Store) -> None:
    tamper(filled, "UPDATE shifts SET note = 'x'")
    found = seen(filled, records=False)
    assert (found.sound, found.n_versions) == (True, 0)
    assert found.n_entries > 0


def test_every_accepted_write_has_one_entry_and_a_repeat_none(filled: Store) -> None:
    def n_entries() -> int:
        with filled.reader() as session:
            return sum(1 for _ in audit.entries(session))

    with filled.reader() as session:
        shift = next(iter(list(duty.all_shifts(session))))
    before = n_entries()
    put_shift(filled, SYSTEM, shift, now=NOW)
    assert n_entries() == before
    put_shift(filled, SYSTEM, replace(shift, note="new"), now=NOW, if_match=1)
    assert n_entries() == before + 1
    put_shift(filled, SYSTEM, replace(shift, note="new"), now=NOW, if_match=1)
    assert n_entries() == before + 1


def test_nothing_personal_stands_in_chain_or_versions(filled: Store) -> None:
    with filled.reader() as session:
        everything = [
            str(row)
            for table in ("audit_log", "record_versions", "incidents", "person_marks")
            for row in session.execute(text(f"SELECT * FROM {table}"))
        ]
    assert everything
    for row in everything:
        assert "Z9Y8X" not in row
        assert "甲" not in row

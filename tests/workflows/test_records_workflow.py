"""Shifts, patrols and incidents: written once, in scope, with their history."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from duty_making import VAULT

from geo_patrol.errors import (
    Conflict,
    InvalidInput,
    NeedsConfirmation,
    NotFound,
    PreconditionFailed,
)
from geo_patrol.incidents.records import Incident, Outcome, SeizedItem
from geo_patrol.patrols import Patrol, Shift
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import duty, history, incidents, people
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.scope import SYSTEM, Scope, scope_of
from geo_patrol.workflows.records import put_incident, put_patrol, put_shift
from geo_patrol.workflows.writing import canonical

NOW = datetime(2022, 10, 2, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2022, 10, 1, tzinfo=UTC)
PARK = scope_of(UUID(int=7), ["park"], "officer", certified=True)
ON_THE_SHORE = (121.0, 29.432)


def a_shift(**changes: Any) -> Shift:
    shift = Shift(uuid4(), "reservoir", "early", START, START + timedelta(hours=8))
    return replace(shift, **changes)


def a_patrol(shift: Shift, **changes: Any) -> Patrol:
    end = START + timedelta(hours=3)
    return replace(Patrol(uuid4(), shift.id, "changzhao", "boat", START, end, ()), **changes)


def an_incident(**changes: Any) -> Incident:
    incident = Incident(
        id=uuid4(),
        squad_code="reservoir",
        occurred_at=START + timedelta(hours=1),
        lon=ON_THE_SHORE[0],
        lat=ON_THE_SHORE[1],
        accuracy_m=6.0,
        placed_by="gps",
        category="angling",
        source="patrol",
        outcomes=(Outcome("persuaded", 2), Outcome("seized")),
        seized=(SeizedItem("rod", 3),),
    )
    return replace(incident, **changes)


def shift_written(store: Store, scope: Scope = SYSTEM, **changes: Any) -> Shift:
    shift = a_shift(**changes)
    put_shift(store, scope, shift, now=NOW)
    return shift


def test_a_repeated_write_changes_nothing(loaded_store: Store) -> None:
    shift = a_shift()
    first = put_shift(loaded_store, SYSTEM, shift, now=NOW)
    again = put_shift(loaded_store, SYSTEM, shift, now=NOW + timedelta(days=1))
    assert (first.created, first.version) == (True, 1)
    assert (again.created, again.version) == (False, 1)
    with loaded_store.reader() as session:
        assert len(history.versions(session, "shift", shift.id)) == 1


def test_another_body_under_the_same_id_is_a_conflict_that_shows_what_is_there(
    loaded_store: Store,
) -> None:
    shift = shift_written(loaded_store)
    other = replace(shift, note="换班")
    with pytest.raises(Conflict) as caught:
        put_shift(loaded_store, SYSTEM, other, now=NOW)
    assert caught.value.current == canonical(shift)
    with loaded_store.reader() as session:
        assert duty.shift(session, shift.id, SYSTEM) == shift


def test_an_edit_names_its_version_and_keeps_the_one_before(loaded_store: Store) -> None:
    shift = shift_written(loaded_store)
    edited = replace(shift, note="换班")
    written = put_shift(loaded_store, SYSTEM, edited, now=NOW, if_match=1)
    assert (written.created, written.version) == (False, 2)
    with loaded_store.reader() as session:
        bodies = [one.body for one in history.versions(session, "shift", shift.id)]
        assert bodies == [canonical(shift), canonical(edited)]
        assert duty.shift(session, shift.id, SYSTEM) == edited


def test_an_edit_of_an_older_version_is_refused(loaded_store: Store) -> None:
    shift = shift_written(loaded_store)
    for number, note in enumerate(("一", "二"), start=1):
        edited = replace(shift, note=note)
        if number == 1:
            put_shift(loaded_store, SYSTEM, edited, now=NOW, if_match=1)
        else:
            with pytest.raises(PreconditionFailed):
                put_shift(loaded_store, SYSTEM, edited, now=NOW, if_match=1)


def test_a_late_repeat_of_an_edited_version_does_not_undo_the_edit(loaded_store: Store) -> None:
    shift = shift_written(loaded_store)
    edited = replace(shift, note="换班")
    put_shift(loaded_store, SYSTEM, edited, now=NOW, if_match=1)
    late = put_shift(loaded_store, SYSTEM, shift, now=NOW)
    assert (late.changed, late.version) == (False, 2)
    with loaded_store.reader() as session:
        assert duty.shift(session, shift.id, SYSTEM) == edited


def test_what_another_squad_wrote_is_not_there(loaded_store: Store) -> None:
    shift = shift_written(loaded_store)
    with pytest.raises(NotFound):
        put_shift(loaded_store, PARK, shift, now=NOW)
    patrol = a_patrol(shift)
    with pytest.raises(NotFound):
        put_patrol(loaded_store, PARK, patrol, now=NOW, zone=ZONE)
    incident = an_incident()
    put_incident(loaded_store, SYSTEM, incident, VAULT, now=NOW)
    taken = replace(incident, squad_code="park")
    with pytest.raises(NotFound):
        put_incident(loaded_store, PARK, taken, VAULT, now=NOW)
    with loaded_store.reader() as session:
        assert duty.shift(session, shift.id, PARK) is None
        assert incidents.incident(session, incident.id, PARK) is None


@pytest.mark.parametrize("hours", [0, -1])
def test_an_end_that_is_not_after_the_start_is_refused(loaded_store: Store, hours: int) -> None:
    shift = a_shift(end=START + timedelta(hours=hours))
    with pytest.raises(InvalidInput) as caught:
        put_shift(loaded_store, SYSTEM, shift, now=NOW)
    assert caught.value.key == "records.end_before_start"
    patrol = a_patrol(shift_written(loaded_store), end=START + timedelta(hours=hours))
    with pytest.raises(InvalidInput):
        put_patrol(loaded_store, SYSTEM, patrol, now=NOW, zone=ZONE)


def test_a_patrol_lies_in_its_shift_and_in_an_area_of_the_same_squad(loaded_store: Store) -> None:
    shift = shift_written(loaded_store)
    late = a_patrol(shift, start=START + timedelta(hours=9), end=START + timedelta(hours=10))
    with pytest.raises(InvalidInput) as caught:
        put_patrol(loaded_store, SYSTEM, late, now=NOW, zone=ZONE)
    assert caught.value.key == "records.patrol_outside_shift"
    elsewhere = a_patrol(shift, area_code="dashiju")
    with pytest.raises(NotFound):
        put_patrol(loaded_store, SYSTEM, elsewhere, now=NOW, zone=ZONE)


def test_a_patrol_keeps_its_crew_and_its_end_can_come_later(loaded_store: Store) -> None:
    crew = tuple(sorted((uuid4(), uuid4())))
    with loaded_store.upkeep() as session:
        for number, officer_id in enumerate(crew):
            officer = Officer(
                officer_id, "reservoir", f"R{number}", "队员", f"r{number}", "officer", True
            )
            people.save_officer(session, officer)
    shift = shift_written(loaded_store)
    going = a_patrol(shift, end=None, crew=crew)
    put_patrol(loaded_store, SYSTEM, going, now=NOW, zone=ZONE)
    ended = replace(going, end=START + timedelta(hours=2))
    put_patrol(loaded_store, SYSTEM, ended, now=NOW, zone=ZONE, if_match=1)
    with loaded_store.reader() as session:
        assert duty.patrol(session, going.id, SYSTEM) == ended


def test_a_crew_member_nobody_knows_is_refused(loaded_store: Store) -> None:
    patrol = a_patrol(shift_written(loaded_store), crew=(uuid4(),))
    with pytest.raises(NotFound):
        put_patrol(loaded_store, SYSTEM, patrol, now=NOW, zone=ZONE)


def test_an_incident_is_located_and_comes_back_as_it_was_sent(loaded_store: Store) -> None:
    incident = an_incident(narrative="夜钓，已劝离")
    put_incident(loaded_store, SYSTEM, incident, VAULT, now=NOW)
    with loaded_store.reader() as session:
        stored = incidents.incident(session, incident.id, SYSTEM)
    assert stored is not None
    assert stored.incident == incident
    assert stored.area_code == "changzhao"
    assert stored.zone_id is not None
    assert stored.cell_code is not None
    assert len(stored.cell_code) == 15
    assert stored.flags == ()


def test_unknown_codes_are_refused_each_with_its_place(loaded_store: Store) -> None:
    incident = an_incident(
        category="fishing", outcomes=(Outcome("shouted"),), seized=(SeizedItem("hook", 1),)
    )
    with pytest.raises(InvalidInput) as caught:
        put_incident(loaded_store, SYSTEM, incident, VAULT, now=NOW)
    places = [one.where for one in caught.value.findings]
    assert places == ["category", "outcomes[0].kind", "seized[0].kind"]
    with loaded_store.reader() as session:
        assert incidents.incident(session, incident.id, SYSTEM) is None


def test_a_point_far_outside_the_county_needs_a_person_to_say_so(loaded_store: Store) -> None:
    incident = an_incident(lon=116.4, lat=39.9)
    with pytest.raises(NeedsConfirmation):
        put_incident(loaded_store, SYSTEM, incident, VAULT, now=NOW)
    put_incident(loaded_store, SYSTEM, incident, VAULT, now=NOW, confirmed=True)
    with loaded_store.reader() as session:
        stored = incidents.incident(session, incident.id, SYSTEM)
    assert stored is not None
    assert set(stored.flags) == {"outside_county", "outside_areas"}


def test_what_looks_odd_is_kept_and_flagged(loaded_store: Store) -> None:
    incident = an_incident(category="noise", occurred_at=NOW + timedelta(hours=1))
    put_incident(loaded_store, SYSTEM, incident, VAULT, now=NOW)
    with loaded_store.reader() as session:
        stored = incidents.incident(session, incident.id, SYSTEM)
    assert stored is not None
    assert set(stored.flags) == {"category_of_other_squad", "clock_ahead"}


def test_pages_walk_all_records_once_in_time_order(loaded_store: Store) -> None:
    expected = []
    for number in range(7):
        # Two at the same moment: the cursor must not lose or repeat either.
        incident = an_incident(occurred_at=START + timedelta(minutes=number // 2))
        put_incident(loaded_store, SYSTEM, incident, VAULT, now=NOW)
        expected.append(incident.id)
    found: list[UUID] = []
    cursor: str | None = None
    with loaded_store.reader() as session:
        while True:
            page = incidents.incidents(session, SYSTEM, cursor=cursor, limit=2)
            found += [one.incident.id for one in page.items]
            cursor = page.next_cursor
            if cursor is None:
                break
    assert found == expected


def test_a_forged_cursor_is_bad_input(loaded_store: Store) -> None:
    with loaded_store.reader() as session, pytest.raises(InvalidInput):
        incidents.incidents(session, SYSTEM, cursor="bm90IGEgY3Vyc29y")


def test_an_edit_can_bring_back_what_was_there_before(loaded_store: Store) -> None:
    shift = shift_written(loaded_store)
    edited = replace(shift, note="写错了")
    put_shift(loaded_store, SYSTEM, edited, now=NOW, if_match=1)
    back = put_shift(loaded_store, SYSTEM, shift, now=NOW, if_match=2)
    assert (back.version, back.changed) == (3, True)
    again = put_shift(loaded_store, SYSTEM, shift, now=NOW, if_match=2)
    assert (again.version, again.changed) == (3, False)
    with loaded_store.reader() as session:
        assert duty.shift(session, shift.id, SYSTEM) == shift


def test_a_shift_cannot_be_moved_away_from_its_patrols(loaded_store: Store) -> None:
    shift = shift_written(loaded_store)
    patrol = a_patrol(shift)
    put_patrol(loaded_store, SYSTEM, patrol, now=NOW, zone=ZONE)
    days = timedelta(days=9)
    moved = replace(shift, start=shift.start + days, end=shift.end + days)
    with pytest.raises(InvalidInput) as caught:
        put_shift(loaded_store, SYSTEM, moved, now=NOW, if_match=1)
    assert [one.where for one in caught.value.findings] == [str(patrol.id)]


def test_a_repeat_is_not_judged_by_what_changed_since(loaded_store: Store) -> None:
    shift = shift_written(loaded_store)
    patrol = a_patrol(shift, end=None)
    put_patrol(loaded_store, SYSTEM, patrol, now=NOW, zone=ZONE)
    # The shift is cut so that the patrol, were it new, would still fit; its crew is gone.
    ended = replace(patrol, start=START + timedelta(hours=4), end=START + timedelta(hours=5))
    put_patrol(loaded_store, SYSTEM, ended, now=NOW, zone=ZONE, if_match=1)
    cut = replace(shift, start=START + timedelta(hours=4))
    put_shift(loaded_store, SYSTEM, cut, now=NOW, if_match=1)
    late = put_patrol(loaded_store, SYSTEM, patrol, now=NOW, zone=ZONE)
    assert (late.changed, late.version) == (False, 2)

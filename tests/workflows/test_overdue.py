"""Crews that are not heard of: one alarm for each silence, and none for who is heard of or back."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import numpy as np
import pytest
import shapely
from sqlalchemy import text
from sqlalchemy.orm import Session

from geo_patrol.alarms.overdue import OverdueRule
from geo_patrol.alarms.records import AlarmSign
from geo_patrol.patrols import Mode, Patrol, Shift
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import alarm_signs, alarms, people, places
from geo_patrol.store.repositories import audit as entries
from geo_patrol.store.repositories.alarms import StoredAlarm
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.repositories.places import Area
from geo_patrol.store.scope import SYSTEM
from geo_patrol.tracks.fixes import Fixes
from geo_patrol.workflows.alarms import put_sign
from geo_patrol.workflows.alive import Place, note_heartbeat, note_sign
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.overdue import Watched, watch
from geo_patrol.workflows.records import put_patrol, put_shift
from geo_patrol.workflows.tracks import TrackUpload, put_track

ZONE = ZoneInfo("Asia/Shanghai")
NIGHT = datetime(2022, 10, 8, 22, tzinfo=ZONE)
SILENCE = timedelta(minutes=30)
RULE = OverdueRule(SILENCE, frozenset({"boat"}), 18 * 60, 6 * 60)
NOTHING = Watched(0, 0)
LAKE = Area(
    code="lake",
    squad_code="reservoir",
    kind="reservoir",
    name_zh="湖",
    name_en="Lake",
    status="illustrative",
    status_note="drawn for a test",
    source="nobody",
    licence="CC0-1.0",
    geometry=shapely.MultiPolygon([shapely.box(120.98, 29.46, 121.0, 29.48)]),
)


class Lake:
    """A night on the lake: a shift, its boats, and a clock."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.now = NIGHT
        self.officer = Officer(uuid4(), "reservoir", "K1", "王强", "k1", "officer", True)
        self.shift = Shift(uuid4(), "reservoir", "middle", NIGHT, NIGHT + timedelta(hours=8))
        with store.upkeep() as session:
            people.ensure_squad(session, "reservoir", "库区", "Reservoir")
            places.save_area(session, LAKE)
            people.save_officer(session, self.officer)
        put_shift(store, SYSTEM, self.shift, now=NIGHT)

    def boat(self, mode: Mode = "boat", *, start: datetime = NIGHT, **changes: Any) -> Patrol:
        """Send a crew out."""
        crew = (self.officer.id,)
        patrol = Patrol(uuid4(), self.shift.id, "lake", mode, start, None, crew, **changes)
        put_patrol(self.store, SYSTEM, patrol, now=self.now, zone=ZONE)
        return patrol

    def back(self, patrol: Patrol) -> None:
        """Have a crew come back now."""
        ended = Patrol(**{**vars(patrol), "end": self.now})
        put_patrol(self.store, SYSTEM, ended, now=self.now, zone=ZONE, if_match=1)

    def later(self, minutes: float) -> Watched:
        """Let time pass, and look."""
        self.now += timedelta(minutes=minutes)
        return self.look()

    def look(self, rule: OverdueRule = RULE) -> Watched:
        """Look after the crews."""
        return watch(self.store, rule, ZONE, now=self.now)

    def heard(self, patrol: Patrol, *, minutes_ago: float = 0) -> None:
        """Have a sign of life come in."""
        at = self.now - timedelta(minutes=minutes_ago)
        with self.store.upkeep() as session:
            note_sign(session, patrol.id, at, Place(120.99, 29.47, 8), "tracker", now=self.now)

    def alarms(self) -> list[StoredAlarm]:
        """Return all alarms there are."""
        with self.store.reader() as session:
            return list(alarms.alarms(session, SYSTEM, Span()).items)


@pytest.fixture
def lake(store: Store) -> Lake:
    return Lake(store)


def test_a_boat_that_is_not_heard_of_at_night_is_overdue_and_told_of_once(lake: Lake) -> None:
    patrol = lake.boat()
    assert lake.later(29) == NOTHING
    assert lake.later(1) == Watched(1, 0)
    assert [lake.later(minutes) for minutes in (0, 1, 60)] == [NOTHING] * 3
    [told] = lake.alarms()
    assert (told.alarm.kind, told.alarm.officer_id, told.alarm.patrol_id) == (
        "overdue",
        None,
        patrol.id,
    )
    assert (told.alarm.silent_since, told.alarm.at) == (NIGHT, NIGHT + SILENCE)
    assert (told.squad_code, told.area_code, told.mode) == ("reservoir", "lake", "boat")


def test_a_silence_is_told_of_once_by_several_programs_and_after_starting_again(
    lake: Lake,
) -> None:
    lake.boat()
    lake.now += SILENCE
    first = lake.look()
    # Nothing is remembered but what is in the store.
    assert [first, lake.look(), lake.look()] == [Watched(1, 0), NOTHING, NOTHING]


def test_a_sign_of_life_ends_the_alarm_and_the_next_silence_has_one_of_its_own(
    lake: Lake,
) -> None:
    patrol = lake.boat()
    assert lake.later(30) == Watched(1, 0)
    lake.now += timedelta(minutes=5)
    lake.heard(patrol)
    assert lake.later(1) == Watched(0, 1)
    assert lake.later(28) == NOTHING
    assert lake.later(1) == Watched(1, 0)
    first, second = lake.alarms()
    assert (first.ended_at is None, second.ended_at is None) == (False, True)
    assert second.alarm.silent_since == NIGHT + timedelta(minutes=35)
    with lake.store.reader() as session:
        [own] = alarm_signs.signs(session, first.alarm.id)
    assert (own.sign.sign, own.sign.officer_id) == ("ended", None)


def test_what_a_person_has_ended_is_not_told_of_again(lake: Lake) -> None:
    lake.boat()
    lake.later(30)
    [told] = lake.alarms()
    sign = AlarmSign(uuid4(), told.alarm.id, lake.officer.id, "ended", lake.now, "电话联系上了")
    put_sign(lake.store, lake.officer.scope, sign, now=lake.now)
    assert [lake.later(minutes) for minutes in (1, 120)] == [NOTHING] * 2


def test_a_crew_that_is_back_is_not_missed(lake: Lake) -> None:
    patrol = lake.boat()
    lake.now += timedelta(minutes=20)
    lake.back(patrol)
    assert lake.later(120) == NOTHING
    assert lake.alarms() == []


def test_the_alarm_of_a_crew_that_comes_back_ends(lake: Lake) -> None:
    patrol = lake.boat()
    lake.later(45)
    lake.back(patrol)
    assert lake.later(1) == Watched(0, 1)
    assert lake.later(60) == NOTHING


@pytest.mark.parametrize("mode", ["car", "foot"])
def test_who_is_not_on_the_water_is_not_watched_unless_it_is_so_set(lake: Lake, mode: Mode) -> None:
    lake.boat(mode)
    assert lake.later(120) == NOTHING
    assert lake.look(OverdueRule(SILENCE, frozenset({mode}), 18 * 60, 6 * 60)) == Watched(1, 0)


def test_nobody_is_watched_when_no_mode_is(lake: Lake) -> None:
    lake.boat()
    lake.now += timedelta(hours=2)
    assert lake.look(OverdueRule(SILENCE, frozenset(), 18 * 60, 6 * 60)) == NOTHING


def test_by_day_nobody_is_missed(lake: Lake) -> None:
    lake.boat(start=NIGHT + timedelta(hours=7, minutes=40))
    assert lake.later(8 * 60 + 15) == NOTHING


def test_a_patrol_that_was_never_ended_is_not_missed_for_ever(lake: Lake) -> None:
    lake.boat()
    lake.now += timedelta(days=3)
    assert lake.look() == NOTHING


def test_a_fast_clock_does_not_hide_a_silence(lake: Lake) -> None:
    patrol = lake.boat()
    with lake.store.upkeep() as session:
        ahead = lake.now + timedelta(days=1)
        note_sign(session, patrol.id, ahead, None, "tracker", now=lake.now)
    assert lake.later(29) == NOTHING
    assert lake.later(1) == Watched(1, 0)


def test_signs_that_come_late_do_not_turn_back_the_clock(lake: Lake) -> None:
    patrol = lake.boat()
    lake.now += timedelta(minutes=20)
    lake.heard(patrol)
    lake.heard(patrol, minutes_ago=15)
    assert lake.later(29) == NOTHING
    assert lake.later(1) == Watched(1, 0)


def test_the_last_place_known_is_told_with_when_that_was(lake: Lake) -> None:
    patrol = lake.boat()
    lake.now += timedelta(minutes=10)
    lake.heard(patrol)
    lake.now += timedelta(minutes=5)
    with lake.store.upkeep() as session:
        note_sign(session, patrol.id, lake.now, None, "alive", now=lake.now)
    lake.later(30)
    [told] = lake.alarms()
    assert (told.alarm.lon, told.alarm.lat, told.alarm.accuracy_m) == (120.99, 29.47, 8)
    assert told.alarm.placed_at == NIGHT + timedelta(minutes=10)
    assert told.alarm.silent_since == NIGHT + timedelta(minutes=15)


def heartbeat(lake: Lake, patrol: Patrol) -> None:
    scope = lake.officer.scope
    # That it is heard counts, though its clock is a day behind.
    slow = lake.now - timedelta(days=1)
    note_heartbeat(lake.store, scope, patrol.id, slow, Place(120.99, 29.47), now=lake.now)


def track(lake: Lake, patrol: Patrol) -> None:
    ends = lake.now.timestamp() * 1000
    t_ms = np.array([ends - 60_000, ends], np.int64)
    fixes = Fixes(t_ms, np.array([120.98, 120.99]), np.array([29.46, 29.47]), np.array([5.0, 5.0]))
    upload = TrackUpload("phone", "", fixes, (), 2)
    put_track(lake.store, SYSTEM, patrol.id, uuid4(), upload, now=lake.now, zone=ZONE)


def edit_by_crew(lake: Lake, patrol: Patrol) -> None:
    noted = Patrol(**{**vars(patrol), "note": "岭根村岸段"})
    put_patrol(lake.store, lake.officer.scope, noted, now=lake.now, zone=ZONE, if_match=1)


@pytest.mark.parametrize("sign", [heartbeat, track, edit_by_crew])
def test_whatever_comes_in_from_a_crew_is_a_sign_of_life(
    lake: Lake, sign: Callable[[Lake, Patrol], None]
) -> None:
    patrol = lake.boat()
    lake.now += timedelta(minutes=20)
    sign(lake, patrol)
    assert lake.later(29) == NOTHING
    assert lake.later(1) == Watched(1, 0)


def test_what_somebody_ashore_changes_of_a_patrol_is_none(lake: Lake) -> None:
    patrol = lake.boat()
    lake.now += timedelta(minutes=20)
    noted = Patrol(**{**vars(patrol), "note": "b"})
    put_patrol(lake.store, SYSTEM, noted, now=lake.now, zone=ZONE, if_match=1)
    assert lake.later(10) == Watched(1, 0)


def test_a_crew_heard_of_while_the_alarm_is_being_raised_is_not_missed(
    lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    patrol = lake.boat()
    lake.now += SILENCE
    known = alarms.known

    def meanwhile(session: Session, ids: list[UUID]) -> set[UUID]:
        lake.heard(patrol)
        return known(session, ids)

    monkeypatch.setattr(alarms, "known", meanwhile)
    assert lake.look() == NOTHING


def test_the_alarm_is_the_program_s_own_and_verified_like_any_record(lake: Lake) -> None:
    lake.boat()
    lake.later(30)
    lake.now += timedelta(minutes=1)
    [told] = lake.alarms()
    found = verify(lake.store)
    assert found.breaks == ()
    assert [one for one in found.findings if "alarm" in one.where] == []
    with lake.store.reader() as session:
        [entry] = [
            one for one in entries.entries(session) if one.object == f"alarm/{told.alarm.id}"
        ]
    assert (entry.chain, entry.actor, entry.action) == ("reservoir", "system", "create")
    assert entry.at == NIGHT.astimezone(UTC) + SILENCE


def test_a_demo_s_crews_are_not_missed(lake: Lake) -> None:
    lake.boat()
    with lake.store.upkeep() as session:
        session.execute(text("UPDATE patrols SET demo = true"))
    assert lake.later(60) == NOTHING

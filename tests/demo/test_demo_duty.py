"""Duty: shifts round the clock, patrols within them, tracks within patrols, nights thinner."""

from collections import Counter, defaultdict
from datetime import datetime, timedelta
from itertools import pairwise
from uuid import UUID

import numpy as np
import pytest
from demo_input import SHANGHAI

from geo_patrol.demo import DemoTrack, Season
from geo_patrol.patrols import Patrol, shift_bounds, shift_kind_at

USABLE = 4


@pytest.fixture(scope="module")
def tracks_of(demo_season: Season) -> dict[UUID, list[DemoTrack]]:
    found: dict[UUID, list[DemoTrack]] = defaultdict(list)
    for track in demo_season.tracks:
        found[track.patrol_id].append(track)
    return found


def usable(patrol: Patrol, tracks_of: dict[UUID, list[DemoTrack]]) -> bool:
    return any(len(track.fixes) >= USABLE for track in tracks_of.get(patrol.id, []))


def reservoir_patrols(season: Season) -> list[Patrol]:
    return [patrol for patrol in season.patrols if patrol.area_code in ("changzhao", "qincun")]


def hours(patrol: Patrol) -> float:
    assert patrol.end is not None
    return (patrol.end - patrol.start) / timedelta(hours=1)


def test_the_reservoir_squads_shifts_cover_the_clock_without_overlap(demo_season: Season) -> None:
    shifts = [shift for shift in demo_season.shifts if shift.squad_code == "reservoir"]

    assert shifts[0].start == datetime(2022, 8, 1, tzinfo=SHANGHAI)
    assert shifts[-1].end == datetime(2023, 1, 1, tzinfo=SHANGHAI)
    for before, after in pairwise(shifts):
        assert before.end == after.start


def test_shifts_have_the_hours_of_their_kind(demo_season: Season) -> None:
    for shift in demo_season.shifts:
        assert shift.kind == shift_kind_at(shift.start, SHANGHAI)
        assert (shift.start, shift.end) == shift_bounds(shift.kind, shift.start, SHANGHAI)


def test_the_park_squad_works_early_and_middle_shifts_and_few_weekends(
    demo_season: Season,
) -> None:
    shifts = [shift for shift in demo_season.shifts if shift.squad_code == "park"]
    weekdays = Counter(shift.start.astimezone(SHANGHAI).weekday() for shift in shifts)

    assert {shift.kind for shift in shifts} == {"early", "middle"}
    assert max(weekdays[5], weekdays[6]) < 0.5 * min(weekdays[day] for day in range(5))


def test_patrols_lie_within_their_shifts(demo_season: Season) -> None:
    shifts = {shift.id: shift for shift in demo_season.shifts}
    for patrol in demo_season.patrols:
        shift = shifts[patrol.shift_id]
        assert patrol.end is not None
        assert shift.start <= patrol.start < patrol.end <= shift.end


def test_tracks_lie_within_their_patrols(demo_season: Season) -> None:
    patrols = {patrol.id: patrol for patrol in demo_season.patrols}
    for track in demo_season.tracks:
        patrol = patrols[track.patrol_id]
        assert patrol.end is not None
        assert track.fixes.t_ms[0] >= patrol.start.timestamp() * 1000
        assert track.fixes.t_ms[-1] < patrol.end.timestamp() * 1000


def test_crews_are_of_the_squad_that_has_the_shift(demo_season: Season) -> None:
    officers = {officer.id: officer for officer in demo_season.officers}
    shifts = {shift.id: shift for shift in demo_season.shifts}
    for patrol in demo_season.patrols:
        squad = shifts[patrol.shift_id].squad_code
        assert len(set(patrol.crew)) == len(patrol.crew) >= 2
        assert {officers[one].squad_code for one in patrol.crew} == {squad}
        assert any(officers[one].certified for one in patrol.crew)


def test_nobody_is_on_two_patrols_at_once_or_in_shifts_back_to_back(demo_season: Season) -> None:
    shifts = {shift.id: shift for shift in demo_season.shifts}
    duties: dict[UUID, list[Patrol]] = defaultdict(list)
    for patrol in demo_season.patrols:
        for officer in patrol.crew:
            duties[officer].append(patrol)
    for mine in duties.values():
        for before, after in pairwise(mine):
            assert before.end is not None
            assert before.end <= after.start
            rest = shifts[after.shift_id].start - shifts[before.shift_id].end
            assert before.shift_id == after.shift_id or rest >= timedelta(hours=8)


def test_about_six_in_a_hundred_patrols_have_no_usable_track(
    demo_season: Season, tracks_of: dict[UUID, list[DemoTrack]]
) -> None:
    patrols = reservoir_patrols(demo_season)
    without = [patrol for patrol in patrols if not usable(patrol, tracks_of)]

    # Four standard deviations about 6 % of some 870 patrols.
    assert 0.028 < len(without) / len(patrols) < 0.092
    assert {bool(tracks_of.get(patrol.id)) for patrol in without} == {True, False}


def test_the_last_night_patrol_of_qincun_has_no_track(
    demo_season: Season, tracks_of: dict[UUID, list[DemoTrack]]
) -> None:
    nights = [
        patrol
        for patrol in demo_season.patrols
        if patrol.area_code == "qincun" and shift_kind_at(patrol.start, SHANGHAI) == "night"
    ]

    assert nights[-1].id not in tracks_of


def test_some_boats_carry_two_phones_that_went_the_same_way(
    demo_season: Season, tracks_of: dict[UUID, list[DemoTrack]]
) -> None:
    pairs = [tracks for tracks in tracks_of.values() if len(tracks) == 2]

    assert len(pairs) >= 5
    for one, other in pairs:
        assert one.device != other.device
        at = one.fixes.t_ms
        apart_deg = np.abs(np.interp(at, other.fixes.t_ms, other.fixes.lat) - one.fixes.lat)
        assert np.median(apart_deg) * 111_000 < 20


def test_nights_are_thinner(demo_season: Season) -> None:
    patrols = reservoir_patrols(demo_season)
    by_kind = {
        kind: [hours(p) for p in patrols if shift_kind_at(p.start, SHANGHAI) == kind]
        for kind in ("early", "middle", "night")
    }

    assert len(by_kind["night"]) < len(by_kind["middle"]) < len(by_kind["early"])
    assert np.mean(by_kind["night"]) < 0.75 * np.mean(by_kind["middle"])
    assert np.mean(by_kind["middle"]) < np.mean(by_kind["early"])
    assert max(hours(patrol) for patrol in patrols) < 4.2


def test_no_boat_is_out_in_a_typhoon(demo_season: Season) -> None:
    storm = [p for p in reservoir_patrols(demo_season) if f"{p.start:%m-%d}" in ("09-13", "09-14")]

    assert storm
    assert "boat" not in {patrol.mode for patrol in storm}

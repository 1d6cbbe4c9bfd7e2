"""The season as a whole: repeatable, unique, marked as invented, complete."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
from demo_input import SHANGHAI, DemoInput

from geo_patrol.demo import DemoTrack, Season
from geo_patrol.errors import InvalidInput

START = datetime(2022, 8, 1, tzinfo=SHANGHAI)
END = datetime(2023, 1, 1, tzinfo=SHANGHAI)


def content(track: DemoTrack) -> tuple[object, ...]:
    """Return a track's parts, its arrays as bytes."""
    fixes = track.fixes
    arrays = (fixes.t_ms, fixes.lon, fixes.lat, fixes.accuracy_m)
    return track.id, track.patrol_id, track.device, *(array.tobytes() for array in arrays)


def test_a_seed_gives_the_same_season_bit_for_bit(
    small_input: DemoInput, small_season: Season
) -> None:
    once, again = small_season, small_input.season(small_season.seed)

    assert once.officers == again.officers
    assert once.shifts == again.shifts
    assert once.patrols == again.patrols
    assert once.incidents == again.incidents
    assert [content(track) for track in once.tracks] == [content(track) for track in again.tracks]


def test_another_seed_gives_another_season(
    small_season: Season, other_small_season: Season
) -> None:
    one, other = small_season, other_small_season

    assert {p.id for p in one.patrols}.isdisjoint(p.id for p in other.patrols)
    assert {i.id for i in one.incidents}.isdisjoint(i.id for i in other.incidents)
    assert [p.start for p in one.patrols] != [p.start for p in other.patrols]


def test_ids_are_unique(demo_season: Season) -> None:
    ids = [
        thing.id
        for things in (
            demo_season.officers,
            demo_season.shifts,
            demo_season.patrols,
            demo_season.tracks,
            demo_season.incidents,
        )
        for thing in things
    ]

    assert len(ids) == len(set(ids))


def test_everything_lies_in_the_season_and_in_order(demo_season: Season) -> None:
    for moments in (
        [shift.start for shift in demo_season.shifts],
        [patrol.start for patrol in demo_season.patrols],
        [incident.occurred_at for incident in demo_season.incidents],
    ):
        assert moments == sorted(moments)
        assert START <= moments[0]
        assert moments[-1] < END


def test_each_area_is_patrolled_every_month(demo_season: Season, demo_input: DemoInput) -> None:
    seen = {(p.area_code, p.start.astimezone(SHANGHAI).month) for p in demo_season.patrols}

    assert seen == {(area.code, month) for area in demo_input.areas for month in range(8, 13)}


def test_fixes_are_well_formed_and_not_too_many(demo_season: Season) -> None:
    assert 400_000 < sum(len(track.fixes) for track in demo_season.tracks) <= 700_000
    for track in demo_season.tracks:
        fixes = track.fixes
        assert len(fixes) == len(fixes.lon) == len(fixes.lat) == len(fixes.accuracy_m)
        assert np.all(np.diff(fixes.t_ms) > 0)
        assert np.all(fixes.accuracy_m > 0)
        assert fixes.t_ms.dtype == np.int64
        assert fixes.accuracy_m.dtype == np.float32


def test_officers_are_invented_and_say_so(demo_season: Season) -> None:
    officers = demo_season.officers

    assert all(o.name_zh == f"演示{o.code[-2:]}" for o in officers)
    assert all(o.name_en == f"Demo {o.code[-2:]}" for o in officers)
    assert Counter(o.squad_code for o in officers) == {"reservoir": 18, "park": 12}
    for squad in ("reservoir", "park"):
        mine = [o for o in officers if o.squad_code == squad]
        assert {o.role for o in mine} == {"leader", "officer", "auxiliary", "briefing"}
        assert {o.role for o in mine if o.certified} == {"leader", "officer"}
        assert all(o.certified for o in mine if o.role == "officer")


@pytest.mark.parametrize(("kept", "squad"), [("qincun", "reservoir"), ("nanyan", "park")])
def test_one_squads_area_alone_makes_a_season(demo_input: DemoInput, kept: str, squad: str) -> None:
    alone = demo_input.only(kept).season(1)

    assert {patrol.area_code for patrol in alone.patrols} == {kept}
    assert {shift.squad_code for shift in alone.shifts} == {squad}
    assert {incident.squad_code for incident in alone.incidents} == {squad}


def test_no_areas_make_an_empty_season(demo_input: DemoInput) -> None:
    empty = demo_input.only().season(1)

    assert (empty.shifts, empty.patrols, empty.tracks, empty.incidents) == ((), (), (), ())


@pytest.mark.parametrize(
    ("code", "lacks"),
    [
        ("qincun", lambda whole: replace(whole, dams={})),
        ("qincun", lambda whole: replace(whole, water={})),
        ("nanyan", lambda whole: replace(whole, grids={})),
    ],
    ids=["dam", "water", "grid"],
)
def test_an_area_without_its_parts_is_refused(
    demo_input: DemoInput, code: str, lacks: Callable[[DemoInput], DemoInput]
) -> None:
    lacking = lacks(demo_input.only(code))

    with pytest.raises(InvalidInput, match=code):
        lacking.season(1)

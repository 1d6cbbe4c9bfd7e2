"""What tracks saw is kept with their visits: by every path, in any order, however often."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import numpy as np
import pytest
from duty_making import NOW, ZONE, send, walk_over
from seeing_making import (
    NOON,
    SQUAD,
    day_rows,
    line,
    made_anew,
    patrol_of,
    seen_rows,
    squares,
)

from geo_patrol.patrols import Patrol
from geo_patrol.store import schema
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import duty, grids, seen, tracks
from geo_patrol.store.scope import SYSTEM
from geo_patrol.tracks.fixes import Fixes
from geo_patrol.workflows import gridding, looking_back
from geo_patrol.workflows.figures import make_ready, rebuild
from geo_patrol.workflows.records import put_patrol
from geo_patrol.workflows.seeing import seen_report

PATROLS = UUID(int=1), UUID(int=2)
TRACKS = tuple(UUID(int=100 + n) for n in range(5))


def area_grid(store: Store) -> UUID:
    with store.reader() as session:
        stored = grids.grid_in_use(session, "changzhao")
    assert stored is not None
    return stored.id


def test_a_track_has_a_block_in_each_grid_that_it_saw_and_in_no_other(loaded_store: Store) -> None:
    patrol = patrol_of(loaded_store, mode="boat")
    send(loaded_store, patrol, walk_over(loaded_store, "changzhao", range(300, 340), NOON))
    rows = seen_rows(loaded_store)
    assert [grid_id for _track, grid_id in rows] == [area_grid(loaded_store)]
    assert rows == made_anew(loaded_store)
    ((_patrol, started, ended, n_pixels, _bits, looks),) = rows.values()
    assert started < ended and n_pixels > 10_000 and looks is None


def test_a_track_that_saw_nothing_has_none(loaded_store: Store) -> None:
    patrol = patrol_of(loaded_store, mode="boat")
    fixes = walk_over(loaded_store, "changzhao", range(300, 340), NOON)
    far = replace(fixes, lon=fixes.lon + 3)
    send(loaded_store, patrol, far)
    lone = Fixes(fixes.t_ms[:1], fixes.lon[:1], fixes.lat[:1], fixes.accuracy_m[:1])
    send(loaded_store, patrol, lone, device="phone-2")
    assert seen_rows(loaded_store) == {}


def tell(store: Store) -> list[tuple[Patrol, UUID, Fixes]]:
    """Write two patrols, and return five tracks of theirs about cells that are to be seen."""
    x, y, _grid = squares(store, 0.6, None, 0.43)
    crews = [patrol_of(store, NOON, patrol_id=one, hours=20) for one in PATROLS]
    ways = [
        (crews[0], line((x - 20, y), (x - 20, y + 100), NOON)),
        (crews[0], line((x + 110, y), (x + 110, y + 100), NOON + timedelta(hours=1))),
        (crews[0], line((x - 60, y + 50), (x + 900, y + 50), NOON + timedelta(hours=2))),
        (crews[1], line((x + 780, y - 10), (x + 920, y - 10), NOON + timedelta(hours=3))),
        # After midnight: only with this has the patrol seen enough, on the day before it as well.
        (crews[1], line((x + 790, y), (x + 790, y + 120), NOON + timedelta(hours=13))),
    ]
    return [(crew, track_id, fixes) for track_id, (crew, fixes) in zip(TRACKS, ways, strict=True)]


@pytest.mark.parametrize("seed", range(3))
def test_any_order_and_repetition_gives_the_rows_that_the_tracks_give(
    loaded_store: Store, seed: int
) -> None:
    told = tell(loaded_store)
    order = np.random.default_rng(seed).permutation([*range(5), *range(5)])
    for number in order.tolist():
        crew, track_id, fixes = told[number]
        send(loaded_store, crew, fixes, track_id)
    rows, days = seen_rows(loaded_store), day_rows(loaded_store)
    assert {track for track, _grid in rows} == set(TRACKS)
    assert rows == made_anew(loaded_store)
    rebuild(loaded_store, ZONE)
    assert day_rows(loaded_store) == days
    assert len(days) == 2


def test_a_patrol_that_went_on_foot_after_all_saw_less(loaded_store: Store) -> None:
    patrol = patrol_of(loaded_store, mode="boat")
    x, y, _grid = squares(loaded_store, 0.6)
    send(loaded_store, patrol, line((x - 60, y), (x - 60, y + 100)))
    by_boat = seen_rows(loaded_store)
    edited = replace(patrol, mode="foot")
    put_patrol(loaded_store, SYSTEM, edited, now=NOW, zone=ZONE, if_match=1)
    assert by_boat and seen_rows(loaded_store) == made_anew(loaded_store) == {}
    assert day_rows(loaded_store) == {}


def test_a_new_grid_has_what_all_tracks_saw_of_it(loaded_store: Store) -> None:
    for number in range(3):
        patrol = patrol_of(loaded_store, NOON + timedelta(days=number), mode="boat")
        cells = range(300 + 20 * number, 320 + 20 * number)
        fixes = walk_over(loaded_store, "changzhao", cells, NOON + timedelta(days=number))
        send(loaded_store, patrol, fixes)
    before = seen_rows(loaded_store)
    gridding.make_area_grid(
        loaded_store,
        area_code="changzhao",
        size_m=200,
        epsg=4549,
        county="330624",
        town=None,
        village=None,
        villages=None,
        provisional_sections=True,
        code_digits=15,
        now=NOW,
        zone=ZONE,
        seen={"open_water": 0.6},
    )
    after = seen_rows(loaded_store)
    assert len(after) == len(before) == 3
    assert after.keys().isdisjoint(before)
    assert after == made_anew(loaded_store)
    assert all(looks is not None for *_others, looks in after.values())


@pytest.fixture
def former(loaded_store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Give a store with five tracks that came before this program kept what they saw."""
    monkeypatch.setattr(looking_back, "TRACKS_AT_ONCE", 2)
    for number in range(5):
        patrol = patrol_of(loaded_store, NOON + timedelta(days=number), mode="boat")
        cells = range(300 + 20 * number, 320 + 20 * number)
        fixes = walk_over(loaded_store, "changzhao", cells, NOON + timedelta(days=number))
        send(loaded_store, patrol, fixes)
    schema.downgrade(loaded_store, "0010")
    schema.upgrade(loaded_store)
    make_ready(loaded_store, ZONE)
    return loaded_store


def told_by(store: Store) -> tuple[bool, int, int, float]:
    with store.reader() as session:
        end = NOON + timedelta(days=30)
        found = seen_report(session, SYSTEM, "changzhao", NOON, end, ZONE, now=NOW)
    share = float(np.nanmax(found.table.patrol))
    return found.complete, found.n_done, found.n_tracks, share


def test_older_tracks_are_looked_at_step_by_step_and_until_then_reports_say_so(
    former: Store,
) -> None:
    assert told_by(former) == (False, 0, 5, 0.0)
    grid_id = area_grid(former)
    assert looking_back.step(former, grid_id) is not None
    complete, n_done, n_tracks, share = told_by(former)
    assert (complete, n_done, n_tracks) == (False, 2, 5) and share > 0
    # A track that comes meanwhile is looked at as it comes, and once.
    patrol = patrol_of(former, NOON + timedelta(days=6), mode="boat")
    fixes = walk_over(former, "changzhao", range(420, 440), NOON + timedelta(days=6))
    send(former, patrol, fixes)
    while looking_back.step(former, grid_id) is not None:
        pass
    assert told_by(former)[:3] == (True, 0, 0)
    looking_back.look_back(former)
    assert seen_rows(former) == made_anew(former)
    assert len(seen_rows(former)) == 6
    with former.reader() as session:
        assert seen.backlogs(session, SQUAD) == []


def test_a_patrol_edited_before_its_tracks_were_looked_at_is_as_edited(former: Store) -> None:
    with former.reader() as session:
        first, *_others = tracks.all_tracks(session)
        patrol = duty.patrol(session, first.patrol_id, SYSTEM)
    assert patrol is not None
    edited = replace(patrol, mode="foot")
    put_patrol(former, SYSTEM, edited, now=NOW, zone=ZONE, if_match=1)
    looking_back.look_back(former)
    assert seen_rows(former) == made_anew(former)


def test_a_new_grid_leaves_nothing_to_be_looked_at_apart(former: Store) -> None:
    squares(former, 0.6)
    with former.reader() as session:
        left = [one.grid_id for one in seen.backlogs(session, SQUAD)]
        in_use = [one for one, area in grids.grids_traced(session, SQUAD) if area == "changzhao"]
    assert set(left).isdisjoint(in_use)
    assert told_by(former)[0]

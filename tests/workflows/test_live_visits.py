"""Who was in a cell: what its days say, told by the visits of crews, once each."""

from datetime import datetime, timedelta
from uuid import uuid4

import numpy as np
from duty_making import EARLY, NOW, ZONE, make_patrol, send, walk_over
from seeing_making import NOON, line, patrol_of, squares
from sqlalchemy.orm import Session

from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import days, grids
from geo_patrol.store.scope import SYSTEM
from geo_patrol.tracks.fixes import Fixes
from geo_patrol.tracks.ids import withdrawal_id
from geo_patrol.tracks.standing import TrackWithdrawal
from geo_patrol.workflows.cell_visits import CellVisit, cell_visits
from geo_patrol.workflows.tracing import local_day
from geo_patrol.workflows.withdrawing import put_withdrawal


def story_of(session: Session, cell: int, *, since: datetime, until: datetime) -> list[CellVisit]:
    [grid_id] = grids.grid_ids_of(session, "changzhao")
    seen = grids.grid(session, grid_id).cells[cell].visit_rule == "seen"
    return list(
        cell_visits(session, grid_id, cell, ZONE, since=since, until=until, counts_when_seen=seen)
    )


def entered_cell(store: Store) -> int:
    """Return a cell that counts as visited when it is entered."""
    with store.reader() as session:
        stored = grids.grid_in_use(session, "changzhao")
    assert stored is not None
    return next(cell.idx for cell in stored.grid.cells if cell.visit_rule == "entered")


def stand_in(store: Store, cell: int, start: datetime, n: int = 10) -> Fixes:
    """Return ten fixes in the middle of a cell, half a minute apart."""
    one = walk_over(store, "changzhao", range(cell, cell + 1), start)
    return Fixes(
        t_ms=one.t_ms[0] + np.arange(n, dtype=np.int64) * 30_000,
        lon=np.repeat(one.lon, n),
        lat=np.repeat(one.lat, n),
        accuracy_m=np.full(n, 5.0, dtype=np.float32),
    )


def test_a_crew_with_two_phones_was_there_once(loaded_store: Store) -> None:
    cell, patrol = entered_cell(loaded_store), make_patrol(loaded_store)
    for device, later_s in (("phone-1", 0), ("phone-2", 60)):
        start = EARLY + timedelta(minutes=5, seconds=later_s)
        send(loaded_store, patrol, stand_in(loaded_store, cell, start), device=device)
    with loaded_store.reader() as session:
        [visit] = story_of(session, cell, since=EARLY, until=NOW)
    assert (visit.patrol_id, visit.how) == (patrol.id, "entered")
    assert visit.enter == EARLY + timedelta(minutes=5)
    assert visit.leave == EARLY + timedelta(minutes=5, seconds=60 + 9 * 30)


def test_all_that_the_days_tell_of_a_cell_is_in_its_story(loaded_store: Store) -> None:
    for day in range(3):
        start = EARLY + timedelta(days=day, hours=1)
        patrol = make_patrol(loaded_store, EARLY + timedelta(days=day))
        send(loaded_store, patrol, walk_over(loaded_store, "changzhao", range(0, 40), start))
    with loaded_store.reader() as session:
        [grid_id] = grids.grid_ids_of(session, "changzhao")
        first = local_day(EARLY, ZONE)
        told = [one for _day, one in days.day_stays(session, grid_id, first, first + 3)]
        cells = np.unique(np.concatenate([one.cell for one in told]))
        assert len(cells) > 20
        for cell in cells[cells >= 0].tolist():
            leaves = [int(one.leave_us[one.cell == cell].max(initial=-1)) for one in told]
            visits = story_of(session, cell, since=EARLY, until=NOW)
            last = max(round(one.leave.timestamp() * 1e6) for one in visits)
            assert last == max(leaves)
            assert len({one.enter.date() for one in visits}) == sum(one >= 0 for one in leaves)
            assert visits == sorted(visits, key=lambda one: one.enter, reverse=True)


def test_a_stay_over_midnight_is_told_once_on_the_day_it_began(loaded_store: Store) -> None:
    cell = entered_cell(loaded_store)
    midnight = (EARLY + timedelta(days=1)).replace(hour=0)
    patrol = make_patrol(loaded_store, midnight - timedelta(hours=2), hours=4)
    fixes = stand_in(loaded_store, cell, midnight - timedelta(minutes=2))
    send(loaded_store, patrol, fixes)
    with loaded_store.reader() as session:
        [visit] = story_of(session, cell, since=EARLY, until=NOW)
        assert visit.enter == midnight - timedelta(minutes=2)
        assert visit.leave > midnight
        assert story_of(session, cell, since=midnight, until=NOW) == []


def test_who_sees_enough_of_a_cell_from_beside_it_is_told_as_having_seen_it(
    loaded_store: Store,
) -> None:
    ground = squares(loaded_store, 0.2, 0.2, None)
    beside, through = patrol_of(loaded_store), patrol_of(loaded_store, NOON + timedelta(days=1))
    y = ground.y - 20
    send(loaded_store, beside, line((ground.x, y), (ground.x + 100, y)))
    y, start = ground.y + 50, NOON + timedelta(days=1)
    send(loaded_store, through, line((ground.x - 50, y), (ground.x + 150, y), start))
    with loaded_store.reader() as session:
        first, second, _entered = (
            story_of(session, cell, since=NOON, until=NOW) for cell in range(3)
        )
    assert [(one.patrol_id, one.how) for one in first] == [
        (through.id, "entered"),
        (beside.id, "seen"),
    ]
    assert second == []


def test_a_withdrawn_track_is_in_no_story(loaded_store: Store) -> None:
    cell, patrol = entered_cell(loaded_store), make_patrol(loaded_store)
    track_id = uuid4()
    send(loaded_store, patrol, stand_in(loaded_store, cell, EARLY), track_id)
    with loaded_store.reader() as session:
        assert len(story_of(session, cell, since=EARLY, until=NOW)) == 1
    said = TrackWithdrawal(
        withdrawal_id(patrol.id, track_id), track_id, patrol.id, True, "another boat's phone"
    )
    put_withdrawal(loaded_store, SYSTEM, said, now=NOW, zone=ZONE)
    with loaded_store.reader() as session:
        assert story_of(session, cell, since=EARLY, until=NOW) == []

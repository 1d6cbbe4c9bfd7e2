"""A store with an invented year of patrols in a grid of 30,000 cells.

Six crews a day, two in each shift. Each goes round its own seventh of the grid, 1,100 cells of it,
and passes 30 of them a second time: 6,780 visits a day, 2.5 million a year. A seventh of the cells
nobody ever comes to. A third of the cells is due every shift, a third daily, a third weekly.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import numpy as np
import shapely
from sqlalchemy.orm import Session

from geo_patrol.coverage.day_blocks import of_rows, stays_of
from geo_patrol.coverage.records import TrackTotals, Visits
from geo_patrol.coverage.rollup import EPOCH, at_us, roll_up
from geo_patrol.grid import Cell, Grid
from geo_patrol.patrols import Patrol, Shift
from geo_patrol.store import schema
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import days, duty, grid_changes, grids, places, tracks
from geo_patrol.store.repositories.days import DayBlock
from geo_patrol.store.repositories.places import Area
from geo_patrol.store.repositories.tracks import Block, NewTrack
from geo_patrol.tracks.fixes import Fixes
from geo_patrol.workflows.samples import ensure_squads
from geo_patrol.workflows.tracing import refresh_days

ZONE = ZoneInfo("Asia/Shanghai")
AREA = "bench"
GRID = UUID(int=1)
N_CELLS, N_COLS = 30_000, 200
CREWS, CELLS_A_ROUND, AGAIN = 6, 1_100, 30
N_SECTORS = CREWS + 1
HOUR_US = 3_600_000_000
INTERVALS_S = (8 * 3600, 24 * 3600, 7 * 24 * 3600)
LEVELS = ("first", "second", "quasi")


def day_number(on: date) -> int:
    """Return a day as the store counts them."""
    return (on - EPOCH).days


def rounds(day: int) -> Iterator[tuple[int, Visits]]:
    """Yield the crews' visits of a day, by the hour that their patrol begins at."""
    rng = np.random.default_rng(day)
    sector = N_CELLS // N_SECTORS
    for crew in range(CREWS):
        first = crew * sector + int(rng.integers(0, sector - CELLS_A_ROUND))
        cells = np.arange(first, first + CELLS_A_ROUND)
        again = rng.choice(CELLS_A_ROUND, AGAIN, replace=False)
        cells = np.insert(cells, again, cells[again][::-1]).astype(np.int32)
        hour = crew // 2 * 8
        start = at_us(day, ZONE) + hour * HOUR_US + int(rng.integers(0, HOUR_US // 2))
        stay = rng.integers(5_000_000, 30_000_000, len(cells))
        leave = start + np.cumsum(stay)
        yield hour, Visits(cells, leave - stay, leave, rng.uniform(10, 140, len(cells)))


def fill(store: Store, first: date, end: date) -> None:
    """Make the store's tables, the grid, and what crews did in ``[first, end)``."""
    schema.upgrade(store)
    now = datetime.now(UTC)
    ensure_squads(store, now=now)
    shape = shapely.MultiPolygon([shapely.box(120.0, 29.15, 120.2, 29.3)])
    area = Area(AREA, "park", "park", AREA, AREA, "draft", "", "", "", shape)
    with store.upkeep() as session:
        places.save_area(session, area)
        grid = Grid(AREA, 4549, 0.0, 0.0, None, None, cells(), True, 14)
        grids.add_grid(session, GRID, grid, now=now)
        grid_changes.finish(session, AREA, GRID, now=now)
    written = range(day_number(first), day_number(end))
    for start in range(written.start, written.stop, 30):
        some = range(start, min(start + 30, written.stop))
        with store.upkeep() as session:
            for day in some:
                _write_day(session, day, now)
            refresh_days(session, GRID, set(some), ZONE)


def fill_before(store: Store, first: date, end: date) -> None:
    """Add the days of ``[first, end)`` without tracks: their blocks only."""
    written = range(day_number(first), day_number(end))
    for start in range(written.start, written.stop, 30):
        some = range(start, min(start + 30, written.stop))
        with store.upkeep() as session:
            days.replace_days(session, GRID, some, map(_block, some))


def _block(day: int) -> DayBlock:
    visits = [one for _, one in rounds(day)]
    rolled = roll_up([[one] for one in visits], ZONE)
    stays = stays_of(visits, at_us(day, ZONE), at_us(day + 1, ZONE))
    return DayBlock(day, of_rows(rolled, day), stays)


def _write_day(session: Session, day: int, now: datetime) -> None:
    shifts, patrols, made, blocks = [], [], [], []
    for hour, visits in rounds(day):
        start = datetime.fromtimestamp(at_us(day, ZONE) / 1e6, ZONE) + timedelta(hours=hour)
        end = start + timedelta(hours=8)
        shift = Shift(uuid4(), "park", ("night", "early", "middle")[hour // 8], start, end)
        patrol = Patrol(uuid4(), shift.id, AREA, "boat", start, end, ())
        shifts.append(shift)
        patrols.append((patrol, "park"))
        times = np.array([visits.enter_us[0], visits.leave_us[-1]]) // 1000
        fixes = Fixes(times, np.full(2, 120.1), np.full(2, 29.1), np.full(2, 5.0, np.float32))
        made.append(NewTrack(uuid4(), patrol.id, "bench", "", fixes, 0, [], now, None))
        observed_s = float((visits.leave_us - visits.enter_us).sum()) / 1e6
        totals = TrackTotals(2, float(visits.length_m.sum()), observed_s, 0.0)
        blocks.append(Block(made[-1].id, GRID, patrol.id, visits, totals))
    duty.add_shifts(session, shifts, demo=False)
    duty.add_patrols(session, patrols, demo=False)
    tracks.add_tracks(session, made)
    tracks.add_blocks(session, blocks)


def cells() -> tuple[Cell, ...]:
    """Return the grid's cells."""
    side = 0.001
    made = []
    for idx in range(N_CELLS):
        row, col = divmod(idx, N_COLS)
        west, north = 120.0 + col * side, 29.3 - row * side
        shape = shapely.box(west, north - side, west + side, north)
        made.append(
            Cell(
                idx=idx,
                code=f"{33_062_400_000_000 + idx}",
                row=row,
                col=col,
                kind="shoreline" if idx % 3 == 0 else "hinterland",
                zone_level=LEVELS[idx % 3],
                required_interval_s=INTERVALS_S[idx % 3],
                visit_rule="entered",
                area_m2=1e4,
                geometry=shape,
            )
        )
    return tuple(made)

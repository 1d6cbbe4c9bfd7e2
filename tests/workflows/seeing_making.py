"""Grids, patrols and stores for tests of what was seen."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import numpy as np
import shapely
from duty_making import NOW, ZONE
from sqlalchemy import select

from geo_patrol.coverage.seen.raster import pack
from geo_patrol.coverage.visits import pack as pack_visits
from geo_patrol.crs import from_metric, project, unproject
from geo_patrol.grid import Cell, Grid
from geo_patrol.patrols import Mode, Patrol, Shift
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import grids, tracks
from geo_patrol.store.repositories.seen import SeenBlock
from geo_patrol.store.scope import SYSTEM
from geo_patrol.store.tables import DayBlockRow, SeenBlockRow
from geo_patrol.tracks.fixes import Fixes
from geo_patrol.workflows.gridding import grid_id, use_grid
from geo_patrol.workflows.records import put_patrol, put_shift
from geo_patrol.workflows.sighting import seen_blocks_of

NOON = datetime(2022, 10, 3, 12, tzinfo=ZONE)
SQUAD = "reservoir"
AREA = "changzhao"

Point = tuple[float, float]


def middle(store: Store) -> Point:
    """Return whole metres in the middle of the area."""
    with store.reader() as session:
        stored = grids.grid_in_use(session, AREA)
    assert stored is not None
    inner = project(stored.grid.cells[len(stored.grid.cells) // 2].geometry)
    return round(inner.centroid.x, -1), round(inner.centroid.y, -1)


class Ground(NamedTuple):
    """A grid of squares: where the first one's south-west corner is, in metres, and its id."""

    x: float
    y: float
    grid_id: UUID


def squares(store: Store, *shares: float | None) -> Ground:
    """Put squares of 100 m in a row in use, 300 m apart; a share is what must be seen of one."""
    x, y = middle(store)
    shapes = [shapely.box(x + 400 * k, y, x + 400 * k + 100, y + 100) for k in range(len(shares))]
    cells = tuple(
        Cell(
            idx=k,
            code=f"3306241122030{k + 1:02d}",
            row=-1,
            col=-1,
            kind="open_water",
            zone_level="first",
            required_interval_s=8 * 3600,
            visit_rule="entered" if share is None else "seen",
            seen_share=share,
            area_m2=10_000.0,
            geometry=unproject(shape),
        )
        for k, (share, shape) in enumerate(zip(shares, shapes, strict=True))
    )
    grid = Grid(AREA, 4549, x, y + 100, None, None, cells, False, 15)
    use_grid(store, grid, now=NOW, zone=ZONE)
    return Ground(x, y, grid_id(grid))


def patrol_of(
    store: Store,
    start: datetime = NOON,
    *,
    mode: Mode = "foot",
    patrol_id: UUID | None = None,
    hours: float = 8,
) -> Patrol:
    """Write a shift and a patrol in it."""
    shift = Shift(uuid4(), SQUAD, "early", start, start + timedelta(hours=hours))
    put_shift(store, SYSTEM, shift, now=NOW)
    patrol = Patrol(
        patrol_id or uuid4(), shift.id, AREA, mode, start, start + timedelta(hours=hours), ()
    )
    put_patrol(store, SYSTEM, patrol, now=NOW, zone=ZONE)
    return patrol


def line(begin: Point, end: Point, start: datetime = NOON, step_m: float = 10.0) -> Fixes:
    """Return a straight way in metres at 1 m/s."""
    away = float(np.hypot(end[0] - begin[0], end[1] - begin[1]))
    n = max(int(away / step_m), 1) + 1
    lon, lat = from_metric(np.linspace(begin[0], end[0], n), np.linspace(begin[1], end[1], n))
    t_ms = int(start.timestamp() * 1000) + np.linspace(0, away * 1000, n).round().astype(np.int64)
    return Fixes(t_ms, lon, lat, np.full(n, 5.0, np.float32))


def seen_rows(store: Store) -> dict[tuple[UUID, UUID], Any]:
    """Return all that is kept of what tracks saw in grids in use, by track and grid."""
    with store.reader() as session:
        in_use = [one for one, _area in grids.grids_traced(session, SQUAD)]
        rows = session.scalars(select(SeenBlockRow).where(SeenBlockRow.grid_id.in_(in_use)))
        return {
            (row.track_id, row.grid_id): (
                row.patrol_id,
                row.started_at,
                row.ended_at,
                row.n_pixels,
                row.bits,
                row.looks,
            )
            for row in rows
        }


def made_anew(store: Store) -> dict[tuple[UUID, UUID], Any]:
    """Return what the store's tracks see of the grids in use, reckoned from their fixes now."""
    with store.reader() as session:
        in_use = [one for one, _area in grids.grids_traced(session, SQUAD)]
        patrol_ids = {one.patrol_id for one in tracks.all_tracks(session)}
        found = [one for each in patrol_ids for one in tracks.patrol_fixes(session, each)]
        blocks = list(seen_blocks_of(session, found, in_use))
    return {(one.track_id, one.grid_id): _row(one) for one in blocks}


def _row(block: SeenBlock) -> Any:
    one = block.sighting
    start, end = (datetime.fromtimestamp(t / 1000, NOW.tzinfo) for t in (one.start_ms, one.end_ms))
    looks = None if one.looks is None else pack_visits(one.looks)
    return block.patrol_id, start, end, one.bits.n_seen, pack(one.bits), looks


def day_rows(store: Store) -> dict[tuple[UUID, int], tuple[bytes, bytes]]:
    """Return the days that are counted."""
    with store.reader() as session:
        rows = session.scalars(select(DayBlockRow))
        return {(row.grid_id, row.day): (row.sums, row.stays) for row in rows}

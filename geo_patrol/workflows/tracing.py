"""From fixes to visits in every grid that a track may have entered."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
from sqlalchemy.orm import Session

from geo_patrol.coverage.kernel import trace
from geo_patrol.coverage.polygon_index import PolygonCells
from geo_patrol.coverage.polygons import trace_polygons
from geo_patrol.coverage.records import VALIDITY, TrackTotals, Visits
from geo_patrol.coverage.rollup import EPOCH, SHIFT_KINDS, CellDays, roll_up
from geo_patrol.crs import project, to_metric
from geo_patrol.grid import Grid
from geo_patrol.patrols import Mode, Patrol
from geo_patrol.store.locks import hold_coverage
from geo_patrol.store.repositories import duty, grids, tracks
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.tracks import Block, CellDay
from geo_patrol.tracks.fixes import Fixes

Trace = Callable[[Fixes, Mode], tuple[Visits, TrackTotals]]


def make_trace(grid: Grid) -> Trace:
    """Return the function that turns fixes into visits of a grid."""
    if grid.cell_of is not None:
        lattice = grid.lattice()

        def regular(fixes: Fixes, mode: Mode) -> tuple[Visits, TrackTotals]:
            x, y = to_metric(fixes.lon, fixes.lat, grid.epsg)
            return trace(fixes.t_ms, x, y, fixes.accuracy_m, lattice, VALIDITY[mode])

        return regular
    index = PolygonCells.build([project(cell.geometry, grid.epsg) for cell in grid.cells])

    def irregular(fixes: Fixes, mode: Mode) -> tuple[Visits, TrackTotals]:
        x, y = to_metric(fixes.lon, fixes.lat, grid.epsg)
        return trace_polygons(fixes.t_ms, x, y, fixes.accuracy_m, index, VALIDITY[mode])

    return irregular


@lru_cache(maxsize=64)
def _remembered(_grid_id: UUID) -> list[Trace]:
    return []


def trace_of(session: Session, grid_id: UUID) -> Trace:
    """Return a grid's trace function; a grid version never changes, so it is made once."""
    kept = _remembered(grid_id)
    if not kept:
        kept.append(make_trace(grids.grid(session, grid_id)))
    return kept[0]


def blocks_of(
    session: Session,
    squad_code: str,
    found: Iterable[tuple[UUID, UUID, Mode, Fixes]],
    grid_ids: Iterable[UUID] | None = None,
) -> Iterable[Block]:
    """Yield the visit blocks of tracks (track id, patrol id, mode, fixes) in a squad's grids.

    A grid that a track did not enter gets no block.
    """
    if grid_ids is None:
        grid_ids = [grid_id for grid_id, _area in grids.grids_traced(session, squad_code)]
    traces = [(grid_id, trace_of(session, grid_id)) for grid_id in grid_ids]
    for track_id, patrol_id, mode, fixes in found:
        for grid_id, to_visits in traces:
            visits, totals = to_visits(fixes, mode)
            if np.any(visits.cell >= 0):
                yield Block(track_id, grid_id, patrol_id, visits, totals)


def retrace_patrol(session: Session, patrol: Patrol, zone: ZoneInfo) -> None:
    """Trace a patrol's tracks again, and count the days that they touched before and touch now."""
    squad_code = duty.squad_of_patrol(session, patrol.id)
    if squad_code is None:
        return
    hold_coverage(session, squad_code)
    days: dict[UUID, set[int]] = {}
    for grid_id, visits in tracks.remove_patrol_blocks(session, patrol.id):
        days.setdefault(grid_id, set()).update(days_of(visits, zone))
    found = tracks.patrol_fixes(session, patrol.id)
    blocks = list(blocks_of(session, squad_code, found))
    tracks.add_blocks(session, blocks)
    for block in blocks:
        days.setdefault(block.grid_id, set()).update(days_of(block.visits, zone))
    for grid_id, touched in days.items():
        refresh_days(session, grid_id, touched, zone)


def local_day(moment: datetime, zone: ZoneInfo) -> int:
    """Return the local day that a moment falls on, counted from 1970-01-01."""
    return (moment.astimezone(zone).date() - EPOCH).days


def day_start(day: int, zone: ZoneInfo) -> datetime:
    """Return the moment that a local day begins at."""
    on = EPOCH + timedelta(days=day)
    return datetime(on.year, on.month, on.day, tzinfo=zone)


def days_of(visits: Visits, zone: ZoneInfo) -> range:
    """Return the local days that visits touch."""
    first = datetime.fromtimestamp(int(visits.enter_us[0]) / 1e6, zone)
    last = datetime.fromtimestamp(int(visits.leave_us.max()) / 1e6, zone)
    return range(local_day(first, zone), local_day(last, zone) + 1)


def refresh_days(session: Session, grid_id: UUID, days: set[int], zone: ZoneInfo) -> None:
    """Rebuild the cache of whole days from the visit blocks that touch them.

    The outcome depends on the blocks alone, not on their order or on how often this runs.
    """
    for first, end in _runs(sorted(days)):
        span = Span(day_start(first, zone), day_start(end, zone))
        rolled = roll_up(list(tracks.visits_by_patrol(session, grid_id, span).values()), zone)
        rows = (row for row in _rows(rolled) if first <= row.day < end)
        tracks.replace_days(session, grid_id, range(first, end), rows)


def _rows(rolled: CellDays) -> Iterable[CellDay]:
    columns = (
        rolled.day.tolist(),
        (SHIFT_KINDS[kind] for kind in rolled.shift_kind.tolist()),
        rolled.cell.tolist(),
        rolled.presence_s.tolist(),
        rolled.effort_s.tolist(),
        rolled.length_m.tolist(),
        rolled.n_visits.tolist(),
        rolled.first_enter_us.tolist(),
        rolled.last_leave_us.tolist(),
    )
    return map(CellDay, *columns)


def _runs(days: list[int], longest: int = 31) -> Iterable[tuple[int, int]]:
    """Cut sorted days into unbroken half-open runs of bounded length."""
    start = 0
    for at in range(1, len(days) + 1):
        if at == len(days) or days[at] != days[at - 1] + 1 or at - start == longest:
            yield days[start], days[at - 1] + 1
            start = at

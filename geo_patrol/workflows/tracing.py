"""From fixes to visits, and to what was seen, in every grid that a track may have entered."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
from sqlalchemy.orm import Session

from geo_patrol.coverage.day_blocks import of_rows, stays_of
from geo_patrol.coverage.kernel import trace
from geo_patrol.coverage.polygon_index import PolygonCells
from geo_patrol.coverage.polygons import trace_polygons
from geo_patrol.coverage.records import VALIDITY, TrackTotals, Visits
from geo_patrol.coverage.rollup import EPOCH, at_us, roll_up
from geo_patrol.coverage.seen.looks import only
from geo_patrol.crs import fixes_to_metric, project
from geo_patrol.grid import Grid
from geo_patrol.patrols import Mode, Patrol
from geo_patrol.store.locks import hold_coverage
from geo_patrol.store.repositories import days as days_kept
from geo_patrol.store.repositories import duty, grids, seen, tracks
from geo_patrol.store.repositories.days import DayBlock
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.seen import BlockSpan
from geo_patrol.store.repositories.tracks import Block
from geo_patrol.tracks.fixes import Fixes
from geo_patrol.workflows.sighting import (
    counted_looks,
    has_seen_rule,
    seen_blocks_of,
    watched_cells,
)

Trace = Callable[[Fixes, Mode], tuple[Visits, TrackTotals]]


def make_trace(grid: Grid) -> Trace:
    """Return the function that turns fixes into visits of a grid."""
    if grid.cell_of is not None:
        lattice = grid.lattice()

        def regular(fixes: Fixes, mode: Mode) -> tuple[Visits, TrackTotals]:
            x, y = fixes_to_metric(fixes.lon, fixes.lat, grid.epsg)
            return trace(fixes.t_ms, x, y, fixes.accuracy_m, lattice, VALIDITY[mode])

        return regular
    index = PolygonCells.build([project(cell.geometry, grid.epsg) for cell in grid.cells])

    def irregular(fixes: Fixes, mode: Mode) -> tuple[Visits, TrackTotals]:
        x, y = fixes_to_metric(fixes.lon, fixes.lat, grid.epsg)
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


@dataclass(frozen=True, eq=False)
class KeptBlocks:
    """The visits that were kept, and the days to be counted anew, by grid."""

    visits: list[Block]
    days: dict[UUID, set[int]]


def keep_blocks(
    session: Session,
    squad_code: str,
    found: Sequence[tuple[UUID, UUID, Mode, Fixes]],
    zone: ZoneInfo,
    grid_ids: Sequence[UUID] | None = None,
) -> KeptBlocks:
    """Keep all that is made of tracks (as `blocks_of` takes them): visits, and what they saw.

    Whoever keeps tracks does it here, so that neither is forgotten.
    """
    if grid_ids is None:
        grid_ids = [grid_id for grid_id, _area in grids.grids_traced(session, squad_code)]
    visits = list(blocks_of(session, squad_code, found, grid_ids))
    tracks.add_blocks(session, visits)
    looked: set[tuple[UUID, UUID]] = set()
    sightings = list(seen_blocks_of(session, found, grid_ids))
    seen.add_seen(session, sightings)
    for one in sightings:
        if one.sighting.looks is not None:
            looked.add((one.patrol_id, one.grid_id))
    days = touched_days(seen.look_spans(session, looked), zone)
    for block in visits:
        days.setdefault(block.grid_id, set()).update(days_of(block.visits, zone))
    return KeptBlocks(visits, days)


def touched_days(spans: Iterable[BlockSpan], zone: ZoneInfo) -> dict[UUID, set[int]]:
    """Return the local days that spans of blocks touch, by grid."""
    days: dict[UUID, set[int]] = {}
    for grid_id, first, last in spans:
        touched = range(local_day(first, zone), local_day(last, zone) + 1)
        days.setdefault(grid_id, set()).update(touched)
    return days


def together(one: dict[UUID, set[int]], other: dict[UUID, set[int]]) -> dict[UUID, set[int]]:
    """Return the days of both, by grid."""
    return {grid_id: one.get(grid_id, set()) | other.get(grid_id, set()) for grid_id in one | other}


def retrace_patrol(session: Session, patrol: Patrol, zone: ZoneInfo) -> None:
    """Trace a patrol's tracks again, and count the days that they touched before and touch now."""
    squad_code = duty.squad_of_patrol(session, patrol.id)
    if squad_code is None:
        return
    hold_coverage(session, squad_code)
    before = touched_days(tracks.remove_patrol_blocks(session, patrol.id), zone)
    kept = keep_blocks(session, squad_code, tracks.patrol_fixes(session, patrol.id), zone)
    for grid_id, touched in together(before, kept.days).items():
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
    """Rebuild the cache of whole days from the blocks of tracks that touch them.

    The outcome depends on the blocks alone, not on their order or on how often this runs.
    """
    for first, end in _runs(sorted(days)):
        span = Span(day_start(first, zone), day_start(end, zone))
        by_patrol = tracks.visits_by_patrol(session, grid_id, span)
        rolled = roll_up(list(by_patrol.values()), zone)
        counted = _counted(session, grid_id, span, by_patrol)
        blocks = (
            DayBlock(
                day,
                of_rows(rolled, day),
                stays_of(counted, at_us(day, zone), at_us(day + 1, zone)),
            )
            for day in range(first, end)
        )
        days_kept.replace_days(session, grid_id, range(first, end), blocks)


def _counted(
    session: Session, grid_id: UUID, span: Span, by_patrol: dict[UUID, list[Visits]]
) -> list[Visits]:
    """Return the visits that count by the rules of their cells, whoever made them."""
    visits = [one for crew in by_patrol.values() for one in crew]
    if not has_seen_rule(session, grid_id):
        return visits
    watched = watched_cells(session, grid_id)
    looked = counted_looks(session, grid_id, span).values()
    entered = [only(one, ~np.isin(one.cell, watched)) for one in visits]
    return [*entered, *(one for looks in looked for one in looks)]


def _runs(days: list[int], longest: int = 31) -> Iterable[tuple[int, int]]:
    """Cut sorted days into unbroken half-open runs of bounded length."""
    start = 0
    for at in range(1, len(days) + 1):
        if at == len(days) or days[at] != days[at - 1] + 1 or at - start == longest:
            yield days[start], days[at - 1] + 1
            start = at

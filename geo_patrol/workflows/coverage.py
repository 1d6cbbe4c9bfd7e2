"""Coverage and gaps of an area, read from the store."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from geo_patrol.coverage.clipping import clip
from geo_patrol.coverage.gaps import (
    GAP_CLASSES,
    Compliance,
    GapClass,
    GapSpans,
    compliance,
    gap_spans,
    last_leaves,
    standing,
)
from geo_patrol.coverage.records import Visits
from geo_patrol.coverage.rollup import roll_up
from geo_patrol.errors import InvalidInput, NotFound
from geo_patrol.grid import Grid
from geo_patrol.patrols import Patrol
from geo_patrol.store.repositories import duty, grids, places, tracks
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.grids import StoredGrid
from geo_patrol.store.repositories.places import Area
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.tracing import day_start, local_day

Floats = NDArray[np.float64]

UNIX_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
USABLE_TRACK_S = 60.0
"""A patrol whose tracks show less than this in the area's grid counts as one without a track."""


@dataclass(frozen=True, eq=False)
class CoverageTable:
    """What was spent in each cell of an area in ``[start, end)``; arrays in order of the cells.

    ``presence_s`` is time with a crew there, two phones of one crew counted once; ``effort_s`` and
    ``length_m`` are sums over tracks.
    """

    area: Area
    grid: Grid
    start: datetime
    end: datetime
    presence_s: Floats
    effort_s: Floats
    length_m: Floats
    n_visits: Floats


def area_grid(session: Session, scope: Scope, area_code: str) -> tuple[Area, StoredGrid]:
    """Return an area within reach and the grid it uses.

    Raises
    ------
    NotFound
        When there is no such area, or it has no grid yet.
    """
    area = places.area(session, area_code, scope)
    if area is None:
        raise NotFound("records.no_area", area=area_code)
    stored = grids.grid_in_use(session, area_code)
    if stored is None:
        raise NotFound("boundaries.no_grid", area=area_code)
    return area, stored


def coverage_table(
    session: Session,
    scope: Scope,
    area_code: str,
    start: datetime,
    end: datetime,
    zone: ZoneInfo,
    *,
    now: datetime | None = None,
) -> CoverageTable:
    """Return an area's coverage; with ``now``, of a period that goes on later only so far.

    Whole local days come from the day cache; other periods are cut exactly out of the visits.

    Raises
    ------
    NotFound
        When the area is out of reach or has no grid.
    InvalidInput
        When the period is empty.
    """
    if end <= start:
        raise InvalidInput("records.end_before_start")
    area, stored = area_grid(session, scope, area_code)
    first, last = local_day(start, zone), local_day(end, zone)
    n_cells = len(stored.grid.cells)
    if now is not None and now < end and _is_ahead(session, stored, max(now, start), end):
        sums = _exact_sums(session, stored, start, max(now, start), zone)
    elif day_start(first, zone) == start and day_start(last, zone) == end:
        sums = tracks.cell_sums(session, stored.id, n_cells, first, last)
    else:
        sums = _exact_sums(session, stored, start, end, zone)
    return CoverageTable(area, stored.grid, start, end, **sums)


def _is_ahead(session: Session, stored: StoredGrid, now: datetime, end: datetime) -> bool:
    """Whether a device's fast clock has put visits where nobody can have been yet."""
    return bool(tracks.visits_by_patrol(session, stored.id, Span(now, end)))


def _exact_sums(
    session: Session, stored: StoredGrid, start: datetime, end: datetime, zone: ZoneInfo
) -> dict[str, Floats]:
    by_patrol = tracks.visits_by_patrol(session, stored.id, Span(start, end))
    bounds = as_us(start), as_us(end)
    clipped = [[clip(one, *bounds) for one in crew] for crew in by_patrol.values()]
    rolled = roll_up(clipped, zone)
    n_cells = len(stored.grid.cells)
    return {
        name: np.bincount(rolled.cell, weights=getattr(rolled, name), minlength=n_cells).astype(
            np.float64
        )
        for name in ("presence_s", "effort_s", "length_m", "n_visits")
    }


@dataclass(frozen=True, eq=False)
class GapTable:
    """Where nobody was in an area in ``[start, end)``, as known at ``as_of``.

    ``last_leave_us``, ``ratio``, ``gap_class`` and ``required_s`` are in order of the cells, as
    `geo_patrol.coverage.gaps.Standing` has them; ``untracked`` are the period's patrols without a
    usable track.
    """

    area: Area
    grid: Grid
    start: datetime
    end: datetime
    as_of: datetime
    required_s: Floats
    last_leave_us: NDArray[np.int64]
    ratio: Floats
    gap_class: tuple[GapClass, ...]
    spans: GapSpans
    compliance: Compliance
    untracked: tuple[Patrol, ...]


def gap_table(
    session: Session,
    scope: Scope,
    area_code: str,
    start: datetime,
    end: datetime,
    zone: ZoneInfo,
    *,
    now: datetime,
) -> GapTable:
    """Return an area's gaps. What has not happened yet is no gap: the period ends at ``now``.

    Raises
    ------
    NotFound
        When the area is out of reach or has no grid.
    InvalidInput
        When the period is empty, or has not begun.
    """
    as_of = min(end, now)
    if as_of <= start:
        raise InvalidInput("records.end_before_start")
    area, stored = area_grid(session, scope, area_code)
    cells = stored.grid.cells
    required_s = np.array(
        [np.nan if c.required_interval_s is None else c.required_interval_s for c in cells],
        dtype=np.float64,
    )
    seen = _visits_until(session, stored, start, as_of, zone)
    last = last_leaves(seen.cell, seen.enter_us, seen.leave_us, len(cells), as_us(as_of))
    # A patrol counts for as long as it could have kept some cell on time.
    reach = timedelta(seconds=float(np.nanmax(required_s, initial=0.0)))
    trackless = duty.without_usable_track(
        session,
        scope,
        area_code,
        stored.id,
        Span(min(start, as_of - reach), as_of),
        min_inside_s=USABLE_TRACK_S,
        as_of=as_of,
    )
    duty_us = np.array(
        [(as_us(one.start), as_us(one.end)) for one in trackless if one.end is not None],
        dtype=np.int64,
    ).reshape(-1, 2)
    now_standing = standing(last, required_s, as_us(as_of), duty_us)
    visits = seen.cell, seen.enter_us, seen.leave_us
    period = as_us(start), as_us(as_of)
    return GapTable(
        area=area,
        grid=stored.grid,
        start=start,
        end=end,
        as_of=as_of,
        required_s=required_s,
        last_leave_us=now_standing.last_leave_us,
        ratio=now_standing.ratio,
        gap_class=tuple(GAP_CLASSES[code] for code in now_standing.gap_class.tolist()),
        spans=gap_spans(*visits, required_s, *period),
        compliance=compliance(*visits, required_s, *period, zone),
        untracked=tuple(one for one in trackless if one.end is not None and one.end > start),
    )


def _visits_until(
    session: Session, stored: StoredGrid, start: datetime, as_of: datetime, zone: ZoneInfo
) -> Visits:
    """Return all visits since the local day of ``start``, and each cell's last one before it."""
    first = local_day(start, zone)
    span = Span(day_start(first, zone), as_of)
    crews = tracks.visits_by_patrol(session, stored.id, span).values()
    parts = [one for crew in crews for one in crew]
    before = tracks.last_leave_before(session, stored.id, len(stored.grid.cells), first)
    seen = np.flatnonzero(before >= 0)
    parts.append(Visits(seen.astype(np.int32), before[seen] - 1, before[seen], np.zeros(len(seen))))
    return Visits(
        np.concatenate([one.cell for one in parts]),
        np.concatenate([one.enter_us for one in parts]),
        np.concatenate([one.leave_us for one in parts]),
        np.concatenate([one.length_m for one in parts]),
    )


def as_us(moment: datetime) -> int:
    """Return a moment as Unix time in microseconds."""
    return (moment - UNIX_EPOCH) // timedelta(microseconds=1)

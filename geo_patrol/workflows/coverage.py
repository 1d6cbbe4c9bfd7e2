"""Coverage and gaps of an area with its cells' shapes, read from the store."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from geo_patrol.coverage.gaps import GAP_CLASSES, Compliance, GapClass, GapSpans
from geo_patrol.errors import NotFound
from geo_patrol.grid import Grid
from geo_patrol.patrols import Patrol
from geo_patrol.store.repositories import grids, places
from geo_patrol.store.repositories.grids import StoredGrid
from geo_patrol.store.repositories.places import Area
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.area_cells import area_cells, require_days
from geo_patrol.workflows.cell_figures import (
    UNIX_EPOCH,
    USABLE_TRACK_S,
    as_us,
    cell_figures,
    gap_figures,
)

__all__ = [
    "UNIX_EPOCH",
    "USABLE_TRACK_S",
    "CoverageTable",
    "GapTable",
    "area_grid",
    "as_us",
    "coverage_table",
    "gap_table",
]

Floats = NDArray[np.float64]


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
    require_days(session)
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

    See `geo_patrol.workflows.cell_figures.cell_figures`.

    Raises
    ------
    NotFound
        When the area is out of reach or has no grid.
    InvalidInput
        When the period is empty.
    """
    of = area_cells(session, scope, area_code)
    found = cell_figures(session, of, start, end, zone, now=now)
    return CoverageTable(
        of.area,
        grids.grid(session, of.grid_id),
        start,
        end,
        found.presence_us / 1e6,
        found.effort_us / 1e6,
        found.way_um / 1e6,
        found.n_visits.astype(np.float64),
    )


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
        When the period is empty or has not begun, or the area was given up before it.
    """
    of = area_cells(session, scope, area_code)
    found = gap_figures(session, scope, of, start, end, zone, now=now, list_spans=True)
    return GapTable(
        area=of.area,
        grid=grids.grid(session, of.grid_id),
        start=start,
        end=end,
        as_of=found.as_of,
        required_s=of.demands.required_s,
        last_leave_us=found.standing.last_leave_us,
        ratio=found.standing.ratio,
        gap_class=tuple(GAP_CLASSES[code] for code in found.standing.gap_class.tolist()),
        spans=found.spans,
        compliance=found.watched.compliance,
        untracked=found.untracked,
    )

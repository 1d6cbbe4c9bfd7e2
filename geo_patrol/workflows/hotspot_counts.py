"""What hot spots are made of: an area's incidents by cell, and what they are compared by."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from geo_patrol.coverage.polygon_index import PolygonCells
from geo_patrol.crs import project
from geo_patrol.errors import InvalidInput
from geo_patrol.grid import Grid
from geo_patrol.hotspots.denominators import (
    LEAST_AREA_M2,
    LEAST_SHORE_M,
    per_km2,
    per_km_of_shore,
    shore_lengths,
)
from geo_patrol.hotspots.effort_rate import effort_rates
from geo_patrol.incidents.records import Source
from geo_patrol.store.repositories import incidents
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.boundaries import area_water
from geo_patrol.workflows.catalogue import current

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SpotValue = Literal["count", "per_km2", "per_km_shore", "per_hour"]
SPOT_VALUES: tuple[SpotValue, ...] = get_args(SpotValue)

PatrolSource = Literal["patrol", "campaign", "joint"]
PATROL_SOURCES: tuple[PatrolSource, ...] = get_args(PatrolSource)
"""Sources that stand for people on the spot; what cameras and citizens report needs nobody there.

Campaigns and joint enforcement count where they name a patrol: others' time is not known here."""

_NAME_A_PATROL: tuple[Source, ...] = ("campaign", "joint")


def compared(
    session: Session, grid: Grid, value: SpotValue, n: Ints, hours: Floats
) -> tuple[Floats, Floats]:
    """Return the value of each cell, and what its incidents are in proportion to by chance."""
    match value:
        case "count":
            return n.astype(np.float64), np.ones(len(n))
        case "per_km2":
            area_m2 = np.array([cell.area_m2 for cell in grid.cells])
            return per_km2(n, area_m2), np.where(area_m2 >= LEAST_AREA_M2, area_m2, 0.0)
        case "per_km_shore":
            shore = shore_m(session, grid)
            return per_km_of_shore(n, shore), np.where(shore >= LEAST_SHORE_M, shore, 0.0)
        case "per_hour":
            smoothed = effort_rates(n, hours * 3600).smoothed_per_h
            return np.where(hours > 0, smoothed, np.nan), hours


def shore_m(session: Session, grid: Grid) -> Floats:
    """Return the shoreline in each cell, in metres; none where the area has no water."""
    water = area_water(session, grid.area_code)
    if water is None:
        return np.zeros(len(grid.cells))
    if grid.cell_of is None:
        cells = PolygonCells.build([project(cell.geometry, grid.epsg) for cell in grid.cells])
        return shore_lengths([project(water, grid.epsg)], cells, len(grid.cells))
    return shore_lengths([project(water, grid.epsg)], grid.lattice(), len(grid.cells))


def count_by_cell(
    session: Session,
    scope: Scope,
    grid: Grid,
    start: datetime,
    end: datetime,
    category: str | None,
    source: Source | None,
    *,
    by_patrols: bool,
) -> tuple[Ints, int]:
    """Return incidents of each cell, and how many of the area lie in none.

    Parameters
    ----------
    source
        Only this one; all by default.
    by_patrols
        Count only what patrols found.

    Raises
    ------
    InvalidInput
        When what patrols found is asked of a source that is none.
    """
    sources: Sequence[Source] | None = None if source is None else (source,)
    if by_patrols:
        if source is not None and source not in PATROL_SOURCES:
            raise InvalidInput("hotspots.not_found_by_patrols", source=source)
        sources = sources or PATROL_SOURCES
    by_code = incidents.n_by_cell(
        session,
        scope,
        grid.area_code,
        start,
        end,
        category=category,
        sources=sources,
        only_with_patrol=_NAME_A_PATROL if by_patrols else (),
    )
    n = np.array([by_code.get(cell.code, 0) for cell in grid.cells], np.int64)
    return n, sum(by_code.values()) - int(n.sum())


def require_category(session: Session, category: str | None) -> None:
    """Refuse a category that the catalogue does not have."""
    if category is not None and category not in current(session).categories:
        raise InvalidInput("records.unknown_category", code=category)

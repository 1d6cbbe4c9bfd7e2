"""Where incidents gather in an area, and where they are met for the time spent, from the store."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from geo_patrol.errors import InvalidInput
from geo_patrol.grid import Grid
from geo_patrol.hotspots.around import around_cells, gi_star_around, sums_around
from geo_patrol.hotspots.chance import by_chance
from geo_patrol.hotspots.effort_rate import RATE_CLASSES, EffortRates, RateClass, effort_rates
from geo_patrol.hotspots.gi_star import SPOT_CLASSES, SpotClass
from geo_patrol.hotspots.significance import LEVEL, Control, adjust
from geo_patrol.incidents.records import Source
from geo_patrol.store.repositories.places import Area
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.coverage import area_grid, coverage_table
from geo_patrol.workflows.hotspot_counts import (
    PatrolSource,
    SpotValue,
    compared,
    count_by_cell,
    require_category,
)

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

RATE_RINGS = 2
"""A cell of 100 m is passed in a minute: its own hours say nothing for years. With two rings it
stands for half a kilometre of shore, which a season can tell of."""

SPOT_RINGS = 1

_MS_PER_S = 1000


@dataclass(frozen=True, eq=False)
class RateReport:
    """Incidents per hour of presence in an area in ``[start, end)``; arrays in order of the cells.

    Attributes
    ----------
    rings
        How many rings of cells around a cell its rate takes in.
    n, hours
        ``(n_cells,)`` incidents found by patrols in the cell itself, and hours of presence there.
    n_outside
        Incidents of the area that lie in no cell.
    rates
        Of each cell with what is around it: its ``incidents`` and ``hours`` are sums over that.
        The overall rate is that of the area. A cell where nobody was is ``too_little_effort``,
        however long anyone was beside it.
    """

    area: Area
    grid: Grid
    start: datetime
    end: datetime
    category: str | None
    source: PatrolSource | None
    rings: int
    control: Control
    n: Ints
    hours: Floats
    n_outside: int
    rates: EffortRates

    @property
    def rate_class(self) -> tuple[RateClass, ...]:
        """What may be said of each cell."""
        return tuple(RATE_CLASSES[code] for code in self.rates.codes.tolist())


@dataclass(frozen=True, eq=False)
class GiReport:
    """Hot and cold spots of an area in ``[start, end)``; arrays in order of the cells.

    Attributes
    ----------
    value_of, values
        What is compared, ``(n_cells,)``: NaN where it does not apply.
    n
        ``(n_cells,)`` incidents in each cell.
    n_around
        ``(n_cells,)`` incidents in the cell and around it.
    n_outside
        Incidents of the area that lie in no cell.
    z
        ``(n_cells,)`` Gi*; NaN without a value.
    p
        ``(n_cells,)`` the greater of two: that of Gi*, and that of so many incidents coming
        together by chance (`geo_patrol.hotspots.chance.by_chance`).
    p_adjusted
        The same, adjusted for all cells.
    """

    area: Area
    grid: Grid
    start: datetime
    end: datetime
    category: str | None
    source: Source | None
    value_of: SpotValue
    rings: int
    control: Control
    values: Floats
    n: Ints
    n_around: Ints
    n_outside: int
    z: Floats
    p: Floats
    p_adjusted: Floats

    @property
    def spot_class(self) -> tuple[SpotClass, ...]:
        """What each cell is at the level `geo_patrol.hotspots.significance.LEVEL`."""
        found = self.p_adjusted <= LEVEL
        codes = np.select(
            [np.isnan(self.z), found & (self.z > 0), found & (self.z < 0)],
            [SPOT_CLASSES.index(name) for name in ("no_value", "hot", "cold")],
            SPOT_CLASSES.index("none"),
        )
        return tuple(SPOT_CLASSES[code] for code in codes.tolist())


def rate_report(
    session: Session,
    scope: Scope,
    area_code: str,
    start: datetime,
    end: datetime,
    zone: ZoneInfo,
    *,
    now: datetime,
    category: str | None = None,
    source: PatrolSource | None = None,
    rings: int = RATE_RINGS,
    control: Control = "fdr",
) -> RateReport:
    """Return what patrols found in each cell for the time they were there, up to ``now``.

    Parameters
    ----------
    category, source
        Only these; all that patrols found by default.
    rings
        How far around a cell its incidents and hours are summed; 0 takes the cell alone.

    Raises
    ------
    NotFound
        When the area is out of reach or has no grid.
    InvalidInput
        When the period is empty, the category unknown or ``rings`` out of range.
    """
    require_category(session, category)
    spent = coverage_table(session, scope, area_code, start, end, zone, now=now)
    around = around_cells(spent.grid, rings)
    n, n_outside = count_by_cell(
        session,
        scope,
        spent.grid,
        start,
        min(end, now),
        category,
        source,
        by_patrols=True,
    )
    # Sums of whole milliseconds are exact: where nobody was there is nothing left over.
    presence_ms = np.rint(spent.presence_s * _MS_PER_S)
    overall = effort_rates(n, presence_ms / _MS_PER_S).overall_per_h
    rates = effort_rates(
        sums_around(n, around),
        sums_around(presence_ms, around) / _MS_PER_S,
        control=control,
        overall_per_h=overall,
    )
    # Neighbours that were watched say nothing of a cell where nobody was.
    codes = np.where(presence_ms > 0, rates.codes, RATE_CLASSES.index("too_little_effort"))
    return RateReport(
        area=spent.area,
        grid=spent.grid,
        start=start,
        end=end,
        category=category,
        source=source,
        rings=rings,
        control=control,
        n=n,
        hours=presence_ms / _MS_PER_S / 3600,
        n_outside=n_outside,
        rates=replace(rates, codes=codes.astype(np.int8)),
    )


def gi_report(
    session: Session,
    scope: Scope,
    area_code: str,
    start: datetime,
    end: datetime,
    zone: ZoneInfo,
    *,
    now: datetime,
    value: SpotValue = "count",
    category: str | None = None,
    source: Source | None = None,
    rings: int = SPOT_RINGS,
    control: Control = "fdr",
) -> GiReport:
    """Return where high and low values lie together, of what happened up to ``now``.

    Parameters
    ----------
    value
        ``count`` of incidents; ``per_km2`` of the cell; ``per_km_shore`` of its shoreline, for
        cells that have some; ``per_hour`` of presence, smoothed, of what patrols found, for cells
        where somebody was.
    category, source
        Only these; all by default.
    rings
        How far around a cell its neighbourhood reaches.

    Raises
    ------
    NotFound
        When the area is out of reach or has no grid.
    InvalidInput
        When the period is empty, the category unknown, ``rings`` out of range, or ``per_hour`` is
        asked of a source that is no patrol.
    """
    require_category(session, category)
    if end <= start:
        raise InvalidInput("records.end_before_start")
    area, stored = area_grid(session, scope, area_code)
    grid = stored.grid
    around = around_cells(grid, rings)
    n, n_outside = count_by_cell(
        session,
        scope,
        grid,
        start,
        min(end, now),
        category,
        source,
        by_patrols=value == "per_hour",
    )
    hours = np.zeros(len(n))
    if value == "per_hour":
        spent = coverage_table(session, scope, area_code, start, end, zone, now=now)
        hours = spent.presence_s / 3600
    values, exposure = compared(session, grid, value, n, hours)
    found = gi_star_around(values, around)
    p = np.where(np.isnan(found.p), np.nan, np.maximum(found.p, by_chance(n, exposure, around)))
    return GiReport(
        area=area,
        grid=grid,
        start=start,
        end=end,
        category=category,
        source=source,
        value_of=value,
        rings=rings,
        control=control,
        values=values,
        n=n,
        n_around=np.rint(sums_around(n, around)).astype(np.int64),
        n_outside=n_outside,
        z=found.z,
        p=p,
        p_adjusted=adjust(p, control),
    )

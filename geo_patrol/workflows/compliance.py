"""How well what is required was done in areas, when nobody came, and who can foretell that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from geo_patrol.coverage.gaps import GAP_CLASSES, GapClass
from geo_patrol.coverage.predictability import (
    HOURS,
    ArrivalCounter,
    Arrivals,
    Predictability,
    predictability,
)
from geo_patrol.coverage.rollup import SHIFT_KINDS
from geo_patrol.coverage.watching import Watched
from geo_patrol.coverage.windows import (
    CellGroup,
    Unit,
    WindowCounts,
    count_windows,
    summed,
    time_bounds,
    weekdays,
)
from geo_patrol.errors import InvalidInput, NotFound
from geo_patrol.patrols import Patrol
from geo_patrol.store.repositories import grids, places
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.area_cells import LEVELS, AreaCells, area_cells
from geo_patrol.workflows.cell_figures import GapFigures, as_us, duty_us, gap_figures
from geo_patrol.zones import ZoneLevel

Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class AreaCompliance:
    """One area: its cells, and for each the windows, those met, the gaps and the time overdue."""

    cells: AreaCells
    windows: Ints
    met: Ints
    n_gaps: Ints
    overdue_us: Ints


@dataclass(frozen=True, eq=False)
class ComplianceReport:
    """How well what is required was done in ``[start, end)``, as known at ``as_of``.

    Attributes
    ----------
    areas
        Cell by cell.
    groups, windows
        The windows of all areas by group of cells, shift, weekday and time.
    unit, times
        Whether times are local days, weeks or months; ``(n + 1)`` bounds.
    overdue_us
        ``(2, n_groups, 7, 3)`` int64: time overdue in cells seen before and in cells never seen, by
        weekday (0 is Monday) and shift: when nobody comes.
    classes
        How many cells stand how.
    predictability
        Of the hours of arrival, by zone level; of levels without cells there is none.
    untracked
        The period's patrols without a usable track.
    """

    areas: tuple[AreaCompliance, ...]
    start: datetime
    end: datetime
    as_of: datetime
    groups: tuple[CellGroup, ...]
    windows: WindowCounts
    unit: Unit
    times: tuple[datetime, ...]
    overdue_us: Ints
    classes: dict[GapClass, int]
    predictability: dict[ZoneLevel | None, Predictability]
    untracked: tuple[Patrol, ...]


def squad_areas(
    session: Session, scope: Scope, squad_code: str, *, at: datetime | None = None
) -> list[str]:
    """Return the codes of a squad's areas within reach that have a grid.

    Those that are patrolled; with ``at`` those that were until then, or longer.

    Raises
    ------
    NotFound
        When there is none.
    """
    there = places.areas(session, scope, at=at)
    own = {one.code for one in there if one.squad_code == squad_code}
    if not own:
        raise NotFound("records.no_squad", squad=squad_code)
    found = [code for _id, code in grids.grid_ids_in_use(session, squad_code) if code in own]
    if not found:
        raise NotFound("boundaries.no_grid", area=min(own))
    return found


def compliance_report(
    session: Session,
    scope: Scope,
    areas: Sequence[str],
    start: datetime,
    end: datetime,
    zone: ZoneInfo,
    *,
    now: datetime,
) -> ComplianceReport:
    """Return how well what is required was done; what has not happened yet does not count.

    Raises
    ------
    NotFound
        When an area is out of reach or has no grid.
    InvalidInput
        When no area is named, the period is empty or has not begun, or an area was given up before
        it.
    """
    if not areas:
        raise InvalidInput("records.no_area", area="")
    cells_of = [area_cells(session, scope, code) for code in dict.fromkeys(areas)]
    as_of = max(of.told_until(start, end, now) for of in cells_of)
    unit, times_us = time_bounds(as_us(start), as_us(as_of), zone)
    groups: dict[CellGroup, int] = {}
    counts: list[WindowCounts] = []
    overdue: list[tuple[Ints, Ints]] = []
    parts: list[tuple[GapFigures, Arrivals]] = []
    for of in cells_of:
        counter = ArrivalCounter(of.level, as_us(start), as_us(as_of), zone)
        found = gap_figures(session, scope, of, start, end, zone, now=now, beside=counter.take)
        parts.append((found, counter.found))
        numbers = np.array([groups.setdefault(one, len(groups)) for one in of.groups], np.int64)
        counted = count_windows(found.watched, of.group, duty_us(found.trackless), times_us)
        counts.append(_renumbered(counted, numbers))
        overdue.append((numbers, _by_weekday(found.watched)))
    classes = sum(
        (np.bincount(one.standing.gap_class, minlength=len(GAP_CLASSES)) for one, _ in parts),
        np.zeros(len(GAP_CLASSES), np.int64),
    )
    total = np.zeros((2, len(groups), 7, len(SHIFT_KINDS)), np.int64)
    for numbers, one in overdue:
        total[:, numbers] += one
    return ComplianceReport(
        areas=tuple(_area(one) for one, _ in parts),
        start=start,
        end=end,
        as_of=as_of,
        groups=tuple(groups),
        windows=_joined(counts),
        unit=unit,
        times=tuple(datetime.fromtimestamp(us / 1e6, UTC) for us in times_us.tolist()),
        overdue_us=total,
        classes=dict(zip(GAP_CLASSES, classes.tolist(), strict=True)),
        predictability=_foretold(parts),
        untracked=tuple(patrol for one, _ in parts for patrol in one.untracked),
    )


def _area(found: GapFigures) -> AreaCompliance:
    watched = found.watched
    return AreaCompliance(
        found.cells,
        watched.compliance.windows.sum(axis=1),
        watched.compliance.met.sum(axis=1),
        watched.n_gaps,
        watched.overdue_us,
    )


def _renumbered(counts: WindowCounts, numbers: Ints) -> WindowCounts:
    group = numbers[counts.group] if len(counts) else counts.group
    return WindowCounts(group, *list(vars(counts).values())[1:])


def _joined(parts: Sequence[WindowCounts]) -> WindowCounts:
    columns = [
        np.concatenate(column) for column in zip(*(vars(p).values() for p in parts), strict=True)
    ]
    return summed(*columns)


def _by_weekday(watched: Watched) -> Ints:
    """Return the time overdue, ``(2, n_groups, 7, 3)``."""
    n_shifts = len(SHIFT_KINDS)
    found = np.zeros((7 * n_shifts, *watched.overdue_in_us.shape[:2]), np.int64)
    place = weekdays(watched.shift_days) * n_shifts + watched.shift_kinds
    np.add.at(found, place, np.moveaxis(watched.overdue_in_us, 2, 0))
    return np.moveaxis(found, 0, 2).reshape(*found.shape[1:], 7, n_shifts)


def _foretold(
    parts: Sequence[tuple[GapFigures, Arrivals]],
) -> dict[ZoneLevel | None, Predictability]:
    foretold: dict[ZoneLevel | None, Predictability] = {}
    for number, level in enumerate(LEVELS):
        in_zone = np.zeros(HOURS, np.int64)
        in_cells = []
        for found, arrivals in parts:
            own = found.cells.level == number
            in_cells.append(arrivals.in_cells[own])
            if number < len(arrivals.in_zones):
                in_zone += arrivals.in_zones[number]
        cells = np.concatenate(in_cells)
        if len(cells):
            foretold[level] = predictability(in_zone, cells)
    return foretold

"""How areas were looked after in a period, for briefings: windows, gaps, worst cells."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from sqlalchemy.orm import Session

from geo_patrol.coverage.gaps import GAP_CLASSES, NEVER_US
from geo_patrol.coverage.rollup import SHIFT_KINDS
from geo_patrol.coverage.windows import count_windows, share_of
from geo_patrol.grid.records import CellKind
from geo_patrol.reports.brief_material import AreaVisits, CellVisits
from geo_patrol.reports.ranking import Part
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.area_cells import area_cells
from geo_patrol.workflows.cell_figures import (
    UNIX_EPOCH,
    GapFigures,
    as_us,
    cell_figures,
    duty_us,
    gap_figures,
)
from geo_patrol.zones import ZoneLevel

MOST_CELLS = 10
"""How many cells of an area are handed on, of the overdue ones and of those never seen."""

_NEVER = GAP_CLASSES.index("never")


@dataclass(frozen=True)
class Ground:
    """Whose visits are counted, by whose clock."""

    session: Session
    scope: Scope
    zone: ZoneInfo


def area_visits(
    ground: Ground, areas: Sequence[tuple[str, datetime]], end: datetime
) -> Iterator[AreaVisits]:
    """Yield how areas that have a grid were looked after, each from its moment on to a past end.

    Raises
    ------
    NotFound
        When an area is out of reach or has no grid.
    Unavailable
        When the store's days are still to be made of its visits.
    """
    for code, start in areas:
        of = area_cells(ground.session, ground.scope, code)
        found = gap_figures(ground.session, ground.scope, of, start, end, ground.zone, now=end)
        spent = cell_figures(ground.session, of, start, end, ground.zone)
        bounds = np.array([as_us(start), as_us(end)], np.int64)
        windows = count_windows(found.watched, of.group, duty_us(found.trackless), bounds)
        n_of = np.bincount(found.standing.gap_class, minlength=len(GAP_CLASSES)).tolist()
        yield AreaVisits(
            area_code=code,
            n_cells=len(of),
            windows=share_of(windows),
            by_shift={
                kind: share_of(windows, windows.shift == number)
                for number, kind in enumerate(SHIFT_KINDS)
            },
            classes=dict(zip(GAP_CLASSES, n_of, strict=True)),
            never=_never(found),
            overdue_s=int(found.watched.overdue_us.sum()) / 1e6,
            presence_s=int(spent.presence_us.sum()) / 1e6,
            way_m=int(spent.way_um.sum()) / 1e6,
            n_visits=int(spent.n_visits.sum()),
            untracked=frozenset(one.id for one in found.untracked),
            worst=_worst(found),
            never_cells=_never_cells(found),
        )


def visits_part(ground: Ground, areas: Sequence[tuple[str, datetime]], end: datetime) -> Part:
    """Return how many of the areas' required windows were met, of how many."""
    met = windows = 0
    for code, start in areas:
        of = area_cells(ground.session, ground.scope, code)
        found = gap_figures(ground.session, ground.scope, of, start, end, ground.zone, now=end)
        met += int(found.watched.compliance.met.sum())
        windows += int(found.watched.compliance.windows.sum())
    return Part(met, windows)


def _never(found: GapFigures) -> dict[tuple[CellKind, ZoneLevel | None], int]:
    demands = found.cells.demands
    rows = np.flatnonzero(found.standing.gap_class == _NEVER).tolist()
    return dict(Counter((demands.kinds[row], demands.levels[row]) for row in rows))


def _worst(found: GapFigures) -> tuple[CellVisits, ...]:
    overdue = found.watched.overdue_us
    seen = found.watched.last_leave_us != NEVER_US
    rows = np.flatnonzero(seen & (overdue > 0))
    required_s, left_us = found.cells.demands.required_s, found.watched.last_leave_us
    # Of cells alike the one with the shorter interval, then the one left longest ago is first.
    order = np.lexsort((rows, left_us[rows], required_s[rows], -overdue[rows]))
    return tuple(_cell(found, row) for row in rows[order][:MOST_CELLS].tolist())


def _never_cells(found: GapFigures) -> tuple[CellVisits, ...]:
    rows = np.flatnonzero(found.standing.gap_class == _NEVER)
    order = np.lexsort((rows, found.cells.demands.required_s[rows]))
    return tuple(_cell(found, row) for row in rows[order][:MOST_CELLS].tolist())


def _cell(found: GapFigures, row: int) -> CellVisits:
    demands, watched = found.cells.demands, found.watched
    left_us = int(watched.last_leave_us[row])
    return CellVisits(
        area_code=found.cells.area.code,
        code=demands.codes[row],
        kind=demands.kinds[row],
        level=demands.levels[row],
        required_s=float(demands.required_s[row]),
        windows=int(watched.compliance.windows[row].sum()),
        met=int(watched.compliance.met[row].sum()),
        overdue_s=int(watched.overdue_us[row]) / 1e6,
        last_seen=None if left_us == NEVER_US else _moment(left_us),
    )


def _moment(us: int) -> datetime:
    return (UNIX_EPOCH + timedelta(microseconds=us)).astimezone(UTC)

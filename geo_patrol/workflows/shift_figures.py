"""An area's cells shift by shift: what was spent in them, and how they stood at each one's end."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from geo_patrol.coverage.clipping import clip
from geo_patrol.coverage.gaps import standing
from geo_patrol.coverage.rollup import SHIFT_KINDS, CellDays, roll_up, spans
from geo_patrol.patrols import ShiftKind
from geo_patrol.store.repositories import days, tracks
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.area_cells import AreaCells
from geo_patrol.workflows.cell_figures import as_us, duty_us, gap_figures
from geo_patrol.workflows.tracing import day_start, local_day

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class ShiftFigures:
    """The shifts of ``[start, as_of)``, and the cells in each.

    Attributes
    ----------
    bounds_us
        ``(k + 1,)`` Unix µs: the first and the last shift are cut to the period.
    kinds
        What each of the ``k`` shifts is.
    effort_s
        ``(k, n_cells)`` seconds summed over tracks.
    gap_class
        ``(k, n_cells)`` place in `geo_patrol.coverage.gaps.GAP_CLASSES` at the end of each shift.
    """

    bounds_us: Ints
    kinds: tuple[ShiftKind, ...]
    effort_s: Floats
    gap_class: NDArray[np.int8]


def shift_figures(
    session: Session,
    scope: Scope,
    of: AreaCells,
    start: datetime,
    end: datetime,
    zone: ZoneInfo,
    *,
    now: datetime,
) -> ShiftFigures:
    """Return an area's cells shift by shift; a period that goes on later ends at ``now``.

    The efforts of all shifts sum up to `cell_figures`, and the last shift's classes are those of
    `gap_figures`.

    Raises
    ------
    InvalidInput
        When the period is empty or has not begun, or the area was given up before it.
    """
    as_of, told_until = min(end, now), of.told_until(start, end, now)
    trackless = gap_figures(session, scope, of, start, end, zone, now=now).trackless
    start_us, end_us = as_us(start), as_us(as_of)
    first = local_day(start, zone)
    whole_us, day, kind = spans(zone, as_us(day_start(first, zone)), end_us - 1, "shift")
    # Visits of the first day before the period count for when a cell was left, not for effort.
    since = day_start(first, zone)
    by_patrol = tracks.visits_by_patrol(session, of.grid_id, Span(since, as_of))
    visits = list(by_patrol.values())
    spent = roll_up([[clip(one, start_us, end_us) for one in crew] for crew in visits], zone)
    left = spent
    told_us = as_us(told_until)
    if as_us(since) < start_us or told_us < end_us:
        bounds = as_us(since), told_us
        left = roll_up([[clip(one, *bounds) for one in crew] for crew in visits], zone)

    n_steps, n_cells = len(kind), len(of)
    effort_s = np.zeros((n_steps, n_cells))
    own, step = _steps(spent, day, kind)
    np.add.at(effort_s, (step, spent.cell[own]), spent.effort_s[own])
    leaves_us = np.full((n_steps, n_cells), -1, np.int64)
    own, step = _steps(left, day, kind)
    np.maximum.at(leaves_us, (step, left.cell[own]), left.last_leave_us[own])
    before_us = days.last_leave_before(session, of.grid_id, n_cells, first)
    last_us = np.maximum(np.maximum.accumulate(leaves_us, axis=0), before_us)

    kept = (whole_us[1:] > start_us) & (whole_us[:-1] < end_us)
    # Where nobody patrols any more nobody is missed, shift after shift.
    ends_us = np.minimum(whole_us[1:], told_us)
    duty = duty_us(trackless)
    classes = [
        standing(last_us[k], of.demands.required_s, int(ends_us[k]), duty).gap_class
        for k in np.flatnonzero(kept)
    ]
    begins_us = np.maximum(whole_us[:-1][kept], start_us)
    return ShiftFigures(
        np.append(begins_us, end_us),
        tuple(SHIFT_KINDS[code] for code in kind[kept].tolist()),
        effort_s[kept],
        np.stack(classes),
    )


def _steps(
    rows: CellDays, day: NDArray[np.int32], kind: NDArray[np.int8]
) -> tuple[NDArray[np.bool_], Ints]:
    """Return which rows are of cells, and the shift of each of those."""
    own = rows.cell >= 0
    place = {key: k for k, key in enumerate(zip(day.tolist(), kind.tolist(), strict=True))}
    keys = zip(rows.day[own].tolist(), rows.shift_kind[own].tolist(), strict=True)
    return own, np.array([place[key] for key in keys], dtype=np.int64)

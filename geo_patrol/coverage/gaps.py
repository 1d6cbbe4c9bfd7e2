"""Where nobody was, for how long, and how often what is required was done."""

from dataclasses import dataclass
from datetime import timedelta, tzinfo
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage.rollup import (
    DAY_US,
    SHIFT_KINDS,
    at_us,
    clock_bounds,
    local_day,
    spans,
)
from geo_patrol.coverage.visits import Stays, union
from geo_patrol.errors import InvalidInput
from geo_patrol.patrols import ShiftKind

GapClass = Literal[
    "on_time", "late_1_2", "late_2_5", "late_5_plus", "never", "untracked", "not_required"
]
GAP_CLASSES: tuple[GapClass, ...] = get_args(GapClass)
"""What a gap code stands for: its place here."""

LATE: frozenset[GapClass] = frozenset({"late_1_2", "late_2_5", "late_5_plus", "untracked"})
"""Overdue: every ratio above 1, also where a patrol without a track may have been. What was never
seen has no ratio, and is told apart."""

_LATE_CODES = [GAP_CLASSES.index(name) for name in sorted(LATE)]

NEVER_US = -1
"""Stands where a cell has no last visit."""

MONDAY = 4
"""The first Monday, in days since 1970-01-01."""

LONGER = len(SHIFT_KINDS)
"""Column of the windows that lie in no single shift."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Cells = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class GapSpans:
    """Spans without a visit that are longer than required, in order of cell and time.

    Attributes
    ----------
    cell
        ``(n,)`` int32 cell index.
    from_us, to_us
        ``(n,)`` int64, Unix µs, half-open: from the end of one visit to the beginning of the next.
    required_s
        ``(n,)`` float64, the cell's required interval.
    never
        ``(n,)`` bool: no visit before the span is known, so it may have begun before ``from_us``.
    open
        ``(n,)`` bool: no visit ended the span up to the end of the period.
    """

    cell: Cells
    from_us: Ints
    to_us: Ints
    required_s: Floats
    never: NDArray[np.bool_]
    open: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.cell)


@dataclass(frozen=True, eq=False)
class Standing:
    """How each cell stands at a moment.

    Attributes
    ----------
    last_leave_us
        ``(n,)`` int64, Unix µs, or ``NEVER_US``.
    ratio
        ``(n,)`` float64: time since then ÷ required interval; NaN where never or not required.
    gap_class
        ``(n,)`` int8, place in `GAP_CLASSES`.
    """

    last_leave_us: Ints
    ratio: Floats
    gap_class: NDArray[np.int8]

    @property
    def n_late(self) -> int:
        """How many cells nobody came to for longer than required, by their class."""
        return int(np.isin(self.gap_class, _LATE_CODES).sum())


@dataclass(frozen=True, eq=False)
class Compliance:
    """Cell × required window: how many there were, and how many were met.

    Attributes
    ----------
    windows, met
        ``(n_cells, 4)`` int64; columns as `SHIFT_KINDS`, then ``LONGER``.
    """

    windows: Ints
    met: Ints

    def share(self, kind: ShiftKind | None = None, cells: NDArray[np.bool_] | None = None) -> float:
        """Return the share met, of one kind of shift or of all windows, in some cells or in all.

        A window longer than a shift belongs to no kind and counts overall only. NaN where there
        was no window.
        """
        rows = slice(None) if cells is None else cells
        columns = slice(None) if kind is None else SHIFT_KINDS.index(kind)
        windows = int(self.windows[rows, columns].sum())
        return int(self.met[rows, columns].sum()) / windows if windows else float("nan")


def gap_spans(
    cell: Cells,
    enter_us: Ints,
    leave_us: Ints,
    required_s: Floats,
    from_us: int,
    to_us: int,
) -> GapSpans:
    """Return the spans, longer than required, in which a cell had no visit.

    A span counts when it reaches into ``[from_us, to_us)``. One that began earlier keeps its true
    beginning, the end of the last visit before; where no such visit is known it begins at
    ``from_us`` and is marked ``never``. A span that still goes on is cut at ``to_us``, marked
    ``open``, and counts when it is too long by then.

    Parameters
    ----------
    cell, enter_us, leave_us
        ``(v,)`` visits of all time up to ``to_us``, in any order, overlapping or not; what begins
        later is left out, and so is ``OUTSIDE``.
    required_s
        ``(n_cells,)`` required interval in seconds, NaN where nothing is required.
    from_us, to_us
        The period, Unix µs. An empty one has no gaps.

    Raises
    ------
    InvalidInput
        ``coverage.period_reversed`` or ``coverage.interval_not_positive``.
    """
    check_period(from_us, to_us)
    required_us = required_in_us(required_s)
    stays = _stays(cell, enter_us, leave_us, required_us > 0, to_us)
    # One entry per required cell stands before its first visit, and "ends" with the period's start.
    wanted = np.flatnonzero(required_us > 0).astype(np.int32)
    cells = np.concatenate((wanted, stays.cell))
    begins = np.concatenate((np.full(len(wanted), np.iinfo(np.int64).min), stays.enter_us))
    ends = np.concatenate((np.full(len(wanted), from_us), stays.leave_us))
    never = np.arange(len(cells)) < len(wanted)
    order = np.lexsort((begins, cells))
    cells, begins, ends, never = cells[order], begins[order], ends[order], never[order]
    is_last = np.diff(cells, append=-1) != 0
    until = np.where(is_last, to_us, np.roll(begins, -1))
    kept = (until > from_us) & (until - ends > required_us[cells])
    return GapSpans(
        cells[kept],
        ends[kept],
        until[kept],
        required_s[cells[kept]].astype(np.float64),
        never[kept],
        is_last[kept],
    )


def last_leaves(cell: Cells, enter_us: Ints, leave_us: Ints, n_cells: int, as_of_us: int) -> Ints:
    """Return when each cell was last left, as known at a moment: ``(n_cells,)``, or ``NEVER_US``.

    A visit still under way counts as left at that moment.
    """
    last = np.full(n_cells, NEVER_US, np.int64)
    known = (cell >= 0) & (enter_us < as_of_us)
    np.maximum.at(last, cell[known], np.minimum(leave_us[known], as_of_us))
    return last


def standing(
    last_leave_us: Ints, required_s: Floats, as_of_us: int, trackless_us: Ints
) -> Standing:
    """Return how long each cell has been without a visit, measured by what is required.

    Up to its interval a cell is on time, then late by class: up to 2, up to 5, above 5 intervals.
    A late cell is ``untracked`` instead when a patrol without a usable track was on duty in the
    area no longer ago than the interval: had it been there, the cell would be on time. A cell that
    was never seen stays ``never`` all the same.

    Parameters
    ----------
    last_leave_us
        ``(n_cells,)`` Unix µs or ``NEVER_US``, see `last_leaves`.
    required_s
        ``(n_cells,)`` seconds, NaN where nothing is required.
    as_of_us
        The moment, Unix µs.
    trackless_us
        ``(k, 2)`` begin and end of the patrols of the area without a usable track; one that goes on
        may end after the moment, one that begins after it does not count.

    Raises
    ------
    InvalidInput
        ``coverage.interval_not_positive``.
    """
    required_us = required_in_us(required_s)
    wanted = required_us > 0
    seen = last_leave_us != NEVER_US
    age_us = np.maximum(as_of_us - last_leave_us, 0)
    begun = trackless_us[trackless_us[:, 0] < as_of_us]
    duty_us = int(np.minimum(begun[:, 1], as_of_us).max()) if len(begun) else None
    covered = (
        np.zeros(len(wanted), np.bool_) if duty_us is None else as_of_us - duty_us <= required_us
    )
    late = age_us > required_us
    conditions: dict[GapClass, NDArray[np.bool_]] = {
        "not_required": ~wanted,
        "never": ~seen,
        "on_time": ~late,
        "untracked": covered,
        "late_1_2": age_us <= 2 * required_us,
        "late_2_5": age_us <= 5 * required_us,
    }
    gap_class = np.select(
        list(conditions.values()),
        [GAP_CLASSES.index(name) for name in conditions],
        GAP_CLASSES.index("late_5_plus"),
    )
    ratio = np.full(len(wanted), np.nan)
    np.divide(age_us, required_us, out=ratio, where=wanted & seen)
    return Standing(last_leave_us, ratio, gap_class.astype(np.int8))


def compliance(
    cell: Cells,
    enter_us: Ints,
    leave_us: Ints,
    required_s: Floats,
    from_us: int,
    to_us: int,
    zone: tzinfo,
) -> Compliance:
    """Count the windows in which each cell had to be visited, and those in which it was.

    An interval cuts the local calendar into windows of its length: one that divides a day, from
    midnight (8 h: the shifts); whole days, in blocks counted from a Monday (7 d: the weeks); any
    other from midnight of Monday 1970-01-05 on. Windows that are only partly within the period are
    left out. A window is met when a visit touches it; a visit over several windows meets each.

    Parameters
    ----------
    cell, enter_us, leave_us
        ``(v,)`` visits that touch the period, in any order; others and ``OUTSIDE`` do no harm.
    required_s
        ``(n_cells,)`` seconds, NaN where nothing is required.
    from_us, to_us
        The period, Unix µs.
    zone
        Whose local time makes shifts, days and weeks.

    Raises
    ------
    InvalidInput
        ``coverage.period_reversed`` or ``coverage.interval_not_positive``.
    """
    check_period(from_us, to_us)
    required_us = required_in_us(required_s)
    n_cells = len(required_us)
    windows = np.zeros((n_cells, LONGER + 1), np.int64)
    met = np.zeros((n_cells, LONGER + 1), np.int64)
    stays = _stays(cell, enter_us, leave_us, required_us > 0, to_us)
    for interval_us in np.unique(required_us[required_us > 0]).tolist():
        bounds = window_bounds(interval_us, from_us, to_us, zone)
        if len(bounds) < 2:
            continue
        kinds = window_kinds(bounds, zone)
        cells = required_us == interval_us
        windows[cells] = np.bincount(kinds, minlength=LONGER + 1)
        one = cells[stays.cell]
        first = np.searchsorted(bounds, stays.enter_us[one], "right") - 1
        end = np.searchsorted(bounds, stays.leave_us[one], "left")
        first, end = np.maximum(first, 0), np.minimum(end, len(kinds))
        count = np.maximum(end - first, 0)
        window = np.repeat(first - np.cumsum(count) + count, count) + np.arange(count.sum())
        touched = np.unique(np.repeat(stays.cell[one], count) * len(kinds) + window)
        np.add.at(met, (touched // len(kinds), kinds[touched % len(kinds)]), 1)
    return Compliance(windows, met)


def window_bounds(interval_us: int, from_us: int, to_us: int, zone: tzinfo) -> Ints:
    """Return the bounds of the windows of an interval that lie whole within ``[from_us, to_us)``.

    Windows are back to back: ``k`` of them have ``k + 1`` bounds. See `compliance` for where they
    begin.
    """
    first, last = local_day(from_us, zone), local_day(to_us, zone) + 1
    if DAY_US % interval_us == 0:
        step = timedelta(microseconds=interval_us)
        clocks = [step * i for i in range(DAY_US // interval_us)]
        bounds = clock_bounds(first, last - first, zone, clocks).tolist()
    elif interval_us % DAY_US == 0:
        days = interval_us // DAY_US
        start = first - (first - MONDAY) % days
        bounds = [at_us(day, zone) for day in range(start, last + days, days)]
    else:
        anchor = at_us(MONDAY, zone)
        start = anchor + (from_us - anchor) // interval_us * interval_us
        bounds = list(range(start, to_us + interval_us, interval_us))
    found = np.array(bounds, np.int64)
    return found[(found >= from_us) & (found <= to_us)]


def window_kinds(bounds: Ints, zone: tzinfo) -> Ints:
    """Return for each window the column of the shift that it lies in, or ``LONGER``."""
    shifts_us, _, kinds = spans(zone, int(bounds[0]), int(bounds[-1]), "shift")
    shift = np.searchsorted(shifts_us, bounds[:-1], "right") - 1
    return np.where(bounds[1:] <= shifts_us[shift + 1], kinds[shift].astype(np.int64), LONGER)


def _stays(
    cell: Cells, enter_us: Ints, leave_us: Ints, wanted: NDArray[np.bool_], to_us: int
) -> Stays:
    """Return the visits to wanted cells up to a moment, united, in order of cell and time."""
    kept = (cell >= 0) & (enter_us < to_us)
    kept[kept] = wanted[cell[kept]]
    cells, enters = cell[kept], enter_us[kept]
    first, leaves = union(
        np.zeros(len(cells), np.int64), cells, enters, np.minimum(leave_us[kept], to_us)
    )
    return Stays(cells[first], enters[first], leaves)


def required_in_us(required_s: Floats) -> Ints:
    """Return required intervals in µs, 0 where nothing is required.

    Raises
    ------
    InvalidInput
        ``coverage.interval_not_positive``.
    """
    if ((required_s <= 0) | np.isinf(required_s)).any():
        raise InvalidInput("coverage.interval_not_positive")
    return np.rint(np.nan_to_num(required_s, nan=0.0) * 1e6).astype(np.int64)


def check_period(from_us: int, to_us: int) -> None:
    """Refuse a period that ends before it begins.

    Raises
    ------
    InvalidInput
        ``coverage.period_reversed``.
    """
    if from_us > to_us:
        raise InvalidInput("coverage.period_reversed")

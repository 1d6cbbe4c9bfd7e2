"""Gaps, windows met and time overdue of a whole grid, from the stays of each day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import tzinfo

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage import gap_kernel as kernel
from geo_patrol.coverage.gaps import (
    LONGER,
    Compliance,
    GapSpans,
    check_period,
    required_in_us,
    window_bounds,
    window_kinds,
)
from geo_patrol.coverage.rollup import spans as shift_spans
from geo_patrol.coverage.visits import Stays

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

WINDOW_KINDS = LONGER + 1


@dataclass(frozen=True, eq=False)
class GroupWindows:
    """The windows of a group of cells that have one interval.

    Attributes
    ----------
    bounds_us
        ``(k + 1,)`` Unix µs; none when no whole window lies in the period.
    kinds
        ``(k,)`` column as in `Compliance`.
    met
        ``(k,)`` int64: in how many of the cells the window was met.
    """

    bounds_us: Ints
    kinds: Ints
    met: Ints


@dataclass(frozen=True, eq=False)
class Watched:
    """What became of a grid's cells in a period.

    Attributes
    ----------
    last_leave_us
        ``(n_cells,)`` as `geo_patrol.coverage.gaps.last_leaves` has it.
    n_gaps, longest_us, overdue_us
        ``(n_cells,)`` int64: gaps, the longest of them, and the time within the period in which the
        required interval had passed without a visit.
    spans
        The gaps themselves; None unless asked for.
    compliance
        As `geo_patrol.coverage.gaps.compliance` has it.
    groups
        The windows of each group.
    shifts_us, shift_days, shift_kinds
        The shifts that hold the period, as `geo_patrol.coverage.rollup.spans` has them.
    overdue_in_us
        ``(2, n_groups, n_shifts)`` int64: time overdue, summed over cells; of cells seen
        before, and of cells that nobody had ever been seen in.
    """

    last_leave_us: Ints
    n_gaps: Ints
    longest_us: Ints
    overdue_us: Ints
    spans: GapSpans | None
    compliance: Compliance
    groups: tuple[GroupWindows, ...]
    shifts_us: Ints
    shift_days: NDArray[np.int32]
    shift_kinds: NDArray[np.int8]
    overdue_in_us: Ints


def watch(
    days: Iterable[Stays],
    before_us: Ints,
    required_s: Floats,
    group: NDArray[np.int32],
    from_us: int,
    to_us: int,
    zone: tzinfo,
    *,
    list_spans: bool = False,
) -> Watched:
    """Return what became of a grid's cells in ``[from_us, to_us)``, exact to the microsecond.

    Gaps and windows are those of `geo_patrol.coverage.gaps.gap_spans` and ``compliance``, without
    all stays being held, or sorted, at once.

    Parameters
    ----------
    days
        Stays of the local days that touch the period, in order of time; those of one day in order
        of cell and time, free of overlaps. What lies before the period counts as a last visit.
    before_us
        ``(n_cells,)`` when each cell was last left before these days, or ``NEVER_US``.
    required_s
        ``(n_cells,)`` seconds, NaN where nothing is required.
    group
        ``(n_cells,)`` number of the group that a cell is counted with: all cells of a group have
        the same interval. What stands where nothing is required does not matter.
    from_us, to_us
        The period, Unix µs. An empty one has no gaps and no windows.
    zone
        Whose local time makes shifts, days and weeks.
    list_spans
        Whether the gaps themselves are wanted.

    Raises
    ------
    InvalidInput
        ``coverage.period_reversed`` or ``coverage.interval_not_positive``.
    """
    check_period(from_us, to_us)
    required_us = required_in_us(required_s)
    wanted = required_us > 0
    n_cells = len(required_us)
    n_groups = int(group[wanted].max(initial=-1)) + 1
    interval = np.zeros(n_groups, np.int64)
    interval[group[wanted]] = required_us[wanted]
    bounds = [
        window_bounds(one, from_us, to_us, zone) if one else np.empty(0, np.int64)
        for one in interval.tolist()
    ]
    kinds = [window_kinds(one, zone) if len(one) > 1 else np.empty(0, np.int64) for one in bounds]
    at = np.cumsum([0, *(len(one) for one in bounds)])
    shifts_us, shift_days, shift_kinds = shift_spans(zone, from_us, to_us, "shift")
    asked = kernel.Asked(
        required_us,
        np.where(wanted, group, 0).astype(np.int32),
        np.concatenate([*bounds, np.empty(0, np.int64)]),
        at.astype(np.int64),
        _padded(kinds, bounds),
        shifts_us,
        from_us,
        to_us,
    )
    tallies = _tallies(asked, before_us, n_groups)
    some, n = _room(0), 0
    for one in days:
        some = _grown(some, n, len(one)) if list_spans else some
        columns = one.cell, one.enter_us, one.leave_us
        n = kernel.follow(*columns, asked, tallies, some, n, list_spans)
    n_ended = n
    some = _grown(some, n, n_cells) if list_spans else some
    n = kernel.end(asked, tallies, some, n, list_spans)
    windows = np.zeros((n_cells, WINDOW_KINDS), np.int64)
    for number, one_kinds in enumerate(kinds):
        own = wanted & (group == number)
        windows[own] = np.bincount(one_kinds, minlength=WINDOW_KINDS)
    met_in = np.split(tallies.met_in, at[1:-1]) if n_groups else []
    whole = np.cumsum(tallies.overdue_whole, axis=2) * np.diff(shifts_us)
    n_gaps, longest_us, overdue_us = tallies.found.T.copy()
    return Watched(
        tallies.memory[:, kernel.LAST].copy(),
        n_gaps,
        longest_us,
        overdue_us,
        _spans(some, n, n_ended, required_s) if list_spans else None,
        Compliance(windows, tallies.met),
        tuple(
            GroupWindows(b, k, m[: len(k)]) for b, k, m in zip(bounds, kinds, met_in, strict=True)
        ),
        shifts_us,
        shift_days,
        shift_kinds,
        tallies.overdue_us + whole,
    )


def _tallies(asked: kernel.Asked, before_us: Ints, n_groups: int) -> kernel.Tallies:
    n_cells, n_shifts = len(asked.required_us), len(asked.shifts_us) - 1
    memory = np.zeros((n_cells, kernel.MEMORY), np.int64)
    memory[:, kernel.LAST] = before_us
    return kernel.Tallies(
        memory,
        np.zeros((n_cells, kernel.FOUND), np.int64),
        np.zeros((n_cells, WINDOW_KINDS), np.int64),
        np.zeros(len(asked.bounds_us), np.int64),
        np.zeros((2, n_groups, n_shifts), np.int64),
        np.zeros((2, n_groups, n_shifts), np.int64),
    )


def _room(n: int) -> kernel.Spans:
    return kernel.Spans(
        np.empty(n, np.int32), np.empty(n, np.int64), np.empty(n, np.int64), np.empty(n, np.bool_)
    )


def _grown(spans: kernel.Spans, n: int, more: int) -> kernel.Spans:
    """Return the first ``n`` gaps with room for more."""
    if n + more <= len(spans.cell):
        return spans
    bigger = _room(2 * (n + more))
    bigger.cell[:n] = spans.cell[:n]
    bigger.from_us[:n] = spans.from_us[:n]
    bigger.to_us[:n] = spans.to_us[:n]
    bigger.never[:n] = spans.never[:n]
    return bigger


def _padded(kinds: list[Ints], bounds: list[Ints]) -> Ints:
    """Return the windows' columns side by side, in the places of the bounds they begin at."""
    parts = [np.pad(k, (0, len(b) - len(k))) for k, b in zip(kinds, bounds, strict=True)]
    return np.concatenate([*parts, np.empty(0, np.int64)])


def _spans(some: kernel.Spans, n: int, n_ended: int, required_s: Floats) -> GapSpans:
    order = kernel.in_order(some.cell[:n], len(required_s))
    cell = some.cell[order]
    still = np.arange(n) >= n_ended
    return GapSpans(
        cell,
        some.from_us[order],
        some.to_us[order],
        required_s[cell].astype(np.float64),
        some.never[order],
        still[order],
    )


def warm() -> None:
    """Compile the kernels of `watch`, or load them from disk."""
    from datetime import UTC

    stays = Stays(np.zeros(1, np.int32), np.zeros(1, np.int64), np.ones(1, np.int64))
    one = np.zeros(1, np.int32)
    watch([stays], np.full(1, -1), np.ones(1), one, 0, 10_000_000, UTC, list_spans=True)

"""A local day of a grid as two packed blocks: what was spent in its cells, and when they were seen.

What is made of them depends on the visits alone: not on the order that tracks came in, nor on how
often. Months are kept like days, so that a season or ten years need not be read day by day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage import planes
from geo_patrol.coverage.clipping import clip
from geo_patrol.coverage.records import OUTSIDE, Visits
from geo_patrol.coverage.rollup import EPOCH, CellDays
from geo_patrol.coverage.visits import Stays, presence
from geo_patrol.errors import InvalidInput

_SUMS, _STAYS, _LEAVES = b"GPDS", b"GPDY", b"GPDL"

Ints = NDArray[np.int64]
Cells = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class CellSums:
    """What was spent in the cells of a grid within a day or a month, by kind of shift.

    Rows are in order of cell and shift; the numbers are whole, so sums are exact in any order.

    Attributes
    ----------
    cell
        ``(n,)`` int32 cell index.
    shift_kind
        ``(n,)`` int8, place in `geo_patrol.coverage.rollup.SHIFT_KINDS`.
    presence_us, effort_us, way_um
        ``(n,)`` int64, as `CellDays` has them, in µs and µm.
    n_visits
        ``(n,)`` int64.
    first_enter_us, last_leave_us
        ``(n,)`` int64, Unix µs.
    """

    cell: Cells
    shift_kind: NDArray[np.int8]
    presence_us: Ints
    effort_us: Ints
    way_um: Ints
    n_visits: Ints
    first_enter_us: Ints
    last_leave_us: Ints

    def __len__(self) -> int:
        return len(self.cell)


def of_rows(rolled: CellDays, day: int) -> CellSums:
    """Return the rows of one day, in whole numbers; time in no cell is left out."""
    own = (rolled.day == day) & (rolled.cell > OUTSIDE)
    return CellSums(
        rolled.cell[own],
        rolled.shift_kind[own],
        _whole(rolled.presence_s[own]),
        _whole(rolled.effort_s[own]),
        _whole(rolled.length_m[own]),
        rolled.n_visits[own].astype(np.int64),
        rolled.first_enter_us[own],
        rolled.last_leave_us[own],
    )


def _whole(column: NDArray[np.float64]) -> Ints:
    # They were whole before they were divided, and come back to the last digit.
    return np.rint(column * 1e6).astype(np.int64)


def add_up(parts: Sequence[CellSums]) -> CellSums:
    """Return the sums of several days; no days give no rows."""
    columns = zip(*map(_columns, parts), strict=True)
    joined = [np.concatenate(column) for column in columns] or [np.empty(0, np.int64)] * 8
    cell, kind, *rest = joined
    order = np.lexsort((kind, cell))
    cell, kind = cell[order], kind[order]
    begins = np.flatnonzero(np.diff(cell, prepend=-1) | np.diff(kind, prepend=-1))
    rules = (np.add, np.add, np.add, np.add, np.minimum, np.maximum)
    summed = [
        rule.reduceat(column[order], begins) if len(begins) else column
        for rule, column in zip(rules, rest, strict=True)
    ]
    return CellSums(cell[begins].astype(np.int32), kind[begins].astype(np.int8), *summed)


def pack_sums(sums: CellSums) -> bytes:
    """Return sums as a block; nothing is rounded."""
    cell, kind, presence, effort, way, visits, first, last = _columns(sums)
    columns = (_steps(cell), kind, presence, effort, way, visits, first, last - first)
    return planes.pack(_SUMS, columns)


def unpack_sums(block: bytes) -> CellSums:
    """Return the sums of a block; raises what `planes.unpack` does."""
    steps, kind, presence, effort, way, visits, first, span = planes.unpack(_SUMS, block, 8)
    cell = np.cumsum(steps).astype(np.int32)
    numbers = (presence, effort, way, visits, first, first + span)
    return CellSums(cell, kind.astype(np.int8), *numbers)


def _columns(sums: CellSums) -> list[Ints]:
    return [column.astype(np.int64) for column in vars(sums).values()]


def stays_of(visits: Iterable[Visits], start_us: int, end_us: int) -> Stays:
    """Return when anybody was in each cell within ``[start_us, end_us)``, by cell and time.

    The patrols' visits are united: whose they were does not matter for whether a cell was seen.
    """
    united = presence([clip(one, start_us, end_us) for one in visits])
    inside = united.cell > OUTSIDE
    return Stays(united.cell[inside], united.enter_us[inside], united.leave_us[inside])


def pack_stays(stays: Stays) -> bytes:
    """Return stays, sorted by cell, as a block; nothing is rounded."""
    cell = stays.cell.astype(np.int64)
    return planes.pack(_STAYS, (_steps(cell), stays.enter_us, stays.leave_us - stays.enter_us))


def unpack_stays(block: bytes) -> Stays:
    """Return the stays of a block; raises what `planes.unpack` does."""
    steps, enter_us, stay_us = planes.unpack(_STAYS, block, 3)
    return Stays(np.cumsum(steps).astype(np.int32), enter_us, enter_us + stay_us)


def last_leaves(days: Iterable[Stays], n_cells: int) -> Ints:
    """Return when each cell was last left: ``(n_cells,)`` Unix µs, -1 where nobody was."""
    last = np.full(n_cells, -1, np.int64)
    for stays in days:
        np.maximum.at(last, stays.cell, stays.leave_us)
    return last


def pack_leaves(last_us: Ints) -> bytes:
    """Return the last leaves of a grid's cells as a block, without those that nobody was in."""
    cell = np.flatnonzero(last_us >= 0)
    return planes.pack(_LEAVES, (_steps(cell), last_us[cell]))


def raise_leaves(block: bytes, last_us: Ints) -> None:
    """Bring last leaves up to those of a block; raises what `planes.unpack` does."""
    steps, leave_us = planes.unpack(_LEAVES, block, 2)
    cell = np.cumsum(steps)
    if len(cell) and not 0 <= cell[-1] < len(last_us):
        raise InvalidInput("coverage.block_damaged")
    last_us[cell] = np.maximum(last_us[cell], leave_us)


def _steps(cell: Ints) -> Ints:
    return np.diff(cell, prepend=0)


def month_of(day: int) -> int:
    """Return the month of a local day, both counted from January 1970."""
    date = EPOCH + timedelta(days=day)
    return (date.year - EPOCH.year) * 12 + date.month - 1


def first_day(month: int) -> int:
    """Return the first local day of a month."""
    year, number = divmod(month, 12)
    return (EPOCH.replace(year=EPOCH.year + year, month=number + 1) - EPOCH).days

"""The days of a grid as packed blocks, and months of them: a cache, made anew from visits.

A month is kept once days of a later month are there; what is written to one of its days makes it
anew in the same transaction. So what was long ago is read by months.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from geo_patrol.coverage.day_blocks import (
    CellSums,
    add_up,
    first_day,
    last_leaves,
    month_of,
    pack_leaves,
    pack_stays,
    pack_sums,
    raise_leaves,
    unpack_stays,
    unpack_sums,
)
from geo_patrol.coverage.visits import Stays
from geo_patrol.store.binary import AS_BYTES
from geo_patrol.store.bulk import bulk_insert
from geo_patrol.store.tables import (
    DayBlockRow,
    MetaRow,
    MonthBlockRow,
    SeenBlockRow,
    VisitBlockRow,
)

Ints = NDArray[np.int64]

DAY_COLUMNS = ("grid_id", "day", "sums", "stays")
MONTH_COLUMNS = ("grid_id", "month", "sums", "leaves")
AT_ONCE = 500


@dataclass(frozen=True, eq=False)
class DayBlock:
    """A day of a grid; ``day`` counts local days since 1970-01-01."""

    day: int
    sums: CellSums
    stays: Stays


def replace_days(
    session: Session, grid_id: UUID, days: Sequence[int], blocks: Iterable[DayBlock]
) -> None:
    """Put blocks in the place of all that these days had; a day without stays has no block."""
    for start in range(0, len(days), AT_ONCE):
        its = DayBlockRow.day.in_(days[start : start + AT_ONCE])
        session.execute(delete(DayBlockRow).where(DayBlockRow.grid_id == grid_id, its))
    rows = (
        (grid_id, one.day, pack_sums(one.sums), pack_stays(one.stays))
        for one in blocks
        if len(one.sums) or len(one.stays)
    )
    bulk_insert(session, DayBlockRow, DAY_COLUMNS, rows)
    _settle_months(session, grid_id, {month_of(day) for day in days})


def _settle_months(session: Session, grid_id: UUID, touched: set[int]) -> None:
    """Have a block of each month with days that later days follow, and of no other month."""
    newest = session.scalar(select(func.max(DayBlockRow.day)).where(DayBlockRow.grid_id == grid_id))
    current = -1 if newest is None else month_of(newest)
    mine = MonthBlockRow.grid_id == grid_id
    session.execute(
        delete(MonthBlockRow).where(
            mine, MonthBlockRow.month.in_(touched) | (MonthBlockRow.month >= current)
        )
    )
    there = set(session.scalars(select(MonthBlockRow.month).where(mine)))
    # Months that are complete only now, several where days of several came at once.
    since = first_day(max(there, default=-1) + 1)
    completed = session.scalars(
        select(DayBlockRow.day).where(
            DayBlockRow.grid_id == grid_id,
            DayBlockRow.day >= since,
            DayBlockRow.day < first_day(max(current, 0)),
        )
    )
    due = touched | {month_of(day) for day in completed}
    # All of them before the first is put in: a connection that copies rows answers nothing.
    made = [_month(session, grid_id, month) for month in sorted(due - there) if month < current]
    rows = [row for row in made if row is not None]
    bulk_insert(session, MonthBlockRow, MONTH_COLUMNS, rows)


def _month(session: Session, grid_id: UUID, month: int) -> tuple[UUID, int, bytes, bytes] | None:
    first, end = first_day(month), first_day(month + 1)
    sums = add_up(list(_day_sums(session, grid_id, first, end)))
    stays = [one for _day, one in day_stays(session, grid_id, first, end)]
    if not len(sums) and not stays:
        return None
    n_cells = 1 + max((int(one.cell.max(initial=-1)) for one in stays), default=-1)
    return grid_id, month, pack_sums(sums), pack_leaves(last_leaves(stays, n_cells))


def remove_days(session: Session, grid_id: UUID) -> None:
    """Take away all days of a grid."""
    session.execute(delete(DayBlockRow).where(DayBlockRow.grid_id == grid_id))
    session.execute(delete(MonthBlockRow).where(MonthBlockRow.grid_id == grid_id))


def day_stays(session: Session, grid_id: UUID, first: int, end: int) -> Iterator[tuple[int, Stays]]:
    """Yield day and stays of the days of ``[first, end)`` that have any, in order of time."""
    for day, block in _blocks(session, DayBlockRow.stays, grid_id, first, end):
        yield day, unpack_stays(block)


def cell_sums(
    session: Session, grid_id: UUID, n_cells: int, first: int, end: int
) -> dict[str, Ints]:
    """Return what was spent in each cell in the days of ``[first, end)``.

    Arrays of length ``n_cells``: ``presence_us``, ``effort_us``, ``way_um``, ``n_visits``.
    """
    table = {
        name: np.zeros(n_cells, np.int64)
        for name in ("presence_us", "effort_us", "way_um", "n_visits")
    }
    for sums in _sums(session, grid_id, first, end):
        for name, column in table.items():
            np.add.at(column, sums.cell, getattr(sums, name))
    return table


def _sums(session: Session, grid_id: UUID, first: int, end: int) -> Iterator[CellSums]:
    """Yield the sums of whole months where they are kept, and of the days around them."""
    mine = MonthBlockRow.grid_id == grid_id
    months = _whole_months(first, end)
    kept = set(
        session.scalars(
            select(MonthBlockRow.month).where(
                mine, MonthBlockRow.month >= months.start, MonthBlockRow.month < months.stop
            )
        )
    )
    for month in sorted(kept):
        # One at a time: a month of 30,000 cells is some megabytes.
        its = select(MonthBlockRow.sums).where(mine, MonthBlockRow.month == month)
        yield unpack_sums(session.scalars(its, execution_options={AS_BYTES: True}).one())
    for begin, stop in _around(kept, first, end):
        yield from _day_sums(session, grid_id, begin, stop)


def _day_sums(session: Session, grid_id: UUID, first: int, end: int) -> Iterator[CellSums]:
    for _day, block in _blocks(session, DayBlockRow.sums, grid_id, first, end):
        yield unpack_sums(block)


def last_leave_before(session: Session, grid_id: UUID, n_cells: int, day: int) -> Ints:
    """Return when each cell was last left before a day, in Unix µs; -1 where never."""
    last = np.full(n_cells, -1, np.int64)
    mine = MonthBlockRow.grid_id == grid_id, MonthBlockRow.month < month_of(day)
    found = (
        select(MonthBlockRow.month, MonthBlockRow.leaves)
        .where(*mine)
        .execution_options(yield_per=12, **{AS_BYTES: True})
    )
    kept = []
    for month, block in session.execute(found):
        raise_leaves(block, last)
        kept.append(month)
    for first, end in _around(kept, 0, day):
        its = (stays for _day, stays in day_stays(session, grid_id, first, end))
        last = np.maximum(last, last_leaves(its, n_cells))
    return last


def _around(months: Iterable[int], first: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the days of ``[first, end)`` that are in none of some months, as spans."""
    # They may have days: of a month that goes on, or that an older program kept no block of.
    at = first
    for month in sorted(months):
        if at < first_day(month):
            yield at, first_day(month)
        at = first_day(month + 1)
    if at < end:
        yield at, end


def _whole_months(first: int, end: int) -> range:
    """Return the months that lie whole in the days of ``[first, end)``."""
    begin = month_of(first)
    return range(begin if first_day(begin) == first else begin + 1, month_of(end))


def _blocks(
    session: Session,
    column: InstrumentedAttribute[bytes],
    grid_id: UUID,
    first: int,
    end: int,
) -> Iterator[tuple[int, bytes]]:
    found = (
        select(DayBlockRow.day, column)
        .where(DayBlockRow.grid_id == grid_id, DayBlockRow.day >= first, DayBlockRow.day < end)
        .order_by(DayBlockRow.day)
        .execution_options(yield_per=30, **{AS_BYTES: True})
    )
    return ((day, block) for day, block in session.execute(found))


def touched_spans(session: Session, grid_id: UUID) -> list[tuple[datetime, datetime]]:
    """Return first and last moment of all blocks of tracks that a grid's days are made of."""
    visited = select(VisitBlockRow.started_at, VisitBlockRow.ended_at)
    looked = select(SeenBlockRow.started_at, SeenBlockRow.ended_at)
    found = (
        visited.where(VisitBlockRow.grid_id == grid_id),
        looked.where(SeenBlockRow.grid_id == grid_id, SeenBlockRow.looks.is_not(None)),
    )
    return [(first, last) for one in found for first, last in session.execute(one)]


FIGURES_DUE = "figures_due"
"""The fact that migration 0012 leaves in a store whose days are still to be made of its visits."""


def figures_due(session: Session) -> bool:
    """Tell whether the days are still to be made of the visits."""
    return session.scalar(select(MetaRow.key).where(MetaRow.key == FIGURES_DUE)) is not None


def figures_are_made(session: Session) -> None:
    """Take note that the days are what the visits say."""
    session.execute(delete(MetaRow).where(MetaRow.key == FIGURES_DUE))

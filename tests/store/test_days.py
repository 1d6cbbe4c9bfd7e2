"""Days and months of a grid: what is kept is what the days say, whatever was written when."""

from collections.abc import Iterator
from uuid import UUID

import numpy as np
import pytest
from sqlalchemy import delete, select

from geo_patrol.coverage.day_blocks import CellSums, first_day, month_of, unpack_sums
from geo_patrol.coverage.rollup import EPOCH
from geo_patrol.coverage.visits import Stays
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import days, grids
from geo_patrol.store.repositories.days import DayBlock
from geo_patrol.store.tables import MonthBlockRow

DAY_US = 86_400_000_000
N_CELLS = 50
JULY = (EPOCH.replace(year=2022, month=7) - EPOCH).days


def block(day: int, seed: int = 0) -> DayBlock:
    """Return a day in which some cells were visited, most of them in one shift."""
    rng = np.random.default_rng(day * 100 + seed)
    cell = np.sort(rng.choice(N_CELLS, 12, replace=False)).astype(np.int32)
    enter = day * DAY_US + rng.integers(0, DAY_US // 2, 12)
    stay = rng.integers(1, DAY_US // 2, 12)
    kind = rng.integers(0, 3, 12).astype(np.int8)
    way = rng.integers(0, 10**9, 12)
    sums = CellSums(cell, kind, stay, 2 * stay, way, np.ones(12, np.int64), enter, enter + stay)
    return DayBlock(day, sums, Stays(cell, enter, enter + stay))


@pytest.fixture
def grid_id(loaded_store: Store) -> UUID:
    with loaded_store.reader() as session:
        return grids.grid_ids_in_use(session, "reservoir")[0][0]


def write(
    store: Store, grid_id: UUID, blocks: list[DayBlock], gone: list[int] | None = None
) -> None:
    with store.upkeep() as session:
        written = [one.day for one in blocks]
        days.replace_days(session, grid_id, [*written, *(gone or [])], blocks)


def months(store: Store) -> dict[int, tuple[bytes, bytes]]:
    with store.reader() as session:
        return {one.month: (one.sums, one.leaves) for one in session.scalars(select(MonthBlockRow))}


def expected(some: Iterator[DayBlock] | list[DayBlock]) -> dict[str, list[int]]:
    table = {name: [0] * N_CELLS for name in ("presence_us", "effort_us", "way_um", "n_visits")}
    for one in some:
        for name, column in table.items():
            for cell, value in zip(
                one.sums.cell.tolist(), getattr(one.sums, name).tolist(), strict=True
            ):
                column[cell] += value
    return table


def sums(store: Store, grid_id: UUID, first: int, end: int) -> dict[str, list[int]]:
    with store.reader() as session:
        found = days.cell_sums(session, grid_id, N_CELLS, first, end)
    return {name: column.tolist() for name, column in found.items()}


def last_leaves(store: Store, grid_id: UUID, day: int) -> list[int]:
    with store.reader() as session:
        return days.last_leave_before(session, grid_id, N_CELLS, day).tolist()


def test_a_month_is_kept_once_a_later_one_has_begun(loaded_store: Store, grid_id: UUID) -> None:
    for day in (JULY, JULY + 30):
        write(loaded_store, grid_id, [block(day)])
    assert months(loaded_store) == {}
    write(loaded_store, grid_id, [block(JULY + 31)])
    assert list(months(loaded_store)) == [month_of(JULY)]


def test_a_month_without_days_is_not_kept(loaded_store: Store, grid_id: UUID) -> None:
    write(loaded_store, grid_id, [block(JULY)])
    write(loaded_store, grid_id, [block(first_day(month_of(JULY) + 3))])
    assert list(months(loaded_store)) == [month_of(JULY)]


def test_a_month_is_not_forgotten_when_days_of_two_later_ones_come_at_once(
    loaded_store: Store, grid_id: UUID
) -> None:
    july, later = [block(JULY)], [block(JULY + i) for i in range(31, 63)]
    write(loaded_store, grid_id, july)
    write(loaded_store, grid_id, later)
    assert list(months(loaded_store)) == [month_of(JULY), month_of(JULY) + 1]
    with loaded_store.upkeep() as session:
        # As an older program left it.
        session.execute(delete(MonthBlockRow).where(MonthBlockRow.month == month_of(JULY)))
    assert sums(loaded_store, grid_id, JULY, JULY + 63) == expected([*july, *later])
    seen = last_leaves(loaded_store, grid_id, JULY + 63)
    assert [seen[cell] >= 0 for cell in july[0].stays.cell] == [True] * len(july[0].stays)


def test_what_is_written_to_an_old_day_is_in_its_month_at_once(
    loaded_store: Store, grid_id: UUID
) -> None:
    write(loaded_store, grid_id, [block(JULY + i) for i in range(62)])
    before = months(loaded_store)
    write(loaded_store, grid_id, [block(JULY + 3, seed=7)])
    after = months(loaded_store)
    assert before != after
    all_days = [block(JULY + i, seed=7 if i == 3 else 0) for i in range(62)]
    assert sums(loaded_store, grid_id, JULY, JULY + 62) == expected(all_days)


def test_any_order_gives_the_same_months(loaded_store: Store, grid_id: UUID) -> None:
    some = [block(JULY + i) for i in range(0, 100, 9)]
    write(loaded_store, grid_id, some)
    at_once = months(loaded_store)
    with loaded_store.upkeep() as session:
        days.remove_days(session, grid_id)
    assert months(loaded_store) == {}
    for one in [*some[::-1], *some[::2]]:
        write(loaded_store, grid_id, [one])
    assert months(loaded_store) == at_once


def test_days_that_are_gone_leave_their_month(loaded_store: Store, grid_id: UUID) -> None:
    write(loaded_store, grid_id, [block(JULY), block(JULY + 40), block(JULY + 80)])
    write(loaded_store, grid_id, [], gone=[JULY])
    assert list(months(loaded_store)) == [month_of(JULY + 40)]
    write(loaded_store, grid_id, [], gone=[JULY + 80])
    assert months(loaded_store) == {}
    assert sums(loaded_store, grid_id, JULY, JULY + 100) == expected([block(JULY + 40)])


@pytest.mark.parametrize(
    ("first", "end"),
    [(0, 124), (0, 31), (1, 30), (5, 70), (31, 92), (60, 61), (20, 20), (-40, 500)],
)
def test_months_and_days_together_are_the_days(
    loaded_store: Store, grid_id: UUID, first: int, end: int
) -> None:
    some = [block(JULY + i) for i in range(0, 124, 3)]
    write(loaded_store, grid_id, some)
    within = [one for one in some if first <= one.day - JULY < end]
    assert sums(loaded_store, grid_id, JULY + first, JULY + end) == expected(within)


@pytest.mark.parametrize("before", [0, 1, 40, 62, 95, 400])
def test_the_last_leave_before_a_day_is_that_of_all_days(
    loaded_store: Store, grid_id: UUID, before: int
) -> None:
    some = [block(JULY + i) for i in range(0, 124, 5)]
    write(loaded_store, grid_id, some)
    last = [-1] * N_CELLS
    for one in some:
        if one.day < JULY + before:
            for cell, leave in zip(one.stays.cell, one.stays.leave_us.tolist(), strict=True):
                last[cell] = max(last[cell], leave)
    assert last_leaves(loaded_store, grid_id, JULY + before) == last


def test_a_months_sums_tell_its_shifts_apart(loaded_store: Store, grid_id: UUID) -> None:
    some = [block(JULY + i) for i in range(40)]
    write(loaded_store, grid_id, some)
    kept = unpack_sums(months(loaded_store)[month_of(JULY)][0])
    for kind in range(3):
        of_days = sum(int(one.sums.way_um[one.sums.shift_kind == kind].sum()) for one in some[:31])
        assert int(kept.way_um[kept.shift_kind == kind].sum()) == of_days

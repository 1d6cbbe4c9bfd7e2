"""Which block a cell belongs to at a moment, and when that changes."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import pairwise

from geo_patrol.park.records import Block


def holds(start: datetime, end: datetime | None, at: datetime) -> bool:
    """Whether a moment lies in a half-open period; one without an end goes on."""
    return start <= at and (end is None or at < end)


def meet(start: datetime, end: datetime | None, other: datetime, until: datetime | None) -> bool:
    """Whether two half-open periods have a moment in common."""
    return (until is None or start < until) and (end is None or other < end)


def blocks_at(blocks: Iterable[Block], at: datetime) -> list[Block]:
    """Return the blocks that hold at a moment, in order of their codes."""
    found = [one for one in blocks if not one.voided and holds(one.starts_at, one.ends_at, at)]
    return sorted(found, key=lambda one: (one.code, one.id))


def block_of_cell(blocks: Iterable[Block], at: datetime) -> Mapping[str, Block]:
    """Return the block of each cell that is in one at a moment; blocks of one area."""
    # Two never hold a cell at once, unless one of them came past the checks: the first counts.
    return {code: one for one in reversed(blocks_at(blocks, at)) for code in one.cells}


def pieces(
    blocks: Iterable[Block], start: datetime, end: datetime
) -> list[tuple[datetime, datetime]]:
    """Cut a period where blocks begin or end in it; in each piece they are the same throughout."""
    borders = {
        moment
        for one in blocks
        if not one.voided
        for moment in (one.starts_at, one.ends_at)
        if moment is not None and start < moment < end
    }
    cuts = [start, *sorted(borders), end]
    return list(pairwise(cuts))

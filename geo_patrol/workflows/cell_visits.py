"""Who was in one cell, and when: from the days that say so, the latest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from geo_patrol.coverage.records import Visits
from geo_patrol.coverage.seen.looks import only
from geo_patrol.coverage.visits import presence
from geo_patrol.store.repositories import days, tracks
from geo_patrol.store.repositories.duty import Span
from geo_patrol.workflows.sighting import counted_looks
from geo_patrol.workflows.tracing import day_start, local_day

How = Literal["entered", "seen"]
DAYS_AT_ONCE = 31


@dataclass(frozen=True)
class CellVisit:
    """A crew's unbroken stay in a cell, or within sight of it; half-open, ``length_m`` in it."""

    patrol_id: UUID
    enter: datetime
    leave: datetime
    length_m: float
    how: How


def cell_visits(
    session: Session,
    grid_id: UUID,
    cell: int,
    zone: ZoneInfo,
    *,
    since: datetime,
    until: datetime,
    counts_when_seen: bool = False,
) -> Iterator[CellVisit]:
    """Yield the visits of a cell that began in ``[since, until]``, day by day, the latest first.

    Two phones of a crew are one visit; its way is that of the one that went further. Only the days
    that had anybody there are looked into, so a cell where nobody was costs next to nothing.

    Parameters
    ----------
    grid_id, cell
        A grid in use, and the place of the cell in it.
    counts_when_seen
        Whether who sees enough of the cell has visited it.
    """
    first, end = local_day(since, zone), local_day(until, zone) + 1
    while end > first:
        begin = max(first, end - DAYS_AT_ONCE)
        stays = days.day_stays(session, grid_id, begin, end)
        there = [day for day, one in stays if np.any(one.cell == cell)]
        for day in reversed(there):
            span = Span(day_start(day, zone), day_start(day + 1, zone))
            found = _visits_of(session, grid_id, cell, span, counts_when_seen)
            # What began the day before is told there.
            from_, to = max(since, day_start(day, zone)), day_start(day + 1, zone)
            mine = [one for one in found if from_ <= one.enter < to and one.enter <= until]
            yield from sorted(mine, key=lambda one: (one.enter, one.patrol_id), reverse=True)
        end = begin


def _visits_of(
    session: Session, grid_id: UUID, cell: int, span: Span, counts_when_seen: bool
) -> list[CellVisit]:
    entered: list[CellVisit] = []
    for patrol_id, parts in tracks.visits_by_patrol(session, grid_id, span).items():
        entered += _united(patrol_id, [only(one, one.cell == cell) for one in parts], "entered")
    if not counts_when_seen:
        return entered
    seen: list[CellVisit] = []
    for patrol_id, parts in counted_looks(session, grid_id, span).items():
        seen += _united(patrol_id, [only(one, one.cell == cell) for one in parts], "seen")
    # Who went in saw it too.
    return entered + [one for one in seen if not any(_meet(one, other) for other in entered)]


def _united(patrol_id: UUID, parts: list[Visits], how: How) -> list[CellVisit]:
    stays = presence(parts)
    return [
        CellVisit(patrol_id, _moment(enter), _moment(leave), _way(parts, enter, leave), how)
        for enter, leave in zip(stays.enter_us.tolist(), stays.leave_us.tolist(), strict=True)
    ]


def _way(parts: list[Visits], enter_us: int, leave_us: int) -> float:
    def of(one: Visits) -> float:
        within: NDArray[np.bool_] = (one.enter_us >= enter_us) & (one.leave_us <= leave_us)
        return float(one.length_m[within].sum())

    return max((of(one) for one in parts), default=0.0)


def _meet(one: CellVisit, other: CellVisit) -> bool:
    return one.patrol_id == other.patrol_id and one.enter < other.leave and other.enter < one.leave


def _moment(t_us: int) -> datetime:
    return datetime.fromtimestamp(t_us / 1e6, UTC)

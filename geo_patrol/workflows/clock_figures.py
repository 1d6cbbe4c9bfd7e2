"""An area's visits by the clock; what the days before say is remembered while nothing is written.

All that is ever accepted of a squad goes into its chain: as long as that ends where it did, the
days are what they were.
"""

from datetime import datetime
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from geo_patrol.coverage.clock_hours import CellsByHour, ClockHours, LastAtHours
from geo_patrol.store.repositories import days
from geo_patrol.store.trail import head
from geo_patrol.workflows.area_cells import AreaCells
from geo_patrol.workflows.cell_figures import as_us
from geo_patrol.workflows.tracing import local_day

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def visited_hours(
    session: Session, of: AreaCells, start: datetime, as_of: datetime, zone: ZoneInfo
) -> Floats:
    """Return in how many cells patrols were in ``[start, as_of)``, on the average: ``(7, 24)``.

    By weekday, Monday first, and hour; NaN where the period has no such hour.
    """
    first, today = local_day(start, zone), local_day(as_of, zone)
    visited = CellsByHour(np.ones(len(of), np.bool_), as_us(start), as_us(as_of), zone)
    kept = _remembered_hours(_chain(session, of), of.grid_id, as_us(start), today)
    if kept:
        visited.n_cells += kept[0]
    else:
        for day, stays in days.day_stays(session, of.grid_id, first, today):
            visited.take(day, stays)
        kept.append(visited.n_cells.copy())
    for day, stays in days.day_stays(session, of.grid_id, today, today + 1):
        visited.take(day, stays)
    return visited.means()


def last_at_hours(
    session: Session, of: AreaCells, hours: ClockHours, as_of: datetime, zone: ZoneInfo
) -> LastAtHours:
    """Return when each cell was last left at some hours, as known at a moment."""
    today = local_day(as_of, zone)
    found = LastAtHours(len(of), hours, as_us(as_of), zone)
    kept = _remembered_leaves(_chain(session, of), of.grid_id, hours, today)
    if kept:
        found.raise_to(*kept[0])
    else:
        for day, stays in days.day_stays(session, of.grid_id, 0, today):
            found.take(day, stays)
        kept.append((found.left_us.copy(), found.through_us.copy()))
    for day, stays in days.day_stays(session, of.grid_id, today, today + 1):
        found.take(day, stays)
    return found


def _chain(session: Session, of: AreaCells) -> str:
    return head(session, of.area.squad_code).hash


@lru_cache(maxsize=64)
def _remembered_hours(_chain_hash: str, _grid_id: UUID, _start_us: int, _today: int) -> list[Ints]:
    return []


@lru_cache(maxsize=16)
def _remembered_leaves(
    _chain_hash: str, _grid_id: UUID, _hours: ClockHours, _today: int
) -> list[tuple[Ints, Ints]]:
    return []

"""How the cells of an area stand now: what a phone asks at the start of every shift.

The same figures as `geo_patrol.workflows.coverage.gap_table`, without spans and compliance. What
the past days say is remembered from one answer to the next.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from geo_patrol.coverage.gaps import GAP_CLASSES, Standing, last_leaves, standing
from geo_patrol.store.repositories import days, duty, grids, history
from geo_patrol.store.repositories.cells import CellDemands
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.places import Area
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.store.trail import head
from geo_patrol.workflows.area_cells import demands_of, require_days
from geo_patrol.workflows.cell_figures import USABLE_TRACK_S, as_us, duty_us
from geo_patrol.workflows.tracing import day_start, local_day

Leaves = NDArray[np.int64]

_NEVER = GAP_CLASSES.index("never")


@dataclass(frozen=True, eq=False)
class AreaStanding:
    """How the cells of an area's grid in use stand at ``as_of``; arrays in order of the cells."""

    grid_id: UUID
    demands: CellDemands
    cells: Standing
    as_of: datetime

    @property
    def never(self) -> int:
        """How many cells nobody ever came to."""
        return int((self.cells.gap_class == _NEVER).sum())

    @property
    def overdue(self) -> int:
        """How many cells nobody came to for longer than required."""
        return self.cells.n_late


def area_standing(
    session: Session, scope: Scope, area: Area, zone: ZoneInfo, *, as_of: datetime
) -> AreaStanding | None:
    """Return how an area within reach stands; None while it has no grid.

    One that is patrolled no more stands as on the day when it was given up.
    """
    if area.retired_at is not None:
        as_of = min(as_of, area.retired_at)
    found = grids.grid_ids_of(session, area.code)
    if not found:
        return None
    grid_id = found[0]
    require_days(session)
    asked = demands_of(session, grid_id)
    last = last_leaves_at(session, grid_id, area.squad_code, len(asked.codes), zone, as_of)
    reach = timedelta(seconds=float(np.nanmax(asked.required_s, initial=0.0)))
    trackless = duty.without_usable_track(
        session,
        scope,
        area.code,
        grid_id,
        Span(as_of - reach, as_of),
        min_inside_s=USABLE_TRACK_S,
        as_of=as_of,
    )
    stands = standing(last, asked.required_s, as_us(as_of), duty_us(trackless))
    return AreaStanding(grid_id, asked, stands, as_of)


def is_demo(session: Session) -> bool:
    """Whether a demo season was loaded into the store."""
    return history.fact(session, "demo_seed") is not None


def standing_moment(session: Session, zone: ZoneInfo, now: datetime) -> datetime:
    """Return the moment that standings are told of: now.

    A demo's patrols are years old, and every cell would be overdue: its moment is the end of the
    local day of its last patrol, whatever was patrolled by way of trial since, and whoever asks.
    """
    if not is_demo(session):
        return now
    last = duty.last_start(session, SYSTEM, now, demo_only=True)
    return now if last is None else min(now, day_start(local_day(last, zone) + 1, zone))


def last_leaves_at(
    session: Session,
    grid_id: UUID,
    squad_code: str,
    n_cells: int,
    zone: ZoneInfo,
    as_of: datetime,
) -> Leaves:
    """Return when each cell of a grid was last left, as `last_leaves` has it at a moment."""
    day = local_day(as_of, zone)
    # All that is ever accepted of the squad goes into its chain: as long as that ends where it
    # did, the days are what they were.
    kept = _remembered_leaves(head(session, squad_code).hash, grid_id, day)
    if not kept:
        kept.append(days.last_leave_before(session, grid_id, n_cells, day))
    leaves = kept[0]
    for _day, today in days.day_stays(session, grid_id, day, day + 1):
        known = last_leaves(today.cell, today.enter_us, today.leave_us, n_cells, as_us(as_of))
        leaves = np.maximum(leaves, known)
    return leaves


@lru_cache(maxsize=64)
def _remembered_leaves(_chain_hash: str, _grid_id: UUID, _day: int) -> list[Leaves]:
    return []

"""An area within reach and what is asked of its cells, remembered: a grid version never changes."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from geo_patrol.coverage.windows import CellGroup, groups_of
from geo_patrol.errors import InvalidInput, NotFound, Unavailable
from geo_patrol.store.repositories import cells, days, grids, places
from geo_patrol.store.repositories.cells import CellDemands
from geo_patrol.store.repositories.places import Area
from geo_patrol.store.scope import Scope
from geo_patrol.zones import ZoneLevel

LEVELS: tuple[ZoneLevel | None, ...] = ("first", "second", "quasi", None)
"""Levels of protection zones, and what lies outside all."""


@dataclass(frozen=True, eq=False)
class AreaCells:
    """An area within reach, the grid it uses, and what is asked of the cells.

    ``group`` is the place of each cell in ``groups``, -1 where nothing is required; ``level`` that
    of its zone level in `LEVELS`.
    """

    area: Area
    grid_id: UUID
    demands: CellDemands
    groups: tuple[CellGroup, ...]
    group: NDArray[np.int32]
    level: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.demands.codes)

    def told_until(self, start: datetime, end: datetime, now: datetime) -> datetime:
        """Return as of when a period's gaps are told: its end, or ``now`` if that is earlier.

        From when the area is patrolled no more nobody is missed there.

        Raises
        ------
        InvalidInput
            When the period is empty or has not begun, or the area was given up before it.
        """
        as_of, given_up = min(end, now), self.area.retired_at
        if as_of <= start:
            raise InvalidInput("records.end_before_start")
        if given_up is None:
            return as_of
        if given_up <= start:
            named = f"{self.area.name_zh} ({self.area.code})"
            raise InvalidInput("records.area_retired", area=named)
        return min(as_of, given_up)


def area_cells(session: Session, scope: Scope, area_code: str) -> AreaCells:
    """Return an area within reach with what is asked of its cells.

    Raises
    ------
    NotFound
        When there is no such area, or it has no grid yet.
    Unavailable
        When the store's days are still to be made of its visits.
    """
    area = places.area(session, area_code, scope)
    if area is None:
        raise NotFound("records.no_area", area=area_code)
    found = grids.grid_ids_of(session, area_code)
    if not found:
        raise NotFound("boundaries.no_grid", area=area_code)
    require_days(session)
    return AreaCells(area, found[0], *_asked(session, found[0]))


def require_days(session: Session) -> None:
    """Refuse to give figures of a store whose days are still to be made of its visits.

    Raises
    ------
    Unavailable
    """
    if days.figures_due(session):
        raise Unavailable("store.figures_due")


Asked = tuple[CellDemands, tuple[CellGroup, ...], NDArray[np.int32], NDArray[np.int32]]


@lru_cache(maxsize=64)
def _remembered(_grid_id: UUID) -> list[Asked]:
    return []


def _asked(session: Session, grid_id: UUID) -> Asked:
    """Return what is asked of a grid's cells, which is read once."""
    kept = _remembered(grid_id)
    if not kept:
        demands = cells.demands(session, grid_id)
        groups, group = groups_of(demands.kinds, demands.levels, demands.required_s)
        level = np.array([LEVELS.index(one) for one in demands.levels], np.int32)
        kept.append((demands, tuple(groups), group, level))
    return kept[0]


def demands_of(session: Session, grid_id: UUID) -> CellDemands:
    """Return what is asked of a grid's cells."""
    return _asked(session, grid_id)[0]

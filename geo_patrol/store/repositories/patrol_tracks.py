"""What has come of patrols: their tracks, whether these count, what they show of the area."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, literal, or_, select
from sqlalchemy.orm import Session

from geo_patrol.store.repositories.rows import rows_of
from geo_patrol.store.tables import (
    DeclaredRouteRow,
    GridRow,
    PatrolRow,
    TrackRow,
    VisitBlockRow,
)


@dataclass(frozen=True, slots=True)
class TracksOf:
    """The tracks of one patrol.

    Attributes
    ----------
    n_counting, n_aside
        Tracks that count, and those that are withdrawn or stand back behind another.
    n_declared
        Routes that somebody declared for it: not measured.
    has_grid
        Whether the area has a grid; without one nobody can tell what was seen of it.
    inside_s, length_m
        How long those that count were in that grid, and how far they went there.
    """

    n_counting: int = 0
    n_aside: int = 0
    n_declared: int = 0
    has_grid: bool = False
    inside_s: float = 0.0
    length_m: float = 0.0


NO_TRACKS = TracksOf()


@dataclass(frozen=True, slots=True)
class Untracked:
    """Whether patrols are sought that are over and that their area saw next to nothing of.

    Attributes
    ----------
    wanted
        False: the rest of the patrols, those that go on too.
    min_inside_s
        With less time in the area's grid than this there is no usable track.
    as_of
        Patrols that end later go on.
    """

    wanted: bool
    min_inside_s: float
    as_of: datetime


def tracks_of(session: Session, ids: Sequence[UUID]) -> dict[UUID, TracksOf]:
    """Return what has come of some patrols; of those left out nothing has."""
    found: dict[UUID, dict[str, Any]] = defaultdict(dict)
    counts = TrackRow.standing == "counts"
    tracks = (
        select(
            TrackRow.patrol_id,
            func.count().filter(counts).label("n_counting"),
            func.count().filter(~counts).label("n_aside"),
        )
        .where(TrackRow.patrol_id.in_(ids))
        .group_by(TrackRow.patrol_id)
    )
    declared = (
        select(DeclaredRouteRow.patrol_id, func.count().label("n_declared"))
        .where(DeclaredRouteRow.patrol_id.in_(ids))
        .group_by(DeclaredRouteRow.patrol_id)
    )
    gridded = (
        select(PatrolRow.id.label("patrol_id"), literal(True).label("has_grid"))
        .join(GridRow, and_(*_in_use()))
        .where(PatrolRow.id.in_(ids))
    )
    there = (
        select(
            VisitBlockRow.patrol_id,
            func.sum(VisitBlockRow.inside_s).label("inside_s"),
            func.sum(VisitBlockRow.length_m).label("length_m"),
        )
        .join(PatrolRow, PatrolRow.id == VisitBlockRow.patrol_id)
        .join(GridRow, and_(GridRow.id == VisitBlockRow.grid_id, *_in_use()))
        .where(VisitBlockRow.patrol_id.in_(ids))
        .group_by(VisitBlockRow.patrol_id)
    )
    for statement in (tracks, declared, gridded, there):
        for row in rows_of(session, statement):
            told = dict(row._mapping)
            found[told.pop("patrol_id")].update(told)
    return {patrol: TracksOf(**told) for patrol, told in found.items()}


def has_no_usable_track(asked: Untracked) -> ColumnElement[bool]:
    """Return the condition on patrols.

    It tells what `duty.without_usable_track` tells of one area; where there is no grid no track is
    missed.
    """
    inside_s = (
        select(func.coalesce(func.sum(VisitBlockRow.inside_s), 0))
        .join(GridRow, and_(GridRow.id == VisitBlockRow.grid_id, *_in_use()))
        .where(VisitBlockRow.patrol_id == PatrolRow.id)
        .scalar_subquery()
    )
    goes_on = or_(PatrolRow.ended_at.is_(None), PatrolRow.ended_at > asked.as_of)
    without = and_(~goes_on, exists().where(*_in_use()), inside_s < asked.min_inside_s)
    return without if asked.wanted else ~without


def _in_use() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return GridRow.area_code == PatrolRow.area_code, GridRow.retired_at.is_(None)

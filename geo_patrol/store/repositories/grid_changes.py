"""Grids that areas are to use once all tracks are traced through them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from geo_patrol.patrols import Mode
from geo_patrol.store.repositories.days import remove_days
from geo_patrol.store.repositories.seen import BlockSpan, drop_backlogs, take_away
from geo_patrol.store.tables import (
    AreaRow,
    GridChangeRow,
    GridRow,
    PatrolRow,
    SeenBlockRow,
    TrackRow,
    VisitBlockRow,
)
from geo_patrol.tracks.fixes import Fixes
from geo_patrol.tracks.fixes import unpack as unpack_fixes


@dataclass(frozen=True)
class GridChange:
    """A grid on its way into use: ``n_done`` of ``n_tracks`` tracks are traced through it."""

    area_code: str
    squad_code: str
    grid_id: UUID
    asked_at: datetime
    done_pk: int
    n_done: int
    n_tracks: int


@dataclass(frozen=True, eq=False)
class TrackToTrace:
    """A track with what tracing it needs; ``pk`` is its place in the order of arrival.

    One that does not count has no visits.
    """

    pk: int
    id: UUID
    patrol_id: UUID
    mode: Mode
    fixes: Fixes
    counts: bool


def changes(session: Session) -> list[GridChange]:
    """Return the changes that are under way, the one asked for first coming first."""
    n_tracks = (
        select(func.count())
        .select_from(TrackRow)
        .join(PatrolRow, PatrolRow.id == TrackRow.patrol_id)
        .where(PatrolRow.squad_code == AreaRow.squad_code)
        .correlate(AreaRow)
        .scalar_subquery()
    )
    found = (
        select(GridChangeRow, AreaRow.squad_code, n_tracks)
        .join(AreaRow, AreaRow.code == GridChangeRow.area_code)
        .order_by(GridChangeRow.asked_at, GridChangeRow.area_code)
    )
    return [
        GridChange(
            area_code=row.area_code,
            squad_code=squad_code,
            grid_id=row.grid_id,
            asked_at=row.asked_at,
            done_pk=row.done_pk,
            n_done=row.n_done,
            n_tracks=total,
        )
        for row, squad_code, total in session.execute(found)
    ]


def change(session: Session, grid_id: UUID) -> GridChange | None:
    """Return the change that brings a grid into use, or None when it is not under way."""
    return next((one for one in changes(session) if one.grid_id == grid_id), None)


def n_tracks(session: Session, squad_code: str) -> int:
    """Return how many tracks a squad has: so many are traced through a new grid."""
    found = (
        select(func.count())
        .select_from(TrackRow)
        .join(PatrolRow, PatrolRow.id == TrackRow.patrol_id)
        .where(PatrolRow.squad_code == squad_code)
    )
    return session.scalar(found) or 0


def begin(session: Session, area_code: str, grid_id: UUID, *, now: datetime) -> None:
    """Begin to bring a grid into use; another one on its way for this area is given up."""
    give_up(session, area_code)
    _remove_visits(session, grid_id)
    row = {
        "area_code": area_code,
        "grid_id": grid_id,
        "asked_at": now,
        "done_pk": 0,
        "n_done": 0,
    }
    session.execute(insert(GridChangeRow), [row])


def give_up(session: Session, area_code: str) -> None:
    """Give up the grid that is on its way for an area, if there is one; one in use stays."""
    mine = GridChangeRow.area_code == area_code
    grid_id = session.scalar(select(GridChangeRow.grid_id).where(mine))
    if grid_id is None:
        return
    session.execute(delete(GridChangeRow).where(mine))
    _remove_visits(session, grid_id)
    # One that never was in use was retired the moment it was made.
    never_used = GridRow.retired_at == GridRow.created_at
    session.execute(delete(GridRow).where(GridRow.id == grid_id, never_used))


def finish(session: Session, area_code: str, grid_id: UUID, *, now: datetime) -> None:
    """Put a grid in use; the one before it is retired."""
    in_use = (GridRow.area_code == area_code, GridRow.retired_at.is_(None))
    drop_backlogs(session, list(session.scalars(select(GridRow.id).where(*in_use))))
    session.execute(update(GridRow).where(*in_use).values(retired_at=now))
    session.execute(update(GridRow).where(GridRow.id == grid_id).values(retired_at=None))
    session.execute(delete(GridChangeRow).where(GridChangeRow.grid_id == grid_id))


def next_tracks(session: Session, squad_code: str, after_pk: int, limit: int) -> list[TrackToTrace]:
    """Return the squad's next tracks in order of arrival."""
    found = (
        select(
            TrackRow.pk,
            TrackRow.id,
            TrackRow.patrol_id,
            PatrolRow.mode.label("mode"),
            TrackRow.fixes,
            TrackRow.standing,
        )
        .join(PatrolRow, PatrolRow.id == TrackRow.patrol_id)
        .where(PatrolRow.squad_code == squad_code, TrackRow.pk > after_pk)
        .order_by(TrackRow.pk)
        .limit(limit)
    )
    return [
        TrackToTrace(
            row.pk,
            row.id,
            row.patrol_id,
            row.mode,
            unpack_fixes(row.fixes),
            row.standing == "counts",
        )
        for row in session.execute(found)
    ]


def advance(session: Session, grid_id: UUID, done: Sequence[TrackToTrace]) -> None:
    """Take note that tracks, the next ones in order, are traced."""
    mine = update(GridChangeRow).where(GridChangeRow.grid_id == grid_id)
    session.execute(
        mine.values(done_pk=done[-1].pk, n_done=GridChangeRow.n_done + len(done)),
    )


def remove_blocks_of(session: Session, grid_id: UUID, track_ids: Sequence[UUID]) -> list[BlockSpan]:
    """Take away what was made of tracks in a grid, to be made anew; return the spans it had."""
    return take_away(
        session, lambda table: (table.grid_id == grid_id, table.track_id.in_(track_ids))
    )


def _remove_visits(session: Session, grid_id: UUID) -> None:
    session.execute(delete(VisitBlockRow).where(VisitBlockRow.grid_id == grid_id))
    session.execute(delete(SeenBlockRow).where(SeenBlockRow.grid_id == grid_id))
    # All tracks go through it, or none does: nothing is left to be looked at apart.
    drop_backlogs(session, [grid_id])
    remove_days(session, grid_id)

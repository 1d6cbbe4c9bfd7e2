"""What tracks saw, packed; and which tracks of an older store are still to be looked at."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.orm import Session

from geo_patrol.coverage.records import Visits
from geo_patrol.coverage.seen.grids import Sighting
from geo_patrol.coverage.seen.raster import pack, unpack
from geo_patrol.coverage.seen.records import SeenBits
from geo_patrol.coverage.visits import pack as pack_visits
from geo_patrol.coverage.visits import unpack as unpack_visits
from geo_patrol.patrols import Mode
from geo_patrol.store.bulk import bulk_insert
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.tables import (
    AreaRow,
    GridChangeRow,
    GridRow,
    PatrolRow,
    SeenBacklogRow,
    SeenBlockRow,
    TrackRow,
    VisitBlockRow,
)
from geo_patrol.tracks.fixes import Fixes
from geo_patrol.tracks.fixes import unpack as unpack_fixes

BlockSpan = tuple[UUID, datetime, datetime]
"""Grid, first and last moment of a block."""

BlockTable = type[VisitBlockRow] | type[SeenBlockRow]


@dataclass(frozen=True, eq=False)
class SeenBlock:
    """What one track saw in one grid."""

    track_id: UUID
    grid_id: UUID
    patrol_id: UUID
    sighting: Sighting


COLUMNS = (
    "track_id",
    "grid_id",
    "patrol_id",
    "started_at",
    "ended_at",
    "n_pixels",
    "bits",
    "looks",
)


def add_seen(session: Session, blocks: Iterable[SeenBlock]) -> None:
    """Add what tracks saw."""
    bulk_insert(session, SeenBlockRow, COLUMNS, map(_row, blocks))


def _row(block: SeenBlock) -> tuple[Any, ...]:
    one = block.sighting
    return (
        block.track_id,
        block.grid_id,
        block.patrol_id,
        _moment(one.start_ms),
        _moment(one.end_ms),
        one.bits.n_seen,
        pack(one.bits),
        None if one.looks is None else pack_visits(one.looks),
    )


def _moment(t_ms: int) -> datetime:
    return datetime.fromtimestamp(t_ms / 1000, UTC)


def take_away(
    session: Session, which: Callable[[BlockTable], Sequence[ColumnElement[bool]]]
) -> list[BlockSpan]:
    """Take away all that was made of tracks, visits and what they saw.

    Returns
    -------
    list
        Spans whose days are to be counted anew: those of the blocks, and of what other tracks of
        their patrols looked at, for whether that counts hangs on all of them together.
    """
    spans: list[BlockSpan] = []
    looked: set[tuple[UUID, UUID]] = set()
    visited = select(VisitBlockRow.grid_id, VisitBlockRow.started_at, VisitBlockRow.ended_at)
    for grid_id, first, last in session.execute(visited.where(*which(VisitBlockRow))):
        spans.append((grid_id, first, last))
    seen = select(SeenBlockRow.patrol_id, SeenBlockRow.grid_id).where(
        *which(SeenBlockRow), SeenBlockRow.looks.is_not(None)
    )
    looked.update((patrol_id, grid_id) for patrol_id, grid_id in session.execute(seen))
    spans += look_spans(session, looked)
    for table in (VisitBlockRow, SeenBlockRow):
        session.execute(delete(table).where(*which(table)))
    return spans


def traced(table: BlockTable) -> ColumnElement[bool]:
    """Return the condition that blocks are of grids in use, or of those on their way into use."""
    coming = select(GridChangeRow.grid_id)
    grids = select(GridRow.id).where(or_(GridRow.retired_at.is_(None), GridRow.id.in_(coming)))
    return table.grid_id.in_(grids)


def look_spans(session: Session, pairs: Iterable[tuple[UUID, UUID]]) -> list[BlockSpan]:
    """Return the spans of all that patrols looked at in grids (patrol, grid)."""
    spans: list[BlockSpan] = []
    for patrol_id, grid_id in sorted(pairs):
        found = select(SeenBlockRow.started_at, SeenBlockRow.ended_at).where(
            SeenBlockRow.patrol_id == patrol_id,
            SeenBlockRow.grid_id == grid_id,
            SeenBlockRow.looks.is_not(None),
        )
        spans += [(grid_id, first, last) for first, last in session.execute(found)]
    return spans


def looks_by_patrol(
    session: Session, grid_id: UUID, span: Span
) -> dict[UUID, list[tuple[SeenBits, Visits]]]:
    """Return bits and looks of every patrol that looked at cells within a span, whole."""
    patrols = select(SeenBlockRow.patrol_id).where(
        SeenBlockRow.grid_id == grid_id,
        SeenBlockRow.looks.is_not(None),
        *span.touches(SeenBlockRow.started_at, SeenBlockRow.ended_at),
    )
    found = (
        select(SeenBlockRow.patrol_id, SeenBlockRow.bits, SeenBlockRow.looks)
        .where(
            SeenBlockRow.grid_id == grid_id,
            SeenBlockRow.looks.is_not(None),
            SeenBlockRow.patrol_id.in_(patrols),
        )
        .order_by(SeenBlockRow.started_at, SeenBlockRow.track_id)
    )
    grouped: dict[UUID, list[tuple[SeenBits, Visits]]] = {}
    for patrol_id, bits, packed in session.execute(found):
        if packed is not None:
            grouped.setdefault(patrol_id, []).append((unpack(bits), unpack_visits(packed)))
    return grouped


@dataclass(frozen=True, eq=False)
class OverTheEdge:
    """A track that goes on beyond a period."""

    mode: Mode
    fixes: Fixes


def seen_within(
    session: Session, grid_id: UUID, start: datetime, end: datetime
) -> tuple[list[SeenBits], list[OverTheEdge]]:
    """Return what was seen in ``[start, end)``: of tracks wholly within it, and the other tracks.

    The latter are whole: what they saw in the period is to be cut out.
    """
    meets = (
        SeenBlockRow.grid_id == grid_id,
        *Span(start, end).touches(SeenBlockRow.started_at, SeenBlockRow.ended_at),
    )
    whole = (SeenBlockRow.started_at >= start, SeenBlockRow.ended_at <= end)
    found = select(SeenBlockRow.bits).where(*meets, *whole)
    bits = [unpack(one) for one in session.scalars(found)]
    edges = (
        select(PatrolRow.mode, TrackRow.fixes)
        .select_from(SeenBlockRow)
        .join(TrackRow, TrackRow.id == SeenBlockRow.track_id)
        .join(PatrolRow, PatrolRow.id == SeenBlockRow.patrol_id)
        .where(*meets, or_(SeenBlockRow.started_at < start, SeenBlockRow.ended_at > end))
    )
    over = [
        OverTheEdge(mode, unpack_fixes(packed))  # type: ignore[arg-type]  # held by CHECK
        for mode, packed in session.execute(edges)
    ]
    return bits, over


@dataclass(frozen=True)
class Backlog:
    """Tracks of a grid, by their order of arrival, that are still to be looked at."""

    grid_id: UUID
    squad_code: str
    done_pk: int
    last_pk: int


def backlogs(session: Session, squad_code: str | None = None) -> list[Backlog]:
    """Return the grids of which some tracks are still to be looked at."""
    found = (
        select(SeenBacklogRow, AreaRow.squad_code)
        .join(GridRow, GridRow.id == SeenBacklogRow.grid_id)
        .join(AreaRow, AreaRow.code == GridRow.area_code)
        .order_by(GridRow.area_code, GridRow.pk)
    )
    if squad_code is not None:
        found = found.where(AreaRow.squad_code == squad_code)
    return [
        Backlog(row.grid_id, squad, row.done_pk, row.last_pk)
        for row, squad in session.execute(found)
    ]


def backlog(session: Session, grid_id: UUID) -> Backlog | None:
    """Return what is still to be looked at in a grid, or None when that is nothing."""
    return next((one for one in backlogs(session) if one.grid_id == grid_id), None)


def count_backlog(session: Session, one: Backlog) -> tuple[int, int]:
    """Return how many of a backlog's tracks are looked at, and how many there are."""
    found = (
        select(func.count(), func.count().filter(TrackRow.pk <= one.done_pk))
        .select_from(TrackRow)
        .join(PatrolRow, PatrolRow.id == TrackRow.patrol_id)
        .where(PatrolRow.squad_code == one.squad_code, TrackRow.pk <= one.last_pk)
    )
    total, done = session.execute(found).one()
    return done, total


def advance_backlog(session: Session, grid_id: UUID, done_pk: int) -> None:
    """Take note of how far a backlog is."""
    mine = update(SeenBacklogRow).where(SeenBacklogRow.grid_id == grid_id)
    session.execute(mine.values(done_pk=done_pk))


def drop_backlogs(session: Session, grid_ids: Collection[UUID]) -> None:
    """Take note that nothing is left to be looked at in grids."""
    session.execute(delete(SeenBacklogRow).where(SeenBacklogRow.grid_id.in_(list(grid_ids))))


def remove_seen_of(session: Session, grid_id: UUID, track_ids: Collection[UUID]) -> None:
    """Take away what tracks saw in a grid, to be made anew; their visits stay."""
    mine = (SeenBlockRow.grid_id == grid_id, SeenBlockRow.track_id.in_(list(track_ids)))
    session.execute(delete(SeenBlockRow).where(*mine))

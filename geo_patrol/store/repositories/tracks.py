"""Tracks and their visit blocks."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import shapely
from sqlalchemy import or_, select
from sqlalchemy.orm import Session, defer

from geo_patrol.coverage.records import TrackTotals, Visits
from geo_patrol.coverage.visits import pack as pack_visits
from geo_patrol.coverage.visits import unpack as unpack_visits
from geo_patrol.patrols import Mode
from geo_patrol.store.bulk import bulk_insert
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.paging import Page, after, page_of
from geo_patrol.store.repositories.seen import BlockSpan, take_away, traced
from geo_patrol.store.scope import Scope
from geo_patrol.store.spatial import Box, predicates
from geo_patrol.store.tables import (
    PatrolRow,
    TrackerPieceRow,
    TrackRow,
    VisitBlockRow,
)
from geo_patrol.tracks.fixes import Fixes
from geo_patrol.tracks.fixes import pack as pack_fixes
from geo_patrol.tracks.fixes import unpack as unpack_fixes
from geo_patrol.tracks.standing import Standing


@dataclass(frozen=True)
class TrackView:
    """A track as it is listed: no fixes, but its simplified line (EPSG:4326)."""

    id: UUID
    patrol_id: UUID
    area_code: str
    device: str
    source_name: str
    started_at: datetime | None
    ended_at: datetime | None
    n_fixes: int
    n_bad: int
    bad_fixes: list[dict[str, Any]]
    received_at: datetime
    line: shapely.LineString | None
    standing: Standing


@dataclass(frozen=True, eq=False)
class NewTrack:
    """A track to be kept."""

    id: UUID
    patrol_id: UUID
    device: str
    source_name: str
    fixes: Fixes
    n_bad: int
    bad_fixes: list[dict[str, Any]]
    received_at: datetime
    line: shapely.LineString | None


@dataclass(frozen=True, eq=False)
class Block:
    """The visits of one track in one grid."""

    track_id: UUID
    grid_id: UUID
    patrol_id: UUID
    visits: Visits
    totals: TrackTotals


def _span(fixes: Fixes) -> tuple[datetime, datetime]:
    first, last = (datetime.fromtimestamp(t / 1000, UTC) for t in fixes.t_ms[[0, -1]].tolist())
    return first, last


def add_tracks(session: Session, tracks: Iterable[NewTrack]) -> None:
    """Add tracks of at least one fix."""
    rows = []
    for track in tracks:
        started, ended = _span(track.fixes)
        rows.append(
            TrackRow(
                id=track.id,
                patrol_id=track.patrol_id,
                device=track.device,
                source_name=track.source_name,
                started_at=started,
                ended_at=ended,
                n_fixes=len(track.fixes),
                n_bad=track.n_bad,
                bad_fixes=track.bad_fixes,
                fixes=pack_fixes(track.fixes),
                received_at=track.received_at,
                geometry=track.line,
            )
        )
    session.add_all(rows)
    session.flush()


def track(session: Session, track_id: UUID, scope: Scope) -> TrackView | None:
    """Return a track within reach, or None."""
    found = (
        select(TrackRow, PatrolRow.area_code)
        .join(PatrolRow, PatrolRow.id == TrackRow.patrol_id)
        .where(TrackRow.id == track_id, scope.within(PatrolRow.squad_code))
        .options(defer(TrackRow.fixes))
    )
    row = session.execute(found).first()
    return None if row is None else _view(row[0], row[1])


def tracks(
    session: Session,
    scope: Scope,
    span: Span,
    *,
    squad: str | None = None,
    area: str | None = None,
    patrol_id: UUID | None = None,
    box: Box | None = None,
    cursor: str | None = None,
    limit: int = 100,
) -> Page[TrackView]:
    """Return the tracks that meet a span, in time order."""
    found = (
        select(TrackRow, PatrolRow.area_code)
        .join(PatrolRow, PatrolRow.id == TrackRow.patrol_id)
        .where(
            scope.within(PatrolRow.squad_code),
            *span.touches(TrackRow.started_at, TrackRow.ended_at),
        )
        .options(defer(TrackRow.fixes))
    )
    for column, value in (
        (PatrolRow.squad_code, squad),
        (PatrolRow.area_code, area),
        (TrackRow.patrol_id, patrol_id),
    ):
        if value is not None:
            found = found.where(column == value)
    if box is not None:
        found = found.where(predicates(session).intersects_box(TrackRow, box))
    found = after(found, TrackRow.started_at, TrackRow.pk, cursor).limit(limit + 1)
    areas: dict[UUID, str] = {}
    rows: list[TrackRow] = []
    for row, area_code in session.execute(found):
        areas[row.id] = area_code
        rows.append(row)
    cut, following = page_of(rows, limit, "started_at")
    return Page(tuple(_view(row, areas[row.id]) for row in cut), following)


def _view(row: TrackRow, area_code: str) -> TrackView:
    return TrackView(
        id=row.id,
        patrol_id=row.patrol_id,
        area_code=area_code,
        device=row.device,
        source_name=row.source_name,
        started_at=row.started_at,
        ended_at=row.ended_at,
        n_fixes=row.n_fixes,
        n_bad=row.n_bad,
        bad_fixes=row.bad_fixes,
        received_at=row.received_at,
        line=row.geometry,
        standing=row.standing,  # type: ignore[arg-type]  # held by CHECK
    )


@dataclass(frozen=True, eq=False)
class WholeTrack:
    """A track with all of its fixes."""

    id: UUID
    patrol_id: UUID
    device: str
    fixes: Fixes


def all_tracks(session: Session, *, at_once: int = 200) -> Iterator[WholeTrack]:
    """Yield every track there is, whole."""
    found = (
        select(TrackRow.id, TrackRow.patrol_id, TrackRow.device, TrackRow.fixes)
        .order_by(TrackRow.pk)
        .execution_options(yield_per=at_once)
    )
    for track_id, patrol_id, device, packed in session.execute(found):
        yield WholeTrack(track_id, patrol_id, device, unpack_fixes(packed))


def tracks_outside(
    session: Session, patrol_id: UUID, start: datetime, end: datetime | None
) -> list[UUID]:
    """Return the ids of a patrol's tracks that do not meet ``[start, end)``; end may be open.

    Without what was put together of trackers' fixes: nobody chose the patrol for it, and it is
    taken back by itself.
    """
    outside = TrackRow.ended_at < start
    if end is not None:
        outside = or_(outside, TrackRow.started_at >= end)
    pieces = select(TrackerPieceRow.track_id).where(TrackerPieceRow.patrol_id == patrol_id)
    found = select(TrackRow.id).where(
        TrackRow.patrol_id == patrol_id, TrackRow.id.not_in(pieces), outside
    )
    return list(session.scalars(found.order_by(TrackRow.started_at)))


def tracks_of_patrol(session: Session, patrol_id: UUID) -> list[UUID]:
    """Return the ids of a patrol's tracks, in time order."""
    found = select(TrackRow.id).where(TrackRow.patrol_id == patrol_id)
    return list(session.scalars(found.order_by(TrackRow.started_at)))


def patrol_fixes(
    session: Session, patrol_id: UUID, *, only: Collection[UUID] | None = None
) -> list[tuple[UUID, UUID, Mode, Fixes]]:
    """Return the fixes of a patrol's tracks that count: track id, patrol id, mode, fixes.

    ``only`` names those that are wanted; None means all of them.
    """
    if only is not None and not only:
        return []
    found = (
        select(TrackRow.id, PatrolRow.mode, TrackRow.fixes)
        .join(PatrolRow, PatrolRow.id == TrackRow.patrol_id)
        .where(TrackRow.patrol_id == patrol_id, TrackRow.standing == "counts")
        .order_by(TrackRow.pk)
    )
    if only is not None:
        found = found.where(TrackRow.id.in_(list(only)))
    rows = session.execute(found).all()
    return [(row.id, patrol_id, row.mode, unpack_fixes(row.fixes)) for row in rows]


BLOCK_COLUMNS = (
    "track_id",
    "grid_id",
    "patrol_id",
    "started_at",
    "ended_at",
    "n_visits",
    "visits",
    "length_m",
    "observed_s",
    "unobserved_s",
    "inside_s",
)


def add_blocks(session: Session, blocks: Iterable[Block]) -> None:
    """Add visit blocks; ones without a visit inside the grid are not kept."""
    bulk_insert(session, VisitBlockRow, BLOCK_COLUMNS, (_block_row(one) for one in blocks))


def inside_s(visits: Visits) -> float:
    """Return the time that visits spent in cells; in two that overlap it counts twice."""
    inside = visits.cell >= 0
    return float((visits.leave_us - visits.enter_us)[inside].sum()) / 1e6


def _block_row(block: Block) -> tuple[Any, ...]:
    started = datetime.fromtimestamp(int(block.visits.enter_us[0]) / 1e6, UTC)
    ended = datetime.fromtimestamp(int(block.visits.leave_us.max()) / 1e6, UTC)
    return (
        block.track_id,
        block.grid_id,
        block.patrol_id,
        started,
        ended,
        len(block.visits),
        pack_visits(block.visits),
        block.totals.length_m,
        block.totals.observed_s,
        block.totals.unobserved_s,
        inside_s(block.visits),
    )


def remove_patrol_blocks(session: Session, patrol_id: UUID) -> list[BlockSpan]:
    """Take away what was made of a patrol's tracks in the grids in use, and in those coming.

    Returns the spans whose days are to be counted anew.
    """
    return take_away(session, lambda table: (table.patrol_id == patrol_id, traced(table)))


def visits_by_patrol(session: Session, grid_id: UUID, span: Span) -> dict[UUID, list[Visits]]:
    """Return the visits of the blocks that meet a span, by patrol."""
    found = (
        select(VisitBlockRow.patrol_id, VisitBlockRow.visits)
        .where(
            VisitBlockRow.grid_id == grid_id,
            *span.touches(VisitBlockRow.started_at, VisitBlockRow.ended_at),
        )
        .order_by(VisitBlockRow.started_at, VisitBlockRow.track_id)
    )
    grouped: dict[UUID, list[Visits]] = {}
    for patrol_id, packed in session.execute(found):
        grouped.setdefault(patrol_id, []).append(unpack_visits(packed))
    return grouped

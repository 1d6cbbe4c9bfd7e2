"""Tracks, their visit blocks, and the day × cell cache."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import numpy as np
import shapely
from numpy.typing import NDArray
from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session, defer

from geo_patrol.coverage.records import TrackTotals, Visits
from geo_patrol.coverage.visits import pack as pack_visits
from geo_patrol.coverage.visits import unpack as unpack_visits
from geo_patrol.patrols import Mode, ShiftKind
from geo_patrol.store.bulk import bulk_insert
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.paging import Page, after, page_of
from geo_patrol.store.scope import Scope
from geo_patrol.store.spatial import Box, predicates
from geo_patrol.store.tables import (
    CellDayRow,
    GridChangeRow,
    GridRow,
    PatrolRow,
    TrackerPieceRow,
    TrackRow,
    VisitBlockRow,
)
from geo_patrol.tracks.fixes import Fixes
from geo_patrol.tracks.fixes import pack as pack_fixes
from geo_patrol.tracks.fixes import unpack as unpack_fixes


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


@dataclass(frozen=True)
class CellDay:
    """One row of the cache; ``day`` counts local days since 1970-01-01."""

    day: int
    shift_kind: ShiftKind
    cell_idx: int
    presence_s: float
    effort_s: float
    length_m: float
    n_visits: int
    first_enter_us: int
    last_leave_us: int


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


def patrol_fixes(session: Session, patrol_id: UUID) -> list[tuple[UUID, UUID, Mode, Fixes]]:
    """Return the fixes of a patrol's tracks: track id, patrol id, mode, fixes."""
    found = (
        select(TrackRow.id, PatrolRow.mode, TrackRow.fixes)
        .join(PatrolRow, PatrolRow.id == TrackRow.patrol_id)
        .where(TrackRow.patrol_id == patrol_id)
        .order_by(TrackRow.pk)
    )
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


def remove_days(session: Session, grid_id: UUID) -> None:
    """Take away all cached days of a grid."""
    session.execute(delete(CellDayRow).where(CellDayRow.grid_id == grid_id))


def grid_visits(session: Session, grid_id: UUID) -> Iterator[Visits]:
    """Yield the visits of each track in a grid."""
    found = select(VisitBlockRow.visits).where(VisitBlockRow.grid_id == grid_id)
    for packed in session.scalars(found.execution_options(yield_per=200)):
        yield unpack_visits(packed)


def remove_patrol_blocks(session: Session, patrol_id: UUID) -> list[tuple[UUID, Visits]]:
    """Take away a patrol's visit blocks in the grids in use, and in those on their way into use.

    Returns grid and visits of each.
    """
    coming = select(GridChangeRow.grid_id)
    traced = select(GridRow.id).where(or_(GridRow.retired_at.is_(None), GridRow.id.in_(coming)))
    mine = (VisitBlockRow.patrol_id == patrol_id, VisitBlockRow.grid_id.in_(traced))
    found = session.execute(select(VisitBlockRow.grid_id, VisitBlockRow.visits).where(*mine))
    removed = [(grid_id, unpack_visits(packed)) for grid_id, packed in found]
    session.execute(delete(VisitBlockRow).where(*mine))
    return removed


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


CELL_DAY_COLUMNS = ("grid_id", *CellDay.__dataclass_fields__)


def replace_days(
    session: Session, grid_id: UUID, days: Sequence[int], rows: Iterable[CellDay]
) -> None:
    """Put new cache rows in the place of all that these days had."""
    for start in range(0, len(days), 500):
        session.execute(
            delete(CellDayRow).where(
                CellDayRow.grid_id == grid_id, CellDayRow.day.in_(days[start : start + 500])
            )
        )
    values = ((grid_id, *vars(row).values()) for row in rows)
    bulk_insert(session, CellDayRow, CELL_DAY_COLUMNS, values)


def cell_sums(
    session: Session, grid_id: UUID, n_cells: int, first_day: int, end_day: int
) -> dict[str, NDArray[np.float64]]:
    """Return per-cell sums of ``[first_day, end_day)``: arrays of length ``n_cells``."""
    names = ("presence_s", "effort_s", "length_m", "n_visits")
    sums = [func.sum(getattr(CellDayRow, name)) for name in names]
    found = (
        select(CellDayRow.cell_idx, *sums)
        .where(
            CellDayRow.grid_id == grid_id,
            CellDayRow.day >= first_day,
            CellDayRow.day < end_day,
        )
        .group_by(CellDayRow.cell_idx)
    )
    table = {name: np.zeros(n_cells) for name in names}
    for idx, *values in session.execute(found):
        for name, value in zip(names, values, strict=True):
            table[name][idx] = float(value)
    return table


def last_leave_before(
    session: Session, grid_id: UUID, n_cells: int, before_day: int
) -> NDArray[np.int64]:
    """Return when each cell was last left before a day, in µs; -1 where never."""
    found = (
        select(CellDayRow.cell_idx, func.max(CellDayRow.last_leave_us))
        .where(CellDayRow.grid_id == grid_id, CellDayRow.day < before_day)
        .group_by(CellDayRow.cell_idx)
    )
    last = np.full(n_cells, -1, dtype=np.int64)
    for idx, moment in session.execute(found):
        last[idx] = moment
    return last

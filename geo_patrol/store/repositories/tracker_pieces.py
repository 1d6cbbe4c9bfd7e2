"""Tracks that were made of trackers' fixes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import shapely
from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from geo_patrol.store.repositories.rows import add_row_once
from geo_patrol.store.tables import PatrolRow, TrackerPieceRow, TrackRow
from geo_patrol.tracks.fixes import Fixes, pack, unpack


@dataclass(frozen=True, eq=False)
class SealedPiece:
    """A track made of a tracker's fixes, whole."""

    track_id: UUID
    device_id: UUID
    patrol_id: UUID
    device: str
    started_at: datetime
    ended_at: datetime
    received_at: datetime
    fixes: Fixes


_SEALED = select(
    TrackerPieceRow.track_id,
    TrackerPieceRow.device_id,
    TrackerPieceRow.patrol_id,
    TrackRow.device,
    TrackerPieceRow.started_at,
    TrackerPieceRow.ended_at,
    TrackRow.received_at,
    TrackRow.fixes,
).join(TrackRow, TrackRow.id == TrackerPieceRow.track_id)


def _sealed(session: Session, *conditions: Any) -> list[SealedPiece]:
    found = _SEALED.where(TrackerPieceRow.n_fixes > 0, *conditions)
    rows = session.execute(found.order_by(TrackerPieceRow.started_at))
    return [SealedPiece(*row[:-1], unpack(row[-1])) for row in rows]


def sealed_of_patrol(session: Session, device_id: UUID, patrol_id: UUID) -> list[SealedPiece]:
    """Return what was made of a device's fixes for a patrol."""
    row = TrackerPieceRow
    return _sealed(session, row.device_id == device_id, row.patrol_id == patrol_id)


def sealed_at(
    session: Session, device_id: UUID, first: datetime, last: datetime
) -> list[SealedPiece]:
    """Return what was made of a device's fixes of a time, for whatever patrol."""
    row = TrackerPieceRow
    return _sealed(
        session, row.device_id == device_id, row.ended_at >= first, row.started_at <= last
    )


def outlying(session: Session, since: datetime) -> list[tuple[UUID, UUID]]:
    """Return device and patrol of pieces, of fixes since a moment, that reach beyond the patrol."""
    row = TrackerPieceRow
    beyond = or_(row.ended_at >= PatrolRow.ended_at, row.started_at < PatrolRow.started_at)
    found = (
        select(row.device_id, row.patrol_id)
        .join(PatrolRow, PatrolRow.id == row.patrol_id)
        .where(row.ended_at >= since, row.n_fixes > 0, beyond)
        .distinct()
    )
    return [(device_id, patrol_id) for device_id, patrol_id in session.execute(found)]


def add_piece(
    session: Session, track_id: UUID, device_id: UUID, patrol_id: UUID, own_ms: Sequence[int]
) -> None:
    """Say which tracker's fixes a track was made of."""
    first, last = (datetime.fromtimestamp(one / 1000, UTC) for one in (own_ms[0], own_ms[-1]))
    row = {
        "track_id": track_id,
        "device_id": device_id,
        "patrol_id": patrol_id,
        "started_at": first,
        "ended_at": last,
        "n_fixes": len(own_ms),
    }
    add_row_once(session, TrackerPieceRow, row)


def replace_fixes(
    session: Session, piece: SealedPiece, kept: Fixes, own: Fixes, line: shapely.LineString | None
) -> None:
    """Put fewer fixes in the place of a piece's: ``kept`` is its track, ``own`` are its own ones.

    Times of a track without fixes stay what they were: it is still listed where it was.
    """
    values: dict[str, Any] = {"fixes": pack(kept), "n_fixes": len(kept), "geometry": line}
    if len(kept):
        values["started_at"], values["ended_at"] = _span(kept)
    session.execute(update(TrackRow).where(TrackRow.id == piece.track_id).values(values))
    changed: dict[str, Any] = {"n_fixes": len(own)}
    if len(own):
        changed["started_at"], changed["ended_at"] = _span(own)
    session.execute(
        update(TrackerPieceRow).where(TrackerPieceRow.track_id == piece.track_id).values(changed)
    )


def _span(fixes: Fixes) -> tuple[datetime, datetime]:
    first, last = (datetime.fromtimestamp(t / 1000, UTC) for t in fixes.t_ms[[0, -1]].tolist())
    return first, last

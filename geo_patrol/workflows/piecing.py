"""Fixes that wait, put together into tracks of the patrols that cover them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from math import inf
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
import structlog
from sqlalchemy.orm import Session

from geo_patrol.coverage.records import VALIDITY
from geo_patrol.errors import GeoPatrolError, Unavailable
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import hold_coverage
from geo_patrol.store.repositories import devices, duty, history, tracker_pieces, trackers
from geo_patrol.store.repositories.devices import Device
from geo_patrol.store.repositories.trackers import Claim
from geo_patrol.store.scope import Scope
from geo_patrol.tracks.fixes import picked
from geo_patrol.tracks.ids import piece_id
from geo_patrol.tracks.ingest.pieces import Cut, Piece, claims, cut, joined
from geo_patrol.workflows.records import LOOSE_ENDS
from geo_patrol.workflows.trackers import moment, span_of, tracker_scope
from geo_patrol.workflows.tracks import TrackUpload, keep_track

log = structlog.get_logger(__name__)

WAITS = timedelta(hours=72)
"""A phone that was off for a weekend has its patrols come later than its tracker's fixes."""
GRACE = timedelta(minutes=2)
"""Fixes are on their way as long; after it those of a piece are taken as all there are."""
SOURCE = "tracker"
AT_ONCE = 12
"""Pieces made in one transaction: others want to write, too."""


@dataclass(frozen=True)
class _Carried:
    """A tracker that somebody carries, with how far it reaches."""

    device: Device
    officer_id: UUID
    scope: Scope


@dataclass(frozen=True)
class _Wait:
    """From when to when a tracker's fixes wait, Unix milliseconds, both included."""

    device_id: UUID
    first_ms: int
    last_ms: int


def put_together(store: Store, *, now: datetime, zone: ZoneInfo) -> int:
    """Make tracks of all that waits and that a patrol covers; return how many were made.

    Each is kept, answered for and no longer waits in one transaction: whenever this is cut off, it
    goes on from there. One tracker's fault holds no other up.

    Raises
    ------
    Unavailable
        When the store is busy or away.
    """
    n_made = 0
    with store.reader() as session:
        waits = [_Wait(*row) for row in trackers.devices_waiting(session)]
    for wait in waits:
        with store.reader() as session:
            carried = _carried(session, wait.device_id)
            patrols = [] if carried is None else _patrols(session, carried, wait)
        for one in patrols:
            n_made += guarded(partial(_seal, store, wait, one, now, zone))
    return n_made


def expire(store: Store, *, now: datetime) -> int:
    """Delete the fixes that nobody claimed in 72 hours; return how many there were."""
    with store.upkeep() as session:
        counts = trackers.expire_fixes(session, now - WAITS)
        for device_id, n in counts.items():
            trackers.count(session, device_id, now, n_expired=n)
    return sum(counts.values())


def guarded(work: Callable[[], int]) -> int:
    """Return what some work does; a fault of one record is told, and done for nothing."""
    try:
        return work()
    except Unavailable:
        raise
    except GeoPatrolError as error:
        log.warning("fixes left waiting", kind=type(error).__name__, code=error.key)
        return 0


def _carried(session: Session, device_id: UUID) -> _Carried | None:
    device = devices.device(session, device_id)
    scope = None if device is None else tracker_scope(session, device)
    if device is None or device.officer_id is None or scope is None:
        return None
    return _Carried(device, device.officer_id, scope)


def _patrols(session: Session, carried: _Carried, wait: _Wait) -> list[Claim]:
    first, last = moment(wait.first_ms), moment(wait.last_ms)
    return trackers.claims_of(session, carried.scope, carried.officer_id, first, last, LOOSE_ENDS)


def _seal(store: Store, wait: _Wait, claim: Claim, now: datetime, zone: ZoneInfo) -> int:
    """Make the pieces of one tracker for one patrol that are ready; return how many."""
    n_made = 0
    while True:
        with store.reader() as session:
            todo = _cut(session, wait, claim.patrol_id, now)
        if todo is None:
            return n_made
        if len(todo.repeated_ms) + len(todo.late_ms):
            _drop_useless(store, wait, todo, now)
        if not todo.pieces:
            return n_made
        made = _keep(store, wait, claim.patrol_id, now, zone)
        if not made:
            return n_made
        n_made += made


def _cut(session: Session, wait: _Wait, patrol_id: UUID, now: datetime) -> Cut | None:
    """Return what a patrol's part of a tracker's waiting fixes comes to, None without one."""
    carried = _carried(session, wait.device_id)
    patrols = [] if carried is None else _patrols(session, carried, wait)
    place = next((n for n, one in enumerate(patrols) if one.patrol_id == patrol_id), None)
    if place is None:
        return None
    claim = patrols[place]
    span = span_of(claim)
    waiting = trackers.waiting(session, wait.device_id, span.start_ms, span.end_ms)
    owner = claims(waiting.t_ms, [span_of(one) for one in patrols])
    sealed = tracker_pieces.sealed_of_patrol(session, wait.device_id, patrol_id)
    over = claim.until(LOOSE_ENDS) + GRACE <= now
    return cut(
        picked(waiting, owner == place),
        joined([one.fixes for one in sealed]),
        max_gap_s=VALIDITY[claim.mode].max_gap_s,
        ready_ms=inf if over else (now - GRACE).timestamp() * 1000,
    )


def _drop_useless(store: Store, wait: _Wait, todo: Cut, now: datetime) -> None:
    with store.upkeep() as session:
        gone = np.concatenate((todo.repeated_ms, todo.late_ms))
        trackers.drop_fixes(session, wait.device_id, gone.tolist())
        trackers.count(session, wait.device_id, now, n_late=len(todo.late_ms))


def _keep(store: Store, wait: _Wait, patrol_id: UUID, now: datetime, zone: ZoneInfo) -> int:
    with store.writer() as session:
        squad = duty.squad_of_patrol(session, patrol_id)
        if squad is None:
            return 0
        hold_coverage(session, squad)
        # Looked at again: now nobody else changes the patrol, or makes the same pieces.
        carried = _carried(session, wait.device_id)
        todo = _cut(session, wait, patrol_id, now)
        patrol = None if carried is None else duty.patrol(session, patrol_id, carried.scope)
        if carried is None or todo is None or patrol is None:
            return 0
        pieces = todo.pieces[:AT_ONCE]
        for piece in pieces:
            track_id = _free_id(session, wait.device_id, patrol_id, int(piece.own_ms[0]))
            upload = TrackUpload(carried.device.name, SOURCE, piece.fixes, (), len(piece.fixes))
            keep_track(session, carried.scope, patrol, track_id, upload, squad, now=now, zone=zone)
            _use_up(session, track_id, wait.device_id, patrol_id, piece)
    return len(pieces)


def _use_up(
    session: Session, track_id: UUID, device_id: UUID, patrol_id: UUID, piece: Piece
) -> None:
    own_ms = piece.own_ms.tolist()
    tracker_pieces.add_piece(session, track_id, device_id, patrol_id, own_ms)
    trackers.drop_fixes(session, device_id, own_ms)


def _free_id(session: Session, device_id: UUID, patrol_id: UUID, first_ms: int) -> UUID:
    """Return the id of a piece: the next one when all of such a piece was taken back before."""
    found = (piece_id(device_id, patrol_id, first_ms, again) for again in count())
    return next(one for one in found if history.latest_version(session, "track", one) is None)

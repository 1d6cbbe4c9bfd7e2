"""Fixes that a patrol no longer covers: taken out of its tracks again, and left to wait.

A phone may tell hours later that a patrol had ended. What its officer's tracker reported meanwhile
was put into that patrol, and is none of its business: perhaps another patrol claims it, or nobody.
"""

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
from sqlalchemy.orm import Session

from geo_patrol.patrols import Patrol
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import hold_coverage
from geo_patrol.store.repositories import duty, history, tracker_pieces, trackers
from geo_patrol.store.repositories.tracker_pieces import SealedPiece
from geo_patrol.store.scope import SYSTEM
from geo_patrol.tracks.fixes import display_line, picked
from geo_patrol.workflows.piecing import guarded
from geo_patrol.workflows.tracing import retrace_patrol
from geo_patrol.workflows.tracks import LINE_TOLERANCE_M, track_body
from geo_patrol.workflows.writing import Submission, write_record

CHANGED_SINCE = timedelta(days=14)
"""So old are the fixes that are looked at: patrols of longer ago are not cut short any more."""


def take_back(store: Store, *, now: datetime, zone: ZoneInfo) -> int:
    """Take back what patrols no longer cover; return how many tracks got shorter by it.

    Such a track has a new version with fewer fixes, or none, that an audit entry answers for.

    Raises
    ------
    Unavailable
        When the store is busy or away.
    """
    with store.reader() as session:
        outlying = tracker_pieces.outlying(session, now - CHANGED_SINCE)
    return sum(guarded(partial(_take_back, store, *one, now, zone)) for one in outlying)


def _take_back(
    store: Store, device_id: UUID, patrol_id: UUID, now: datetime, zone: ZoneInfo
) -> int:
    with store.writer() as session:
        squad = duty.squad_of_patrol(session, patrol_id)
        if squad is not None:
            hold_coverage(session, squad)
        patrol = duty.patrol(session, patrol_id, SYSTEM)
        if patrol is None or squad is None:
            return 0
        pieces = tracker_pieces.sealed_of_patrol(session, device_id, patrol_id)
        shorter = [one for one in pieces if _cut_short(session, one, patrol, squad, now)]
        if shorter:
            retrace_patrol(session, patrol, zone)
    return len(shorter)


def _cut_short(
    session: Session, piece: SealedPiece, patrol: Patrol, squad: str, now: datetime
) -> bool:
    t_us = piece.fixes.t_ms * 1000
    inside = t_us >= _us(patrol.start)
    if patrol.end is not None:
        inside &= t_us < _us(patrol.end)
    own = (t_us >= _us(piece.started_at)) & (t_us <= _us(piece.ended_at))
    if np.all(inside | ~own):
        return False
    # What only led to its own fixes goes with the last of them.
    kept = picked(piece.fixes, inside if np.any(inside & own) else np.zeros_like(inside))
    body = track_body(patrol.id, piece.device, kept)
    latest = history.latest_version(session, "track", piece.track_id)
    sent = Submission(SYSTEM, "track", piece.track_id, body, now, latest)

    def save(_new: bool) -> str:
        line = display_line(kept, LINE_TOLERANCE_M)
        tracker_pieces.replace_fixes(session, piece, kept, picked(piece.fixes, inside & own), line)
        return squad

    write_record(session, sent, save)
    gone = picked(piece.fixes, own & ~inside)
    trackers.add_fixes(session, piece.device_id, gone, piece.received_at)
    return True


def _us(at: datetime) -> int:
    return round(at.timestamp() * 1e6)

"""Taking in a track: kept, traced through the squad's grids, counted in the day cache."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
from sqlalchemy.orm import Session

from geo_patrol.errors import Finding, InvalidInput, NotFound, Unavailable, finding
from geo_patrol.patrols import Patrol
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import hold_coverage
from geo_patrol.store.repositories import duty, grids, history, track_standings, tracks
from geo_patrol.store.repositories.tracks import Block, NewTrack
from geo_patrol.store.scope import Scope
from geo_patrol.tracks.clean import count_ahead
from geo_patrol.tracks.fixes import Fixes, content_digest, display_line
from geo_patrol.workflows.counting import settle
from geo_patrol.workflows.records import LOOSE_ENDS
from geo_patrol.workflows.writing import Submission, Written, write_record

LISTED_FINDINGS = 200
LINE_TOLERANCE_M = 5.0


@dataclass(frozen=True, eq=False)
class TrackUpload:
    """A track as it came in: cleaned fixes, and what was not kept.

    ``supersedes`` are tracks of the same patrol that it stands for; they may come later than it.
    """

    device: str
    source_name: str
    fixes: Fixes
    bad: tuple[Finding, ...]
    n_read: int
    supersedes: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class TrackWritten:
    """What became of a track: its version, counts, and what a person should look at."""

    written: Written
    n_fixes: int
    n_bad: int
    findings: tuple[Finding, ...]


def put_track(
    store: Store,
    scope: Scope,
    patrol_id: UUID,
    track_id: UUID,
    upload: TrackUpload,
    *,
    now: datetime,
    zone: ZoneInfo,
) -> TrackWritten:
    """Keep a track of a patrol. Sent again, it changes nothing.

    Raises
    ------
    NotFound
        When the patrol, or the track that has this id, is out of reach.
    InvalidInput
        When no fix is usable, the track lies outside the patrol's time altogether, or it
        supersedes itself or a track of another patrol.
    Conflict
        When the id is taken by a track with other fixes, or that supersedes others, or of another
        patrol.
    """
    with store.writer() as session:
        squad = duty.squad_of_patrol(session, patrol_id)
        if squad is not None:
            hold_coverage(session, squad)
        patrol = duty.patrol(session, patrol_id, scope)
        if patrol is None:
            raise history.not_there(session, "patrol", patrol_id, "records.no_patrol")
        return keep_track(session, scope, patrol, track_id, upload, squad, now=now, zone=zone)


def keep_track(
    session: Session,
    scope: Scope,
    patrol: Patrol,
    track_id: UUID,
    upload: TrackUpload,
    held: str | None = None,
    *,
    now: datetime,
    zone: ZoneInfo,
) -> TrackWritten:
    """Do the work of `put_track` in a transaction that holds the squad's coverage already.

    ``held`` names the squad when it is not all of them.

    Raises
    ------
    Unavailable
        When the patrol went to another squad at this very moment.
    """
    body = track_body(patrol.id, upload.device, upload.fixes, upload.supersedes)
    sent = Submission(scope, "track", track_id, body, now)
    notes: list[Finding] = []

    def save(_is_new: bool) -> str:
        notes.extend(check_track(patrol, upload, now))
        older = _superseded(session, patrol.id, track_id, upload)
        tracks.add_tracks(session, [_new(patrol.id, track_id, upload, now)])
        track_standings.add_supersedes(session, track_id, older)
        squad = _squad_of(session, patrol)
        if held not in (None, squad):
            raise Unavailable("store.busy")
        settled = settle(session, patrol, squad, zone, new=[track_id])
        if settled.standing[track_id] == "counts":
            own = [one for one in settled.blocks if one.track_id == track_id]
            notes.extend(_elsewhere(session, patrol, squad, own))
        return squad

    written = write_record(session, sent, save)
    return TrackWritten(written, len(upload.fixes), len(upload.bad), (*upload.bad, *notes))


def check_track(patrol: Patrol, upload: TrackUpload, now: datetime) -> tuple[Finding, ...]:
    """Return what is odd about a track of a patrol.

    Raises
    ------
    InvalidInput
        When nothing of it is usable.
    """
    if len(upload.fixes) == 0:
        bad = upload.bad[:LISTED_FINDINGS]
        raise InvalidInput("records.track_empty", findings=bad, n_read=upload.n_read)
    t_ms = upload.fixes.t_ms
    start_ms = int((patrol.start - LOOSE_ENDS).timestamp() * 1000)
    end_ms = None if patrol.end is None else int((patrol.end + LOOSE_ENDS).timestamp() * 1000)
    beyond = t_ms < start_ms
    if end_ms is not None:
        beyond |= t_ms >= end_ms
    if np.all(beyond):
        first, last = (datetime.fromtimestamp(t / 1000, UTC) for t in t_ms[[0, -1]].tolist())
        raise InvalidInput(
            "records.track_outside_patrol",
            start=first.isoformat(timespec="seconds"),
            end=last.isoformat(timespec="seconds"),
        )
    counts = {
        "records.track_beyond_patrol": int(np.count_nonzero(beyond)),
        "records.track_clock_ahead": count_ahead(upload.fixes, now),
    }
    return tuple(finding("", key, n=n) for key, n in counts.items() if n)


def _superseded(
    session: Session, patrol_id: UUID, track_id: UUID, upload: TrackUpload
) -> list[UUID]:
    """Return the tracks that one stands for.

    One of another patrol that comes later than this is simply not superseded.

    Raises
    ------
    InvalidInput
        When it is among them, or one is of another patrol.
    """
    older = sorted(set(upload.supersedes))
    if track_id in older:
        raise InvalidInput("tracks.supersedes_itself")
    strange = track_standings.of_other_patrols(session, patrol_id, older)
    if strange:
        findings = tuple(finding(str(one), "tracks.of_another_patrol") for one in strange)
        raise InvalidInput("tracks.supersedes_elsewhere", findings=findings)
    return older


def _elsewhere(
    session: Session, patrol: Patrol, squad: str, blocks: list[Block]
) -> tuple[Finding, ...]:
    area_of = dict(grids.grids_traced(session, squad))
    if patrol.area_code not in area_of.values():
        return ()
    if any(area_of[block.grid_id] == patrol.area_code for block in blocks):
        return ()
    return (finding("", "records.track_elsewhere"),)


def _squad_of(session: Session, patrol: Patrol) -> str:
    squad = duty.squad_of_patrol(session, patrol.id)
    if squad is None:
        raise NotFound("records.no_patrol")
    return squad


def track_body(
    patrol_id: UUID, device: str, fixes: Fixes, supersedes: Iterable[UUID] = ()
) -> dict[str, Any]:
    """Return what makes a track the same track: its patrol, its device and its fixes.

    And the tracks that it stands for, when there are any.
    """
    body: dict[str, Any] = {
        "patrol_id": str(patrol_id),
        "device": device,
        "fixes_sha256": content_digest(fixes),
        "n_fixes": len(fixes),
    }
    older = sorted({str(one) for one in supersedes})
    return {**body, "supersedes": older} if older else body


def _new(patrol_id: UUID, track_id: UUID, upload: TrackUpload, now: datetime) -> NewTrack:
    listed = [
        {"where": one.where, "key": one.key, "params": {k: str(v) for k, v in one.params}}
        for one in upload.bad[:LISTED_FINDINGS]
    ]
    return NewTrack(
        id=track_id,
        patrol_id=patrol_id,
        device=upload.device,
        source_name=upload.source_name,
        fixes=upload.fixes,
        n_bad=len(upload.bad),
        bad_fixes=listed,
        received_at=now,
        line=display_line(upload.fixes, LINE_TOLERANCE_M),
    )

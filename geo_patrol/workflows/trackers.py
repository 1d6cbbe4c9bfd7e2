"""Taking in what trackers report: what falls into their officers' duty waits for a patrol."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from sqlalchemy.orm import Session

from geo_patrol.roles import DEVICE_PERMISSIONS
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import people, tracker_pieces, trackers
from geo_patrol.store.repositories.devices import Device
from geo_patrol.store.repositories.trackers import Claim
from geo_patrol.store.scope import Scope
from geo_patrol.tracks.fixes import Fixes
from geo_patrol.tracks.ingest.pieces import Span, claims
from geo_patrol.tracks.ingest.records import Message, Report, usable
from geo_patrol.workflows.alive import Place, note_sign
from geo_patrol.workflows.records import LOOSE_ENDS

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Taken:
    """What became of a message: fixes that wait now, that had come before, that are discarded."""

    n_kept: int = 0
    n_repeated: int = 0
    n_off_duty: int = 0
    n_unusable: int = 0


def take_in(store: Store, device: Device, message: Message, *, now: datetime) -> Taken:
    """Have the fixes of a message wait for a patrol of the tracker's officer.

    A fix is kept when a patrol of that officer covers it, or a shift of a squad of theirs: the
    patrol may be on a phone without signal still. Any other one is nobody's business: it is
    counted, and not stored. No audit entry answers for what waits: that comes with the track.
    """
    reports = usable(message.reports, now)
    n_unusable = message.n_unusable + _n_lost(message.reports, reports)
    with store.reader() as session:
        scope = tracker_scope(session, device)
        kept, covering = _on_duty(session, scope, device, reports)
        fresh = _fresh(session, device, kept)
    n_off_duty = len(reports) - len(kept)
    with store.upkeep() as session:
        trackers.add_fixes(session, device.id, fixes_of(fresh), now)
        trackers.count(
            session,
            device.id,
            now,
            heard=True,
            n_kept=len(fresh),
            n_off_duty=n_off_duty,
            n_unusable=n_unusable,
            n_doubtful=sum(one.doubtful for one in fresh),
        )
        _note_sign(session, covering, fresh, now)
    return Taken(len(fresh), len(kept) - len(fresh), n_off_duty, n_unusable)


def tracker_scope(session: Session, device: Device) -> Scope | None:
    """Return how far a tracker reaches: the squads of who carries it; None when nobody does."""
    if device.officer_id is None or device.kind != "tracker":
        return None
    officer = people.officer(session, device.officer_id)
    if officer is None:
        return None
    return Scope(device.id, officer.squads, DEVICE_PERMISSIONS["tracker"], "device")


def span_of(claim: Claim) -> Span:
    """Return the time of which a patrol claims fixes; one that nobody ends ends with its shift."""
    return Span(_ms(claim.start), _ms(claim.until(LOOSE_ENDS)))


def moment(t_ms: int) -> datetime:
    """Return Unix milliseconds as a moment."""
    return datetime.fromtimestamp(t_ms / 1000, UTC)


def fixes_of(reports: list[Report]) -> Fixes:
    """Return reports as fixes; they are in the order of their times."""
    unknown = float("nan")
    return Fixes(
        np.array([one.t_ms for one in reports], dtype=np.int64),
        np.array([one.lon for one in reports], dtype=np.float64),
        np.array([one.lat for one in reports], dtype=np.float64),
        np.array(
            [unknown if one.accuracy_m is None else one.accuracy_m for one in reports],
            dtype=np.float32,
        ),
    )


def _ms(at: datetime) -> int:
    """Return the first whole millisecond that is not before a moment."""
    return -((_EPOCH - at) // timedelta(milliseconds=1))


def _n_lost(reports: tuple[Report, ...], left: list[Report]) -> int:
    times = {one.t_ms for one in left}
    return sum(one.t_ms not in times for one in reports)


def _on_duty(
    session: Session, scope: Scope | None, device: Device, reports: list[Report]
) -> tuple[list[Report], list[Claim]]:
    if scope is None or device.officer_id is None or not reports:
        return [], []
    first, last = moment(reports[0].t_ms), moment(reports[-1].t_ms)
    patrols = trackers.claims_of(session, scope, device.officer_id, first, last, LOOSE_ENDS)
    shifts = trackers.shift_times(session, scope, first, last)
    spans = [span_of(one) for one in patrols] + [Span(_ms(a), _ms(b)) for a, b in shifts]
    owner = claims(np.array([one.t_ms for one in reports], dtype=np.int64), spans)
    kept = [one for one, place in zip(reports, owner.tolist(), strict=True) if place >= 0]
    return kept, patrols


def _fresh(session: Session, device: Device, reports: list[Report]) -> list[Report]:
    """Return the reports of times that neither wait nor are in a track: apps send a day again."""
    if not reports:
        return []
    first_ms, last_ms = reports[0].t_ms, reports[-1].t_ms
    there = trackers.waiting_times(session, device.id, first_ms, last_ms)
    for piece in tracker_pieces.sealed_at(session, device.id, moment(first_ms), moment(last_ms)):
        there.update(piece.fixes.t_ms.tolist())
    return [one for one in reports if one.t_ms not in there]


def _note_sign(session: Session, covering: list[Claim], fresh: list[Report], now: datetime) -> None:
    """Say that a patrol's crew is alive, by the newest of its fixes that came in just now."""
    if not fresh:
        return
    newest = fresh[-1]
    times = np.array([newest.t_ms], dtype=np.int64)
    owner = int(claims(times, [span_of(one) for one in covering])[0])
    if owner >= 0:
        place = Place(newest.lon, newest.lat, newest.accuracy_m)
        patrol_id = covering[owner].patrol_id
        note_sign(session, patrol_id, moment(newest.t_ms), place, "tracker", now=now)

"""Signs of life: what tells that a patrol's crew is well enough to be heard of."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.errors import Forbidden
from geo_patrol.patrols import Mode
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import alive, duty, history
from geo_patrol.store.repositories.alive import SignOfLife
from geo_patrol.store.scope import Scope

Source = Literal["alive", "tracker", "check_in", "sos"]


@dataclass(frozen=True)
class Place:
    """Where a crew was: degrees in EPSG:4326, and how sure that is."""

    lon: float
    lat: float
    accuracy_m: float | None = None


@dataclass(frozen=True)
class HeardOf:
    """When a crew was last heard of, and how it moves."""

    at: datetime
    mode: Mode


def note_sign(
    session: Session,
    patrol_id: UUID,
    at: datetime,
    place: Place | None,
    source: Source,
    *,
    now: datetime,
) -> None:
    """Keep that a patrol's crew gave a sign of life at a moment.

    Earlier signs than the one that is known change nothing, so late and repeated ones are
    harmless. A moment ahead of the server's clock counts as now: a fast clock must not keep an
    overdue crew from being missed.

    Parameters
    ----------
    session
        Of `Store.writer` or `Store.upkeep`; nothing is noted for it in the audit chain.
    patrol_id
        A patrol that is in the store.
    at
        When the crew gave the sign, not when it came in.
    place
        Where that was, if known.
    source
        What the sign is.
    now
        The server's clock.
    """
    at = min(at, now)
    if place is None:
        alive.keep_sign(session, SignOfLife(patrol_id, at, source))
        return
    sign = SignOfLife(patrol_id, at, source, at, place.lon, place.lat, place.accuracy_m)
    alive.keep_sign(session, sign)


def note_heartbeat(
    store: Store,
    scope: Scope,
    patrol_id: UUID,
    at: datetime,
    place: Place | None,
    *,
    now: datetime,
) -> HeardOf:
    """Keep that a phone aboard a patrol is heard of now; return what is known of its crew then.

    That it is heard counts, whatever its clock says: ``at`` is only when its place was taken.

    Raises
    ------
    NotFound
        When the patrol is out of reach.
    Forbidden
        When the sender is not aboard: nobody else can say that a crew is well.
    """
    with store.upkeep() as session:
        patrol = duty.patrol(session, patrol_id, scope)
        if patrol is None:
            raise history.not_there(session, "patrol", patrol_id, "records.no_patrol")
        if scope.actor_id not in patrol.crew:
            raise Forbidden("alarm.not_aboard")
        if place is not None:
            note_sign(session, patrol_id, at, place, "alive", now=now)
        note_sign(session, patrol_id, now, None, "alive", now=now)
    return HeardOf(now, patrol.mode)

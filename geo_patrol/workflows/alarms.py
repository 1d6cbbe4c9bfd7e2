"""Alarms raised by people, what is said to them, and where who called for help is."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.alarms.records import Alarm, AlarmPosition, AlarmSign, flags_of
from geo_patrol.errors import Forbidden, InvalidInput
from geo_patrol.notices import NewNotice
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import record_lock
from geo_patrol.store.repositories import alarm_signs, alarms, duty, history
from geo_patrol.store.repositories.alarms import StoredAlarm
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.workflows.alive import Place, note_sign
from geo_patrol.workflows.notices import tell
from geo_patrol.workflows.writing import (
    Submission,
    Written,
    canonical,
    write_once,
    write_record,
)


@dataclass(frozen=True)
class Caller:
    """Who calls for help: how far they reach, the squad they come from, how they signed in."""

    scope: Scope
    own_squad: str | None
    by_token: bool = False


def put_alarm(store: Store, caller: Caller, alarm: Alarm, *, now: datetime) -> Written:
    """Keep a call for help, and tell who is on duty and leads.

    Nothing that it says can be wrong: a patrol that is not here, or a clock that is off by a day,
    is flagged. It belongs to its patrol's squad, or else to the one that the caller comes from.

    Raises
    ------
    NotFound
        When the alarm that has this id is out of reach.
    Forbidden
        When the caller belongs to no squad.
    Conflict
        When the id has another content.
    """
    sent = Submission(caller.scope, "alarm", alarm.id, canonical(alarm), now)

    def work(session: Session) -> Written:
        def save(_new: bool) -> str:
            patrol_squad = _squad_of_patrol(session, alarm, caller.scope)
            known = alarm.patrol_id is None or patrol_squad is not None
            squad = patrol_squad or caller.own_squad
            if squad is None:
                raise Forbidden("api.not_permitted")
            flags = flags_of(alarm.at, now, patrol_known=known, by_token=caller.by_token)
            alarms.save_alarm(session, alarm, squad, flags, now=now)
            if patrol_squad is not None:
                _note_sign_of(session, alarm, alarm.at, _place_of(alarm), now=now)
            tell_of(session, alarm.id, now=now)
            return squad

        return write_record(session, sent, save)

    return write_once(store, sent, work)


def put_sign(store: Store, scope: Scope, sign: AlarmSign, *, now: datetime) -> Written:
    """Keep what somebody says to an alarm; the first one who sees it stops it from being repeated.

    Raises
    ------
    NotFound
        When the alarm, or the sign that has this id, is out of reach.
    Conflict
        When the id has another content.
    """
    sent = Submission(scope, "alarm_sign", sign.id, canonical(sign), now)
    return write_once(store, sent, lambda session: write_sign(session, sent, sign))


def write_sign(session: Session, sent: Submission, sign: AlarmSign) -> Written:
    """Do the work of `put_sign` in a transaction that is open already."""

    def save(_new: bool) -> str:
        found = known_alarm(session, sign.alarm_id, sent.scope)
        alarm_signs.save_sign(session, sign, found.squad_code, now=sent.now)
        at = min(sign.at, sent.now)
        # Who called for help knows of it: that tells nobody that somebody else does.
        by_other = sign.officer_id not in (None, found.alarm.officer_id)
        seen_at, ended_at = found.seen_at, found.ended_at
        if by_other:
            seen_at = seen_at or at
        if sign.sign == "ended":
            ended_at = ended_at or at
        alarms.set_standing(session, found.alarm.id, seen_at=seen_at, ended_at=ended_at)
        tell_of(session, found.alarm.id, now=sent.now)
        return found.squad_code

    # The alarm's other signs wait: each is judged by those before.
    return write_record(session, sent, save, record_lock("alarm", sign.alarm_id))


def put_position(store: Store, scope: Scope, position: AlarmPosition, *, now: datetime) -> Written:
    """Keep where who called for help was.

    Raises
    ------
    NotFound
        When the alarm, or the position that has this id, is out of reach.
    Forbidden
        When somebody else called.
    InvalidInput
        When the alarm was over by then: where an officer goes after that is not told.
    Conflict
        When the id has another content.
    """
    sent = Submission(scope, "alarm_position", position.id, canonical(position), now)

    def work(session: Session) -> Written:
        def save(_new: bool) -> str:
            found = known_alarm(session, position.alarm_id, scope)
            if scope.actor_id is None or found.alarm.officer_id != scope.actor_id:
                raise Forbidden("alarm.not_yours")
            if found.ended_at is not None and position.at > found.ended_at:
                raise InvalidInput("alarm.over")
            alarm_signs.save_position(session, position, found.squad_code, now=now)
            if _squad_of_patrol(session, found.alarm, scope) is not None:
                place = Place(position.lon, position.lat, position.accuracy_m)
                _note_sign_of(session, found.alarm, position.at, place, now=now)
            return found.squad_code

        return write_record(session, sent, save, record_lock("alarm", position.alarm_id))

    return write_once(store, sent, work)


def known_alarm(session: Session, alarm_id: UUID, scope: Scope) -> StoredAlarm:
    """Return an alarm.

    Raises
    ------
    NotFound
        When it is out of reach.
    """
    found = alarms.alarm(session, alarm_id, scope)
    if found is None:
        raise history.not_there(session, "alarm", alarm_id, "alarm.no_alarm")
    return found


def tell_of(session: Session, alarm_id: UUID, *, now: datetime) -> None:
    """Tell, or tell anew, how an alarm stands; last in its transaction."""
    stored = alarms.alarm(session, alarm_id, SYSTEM)
    if stored is None:
        raise RuntimeError("an alarm that was just written is gone")
    alarm = stored.alarm
    parts = {
        "officer_id": None if alarm.officer_id is None else str(alarm.officer_id),
        "area": stored.area_code,
        "mode": stored.mode,
        "silent_since": _text(alarm.silent_since),
        "seen_at": _text(stored.seen_at),
        "coming": alarm_signs.count_coming(session, alarm_id),
        "ended": stored.ended_at is not None,
    }
    notice = NewNotice(
        kind=alarm.kind,
        squad_code=stored.squad_code,
        subject_kind="alarm",
        subject_id=alarm.id,
        at=alarm.at,
        audience="duty",
        parts=parts,
        patrol_id=alarm.patrol_id,
        ends_at=None if stored.ended_at is None else min(stored.ended_at, now),
    )
    tell(session, notice, now=now)


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _squad_of_patrol(session: Session, alarm: Alarm, scope: Scope) -> str | None:
    """Return the squad of an alarm's patrol; None when it is not here, or not for the caller."""
    if alarm.patrol_id is None:
        return None
    squad = duty.squad_of_patrol(session, alarm.patrol_id)
    return squad if squad is not None and scope.includes(squad) else None


def _note_sign_of(
    session: Session, alarm: Alarm, at: datetime, place: Place | None, *, now: datetime
) -> None:
    """Count a call for help as a sign of life of its patrol, if the caller is aboard."""
    if alarm.patrol_id is None or alarm.officer_id is None:
        return
    patrol = duty.patrol(session, alarm.patrol_id, SYSTEM)
    if patrol is not None and alarm.officer_id in patrol.crew:
        note_sign(session, alarm.patrol_id, at, place, "sos", now=now)


def _place_of(alarm: Alarm) -> Place | None:
    if alarm.lon is None or alarm.lat is None:
        return None
    return Place(alarm.lon, alarm.lat, alarm.accuracy_m)

"""Crews that are not heard of: one alarm for each silence, ended when they are heard of again."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.alarms.overdue import FORGOTTEN, OverdueRule
from geo_patrol.alarms.records import Alarm, AlarmSign, flags_of, overdue_id, own_sign_id
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import hold, record_lock
from geo_patrol.store.repositories import alarms, history, silence
from geo_patrol.store.repositories.alarms import StoredAlarm
from geo_patrol.store.repositories.silence import Out
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.alarms import tell_of, write_sign
from geo_patrol.workflows.writing import Submission, canonical, write_record


@dataclass(frozen=True)
class Watched:
    """What a look at the crews led to: how many alarms were raised, and how many ended."""

    n_raised: int
    n_ended: int


def watch(store: Store, rule: OverdueRule, zone: tzinfo, *, now: datetime) -> Watched:
    """Raise an alarm for each crew that is overdue, and end those whose crews are not any more.

    However often, and by however many, this is called: a silence has one alarm, whose id follows
    from the patrol and the last sign of life. It is the program that writes it, into the squad's
    chain.

    Raises
    ------
    Unavailable
        When the store is away; what was raised by then stays.
    """
    with store.reader() as session:
        crews = []
        if rule.modes and rule.is_hour(now, zone):
            crews = silence.out_now(session, rule.modes, now, FORGOTTEN)
        overdue = [one for one in crews if rule.due_at(one.last_at) <= now]
        told = alarms.known(session, [overdue_id(one.patrol_id, one.last_at) for one in overdue])
        running = alarms.running_overdue(session)
        ended = [one for one in running if _is_over(session, one, rule, now)]
    n_raised = 0
    for one in overdue:
        if overdue_id(one.patrol_id, one.last_at) not in told:
            with store.writer() as session:
                n_raised += _raise(session, one.patrol_id, rule, now)
    n_ended = 0
    for stored in ended:
        with store.writer() as session:
            n_ended += _end(session, stored, rule, now)
    return Watched(n_raised, n_ended)


def _raise(session: Session, patrol_id: UUID, rule: OverdueRule, now: datetime) -> bool:
    """Raise the alarm unless it was, or is not due any more; return whether it was raised now."""
    # The patrol does not end meanwhile.
    hold(session, record_lock("patrol", patrol_id))
    found = silence.heard_of_patrol(session, patrol_id)
    if found is None:
        return False
    out, patrol_ended_at = found
    if patrol_ended_at is not None and patrol_ended_at <= now:
        return False
    alarm = _alarm_of(out, rule)
    if alarm.at > now:
        return False
    hold(session, record_lock("alarm", alarm.id))
    if history.latest_version(session, "alarm", alarm.id) is not None:
        # Whatever was said to it since: this silence is known.
        return False

    def save(_new: bool) -> str:
        flags = flags_of(alarm.at, now, patrol_known=True, by_token=False)
        alarms.save_alarm(session, alarm, out.squad_code, flags, now=now)
        tell_of(session, alarm.id, now=now)
        return out.squad_code

    sent = Submission(SYSTEM, "alarm", alarm.id, canonical(alarm), now)
    return write_record(session, sent, save).changed


def _alarm_of(out: Out, rule: OverdueRule) -> Alarm:
    place = out.place
    return Alarm(
        id=overdue_id(out.patrol_id, out.last_at),
        kind="overdue",
        officer_id=None,
        patrol_id=out.patrol_id,
        at=rule.due_at(out.last_at),
        lon=None if place is None else place.lon,
        lat=None if place is None else place.lat,
        accuracy_m=None if place is None else place.accuracy_m,
        placed_at=None if place is None else place.at,
        silent_since=out.last_at,
    )


def _is_over(session: Session, stored: StoredAlarm, rule: OverdueRule, now: datetime) -> bool:
    """Whether the crew was heard of since, and lately, or its patrol has ended."""
    alarm = stored.alarm
    if alarm.patrol_id is None or alarm.silent_since is None:
        return False
    found = silence.heard_of_patrol(session, alarm.patrol_id)
    if found is None:
        return False
    out, patrol_ended_at = found
    if patrol_ended_at is not None and patrol_ended_at <= now:
        return True
    return out.last_at > alarm.silent_since and rule.due_at(out.last_at) > now


def _end(session: Session, stored: StoredAlarm, rule: OverdueRule, now: datetime) -> bool:
    alarm_id = stored.alarm.id
    hold(session, record_lock("alarm", alarm_id))
    standing = alarms.alarm(session, alarm_id, SYSTEM)
    if standing is None or standing.ended_at is not None:
        return False
    if not _is_over(session, standing, rule, now):
        return False
    sign = AlarmSign(own_sign_id(alarm_id), alarm_id, None, "ended", now)
    sent = Submission(SYSTEM, "alarm_sign", sign.id, canonical(sign), now)
    return write_sign(session, sent, sign).changed

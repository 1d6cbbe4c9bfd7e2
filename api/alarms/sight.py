"""Who sees where somebody is who called for help, or where a crew was last."""

from datetime import datetime

from sqlalchemy.orm import Session

from api.alarms.schemas import Sight
from api.auth.permissions import Caller
from geo_patrol.store.repositories import notices
from geo_patrol.store.repositories.alarms import StoredAlarm
from geo_patrol.store.repositories.people import Officer


def on_duty_by_session(caller: Caller) -> bool:
    """Whether a caller counts as on duty in all squads: signed in on a phone, for a shift.

    A patrol whose record has not come in yet is no reason to leave its crew in the dark.
    """
    return caller.session is not None and caller.session.kind == "phone"


def leads(caller: Caller) -> bool:
    """Whether a caller is told of everything in the squads."""
    return isinstance(caller.who, Officer) and caller.who.role == "leader"


def sight_of(session: Session, caller: Caller, one: StoredAlarm, now: datetime) -> Sight:
    """Return what of an alarm a caller may see.

    While it runs its place is for who is on duty in the squad, for leaders and for who called.
    Afterwards it is part of the record, for who may read tracks. In no case is it for others.
    """
    own = one.alarm.officer_id is not None and one.alarm.officer_id == caller.scope.actor_id
    in_full = own or caller.scope.reads_in_full
    if not own and not caller.may("tracks.read"):
        return Sight(place=False, in_full=in_full)
    place = own or one.ended_at is not None or leads(caller) or on_duty_by_session(caller)
    if not place and caller.scope.actor_id is not None:
        place = notices.is_on_duty(session, caller.scope.actor_id, one.squad_code, now)
    return Sight(place=place, in_full=in_full)

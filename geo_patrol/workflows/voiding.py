"""Voiding an incident, and taking that back: a word with a reason, which anybody can look up."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from geo_patrol.errors import Forbidden
from geo_patrol.incidents.records import Incident
from geo_patrol.incidents.voiding import IncidentVoid
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import record_lock
from geo_patrol.store.repositories import duty, history, incidents
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.incident_voids import VOIDS, set_void
from geo_patrol.store.repositories.received import Found
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.catalogue import current
from geo_patrol.workflows.records import takes_measures
from geo_patrol.workflows.writing import Submission, Written, canonical, write_once, write_record

KIND = "incident_void"


def put_void(
    store: Store,
    scope: Scope,
    said: IncidentVoid,
    *,
    now: datetime,
    if_match: int | None = None,
) -> Written:
    """Write whether an incident is void. The incident stays as it is, with its history.

    Raises
    ------
    NotFound
        When the incident is out of reach.
    Forbidden
        When it is for somebody else to say; see `_require_a_say`.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = Submission(scope, KIND, said.id, canonical(said), now, if_match)

    def work(session: Session) -> Written:
        def save(new: bool) -> str:
            stored = incidents.incident(session, said.incident_id, scope)
            if stored is None:
                raise history.not_there(session, "incident", said.incident_id, "records.not_found")
            _require_a_say(session, scope, said, stored.incident, now)
            squad = stored.incident.squad_code
            VOIDS.save(session, said, Found(squad, now, scope.officer_id), new=new)
            set_void(session, said.incident_id, said.void)
            return squad

        # The incident stays with its squad meanwhile.
        return write_record(session, sent, save, record_lock("incident", said.incident_id))

    return write_once(store, sent, work)


def _require_a_say(
    session: Session, scope: Scope, said: IncidentVoid, incident: Incident, now: datetime
) -> None:
    """Refuse who is neither the squad's leader nor who wrote the incident, in its shift.

    What somebody else said of it stands until a leader changes it. A measure that was taken does
    not go away by the word of who may take none.
    """
    if not scope.may("measures.take") and takes_measures(incident, current(session)):
        raise Forbidden("records.measures_not_permitted")
    if scope.may("incidents.void"):
        return
    sent = history.versions(session, "incident", incident.id)[:1]
    spoken = history.versions(session, KIND, said.id)[-1:]
    if any(one.actor_id != scope.actor_id for one in (*sent, *spoken)):
        raise Forbidden("incidents.not_yours_to_void")
    if not _shift_goes_on(session, scope, incident, now):
        raise Forbidden("incidents.not_yours_to_void")


def _shift_goes_on(session: Session, scope: Scope, incident: Incident, now: datetime) -> bool:
    """Whether the shift that an incident came up in is not over: its patrol's, or its squad's."""
    if incident.patrol_id is not None:
        patrol = duty.patrol(session, incident.patrol_id, scope)
        shift = None if patrol is None else duty.shift(session, patrol.shift_id, scope)
        return shift is not None and now < shift.end
    then = Span(incident.occurred_at, incident.occurred_at + timedelta(microseconds=1))
    found = duty.shifts(session, scope, then, squad=incident.squad_code).items
    return any(now < one.end for one in found)

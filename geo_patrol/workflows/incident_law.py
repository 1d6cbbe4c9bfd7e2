"""What the law table says of an incident, and what a person decided who was shown it."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.errors import Finding, InvalidInput, finding
from geo_patrol.law import Applicable, Level, applicable
from geo_patrol.law.decisions import LawDecision
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import history, incidents, places
from geo_patrol.store.repositories.incidents import StoredIncident
from geo_patrol.store.repositories.law import LAW_DECISIONS
from geo_patrol.store.repositories.received import Found
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.camera_reviews import look_at_evidence
from geo_patrol.workflows.law import TableInForce, table_in_force
from geo_patrol.workflows.locating import CLOCK_TOLERANCE
from geo_patrol.workflows.writing import Submission, Written, canonical, write_once, write_record


@dataclass(frozen=True)
class IncidentLaw:
    """What applies to each act that an incident of its category may be.

    ``remarks`` are about the incident's place and the table itself; each answer has its own.
    """

    level: Level
    at: datetime
    category: str
    in_force: TableInForce
    answers: tuple[Applicable, ...]
    remarks: tuple[Finding, ...]


def law_of_category(
    in_force: TableInForce, level: str, category: str, at: datetime, *, today: date, tz: tzinfo
) -> IncidentLaw:
    """Return what applies to the acts of a category at a level of zones.

    ``today`` is the local day of the decision, for the lighter of two texts.

    Raises
    ------
    InvalidInput
        When no act belongs to the category, or there is no such level.
    """
    acts = in_force.table.acts_of(category)
    answers = tuple(
        applicable(in_force.table, level, act.id, at, today=today, tz=tz) for act in acts
    )
    return IncidentLaw(answers[0].level, at, category, in_force, answers, in_force.remarks)


def law_of_incident(
    session: Session, scope: Scope, incident_id: UUID, *, now: datetime, tz: tzinfo
) -> IncidentLaw:
    """Return what applies to an incident, by its category, the level of its zone and its time.

    A category without acts has no answers, and a remark that says so. Where a camera told of it,
    what its files lack to be used is among the remarks.

    Raises
    ------
    NotFound
        When the incident is out of reach.
    """
    stored = _incident(session, scope, incident_id)
    incident = stored.incident
    level, doubts = _level(session, stored)
    in_force = table_in_force(session)
    at = incident.occurred_at
    remarks = (*in_force.remarks, *doubts)
    if incident.source == "camera":
        remarks = (*remarks, *look_at_evidence(session, stored, tz=tz).doubts)
    today = now.astimezone(tz).date()
    try:
        found = law_of_category(in_force, level, incident.category, at, today=today, tz=tz)
    except InvalidInput as error:
        remarks = (*remarks, finding("category", error.key, **error.params))
        return IncidentLaw(level, at, incident.category, in_force, (), remarks)
    return IncidentLaw(level, at, incident.category, in_force, found.answers, remarks)


def _incident(session: Session, scope: Scope, incident_id: UUID) -> StoredIncident:
    stored = incidents.incident(session, incident_id, scope)
    if stored is None:
        raise history.not_there(session, "incident", incident_id, "records.not_found")
    return stored


def _level(session: Session, stored: StoredIncident) -> tuple[Level, list[Finding]]:
    """Return the level that an incident's place was found to be of, and how far to trust that."""
    zone = None if stored.zone_id is None else places.zone(session, stored.zone_id)
    if zone is not None:
        approved = zone.status == "approved"
        return zone.level, [] if approved else [finding("zone", "law.zone_not_approved")]
    if stored.area_code is None or not places.has_zones(session, stored.area_code):
        return "outside", [finding("zone", "law.zone_unknown")]
    return "outside", []


def put_law_decision(
    store: Store, scope: Scope, decision: LawDecision, *, now: datetime
) -> Written:
    """Keep what a person decided who was shown what the law says; it is never edited.

    Raises
    ------
    NotFound
        When the incident, or the decision that has this id, is out of reach.
    Conflict
        As `writing.write_record`.
    """
    sent = Submission(scope, "law_decision", decision.id, canonical(decision), now)
    return write_once(store, sent, lambda session: write_law_decision(session, sent, decision))


def write_law_decision(session: Session, sent: Submission, decision: LawDecision) -> Written:
    """Do the work of `put_law_decision` in a transaction that is open already."""

    def save(new: bool) -> str:
        stored = _incident(session, sent.scope, decision.incident_id)
        squad = stored.incident.squad_code
        flags = []
        if decision.edition != table_in_force(session).edition:
            flags.append("other_edition")
        if decision.applied is not None and decision.applied not in decision.rules:
            flags.append("applied_not_shown")
        if decision.at > sent.now + CLOCK_TOLERANCE:
            flags.append("clock_ahead")
        found = Found(squad, sent.now, sent.scope.officer_id, flags=tuple(flags))
        LAW_DECISIONS.save(session, decision, found, new=new)
        return squad

    return write_record(session, sent, save)

"""Routes of one incident."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from sqlalchemy.orm import Session

from api.answers import record
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.history.wire import told_on_the_wire
from api.incidents.examples import EXAMPLES
from api.incidents.schemas import IncidentBody, IncidentOut
from api.services import Serving
from api.versions import IfMatch, current_version
from geo_patrol.cases.records import case_id_of
from geo_patrol.incidents.voiding import void_id
from geo_patrol.store.repositories import history, incidents, personal
from geo_patrol.store.repositories.cases import CASES
from geo_patrol.store.repositories.incident_voids import VOIDS
from geo_patrol.store.repositories.incidents import StoredIncident
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.persons import NOBODY, Vault, persons_of
from geo_patrol.workflows.records import put_incident

router = APIRouter(prefix="/api/v1/incidents", tags=["incidents"])

IncidentSent = Annotated[IncidentBody, Depends(JsonBody(IncidentBody, EXAMPLES))]


@router.put("/{incident_id}", summary="Write an incident", response_model=IncidentOut)
def put(
    incident_id: UUID,
    caller: Annotated[Caller, allow("records.write")],
    sent: IncidentSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Write an incident under an id that the client made; the server finds area, zone and cell.

    A point far outside the county is refused until the body's `confirmed` says that it is meant;
    then it is taken, and flagged.
    """
    incident = sent.incident(incident_id, caller.own_squad)
    with told_on_the_wire("incident", caller.scope):
        written = put_incident(
            services.store,
            caller.scope,
            incident,
            services.vault,
            now=services.now(),
            if_match=if_match,
            confirmed="outside_county" in sent.confirmed,
        )
    if written.stored is not None and not incident.persons:
        # Nothing about it is in the store that is not at hand.
        repeats: list[tuple[UUID, str]] | None = [] if caller.may("persons.read") else None
        told = IncidentOut.of(written.stored, caller.scope, NOBODY, repeats)
        return record(told, written.version, 201)
    with services.store.reader() as session:
        found = _find(session, incident_id, caller.scope)
        status = 201 if written.created else 200
        return _answer(session, services.vault, found, caller.scope, status)


@router.get("/{incident_id}", summary="Read an incident", response_model=IncidentOut)
def read_one(
    incident_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one incident; its version is the answer's ETag."""
    with services.store.reader() as session:
        found = _find(session, incident_id, caller.scope)
        return _answer(session, services.vault, found, caller.scope, 200)


@dataclass(frozen=True)
class Found:
    """An incident to be answered with, and its version."""

    stored: StoredIncident
    version: int | None


def _find(session: Session, incident_id: UUID, scope: Scope) -> Found:
    # The version first: should an edit come between, it is the older one, and If-Match fails.
    version = current_version(session, "incident", incident_id)
    stored = incidents.incident(session, incident_id, scope)
    if stored is None:
        raise history.not_there(session, "incident", incident_id, "records.not_found")
    return Found(stored, version)


def _answer(
    session: Session, vault: Vault, found: Found, scope: Scope, status: int
) -> JSONResponse:
    incident_id = found.stored.incident.id
    shown = persons_of(session, vault, scope, "incident", [incident_id])
    # Without persons there is nobody to come again.
    repeats = personal.repeats(session, "incident", incident_id, scope) if shown else []
    said = VOIDS.one(session, void_id(incident_id), scope)
    case = CASES.one(session, case_id_of(incident_id), scope)
    told = IncidentOut.of(
        found.stored,
        scope,
        shown.get(incident_id, NOBODY),
        repeats if scope.may("persons.read") else None,
        void_id=None if said is None else said.record.id,
        case_id=None if case is None else case.record.id,
    )
    return record(told, found.version, status)

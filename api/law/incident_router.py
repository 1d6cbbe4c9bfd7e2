"""Routes of the law about an incident, and of what people decided."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse

from api.answers import record
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.history.wire import told_on_the_wire
from api.law.decision_schemas import EXAMPLES, LawDecisionBody, LawDecisionOut, LawDecisions
from api.law.schemas import LawOut
from api.received import find
from api.services import Serving
from geo_patrol.store.repositories import history, incidents
from geo_patrol.store.repositories.law import LAW_DECISIONS, decisions_of
from geo_patrol.workflows.incident_law import law_of_incident, put_law_decision

router = APIRouter(prefix="/api/v1/incidents", tags=["law"])

LawDecisionSent = Annotated[LawDecisionBody, Depends(JsonBody(LawDecisionBody, EXAMPLES))]


@router.get("/{incident_id}/law", summary="Ask what applies to an incident", response_model=LawOut)
def read_law(
    incident_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Say what applies by the incident's category, the level of its zone and its time."""
    with services.store.reader() as session:
        found = law_of_incident(
            session, caller.scope, incident_id, now=services.now(), tz=services.settings.zone
        )
    return JSONResponse(LawOut.of(found).model_dump(mode="json"))


@router.put(
    "/{incident_id}/law-decisions/{decision_id}",
    summary="Write what was decided about the law",
    response_model=LawDecisionOut,
)
def put(
    incident_id: UUID,
    decision_id: UUID,
    caller: Annotated[Caller, allow("records.write")],
    sent: LawDecisionSent,
    services: Serving,
) -> JSONResponse:
    """Keep which warning was shown, what the person decided, and why; it is never edited."""
    decided = sent.decided(decision_id, incident_id)
    with told_on_the_wire("law_decision", caller.scope):
        written = put_law_decision(services.store, caller.scope, decided, now=services.now())
    with services.store.reader() as session:
        found, version = find(session, LAW_DECISIONS, "law_decision", decision_id, caller.scope)
    told = LawDecisionOut.of(found, caller.scope)
    return record(told, version, 201 if written.created else 200)


@router.get(
    "/{incident_id}/law-decisions",
    summary="List what was decided about the law",
    response_model=LawDecisions,
)
def read_decisions(
    incident_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """List the decisions about an incident, in their order."""
    with services.store.reader() as session:
        if incidents.incident(session, incident_id, caller.scope) is None:
            raise history.not_there(session, "incident", incident_id, "records.not_found")
        found = decisions_of(session, incident_id, caller.scope)
    items = [LawDecisionOut.of(one, caller.scope) for one in found]
    return JSONResponse(LawDecisions(items=items).model_dump(mode="json"))

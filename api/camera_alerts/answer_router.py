"""The route of what alerts turned out to be; it is read with the alerts."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse

from api.answers import record
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.camera_alerts.answer_schemas import EXAMPLES, AlertAnswerBody, AlertAnswerOut
from api.history.wire import told_on_the_wire
from api.received import find
from api.services import Serving
from api.versions import IfMatch
from geo_patrol.store.repositories.camera_alerts import ALERT_ANSWERS
from geo_patrol.workflows.camera_alerts import put_alert_answer

router = APIRouter(prefix="/api/v1/alert-answers", tags=["camera alerts"])

AnswerSent = Annotated[AlertAnswerBody, Depends(JsonBody(AlertAnswerBody, EXAMPLES))]


@router.put("/{alert_answer_id}", summary="Answer a camera alert", response_model=AlertAnswerOut)
def put(
    alert_answer_id: UUID,
    caller: Annotated[Caller, allow("records.write")],
    sent: AnswerSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Write what an alert turned out to be, under an id that the client made."""
    with told_on_the_wire("alert_answer", caller.scope):
        written = put_alert_answer(
            services.store,
            caller.scope,
            sent.answer(alert_answer_id),
            now=services.now(),
            if_match=if_match,
        )
    with services.store.reader() as session:
        found, version = find(session, ALERT_ANSWERS, "alert_answer", alert_answer_id, caller.scope)
    status = 201 if written.created else 200
    return record(AlertAnswerOut.of(found, caller.scope), version, status)

"""The route of an incident's paper."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from api.auth.permissions import Caller, allow
from api.language import accepted
from api.maps.painter import IncidentPaper
from api.operations.paper import paper_answer, paper_responses
from api.papers.address import room_address
from api.services import Serving
from geo_patrol.evidence.fonts import find_font
from geo_patrol.messages import Language
from geo_patrol.workflows.incident_papers import Desk, incident_sheet, note_incident_printed

router = APIRouter(prefix="/api/v1/incidents", tags=["incidents"])


class PaperQuery(BaseModel):
    """Query of an incident's paper."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    language: Language | None = Field(None, description="Otherwise `Accept-Language` decides.")


@router.get(
    "/{incident_id}/papers/incident.pdf",
    summary="Print an incident",
    response_class=Response,
    responses=paper_responses("The incident on A4, with a small map, the law and its photos."),
)
def read_paper(
    incident_id: UUID,
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[PaperQuery, Query()],
    services: Serving,
) -> Response:
    """Return an incident as PDF: all that is recorded of it, as far as the asker may see it.

    Where it names persons, that it was printed, and by whom, is entered in the chain.
    """
    settings, now = services.settings, services.now()
    desk = Desk(
        vault=services.vault,
        folder=services.evidence,
        authority=settings.authority_name,
        address=room_address(request, settings, "incidents", incident_id),
        language=query.language or accepted(request.headers.get("accept-language")),
        now=now,
        tz=settings.zone,
        metric_epsg=settings.metric_epsg,
    )
    with services.store.reader() as session:
        sheet, squad_code = incident_sheet(session, caller.scope, incident_id, desk)
    made = services.painter.incident(IncidentPaper(sheet, find_font(settings.font_file)))
    if sheet.persons:
        note_incident_printed(services.store, caller.scope, squad_code, incident_id, now=now)
    return paper_answer(made, f"incident-{incident_id}.pdf")

"""The route of papers."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.auth.permissions import Caller, allow
from api.maps.painter import PaperOrder
from api.papers.address import address_of
from api.services import Serving
from geo_patrol.evidence.fonts import find_font
from geo_patrol.seizures.sheet import Paper
from geo_patrol.workflows.papers import note_printed, sheet_of

router = APIRouter(prefix="/api/v1/seizures", tags=["seizures"])

PDF = "application/pdf"
ANSWER: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A paper on A4, in Chinese.",
        "content": {PDF: {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.get(
    "/{seizure_id}/papers/{paper}",
    summary="Print a paper",
    response_class=Response,
    responses=ANSWER,
)
def read(
    seizure_id: UUID,
    paper: Paper,
    request: Request,
    caller: Annotated[Caller, allow("persons.read")],
    services: Serving,
) -> Response:
    """Return decision, inventory or receipt of a seizure as PDF.

    It names the party: that it was printed, and by whom, is entered in the chain. What is not
    known is left blank. A letter that no font has is named at the foot, its place left free.
    """
    settings, now = services.settings, services.now()
    with services.store.reader() as session:
        sheet, squad_code = sheet_of(
            session,
            caller.scope,
            seizure_id,
            vault=services.vault,
            folder=services.evidence,
            authority=settings.authority_name,
            address=address_of(request, settings, seizure_id),
            now=now,
            tz=settings.zone,
        )
    made = services.painter.paper(PaperOrder(paper, sheet, find_font(settings.font_file)))
    note_printed(services.store, caller.scope, squad_code, seizure_id, paper, now=now)
    headers = {"Content-Disposition": f'inline; filename="{paper}-{seizure_id}.pdf"'}
    return Response(made.pdf, media_type=PDF, headers=headers)

"""The page of a seizure, which the QR code on its papers leads to."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.auth.permissions import Caller, allow
from api.pages.language import page_language, remember_language
from api.pages.render import page
from api.pages.seizure_words import Wording, people_in
from api.pages.targets import SEIZURES
from api.seizures.schemas import SeizureOut
from api.services import Serving
from geo_patrol.seizures import due_list
from geo_patrol.store.repositories import people
from geo_patrol.workflows.catalogue import current
from geo_patrol.workflows.seizing import find, look, terms_of

router = APIRouter(prefix=SEIZURES, include_in_schema=False)


@router.get("/{seizure_id}", response_class=HTMLResponse)
def show(
    seizure_id: UUID,
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    services: Serving,
) -> HTMLResponse:
    """Show a seizure to people: its items and where each is, its chain, periods and papers."""
    now, zone, scope = services.now(), services.settings.zone, caller.scope
    with services.store.reader() as session:
        stored = find(session, seizure_id, scope)
        [looked] = look(session, [stored], terms_of(session, now, zone))
        present = people.names(session, [one.officer_id for one in stored.seizure.officers])
        told = SeizureOut.of(looked, scope, present, now)
        names = people.names(session, people_in(told))
        words = current(session)
    left = {one.clock.kind: one.words for one in due_list(looked.standing.clocks, now)}
    wording = Wording(words, names, left, zone, page_language(request))
    answer = page(
        request,
        "seizure.html",
        at=f"{SEIZURES}/{seizure_id}",
        view=wording.view(told, voided=bool(stored.seizure.voided)),
        papers=[*wording.papers(told)] if caller.may("persons.read") else [],
        paper_address=f"/api/v1/seizures/{seizure_id}/papers",
        app_address=f"/officer/#/seizure/{seizure_id}" if caller.may("records.write") else None,
    )
    remember_language(request, answer, secure=services.settings.secure_cookies)
    return answer

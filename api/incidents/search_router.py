"""Routes of lists of incidents: by what they are, by who was met, by what came before."""

from typing import Annotated
from uuid import UUID

import shapely
from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse
from sqlalchemy.orm import Session

from api.answers import GEOJSON_TOO, listing
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.incidents.filters import AskedIncidents, AskedOfIncidents
from api.incidents.schemas import IncidentOut, Incidents
from api.incidents.search_schemas import EXAMPLES, Earlier, EarlierOut, PersonSought
from api.services import Serving
from geo_patrol.errors import Forbidden
from geo_patrol.personal import Person
from geo_patrol.store.repositories import history, incidents
from geo_patrol.store.repositories.incidents import StoredIncident
from geo_patrol.store.repositories.paging import Page
from geo_patrol.store.repositories.repeats import earlier_incidents
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.persons import NOBODY, Vault, persons_of
from geo_patrol.workflows.searching import note_search, sought_by_codes, sought_by_person

router = APIRouter(prefix="/api/v1/incidents", tags=["incidents"])

SoughtSent = Annotated[PersonSought, Depends(JsonBody(PersonSought, EXAMPLES))]


@router.get("", summary="List incidents", response_model=Incidents, responses=GEOJSON_TOO)
def read_all(
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    asked: AskedOfIncidents,
    services: Serving,
) -> JSONResponse:
    """List the incidents of a period that count and are all that is asked for, in time order."""
    with services.store.reader() as session:
        page = _page(session, caller.scope, asked)
        items = _items(session, services.vault, caller.scope, page)
    return _listed(request, items, page.next_cursor)


@router.post(
    "/search",
    summary="Search incidents by a person or a plate",
    response_model=Incidents,
    responses=GEOJSON_TOO,
)
def search(
    request: Request,
    caller: Annotated[Caller, allow("persons.read")],
    asked: AskedOfIncidents,
    sent: SoughtSent,
    services: Serving,
) -> JSONResponse:
    """List the incidents with a person or a plate; the address may ask for more, as in the list.

    Who is looked for stands in the body, which no log and no browser keeps. They are found by
    keyed hashes: only as a whole, however spaces, dots, width and capitals are written; a phone
    number and a name of records from before they were searchable are not. That somebody searched,
    and by what kind of thing, is entered in the audit chains of their squads; for whom is not.
    """
    person = sent.person()
    with services.store.reader() as session:
        page = _page(session, caller.scope, asked, person, services.vault)
        items = _items(session, services.vault, caller.scope, page)
    note_search(services.store, caller.scope, person, len(items), now=services.now())
    return _listed(request, items, page.next_cursor)


@router.get(
    "/{incident_id}/repeats",
    summary="Read earlier incidents of the same persons and plates",
    response_model=Earlier,
)
def read_repeats(
    incident_id: UUID, caller: Annotated[Caller, allow("persons.read")], services: Serving
) -> JSONResponse:
    """List earlier incidents that count, within reach, with one of the persons or plates."""
    with services.store.reader() as session:
        stored = incidents.incident(session, incident_id, caller.scope)
        if stored is None:
            raise history.not_there(session, "incident", incident_id, "records.not_found")
        before = stored.incident.occurred_at
        found = earlier_incidents(session, incident_id, before, caller.scope)
    items = [EarlierOut.of(one) for one in found.items]
    told = Earlier(items=items, truncated=found.truncated)
    return JSONResponse(told.model_dump(mode="json"))


def _page(
    session: Session,
    scope: Scope,
    query: AskedIncidents,
    person: Person | None = None,
    vault: Vault | None = None,
) -> Page[StoredIncident]:
    if query.sought.words and not scope.reads_in_full:
        # It would tell by and by what is not shown.
        raise Forbidden("incidents.text_not_permitted")
    sought = sought_by_codes(session, query.sought, query.codes)
    if person is not None and vault is not None:
        sought = sought_by_person(sought, person, vault.keyring)
    asked = query.asked
    return incidents.incidents(
        session,
        scope,
        start=asked.span.start,
        end=asked.span.end,
        squad=asked.squad,
        area=asked.area,
        box=asked.box,
        sought=sought,
        cursor=asked.cursor,
        limit=asked.limit,
        newest_first=query.newest_first,
    )


def _items(
    session: Session, vault: Vault, scope: Scope, page: Page[StoredIncident]
) -> list[IncidentOut]:
    ids = [one.incident.id for one in page.items]
    shown = persons_of(session, vault, scope, "incident", ids)
    return [IncidentOut.of(one, scope, shown.get(one.incident.id, NOBODY)) for one in page.items]


def _listed(request: Request, items: list[IncidentOut], following: str | None) -> JSONResponse:
    points = [shapely.Point(item.point.lon, item.point.lat) for item in items]
    return listing(request, items, points, following)

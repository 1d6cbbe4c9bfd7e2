"""Routes of publications of where cameras stand."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse

from api.answers import listing, record
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody, squad_meant
from api.camera_reviews.schemas import (
    PUBLICATION_EXAMPLES,
    PublicationBody,
    PublicationOut,
    Publications,
    PublicationsQuery,
)
from api.history.wire import told_on_the_wire
from api.queries import read_span
from api.received import find
from api.services import Services, Serving
from api.versions import IfMatch
from geo_patrol.store.repositories.camera_reviews import PUBLICATIONS, of_camera
from geo_patrol.workflows.camera_reviews import PUBLICATION, put_publication

router = APIRouter(prefix="/api/v1/camera-publications", tags=["camera alerts"])

PublicationSent = Annotated[
    PublicationBody, Depends(JsonBody(PublicationBody, PUBLICATION_EXAMPLES))
]


@router.put(
    "/{camera_publication_id}",
    summary="Publish where a camera stands",
    response_model=PublicationOut,
)
def put(
    camera_publication_id: UUID,
    caller: Annotated[Caller, allow("duty.plan")],
    sent: PublicationSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Write down where the public can read that a camera stands, and since when."""
    squad = squad_meant(sent.squad, caller.officer.squad_code)
    with told_on_the_wire(PUBLICATION, caller.scope):
        written = put_publication(
            services.store,
            caller.scope,
            sent.publication(camera_publication_id, squad),
            now=services.now(),
            if_match=if_match,
        )
    return _answer(camera_publication_id, caller, services, 201 if written.created else 200)


@router.get("", summary="List publications of cameras", response_model=Publications)
def read_all(
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[PublicationsQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """List where the public can read of cameras, by when that began; voided ones, too."""
    with services.store.reader() as session:
        page = PUBLICATIONS.page(
            session,
            caller.scope,
            read_span(query, services.settings),
            *of_camera(query.camera),
            squad=query.squad,
            cursor=query.cursor,
            limit=query.limit,
        )
    items = [PublicationOut.of(one, caller.scope) for one in page.items]
    return listing(request, items, [None] * len(items), page.next_cursor)


@router.get("/{camera_publication_id}", summary="Read a publication", response_model=PublicationOut)
def read_one(
    camera_publication_id: UUID,
    caller: Annotated[Caller, allow("records.read")],
    services: Serving,
) -> JSONResponse:
    """Read one publication; its version is the answer's ETag."""
    return _answer(camera_publication_id, caller, services, 200)


def _answer(
    camera_publication_id: UUID, caller: Caller, services: Services, status: int
) -> JSONResponse:
    with services.store.reader() as session:
        found, version = find(
            session, PUBLICATIONS, PUBLICATION, camera_publication_id, caller.scope
        )
    return record(PublicationOut.of(found, caller.scope), version, status)

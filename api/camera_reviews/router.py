"""Routes of reviews of cameras' files."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse

from api.answers import listing, record
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.camera_reviews.schemas import (
    REVIEW_EXAMPLES,
    CameraEvidenceOut,
    ReviewBody,
    ReviewOut,
    Reviews,
    ReviewsQuery,
)
from api.history.wire import told_on_the_wire
from api.queries import read_span
from api.received import find
from api.services import Services, Serving
from api.versions import IfMatch
from geo_patrol.store.repositories.camera_reviews import REVIEWS, of_incident
from geo_patrol.workflows.camera_reviews import REVIEW, camera_evidence, put_review

router = APIRouter(prefix="/api/v1/camera-reviews", tags=["camera alerts"])
incident_router = APIRouter(prefix="/api/v1/incidents", tags=["camera alerts"])

ReviewSent = Annotated[ReviewBody, Depends(JsonBody(ReviewBody, REVIEW_EXAMPLES))]


@router.put("/{camera_review_id}", summary="Review a camera's file", response_model=ReviewOut)
def put(
    camera_review_id: UUID,
    caller: Annotated[Caller, allow("measures.take")],
    sent: ReviewSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Say, with a certificate, what a camera's file is good for; the sender is the reviewer."""
    with told_on_the_wire(REVIEW, caller.scope):
        written = put_review(
            services.store,
            caller.scope,
            sent.review(camera_review_id),
            now=services.now(),
            if_match=if_match,
        )
    return _answer(camera_review_id, caller, services, 201 if written.created else 200)


@router.get("", summary="List reviews of cameras' files", response_model=Reviews)
def read_all(
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[ReviewsQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """List the reviews of a period, in time order; voided ones, too."""
    with services.store.reader() as session:
        page = REVIEWS.page(
            session,
            caller.scope,
            read_span(query, services.settings),
            *of_incident(query.incident),
            squad=query.squad,
            cursor=query.cursor,
            limit=query.limit,
        )
    items = [ReviewOut.of(one, caller.scope) for one in page.items]
    return listing(request, items, [None] * len(items), page.next_cursor)


@router.get("/{camera_review_id}", summary="Read a review", response_model=ReviewOut)
def read_one(
    camera_review_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one review; its version is the answer's ETag."""
    return _answer(camera_review_id, caller, services, 200)


@incident_router.get(
    "/{incident_id}/camera-evidence",
    summary="Ask what a camera's files lack",
    response_model=CameraEvidenceOut,
)
def read_evidence(
    incident_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Say what an incident's files from a camera lack before they may be used (行政处罚法 41)."""
    with services.store.reader() as session:
        found = camera_evidence(session, caller.scope, incident_id, tz=services.settings.zone)
    told = CameraEvidenceOut.of(incident_id, found, caller.scope)
    return JSONResponse(told.model_dump(mode="json"))


def _answer(
    camera_review_id: UUID, caller: Caller, services: Services, status: int
) -> JSONResponse:
    with services.store.reader() as session:
        found, version = find(session, REVIEWS, REVIEW, camera_review_id, caller.scope)
    return record(ReviewOut.of(found, caller.scope), version, status)

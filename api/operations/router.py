"""Routes of operations: their records, totals, report, and the report as a paper."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response

from api.answers import listing, record
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.history.wire import told_on_the_wire
from api.maps.painter import OperationPaper
from api.operations.bodies import EXAMPLES, OperationBody
from api.operations.paper import paper_answer, paper_responses
from api.operations.queries import OperationsQuery
from api.operations.report_schemas import OperationReportOut, OperationTotalsOut
from api.operations.schemas import OperationOut, Operations
from api.papers.address import room_address
from api.queries import read_span
from api.received import find
from api.services import Services, Serving
from api.versions import IfMatch
from geo_patrol.evidence.fonts import find_font
from geo_patrol.store.repositories.operations import OPERATIONS, of_kind
from geo_patrol.workflows.operation_papers import closing_sheet
from geo_patrol.workflows.operation_totals import look_at
from geo_patrol.workflows.operations import KIND, put_operation

router = APIRouter(prefix="/api/v1/operations", tags=["operations"])

OperationSent = Annotated[OperationBody, Depends(JsonBody(OperationBody, EXAMPLES))]


@router.put("/{operation_id}", summary="Write an operation", response_model=OperationOut)
def put(
    operation_id: UUID,
    caller: Annotated[Caller, allow("duty.plan")],
    sent: OperationSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Write a campaign or joint operation under an id that the client made.

    It is closed, reopened and voided by an edit.
    """
    operation = sent.operation(operation_id, caller.own_squad)
    with told_on_the_wire(KIND, caller.scope):
        written = put_operation(
            services.store, caller.scope, operation, now=services.now(), if_match=if_match
        )
    return _answer(operation_id, caller, services, 201 if written.created else 200)


@router.get("", summary="List operations", response_model=Operations)
def read_all(
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[OperationsQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """List the operations that start in a period, in time order."""
    with services.store.reader() as session:
        page = OPERATIONS.page(
            session,
            caller.scope,
            read_span(query, services.settings),
            *of_kind(query.kind, query.open),
            squad=query.squad,
            cursor=query.cursor,
            limit=query.limit,
        )
    items = [OperationOut.of(one, caller.scope) for one in page.items]
    return listing(request, items, [None] * len(items), page.next_cursor)


@router.get("/{operation_id}", summary="Read an operation", response_model=OperationOut)
def read_one(
    operation_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one operation; its version is the answer's ETag."""
    return _answer(operation_id, caller, services, 200)


@router.get(
    "/{operation_id}/totals",
    summary="What an operation comes to",
    response_model=OperationTotalsOut,
)
def read_totals(
    operation_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Count what belongs to an operation, as of now: nothing of it is typed.

    What is linked belongs to it, and so do incidents of its kind in its time and area, unless a
    link takes them out or another operation could claim them. See docs/operations.md.
    """
    now = services.now()
    with services.store.reader() as session:
        looked = look_at(session, caller.scope, operation_id, now=now)
    return JSONResponse(OperationTotalsOut.of(looked, now).model_dump(mode="json"))


@router.get(
    "/{operation_id}/report", summary="An operation's report", response_model=OperationReportOut
)
def read_report(
    operation_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Return an operation with its totals and all that belongs to it, as of now."""
    now = services.now()
    with services.store.reader() as session:
        looked = look_at(session, caller.scope, operation_id, now=now)
    told = OperationReportOut.of(looked, caller.scope, now)
    return JSONResponse(told.model_dump(mode="json"))


@router.get(
    "/{operation_id}/papers/closing-report.pdf",
    summary="Print an operation's closing report",
    response_class=Response,
    responses=paper_responses("The closing report on A4, in Chinese."),
)
def read_paper(
    operation_id: UUID,
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    services: Serving,
) -> Response:
    """Return an operation's report as PDF; it names no persons and no officers.

    Of one that is not closed it is marked as a draft. Free text is left out for who may not see
    it.
    """
    settings = services.settings
    with services.store.reader() as session:
        sheet = closing_sheet(
            session,
            caller.scope,
            operation_id,
            authority=settings.authority_name,
            address=room_address(request, settings, "operations", "list", operation_id),
            now=services.now(),
            tz=settings.zone,
        )
    made = services.painter.document(OperationPaper(sheet, find_font(settings.font_file)))
    return paper_answer(made, f"closing-report-{operation_id}.pdf")


def _answer(operation_id: UUID, caller: Caller, services: Services, status: int) -> JSONResponse:
    with services.store.reader() as session:
        found, version = find(session, OPERATIONS, KIND, operation_id, caller.scope)
    return record(OperationOut.of(found, caller.scope), version, status)

"""Routes of cases."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import Field

from api.answers import record
from api.auth.permissions import Caller, allow
from api.bodies import Code, JsonBody, squad_meant
from api.cases.figures_schemas import CaseFiguresOut
from api.cases.schemas import EXAMPLES, CaseBoard, CaseBody
from api.cases.way_schemas import CaseWay
from api.history.wire import told_on_the_wire
from api.maps.painter import OperationPaper
from api.operations.paper import paper_answer, paper_responses
from api.papers.address import room_address
from api.queries import Period, read_span
from api.services import Services, Serving
from api.versions import IfMatch, current_version
from geo_patrol.cases.records import Holder, Stage
from geo_patrol.evidence.fonts import find_font
from geo_patrol.store.repositories.cases import Asked
from geo_patrol.workflows.case_board import board_of
from geo_patrol.workflows.case_figures import By, case_figures
from geo_patrol.workflows.case_standings import case_terms, evidence_of_case, find_case
from geo_patrol.workflows.cases import KIND, put_case
from geo_patrol.workflows.supervision import note_sheet_printed, supervision_sheet_of

router = APIRouter(prefix="/api/v1/cases", tags=["cases"])

CaseSent = Annotated[CaseBody, Depends(JsonBody(CaseBody, EXAMPLES))]


class BoardQuery(Period):
    """Query of the board; the period is that of the reports."""

    squad: Code | None = Field(None, description="Code of a squad.")
    area: Code | None = Field(None, description="Code of an area.")
    cell: Code | None = Field(None, description="Code of a cell.")
    category: Code | None = Field(None, description="Code of a category.")
    stage: Stage | None = Field(
        None,
        description="`closed`: closed ones, in the order of their close; open ones if missing.",
    )
    overdue: bool | None = Field(None, description="Of the open ones.")
    holder: Literal["mine"] | None = Field(None, description="Those that the asker has.")
    limit: int = Field(100, ge=1, le=500, description="Items on a page.")
    cursor: str | None = Field(
        None, max_length=200, description="`next` of the page before; none for the first page."
    )


class FiguresQuery(Period):
    """Query of figures; the period is that of the reports."""

    squad: Code | None = Field(None, description="Code of a squad.")
    area: Code | None = Field(None, description="Code of an area.")
    by: By = Field("category", description="What the rows are of; never of persons.")


@router.get("", summary="Read the board", response_model=CaseBoard)
def read_board(
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[BoardQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """Read the open cases within reach, what is overdue first; how many wait at each stage."""
    now, settings, scope = services.now(), services.settings, caller.scope
    asked = Asked(
        squad=query.squad,
        area=query.area,
        cell=query.cell,
        category=query.category,
        stage=query.stage,
        reported=read_span(query, settings),
    )
    holder = None if query.holder is None else Holder("officer", str(scope.officer_id))
    with services.store.reader() as session:
        board = board_of(
            session,
            scope,
            asked,
            case_terms(session, now, settings.zone, settings.case_limits),
            holder=holder,
            overdue=query.overdue,
            cursor=query.cursor,
            limit=query.limit,
        )
    return JSONResponse(CaseBoard.of(board, scope, now).model_dump(mode="json"))


@router.get("/figures", summary="Read figures of timeliness", response_model=CaseFiguresOut)
def read_figures(
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[FiguresQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """Read how many cases of a period were closed within their limit; open ones are apart."""
    now, settings = services.now(), services.settings
    span = read_span(query, settings)
    with services.store.reader() as session:
        found = case_figures(
            session,
            caller.scope,
            span,
            case_terms(session, now, settings.zone, settings.case_limits),
            by=query.by,
            squad=query.squad,
            area=query.area,
        )
    told = CaseFiguresOut.of(found, span, query.by, now)
    return JSONResponse(told.model_dump(mode="json"))


@router.put("/{case_id}", summary="Write a case", response_model=CaseWay)
def put(
    case_id: UUID,
    caller: Annotated[Caller, allow("records.write")],
    sent: CaseSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Make an incident a case, or write down what was told to the desk.

    An incident has one case, whose id follows from it: made twice it is made once.
    """
    with told_on_the_wire(KIND, caller.scope):
        written = put_case(
            services.store,
            caller.scope,
            sent.case(case_id),
            _squad(sent, caller),
            now=services.now(),
            if_match=if_match,
        )
    return _answer(case_id, caller, services, 201 if written.created else 200)


@router.get("/{case_id}", summary="Read a case", response_model=CaseWay)
def read_one(
    case_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read a case with its whole way; its version is the answer's ETag."""
    return _answer(case_id, caller, services, 200)


@router.get(
    "/{case_id}/papers/supervision-sheet.pdf",
    summary="Print the supervision sheet of a case",
    response_class=Response,
    responses=paper_responses("The supervision sheet on A4, in Chinese."),
)
def read_sheet(
    case_id: UUID,
    request: Request,
    caller: Annotated[Caller, allow("duty.plan")],
    services: Serving,
) -> Response:
    """Return the sheet of the last supervision as PDF; a draft of one where there was none.

    It names officers: that it was printed, and by whom, is entered in the chain.
    """
    settings, now = services.settings, services.now()
    with services.store.reader() as session:
        sheet = supervision_sheet_of(
            session,
            caller.scope,
            case_id,
            authority=settings.authority_name,
            address=room_address(request, settings, "park", "board", "-", "-", "-", case_id),
            now=now,
            tz=settings.zone,
            limits=settings.case_limits,
        )
    made = services.painter.document(OperationPaper(sheet, find_font(settings.font_file)))
    note_sheet_printed(services.store, caller.scope, sheet.squad, case_id, now=now)
    return paper_answer(made, f"supervision-sheet-{case_id}.pdf")


def _squad(sent: CaseBody, caller: Caller) -> str | None:
    if sent.incident_id is not None:
        return sent.squad
    return squad_meant(sent.squad, caller.officer.squad_code)


def _answer(case_id: UUID, caller: Caller, services: Services, status: int) -> JSONResponse:
    now, settings = services.now(), services.settings
    with services.store.reader() as session:
        # The version first: should an edit come between, it is the older one, and If-Match fails.
        version = current_version(session, KIND, case_id)
        terms = case_terms(session, now, settings.zone, settings.case_limits)
        looked = find_case(session, case_id, caller.scope, terms)
        seen = evidence_of_case(session, looked.kept.record)
    between = terms.worktime.between
    worked = [
        between(stay.start, stay.end or max(now, stay.start)).total_seconds()
        for stay in looked.standing.way.stays
    ]
    return record(CaseWay.whole(looked, seen, worked, caller.scope), version, status)

"""Routes of cases handed to other agencies, and of their letter."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response

from api.answers import listing, record
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.history.wire import told_on_the_wire
from api.maps.painter import OperationPaper
from api.operations.bodies import TRANSFER_EXAMPLES, TransferBody
from api.operations.paper import paper_answer, paper_responses
from api.operations.queries import TransfersQuery
from api.operations.schemas import TransferOut, Transfers
from api.papers.address import room_address
from api.queries import read_span
from api.received import find
from api.services import Services, Serving
from api.versions import IfMatch
from geo_patrol.evidence.fonts import find_font
from geo_patrol.store.repositories.operations import TRANSFERS, of_incident
from geo_patrol.workflows.operation_papers import note_letter, transfer_sheet
from geo_patrol.workflows.transfers import KIND, put_transfer

router = APIRouter(prefix="/api/v1/transfers", tags=["operations"])

TransferSent = Annotated[TransferBody, Depends(JsonBody(TransferBody, TRANSFER_EXAMPLES))]


@router.put("/{transfer_id}", summary="Hand a case to another agency", response_model=TransferOut)
def put(
    transfer_id: UUID,
    caller: Annotated[Caller, allow("measures.approve")],
    sent: TransferSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Hand an incident's case on with its evidence, as it is listed now.

    The incident gets the outcome that says so, once. That somebody there signed for it, or that it
    does not count, is an edit; what was signed for stays as it is.
    """
    with told_on_the_wire(KIND, caller.scope):
        written = put_transfer(
            services.store,
            caller.scope,
            sent.transfer(transfer_id),
            wanted=sent.evidence,
            now=services.now(),
            if_match=if_match,
        )
    return _answer(transfer_id, caller, services, 201 if written.created else 200)


@router.get("", summary="List cases handed on", response_model=Transfers)
def read_all(
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[TransfersQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """List the cases that were handed on in a period, in time order; voided ones, too."""
    with services.store.reader() as session:
        page = TRANSFERS.page(
            session,
            caller.scope,
            read_span(query, services.settings),
            *of_incident(query.incident),
            squad=query.squad,
            cursor=query.cursor,
            limit=query.limit,
        )
    items = [TransferOut.of(one, caller.scope) for one in page.items]
    return listing(request, items, [None] * len(items), page.next_cursor)


@router.get("/{transfer_id}", summary="Read a case handed on", response_model=TransferOut)
def read_one(
    transfer_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one; its version is the answer's ETag."""
    return _answer(transfer_id, caller, services, 200)


@router.get(
    "/{transfer_id}/papers/letter.pdf",
    summary="Print the letter of a case handed on",
    response_class=Response,
    responses=paper_responses("The letter with its list of evidence on A4, in Chinese."),
)
def read_paper(
    transfer_id: UUID,
    request: Request,
    caller: Annotated[Caller, allow("persons.read")],
    services: Serving,
) -> Response:
    """Return the letter with the list of evidence, and the receipt to be signed, as PDF.

    It names the party: that it was printed, and by whom, is entered in the chain.
    """
    settings, now = services.settings, services.now()
    with services.store.reader() as session:
        sheet, squad_code = transfer_sheet(
            session,
            caller.scope,
            transfer_id,
            vault=services.vault,
            authority=settings.authority_name,
            address=room_address(request, settings, "operations", "transfers", "-", transfer_id),
            tz=settings.zone,
        )
    made = services.painter.document(OperationPaper(sheet, find_font(settings.font_file)))
    note_letter(services.store, caller.scope, squad_code, transfer_id, now=now)
    return paper_answer(made, f"letter-{transfer_id}.pdf")


def _answer(transfer_id: UUID, caller: Caller, services: Services, status: int) -> JSONResponse:
    with services.store.reader() as session:
        found, version = find(session, TRANSFERS, KIND, transfer_id, caller.scope)
    return record(TransferOut.of(found, caller.scope), version, status)

"""Routes of what is said to leave and swaps."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse

from api.answers import listing, record
from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.history.wire import told_on_the_wire
from api.queries import read_span
from api.received import find
from api.roster_requests.bodies import ANSWER_EXAMPLES, RosterAnswerBody
from api.roster_requests.queries import AnswersQuery
from api.roster_requests.schemas import RosterAnswerOut, RosterAnswers
from api.services import Services, Serving
from api.versions import IfMatch
from geo_patrol.store.repositories.roster_requests import answer_to
from geo_patrol.store.repositories.rosters import ROSTER_ANSWERS
from geo_patrol.workflows.roster_answers import ANSWER, put_answer

router = APIRouter(prefix="/api/v1/roster-answers", tags=["rosters"])

AnswerSent = Annotated[RosterAnswerBody, Depends(JsonBody(RosterAnswerBody, ANSWER_EXAMPLES))]


@router.put(
    "/{roster_answer_id}", summary="Answer a leave or a swap", response_model=RosterAnswerOut
)
def put(
    roster_answer_id: UUID,
    caller: Annotated[Caller, allow("records.write")],
    sent: AnswerSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Grant or refuse, which leaders do; agree or decline, which the taker of a swap does.

    A swap that was agreed to and is granted changes the published roster at once; it is refused
    when rules that must hold would be broken more than before. An answer is not edited.
    """
    answer = sent.answer(roster_answer_id, caller.own_squad)
    with told_on_the_wire(ANSWER, caller.scope):
        written = put_answer(
            services.store,
            caller.scope,
            answer,
            office=services.settings.roster_rules,
            zone=services.settings.zone,
            now=services.now(),
            if_match=if_match,
        )
    return _answer(roster_answer_id, caller, services, 201 if written.created else 200)


@router.get("", summary="List answers to leave and swaps", response_model=RosterAnswers)
def read_all(
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[AnswersQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """List the answers of a period, in time order."""
    with services.store.reader() as session:
        page = ROSTER_ANSWERS.page(
            session,
            caller.scope,
            read_span(query, services.settings),
            *answer_to(query.target),
            squad=query.squad,
            cursor=query.cursor,
            limit=query.limit,
        )
    items = [RosterAnswerOut.of(one, caller.scope) for one in page.items]
    return listing(request, items, [None] * len(items), page.next_cursor)


@router.get(
    "/{roster_answer_id}",
    summary="Read an answer to a leave or a swap",
    response_model=RosterAnswerOut,
)
def read_one(
    roster_answer_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one answer; its version is the answer's ETag."""
    return _answer(roster_answer_id, caller, services, 200)


def _answer(
    roster_answer_id: UUID, caller: Caller, services: Services, status: int
) -> JSONResponse:
    with services.store.reader() as session:
        found, version = find(session, ROSTER_ANSWERS, ANSWER, roster_answer_id, caller.scope)
    return record(RosterAnswerOut.of(found, caller.scope), version, status)

"""Routes that judge rosters: checks, explanations, fair shares, legal swaps."""

from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from api.auth.permissions import Caller, allow
from api.rosters.judging_schemas import ExplanationOut, RosterCheckOut
from api.rosters.queries import OfficerDayQuery, WhyQuery
from api.rosters.router import RosterSent, as_sent
from api.rosters.sharing_schemas import FairnessOut, FairRowOut, PossibleSwapOut, PossibleSwaps
from api.services import Services, Serving
from geo_patrol.errors import InvalidInput, finding
from geo_patrol.workflows.roster_judging import (
    asked_about,
    fair_rows,
    judge_question,
    swaps_for,
    why,
)
from geo_patrol.workflows.roster_problem import roster_of
from geo_patrol.workflows.roster_search import Question, kept_question, told_before, verdict_of

router = APIRouter(prefix="/api/v1/rosters", tags=["rosters"])


@router.post("/check", summary="Check a roster without keeping it", response_model=RosterCheckOut)
def check_sent(
    caller: Annotated[Caller, allow("duty.plan")], sent: RosterSent, services: Serving
) -> JSONResponse:
    """Judge a roster by all rules; nothing is written.

    It is taken for a new one: what is published for its days does not count as its own.
    """
    one = as_sent(services, caller, uuid4(), sent, kept=False)
    settings = services.settings
    with services.store.reader() as session:
        question = asked_about(
            session,
            caller.scope,
            one,
            settings.roster_rules,
            zone=settings.zone,
            now=services.now(),
        )
    return _told(question)


@router.post(
    "/{roster_id}/check", summary="Check an edit of a roster", response_model=RosterCheckOut
)
def check_edit(
    roster_id: UUID,
    caller: Annotated[Caller, allow("duty.plan")],
    sent: RosterSent,
    services: Serving,
) -> JSONResponse:
    """Judge what a roster would become, by what is published of it; nothing is written."""
    one = as_sent(services, caller, roster_id, sent)
    settings = services.settings
    with services.store.reader() as session:
        question = asked_about(
            session,
            caller.scope,
            one,
            settings.roster_rules,
            zone=settings.zone,
            now=services.now(),
            edit=True,
        )
    return _told(question)


@router.get("/{roster_id}/check", summary="Check a roster", response_model=RosterCheckOut)
def check_kept(
    roster_id: UUID, caller: Annotated[Caller, allow("records.write")], services: Serving
) -> JSONResponse:
    """Judge a kept roster by all rules, as of now: leave that came since counts."""
    return _told(_question(services, caller, roster_id))


@router.get("/{roster_id}/explanation", summary="Explain a roster", response_model=ExplanationOut)
def explain(
    roster_id: UUID,
    caller: Annotated[Caller, allow("records.write")],
    query: Annotated[WhyQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """Say what posts lack and why nobody fills the gap, what soft rules cost, what was doubtful.

    With ``officer`` and ``day``, also why that officer has, or has not, a shift on that day.
    """
    if (query.officer is None) != (query.day is None):
        missing = "day" if query.day is None else "officer"
        raise InvalidInput("api.invalid", findings=(finding(missing, "api.field.missing"),))
    question = _question(services, caller, roster_id)
    reasons = None
    if query.officer is not None and query.day is not None:
        reasons = why(question, query.officer, query.day)
    verdict = verdict_of(question, roster_of(question.roster))
    told = ExplanationOut.of(question, verdict, told_before(question), reasons)
    return JSONResponse(told.model_dump(mode="json"))


@router.get("/{roster_id}/fairness", summary="Who does how much", response_model=FairnessOut)
def read_fairness(
    roster_id: UUID, caller: Annotated[Caller, allow("records.write")], services: Serving
) -> JSONResponse:
    """Return nights, weekends, holidays and hours, against fair shares and what was carried over.

    A share is what the squad's posts need, by the days on which each can be asked.
    """
    question = _question(services, caller, roster_id)
    rows = [FairRowOut.of(one, question) for one in fair_rows(question)]
    return JSONResponse(FairnessOut(items=rows).model_dump(mode="json"))


@router.get(
    "/{roster_id}/swaps", summary="Whom a shift could be swapped with", response_model=PossibleSwaps
)
def read_swaps(
    roster_id: UUID,
    caller: Annotated[Caller, allow("records.write")],
    query: Annotated[OfficerDayQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """Return the swaps of an officer's shift of a day that break no more rules that must hold."""
    question = _question(services, caller, roster_id)
    found = swaps_for(question, query.officer, query.day)
    items = [PossibleSwapOut.of(one, question) for one in found]
    return JSONResponse(PossibleSwaps(items=items).model_dump(mode="json"))


def _question(services: Services, caller: Caller, roster_id: UUID) -> Question:
    settings = services.settings
    with services.store.reader() as session:
        return kept_question(
            session,
            caller.scope,
            roster_id,
            settings.roster_rules,
            zone=settings.zone,
            now=services.now(),
        )


def _told(question: Question) -> JSONResponse:
    judged = judge_question(question)
    return JSONResponse(RosterCheckOut.of(judged).model_dump(mode="json"))

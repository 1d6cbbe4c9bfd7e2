"""Routes of suggestions; what they become are tasks like any other."""

from secrets import randbits
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse
from sqlalchemy.orm import Session

from api.auth.permissions import Caller, allow
from api.bodies import JsonBody
from api.roster_suggestions.schemas import (
    EXAMPLES,
    HandedOutOut,
    HandOutBody,
    SuggestionsOut,
    SuggestionsQuery,
    asked,
)
from api.services import Services, Serving
from geo_patrol.workflows.roster_suggestions import SEED_BITS, Suggestions, make_suggestions
from geo_patrol.workflows.suggested_tasks import SuggestedTask, hand_out, suggested_tasks

router = APIRouter(prefix="/api/v1/rosters", tags=["rosters"])

HandOut = Annotated[HandOutBody, Depends(JsonBody(HandOutBody, EXAMPLES))]


@router.get(
    "/{roster_id}/suggestions", summary="Suggest what shifts do", response_model=SuggestionsOut
)
def preview(
    roster_id: UUID,
    caller: Annotated[Caller, allow("duty.plan")],
    query: Annotated[SuggestionsQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """Return what a published roster's shifts might do about gaps, and what they were handed.

    The cells most overdue, weighted by risk, in legs that the crews of the posts can do, at times
    drawn by chance. Nothing is written.
    """
    for_whom = asked(roster_id, query.shift, query.days, "query")
    with services.store.reader() as session:
        made = make_suggestions(
            session,
            caller.scope,
            for_whom,
            services.settings.zone,
            seed=_seed(query.seed),
            language=services.settings.language,
            now=services.now(),
        )
        tasks = _tasks(session, caller, made, services)
    return JSONResponse(SuggestionsOut.of(made, tasks).model_dump(mode="json"))


@router.post(
    "/{roster_id}/suggestions", summary="Hand suggestions out", response_model=SuggestionsOut
)
def hand(
    roster_id: UUID,
    caller: Annotated[Caller, allow("duty.plan")],
    sent: HandOut,
    services: Serving,
) -> JSONResponse:
    """Hand the suggestions to the shifts as tasks; a shift that has some keeps them.

    With `anew` those that are open are withdrawn, and new ones handed out.
    """
    handed = hand_out(
        services.store,
        caller.scope,
        asked(roster_id, sent.shift, sent.days, "body"),
        services.settings.zone,
        seed=_seed(sent.seed),
        language=services.settings.language,
        now=services.now(),
        anew=sent.anew,
    )
    made = handed.suggestions
    with services.store.reader() as session:
        tasks = _tasks(session, caller, made, services)
    counted = HandedOutOut(new=handed.n_new, withdrawn=handed.n_withdrawn, kept=handed.n_kept)
    return JSONResponse(SuggestionsOut.of(made, tasks, counted).model_dump(mode="json"))


def _seed(given: int | None) -> int:
    return randbits(SEED_BITS) if given is None else given


def _tasks(
    session: Session, caller: Caller, made: Suggestions, services: Services
) -> list[list[SuggestedTask]]:
    zone, now = services.settings.zone, services.now()
    return [suggested_tasks(session, caller.scope, one, zone, now=now) for one in made.shifts]

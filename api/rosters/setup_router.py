"""Routes of what squads' rosters begin with, and of all rules."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from api.answers import listing, record
from api.auth.permissions import Caller, allow
from api.bodies import Code, JsonBody
from api.history.wire import told_on_the_wire
from api.operations.queries import PageQuery
from api.queries import read_span
from api.received import find
from api.rosters.plan_bodies import SETUP_EXAMPLES, SetupBody
from api.rosters.rule_schemas import RosterRules
from api.rosters.schemas import RosterSetupOut, RosterSetups
from api.services import Services, Serving
from api.versions import IfMatch
from geo_patrol.roster.kept_checks import changed_rules
from geo_patrol.store.repositories.rosters import SETUPS, setup_of
from geo_patrol.workflows.records import require_squad
from geo_patrol.workflows.roster_setup import SETUP, put_setup

router = APIRouter(prefix="/api/v1", tags=["rosters"])

SetupSent = Annotated[SetupBody, Depends(JsonBody(SetupBody, SETUP_EXAMPLES))]


class RulesQuery(BaseModel):
    """Query of the rules."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    squad: Code | None = Field(None, description="With what this squad's setup has otherwise.")


@router.put("/roster-setups/{setup_id}", summary="Write a setup", response_model=RosterSetupOut)
def put(
    setup_id: UUID,
    caller: Annotated[Caller, allow("duty.plan")],
    sent: SetupSent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Write what a squad's rosters begin with: one for each squad.

    Rosters that are there keep their own shifts, posts and rules.
    """
    one = sent.setup(setup_id, caller.own_squad)
    with told_on_the_wire(SETUP, caller.scope):
        written = put_setup(
            services.store,
            caller.scope,
            one,
            office=services.settings.roster_rules,
            now=services.now(),
            if_match=if_match,
        )
    return _answer(setup_id, caller, services, 201 if written.created else 200)


@router.get("/roster-setups", summary="List setups", response_model=RosterSetups)
def read_all(
    request: Request,
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[PageQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """List the setups that came in a period, in the order in which they came."""
    with services.store.reader() as session:
        page = SETUPS.page(
            session,
            caller.scope,
            read_span(query, services.settings),
            squad=query.squad,
            cursor=query.cursor,
            limit=query.limit,
        )
    items = [RosterSetupOut.of(one, caller.scope) for one in page.items]
    return listing(request, items, [None] * len(items), page.next_cursor)


@router.get("/roster-setups/{setup_id}", summary="Read a setup", response_model=RosterSetupOut)
def read_one(
    setup_id: UUID, caller: Annotated[Caller, allow("records.read")], services: Serving
) -> JSONResponse:
    """Read one setup; its version is the answer's ETag."""
    return _answer(setup_id, caller, services, 200)


@router.get("/roster-rules", summary="Read the rules", response_model=RosterRules)
def read_rules(
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[RulesQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """Read all rules of rosters: what each means, how strict it is and what it weighs."""
    settings = services.settings.roster_rules
    if query.squad is not None:
        with services.store.reader() as session:
            require_squad(session, query.squad, caller.scope)
            kept = setup_of(session, query.squad)
        if kept is not None:
            settings = changed_rules(settings, kept.record.rules)
    return JSONResponse(RosterRules.of(settings).model_dump(mode="json"))


def _answer(setup_id: UUID, caller: Caller, services: Services, status: int) -> JSONResponse:
    with services.store.reader() as session:
        found, version = find(session, SETUPS, SETUP, setup_id, caller.scope)
    return record(RosterSetupOut.of(found, caller.scope), version, status)

"""Routes of one's own roster."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from api.auth.permissions import Caller, allow
from api.bodies import Day
from api.my.roster_schemas import MyRosterOut
from api.my.swap_schemas import LegalSwapsOut
from api.my.tags import tag_of, unless_known
from api.services import Serving
from geo_patrol.workflows.my_roster import my_legal_swaps, my_roster

router = APIRouter(prefix="/api/v1/my/roster", tags=["my shift"])


class SwapsOfDay(BaseModel):
    """Query of who could take one's shift."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    day: Day = Field(description="Local day on which the shift begins.")


@router.get("", summary="Read my roster", response_model=MyRosterOut)
def read(
    request: Request, caller: Annotated[Caller, allow("records.write")], services: Serving
) -> Response:
    """Return one's duties from a week back to two months ahead, and what one asked for.

    With the leave, wishes and swaps of one's own, and shifts that one is offered. It is to be kept
    for when there is no line: it has an ETag, and one that comes back in `If-None-Match` is
    answered 304.
    """
    zone = services.settings.zone
    with services.store.reader() as session:
        mine = my_roster(session, caller.scope, caller.officer, zone, now=services.now())
    body = MyRosterOut.of(mine, zone).model_dump(mode="json")
    return unless_known(request, body, tag_of(body))


@router.get("/swaps", summary="Read who could take my shift", response_model=LegalSwapsOut)
def read_swaps(
    caller: Annotated[Caller, allow("records.write")],
    query: Annotated[SwapsOfDay, Query()],
    services: Serving,
) -> JSONResponse:
    """Return who of the squad could take one's shift of a day, and what they would give for it.

    Only what breaks no rule that must hold more than it is broken already.
    """
    with services.store.reader() as session:
        found = my_legal_swaps(
            session,
            caller.scope,
            caller.officer,
            query.day,
            office=services.settings.roster_rules,
            zone=services.settings.zone,
            now=services.now(),
        )
    return JSONResponse(LegalSwapsOut.of(found).model_dump(mode="json"))

"""Routes of what the person who asks is about."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from api.auth.permissions import Caller, allow
from api.bodies import Code
from api.my.law_schemas import MyLaw, law_body
from api.my.map_answering import map_answer
from api.my.map_schemas import MyMap
from api.my.shift_schemas import MyShiftOut
from api.my.tags import tag_of, unless_known
from api.services import Serving
from geo_patrol.workflows.law_ahead import law_ahead
from geo_patrol.workflows.my_map import area_map
from geo_patrol.workflows.my_shift import my_shift

router = APIRouter(prefix="/api/v1/my", tags=["my shift"])


class MyQuery(BaseModel):
    """Query of one's shift."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    squad: Code | None = Field(
        None, description="Code of one's squad: for who serves several. Any of them if missing."
    )


@router.get("/shift", summary="Read my shift", response_model=MyShiftOut)
def read_shift(
    caller: Annotated[Caller, allow("records.write")],
    query: Annotated[MyQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """Return all that a phone needs to begin or go on with a shift, in one answer to be kept.

    The shift is the one that runs now, half-open, else the next within twelve hours.
    """
    with services.store.reader() as session:
        mine = my_shift(
            session,
            caller.scope,
            caller.officer,
            services.settings.zone,
            now=services.now(),
            squad=query.squad,
        )
    return JSONResponse(MyShiftOut.of(mine, caller.scope).model_dump(mode="json"))


@router.get("/map/{area}", summary="Read the map of an area", response_model=MyMap)
def read_map(
    request: Request,
    area: Annotated[Code, Path(description="Code of an area.")],
    caller: Annotated[Caller, allow("coverage.read")],
    services: Serving,
) -> Response:
    """Return outline, water, zones, and all cells with how they stand, packed.

    The answer has an ETag, and one that comes back in `If-None-Match` is answered 304: all stands
    as it did.
    """
    zone = services.settings.zone
    with services.store.reader() as session:
        found = area_map(session, caller.scope, area, zone, now=services.now())
        return map_answer(request, session, found, zone)


@router.get("/law", summary="Read the law to take along", response_model=MyLaw)
def read_law(
    request: Request, caller: Annotated[Caller, allow("records.write")], services: Serving
) -> Response:
    """Return what applies to each act in each zone, from some 60 days back to 90 ahead.

    The answers are those of `GET /law/applicable`, worked out for who has no line. The answer has
    an ETag, as that of a map.
    """
    with services.store.reader() as session:
        found = law_ahead(session, now=services.now(), tz=services.settings.zone)
    body = law_body(found)
    return unless_known(request, body, tag_of(body))

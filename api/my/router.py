"""Routes of what the person who asks is about."""

import hashlib
import json
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from api.auth.permissions import Caller, allow
from api.bodies import Code
from api.my.law_schemas import MyLaw, law_body
from api.my.map_schemas import MyMap
from api.my.shift_schemas import MyShiftOut
from api.services import Serving
from geo_patrol.workflows.law_ahead import law_ahead
from geo_patrol.workflows.my_map import area_map
from geo_patrol.workflows.my_shift import my_shift

router = APIRouter(prefix="/api/v1/my", tags=["my shift"])

TAG_LENGTH = 24


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
        body = MyMap.of(session, found, zone).model_dump(mode="json")
    return _unless_known(request, body, _tag(body))


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
    return _unless_known(request, body, _tag(body))


def _unless_known(request: Request, body: dict[str, object], tag: str) -> Response:
    headers = {"ETag": tag}
    if tag in _tags(request.headers.get("if-none-match", "")):
        return Response(status_code=304, headers=headers)
    return JSONResponse(body, headers=headers)


def _tag(body: dict[str, object]) -> str:
    """Return the entity tag of an answer; when it was asked for is no part of it."""
    lasting = {name: value for name, value in body.items() if name != "at"}
    digest = hashlib.sha256(json.dumps(lasting, sort_keys=True).encode()).hexdigest()
    return f'"{digest[:TAG_LENGTH]}"'


def _tags(sent: str) -> set[str]:
    return {one.strip().removeprefix("W/") for one in sent.split(",")}

"""Routes of what goes on now."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import JSONResponse

from api.alarms.sight import sight_of
from api.auth.permissions import Caller, allow
from api.bodies import Code
from api.jobs.stream import MEDIA_TYPE
from api.live.feed import told_of
from api.live.schemas import CellsNow, LiveOut, LiveQuery, NewsOut
from api.live.stream import NewsStream
from api.my.tags import tag_of, unless_known
from api.services import Serving
from geo_patrol.errors import NotFound
from geo_patrol.store.repositories import places
from geo_patrol.workflows.live import live_now
from geo_patrol.workflows.standing import area_standing, standing_moment

router = APIRouter(prefix="/api/v1/live", tags=["live"])

Watcher = Annotated[Caller, allow("records.read")]


@router.get("", summary="Read what goes on now", response_model=LiveOut)
def read(
    request: Request,
    caller: Watcher,
    query: Annotated[LiveQuery, Query()],
    services: Serving,
) -> Response:
    """Return who is out, who calls for help, and what the running shift has met.

    The answer has an ETag, and one that comes back in `If-None-Match` is answered 304. Ages follow
    from the moments in it.
    """
    now = services.now()
    with services.store.reader() as session:
        found = live_now(
            session,
            caller.scope,
            services.settings.overdue_rule,
            services.settings.zone,
            now=now,
            squad=query.squad,
            area=query.area,
        )
        told = LiveOut.of(
            found, caller.scope, lambda one: sight_of(session, caller, one, now)
        ).model_dump(mode="json")
    return unless_known(request, told, tag_of(told))


@router.get("/cells/{area}", summary="Read how cells stand now", response_model=CellsNow)
def read_cells(
    request: Request,
    area: Annotated[Code, Path(description="Code of an area.")],
    caller: Annotated[Caller, allow("coverage.read")],
    services: Serving,
) -> Response:
    """Return the class of each cell, without its shape: cells turn red while nothing is written.

    The answer has an ETag, and one that comes back in `If-None-Match` is answered 304.
    """
    zone = services.settings.zone
    with services.store.reader() as session:
        found = places.area(session, area, caller.scope)
        if found is None:
            raise NotFound("records.no_area", area=area)
        as_of = standing_moment(session, zone, services.now())
        standing = area_standing(session, caller.scope, found, zone, as_of=as_of)
    as_of = as_of if standing is None else standing.as_of
    told = CellsNow.of(area, standing, as_of).model_dump(mode="json")
    return unless_known(request, told, tag_of(told))


@router.get("/news", summary="Ask whether there is news", response_model=NewsOut)
def read_news(caller: Watcher, services: Serving) -> JSONResponse:
    """Return marks that differ from those of before when there is news: for who has no stream."""
    return JSONResponse(told_of(services.feed.look(), caller.scope))


@router.get(
    "/events",
    summary="Follow the news",
    responses={200: {"content": {MEDIA_TYPE: {}}, "description": "Server-sent events."}},
)
async def follow(
    request: Request,
    caller: Watcher,
    services: Serving,
    seconds: Annotated[
        float | None, Query(ge=0, le=86400, description="End it then; it lasts if missing.")
    ] = None,
) -> NewsStream:
    """Tell the marks of `GET /live/news` at once, and anew with each change, within a second.

    It ends with the session and when the server stops; a browser comes again by itself. When too
    many follow it is answered 429: then `GET /live/news` is asked every few seconds instead.
    """
    return NewsStream(request, services, seconds)

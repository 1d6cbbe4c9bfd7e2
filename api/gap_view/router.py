"""Routes of the console's view of gaps."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.auth.permissions import Caller, allow
from api.gap_view.answering import packed
from api.gap_view.schemas import (
    AreaQuery,
    BlindOut,
    GapViewOut,
    GapViewQuery,
    HoursOut,
    HoursQuery,
    hours,
)
from api.periods import asked_period
from api.services import Serving
from geo_patrol.coverage.warming import wait_until_warm
from geo_patrol.workflows.area_cells import area_cells
from geo_patrol.workflows.gap_view import gap_view, hours_of_cells
from geo_patrol.workflows.seeing import seen_report

router = APIRouter(prefix="/api/v1/gap-view", tags=["coverage"])


@router.get("", summary="How an area's cells stand", response_model=GapViewOut)
def read(
    request: Request,
    caller: Annotated[Caller, allow("coverage.read")],
    query: Annotated[GapViewQuery, Query()],
    services: Serving,
) -> Response:
    """Return how long nobody was in each cell, by what is required: by patrols, cameras or both.

    The shapes are those of the map of the area (`/my/map/{area}`), whose grid it names. With
    `hours`, only visits at those hours of the day count, and one a day is enough. A camera looks
    after the cells of which it sees half, while it works. Answers have an ETag: what comes back in
    `If-None-Match` is answered 304 as long as all stands as it did.
    """
    wait_until_warm()
    zone, now = services.settings.zone, services.now()
    with services.store.reader() as session:
        start, end = asked_period(session, caller.scope, query, services.settings, now=now)
        view = gap_view(
            session,
            caller.scope,
            area_cells(session, caller.scope, query.area),
            start,
            end,
            zone,
            now=now,
            hours=query.clock,
            source=query.source,
        )
    return packed(request, GapViewOut.of(view))


@router.get("/hours", summary="When patrols come to some cells", response_model=HoursOut)
def read_hours(
    request: Request,
    caller: Annotated[Caller, allow("coverage.read")],
    query: Annotated[HoursQuery, Query()],
    services: Serving,
) -> Response:
    """Return at which hours of the week patrols were in some cells."""
    wait_until_warm()
    zone, now = services.settings.zone, services.now()
    with services.store.reader() as session:
        start, end = asked_period(session, caller.scope, query, services.settings, now=now)
        of = area_cells(session, caller.scope, query.area)
        found = hours_of_cells(session, of, query.cell, start, end, zone, now=now)
    return packed(request, HoursOut(visited=hours(found)))


@router.get("/seen", summary="Where nobody looks", response_model=BlindOut)
def read_blind(
    request: Request,
    caller: Annotated[Caller, allow("coverage.read")],
    query: Annotated[AreaQuery, Query()],
    services: Serving,
) -> Response:
    """Return which share of each cell neither patrols nor cameras saw: as `/seen`, but small."""
    wait_until_warm()
    zone, now = services.settings.zone, services.now()
    with services.store.reader() as session:
        start, end = asked_period(session, caller.scope, query, services.settings, now=now)
        found = seen_report(session, caller.scope, query.area, start, end, zone, now=now)
    return packed(request, BlindOut.of(found))

"""The route of maps."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import Field

from api.auth.permissions import Caller, allow
from api.bodies import Code
from api.envelope import MAP_POLICY
from api.language import accepted
from api.maps.kinds import MapKind
from api.maps.painter import Order
from api.periods import last_period
from api.queries import Period, read_span
from api.services import Serving
from geo_patrol.messages import Language

router = APIRouter(prefix="/api/v1/maps", tags=["maps"])

MAX_AREAS = 20

ANSWER: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "One HTML page that needs no other file and no network.",
        "content": {"text/html": {"schema": {"type": "string"}}},
    }
}


class MapQuery(Period):
    """Query of a map."""

    area: list[Code] = Field(
        min_length=1, max_length=MAX_AREAS, description="Codes of the areas to draw."
    )
    lang: Language | None = Field(
        None, description="Language the map opens in; otherwise `Accept-Language` decides."
    )


@router.get("/{kind}", summary="Draw a map", response_class=HTMLResponse, responses=ANSWER)
def read(
    kind: MapKind,
    request: Request,
    caller: Annotated[Caller, allow("maps.read")],
    query: Annotated[MapQuery, Query()],
    services: Serving,
) -> HTMLResponse:
    """Draw a map of areas in a period: the month of the last patrol when no period is given."""
    asked = read_span(query, services.settings)
    with services.store.reader() as session:
        start, end = last_period(session, caller.scope, services.settings, now=services.now())
    order = Order(
        kind=kind,
        scope=caller.scope,
        area_codes=tuple(query.area),
        start=asked.start or start,
        end=asked.end or end,
        language=query.lang or accepted(request.headers.get("accept-language")),
        now=services.now(),
    )
    page = services.painter.page(order, services.store.url)
    return HTMLResponse(page, headers={"Content-Security-Policy": MAP_POLICY})

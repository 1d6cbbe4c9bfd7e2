"""The routes of maps: on screen, and on paper."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import Field

from api.auth.permissions import Caller, allow
from api.bodies import Code, Line
from api.grounds import map_policy
from api.language import accepted
from api.maps.kinds import MapKind, SheetKind
from api.maps.painter import Order, SheetOrder
from api.maps.sheets import MEDIA_TYPES, ChangeOf, OnPaper, Orientation, PaperSize, PrintForm
from api.periods import asked_period
from api.queries import Period
from api.services import Services, Serving
from geo_patrol.evidence.fonts import find_font
from geo_patrol.messages import Language

router = APIRouter(prefix="/api/v1/maps", tags=["maps"])

MAX_AREAS = 20

ANSWER: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "One HTML page that needs no other file and no network.",
        "content": {"text/html": {"schema": {"type": "string"}}},
    }
}

MOST_DPI = 300
"""What paper shows; 600 dots of an A3 sheet would take 280 MB."""
LONGEST_FIELD = 60

PRINTED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "One sheet.",
        "content": {
            media: {"schema": {"type": "string", "format": "binary"}}
            for media in MEDIA_TYPES.values()
        },
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


Written = Annotated[str, Field(max_length=LONGEST_FIELD), Line]
"""What the office writes on a sheet."""


class SheetQuery(MapQuery):
    """Query of a map on paper."""

    form: PrintForm = Field("pdf", description="What the answer is.")
    paper: PaperSize = Field("a4", description="How large.")
    orientation: Orientation = Field("landscape", description="Which way.")
    dpi: int = Field(300, ge=50, le=MOST_DPI, description="Dots per inch of a PNG.")
    title: Written = Field("", description="In place of the area's name and the kind of map.")
    maker: Written = Field("", description="Who made it; otherwise the office of the settings.")
    review_number: Written = Field("", description="审图号.")
    handling: Written = Field("", description="Who may see it, as 内部使用.")
    of: ChangeOf = Field("effort", description="What a map of change compares.")


@router.get("/{kind}", summary="Draw a map", response_class=HTMLResponse, responses=ANSWER)
def read(
    kind: MapKind,
    request: Request,
    caller: Annotated[Caller, allow("maps.read")],
    query: Annotated[MapQuery, Query()],
    services: Serving,
) -> HTMLResponse:
    """Draw a map of areas in a period: the month of the last patrol when no period is given."""
    start, end = _span(caller, query, services)
    order = Order(
        kind=kind,
        scope=caller.scope,
        area_codes=tuple(query.area),
        start=start,
        end=end,
        language=query.lang or accepted(request.headers.get("accept-language")),
        now=services.now(),
    )
    page = services.painter.page(order, services.store.url)
    return HTMLResponse(page, headers={"Content-Security-Policy": map_policy(services.settings)})


@router.get("/{kind}/print", summary="Print a map", response_class=Response, responses=PRINTED)
def print_one(
    kind: SheetKind,
    request: Request,
    caller: Annotated[Caller, allow("maps.read")],
    query: Annotated[SheetQuery, Query()],
    services: Serving,
) -> Response:
    """Draw a map of areas in a period on paper, as `Draw a map` does on screen.

    A letter that no font has is named at the foot, its number in its place.
    """
    start, end = _span(caller, query, services)
    order = SheetOrder(
        kind=kind,
        scope=caller.scope,
        area_codes=tuple(query.area),
        start=start,
        end=end,
        sheet=OnPaper(
            form=query.form,
            paper=query.paper,
            orientation=query.orientation,
            dpi=query.dpi,
            title=query.title,
            maker=query.maker,
            review_number=query.review_number,
            handling=query.handling,
            of=query.of,
            font=find_font(services.settings.font_file),
        ),
        language=query.lang or accepted(request.headers.get("accept-language")),
        now=services.now(),
    )
    data = services.painter.sheet(order, services.store.url)
    headers = {"Content-Disposition": f'inline; filename="{kind}.{query.form}"'}
    return Response(data, media_type=MEDIA_TYPES[query.form], headers=headers)


def _span(caller: Caller, query: MapQuery, services: Services) -> tuple[datetime, datetime]:
    with services.store.reader() as session:
        return asked_period(session, caller.scope, query, services.settings, now=services.now())

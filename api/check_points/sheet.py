"""The sheet of QR codes to be cut out and hung up: one card a check point."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field

from api.auth.permissions import Caller, allow
from api.bodies import Code
from api.pages.language import remember_language
from api.pages.render import page
from api.services import Serving
from api.tls.install import Code as Picture
from api.tls.install import code
from geo_patrol.errors import NotFound
from geo_patrol.field.records import CheckPoint
from geo_patrol.field.tags import tag_of
from geo_patrol.settings import Settings
from geo_patrol.store.repositories import places
from geo_patrol.store.repositories.check_points import check_points

router = APIRouter(prefix="/check-points", include_in_schema=False)

SHEET = "/check-points/sheet"
OFFICER_APP = "/officer/"


class SheetQuery(BaseModel):
    """Query of a sheet."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    area: Code = Field(description="Code of an area.")


@dataclass(frozen=True)
class Card:
    """What hangs at a check point."""

    code: str
    name: str
    picture: Picture
    demo: bool


@router.get("/sheet", response_class=HTMLResponse)
def show(
    request: Request,
    caller: Annotated[Caller, allow("duty.plan")],
    query: Annotated[SheetQuery, Query()],
    services: Serving,
) -> HTMLResponse:
    """Show the cards of an area's check points, six to a page of A4; retired ones are left out."""
    with services.store.reader() as session:
        area = places.area(session, query.area, caller.scope)
        if area is None:
            raise NotFound("records.no_area", area=query.area)
        points = check_points(session, caller.scope, area=area.code, retired=False)
    server = _address(request, services.settings)
    key = services.keys.check_points_key
    cards = [
        Card(
            one.record.code,
            one.record.name,
            code(card_address(server, one.record, key)),
            one.found.demo,
        )
        for one in points
    ]
    answer = page(
        request,
        "check_points_sheet.html",
        at=SHEET,
        switch={"area": area.code},
        area=area,
        cards=cards,
        secure=server.startswith("https:"),
    )
    remember_language(request, answer, secure=services.settings.secure_cookies)
    return answer


def card_address(server: str, point: CheckPoint, key: bytes) -> str:
    """Return the address in a check point's QR code.

    What stands behind ``#`` is for the phone: no server, and no log, sees it.
    """
    return f"{server}{OFFICER_APP}#c={point.id}.{tag_of(key, point.id)}"


def _address(request: Request, settings: Settings) -> str:
    # A proxy that ends TLS is not seen from here.
    scheme = "https" if settings.secure_cookies else request.url.scheme
    return f"{scheme}://{request.url.netloc}"

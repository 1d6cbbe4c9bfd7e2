"""The route of one's own duties as a calendar."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.auth.permissions import Caller, allow
from api.language import accepted
from api.roster_files.queries import CalendarQuery
from api.services import Serving
from geo_patrol.workflows.roster_files import my_months

router = APIRouter(prefix="/api/v1/my", tags=["my shift"])

CALENDAR = "text/calendar"
ANSWER: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A calendar (RFC 5545).",
        "content": {CALENDAR: {"schema": {"type": "string"}}},
    }
}


@router.get(
    "/roster.ics", summary="My duties as a calendar", response_class=Response, responses=ANSWER
)
def read(
    request: Request,
    caller: Annotated[Caller, allow("records.write")],
    query: Annotated[CalendarQuery, Query()],
    services: Serving,
) -> Response:
    """Return one's published duties from a month back to three months ahead as a calendar.

    Events keep their UIDs; what was changed has a higher SEQUENCE, what is no more is cancelled.
    Nobody else is named in it.
    """
    from geo_patrol.roster.files.calendar import officer_calendar

    language = query.language or accepted(request.headers.get("accept-language"))
    officer, zone = caller.officer, services.settings.zone
    with services.store.reader() as session:
        months = my_months(session, caller.scope, officer, zone, now=services.now())
    made = officer_calendar(months, str(officer.id), language)
    headers = {"Content-Disposition": 'attachment; filename="roster.ics"'}
    return Response(made, media_type=f"{CALENDAR}; charset=utf-8", headers=headers)

"""Routes of the calendar by which periods, rosters and office hours are counted."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import JSONResponse

from api.answers import record
from api.auth.permissions import Caller, allow, signed_in
from api.bodies import JsonBody
from api.calendar.schemas import (
    EXAMPLES,
    FIRST_YEAR,
    LAST_YEAR,
    CalendarOut,
    DayOut,
    YearBody,
    YearQuery,
)
from api.services import Services, Serving
from api.versions import IfMatch
from geo_patrol.seizures.calendar import english_name
from geo_patrol.workflows.calendars import (
    calendar_version,
    office_days,
    put_year,
    work_calendar,
)

router = APIRouter(prefix="/api/v1/calendar", tags=["due"])

Sent = Annotated[YearBody, Depends(JsonBody(YearBody, EXAMPLES))]


@router.get("", summary="Read a year's calendar", response_model=CalendarOut)
def read(
    caller: Annotated[Caller, signed_in()],
    query: Annotated[YearQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """Read the days off and the days worked of a year; the office's go before the library's.

    The ETag is the version of the office's whole calendar, `"0"` while there is none.
    """
    return _answer(query.year, services)


@router.put("/{year}", summary="Write a year's calendar", response_model=CalendarOut)
def put(
    year: Annotated[int, Path(ge=FIRST_YEAR, le=LAST_YEAR)],
    caller: Annotated[Caller, allow("law.write")],
    sent: Sent,
    if_match: IfMatch,
    services: Serving,
) -> JSONResponse:
    """Have the office's own days of a year be these, in the place of those before.

    They go before the library's, day by day; no days leave the library's.
    """
    days = [one.special() for one in sent.days]
    put_year(services.store, caller.scope, year, days, now=services.now(), if_match=if_match)
    return _answer(year, services)


def _answer(year: int, services: Services) -> JSONResponse:
    with services.store.reader() as session:
        # The version first: should an edit come between, it is the older one, and If-Match fails.
        version = calendar_version(session) or 0
        own: set[date] = {one.day for one in office_days(session)}
        calendar = work_calendar(session)
    days = sorted(one for one in calendar.special.values() if one.day.year == year)
    items = [
        DayOut(
            day=one.day,
            kind=one.kind,
            name=one.name,
            name_en=english_name(one.name),
            source="office" if one.day in own else "library",
        )
        for one in days
    ]
    told = CalendarOut(year=year, announced=year in calendar.announced, items=items)
    return record(told, version, 200)

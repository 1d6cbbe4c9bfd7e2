"""The route of the calendar; the office's own comes in by `geo-patrol import calendar`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from api.auth.permissions import Caller, signed_in
from api.services import Serving
from geo_patrol.seizures.calendar import DayKind
from geo_patrol.workflows.calendars import office_days, work_calendar

router = APIRouter(prefix="/api/v1/calendar", tags=["due"])


class YearQuery(BaseModel):
    """Query of a calendar."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    year: int = Field(ge=1990, le=2099, description="Which year.")


class DayOut(BaseModel):
    """A day that is not what its weekday says, or is a holiday anyway."""

    day: date
    kind: DayKind
    name: str
    source: Literal["office", "library"]


class CalendarOut(BaseModel):
    """A year as periods are counted by it."""

    year: int
    announced: bool = Field(description="False: counted by weekends only, until it is known.")
    items: list[DayOut]
    next: None = None


@router.get("", summary="Read a year's calendar", response_model=CalendarOut)
def read(
    caller: Annotated[Caller, signed_in()],
    query: Annotated[YearQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """Read the days off and the days worked of a year; the office's go before the library's."""
    with services.store.reader() as session:
        own = {one.day for one in office_days(session)}
        calendar = work_calendar(session)
    days = sorted(one for one in calendar.special.values() if one.day.year == query.year)
    items = [
        DayOut(
            day=one.day,
            kind=one.kind,
            name=one.name,
            source="office" if one.day in own else "library",
        )
        for one in days
    ]
    announced = query.year in calendar.announced
    told = CalendarOut(year=query.year, announced=announced, items=items)
    return JSONResponse(told.model_dump(mode="json"))

"""What the addresses of lists may say: period, box, squad, page, form of the answer."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, Literal

from fastapi import Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from api.bodies import Code
from api.services import Serving
from geo_patrol.errors import Finding, InvalidInput, finding
from geo_patrol.settings import Settings
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.spatial import Box

GEOJSON = "application/geo+json"
Form = Literal["json", "geojson"]
Order = Literal["oldest", "newest"]
ORDER_HELP = "Which comes first; a cursor goes with the order of its list."

MOMENT_HELP = "ISO 8601 with an offset (write `+` as `%2B`), or a date: its local midnight"


class Filters(BaseModel):
    """Query of a place list; an unknown name is refused, since ignoring it would mislead."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    area: Code | None = Field(None, description="Code of an area.")
    format: Form | None = Field(
        None, description=f"Form of the answer; otherwise `Accept: {GEOJSON}` decides."
    )


class BoxFilters(Filters):
    """Query of a list of things on the map."""

    bbox: str | None = Field(
        None,
        max_length=100,
        description="`west,south,east,north` in degrees: only what meets it.",
        examples=["120.8,29.3,121.1,29.6"],
    )


class Period(BaseModel):
    """Query of what has a time."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    from_: str | None = Field(
        None, alias="from", max_length=40, description=f"Begin: {MOMENT_HELP}."
    )
    to: str | None = Field(None, max_length=40, description=f"End, not included: {MOMENT_HELP}.")
    through: str | None = Field(
        None, max_length=10, description="Last local day, included: a date, instead of `to`."
    )


class RecordFilters(Filters, Period):
    """Query of a list of records."""

    squad: Code | None = Field(None, description="Code of a squad.")
    limit: int = Field(100, ge=1, le=1000, description="Items on a page.")
    cursor: str | None = Field(
        None, max_length=200, description="`next` of the page before; none for the first page."
    )


class OpenFilters(RecordFilters):
    """Query of a list of what waits for an answer."""

    open: bool | None = Field(
        None, description="True: what still waits for an answer; false: the rest; both if missing."
    )


class MappedRecordFilters(BoxFilters, RecordFilters):
    """Query of a list of records that have a place."""


@dataclass(frozen=True)
class Asked:
    """A list's query, read."""

    span: Span
    box: Box | None
    squad: str | None
    area: str | None
    limit: int
    cursor: str | None


async def _records(query: Annotated[RecordFilters, Query()], services: Serving) -> Asked:
    return read_asked(query, services.settings, None)


async def _mapped(query: Annotated[MappedRecordFilters, Query()], services: Serving) -> Asked:
    return read_asked(query, services.settings, query.bbox)


def read_asked(query: RecordFilters, settings: Settings, bbox: str | None) -> Asked:
    """Return the query of a list of records, read.

    Raises
    ------
    InvalidInput
        As `read_span` and `read_box`.
    """
    return Asked(
        span=read_span(query, settings),
        box=read_box(bbox),
        squad=query.squad,
        area=query.area,
        limit=query.limit,
        cursor=query.cursor,
    )


@dataclass(frozen=True)
class AskedOpenOnes:
    """A query of a list of what waits for an answer, read."""

    asked: Asked
    open: bool | None


async def _open_ones(query: Annotated[OpenFilters, Query()], services: Serving) -> AskedOpenOnes:
    return AskedOpenOnes(read_asked(query, services.settings, None), query.open)


AskedOpen = Annotated[AskedOpenOnes, Depends(_open_ones)]
AskedRecords = Annotated[Asked, Depends(_records)]
AskedOnMap = Annotated[Asked, Depends(_mapped)]


def wants_geojson(request: Request) -> bool:
    """Tell whether a list is asked for as GeoJSON."""
    asked = request.query_params.get("format")
    return asked == "geojson" if asked else GEOJSON in request.headers.get("accept", "")


def read_span(query: Period, settings: Settings) -> Span:
    """Return the period of a query, half-open.

    Raises
    ------
    InvalidInput
        When a moment can't be read, two ends are given, or the period is empty.
    """
    start = None if query.from_ is None else read_moment("from", query.from_, settings)
    end = None if query.to is None else read_moment("to", query.to, settings)
    if query.through is not None:
        if end is not None:
            raise InvalidInput("api.invalid", findings=(_wrong("to", "api.field.two_ends"),))
        end = read_moment("through", query.through, settings) + timedelta(days=1)
    if start is not None and end is not None and end <= start:
        where = "to" if query.through is None else "through"
        raise InvalidInput("records.end_before_start", findings=(_wrong(where, "api.field.end"),))
    return Span(start, end)


def read_moment(name: str, text: str, settings: Settings) -> datetime:
    """Return a moment of a query; a date is its local midnight.

    Raises
    ------
    InvalidInput
        When it can't be read, has no offset, or lies outside the years of records.
    """
    try:
        if len(text) == len("2022-10-01"):
            day = date.fromisoformat(text)
            moment = datetime(day.year, day.month, day.day, tzinfo=settings.zone)
        else:
            # An unescaped plus sign arrives as a space.
            moment = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError:
        raise InvalidInput("api.invalid", findings=(_wrong(name, "api.field.moment"),)) from None
    if moment.tzinfo is None:
        raise InvalidInput("api.invalid", findings=(_wrong(name, "api.field.offset"),))
    if not 1990 <= moment.year < 2100:
        years = finding(f"query.{name}", "api.field.years", first=1990, last=2099)
        raise InvalidInput("api.invalid", findings=(years,))
    return moment


def read_box(text: str | None) -> Box | None:
    """Return the box of a query.

    Raises
    ------
    InvalidInput
        Unless it is four numbers in range, west before east and south before north.
    """
    if text is None:
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise InvalidInput("api.invalid", findings=(_wrong("bbox", "api.field.bbox"),)) from None
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise InvalidInput("api.invalid", findings=(_wrong("bbox", "api.field.bbox"),))
    return Box(west, south, east, north)


def _wrong(name: str, key: str) -> Finding:
    return finding(f"query.{name}", key)

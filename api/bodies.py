"""Reading request bodies: after the caller is known, and strictly."""

import io
import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Request
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    ValidationError,
)
from pydantic_core import PydanticCustomError
from starlette.exceptions import HTTPException

from api.validation import findings_of, path_of
from geo_patrol.errors import InvalidInput, TooLarge, finding
from geo_patrol.typed_text import MAX_NARRATIVE, MAX_NOTE, MAX_REASON, is_plain

RECORD_BYTES = 1024 * 1024
"""A record's body is a form somebody filled in; only tracks are long."""

_YEARS = range(1990, 2100)
MAX_MEMBERS = 2000
"""Members of all objects in a body: the longest form has fewer. Each one wrong is told apart,
and a million of them would take a gigabyte."""

_STRING = re.compile(rb'[^"]*+"([^"\\]*+(?:\\.[^"\\]*+)*+)"(\s*+:)?', re.DOTALL)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DAY_FIRST = re.compile(r"\d{4}-\d{2}-\d{2}")


class StrictBody(BaseModel):
    """A body whose fields are what they say: no unknown ones, ``false`` is no number."""

    model_config = ConfigDict(
        strict=True, extra="forbid", allow_inf_nan=False, hide_input_in_errors=True, frozen=True
    )


def _plain(text: str, *, lines: bool) -> str:
    if not is_plain(text, lines=lines):
        raise PydanticCustomError("api.field.control", "control character")
    return text


def _line(text: str) -> str:
    return _plain(text, lines=False)


def _lines(text: str) -> str:
    return _plain(text, lines=True)


def within_years(moment: datetime) -> datetime:
    """Refuse moments that no record has, and that arithmetic with offsets could fall off at."""
    if moment.year not in _YEARS:
        raise PydanticCustomError(
            "api.field.years", "year", {"first": _YEARS[0], "last": _YEARS[-1]}
        )
    return moment


def _written_out(moment: object) -> object:
    # Pydantic takes "1665158400" for a moment too, and guesses seconds or milliseconds by its size.
    if not (isinstance(moment, str) and _DAY_FIRST.match(moment)):
        raise PydanticCustomError("api.field.moment", "no ISO 8601")
    return moment


def _day_within_years(day: date) -> date:
    if day.year not in _YEARS:
        raise PydanticCustomError(
            "api.field.years", "year", {"first": _YEARS[0], "last": _YEARS[-1]}
        )
    return day


def _day_written_out(day: object) -> object:
    # As with moments: a number of seconds is no day.
    if not (isinstance(day, str) and _DAY.fullmatch(day)):
        raise PydanticCustomError("api.field.day", "no date")
    return day


Line = AfterValidator(_line)
"""Refuses what does not stand on one line; it comes after the limits of length."""
Lines = AfterValidator(_lines)
"""Refuses control characters, but for line breaks and tabs; as `Line`, after the limits."""

Code = Annotated[str, Field(min_length=1, max_length=64), Line]
"""A code or short name, on one line."""

Reason = Annotated[str, Field(min_length=1, max_length=MAX_REASON, pattern=r"\S"), Lines]
"""Why something was done; not blank."""

Note = Annotated[str, Field(max_length=MAX_NOTE), Lines]
Narrative = Annotated[str, Field(max_length=MAX_NARRATIVE), Lines]
Moment = Annotated[
    AwareDatetime, Strict(False), BeforeValidator(_written_out), AfterValidator(within_years)
]
"""ISO 8601 with an offset."""
Day = Annotated[
    date, Strict(False), BeforeValidator(_day_written_out), AfterValidator(_day_within_years)
]
"""A local date."""

Model = TypeVar("Model", bound=BaseModel)


class JsonBody(Generic[Model]):
    """Dependency that reads a JSON body of one model; `api.openapi` documents it from here.

    ``most_bytes`` and ``most_members`` are for what is longer than a form that somebody fills in.
    """

    def __init__(
        self,
        model: type[Model],
        examples: dict[str, Any],
        *,
        most_bytes: int = RECORD_BYTES,
        most_members: int = MAX_MEMBERS,
    ) -> None:
        self.model = model
        self.examples = examples
        self.most_bytes = most_bytes
        self.most_members = most_members

    async def __call__(self, request: Request) -> Model:
        """Return the body.

        Raises
        ------
        InvalidInput
            With a finding for each field that is wrong.
        TooLarge
            When it is over the limit of a record.
        """
        media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type != "application/json":
            raise HTTPException(415)
        data = await read_body(request, self.most_bytes)
        read = parse(self.model, data, self.most_members)
        _refuse_twice(data)
        return read


async def read_body(request: Request, max_bytes: int | None = None) -> bytes:
    """Return a body's bytes, reading no more than ``max_bytes``, or the limit of all bodies.

    Raises
    ------
    InvalidInput
        When they are packed: what they would unpack to is not known before.
    TooLarge
        When there are more.
    """
    if request.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise InvalidInput("api.packed")
    body = io.BytesIO()  # grows in place, and hands out what it holds without a copy
    async for part in request.stream():
        if max_bytes is not None and body.tell() + len(part) > max_bytes:
            raise TooLarge("api.record_too_large", limit_kb=max_bytes // 1024)
        body.write(part)
    return body.getvalue()


def parse(model: type[Model], data: bytes, most_members: int = MAX_MEMBERS) -> Model:
    """Return JSON as a model.

    Raises
    ------
    InvalidInput
        With a finding for each field that is wrong.
    """
    _refuse_crowds(data, most_members)
    try:
        return model.model_validate_json(data)
    except ValidationError as error:
        found = findings_of(error.errors(include_url=False, include_input=False))
        raise InvalidInput("api.invalid", findings=found) from None


def member_names(data: bytes) -> Iterator[bytes]:
    """Yield the names of members in JSON, as they are written; no objects are made for it.

    Raises
    ------
    InvalidInput
        At a text longer than any body of a record.
    """
    at = 0
    while match := _STRING.match(data, at):
        if match.end(1) - match.start(1) > RECORD_BYTES:
            endless = finding("", "api.field.too_long", limit=RECORD_BYTES)
            raise InvalidInput("api.invalid", findings=(endless,))
        if match[2] is not None:
            yield match[1]
        at = match.end()


def _refuse_crowds(data: bytes, most: int) -> None:
    if next(islice(member_names(data), most, None), None) is not None:
        crowded = finding("", "api.field.crowded", limit=most)
        raise InvalidInput("api.invalid", findings=(crowded,))


def _refuse_twice(data: bytes) -> None:
    """Refuse members that stand twice: which of the two was meant is anyone's guess.

    Only for what is known to be JSON of a model's shape: then it is not deep.
    """
    document = json.loads(data, object_pairs_hook=_Members)
    found = (finding(path_of(place), "api.field.twice") for place in _twice(document, ()))
    if findings := tuple(dict.fromkeys(found)):
        raise InvalidInput("api.invalid", findings=findings)


class _Members(list[tuple[str, object]]):
    """The members of an object, in order, those that stand twice too."""


def _twice(node: object, at: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    if isinstance(node, _Members):
        seen: set[str] = set()
        for name, value in node:
            if name in seen:
                yield *at, name
            seen.add(name)
            yield from _twice(value, (*at, name))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from _twice(value, (*at, number))


def squad_meant(named: str | None, own: str | None) -> str:
    """Return the squad that a body is for: the one it names, or the sender's own.

    Raises
    ------
    InvalidInput
        When no squad is named, and the sender has none.
    """
    squad = named or own
    if squad is None:
        raise InvalidInput("api.invalid", findings=(finding("squad", "api.field.missing"),))
    return squad

"""Reading request bodies: after the caller is known, strictly, and with their canonical form."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Request
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
)
from pydantic_core import PydanticCustomError
from starlette.exceptions import HTTPException

from api.validation import findings_of
from geo_patrol.errors import InvalidInput, TooLarge

RECORD_BYTES = 1024 * 1024
"""A record's body is a form somebody filled in; only tracks are long."""

_LINE_BREAKS = frozenset("\n\r\t")
# Marks that reorder the text around them make a line read as another one than it is.
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_YEARS = range(1990, 2100)


class StrictBody(BaseModel):
    """A body whose fields are what they say: no unknown ones, ``false`` is no number."""

    model_config = ConfigDict(
        strict=True, extra="forbid", allow_inf_nan=False, hide_input_in_errors=True, frozen=True
    )


def _clean(text: str, allowed: frozenset[str]) -> str:
    for character in text:
        if unicodedata.category(character) == "Cc" and character not in allowed:
            raise PydanticCustomError("api.field.control", "control character")
    if _REORDERING.search(text):
        raise PydanticCustomError("api.field.control", "control character")
    return text


def _line(text: str) -> str:
    return _clean(text, frozenset())


def _lines(text: str) -> str:
    return _clean(text, _LINE_BREAKS)


def within_years(moment: datetime) -> datetime:
    """Refuse moments that no record has, and that arithmetic with offsets could fall off at."""
    if moment.year not in _YEARS:
        raise PydanticCustomError(
            "api.field.years", "year", {"first": _YEARS[0], "last": _YEARS[-1]}
        )
    return moment


Code = Annotated[str, Field(min_length=1, max_length=64), AfterValidator(_line)]
"""A code or short name, on one line."""

Note = Annotated[str, Field(max_length=2000), AfterValidator(_lines)]
Narrative = Annotated[str, Field(max_length=10_000), AfterValidator(_lines)]
Moment = Annotated[AwareDatetime, AfterValidator(within_years)]
"""ISO 8601 with an offset."""

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Sent(Generic[Model]):
    """A body as read, and as it is kept: the fields that were sent, each in one form."""

    model: Model
    canonical: dict[str, Any]


class JsonBody(Generic[Model]):
    """Dependency that reads a JSON body of one model; `api.openapi` documents it from here."""

    def __init__(self, model: type[Model], examples: dict[str, Any]) -> None:
        self.model = model
        self.examples = examples

    async def __call__(self, request: Request) -> Sent[Model]:
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
        read = parse(self.model, await read_body(request, RECORD_BYTES))
        return Sent(read, read.model_dump(mode="json", by_alias=True, exclude_unset=True))


async def read_body(request: Request, max_bytes: int) -> bytes:
    """Return a body's bytes, reading no more than ``max_bytes``.

    Raises
    ------
    TooLarge
        When there are more.
    """
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > max_bytes:
            raise TooLarge("api.record_too_large", limit_kb=max_bytes // 1024)
        parts.append(part)
    return b"".join(parts)


def parse(model: type[Model], data: bytes) -> Model:
    """Return JSON as a model.

    Raises
    ------
    InvalidInput
        With a finding for each field that is wrong.
    """
    try:
        return model.model_validate_json(data)
    except ValidationError as error:
        found = findings_of(error.errors(include_url=False, include_input=False))
        raise InvalidInput("api.invalid", findings=found) from None

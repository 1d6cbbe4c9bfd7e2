"""Track bodies: JSON from a phone, or a file as the device wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import Query, Request
from pydantic import Field, WithJsonSchema
from starlette.exceptions import HTTPException

from api.bodies import Code, StrictBody, read_body
from geo_patrol.errors import InvalidInput, finding

SUFFIX_OF: dict[str, str] = {
    "application/gpx+xml": ".gpx",
    "application/geo+json": ".geojson",
    "text/csv": ".csv",
    "application/vnd.google-earth.kml+xml": ".kml",
}
"""File formats by media type."""

MAX_SUPERSEDED = 100
"""Tracks that one stands for: a phone's pieces of a whole patrol are fewer."""

SUPERSEDES = (
    "Ids of tracks of the same patrol that this one stands for, such as parts that the device sent"
    " before; they may come later. They are kept, and do not count any more."
)

JSON = "application/json"

_MOMENT: dict[str, Any] = {
    "oneOf": [
        {"type": "string", "format": "date-time", "description": "ISO 8601 with an offset."},
        {"type": "integer", "description": "Unix milliseconds."},
        {"type": "null"},
    ]
}
_NUMBER: dict[str, Any] = {"type": ["number", "null"]}
_FIX: dict[str, Any] = {
    "type": "array",
    "prefixItems": [_MOMENT, _NUMBER, _NUMBER, _NUMBER],
    "minItems": 3,
    "maxItems": 4,
    "items": False,
}


def _column(of: dict[str, Any]) -> WithJsonSchema:
    return WithJsonSchema({"type": "array", "items": of})


class TrackBody(StrictBody):
    """A track as a phone sends it: rows in ``fixes``, or the columns ``t``, ``lon``, ``lat``.

    A fix that is no good (no time, no place, out of range) is listed in the answer and left out;
    the others are kept.
    """

    device: Code = Field(description="What recorded it; for telling a crew's phones apart.")
    fixes: Annotated[list[object], _column(_FIX)] | None = Field(
        None, description="Rows of time, longitude, latitude and, if known, accuracy in metres."
    )
    t: Annotated[list[object], _column(_MOMENT)] | None = None
    lon: Annotated[list[object], _column(_NUMBER)] | None = None
    lat: Annotated[list[object], _column(_NUMBER)] | None = None
    accuracy_m: Annotated[list[object], _column(_NUMBER)] | None = None
    supersedes: Annotated[list[UUID], Field(max_length=MAX_SUPERSEDED)] = Field(
        default_factory=list, description=SUPERSEDES
    )


@dataclass(frozen=True)
class RawTrack:
    """A body as it came, not yet looked into."""

    data: bytes
    media_type: str
    device: str
    tz: ZoneInfo | None
    supersedes: tuple[UUID, ...] = ()


class TrackReader:
    """Dependency that reads a track's body; `api.openapi` documents it from here."""

    async def __call__(
        self,
        request: Request,
        device: Annotated[
            Code | None, Query(description="With a file: what recorded it; `file` if missing.")
        ] = None,
        tz: Annotated[
            str | None,
            Query(
                max_length=64,
                description="With a file whose times carry no offset: their zone.",
                examples=["Asia/Shanghai"],
            ),
        ] = None,
        supersedes: Annotated[
            list[UUID] | None,
            Query(max_length=MAX_SUPERSEDED, description=f"With a file, repeatable: {SUPERSEDES}"),
        ] = None,
    ) -> RawTrack:
        """Return the body's bytes, and what the request says of them.

        Raises
        ------
        HTTPException
            415 when the media type is none of a track.
        InvalidInput, TooLarge
            As `read_body`.
        """
        media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type != JSON and media_type not in SUFFIX_OF:
            raise HTTPException(415)
        zone = _zone(tz)
        older = tuple(supersedes or ())
        return RawTrack(await read_body(request), media_type, device or "file", zone, older)


def _zone(name: str | None) -> ZoneInfo | None:
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (ValueError, KeyError, OSError):
        where = finding("query.tz", "api.field.zone")
        raise InvalidInput("api.invalid", findings=(where,)) from None

"""A boundary file on its way in: its bytes as the body, what it is as the query."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query, Request
from starlette.exceptions import HTTPException

from api.bodies import read_body
from geo_patrol.crs import Datum
from geo_patrol.errors import InvalidInput, TooLarge, finding
from geo_patrol.typed_text import is_plain
from geo_patrol.zones import Status
from geo_patrol.zones.bringing import Part
from geo_patrol.zones.files import MAX_FILE_MB, file_name

MEDIA_TYPE = "application/octet-stream"
MAX_SOURCE = 300


@dataclass(frozen=True)
class SentBoundary:
    """A file as it was sent, and what its sender says of it."""

    data: bytes
    name: str
    area: str
    part: Part
    datum: Datum | None
    status: Status
    source: str
    licence: str


class BoundaryFileReader:
    """Dependency that reads the file; `api.openapi` documents the body from here."""

    async def __call__(
        self,
        request: Request,
        area: Annotated[str, Query(max_length=32, description="Code of the area.")],
        part: Annotated[Part, Query(description="The area's outline, or its zones of a level.")],
        name: Annotated[
            str,
            Query(min_length=1, max_length=200, description="The file's name, with its ending."),
        ],
        datum: Annotated[
            Datum | None, Query(description="What its coordinates are; null: as the file says.")
        ] = None,
        status: Annotated[
            Status, Query(description="How far it may be trusted; `draft` cannot be in force.")
        ] = "approved",
        source: Annotated[
            str, Query(max_length=MAX_SOURCE, description="Where it comes from.")
        ] = "",
        licence: Annotated[
            str, Query(max_length=MAX_SOURCE, description="Under which terms.")
        ] = "",
    ) -> SentBoundary:
        """Return what was sent.

        Raises
        ------
        HTTPException
            415 when the body is no file.
        InvalidInput
            When what is said of it cannot be.
        TooLarge
            When the file is.
        """
        told = {"source": source, "licence": licence}
        data, called = await read_file(request, name, status, told)
        return SentBoundary(
            data, called, area, part, datum, status, source.strip(), licence.strip()
        )


async def read_file(
    request: Request, name: str, status: Status, told: Mapping[str, str]
) -> tuple[bytes, str]:
    """Return a boundary file that is a request's body, and its name.

    Raises
    ------
    HTTPException
        415 when the body is no file.
    InvalidInput
        When what is told of it is no plain line, or it says of itself that it is a draft.
    TooLarge
        When the file is.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != MEDIA_TYPE:
        raise HTTPException(415)
    wrong = [
        finding(f"query.{field}", "api.field.control")
        for field, text in told.items()
        if not is_plain(text, lines=False)
    ]
    if status == "draft":
        wrong.append(finding("query.status", "boundaries.draft_status"))
    if wrong:
        raise InvalidInput("api.invalid", findings=tuple(wrong))
    called = file_name(name)
    try:
        data = await read_body(request, MAX_FILE_MB * 1024**2)
    except TooLarge as error:
        raise TooLarge("space.file_too_large", name=called, limit_mb=MAX_FILE_MB) from error
    return data, called

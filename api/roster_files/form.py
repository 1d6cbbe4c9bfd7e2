"""A file that is sent with a form, and what it is for."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from api.bodies import Code, Day
from api.rosters.bodies import MAX_DAYS
from api.validation import findings_of
from geo_patrol.errors import InvalidInput, TooLarge, finding

MULTIPART = "multipart/form-data"
MAX_FILE_MB = 10
_MOST_FIELDS = 8
_FIELD_BYTES = 1024
_LONGEST_NAME = 120

CONTENT: dict[str, Any] = {
    MULTIPART: {
        "schema": {
            "type": "object",
            "required": ["file"],
            "properties": {
                "file": {"type": "string", "format": "binary"},
                "roster": {"type": "string", "format": "uuid"},
                "squad": {"type": "string"},
                "first_day": {"type": "string", "format": "date"},
                "n_days": {"type": "integer", "minimum": 1, "maximum": MAX_DAYS},
            },
        },
        "examples": {
            "days": {
                "summary": "A month grid as CSV, for days of a squad that has no roster yet",
                "value": {
                    "file": "姓名,1,2,3,4\n队员甲,早,早,休,夜\n",
                    "squad": "reservoir",
                    "first_day": "2022-11-01",
                    "n_days": 30,
                },
            }
        },
    }
}


class _About(BaseModel):
    """What the fields beside the file say; in a form all of them are texts."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    roster: UUID | None = None
    squad: Code | None = None
    first_day: Day | None = None
    n_days: int | None = Field(None, ge=1, le=MAX_DAYS)


@dataclass(frozen=True)
class RosterFile:
    """A file as it was sent, for a roster, or for days of a squad."""

    name: str
    data: bytes
    roster: UUID | None
    squad: str | None
    first_day: date | None
    n_days: int | None


class RosterFileReader:
    """Dependency that reads the form; `api.openapi` documents it from here."""

    async def __call__(self, request: Request) -> RosterFile:
        """Return what was sent.

        Raises
        ------
        InvalidInput
            When it is no such form, or fields are wrong, with a finding for each.
        TooLarge
            When the file is.
        """
        media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type != MULTIPART:
            raise HTTPException(415)
        if request.headers.get("content-encoding", "identity").strip().lower() != "identity":
            raise InvalidInput("api.packed")
        try:
            form = await request.form(
                max_files=1, max_fields=_MOST_FIELDS, max_part_size=_FIELD_BYTES
            )
        except HTTPException as error:
            raise InvalidInput("roster_files.bad_form") from error
        try:
            return await _read(form)
        finally:
            await form.close()


async def _read(form: FormData) -> RosterFile:
    file = form.get("file")
    if not isinstance(file, UploadFile):
        missing = finding("file", "roster_files.no_file")
        raise InvalidInput("roster_files.bad_form", findings=(missing,))
    data = await file.read(MAX_FILE_MB * 1024**2 + 1)
    name = (file.filename or "file")[:_LONGEST_NAME]
    if len(data) > MAX_FILE_MB * 1024**2:
        raise TooLarge("ledgers.too_large", name=name, limit_mb=MAX_FILE_MB)
    told = {key: value for key, value in form.multi_items() if key != "file" and value != ""}
    try:
        about = _About.model_validate(told)
    except ValidationError as error:
        found = findings_of(error.errors(include_url=False, include_input=False))
        raise InvalidInput("api.invalid", findings=found) from None
    if about.roster is None and (about.first_day is None or about.n_days is None):
        raise InvalidInput("roster_files.which_roster")
    return RosterFile(name, data, about.roster, about.squad, about.first_day, about.n_days)

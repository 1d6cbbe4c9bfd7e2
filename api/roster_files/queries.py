"""What is asked of a roster's files."""

from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from geo_patrol.messages import Language

Format = Literal["xlsx", "csv", "pdf", "ics"]


class FileQuery(BaseModel):
    """Query of a roster's file."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    format: Format = Field(
        "xlsx",
        description="`xlsx`: the month grid; `csv`: a duty a row; `pdf`: for the wall, with what"
        " could not be met; `ics`: a calendar.",
    )
    language: Language | None = Field(None, description="Otherwise `Accept-Language` decides.")
    officer: UUID | None = Field(None, description="Whose calendar it is; the squad's without.")
    leave_kinds: bool = Field(
        False, description="Say why people are on leave; only for who plans duties."
    )


class CalendarQuery(BaseModel):
    """Query of one's own calendar."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    language: Language | None = Field(None, description="Otherwise `Accept-Language` decides.")

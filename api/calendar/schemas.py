"""A year's calendar on the wire."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.bodies import Line, StrictBody
from geo_patrol.seizures.calendar import MAX_NAME, DayKind, SpecialDay

FIRST_YEAR, LAST_YEAR = 1990, 2099
DAYS_OF_A_YEAR = 366

EXAMPLES: dict[str, Any] = {
    "a holiday and what is worked for it": {
        "summary": "Some days of a year, as an office looked them up",
        "value": {
            "days": [
                {"day": "2023-01-02", "kind": "holiday", "name": "元旦"},
                {"day": "2023-01-28", "kind": "workday", "name": "春节调休"},
            ]
        },
    }
}


class YearQuery(BaseModel):
    """Query of a calendar."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    year: int = Field(ge=FIRST_YEAR, le=LAST_YEAR, description="Which year.")


class DayBody(StrictBody):
    """A day that is not what its weekday says, or is a holiday anyway."""

    day: date
    kind: DayKind
    name: Annotated[str, Field(max_length=MAX_NAME), Line] = ""

    def special(self) -> SpecialDay:
        """Return the record."""
        return SpecialDay(self.day, self.kind, self.name.strip())


class YearBody(StrictBody):
    """All of a year's days that the office knows better than the library; none of it."""

    days: Annotated[list[DayBody], Field(max_length=DAYS_OF_A_YEAR)]


class DayOut(BaseModel):
    """A day that is not what its weekday says, or is a holiday anyway."""

    day: date
    kind: DayKind
    name: str
    name_en: str = Field(description="In English where the library knows it; else the same.")
    source: Literal["office", "library"]


class CalendarOut(BaseModel):
    """A year as periods are counted by it."""

    year: int
    announced: bool = Field(
        description="False: counted by weekends, but for the days told; both great holidays are"
        " not known."
    )
    items: list[DayOut]
    next: None = None

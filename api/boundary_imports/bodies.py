"""What is decided on a boundary that was brought in, as it is sent."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import Field

from api.bodies import Day, Note, Reason, StrictBody

FORCE_EXAMPLES: dict[str, Any] = {
    "today": {
        "summary": "From a day on, with the reason",
        "value": {"valid_from": "2022-11-01", "reason": "县政府批复的新红线"},
    }
}
DISCARD_EXAMPLES: dict[str, Any] = {
    "wrong": {"summary": "A file that was the wrong one", "value": {"reason": "传错了文件"}}
}
RESTORE_EXAMPLES: dict[str, Any] = {
    "back": {
        "summary": "What held before an import",
        "value": {"of": "018f3a52-6b00-7c11-9a01-5d0c6e1f0001"},
    }
}


RETIRE_EXAMPLES: dict[str, Any] = {
    "given up": {"summary": "With the reason", "value": {"reason": "片区撤并，不再巡查"}}
}
BACK_EXAMPLES: dict[str, Any] = {"back": {"summary": "Nothing more is asked", "value": {}}}


class InForceBody(StrictBody):
    """From when a boundary holds, and why."""

    valid_from: Day = Field(description="Local day from whose beginning it holds.")
    reason: Reason

    def begins(self, zone: ZoneInfo) -> datetime:
        """Return the moment at which that day begins."""
        return _begin_of(self.valid_from, zone)


class DiscardBody(StrictBody):
    """Why a boundary is not put in force."""

    reason: Note = ""


class RetireBody(StrictBody):
    """Why an area is patrolled no more."""

    reason: Reason


class BackBody(StrictBody):
    """An area is patrolled again."""


class RestoreBody(StrictBody):
    """Which import is to be undone."""

    of: UUID = Field(strict=False, description="The import before which it held.")


def _begin_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone).astimezone(UTC)

"""A round: a patrol together with the way it went and what its phones kept of it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from geo_patrol.demo.days import Day
from geo_patrol.demo.journeys import Journey
from geo_patrol.patrols import Patrol, ShiftKind

Recorded = Literal["once", "twice", "scraps", "nothing"]


@dataclass(frozen=True, eq=False)
class Round:
    """A patrol, its journey (from the patrol's start on), and how its phones recorded it."""

    patrol: Patrol
    journey: Journey
    day: Day
    kind: ShiftKind
    recorded: Recorded

    def recorded_as(self, recorded: Recorded) -> "Round":
        """Return the same round with another fate of its record."""
        return replace(self, recorded=recorded)


def whole_minutes(start: datetime, duration_s: float) -> tuple[datetime, datetime]:
    """Return the start cut to the minute, and the end a minute or so after the duration."""
    begin = start.replace(second=0, microsecond=0)
    return begin, begin + timedelta(minutes=int(duration_s // 60) + 1)

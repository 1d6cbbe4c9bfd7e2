"""What a calendar says, read back by the library."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import icalendar


@dataclass(frozen=True)
class Told:
    """An event of a calendar."""

    uid: str
    sequence: int
    status: str
    transp: str
    summary: str
    location: str
    description: str
    start: datetime
    end: datetime
    zone: str

    @property
    def day(self) -> date:
        """The day on which it begins, by its own zone."""
        return self.start.date()


def told_in(data: bytes) -> list[Told]:
    """Return the events of a calendar that has no faults, and no line longer than allowed."""
    calendar = icalendar.Calendar.from_ical(data)
    assert not calendar.errors
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    return [_told(one) for one in calendar.walk("VEVENT")]


def _told(event: Any) -> Told:
    return Told(
        str(event["uid"]),
        int(event["sequence"]),
        str(event["status"]),
        str(event["transp"]),
        str(event["summary"]),
        str(event.get("location", "")),
        str(event["description"]),
        event.start,
        event.end,
        str(event["dtstart"].params["TZID"]),
    )

"""When a crew counts as overdue: how it moves, what hour it is, how long it was not heard of."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import get_args

from geo_patrol.patrols import Mode

_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)", re.ASCII)
_DAY_MIN = 24 * 60

FORGOTTEN = timedelta(hours=24)
"""A patrol that began longer ago was not ended by mistake: no shift lasts that long."""


@dataclass(frozen=True)
class OverdueRule:
    """Who is watched, and how long a silence may be.

    ``from_min`` and ``to_min`` are minutes of the local day, half-open; with ``from_min`` the later
    of the two they go round midnight. No ``modes``: nobody is watched.
    """

    silence: timedelta
    modes: frozenset[Mode]
    from_min: int
    to_min: int

    def watches(self, mode: Mode, now: datetime, zone: tzinfo) -> bool:
        """Whether crews that move so are watched now."""
        return mode in self.modes and self.is_hour(now, zone)

    def is_hour(self, now: datetime, zone: tzinfo) -> bool:
        """Whether it is an hour at which crews are watched, by local clock."""
        local = now.astimezone(zone)
        minute = local.hour * 60 + local.minute
        if self.from_min < self.to_min:
            return self.from_min <= minute < self.to_min
        return minute >= self.from_min or minute < self.to_min

    def due_at(self, last: datetime) -> datetime:
        """Return when a crew that was last heard of then is overdue."""
        return last + self.silence


def read_modes(text: str) -> frozenset[Mode]:
    """Return modes from a list with commas; an empty text has none.

    Raises
    ------
    ValueError
        When one is unknown.
    """
    asked = {part.strip() for part in text.split(",") if part.strip()}
    modes: frozenset[Mode] = frozenset(mode for mode in get_args(Mode) if mode in asked)
    if len(modes) != len(asked):
        raise ValueError(f"modes are {', '.join(get_args(Mode))}")
    return modes


def read_hours(text: str) -> tuple[int, int]:
    """Return minutes of the day from hours such as ``18:00-06:00``.

    Raises
    ------
    ValueError
        When it is no such thing, or nothing lies between.
    """
    found = _HOURS.fullmatch(text.strip())
    if found is None:
        raise ValueError("hours are written as 18:00-06:00")
    first = int(found[1]) * 60 + int(found[2])
    last = _DAY_MIN if found[3] is None else int(found[3]) * 60 + int(found[4])
    if first == last:
        raise ValueError("there is no time between the two hours")
    return first, last

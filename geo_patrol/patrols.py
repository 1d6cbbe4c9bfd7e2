"""Shifts and patrols: who was on duty, where, when and how they moved."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from typing import Literal
from uuid import UUID

ShiftKind = Literal["early", "middle", "night"]
Mode = Literal["foot", "car", "boat"]

# Local start hour of each shift; each lasts eight hours, so that three cover the clock.
SHIFT_START_HOUR: dict[ShiftKind, int] = {"night": 0, "early": 8, "middle": 16}
SHIFT_LENGTH = timedelta(hours=8)


@dataclass(frozen=True)
class Shift:
    """A squad's turn of duty; half-open ``[start, end)``, times aware."""

    id: UUID
    squad_code: str
    kind: ShiftKind
    start: datetime
    end: datetime
    note: str = ""


@dataclass(frozen=True)
class Patrol:
    """One crew's round in one area within a shift; ``end`` is None while it goes on."""

    id: UUID
    shift_id: UUID
    area_code: str
    mode: Mode
    start: datetime
    end: datetime | None
    crew: tuple[UUID, ...]
    note: str = ""


def shift_kind_at(moment: datetime, zone: tzinfo) -> ShiftKind:
    """Return the kind of shift that a moment falls in, by local clock."""
    hour = moment.astimezone(zone).hour
    return "night" if hour < 8 else "early" if hour < 16 else "middle"


def shift_bounds(kind: ShiftKind, day: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
    """Return start and end of the shift of that kind on the local day of ``day``."""
    local = day.astimezone(zone).date()
    start = datetime.combine(local, time(SHIFT_START_HOUR[kind]), tzinfo=zone)
    return start, start + SHIFT_LENGTH


@dataclass(frozen=True)
class DeclaredRoute:
    """A route that somebody says a patrol took; ``line`` is longitudes and latitudes, EPSG:4326.

    It is drawn as declared. No figure is ever made of it.
    """

    id: UUID
    patrol_id: UUID
    start: datetime
    end: datetime
    line: tuple[tuple[float, float], ...]
    text: str = ""

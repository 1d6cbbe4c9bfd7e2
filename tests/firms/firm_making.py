"""Firms and their checks for tests of the domain, in October 2022, by the office's hours."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from geo_patrol.cases.limits import builtin_limits
from geo_patrol.cases.worktime import WorkTime
from geo_patrol.firms.opening import Opening
from geo_patrol.firms.records import CombinedVisit, PlannedCheck
from geo_patrol.firms.stretches import Stretch
from geo_patrol.seizures.calendar import make_calendar

ZONE = ZoneInfo("Asia/Shanghai")
CALENDAR = make_calendar()
WORKTIME = WorkTime(CALENDAR, builtin_limits().hours, ZONE)
FIRM = UUID(int=1)


def at(day: int, hour: float = 0, month: int = 10) -> datetime:
    """Return a moment of 2022: October has holidays up to the 7th, then a worked weekend."""
    return datetime(2022, month, 1, tzinfo=ZONE) + timedelta(days=day - 1, hours=hour)


def check(first: int, last: int, minutes: int = 60, **changes: Any) -> PlannedCheck:
    """Return a check of which the window is some days of October, the last included."""
    values: dict[str, Any] = {"id": uuid4(), "firm_id": FIRM, "matter": "消防", "agency": "market"}
    values |= {"opens_at": at(first), "closes_at": at(last + 1), "minutes": minutes}
    return PlannedCheck(**{**values, **changes})


def can_begin(*hours: tuple[float, float], **changes: Any) -> Opening:
    """Return a check that can begin in some hours of the 10th."""
    starts = tuple(Stretch(at(10, begin), at(10, end)) for begin, end in hours)
    return Opening(check(10, 10, **changes), starts)


def visit(start: datetime, *checks: PlannedCheck, **changes: Any) -> CombinedVisit:
    """Return a visit of an hour."""
    values: dict[str, Any] = {"id": uuid4(), "firm_id": FIRM, "starts_at": start, "minutes": 60}
    return CombinedVisit(**{**values, "checks": tuple(str(one.id) for one in checks), **changes})

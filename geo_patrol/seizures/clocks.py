"""How long a measure may last: when each period is over, by which article, and how sure that is.

Days are local days. The day something began on is not counted, and the last day counts to its
midnight (both from memory: the periods in the law table say so). Hours run through nights and
holidays. What is due on a moment is overdue from that moment on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import islice
from typing import Literal

from geo_patrol.errors import Finding, InvalidInput, finding
from geo_patrol.law import LawTable, Period
from geo_patrol.seizures.calendar import DAY, WorkCalendar

ClockKind = Literal["seizure_report", "preservation", "seizure", "case"]

LONGEST_TESTING = timedelta(days=1000)
"""Dates further apart are a slip of the pen."""


@dataclass(frozen=True)
class Examination:
    """Time for which seized things were tested, by local days: it is not counted.

    The day it began is counted, its last day is not: of two readings that due earlier. ``end`` is
    None while it goes on.
    """

    start: date
    end: date | None = None


@dataclass(frozen=True)
class Extension:
    """A seizure extended by approval."""

    granted_at: datetime
    days: int


@dataclass(frozen=True)
class Clock:
    """A period that runs, or has run.

    Attributes
    ----------
    subject
        What it is about, as the asker names it.
    due_at
        The moment it is over; ``last_day`` is the last local day, None for hours.
    period
        Its length and article, with how certain it is.
    extended_days, tested_days
        What was added to it.
    met_at
        When it was done; None while it is open.
    remarks
        What a person should know of it, in words.
    """

    subject: str
    kind: ClockKind
    started_at: datetime
    due_at: datetime
    last_day: date | None
    period: Period
    extended_days: int = 0
    tested_days: int = 0
    met_at: datetime | None = None
    remarks: tuple[Finding, ...] = ()


def run_clock(
    subject: str,
    kind: ClockKind,
    started_at: datetime,
    *,
    table: LawTable,
    calendar: WorkCalendar,
    tz: tzinfo,
    today: date,
    extension: Extension | None = None,
    testing: Sequence[Examination] = (),
    met_at: datetime | None = None,
) -> Clock:
    """Say when a period is over.

    Parameters
    ----------
    started_at
        When the measure was taken, or the case filed; aware. The period is that in force then.
    today
        Until when testing that goes on is taken out.
    extension, testing
        For a seizure; other periods have neither, and leave them out of account.

    Raises
    ------
    InvalidInput
        When a time has no offset, testing ends before it begins or lasts for years, or the table
        has no such period on that day.
    """
    _require_offsets(started_at, met_at, extension.granted_at if extension else None)
    start = started_at.astimezone(tz).date()
    period = table.period(kind, start)
    remarks: list[Finding] = []
    if not period.verified:
        remarks.append(finding(period.id, "seizures.period_unverified"))
    if met_at is not None and met_at < started_at:
        remarks.append(finding("", "seizures.met_before_start"))
    if period.unit == "hours":
        due_at = started_at + timedelta(hours=period.length)
        return Clock(
            subject, kind, started_at, due_at, None, period, met_at=met_at, remarks=tuple(remarks)
        )
    tested: frozenset[date] = frozenset()
    added = 0
    if kind == "seizure":
        tested = _tested(testing, start, today)
        if any(one.end is None for one in testing):
            remarks.append(finding("", "seizures.testing_open"))
        if extension is not None:
            plain_due = _midnight_after(_last_day(start, period, 0, tested, calendar), tz)
            added = _added(extension, plain_due, table, start, remarks)
    last_day = _last_day(start, period, added, tested, calendar)
    remarks += _about_days(start, last_day, period, calendar)
    return Clock(
        subject,
        kind,
        started_at,
        _midnight_after(last_day, tz),
        last_day,
        period,
        added,
        sum(start < day <= last_day for day in tested),
        met_at,
        tuple(remarks),
    )


def _require_offsets(*moments: datetime | None) -> None:
    if any(moment is not None and moment.utcoffset() is None for moment in moments):
        raise InvalidInput("seizures.no_offset")


def _midnight_after(day: date, tz: tzinfo) -> datetime:
    return datetime.combine(day + DAY, time.min, tz)


def _last_day(
    start: date, period: Period, added: int, tested: frozenset[date], calendar: WorkCalendar
) -> date:
    if period.unit == "working_days":
        days: Iterator[date] = calendar.working_days(start)
    else:
        days = (day for day in _days_after(start) if day not in tested)
    return next(islice(days, period.length + added - 1, None))


def _days_after(day: date) -> Iterator[date]:
    while True:
        day += DAY
        yield day


def _tested(testing: Sequence[Examination], start: date, today: date) -> frozenset[date]:
    days: set[date] = set()
    for one in testing:
        first = max(one.start, start)
        last = today if one.end is None else one.end
        if last < one.start or last - one.start > LONGEST_TESTING:
            raise InvalidInput("seizures.testing_dates", start=one.start.isoformat())
        days.update(first + DAY * n for n in range(1, (last - first).days + 1))
    return frozenset(days)


def _added(
    extension: Extension,
    due_at: datetime,
    table: LawTable,
    start: date,
    remarks: list[Finding],
) -> int:
    """Return the days that an extension adds: none when it came too late."""
    most = table.period("seizure_extension", start)
    if extension.granted_at >= due_at:
        remarks.append(finding(most.id, "seizures.extended_late"))
        return 0
    if not 1 <= extension.days <= most.length:
        remarks.append(finding(most.id, "seizures.extended_too_long", most=most.length))
    return max(0, min(extension.days, most.length))


def _about_days(
    start: date, last_day: date, period: Period, calendar: WorkCalendar
) -> Iterator[Finding]:
    if period.unit == "calendar_days":
        if not calendar.is_working_day(last_day):
            yield finding("", "seizures.last_day_off", day=last_day.isoformat())
        return
    days = (start + DAY * n for n in range(1, (last_day - start).days + 1))
    for year in calendar.unannounced(days):
        yield finding("", "seizures.year_unannounced", year=year)

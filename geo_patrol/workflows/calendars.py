"""The calendar that periods are counted by: the library's, with the office's own days over it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.audit import ADMINISTRATION
from geo_patrol.errors import Finding, InvalidInput, finding
from geo_patrol.seizures import SpecialDay, WorkCalendar, make_calendar
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import hold, record_lock
from geo_patrol.store.repositories import history
from geo_patrol.store.repositories.calendars import (
    OfficeCalendar,
    calendars,
    plain_days,
    save_calendar,
)
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.writing import Submission, followed, write_record

if TYPE_CHECKING:
    from geo_patrol.seizures.calendar_file import CalendarRead

KIND = "calendar"
CALENDAR_ID = UUID("0e6a6f0b-3a55-5d0c-8c35-3f2a9be1d7c4")
"""There is one calendar of the office; each file makes a version of it."""

Days = tuple[SpecialDay, ...]


@dataclass(frozen=True)
class CalendarReport:
    """What an import did, or would do, day by day; ``n_gone`` are of its years and not in it."""

    n_new: int
    n_changed: int
    n_same: int
    n_gone: int


def office_days(session: Session) -> Days:
    """Return the office's own days, by date."""
    found = next(calendars(session), None)
    return () if found is None else found.days


def work_calendar(session: Session) -> WorkCalendar:
    """Return the calendar in force."""
    return _made(office_days(session))


@lru_cache(maxsize=8)
def _made(own: Days) -> WorkCalendar:
    return make_calendar(own)


def import_calendar(
    store: Store,
    scope: Scope,
    read: "CalendarRead",
    *,
    now: datetime,
    skip_bad: bool = False,
    dry_run: bool = False,
) -> CalendarReport:
    """Take over a file's days; what was known of its years before is replaced by it.

    Raises
    ------
    InvalidInput
        When rows are bad and are not to be skipped.
    """
    if read.bad and not (skip_bad or dry_run):
        raise InvalidInput("ledgers.not_clean", findings=read.bad, n_bad=read.n_bad)
    if dry_run:
        with store.reader() as session:
            return _report(office_days(session), read.rows)
    with store.writer() as session:
        before = _replace(session, scope, {one.day.year for one in read.rows}, read.rows, now=now)
    return _report(before, read.rows)


def put_year(
    store: Store,
    scope: Scope,
    year: int,
    days: Sequence[SpecialDay],
    *,
    now: datetime,
    if_match: int | None = None,
) -> None:
    """Have the office's own days of a year be these; none leaves the library's.

    ``if_match`` is the calendar's version that was read, 0 where there was none; None for
    whichever.

    Raises
    ------
    InvalidInput
        With a finding for each day that is of another year, or stands twice.
    PreconditionFailed
        When somebody else changed the calendar meanwhile.
    """
    if findings := tuple(_day_faults(year, days)):
        raise InvalidInput("calendar.bad_year", year=year, findings=findings)
    with store.writer() as session:
        _replace(session, scope, {year}, days, now=now, if_match=if_match)


def _day_faults(year: int, days: Sequence[SpecialDay]) -> Iterator[Finding]:
    seen: set[date] = set()
    for number, one in enumerate(days):
        if one.day.year != year:
            yield finding(f"days[{number}].day", "calendar.other_year", year=year)
        if one.day in seen:
            yield finding(f"days[{number}].day", "calendar.day_twice", day=one.day.isoformat())
        seen.add(one.day)


def _replace(
    session: Session,
    scope: Scope,
    years: Collection[int],
    days: Iterable[SpecialDay],
    *,
    now: datetime,
    if_match: int | None = None,
) -> Days:
    """Write a calendar with the days of some years replaced; return those it had before."""
    hold(session, record_lock(KIND, CALENDAR_ID))
    before = office_days(session)
    kept = [one for one in before if one.day.year not in years]
    after = OfficeCalendar(CALENDAR_ID, tuple(sorted([*kept, *days])))
    past = calendar_version(session)
    sent = Submission(scope, KIND, CALENDAR_ID, calendar_body(after), now, followed(past, if_match))

    def save(new: bool) -> str:
        save_calendar(session, after, now=now, new=new)
        return ADMINISTRATION

    write_record(session, sent, save)
    return before


def calendar_version(session: Session) -> int | None:
    """Return the version of the office's calendar; None while there is none."""
    return history.latest_version(session, KIND, CALENDAR_ID)


def calendar_body(calendar: OfficeCalendar) -> dict[str, Any]:
    """Return what makes a calendar's version the same version."""
    return {"days": plain_days(calendar.days)}


def _report(before: Days, rows: tuple[SpecialDay, ...]) -> CalendarReport:
    known = {one.day: one for one in before}
    years = {one.day.year for one in rows}
    named = {one.day for one in rows}
    return CalendarReport(
        n_new=sum(one.day not in known for one in rows),
        n_changed=sum(known.get(one.day, one) != one for one in rows),
        n_same=sum(known.get(one.day) == one for one in rows),
        n_gone=sum(one.day.year in years and one.day not in named for one in before),
    )

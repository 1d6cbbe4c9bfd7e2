"""The calendar that periods are counted by: the library's, with the office's own days over it."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.audit import ADMINISTRATION
from geo_patrol.errors import InvalidInput
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
from geo_patrol.workflows.writing import Submission, write_record

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
        hold(session, record_lock(KIND, CALENDAR_ID))
        before = office_days(session)
        years = {one.day.year for one in read.rows}
        kept = [one for one in before if one.day.year not in years]
        after = OfficeCalendar(CALENDAR_ID, tuple(sorted([*kept, *read.rows])))
        past = history.latest_version(session, KIND, CALENDAR_ID)
        sent = Submission(scope, KIND, CALENDAR_ID, calendar_body(after), now, past)

        def save(new: bool) -> str:
            save_calendar(session, after, now=now, new=new)
            return ADMINISTRATION

        write_record(session, sent, save)
    return _report(before, read.rows)


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

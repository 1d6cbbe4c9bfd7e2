"""The office's own calendar."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from geo_patrol.seizures import SpecialDay
from geo_patrol.store.repositories.rows import rows_of, save_row, table_of
from geo_patrol.store.tables import OfficeCalendarRow

_CALENDARS = table_of(OfficeCalendarRow)


@dataclass(frozen=True)
class OfficeCalendar:
    """Days off and days worked, as the office gave them, by date."""

    id: UUID
    days: tuple[SpecialDay, ...]


def calendars(session: Session) -> Iterator[OfficeCalendar]:
    """Yield the office's calendar; nothing while there is none."""
    for row in rows_of(session, select(_CALENDARS.c.id, _CALENDARS.c.days)):
        days = (SpecialDay(date.fromisoformat(day), kind, name) for day, kind, name in row.days)
        yield OfficeCalendar(row.id, tuple(days))


def save_calendar(session: Session, calendar: OfficeCalendar, *, now: datetime, new: bool) -> None:
    """Put a calendar in force, in the place of the one before."""
    values = {"days": plain_days(calendar.days), "received_at": now}
    save_row(session, OfficeCalendarRow, calendar.id, values, new=new)


def plain_days(days: Sequence[SpecialDay]) -> list[list[str]]:
    """Return days as JSON has them."""
    return [[one.day.isoformat(), one.kind, one.name] for one in days]

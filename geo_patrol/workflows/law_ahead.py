"""What a phone takes along of the law: the answers of the weeks around today."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache

from sqlalchemy.orm import Session

from geo_patrol.errors import Finding, finding
from geo_patrol.law.ahead import Ahead, answers_ahead
from geo_patrol.workflows.law import TableInForce, table_in_force

BACK = timedelta(days=60)
ON = timedelta(days=90)


@dataclass(frozen=True)
class LawAhead:
    """The table in force, and what it answers over whole months.

    ``zone_unknown`` and ``zone_not_approved`` are what is to be said of a place, by who knows it.
    """

    in_force: TableInForce
    ahead: Ahead
    zone_unknown: Finding
    zone_not_approved: Finding


def law_ahead(session: Session, *, now: datetime, tz: tzinfo) -> LawAhead:
    """Return the answers from 60 days before today to 90 after it, rounded to whole months.

    So it is the same all month, as long as the table is.
    """
    in_force = table_in_force(session)
    today = now.astimezone(tz).date()
    first = (today - BACK).replace(day=1)
    last = _end_of_month(today + ON)
    room = _remembered(in_force.edition, first, last, tz)
    if not room:
        room.append(answers_ahead(in_force.table, first, last, tz))
    return LawAhead(
        in_force,
        room[0],
        finding("zone", "law.zone_unknown"),
        finding("zone", "law.zone_not_approved"),
    )


def _end_of_month(day: date) -> date:
    next_month = day.replace(day=1) + timedelta(days=31)
    return next_month.replace(day=1) - timedelta(days=1)


@lru_cache(maxsize=4)
def _remembered(_edition: str, _first: date, _last: date, _tz: tzinfo) -> list[Ahead]:
    """Return room for the answers of an edition: it names all that they follow from."""
    return []

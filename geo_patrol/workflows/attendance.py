"""A roster held against the patrols that there were."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.errors import InvalidInput
from geo_patrol.roster.attendance import GRACE, Attendance, Turn, attendance
from geo_patrol.roster.clock import last_day_of
from geo_patrol.roster.records import KeptRoster
from geo_patrol.store.repositories import history, people
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.outings import outings
from geo_patrol.store.repositories.roster_assignments import (
    RosterAssignment,
    of_roster,
    published_between,
)
from geo_patrol.store.repositories.rosters import ROSTERS
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.roster_terms import leave_that_counts

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class RosterAttendance:
    """A roster's attendance as of a moment, with the names of all whom it tells of."""

    roster: KeptRoster
    as_of: datetime
    attendance: Attendance
    names: dict[UUID, str]


def roster_attendance(
    session: Session, scope: Scope, roster_id: UUID, *, now: datetime
) -> RosterAttendance:
    """Hold a published roster against patrols.

    Raises
    ------
    NotFound
        When there is no such roster within reach.
    InvalidInput
        When it is not published: nobody was told to be there.
    """
    kept = ROSTERS.one(session, roster_id, scope)
    if kept is None:
        raise history.not_there(session, "roster", roster_id, "roster_requests.no_roster")
    roster = kept.record
    if roster.state != "published":
        raise InvalidInput("roster_requests.no_attendance")
    rows = of_roster(session, roster_id)
    if not rows:
        return RosterAttendance(roster, now, Attendance((), ()), {})
    officers = {one.officer_id for one in rows}
    start = min(one.starts_at for one in rows)
    end = max(one.ended_at for one in rows)
    span = Span(start - GRACE, end + GRACE)
    neighbours = published_between(session, roster.squad_code, span)
    found = attendance(
        _turns(rows),
        outings(session, Span(start, end), squad=roster.squad_code, officers=officers),
        squad=roster.squad_code,
        now=now,
        on_leave=_on_leave(session, officers, roster.first_day, last_day_of(roster)),
        also_planned=_turns(one for one in neighbours if one.roster_id != roster_id),
    )
    told = officers | {one.officer_id for one in found.unplanned}
    return RosterAttendance(roster, now, found, people.names(session, told))


def _turns(rows: Iterable[RosterAssignment]) -> list[Turn]:
    return [
        Turn(one.officer_id, one.day, one.shift, one.post, one.starts_at, one.ended_at)
        for one in rows
    ]


def _on_leave(
    session: Session, officers: Collection[UUID], first: date, last: date
) -> set[tuple[UUID, date]]:
    return {
        (leave.officer_id, first + n * _DAY)
        for leave in leave_that_counts(session, officers, first, last)
        for n in range((last - first).days + 1)
        if leave.first_day <= first + n * _DAY <= leave.last_day
    }

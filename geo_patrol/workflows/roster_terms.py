"""What a roster has to hold to besides its people's past: shifts, posts, leave, holidays, risk."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.roster.clock import days_of, last_day_of, shift_type
from geo_patrol.roster.problem import (
    AreaRisk,
    Fixed,
    Forbidden,
    Leave,
    Need,
    Post,
    Request,
    ShiftType,
)
from geo_patrol.roster.records import KeptRoster, LeaveWish
from geo_patrol.roster.requests import leave_counts
from geo_patrol.store.repositories.operations import operations_between
from geo_patrol.store.repositories.roster_requests import answers_kept, said
from geo_patrol.store.repositories.rosters import leaves_between, wishes_between
from geo_patrol.workflows.calendars import work_calendar

AT_RISK = "high"
"""The level of risk that posts know; an operation makes it the day's."""

_DAY = timedelta(days=1)
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True)
class SpecialDays:
    """Public holidays, and the weekends that are worked for them."""

    holidays: frozenset[date]
    workdays: frozenset[date]


def shifts_of(roster: KeptRoster) -> tuple[ShiftType, ...]:
    """Return a roster's kinds of shift as a search is given them."""
    return tuple(shift_type(one) for one in roster.shifts)


def posts_of(roster: KeptRoster) -> tuple[Post, ...]:
    """Return a roster's posts as a search is given them, with the days that need otherwise."""
    return tuple(
        Post(
            one.code,
            roster.squad_code,
            one.area_code,
            one.shift,
            Need(one.workday, one.weekend, one.holiday, ((AT_RISK, one.at_risk),)),
            tuple(
                (extra.day, extra.people) for extra in roster.extra_needs if extra.post == one.code
            ),
            tuple((skill, 1) for skill in one.skills),
            one.on_water,
            one.vehicle,
            one.enforcement,
        )
        for one in roster.posts
    )


def leave_that_counts(
    session: Session, officers: Collection[UUID], first: date, last: date
) -> list[LeaveWish]:
    """Return the leaves that people are off for: those granted, and illness at once."""
    asked = leaves_between(session, officers, first, last)
    answers = answers_kept(session, [one.id for one in asked])
    return [one for one in asked if leave_counts(one, said(answers.get(one.id, [])))]


def leave_of(session: Session, roster: KeptRoster, officers: Collection[UUID]) -> tuple[Leave, ...]:
    """Return the leave in a roster's days, and on the day after it, into which a night may run."""
    last = last_day_of(roster) + _DAY
    found = leave_that_counts(session, officers, roster.first_day, last)
    return tuple(Leave(str(one.officer_id), one.first_day, one.last_day) for one in found)


def requests_of(
    session: Session, roster: KeptRoster, officers: Collection[UUID]
) -> tuple[Request, ...]:
    """Return people's wishes for a roster's days; who wishes to be off is off in every squad.

    A wish for a kind of shift that the roster has not is nothing that it could meet.
    """
    codes = {None, *(one.code for one in roster.shifts)}
    found = wishes_between(session, officers, roster.first_day, last_day_of(roster))
    return tuple(
        Request(str(one.officer_id), one.day, one.on, one.shift, one.weight)
        for one in found
        if one.shift in codes and (one.squad_code == roster.squad_code or not (one.on or one.shift))
    )


def special_days(session: Session, days: Collection[date]) -> SpecialDays:
    """Return which of some days are not what their weekday says, by the calendar in force."""
    special = work_calendar(session).special
    known = {day: special[day].kind for day in days if day in special}
    return SpecialDays(
        frozenset(day for day, kind in known.items() if kind == "holiday"),
        frozenset(day for day, kind in known.items() if kind == "workday"),
    )


def unannounced_years(session: Session, roster: KeptRoster) -> tuple[int, ...]:
    """Return the years of a roster's days whose public holidays are not known yet."""
    return work_calendar(session).unannounced(days_of(roster))


def risks_of(session: Session, roster: KeptRoster, zone: tzinfo) -> tuple[AreaRisk, ...]:
    """Return the areas and days of high risk: those of the squad's operations.

    One without areas is in all of them; a post without an area is at risk with any.
    """
    days = set(days_of(roster))
    areas = {one.area_code for one in roster.posts}
    found: set[tuple[str, date]] = set()
    first, last = roster.first_day, last_day_of(roster)
    for one in operations_between(session, roster.squad_code, first, last, zone):
        ends = one.ends_at if one.closed_at is None else min(one.ends_at, one.closed_at)
        where = {*one.area_codes, ""} & areas if one.area_codes else areas
        day = one.starts_at.astimezone(zone).date()
        until = (ends - _INSTANT).astimezone(zone).date()
        met = {each for each in days if day <= each <= until}
        found |= {(area, each) for area in where for each in met}
    return tuple(AreaRisk(area, day, AT_RISK) for area, day in sorted(found))


def fixed_of(roster: KeptRoster) -> tuple[Fixed, ...]:
    """Return the shifts and posts that were settled by hand."""
    return tuple(
        Fixed(str(one.officer_id), one.day, one.shift, one.post)
        for one in roster.pins
        if (one.shift, one.post) != (None, None)
    )


def days_off_of(roster: KeptRoster) -> Iterator[Forbidden]:
    """Yield the days off that were settled by hand."""
    for one in roster.pins:
        if (one.shift, one.post) == (None, None):
            yield Forbidden(str(one.officer_id), one.day, one.day)

"""What publishing a roster asks for, and what it makes: duties by the clock, and squads' shifts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import pairwise
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.errors import Finding, InvalidInput, finding
from geo_patrol.patrols import Shift
from geo_patrol.roster.checker import Report, check
from geo_patrol.roster.clock import days_of, last_day_of, moments, shift_id
from geo_patrol.roster.problem import Problem
from geo_patrol.roster.records import KeptRoster
from geo_patrol.roster.settings import RuleSettings
from geo_patrol.roster.violations import Violation
from geo_patrol.roster.words import days_said
from geo_patrol.store.locks import hold, record_lock
from geo_patrol.store.repositories import duty
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.roster_assignments import RosterAssignment, published_of
from geo_patrol.store.repositories.rosters import LONGEST, published_rosters
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.workflows.records import body_of
from geo_patrol.workflows.roster_problem import roster_of
from geo_patrol.workflows.roster_terms import shifts_of
from geo_patrol.workflows.writing import first_version, remember

MOST_TOLD = 100
"""Broken rules that are told one by one."""
_DAY = timedelta(days=1)
_SHIFTS_AT_MOST = 5000


def by_the_clock(roster: KeptRoster, zone: tzinfo) -> list[RosterAssignment]:
    """Return a roster's duties as the store keeps them beside it, by start."""
    shifts = {one.code: one for one in shifts_of(roster)}
    areas = {one.code: one.area_code or None for one in roster.posts}
    found = []
    for one in roster.duties:
        shift = shifts[one.shift]
        start, end = moments(one.day, shift, zone)
        found.append(
            RosterAssignment(
                roster.id,
                roster.squad_code,
                one.officer_id,
                one.day,
                one.shift,
                shift.kind,
                one.post,
                None if one.post is None else areas[one.post],
                start.astimezone(UTC),
                end.astimezone(UTC),
                roster.state == "published",
            )
        )
    return sorted(found, key=lambda one: (one.starts_at, str(one.officer_id)))


def require_free(
    session: Session, roster: KeptRoster, zone: tzinfo, names: Mapping[str, str]
) -> None:
    """Refuse to publish what is told already: days of the squad, or two places for somebody.

    No reason is good for that: nobody can be in two places.

    Raises
    ------
    InvalidInput
        With a finding for each.
    """
    others = published_rosters(
        session, roster.squad_code, roster.first_day - LONGEST, last_day_of(roster) + _DAY
    )
    taken = [
        finding(
            "first_day",
            "rosters.days_taken",
            first=one.first_day.isoformat(),
            last=last_day_of(one).isoformat(),
            id=str(one.id),
        )
        for one in others
        if one.id != roster.id and last_day_of(one) >= roster.first_day
    ]
    if taken:
        raise InvalidInput("rosters.invalid", findings=tuple(taken), n=len(taken))
    own = by_the_clock(replace(roster, state="published"), zone)
    ids = {one.officer_id for one in own}
    told = published_of(session, ids, roster.first_day - _DAY, last_day_of(roster) + _DAY)
    booked = [*own, *(one for one in told if one.roster_id != roster.id)]
    if clashes := tuple(_clashes(booked, zone, names)):
        raise InvalidInput("rosters.double_booked", findings=clashes, n=len(clashes))


def require_reason(
    roster: KeptRoster, problem: Problem, settings: RuleSettings, names: Mapping[str, str]
) -> None:
    """Refuse to publish what breaks hard rules, unless its leader says why.

    Raises
    ------
    InvalidInput
        With each broken rule in words.
    """
    broken = hard_of(check(problem, roster_of(roster), settings))
    if broken and not roster.reason:
        told = broken_in_words(broken, names)
        raise InvalidInput("rosters.rules_broken", findings=told, n=len(broken))


def hard_of(report: Report) -> list[Violation]:
    """Return the hard rules that are broken, the heaviest first."""
    return [one for one in report.violations if one.hard]


def broken_in_words(broken: Iterable[Violation], names: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return broken rules as findings, who and where by their names."""
    return tuple(
        # The message has a place of its own named `where`.
        Finding(
            one.rule,
            f"roster.broken_{one.rule}",
            (
                ("who", names.get(one.officer or "", one.officer or "")),
                ("where", names.get(one.post or "", one.post or "")),
                ("days", days_said(one.days)),
                ("amount", one.amount),
            ),
        )
        for one in list(broken)[:MOST_TOLD]
    )


def make_shifts(
    session: Session,
    roster: KeptRoster,
    zone: tzinfo,
    *,
    scope: Scope,
    now: datetime,
    demo: bool = False,
) -> int:
    """Make the squad's records of the shifts that a roster has and the squad has not.

    Patrols are of such a record. One of the same kind that begins at the same moment is there
    already, whoever made it. Returns how many are new.
    """
    wanted = list(_shifts(roster, zone))
    if not wanted:
        return 0
    span = Span(wanted[0].start - _DAY, wanted[-1].end + _DAY)
    there = duty.shifts(session, SYSTEM, span, squad=roster.squad_code, limit=_SHIFTS_AT_MOST).items
    begun = {(one.kind, one.start) for one in there}
    known = duty.known_shifts(session, [one.id for one in wanted])
    new = [one for one in wanted if (one.kind, one.start) not in begun and one.id not in known]
    hold(session, *sorted(dict.fromkeys(record_lock("shift", one.id) for one in new)))
    duty.add_shifts(session, new, demo=demo)
    versions = [first_version("shift", one.id, body_of(one), one.squad_code, now) for one in new]
    remember(session, versions, scope)
    return len(new)


def _shifts(roster: KeptRoster, zone: tzinfo) -> Iterator[Shift]:
    posted = {one.shift for one in roster.posts}
    used = {(one.day, one.shift) for one in roster.duties}
    begun = set()
    for day in days_of(roster):
        for one in sorted(shifts_of(roster), key=lambda one: one.start):
            if one.code not in posted and (day, one.code) not in used:
                continue
            start, end = (at.astimezone(UTC) for at in moments(day, one, zone))
            if (one.kind, start) not in begun:
                begun.add((one.kind, start))
                key = shift_id(roster.squad_code, day, one.code)
                yield Shift(key, roster.squad_code, one.kind, start, end)


def _clashes(
    booked: Sequence[RosterAssignment], zone: tzinfo, names: Mapping[str, str]
) -> Iterator[Finding]:
    by_officer: dict[UUID, list[RosterAssignment]] = defaultdict(list)
    for one in booked:
        by_officer[one.officer_id].append(one)
    for officer, had in by_officer.items():
        had.sort(key=lambda one: (one.starts_at, one.ended_at))
        for first, second in pairwise(had):
            if second.starts_at < first.ended_at:
                yield finding(
                    names.get(str(officer), str(officer)),
                    "rosters.two_places",
                    first=_said(first, zone),
                    second=_said(second, zone),
                )


def _said(one: RosterAssignment, zone: tzinfo) -> str:
    start, end = one.starts_at.astimezone(zone), one.ended_at.astimezone(zone)
    return f"{one.day.isoformat()} {one.shift} {start:%H:%M}–{end:%H:%M} ({one.squad_code})"

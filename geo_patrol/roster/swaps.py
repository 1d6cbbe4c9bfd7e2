"""Swaps that somebody may propose: legal ones only, as the checker judges them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from geo_patrol.roster.checker import check_sheet
from geo_patrol.roster.frame import Frame, frame_of
from geo_patrol.roster.problem import Assignment, Problem, Roster
from geo_patrol.roster.settings import RuleSettings
from geo_patrol.roster.sheet import sheet_of


@dataclass(frozen=True, slots=True)
class Swap:
    """One officer's shift for another, who gives one of their own for it, or nothing.

    Attributes
    ----------
    returned
        What the taker gives: on the same day or another one; None when they only help out.
    soft_more
        What the soft rules cost more after it; less is negative.
    """

    given: Assignment
    taker: str
    returned: Assignment | None
    soft_more: int


def swaps(
    problem: Problem, roster: Roster, settings: RuleSettings, officer: str, day: date
) -> tuple[Swap, ...]:
    """Return who could take an officer's shift of a day, the cheapest first.

    A swap is legal when hard rules are broken no more than before it. Empty when the officer is
    off, or nobody can.

    Raises
    ------
    InvalidInput
        When the problem is unusable, or the roster names what it has no place for.
    """
    frame, before = frame_of(problem), frozenset(roster)
    had = check_sheet(sheet_of(frame, before), settings)
    found = []
    for given, taker, returned in _candidates(frame, before, officer, day):
        moved = {given} if returned is None else {given, returned}
        after = (before - moved) | {replace(given, officer=taker)}
        if returned is not None:
            after |= {replace(returned, officer=officer)}
        report = check_sheet(sheet_of(frame, after), settings)
        if report.hard_cost <= had.hard_cost:
            found.append(Swap(given, taker, returned, report.soft_cost - had.soft_cost))
    return tuple(sorted(found, key=lambda one: (one.soft_more, str(one))))


def _candidates(
    frame: Frame, roster: frozenset[Assignment], officer: str, day: date
) -> Iterator[tuple[Assignment, str, Assignment | None]]:
    frozen = frame.problem.frozen_days
    by_officer: dict[str, list[Assignment]] = {one.id: [] for one in frame.problem.officers}
    for one in sorted(roster, key=str):
        by_officer[one.officer].append(one)
    own_days = {one.day for one in by_officer.get(officer, ())}
    for given in [one for one in by_officer.get(officer, ()) if one.day == day]:
        for taker, theirs in by_officer.items():
            if taker == officer or day in frozen or not _may(frame, taker, given):
                continue
            same_day = [one for one in theirs if one.day == day]
            for returned in same_day:
                if returned.shift != given.shift and _may(frame, officer, returned):
                    yield given, taker, returned
            if same_day:
                continue
            yield given, taker, None
            for returned in theirs:
                if returned.day not in own_days | frozen and _may(frame, officer, returned):
                    yield given, taker, returned


def _may(frame: Frame, officer: str, one: Assignment) -> bool:
    place = ((one.day - frame.problem.first_day).days, frame.shift_at[one.shift])
    return bool(frame.open[frame.officer_at[officer]][place])

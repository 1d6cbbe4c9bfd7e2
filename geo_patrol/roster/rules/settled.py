"""Rules about what was settled before: contracts, leave, what is fixed, forbidden or frozen."""

from collections.abc import Iterator

import numpy as np

from geo_patrol.roster.frame import Flags
from geo_patrol.roster.problem import Assignment
from geo_patrol.roster.settings import RuleSetting
from geo_patrol.roster.sheet import NO_POST, Sheet
from geo_patrol.roster.violations import Violation


def one_shift_a_day(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """Nobody begins more than one shift a day; the amount is those beyond."""
    for (officer, day), had in sheet.cells.items():
        if len(had) > 1:
            who = sheet.frame.problem.officers[officer].id
            yield rule.broken(len(had) - 1, sheet.frame.problem.days[day], officer=who)


def employed(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """Nobody works outside the days of the contract."""
    outside = ~sheet.frame.employed[sheet.officer, sheet.day]
    yield from _each(sheet, rule, outside)


def leave(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """No shift begins on a day of leave, or runs into one."""
    takes = sheet.frame.takes_leave[sheet.officer, sheet.day, sheet.shift]
    yield from _each(sheet, rule, takes)


def forbidden(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """Nobody does what they must not do on that day."""
    frame = sheet.frame
    broken = frame.barred[sheet.officer, sheet.day, sheet.shift].copy()
    for one in frame.problem.forbidden:
        if one.post is not None:
            first = (one.first - frame.problem.first_day).days
            last = (one.last - frame.problem.first_day).days
            meant = (sheet.officer == frame.officer_at[one.officer]) & (first <= sheet.day)
            meant &= (sheet.day <= last) & (sheet.post == frame.post_at[one.post])
            if one.shift is not None:
                meant &= sheet.shift == frame.shift_at[one.shift]
            broken |= meant
    yield from _each(sheet, rule, broken)


def fixed(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """Whatever is fixed is in the roster."""
    frame, had = sheet.frame, sheet.cells
    for one in sorted(set(frame.problem.fixed), key=str):
        place = (frame.officer_at[one.officer], (one.day - frame.problem.first_day).days)
        shift = None if one.shift is None else frame.shift_at[one.shift]
        post = None if one.post is None else frame.post_at[one.post]
        if not any(shift in (None, s) and post in (None, p) for s, p in had.get(place, ())):
            yield rule.broken(1, one.day, officer=one.officer)


def frozen(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """On a frozen day each officer has the shift and the post that were published, or is off."""
    frame = sheet.frame
    told, have = sheet.published.cells, sheet.cells
    for number, day in enumerate(frame.problem.days):
        if day not in frame.problem.frozen_days:
            continue
        for at, officer in enumerate(frame.problem.officers):
            if told.get((at, number)) != have.get((at, number)):
                yield rule.broken(1, day, officer=officer.id)


def _each(sheet: Sheet, rule: RuleSetting, broken: Flags) -> Iterator[Violation]:
    """Yield one for each assignment that is broken."""
    for n in np.nonzero(broken)[0].tolist():
        one = assignment_at(sheet, n)
        yield rule.broken(1, one.day, officer=one.officer)


def assignment_at(sheet: Sheet, n: int) -> Assignment:
    """Return the n-th assignment as a record."""
    problem = sheet.frame.problem
    post = int(sheet.post[n])
    return Assignment(
        problem.officers[int(sheet.officer[n])].id,
        problem.days[int(sheet.day[n])],
        problem.shifts[int(sheet.shift[n])].code,
        None if post == NO_POST else problem.posts[post].id,
    )

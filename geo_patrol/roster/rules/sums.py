"""Rules about what one officer's whole roster adds up to: shifts, hours, weekends."""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from geo_patrol.roster.frame import Frame, Ints
from geo_patrol.roster.settings import RuleSetting
from geo_patrol.roster.sheet import Sheet
from geo_patrol.roster.violations import Violation

_HOUR = 60
_MONTH_DAYS = 30
_SATURDAY, _SUNDAY = 5, 6


def shift_limits(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """Nobody has more shifts of a code than their own limit; the amount is those beyond."""
    frame = sheet.frame
    counts = np.zeros((len(frame.officer_at), len(frame.shift_at)), np.int64)
    np.add.at(counts, (sheet.officer, sheet.shift), 1)
    for number, officer in enumerate(frame.problem.officers):
        for code, most in officer.limits.most_of:
            beyond = int(counts[number, frame.shift_at[code]]) - most
            if beyond > 0:
                yield rule.broken(beyond, officer=officer.id)


def most_minutes(frame: Frame, rule: RuleSetting) -> Ints:
    """Return (o,) how many minutes each officer may work, at most.

    That is the officer's own limit; else ``per_workday_hours`` for each workday of the contract
    that is not leave, and ``overtime_hours`` for each thirty days of it.
    """
    here = frame.employed & ~frame.on_leave[:, :-1]
    usual = here[:, frame.workday].sum(axis=1) * rule["per_workday_hours"] * _HOUR
    over = frame.employed.sum(axis=1) * rule["overtime_hours"] * _HOUR // _MONTH_DAYS
    own = [one.limits.most_minutes for one in frame.problem.officers]
    limits = [u if o is None else o for u, o in zip((usual + over).tolist(), own, strict=True)]
    return np.array(limits, np.int64)


def hours_over(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """Nobody works longer than they may; the amount is the hours beyond, begun ones whole."""
    beyond = sheet.minutes - most_minutes(sheet.frame, rule)
    for number in np.nonzero(beyond > 0)[0].tolist():
        hours = -(-int(beyond[number]) // _HOUR)
        yield rule.broken(hours, officer=sheet.frame.problem.officers[number].id)


def hours_under(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """Who has a least time of their own works so long; the amount is the hours missing."""
    for number, officer in enumerate(sheet.frame.problem.officers):
        missing = (officer.limits.least_minutes or 0) - int(sheet.minutes[number])
        if missing > 0:
            yield rule.broken(-(-missing // _HOUR), officer=officer.id)


def weekends_over(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """Nobody works on more weekends than their own limit; the amount is those beyond."""
    problem = sheet.frame.problem
    first = problem.first_day.weekday()
    ends = np.isin((first + sheet.day) % 7, (_SATURDAY, _SUNDAY))
    weeks = (first + sheet.day) // 7
    worked = set(zip(sheet.officer[ends].tolist(), weeks[ends].tolist(), strict=True))
    counted = Counter(officer for officer, _ in worked)
    for number, officer in enumerate(problem.officers):
        if officer.limits.most_weekends is not None:
            beyond = counted[number] - officer.limits.most_weekends
            if beyond > 0:
                yield rule.broken(beyond, officer=officer.id)

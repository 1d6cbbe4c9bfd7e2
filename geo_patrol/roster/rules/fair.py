"""Rules about what is shared: nights, weekends, holidays and hours, with what was carried over.

One night too many for each of two people is better than two for one: the second counts 2, the
third 3, so that ``n`` of them count n (n + 1) / 2.
"""

from collections.abc import Iterator

import numpy as np

from geo_patrol.roster.frame import Frame, Ints
from geo_patrol.roster.settings import RuleSetting
from geo_patrol.roster.shares import Measure, shares_of, worked
from geo_patrol.roster.sheet import Sheet
from geo_patrol.roster.violations import Violation

_HOUR = 60


def fair_nights(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """Nobody has more nights, or fewer, than is fair."""
    yield from _counted(sheet, rule, "nights")


def fair_weekends(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """Nobody works on more days of weekends, or fewer, than is fair."""
    yield from _counted(sheet, rule, "weekends")


def fair_holidays(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """Nobody works on more public holidays, or fewer, than is fair."""
    yield from _counted(sheet, rule, "holidays")


def fair_minutes(frame: Frame, rule: RuleSetting) -> tuple[Ints, Ints]:
    """Return (o,) the least and the most minutes that are fair, by ``tolerance_hours``."""
    due = np.round(shares_of(frame, "hours").due * _HOUR).astype(np.int64)
    tolerance = rule["tolerance_hours"] * _HOUR
    return np.maximum(0, due - tolerance), np.maximum(0, due + tolerance)


def fair_hours(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """Nobody works longer, or shorter, than is fair by more than ``tolerance_hours``.

    The amount is the hours beyond that, begun ones whole.
    """
    least, most = fair_minutes(sheet.frame, rule)
    apart = np.maximum(sheet.minutes - most, least - sheet.minutes)
    for number in np.nonzero(apart > 0)[0].tolist():
        hours = -(-int(apart[number]) // _HOUR)
        yield rule.broken(hours, officer=sheet.frame.problem.officers[number].id)


def _counted(sheet: Sheet, rule: RuleSetting, measure: Measure) -> Iterator[Violation]:
    shares, have = shares_of(sheet.frame, measure), worked(sheet, measure)
    apart = np.maximum(have - shares.most, shares.least - have)
    for number in np.nonzero(apart > 0)[0].tolist():
        n = int(apart[number])
        yield rule.broken(n * (n + 1) // 2, officer=sheet.frame.problem.officers[number].id)

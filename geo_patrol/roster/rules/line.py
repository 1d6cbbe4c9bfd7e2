"""Rules about the days of one officer in a row: rest, runs, days off, rotation.

The days before the roster count: an officer who comes out of five days in a row has one left. But
a rule is only broken by a day of the roster, so that nobody pays for what was done before. Of a
run that the roster's end cuts off, or a contract's, nobody knows yet how long it will be: it is
never too short.
"""

from collections.abc import Iterator
from datetime import date

import numpy as np

from geo_patrol.roster.frame import BEFORE, OFF, Flags
from geo_patrol.roster.settings import RuleSetting
from geo_patrol.roster.sheet import Sheet
from geo_patrol.roster.violations import Violation

_HOUR = 60


def rest(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """Between two shifts there are ``hours``; the amount is those missing, begun ones whole."""
    frame, wanted = sheet.frame, rule["hours"] * _HOUR
    if not len(sheet.officer):
        return
    first = np.diff(sheet.officer, prepend=-1) > 0
    ended = np.where(first, frame.last_end[sheet.officer], np.roll(sheet.end, 1))
    missing = wanted - (sheet.start - ended)
    for n in np.nonzero(missing > 0)[0].tolist():
        own = sheet.day[n : n + 1] if first[n] else sheet.day[n - 1 : n + 1]
        days = sorted({frame.problem.days[day] for day in own.tolist()})
        hours = -(-int(missing[n]) // _HOUR)
        yield rule.broken(hours, *days, officer=_officer(sheet, int(sheet.officer[n])))


def succession(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """No shift begins on the day after one that forbids it."""
    shifts = sheet.frame.problem.shifts
    banned = np.array([[b.code in a.forbidden_next for b in shifts] for a in shifts], bool)
    yield from _next_days(sheet, rule, banned)


def forward_rotation(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """From one day to the next shifts only go on: early, middle, night."""
    rank = sheet.frame.rank
    yield from _next_days(sheet, rule, rank[:, None] > rank[None, :])


def run_days(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """At most ``most`` days are worked in a row; the amount is the days beyond."""
    usual = rule["most"]
    limits = [one.limits.most_run or usual for one in sheet.frame.problem.officers]
    yield from _too_long(sheet, rule, sheet.works, limits)


def run_nights(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """At most ``most`` nights are worked in a row; the amount is the nights beyond."""
    limits = [rule["most"]] * len(sheet.frame.problem.officers)
    yield from _too_long(sheet, rule, sheet.nights, limits)


def days_off_after_nights(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """After the last night of a run there are ``days`` off; the amount is those missing."""
    works = sheet.works
    for officer, _, stop in sheet.spells(sheet.nights):
        again = np.nonzero(works[officer, stop : stop + rule["days"]])[0]
        if again.size and stop + again[0] >= BEFORE:
            back = int(stop + again[0])
            days = _days(sheet, stop - 1, stop) + _days(sheet, back, back + 1)
            missing = rule["days"] - int(again[0])
            yield rule.broken(missing, *days, officer=_officer(sheet, officer))


def short_run(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """At least ``least`` days are worked in a row; the amount is the days missing."""
    limits = [one.limits.least_run or rule["least"] for one in sheet.frame.problem.officers]
    yield from _too_short(sheet, rule, sheet.works, sheet.state == OFF, limits)


def short_break(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """At least ``least`` days are off in a row, leave included; the amount is the days missing."""
    limits = [one.limits.least_off or rule["least"] for one in sheet.frame.problem.officers]
    yield from _too_short(sheet, rule, sheet.state == OFF, sheet.works, limits)


def _next_days(sheet: Sheet, rule: RuleSetting, banned: Flags) -> Iterator[Violation]:
    """Yield one for each day after a shift that ``banned`` (s, s) does not let it follow."""
    if not banned.any():
        return
    # The last day before the roster, and all of its own.
    state = sheet.state[:, BEFORE - 1 :]
    before, after = state[:, :-1], state[:, 1:]
    broken = (before >= 0) & (after >= 0) & banned[before, after]
    for officer, day in np.argwhere(broken).tolist():
        days = _days(sheet, BEFORE + day - 1, BEFORE + day + 1)
        yield rule.broken(1, *days, officer=_officer(sheet, officer))


def _too_long(
    sheet: Sheet, rule: RuleSetting, mask: Flags, limits: list[int]
) -> Iterator[Violation]:
    for officer, begin, stop in sheet.spells(mask):
        beyond = stop - max(begin + limits[officer], BEFORE)
        if beyond > 0:
            days = _days(sheet, begin, stop)
            yield rule.broken(beyond, *days, officer=_officer(sheet, officer))


def _too_short(
    sheet: Sheet, rule: RuleSetting, mask: Flags, edges: Flags, limits: list[int]
) -> Iterator[Violation]:
    """Yield the runs of ``mask`` that ``edges`` end on both sides too soon, in the roster."""
    width = mask.shape[1]
    for officer, begin, stop in sheet.spells(mask):
        missing = limits[officer] - (stop - begin)
        if missing <= 0 or not (0 < begin and BEFORE <= stop < width):
            continue
        if edges[officer, begin - 1] and edges[officer, stop]:
            days = _days(sheet, begin, stop) or _days(sheet, stop, stop + 1)
            yield rule.broken(missing, *days, officer=_officer(sheet, officer))


def _days(sheet: Sheet, begin: int, stop: int) -> tuple[date, ...]:
    return sheet.frame.problem.days[max(0, begin - BEFORE) : max(0, stop - BEFORE)]


def _officer(sheet: Sheet, index: int) -> str:
    return sheet.frame.problem.officers[index].id

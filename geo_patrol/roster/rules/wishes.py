"""Rules about what people asked for, and what they were told."""

from collections.abc import Iterator

from geo_patrol.roster.settings import RuleSetting
from geo_patrol.roster.sheet import Sheet
from geo_patrol.roster.violations import Violation

_Shifts = frozenset[int]


def requests(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """Every wish to work, or to be off, is met; each counts by its own weight."""
    frame, had = sheet.frame, sheet.shifts
    for one in frame.problem.requests:
        place = (frame.officer_at[one.officer], (one.day - frame.problem.first_day).days)
        shifts = had.get(place, frozenset())
        meant = bool(shifts) if one.shift is None else frame.shift_at[one.shift] in shifts
        if meant != one.on:
            yield rule.broken(1, one.day, officer=one.officer, factor=one.weight)


def changed(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """On a published day each officer has the shift that was published, or is off."""
    for officer, day, told, have in _published(sheet):
        if told != have:
            problem = sheet.frame.problem
            yield rule.broken(1, problem.days[day], officer=problem.officers[officer].id)


def day_off_taken(sheet: Sheet, rule: RuleSetting) -> Iterator[Violation]:
    """Who was told to be off on a day is off."""
    for officer, day, told, have in _published(sheet):
        if have and not told:
            problem = sheet.frame.problem
            yield rule.broken(1, problem.days[day], officer=problem.officers[officer].id)


def _published(sheet: Sheet) -> Iterator[tuple[int, int, _Shifts, _Shifts]]:
    """Yield each officer and published day, with the shifts that were told and those there are."""
    problem = sheet.frame.problem
    if not problem.published_days:
        return
    told, have, none = sheet.published.shifts, sheet.shifts, frozenset[int]()
    for day, when in enumerate(problem.days):
        if when in problem.published_days:
            for officer in range(len(problem.officers)):
                place = (officer, day)
                yield officer, day, told.get(place, none), have.get(place, none)

"""Small rosters for tests: a line of letters is one officer's days from Monday, 7 November 2022.

E early 08–16, M middle 16–24, N night 00–08, L late 22–06; anything else is a day off.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from geo_patrol.roster.checker import Report, check
from geo_patrol.roster.people import History, RosterOfficer
from geo_patrol.roster.problem import Assignment, Need, Post, Problem, Roster, ShiftType
from geo_patrol.roster.settings import RuleSettings, builtin_rules
from geo_patrol.roster.violations import Violation

MONDAY = date(2022, 11, 7)

SHIFTS = (
    ShiftType("E", "early", 8 * 60, 16 * 60),
    ShiftType("M", "middle", 16 * 60, 24 * 60),
    ShiftType("N", "night", 0, 8 * 60),
    ShiftType("L", "night", 22 * 60, 6 * 60),
)


def day(n: int) -> date:
    """Return the n-th day of the roster, the first being 0."""
    return MONDAY + timedelta(days=n)


def officer(id: str, **changes: Any) -> RosterOfficer:
    """Return a certified officer of the reservoir squad."""
    return RosterOfficer(id, **{"squad": "reservoir", **changes})


def post(id: str = "dam", shift: str = "E", people: int = 2, **changes: Any) -> Post:
    """Return a post of the reservoir squad that needs so many people every day."""
    values: dict[str, Any] = {"squad": "reservoir", "area": "changzhao", "enforcement": False}
    return Post(id, shift=shift, need=Need.always(people), **{**values, **changes})


def past(ended: int = -1, shift: str = "E", **changes: Any) -> History:
    """Return a history of which the last shift was so many days before the roster."""
    return History(day(ended), shift, **changes)


def problem(n_days: int, *officers: RosterOfficer, **changes: Any) -> Problem:
    """Return a problem without posts."""
    values: dict[str, Any] = {"posts": (), "shifts": SHIFTS}
    return Problem(MONDAY, n_days, officers=officers, **{**values, **changes})


def lines(post: str | None = None, **letters: str) -> Roster:
    """Return the roster of some officers, each a line of letters, all at one post."""
    return tuple(
        Assignment(who, day(n), letter, post)
        for who, line in letters.items()
        for n, letter in enumerate(line)
        if letter in "EMNL"
    )


def rules(changes: Mapping[str, Mapping[str, object]], *only: str) -> RuleSettings:
    """Return the program's rules with changes, all but some of them off."""
    return builtin_rules().changed(changes).only(*only)


def found(
    rule: str, problem: Problem, roster: Roster, **changes: object
) -> list[tuple[str, tuple[int, ...], int, int]]:
    """Return what breaks one rule: officer or post, numbers of days, amount and penalty.

    Unless told otherwise it is soft, and each unit costs 10.
    """
    settings = rules({rule: {"kind": "soft", "weight": 10, **changes}}, rule)
    return [_short(one) for one in check(problem, roster, settings).violations]


def report(problem: Problem, roster: Roster) -> Report:
    """Judge a roster by all the program's rules."""
    return check(problem, roster, builtin_rules())


def _short(one: Violation) -> tuple[str, tuple[int, ...], int, int]:
    days = tuple((each - MONDAY).days for each in one.days)
    return one.officer or one.post or "", days, one.amount, one.penalty

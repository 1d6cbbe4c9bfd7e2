"""Why a roster is as it is: each day of each officer, and what could not be.

All of it comes from the checker: an assignment is taken out, or put in, and what breaks then is
the reason.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice
from typing import Literal

from geo_patrol.messages import Language, text
from geo_patrol.roster.checker import check_sheet
from geo_patrol.roster.frame import Frame, frame_of
from geo_patrol.roster.people import RosterOfficer
from geo_patrol.roster.problem import Assignment, Post, Problem, Roster
from geo_patrol.roster.rules import RULES
from geo_patrol.roster.settings import RuleSettings
from geo_patrol.roster.sheet import sheet_of
from geo_patrol.roster.violations import Violation
from geo_patrol.roster.words import name_of, said

_OF_POSTS = ("cover", "certified", "boat_licence", "driver", "skills", "auxiliaries_alone")
_NO_NAMES: Mapping[str, str] = {}


Because = Literal[
    "fixed", "frozen", "request", "needed", "spare", "barred", "not_needed", "missed", "no_post"
]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody has a shift, or is off.

    ``needed`` names the rule that would break at the post without them, ``barred`` the one that
    keeps them from every shift of the day. ``spare`` is who could go, and ``missed`` who could
    come, were it not for soft rules and other days.
    """

    because: Because
    rule: str | None = None
    post: str | None = None

    def text(self, language: Language, names: Mapping[str, str] = _NO_NAMES) -> str:
        """Return it in a few words; ``names`` are those of ids."""
        post = self.post or ""
        rule = "" if self.rule is None else name_of(self.rule, language)
        where = names.get(post, post)
        return text(f"roster.why_{self.because}", language, rule=rule, where=where)


@dataclass(frozen=True)
class Shortage:
    """A post that lacks people on a day, and why each of those who could be there is not.

    Attributes
    ----------
    away
        How many of them each rule keeps away.
    elsewhere, free
        How many have another shift on that day; how many nothing keeps away but what is soft, or
        what it would break elsewhere.
    """

    violation: Violation
    away: tuple[tuple[str, int], ...]
    elsewhere: int
    free: int

    def text(self, language: Language, names: Mapping[str, str] = _NO_NAMES) -> str:
        """Return it in one sentence; ``names`` are those of ids."""
        parts = [
            text("roster.away_by_rule", language, n=n, rule=name_of(rule, language))
            for rule, n in self.away
        ]
        if self.elsewhere:
            parts.append(text("roster.away_elsewhere", language, n=self.elsewhere))
        parts.append(text("roster.away_free", language, n=self.free))
        broken = said(self.violation, language, names)
        reasons = text("roster.list_comma", language).join(parts)
        return text("roster.shortage", language, broken=broken, reasons=reasons)


class Explanation:
    """The reasons in one roster.

    Raises
    ------
    InvalidInput
        When the problem is unusable, or the roster names what it has no place for.
    """

    def __init__(self, problem: Problem, roster: Roster, settings: RuleSettings) -> None:
        self._frame: Frame = frame_of(problem)
        self._settings = settings
        self._roster = frozenset(roster)
        self.report = check_sheet(sheet_of(self._frame, roster), settings)
        self._at: dict[tuple[str, date], list[Assignment]] = {}
        self._of: dict[str, list[Assignment]] = {}
        for one in self._roster:
            self._at.setdefault((one.officer, one.day), []).append(one)
            self._of.setdefault(one.officer, []).append(one)
        of_lines = [name for name, rule in RULES.items() if rule.family == "officer"]
        self._line_rules = settings.only(*(n for n in of_lines if settings[n].kind == "hard"))
        self._line_costs = cache(self._own_costs)

    def why(self, officer: str, day: date) -> tuple[Reason, ...]:
        """Return why somebody has the shift, or is off, on a day; one reason at least."""
        here = self._at.get((officer, day), [])
        found = [self._needed(one) for one in here] or self._kept_off(officer, day)
        return (*self._settled(officer, day), *found)

    def shortages(self, most: int | None = None) -> tuple[Shortage, ...]:
        """Return what posts lack, and why nobody fills the gap; the heaviest first.

        Each asks everybody: ``most`` is how many are wanted, None for all.
        """
        lacking = (
            one
            for one in self.report.violations
            if one.hard and one.rule in _OF_POSTS and one.post is not None
        )
        return tuple(self._shortage(one) for one in islice(lacking, most))

    def soft_costs(self) -> tuple[tuple[str, int, int], ...]:
        """Return what each broken soft rule cost, the dearest first: rule, times, cost."""
        times = Counter(one.rule for one in self.report.violations if not one.hard)
        costs = [(rule, n, self.report.by_rule[rule].soft_cost) for rule, n in times.items()]
        return tuple(sorted(costs, key=lambda one: (-one[2], one[0])))

    def _settled(self, officer: str, day: date) -> Iterator[Reason]:
        problem = self._frame.problem
        if any((one.officer, one.day) == (officer, day) for one in problem.fixed):
            yield Reason("fixed")
        if day in problem.frozen_days:
            yield Reason("frozen")
        working = bool(self._at.get((officer, day)))
        for wish in problem.requests:
            if (wish.officer, wish.day, wish.on) == (officer, day, working):
                yield Reason("request")
                break

    def _needed(self, one: Assignment) -> Reason:
        """Return what breaks at the post without somebody."""
        if one.post is None:
            return Reason("no_post")
        without = sheet_of(self._frame, self._roster - {one})
        rules = self._settings.only(*(n for n in _OF_POSTS if self._settings[n].kind != "off"))
        before = _at_post(self.report.violations, one)
        after = _at_post(check_sheet(without, rules).violations, one)
        for rule in _OF_POSTS:
            if after[rule] > before[rule]:
                return Reason("needed", rule, one.post)
        return Reason("spare", None, one.post)

    def _kept_off(self, officer: str, day: date) -> list[Reason]:
        """Return which rules bar somebody from every shift of the day, or that nobody is missed."""
        bars = [self._barred(officer, day, post) for post in self._frame.problem.posts]
        rules = [one for one in bars if one is not None]
        if rules and len(rules) == len(bars):
            return [Reason("barred", rule) for rule in dict.fromkeys(rules)]
        lacking = any(
            one.rule in _OF_POSTS and one.day == day and one.hard for one in self.report.violations
        )
        return [Reason("missed" if lacking else "not_needed")]

    def _barred(self, officer: str, day: date, post: Post) -> str | None:
        """Return the first hard rule of somebody's line that a shift more would break."""
        own = frozenset(self._of.get(officer, ()))
        before = self._line_costs(own, officer)
        after = self._line_costs(own | {Assignment(officer, day, post.shift, post.id)}, officer)
        for rule in RULES:
            if after[rule] > before[rule]:
                return rule
        return None

    def _own_costs(self, roster: frozenset[Assignment], officer: str) -> Counter[str]:
        costs: Counter[str] = Counter()
        for one in check_sheet(sheet_of(self._frame, roster), self._line_rules).violations:
            if one.officer == officer:
                costs[one.rule] += one.penalty
        return costs

    def _shortage(self, broken: Violation) -> Shortage:
        problem = self._frame.problem
        post = problem.posts[self._frame.post_at[broken.post or ""]]
        day = broken.days[-1]
        own_only = self._settings["lending"].kind == "hard"
        away: Counter[str] = Counter()
        elsewhere = free = 0
        for officer in problem.officers:
            if not _could(officer, broken.rule, post) or (own_only and officer.squad != post.squad):
                continue
            here = self._at.get((officer.id, day), [])
            if any(one.post == post.id for one in here):
                continue
            if here:
                elsewhere += 1
            elif rule := self._barred(officer.id, day, post):
                away[rule] += 1
            else:
                free += 1
        return Shortage(broken, tuple(away.most_common()), elsewhere, free)


def _at_post(violations: tuple[Violation, ...], one: Assignment) -> Counter[str]:
    costs: Counter[str] = Counter()
    for each in violations:
        if each.post == one.post and each.day == one.day:
            costs[each.rule] += each.penalty
    return costs


def _could(officer: RosterOfficer, rule: str, post: Post) -> bool:
    if rule == "skills":
        return any(skill in officer.skills for skill, _ in post.skills)
    asked = {
        "certified": officer.certified,
        "auxiliaries_alone": officer.certified,
        "boat_licence": officer.boat_licence,
        "driver": officer.driver,
    }
    return asked.get(rule, True)

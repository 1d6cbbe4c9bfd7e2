"""From a problem to a roster, in this process: draft, search, split, and the checker's verdict."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from geo_patrol.roster.checker import Report, check_sheet
from geo_patrol.roster.cpsat.beginning import Beginning
from geo_patrol.roster.cpsat.builders import build_all
from geo_patrol.roster.cpsat.draft import Draft, Firmness, Place
from geo_patrol.roster.cpsat.search import Outcome, Search, Start
from geo_patrol.roster.cpsat.splitting import split
from geo_patrol.roster.cpsat.squads import by_squad, is_huge
from geo_patrol.roster.cpsat.units import Named, all_apart, named_posts
from geo_patrol.roster.frame import Frame, frame_of
from geo_patrol.roster.problem import Assignment, Problem, Roster
from geo_patrol.roster.settings import RuleSettings
from geo_patrol.roster.sheet import sheet_of
from geo_patrol.roster.solver import Cost, Effort, Progress, Reached, Solution, Status

Making = Callable[[], Roster]
Found = Callable[[Progress, Making | None], None]
"""Told how far it is, with what gives the roster so far, when that is a better one."""

_ENOUGH = 0.05
"""With less than this part of the time left, nothing is begun anew."""


@dataclass(frozen=True)
class _Best:
    roster: Roster
    value: Cost
    bound: Cost
    reached: tuple[Reached, ...] = ()


class Engine:
    """One question, which can be stopped from another thread."""

    def __init__(
        self, problem: Problem, settings: RuleSettings, effort: Effort, found: Found | None = None
    ) -> None:
        self._began = time.monotonic()
        self._frame, self._settings, self._effort = frame_of(problem), settings, effort
        self._found = found
        self._draft: Draft | None = None
        self._part: Engine | None = None
        self._search = Search(effort, self._hear, self._began)

    def stop(self) -> None:
        """Come to an end soon, with the best so far."""
        self._search.stop()
        if self._part is not None:
            self._part.stop()

    def solve(self, hint: Roster = ()) -> Solution:
        """Return the best roster found; the hint, or an empty one, when nothing is."""
        best: _Best | None = None
        apart, all_of_them = named_posts(self._frame), all_apart(self._frame)
        by_squads = not hint and is_huge(self._frame.problem)
        firmness: list[Firmness] = [] if by_squads else ["none", "kept", "all"]
        begin = hint = self._by_squads() if by_squads else hint
        while firmness:
            # What changes least is near to what was published, and not to another good roster.
            is_new = begin is hint and not self._effort.first
            start = Beginning(self._search) if is_new else None
            draft, outcome = self._draw(apart, begin, firmness[-1], start)
            if outcome.chosen is None:
                firmness.pop()
                continue
            roster = split(draft, outcome.chosen)
            value = cost_of(self._report(roster))
            bound = Cost(outcome.reached[0].bound, outcome.reached[-1].bound)
            if best is None or value < best.value:
                best = _Best(roster, value, bound, outcome.reached)
            best = replace(best, bound=max(best.bound, bound))
            meant = Cost(outcome.reached[0].value, outcome.reached[-1].value)
            if value <= meant or apart == all_of_them or self._is_late():
                break
            # Together the posts cost less than one by one: those are decided one by one now.
            apart, begin = self._further(apart, draft, roster), roster
        known = cost_of(self._report(hint))
        if best is None:
            best = _Best(hint, known, Cost(0, 0))
        seconds = time.monotonic() - self._began
        status: Status = "stopped" if self._search.stopped else "best_so_far"
        if best.value <= best.bound:
            status = "proven"
        return Solution(best.roster, best.value, best.bound, seconds, status, best.reached)

    def _by_squads(self) -> Roster:
        """Return the rosters that each squad makes by itself."""
        found: list[Assignment] = []
        parts = list(by_squad(self._frame.problem))
        seconds = self._search.left() / max(1, len(parts))
        for part in parts:
            if not self._search.stopped:
                self._part = Engine(part, self._settings, replace(self._effort, seconds=seconds))
                found += self._part.solve().roster
        self._part = None
        return tuple(found)

    def _draw(
        self, apart: Named, hint: Roster, firm: Firmness, start: Start | None
    ) -> tuple[Draft, Outcome]:
        draft = Draft(self._frame, self._settings, apart, firm=firm)
        build_all(draft)
        self._draft = draft
        return draft, self._search.through(draft, places_of(draft, hint), start)

    def _report(self, roster: Roster) -> Report:
        return check_sheet(sheet_of(self._frame, roster), self._settings)

    def _is_late(self) -> bool:
        return self._search.stopped or self._search.left() < _ENOUGH * self._effort.seconds

    def _further(self, apart: Named, draft: Draft, roster: Roster) -> Named:
        """Return what is apart, and the shared posts at which something is broken now."""
        first, post_at = self._frame.problem.first_day, self._frame.post_at
        broken = {
            ((one.day - first).days, post_at[one.post])
            for one in self._report(roster).violations
            if one.post is not None and one.day is not None
        }
        more = {
            (unit.day, post)
            for unit in draft.units
            if len(unit.posts) > 1 and any((unit.day, one) in broken for one in unit.posts)
            for post in unit.posts
        }
        return apart | more if more else all_apart(self._frame)

    def _hear(self, progress: Progress, chosen: tuple[Place, ...] | None) -> None:
        draft = self._draft
        if self._found is None or draft is None:
            return
        self._found(progress, None if chosen is None else lambda: split(draft, chosen))


def cost_of(report: Report) -> Cost:
    """Return what a roster costs, as the checker judges it."""
    return Cost(report.hard_cost, report.soft_cost)


def places_of(draft: Draft, roster: Roster) -> list[Place]:
    """Return the places of a draft that a roster has."""
    frame: Frame = draft.frame
    found = []
    for one in roster:
        day = (one.day - frame.problem.first_day).days
        post = None if one.post is None else frame.post_at[one.post]
        for place in draft.at[frame.officer_at[one.officer], day]:
            posts = () if place.unit is None else draft.units[place.unit].posts
            if place.shift == frame.shift_at[one.shift] and (post in posts or post is None):
                found.append(place)
                break
    return found

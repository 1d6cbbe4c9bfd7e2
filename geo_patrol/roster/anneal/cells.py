"""What it costs that somebody is off on a day, or at a post: leave, wishes, what was told."""

from collections.abc import Iterable, Sequence

import numpy as np

from geo_patrol.roster.cpsat.units import Unit
from geo_patrol.roster.frame import Frame, Ints
from geo_patrol.roster.problem import Assignment, Roster
from geo_patrol.roster.rules import RULES
from geo_patrol.roster.settings import RuleSettings
from geo_patrol.roster.sheet import sheet_of

_OF_A_CELL = (
    "employed",
    "leave",
    "forbidden",
    "fixed",
    "frozen",
    "requests",
    "changed",
    "day_off_taken",
    "lending",
)
"""Rules of which each violation depends on what one officer has on one day, and on nothing else."""


def cell_prices(
    frame: Frame, settings: RuleSettings, units: Sequence[Unit], hard: int
) -> tuple[Ints, Ints]:
    """Return (o, d) what each officer's day off costs, and (o, u) being in each unit.

    Hard rules count ``hard`` times. The rules themselves are asked, about rosters in which
    everybody is in the same unit.
    """
    n_officers, n_days = frame.employed.shape
    by_day: list[list[int]] = [[] for _ in range(n_days)]
    for number, unit in enumerate(units):
        by_day[unit.day].append(number)
    off = _costs(frame, settings, (), hard)
    on = np.zeros((n_officers, len(units)), np.int64)
    for turn in range(max(map(len, by_day), default=0)):
        meant = [of_day[turn] for of_day in by_day if turn < len(of_day)]
        found = _costs(frame, settings, _everybody(frame, [units[u] for u in meant]), hard)
        for u in meant:
            on[:, u] = found[:, units[u].day]
    return off, on


def _everybody(frame: Frame, units: Iterable[Unit]) -> Roster:
    problem = frame.problem
    return tuple(
        Assignment(
            officer.id,
            problem.days[unit.day],
            problem.shifts[unit.shift].code,
            problem.posts[unit.posts[0]].id,
        )
        for unit in units
        for officer in problem.officers
    )


def _costs(frame: Frame, settings: RuleSettings, roster: Roster, hard: int) -> Ints:
    costs, sheet = np.zeros(frame.employed.shape, np.int64), sheet_of(frame, roster)
    for name in _OF_A_CELL:
        if settings[name].kind == "off":
            continue
        for one in RULES[name].find(sheet, settings[name]):
            day = (one.days[0] - frame.problem.first_day).days
            costs[frame.officer_at[one.officer or ""], day] += one.penalty * (
                hard if one.hard else 1
            )
    return costs

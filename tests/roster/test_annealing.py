"""Annealing costs rosters as the checker does, and makes good ones, the same each time."""

from math import inf

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from roster_chances import problems, rosters
from roster_making import day, officer, post, problem

from geo_patrol.roster.anneal.annealing import annealed
from geo_patrol.roster.anneal.kernel import NOBODY, Work, anneal, whole_price
from geo_patrol.roster.anneal.prices import HARD, prices_of
from geo_patrol.roster.anneal.tables import Prices
from geo_patrol.roster.checker import check
from geo_patrol.roster.cpsat.units import Unit, all_apart, units_of
from geo_patrol.roster.frame import Frame, Ints, frame_of
from geo_patrol.roster.problem import Assignment, Leave, Problem, Roster
from geo_patrol.roster.settings import builtin_rules


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_roster_costs_in_the_tables_what_the_checker_finds(data: st.DataObject) -> None:
    small = data.draw(problems())
    drawn = [one for one in data.draw(rosters(small)) if one.post is not None]
    roster = tuple({(one.officer, one.day): one for one in drawn}.values())
    frame = frame_of(small)
    units = units_of(frame, all_apart(frame))
    prices = prices_of(frame, builtin_rules(), units)
    cells = cells_of(frame, units, roster)
    assert whole_price(cells, work_of(prices, units), prices) == judged(small, roster)


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_what_is_counted_while_a_roster_changes_is_what_it_costs(data: st.DataObject) -> None:
    small = data.draw(problems())
    frame = frame_of(small)
    units = units_of(frame, all_apart(frame))
    prices = prices_of(frame, builtin_rules(), units)
    cells = np.full(frame.employed.shape, NOBODY, np.int64)
    best, work = cells.copy(), work_of(prices, units)
    begin, random = whole_price(cells, work, prices), np.array([7], np.uint64)
    found = anneal(cells, best, begin, 50.0, 1.0, 2000, random, work, prices)
    assert found <= begin
    assert found == judged(small, roster_of(frame, units, best))


def test_every_post_is_manned_and_everybody_has_leave() -> None:
    small = two_weeks()
    frame = frame_of(small)
    units = units_of(frame, frozenset())
    found = roster_of(frame, units, made(frame, units))
    assert check(small, found, builtin_rules()).hard_cost == 0


def test_the_same_roster_is_made_again() -> None:
    frame = frame_of(two_weeks())
    units = units_of(frame, frozenset())
    assert (made(frame, units) == made(frame, units)).all()


def test_who_is_stopped_at_once_has_an_empty_roster() -> None:
    frame = frame_of(two_weeks())
    units = units_of(frame, frozenset())
    assert (made(frame, units, stopped=True) == NOBODY).all()


def made(frame: Frame, units: list[Unit], *, stopped: bool = False) -> Ints:
    return annealed(
        frame,
        builtin_rules(),
        units,
        seed=1,
        most_moves=200_000,
        until=inf,
        stopped=lambda: stopped,
    )


def work_of(prices: Prices, units: list[Unit]) -> Work:
    n_units, n_kinds = prices.units.wanted.shape
    assert n_units == len(units)
    return Work(
        prices.free.copy(),
        np.zeros(n_units, np.int64),
        np.zeros((n_units, n_kinds), np.int64),
        np.zeros(len(prices.free), np.int64),
    )


def judged(small: Problem, roster: Roster) -> int:
    report = check(small, roster, builtin_rules())
    return HARD * report.hard_cost + report.soft_cost


def cells_of(frame: Frame, units: list[Unit], roster: Roster) -> Ints:
    """Return the unit of each officer and day; each unit is one post."""
    at = {(one.day, one.posts[0]): number for number, one in enumerate(units)}
    cells = np.full(frame.employed.shape, NOBODY, np.int64)
    for one in roster:
        when = (one.day - frame.problem.first_day).days
        cells[frame.officer_at[one.officer], when] = at[when, frame.post_at[one.post or ""]]
    return cells


def roster_of(frame: Frame, units: list[Unit], cells: Ints) -> Roster:
    """Return a roster, everybody at the first post of the unit."""
    problem = frame.problem
    return tuple(
        Assignment(
            problem.officers[who].id,
            problem.days[when],
            problem.shifts[units[u].shift].code,
            problem.posts[units[u].posts[0]].id,
        )
        for who, row in enumerate(cells.tolist())
        for when, u in enumerate(row)
        if u != NOBODY
    )


def two_weeks() -> Problem:
    """Return six officers who man three posts, one of them on leave for some days."""
    people = [officer(name, boat_licence=True, driver=True) for name in "abcdef"]
    posts = (post("dam", "E", 1), post("shore", "M", 1), post("lake", "L", 1))
    return problem(14, *people, posts=posts, leave=(Leave("a", day(3), day(8)),))

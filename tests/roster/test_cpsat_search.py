"""The solver's answers: the best there is, the same each time, and always one."""

import os
import signal
from multiprocessing import active_children
from time import monotonic

import pytest
from roster_brute import cheapest, tiny
from roster_making import day, lines, officer, post, problem, report

from geo_patrol.errors import InvalidInput
from geo_patrol.roster.checker import check
from geo_patrol.roster.cpsat.engine import Engine
from geo_patrol.roster.problem import Fixed, Forbidden, Leave, Problem
from geo_patrol.roster.settings import RuleSettings, builtin_rules
from geo_patrol.roster.solver import Cost, Effort, Progress, Solution, solve

QUICK = Effort(seconds=30, workers=1, deterministic=True)


@pytest.mark.parametrize("seed", range(12))
def test_the_best_roster_is_what_trying_all_of_them_finds(seed: int) -> None:
    small = tiny(seed)
    found = here(small)
    assert found.status == "proven"
    assert found.value == found.bound == cheapest(small, builtin_rules())


def test_what_it_says_a_roster_costs_is_what_the_checker_says() -> None:
    found = here(two_weeks())
    judged = check(two_weeks(), found.roster, builtin_rules())
    assert found.value == Cost(judged.hard_cost, judged.soft_cost)


def test_a_deterministic_search_gives_the_same_roster_again() -> None:
    effort = Effort(seconds=1, deterministic=True)
    assert sorted_of(here(two_weeks(), effort)) == sorted_of(here(two_weeks(), effort))


def test_two_posts_of_one_kind_each_get_the_people_they_need() -> None:
    able = [officer(name, boat_licence=n < 2, driver=n < 2) for n, name in enumerate("abcd")]
    twins = tuple(
        post(name, "E", 2, area=name, enforcement=True, on_water=True, vehicle=True)
        for name in ("east", "west")
    )
    small = problem(2, *able, posts=twins)
    assert here(small).value.hard == 0


def test_posts_that_cannot_be_split_as_if_they_were_one_are_still_solved() -> None:
    # Three auxiliaries and one officer: alone somewhere, whoever goes where.
    people = [officer("a"), *(officer(name, certified=False) for name in "bcd")]
    twins = tuple(post(name, "E", 2, area=name) for name in ("east", "west"))
    small = problem(1, *people, posts=twins)
    found = here(small)
    assert found.status == "proven"
    assert found.value == cheapest(small, builtin_rules())


def test_who_must_not_be_at_one_of_two_equal_posts_is_at_the_other() -> None:
    twins = tuple(post(name, "E", 1, area=name) for name in ("east", "west"))
    barred = (Forbidden("a", day(0), day(1), post="east"),)
    found = here(problem(2, officer("a"), officer("b"), posts=twins, forbidden=barred))
    assert {one.post for one in found.roster if one.officer == "a"} == {"west"}


def test_contradictions_are_answered_with_the_least_bad_roster() -> None:
    # Early on the day after a night that ends at six, and both are fixed.
    small = problem(
        2,
        officer("a"),
        posts=(post("shore", "L", 1), post("dam", "E", 1)),
        fixed=(Fixed("a", day(0), "L"), Fixed("a", day(1), "E")),
    )
    found = here(small)
    assert found.status == "proven"
    assert found.value == cheapest(small, builtin_rules())
    assert found.value.hard > 0


def test_more_leave_than_people_leaves_posts_empty_and_nobody_robbed_of_leave() -> None:
    away = tuple(Leave(name, day(0), day(3)) for name in "ab")
    small = problem(4, *(officer(name) for name in "abc"), posts=(post(people=2),), leave=away)
    found = here(small)
    assert {one.officer for one in found.roster} == {"c"}
    assert set(report(small, found.roster).by_rule) >= {"cover"}
    assert "leave" not in report(small, found.roster).by_rule


@pytest.mark.parametrize("officers", [(), (officer("a", certified=False),)])
def test_without_officers_there_is_still_an_answer(officers: tuple[object, ...]) -> None:
    small = problem(3, *officers, posts=(post(enforcement=True),))  # type: ignore[arg-type]
    found = here(small)
    assert found.status == "proven"
    assert found.value.hard > 0


def test_a_problem_with_faults_is_refused_before_anything_begins() -> None:
    with pytest.raises(InvalidInput):
        solve(problem(0), builtin_rules())


def test_the_process_tells_how_far_it_is_and_gives_the_same_answer() -> None:
    told: list[Progress] = []
    small = tiny(1)
    found = solve(small, builtin_rules(), Effort(seconds=30), progress=told.append)
    assert found.value == here(small).value
    assert {"hard", "soft"} >= {one.aim for one in told}
    assert all(one.bound <= one.value for one in told)


def test_who_stops_the_search_gets_the_best_roster_so_far() -> None:
    told: list[Progress] = []
    began = monotonic()
    found = solve(
        two_weeks(),
        builtin_rules(),
        Effort(seconds=600, workers=1),
        progress=told.append,
        stop=lambda: any(one.aim == "soft" for one in told),
    )
    assert found.status in ("stopped", "proven")
    assert found.value.hard == 0
    assert monotonic() - began < 300


def test_ctrl_c_is_for_the_caller_and_not_for_the_search() -> None:
    told: list[Progress] = []
    pressed = iter(range(40))

    def stop() -> bool:
        if not any(one.aim == "soft" for one in told):
            return False
        (process,) = active_children()
        os.kill(process.pid or 0, signal.SIGINT)
        return next(pressed, None) is None

    found = solve(*endless(), Effort(seconds=600, workers=8), progress=told.append, stop=stop)
    assert found.status == "stopped"
    assert found.reached, "the process itself must answer"


def test_a_search_whose_process_is_gone_leaves_the_best_it_had() -> None:
    told: list[Progress] = []

    def stop() -> bool:
        found_one = any(one.aim == "soft" for one in told)
        if found_one:
            (process,) = active_children()
            process.kill()
        return found_one

    found = solve(*endless(), Effort(seconds=600, workers=2), progress=told.append, stop=stop)
    assert found.status == "stopped"
    assert found.roster and not found.reached


def test_a_hint_that_is_the_best_roster_is_as_good_as_the_answer() -> None:
    small = problem(3, officer("a"), officer("b"), posts=(post(people=2),))
    hint = lines("dam", a="EEE", b="EEE")
    assert sorted_of(Engine(small, builtin_rules(), QUICK).solve(hint)) == sorted(hint, key=str)


def here(small: Problem, effort: Effort = QUICK) -> Solution:
    """Solve in this process."""
    return Engine(small, builtin_rules(), effort).solve()


def endless() -> tuple[Problem, RuleSettings]:
    """Return what is not proven within any time that a test has: more than can be had."""
    people = [officer(f"p{n:02}", boat_licence=n < 9, driver=n < 12) for n in range(24)]
    posts = tuple(post(f"{shift}{n}", shift, 2) for shift in "EML" for n in range(2))
    changes = {
        "fair_hours": {"tolerance_hours": 0},
        "short_run": {"least": 5},
        "short_break": {"least": 4},
    }
    return problem(28, *people, posts=posts), builtin_rules().changed(changes)


def sorted_of(found: Solution) -> list[object]:
    return sorted(found.roster, key=str)


def two_weeks() -> Problem:
    """Return six officers who man three posts, some of them hardly."""
    people = [officer(name, boat_licence=True, driver=True) for name in "abcdef"]
    posts = (post("dam", "E", 1), post("shore", "M", 1), post("lake", "L", 1))
    return problem(14, *people, posts=posts, leave=(Leave("a", day(3), day(8)),))

"""A published roster made right again, with the fewest changes, proven."""

from dataclasses import replace

from roster_making import day, lines, officer, post, problem

from geo_patrol.roster.problem import Leave, Problem, Roster
from geo_patrol.roster.replan import Replanned, replan
from geo_patrol.roster.settings import builtin_rules
from geo_patrol.roster.solver import Effort
from geo_patrol.roster.whatif import what_if, with_officer, without_leave

EFFORT = Effort(seconds=30, workers=1, deterministic=True)


def test_without_anything_new_nothing_changes() -> None:
    found = again(published(lines("dam", a="EE--", b="--EE", c="----")))
    assert found.changes == ()
    assert found.fewest


def test_who_falls_ill_is_replaced_and_nobody_else_is_moved() -> None:
    told = published(lines("dam", a="EE--", b="--EE", c="----"))
    ill = replace(told, leave=(Leave("a", day(1), day(1)),))
    found = again(ill)
    assert found.fewest
    assert [one.day for one in found.changes] == [day(1), day(1)]
    assert len(found.days_off_taken) == 1
    assert found.solution.value.hard == 0


def test_no_day_off_is_taken_when_somebody_to_spare_is_on_duty() -> None:
    told = published(lines("dam", a="E", b="E", c="-"))
    found = again(replace(told, leave=(Leave("a", day(0), day(0)),)))
    assert found.days_off_taken == ()
    assert found.fewest


def test_frozen_days_stay_as_they_were() -> None:
    told = published(lines("dam", a="EE--", b="--EE", c="----"))
    ill = replace(told, leave=(Leave("a", day(0), day(1)),), frozen_days=frozenset({day(0)}))
    found = again(ill)
    assert all(one.day > day(0) for one in found.changes)


def test_who_works_with_whom_stays_when_one_of_two_equal_posts_is_replanned() -> None:
    twins = tuple(post(name, "E", 1, area=name) for name in ("east", "west"))
    told = problem(
        1,
        *(officer(name) for name in "abc"),
        posts=twins,
        published=(*lines("west", a="E"), *lines("east", b="E")),
        published_days=frozenset({day(0)}),
    )
    found = again(replace(told, leave=(Leave("a", day(0), day(0)),)))
    after = {one.officer: one.post for one in found.solution.roster}
    assert after == {"b": "east", "c": "west"}


def test_one_officer_more_and_one_leave_less_certainly_help_where_people_are_missing() -> None:
    away = Leave("a", day(0), day(2))
    small = problem(3, officer("a"), officer("b"), posts=(post("dam", "E", 2),), leave=(away,))
    for other in (with_officer(small, officer("c")), without_leave(small, away)):
        found = what_if(small, other, builtin_rules(), EFFORT)
        assert found.better
        assert not found.worse
        assert found.after.value.hard == 0


def published(roster: Roster) -> Problem:
    """Return a problem of one post whose roster was told to everybody."""
    n_days = 1 + max((one.day - day(0)).days for one in roster)
    return problem(
        n_days,
        *(officer(name) for name in "abc"),
        posts=(post("dam", "E", 1),),
        published=roster,
        published_days=frozenset(day(n) for n in range(n_days)),
    )


def again(changed: Problem) -> Replanned:
    return replan(changed, builtin_rules(), EFFORT)

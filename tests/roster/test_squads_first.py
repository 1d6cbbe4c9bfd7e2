"""A problem too large to be made as a whole is made squad by squad."""

import pytest
from roster_making import day, officer, post, problem

from geo_patrol.roster.cpsat import squads
from geo_patrol.roster.cpsat.engine import Engine
from geo_patrol.roster.cpsat.squads import by_squad, is_huge
from geo_patrol.roster.frame import frame_of
from geo_patrol.roster.problem import Assignment, Fixed, Leave, Problem, Request
from geo_patrol.roster.settings import builtin_rules
from geo_patrol.roster.solver import Effort

EFFORT = Effort(seconds=30, workers=1, deterministic=True)


def test_each_squad_has_its_own_people_posts_and_what_concerns_them() -> None:
    parts = list(by_squad(two_squads()))
    assert [{one.id for one in part.officers} for part in parts] == [{"a", "b"}, {"x"}]
    assert [[one.id for one in part.posts] for part in parts] == [["dam"], ["gate"]]
    assert [len(part.leave) for part in parts] == [1, 0]
    assert [len(part.requests) for part in parts] == [0, 1]
    for part in parts:
        assert frame_of(part).problem is part


def test_what_was_published_at_another_squads_post_stays_a_shift() -> None:
    (own, _) = by_squad(two_squads())
    assert own.published == (Assignment("a", day(0), "M"),)
    assert own.fixed == ()


def test_a_problem_of_one_squad_is_never_taken_apart() -> None:
    people = [officer(f"o{n}") for n in range(200)]
    posts = tuple(post(f"p{n}") for n in range(20))
    assert not is_huge(problem(31, *people, posts=posts))
    others = tuple(post(f"q{n}", squad="park") for n in range(20))
    assert is_huge(problem(31, *people, posts=posts + others))


def test_squad_by_squad_nobody_is_lent_and_nothing_is_proven(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The dam lacks somebody whom the park can lend: no squad finds that by itself.
    whole = Engine(two_squads(), builtin_rules(), EFFORT).solve()
    monkeypatch.setattr(squads, "HUGE", 0)
    parts = Engine(two_squads(), builtin_rules(), EFFORT).solve()
    assert whole.status == "proven"
    assert parts.status == "best_so_far"
    assert parts.bound <= whole.value < parts.value
    assert {(one.officer, one.post) for one in parts.roster} <= {
        ("a", "dam"),
        ("b", "dam"),
        ("x", "gate"),
    }


def two_squads() -> Problem:
    return problem(
        3,
        officer("a"),
        officer("b"),
        officer("x", squad="park"),
        posts=(post("dam", "E", 2), post("gate", "M", 1, squad="park")),
        leave=(Leave("b", day(1), day(1)),),
        requests=(Request("x", day(2), on=False),),
        fixed=(Fixed("a", day(0), post="gate"),),
        published=(Assignment("a", day(0), "M", "gate"),),
        published_days=frozenset({day(0)}),
    )

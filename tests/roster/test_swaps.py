"""Swaps that are proposed are legal, and the cheapest come first."""

from roster_making import day, lines, officer, post, problem

from geo_patrol.roster.problem import Leave, Problem, Roster
from geo_patrol.roster.settings import builtin_rules
from geo_patrol.roster.swaps import Swap, swaps


def test_somebody_who_is_off_can_take_the_shift() -> None:
    small = problem(2, officer("a"), officer("b"), posts=(post("dam", "E", 1),))
    found = offered(small, lines("dam", a="EE"), "a", 1)
    assert [(one.taker, one.returned) for one in found] == [("b", None)]


def test_two_can_exchange_shifts_of_one_day_or_of_two() -> None:
    posts = (post("dam", "E", 1), post("shore", "M", 1))
    small = problem(2, officer("a"), officer("b"), officer("c"), posts=posts)
    roster = (*lines("dam", a="E-"), *lines("shore", b="M-", c="-M"))
    found = offered(small, roster, "a", 0)
    back = {(one.taker, one.returned and (one.returned.day, one.returned.shift)) for one in found}
    assert ("b", (day(0), "M")) in back
    assert ("c", (day(1), "M")) in back


def test_who_is_on_leave_is_not_proposed_nor_who_would_rest_too_little_without_a_return() -> None:
    posts = (post("dam", "E", 1), post("shore", "L", 1))
    small = problem(
        2,
        officer("a"),
        officer("b"),
        officer("c"),
        posts=posts,
        leave=(Leave("b", day(1), day(1)),),
    )
    roster = (*lines("dam", a="-E"), *lines("shore", c="L-"))
    (only,) = offered(small, roster, "a", 1)
    assert (only.taker, only.returned) == ("c", roster[1])


def test_no_swap_leaves_a_post_without_its_certified_officers() -> None:
    enforcing = post("dam", "E", 2, enforcement=True)
    people = (officer("a"), officer("b"), officer("x", certified=False))
    small = problem(1, *people, posts=(enforcing,))
    assert offered(small, lines("dam", a="E", b="E"), "a", 0) == ()


def test_the_cheapest_come_first_and_a_day_off_has_none() -> None:
    small = problem(3, officer("a"), officer("b"), officer("c"), posts=(post("dam", "E", 1),))
    roster = lines("dam", a="EE-", b="--E")
    costs = [one.soft_more for one in offered(small, roster, "a", 1)]
    assert costs == sorted(costs)
    assert offered(small, roster, "a", 2) == ()


def offered(small: Problem, roster: Roster, who: str, n: int) -> tuple[Swap, ...]:
    return swaps(small, roster, builtin_rules(), who, day(n))

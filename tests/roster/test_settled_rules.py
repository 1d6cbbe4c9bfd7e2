"""Rules about what was settled, asked for or told before, each with its exact penalty."""

from roster_making import day, found, lines, officer, post, problem

from geo_patrol.roster.problem import Fixed, Forbidden, Leave, Request

AB = (officer("a"), officer("b"))


def test_each_shift_beyond_one_a_day_counts() -> None:
    twice = (*lines(a="EE"), *lines(a="M-"), *lines(a="N-"))
    assert found("one_shift_a_day", problem(2, *AB), twice) == [("a", (0,), 2, 20)]


def test_an_assignment_that_stands_twice_is_one() -> None:
    assert found("one_shift_a_day", problem(1, *AB), lines(a="E") * 2) == []


def test_each_shift_outside_the_contract_counts() -> None:
    small = problem(4, officer("a", first_day=day(1), last_day=day(2)))
    assert found("employed", small, lines(a="EEEE")) == [("a", (0,), 1, 10), ("a", (3,), 1, 10)]


def test_each_shift_on_a_day_of_leave_counts() -> None:
    small = problem(4, *AB, leave=(Leave("a", day(1), day(2)),))
    assert found("leave", small, lines(a="EEEE")) == [("a", (1,), 1, 10), ("a", (2,), 1, 10)]
    assert found("leave", small, lines(b="EEEE")) == []


def test_a_night_that_runs_into_the_leave_takes_from_it() -> None:
    small = problem(3, *AB, leave=(Leave("a", day(1), day(1)),))
    assert found("leave", small, lines(a="L-L")) == [("a", (0,), 1, 10)]
    # Middle ends at midnight.
    assert found("leave", small, lines(a="M--")) == []


def test_a_night_at_the_end_runs_into_a_leave_after_the_roster() -> None:
    small = problem(2, *AB, leave=(Leave("a", day(2), day(9)),))
    assert found("leave", small, lines(a="-L")) == [("a", (1,), 1, 10)]


def test_leave_that_began_before_the_roster_counts() -> None:
    small = problem(3, *AB, leave=(Leave("a", day(-5), day(0)),))
    assert found("leave", small, lines(a="EE")) == [("a", (0,), 1, 10)]


def test_what_must_not_be_done_is_told() -> None:
    ban = (Forbidden("a", day(-9), day(1), shift="N"), Forbidden("b", day(0), day(1)))
    small = problem(3, *AB, forbidden=ban)
    wanted = [("a", (0,), 1, 10), ("b", (1,), 1, 10)]
    assert found("forbidden", small, lines(a="NEN", b="-EE")) == wanted


def test_a_forbidden_post_is_forbidden_in_its_shift_only() -> None:
    posts = (post("dam", "E"), post("shore", "E"))
    ban = (Forbidden("a", day(0), day(1), post="dam"),)
    small = problem(3, *AB, posts=posts, forbidden=ban)
    assert found("forbidden", small, lines("dam", a="E-E")) == [("a", (0,), 1, 10)]
    assert found("forbidden", small, lines("shore", a="EEE")) == []


def test_what_is_fixed_and_not_in_the_roster_is_told() -> None:
    fixed = (
        Fixed("a", day(0)),
        Fixed("a", day(1), "E"),
        Fixed("a", day(2), "E", "dam"),
    )
    small = problem(3, *AB, posts=(post(),), fixed=fixed)
    assert found("fixed", small, lines("dam", a="EEE")) == []
    assert found("fixed", small, lines(a="MME")) == [("a", (1,), 1, 10), ("a", (2,), 1, 10)]
    assert found("fixed", small, lines(b="EEE")) == [("a", (n,), 1, 10) for n in range(3)]


def test_a_frozen_day_keeps_shift_post_and_days_off() -> None:
    posts = (post("dam", "E"), post("shore", "E"))
    told = lines("dam", a="EE-")
    both = {day(0), day(1)}
    small = problem(
        3, *AB, posts=posts, published=told, published_days=both, frozen_days=frozenset({day(0)})
    )
    assert found("frozen", small, told) == []
    # The second day may change, the first not.
    other = (*lines("shore", a="EE-"), *lines("dam", b="EE-"))
    assert found("frozen", small, other) == [("a", (0,), 1, 10), ("b", (0,), 1, 10)]


def test_each_published_day_with_another_shift_is_changed() -> None:
    told = lines(a="EE-", b="--E")
    small = problem(4, *AB, published=told, published_days=frozenset(day(n) for n in range(3)))
    assert found("changed", small, told) == []
    changes = [("a", (0,), 1, 10), ("a", (1,), 1, 10), ("b", (2,), 1, 10)]
    # Nothing was told about the fourth day.
    assert found("changed", small, lines(a="M--E", b="---E")) == changes


def test_another_place_in_the_same_shift_is_no_change() -> None:
    posts = (post("dam", "E"), post("shore", "E"))
    small = problem(
        1, *AB, posts=posts, published=lines("dam", a="E"), published_days=frozenset({day(0)})
    )
    assert found("changed", small, lines("shore", a="E")) == []


def test_a_shift_on_a_day_that_was_told_to_be_off_takes_it() -> None:
    small = problem(3, *AB, published=lines(a="E--"), published_days=frozenset({day(0), day(1)}))
    taken = [("a", (1,), 1, 10), ("b", (0,), 1, 10)]
    assert sorted(found("day_off_taken", small, lines(a="MEE", b="E-E"))) == taken


def test_a_request_that_is_not_met_costs_its_own_weight() -> None:
    wishes = (
        Request("a", day(0), on=False, weight=3),
        Request("a", day(1), on=False, shift="N", weight=2),
        Request("b", day(0), on=True),
        Request("b", day(1), on=True, shift="E", weight=5),
    )
    small = problem(2, *AB, requests=wishes)
    assert found("requests", small, lines(a="-E", b="ME")) == []
    wanted = [("b", (1,), 1, 50), ("a", (0,), 1, 30), ("a", (1,), 1, 20), ("b", (0,), 1, 10)]
    assert found("requests", small, lines(a="EN", b="-M")) == wanted

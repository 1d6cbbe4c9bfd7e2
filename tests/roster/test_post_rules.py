"""Rules about a post on a day, each with its exact penalty."""

from dataclasses import replace

from roster_making import day, found, lines, officer, post, problem

from geo_patrol.roster.problem import AreaRisk, Need

ABC = (officer("a"), officer("b"), officer("c"))
AUXILIARY = officer("x", certified=False)


def test_each_missing_person_counts() -> None:
    small = problem(3, *ABC, posts=(post(),))
    assert found("cover", small, lines("dam", a="EE-", b="E--")) == [
        ("dam", (2,), 2, 20),
        ("dam", (1,), 1, 10),
    ]


def test_who_works_without_a_post_covers_none() -> None:
    small = problem(1, *ABC, posts=(post(),))
    assert found("cover", small, lines(a="E", b="E")) == [("dam", (0,), 2, 20)]


def test_a_post_weighs_as_much_as_it_says() -> None:
    small = problem(1, *ABC, posts=(post(people=1, under=100, over=3),))
    assert found("cover", small, ()) == [("dam", (0,), 1, 1000)]
    assert found("overstaffed", small, lines("dam", a="E", b="E", c="E")) == [("dam", (0,), 2, 60)]


def test_the_need_follows_the_kind_of_day_and_the_risk() -> None:
    need = Need(workday=1, weekend=2, holiday=3, more_at_risk=(("high", 4),))
    small = problem(
        7,
        *ABC,
        posts=(replace(post(), need=need, need_on=((day(1), 9),)),),
        holidays=frozenset({day(2)}),
        workdays=frozenset({day(6)}),
        risks=(AreaRisk("changzhao", day(3), "high"), AreaRisk("qincun", day(4), "high")),
    )
    missing = {days[0]: amount for _, days, amount, _ in found("cover", small, ())}
    assert missing == {0: 1, 1: 9, 2: 3, 3: 5, 4: 1, 5: 2, 6: 1}


def test_each_person_beyond_the_need_counts() -> None:
    small = problem(2, *ABC, posts=(post(people=1),))
    assert found("overstaffed", small, lines("dam", a="EE", b="E-", c="E-")) == [
        ("dam", (0,), 2, 20)
    ]


def test_each_missing_certified_officer_counts() -> None:
    small = problem(3, *ABC, AUXILIARY, posts=(post(enforcement=True),))
    roster = lines("dam", a="EE-", b="E--", x="EEE")
    assert found("certified", small, roster) == [("dam", (2,), 2, 20), ("dam", (1,), 1, 10)]


def test_a_post_that_does_not_punish_or_is_not_needed_wants_no_certified_officer() -> None:
    posts = (post("office"), post("dam", "E", 0, enforcement=True))
    assert found("certified", problem(1, *ABC, posts=posts), ()) == []


def test_auxiliaries_alone_count_once_for_each_day() -> None:
    others = (AUXILIARY, officer("y", certified=False))
    small = problem(3, *ABC, *others, posts=(post(),))
    roster = lines("dam", a="E--", x="EE-", y="EE-")
    assert found("auxiliaries_alone", small, roster) == [("dam", (1,), 1, 10)]


def test_a_post_on_the_water_wants_a_boat_licence_by_day() -> None:
    posts = (post("lake", "E", on_water=True), post("lake by night", "N", on_water=True), post())
    small = problem(2, officer("a", boat_licence=True), officer("b"), posts=posts)
    assert found("boat_licence", small, lines("lake", a="E-", b="EE")) == [("lake", (1,), 1, 10)]


def test_a_post_with_a_car_wants_a_driver() -> None:
    posts = (post("road", "N", vehicle=True), post())
    small = problem(2, officer("a", driver=True), officer("b"), posts=posts)
    assert found("driver", small, lines("road", a="N-", b="NN")) == [("road", (1,), 1, 10)]
    assert found("driver", small, lines("road", a="N-", b="NN"), people=2) == [
        ("road", (1,), 2, 20),
        ("road", (0,), 1, 10),
    ]


def test_each_person_with_a_skill_that_is_missing_counts() -> None:
    posts = (post("dam", skills=(("drone", 2), ("first aid", 1))),)
    small = problem(1, officer("a", skills=frozenset({"drone"})), officer("b"), posts=posts)
    assert found("skills", small, lines("dam", a="E", b="E")) == [
        ("dam", (0,), 1, 10),
        ("dam", (0,), 1, 10),
    ]
    assert found("skills", small, ()) == [("dam", (0,), 2, 20), ("dam", (0,), 1, 10)]


def test_each_shift_at_the_post_of_another_squad_is_lent() -> None:
    small = problem(2, officer("a"), officer("p", squad="park"), posts=(post(),))
    assert found("lending", small, lines("dam", a="EE", p="EE")) == [
        ("p", (0,), 1, 10),
        ("p", (1,), 1, 10),
    ]
    assert found("lending", small, lines(p="EE")) == []

"""Why each day is as it is, and what could not be, in words."""

from roster_making import day, lines, officer, past, post, problem

from geo_patrol.messages import LANGUAGES
from geo_patrol.roster.explain import Explanation, Reason
from geo_patrol.roster.problem import Assignment, Fixed, Leave, Problem, Request, Roster
from geo_patrol.roster.settings import builtin_rules


def test_somebody_works_because_the_post_would_lack_people() -> None:
    small = problem(1, officer("a"), posts=(post("dam", "E", 1),))
    assert why(small, lines("dam", a="E"), "a", 0) == (Reason("needed", "cover", "dam"),)


def test_the_only_one_with_a_licence_is_needed_for_it() -> None:
    lake = post("lake", "E", 1, on_water=True)
    small = problem(1, officer("a", boat_licence=True), officer("b"), posts=(lake,))
    found = why(small, lines("lake", a="E", b="E"), "a", 0)
    assert found == (Reason("needed", "boat_licence", "lake"),)


def test_who_is_more_than_needed_is_told_to_be_so() -> None:
    small = problem(1, officer("a"), officer("b"), posts=(post("dam", "E", 1),))
    assert why(small, lines("dam", a="E", b="E"), "b", 0) == (Reason("spare", None, "dam"),)


def test_who_is_off_is_off_by_leave_by_a_rule_or_because_nobody_is_missing() -> None:
    small = problem(
        2,
        officer("a"),
        officer("b"),
        officer("c", history=past(-1, "E", run_days=6)),
        posts=(post("dam", "E", 1),),
        leave=(Leave("a", day(0), day(1)),),
    )
    roster = lines("dam", b="EE")
    assert why(small, roster, "a", 1) == (Reason("barred", "leave"),)
    assert why(small, roster, "c", 0) == (Reason("barred", "run_days"),)
    assert why(small, roster, "c", 1) == (Reason("not_needed"),)


def test_what_was_fixed_frozen_or_asked_for_is_told_first() -> None:
    small = problem(
        2,
        officer("a"),
        posts=(post("dam", "E", 1),),
        fixed=(Fixed("a", day(0), "E"),),
        requests=(Request("a", day(1), on=False),),
        published=(Assignment("a", day(0), "E", "dam"),),
        published_days=frozenset({day(0)}),
        frozen_days=frozenset({day(0)}),
    )
    roster = lines("dam", a="E-")
    assert [one.because for one in why(small, roster, "a", 0)] == ["fixed", "frozen", "needed"]
    assert why(small, roster, "a", 1)[0] == Reason("request")


def test_a_shortage_counts_why_nobody_fills_it() -> None:
    people = (
        officer("a"),
        officer("b"),
        officer("c"),
        officer("d", history=past(-1, "N", run_days=3, run_nights=3)),
        officer("e", certified=False),
    )
    away = (Leave("b", day(0), day(0)), Leave("c", day(0), day(0)))
    night = post("shore", "N", 2, enforcement=True)
    small = problem(1, *people, posts=(night,), leave=away)
    roster = lines("shore", a="N")
    found = {one.violation.rule: one for one in explained(small, roster).shortages()}
    lacking = found["certified"]
    assert lacking.away == (("leave", 2), ("run_nights", 1))
    assert (lacking.elsewhere, lacking.free) == (0, 0)
    assert found["cover"].free == 1
    assert "休假" not in lacking.text("zh")
    assert lacking.text("zh") == (
        "shore，2022-11-07：缺 1 名执法人员。2 人“请假”，1 人“连续夜班”，这天能来的 0 人"
    )


def test_soft_rules_are_listed_by_what_they_cost() -> None:
    small = problem(3, officer("a"), posts=(post("dam", "E", 0),))
    costs = explained(small, lines("dam", a="-E-")).soft_costs()
    assert costs[0][0] == "fair_hours" or costs == tuple(sorted(costs, key=lambda one: -one[2]))
    assert {rule: n for rule, n, _ in costs}["short_run"] == 1


def test_every_reason_has_words_in_both_languages() -> None:
    for language in LANGUAGES:
        said = Reason("needed", "cover", "dam").text(language, {"dam": "长诏"})
        assert "长诏" in said
        assert Reason("barred", "leave").text(language)


def explained(small: Problem, roster: Roster) -> Explanation:
    return Explanation(small, roster, builtin_rules())


def why(small: Problem, roster: Roster, officer: str, n: int) -> tuple[Reason, ...]:
    return explained(small, roster).why(officer, day(n))

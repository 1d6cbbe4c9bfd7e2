"""One judge for all rosters: what it adds up, and what does not matter to it."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from roster_chances import histories, problems, rosters
from roster_making import MONDAY, day, lines, officer, past, post, problem, report, rules

from geo_patrol.errors import InvalidInput
from geo_patrol.messages import LANGUAGES
from geo_patrol.roster.checker import check
from geo_patrol.roster.people import History
from geo_patrol.roster.problem import Assignment
from geo_patrol.roster.rules import RULES
from geo_patrol.roster.settings import builtin_rules
from geo_patrol.roster.words import meaning, name_of, said, strength

LINES = st.text("EMNL--", min_size=1, max_size=12)
IN_A_ROW = (
    "rest",
    "forward_rotation",
    "run_days",
    "run_nights",
    "days_off_after_nights",
    "short_run",
    "short_break",
)


@given(st.data())
def test_the_total_is_the_sum_of_its_parts(data: st.DataObject) -> None:
    small = data.draw(problems())
    found = report(small, data.draw(rosters(small)))
    for parts in (found.by_rule, found.by_officer, found.by_day):
        assert sum(one.soft_cost for one in parts.values()) == found.soft_cost
        assert sum(one.hard_cost for one in parts.values()) == found.hard_cost
        assert sum(one.hard_broken for one in parts.values()) == found.hard_broken
    assert found.soft_cost == sum(one.penalty for one in found.violations if not one.hard)
    assert found.hard_broken == sum(one.hard for one in found.violations)


@given(st.data())
def test_the_whole_is_what_each_rule_finds_by_itself(data: st.DataObject) -> None:
    small = data.draw(problems())
    roster = data.draw(rosters(small))
    alone = [check(small, roster, builtin_rules().only(name)).violations for name in RULES]
    together = report(small, roster).violations
    assert sorted(map(str, together)) == sorted(str(one) for each in alone for one in each)


@given(st.data(), st.integers())
def test_the_order_of_assignments_does_not_matter(data: st.DataObject, seed: int) -> None:
    small = data.draw(problems())
    roster = data.draw(rosters(small))
    mixed = [*roster, *roster[:3]]
    Random(seed).shuffle(mixed)  # noqa: S311
    assert check(small, mixed, builtin_rules()) == report(small, roster)


@given(st.data(), st.integers())
def test_the_order_of_people_and_posts_does_not_matter(data: st.DataObject, seed: int) -> None:
    small = data.draw(problems())
    roster = data.draw(rosters(small))
    officers, posts = list(small.officers), list(small.posts)
    for each in (officers, posts):
        Random(seed).shuffle(each)  # noqa: S311
    other = replace(small, officers=tuple(officers), posts=tuple(posts))
    assert report(other, roster) == report(small, roster)


@given(st.data())
def test_penalties_are_amounts_by_weight_and_never_nothing(data: st.DataObject) -> None:
    small = data.draw(problems())
    settings = builtin_rules()
    for one in report(small, data.draw(rosters(small))).violations:
        weight = settings[one.rule].weight
        assert one.amount > 0 and one.penalty % (one.amount * weight) == 0
        assert list(one.days) == sorted(one.days) and set(one.days) <= set(small.days)


@pytest.mark.parametrize("rule", IN_A_ROW)
@given(first=LINES, second=LINES, before=histories())
def test_a_roster_cut_in_two_breaks_as_much_as_the_whole(
    rule: str, first: str, second: str, before: History
) -> None:
    # The second half knows of the first only what its history says.
    history = _left(first, before)
    settings = rules({rule: {"kind": "soft", "weight": 1}}, rule)

    def cost(start: int, letters: str, history: History) -> int:
        who = officer("a", history=history)
        whole = replace(problem(len(letters), who), first_day=day(start))
        moved = tuple(
            Assignment("a", day(start + n), letter)
            for n, letter in enumerate(letters)
            if letter != "-"
        )
        return check(whole, moved, settings).soft_cost

    parts = cost(0, first, before) + cost(len(first), second, history)
    assert parts == cost(0, first + second, before)


def _left(letters: str, before: History) -> History:
    """Return the history that a line leaves behind, after the one it began with."""
    worked = len(letters.rstrip("-"))
    if not worked:
        return before
    run = worked - len(letters[:worked].rstrip("EMNL"))
    nights = worked - len(letters[:worked].rstrip("NL"))
    if before.last_day == day(-1):
        run += before.run_days if run == worked else 0
        nights += before.run_nights if nights == worked else 0
    return past(worked - 1, letters[worked - 1], run_days=run, run_nights=nights)


@given(LINES, st.none() | histories())
def test_days_in_a_row_are_those_that_counting_day_by_day_finds(
    letters: str, before: History | None
) -> None:
    settings = rules({"run_days": {"kind": "soft", "weight": 1}}, "run_days")
    small = problem(len(letters), officer("a", history=before))
    run = before.run_days if before is not None and before.last_day == day(-1) else 0
    beyond = 0
    for letter in letters:
        run = 0 if letter == "-" else run + 1
        beyond += run > 6
    assert check(small, lines(a=letters), settings).soft_cost == beyond


def test_an_empty_roster_lacks_everybody() -> None:
    found = report(problem(2, officer("a"), posts=(post(),)), ())
    assert found.by_rule["cover"].hard_broken == 2
    assert found.by_rule["cover"].hard_cost == 400


def test_a_squad_without_people_and_a_problem_without_posts_have_their_report() -> None:
    assert report(problem(2, posts=(post(),)), ()).hard_broken == 2
    assert report(problem(2), ()).violations == ()


def test_a_soft_rule_that_is_turned_hard_is_broken_instead_of_costly() -> None:
    small, roster = problem(3, officer("a", history=past(-3))), lines(a="-E-")
    soft = check(small, roster, rules({}, "short_run"))
    hard = check(small, roster, rules({"short_run": {"kind": "hard"}}, "short_run"))
    assert (soft.hard_broken, soft.soft_cost) == (0, 4)
    assert (hard.hard_broken, hard.hard_cost, hard.soft_cost) == (1, 4, 0)


def test_violations_come_hard_ones_first_then_by_cost() -> None:
    small = problem(9, officer("a"), officer("b"), posts=(post(),))
    found = report(small, lines("dam", a="EEEEEEEEE", b="-"))
    order = [(not one.hard, -one.penalty) for one in found.violations]
    assert order == sorted(order) and {one.hard for one in found.violations} == {True, False}


def test_what_the_problem_has_no_place_for_is_told_all_at_once() -> None:
    small = problem(2, officer("a"), posts=(post("dam", "E"),))
    odd = (
        Assignment("nobody", day(0), "E"),
        Assignment("a", day(0), "X"),
        Assignment("a", day(1), "E", "moon"),
        Assignment("a", day(0), "N", "dam"),
        Assignment("a", day(2), "E"),
    )
    with pytest.raises(InvalidInput) as raised:
        report(small, odd)
    assert sorted(one.key for one in raised.value.findings) == [
        "roster.day_outside",
        "roster.no_officer",
        "roster.no_post",
        "roster.no_shift",
        "roster.wrong_shift",
    ]


def test_every_rule_has_a_setting_a_name_a_meaning_and_words_for_its_breach() -> None:
    settings = builtin_rules()
    assert set(settings.rules) == set(RULES)
    for name in RULES:
        broken = settings[name].broken(2, MONDAY, officer="a", post="dam")
        for language in LANGUAGES:
            spoken = (name_of(name, language), meaning(settings[name], language))
            assert all(spoken) and strength(settings[name], language)
            assert said(broken, language)


def test_a_breach_is_said_with_names_days_and_amount() -> None:
    settings = builtin_rules()
    run = settings["run_days"].broken(1, *(day(n) for n in range(7)), officer="a")
    assert said(run, "zh", {"a": "甲"}) == "甲，2022-11-07…11-13：连上太久，多 1 天"
    assert said(run, "en") == "a, 2022-11-07…11-13: 1 days too many in a row"
    empty = settings["cover"].broken(2, day(1), post="dam")
    assert said(empty, "zh", {"dam": "钦寸夜班"}) == "钦寸夜班，2022-11-08：缺 2 人"


def test_the_days_of_a_breach_over_new_year_name_both_years() -> None:
    broken = builtin_rules()["rest"].broken(1, date(2022, 12, 31), date(2023, 1, 1), officer="a")
    assert "2022-12-31…2023-01-01" in said(broken, "en")


def test_two_hundred_officers_over_two_months_are_judged_whole() -> None:
    people = tuple(officer(f"o{n}", certified=n % 2 == 0) for n in range(200))
    posts = tuple(post(f"{code}{n}", code, 3) for code in "EMN" for n in range(10))
    big = problem(62, *people, posts=posts)
    at: dict[tuple[str, int], int] = defaultdict(int)
    roster = []
    for number, who in enumerate(people):
        for n in range(62):
            letter = "EEMMNN--"[(number + n) % 8]
            if letter != "-":
                at[letter, n] += 1
                place = f"{letter}{at[letter, n] % 10}"
                roster.append(Assignment(who.id, day(n), letter, place))
    found = report(big, roster)
    # 50 people in each shift for 30 places, every day.
    assert sum(one.amount for one in found.violations if one.rule == "overstaffed") == 3 * 20 * 62
    assert "cover" not in found.by_rule

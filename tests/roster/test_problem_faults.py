"""What makes a problem unusable, and what cannot all be met: both told in words."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from roster_chances import problems
from roster_making import SHIFTS, day, lines, officer, past, post, problem, rules

from geo_patrol.errors import InvalidInput
from geo_patrol.messages import LANGUAGES
from geo_patrol.roster.doubts import doubts
from geo_patrol.roster.frame import frame_of
from geo_patrol.roster.people import History, Limits
from geo_patrol.roster.problem import (
    AreaRisk,
    Assignment,
    Fixed,
    Forbidden,
    Leave,
    Need,
    Problem,
    Request,
    ShiftType,
)
from geo_patrol.roster.settings import RuleSettings, builtin_rules

NO_HOURS = builtin_rules().changed({"hours_over": {"kind": "off"}})

AB = (officer("a"), officer("b"))


def faults(problem: Problem) -> list[str]:
    with pytest.raises(InvalidInput) as raised:
        frame_of(problem)
    return [one.key.removeprefix("roster.") for one in raised.value.findings]


def doubted(problem: Problem, settings: RuleSettings | None = None) -> list[str]:
    found = doubts(frame_of(problem), settings or builtin_rules())
    return [one.text("zh") for one in found]


def changed(**changes: Any) -> Problem:
    return problem(3, *AB, **{"posts": (post(),), **changes})


def test_an_officer_in_two_squads_is_told_with_both() -> None:
    twice = problem(3, officer("a"), officer("b"), officer("a", squad="park"))
    with pytest.raises(InvalidInput) as raised:
        frame_of(twice)
    (found,) = raised.value.findings
    assert found.text("zh").startswith("officers[a]: 同一个人在几个队里：park, reservoir")


@pytest.mark.parametrize(
    ("wrong", "wanted"),
    [
        (problem(0, *AB), ["bad_horizon"]),
        (problem(401, *AB), ["bad_horizon"]),
        (replace(problem(3, *AB), first_day=date(9999, 12, 30)), ["bad_first_day"]),
        (problem(3, officer("a"), officer("a")), ["stands_twice"]),
        (changed(posts=(post(), post())), ["stands_twice"]),
        (changed(posts=(post("dam", "X"),)), ["no_shift"]),
        (changed(posts=(replace(post(), need=Need(1, -1, 0)),)), ["bad_need"]),
        (changed(posts=(post(under=-1),)), ["bad_weight"]),
        (changed(posts=(post(need_on=((day(0), 1), (day(0), 2))),)), ["need_twice"]),
        (changed(risks=(AreaRisk("x", day(0), "a"), AreaRisk("x", day(0), "b"))), ["risk_twice"]),
        (changed(shifts=(*SHIFTS, SHIFTS[0])), ["stands_twice"]),
        (changed(shifts=(*SHIFTS, ShiftType("X", "early", 1440, 10))), ["bad_times"]),
        (changed(shifts=(*SHIFTS, ShiftType("X", "early", 0, 60, 61))), ["bad_paid_minutes"]),
        (
            changed(shifts=(*SHIFTS, ShiftType("X", "early", 0, 9, None, frozenset("Y")))),
            ["no_shift"],
        ),
        (changed(leave=(Leave("z", day(1), day(0)),)), ["no_officer", "backwards"]),
        (changed(forbidden=(Forbidden("a", day(1), day(0), "E"),)), ["backwards"]),
        (changed(fixed=(Fixed("a", day(3), "N", "dam"),)), ["wrong_shift", "day_outside"]),
        (
            changed(requests=(Request("a", day(-1), True, "Z", -1),)),
            ["no_shift", "day_outside", "bad_weight"],
        ),
        (changed(published=lines(a="E")), ["not_published"]),
        (changed(published=(Assignment("a", day(9), "E"),)), ["day_outside"]),
        (changed(published_days=frozenset({day(5)})), ["day_outside"]),
        (changed(frozen_days=frozenset({day(0)})), ["not_published"]),
        (problem(3, officer("a", history=past(0))), ["history_inside"]),
        (problem(3, officer("a", history=past(shift="X"))), ["no_shift"]),
        (problem(3, officer("a", history=past(run_days=0))), ["bad_history"]),
        (problem(3, officer("a", history=past(run_nights=2))), ["bad_history"]),
        (
            problem(
                3,
                officer(
                    "a", history=History(day(-1), "E", last_end=datetime(2022, 11, 6, tzinfo=UTC))
                ),
            ),
            ["history_offset"],
        ),
        (problem(3, officer("a", first_day=day(2), last_day=day(1))), ["contract_backwards"]),
        (problem(3, officer("a", limits=Limits(most_run=31))), ["bad_run_limit"]),
        (problem(3, officer("a", limits=Limits(most_minutes=-1))), ["below_zero"]),
        (problem(3, officer("a", limits=Limits(most_of=(("X", -1),)))), ["no_shift", "below_zero"]),
        (problem(3, *(officer(str(n)) for n in range(2001))), ["too_many_officers"]),
    ],
)
def test_what_is_wrong_in_a_problem_is_told_in_words(wrong: Problem, wanted: list[str]) -> None:
    assert faults(wrong) == wanted


@given(problems())
def test_a_sound_problem_can_be_worked_with_and_doubted_in_both_languages(sound: Problem) -> None:
    for one in doubts(frame_of(sound), builtin_rules()):
        assert all(one.text(language) for language in LANGUAGES)


def test_a_month_that_can_be_planned_is_not_doubted() -> None:
    people = [officer(str(n)) for n in range(5)]
    assert doubted(problem(28, *people, posts=(post(enforcement=True),))) == []


def test_no_certified_officer_at_all_is_told() -> None:
    helpers = [officer(name, certified=False) for name in "abc"]
    told = doubted(problem(1, *helpers, posts=(post(enforcement=True),)))
    assert told[0] == "一名执法人员也没有：每个执法岗位都缺 2 名"
    assert told[1] == "reservoir: 全队只有 0 名执法人员，一个执法岗位就要 2 名"
    assert told[2] == "2022-11-07 要 2 名执法人员，能排的只有 0 名（0 名请假）"


def test_more_leave_than_people_is_told_of_each_day() -> None:
    away = (Leave("a", day(0), day(1)), Leave("b", day(1), day(1)))
    assert doubted(changed(leave=away), NO_HOURS) == [
        "2022-11-07 要 2 人，能排的只有 1 人（1 人请假）",
        "2022-11-08 要 2 人，能排的只有 0 人（2 人请假）",
    ]


def test_who_may_be_lent_counts_unless_nobody_may() -> None:
    lent = problem(1, officer("a"), officer("p", squad="park"), posts=(post(),))
    assert doubted(lent) == []
    own = NO_HOURS.changed({"lending": {"kind": "hard"}})
    assert doubted(lent, own) == ["reservoir: 2022-11-07 要 2 人，能排的只有 1 人（0 人请假）"]


def test_an_empty_squad_is_told() -> None:
    empty = problem(1, *AB, posts=(post(squad="park"), post("gate", squad="park")))
    assert "park: 队里没有人，2 个岗位只能靠借人" in doubted(empty)


def test_an_enforcement_post_too_small_for_the_law_is_told() -> None:
    told = doubted(problem(1, *AB, posts=(post(people=1, enforcement=True),)))
    assert told == ["dam: 执法岗位只派 1 人，规定要 2 名执法人员：请加人，或者不算执法岗位"]


def test_more_hours_than_people_may_work_are_told() -> None:
    # Ten workdays in two weeks, 80 hours each; two people on all fourteen days are 224 hours.
    told = doubted(
        problem(14, *AB, posts=(post(),)),
        builtin_rules().changed({"hours_over": {"overtime_hours": 0}}),
    )
    assert told == ["一共要 224 小时，工时上限内只有 160 小时"]


@pytest.mark.parametrize(
    ("fixed", "more", "wanted"),
    [
        (("E", "M"), {}, "fixed: a，2022-11-07：一天排了几班，多 1 班"),
        (
            ("E",),
            {"leave": (Leave("a", day(0), day(0)),)},
            "fixed: a，2022-11-07：请假期间有班，或班跨进假期",
        ),
        (
            ("E",),
            {"forbidden": (Forbidden("a", day(0), day(0), "E"),)},
            "fixed: a，2022-11-07：排了不能排的",
        ),
        (
            (None,),
            {"leave": (Leave("a", day(0), day(0)),)},
            "fixed[a, 2022-11-07]: 指定了上班，但这天请假、不在合同期或不能排",
        ),
        (
            ("E",),
            {
                "published": lines(a="N"),
                "published_days": frozenset({day(0)}),
                "frozen_days": frozenset({day(0)}),
            },
            "fixed[a, 2022-11-07]: 指定的与公布的不同，而这天不再动",
        ),
    ],
)
def test_contradictory_fixed_assignments_are_told(
    fixed: tuple[str | None, ...], more: dict[str, Any], wanted: str
) -> None:
    settled = tuple(Fixed("a", day(0), shift) for shift in fixed)
    assert wanted in doubted(problem(3, *AB, fixed=settled, **more))


def test_fixed_assignments_that_break_rest_or_runs_are_told() -> None:
    settled = tuple(Fixed("a", day(n), "E") for n in range(7))
    assert doubted(problem(7, *AB, fixed=settled)) == [
        "fixed: a，2022-11-07…11-13：连上太久，多 1 天"
    ]
    close = (Fixed("a", day(0), "M"), Fixed("a", day(1), "E"))
    assert doubted(problem(2, *AB, fixed=close)) == [
        "fixed: a，2022-11-07…11-08：两班之间少休息 3 小时"
    ]
    assert doubted(problem(2, *AB, fixed=close), rules({}, "cover")) == []


def test_to_fix_a_shift_and_its_post_is_no_contradiction_and_two_posts_are() -> None:
    shift, at_dam = Fixed("a", day(0), "E"), Fixed("a", day(0), None, "dam")
    posts = (post(), post("shore"))
    assert doubted(problem(3, *AB, posts=posts[:1], fixed=(shift, at_dam)), NO_HOURS) == []
    both = (at_dam, Fixed("a", day(0), None, "shore"))
    assert "fixed: a，2022-11-07：一天排了几班，多 1 班" in doubted(
        problem(3, *AB, posts=posts, fixed=both)
    )


def test_a_history_that_broke_the_rules_is_told() -> None:
    tired = officer("a", history=past(shift="N", run_days=9, run_nights=4))
    assert doubted(problem(3, tired)) == [
        "officers[a]: 到 2022-11-06 已连上 9 天，规定最多 6 天：得先休息",
        "officers[a]: 到 2022-11-06 已连上 4 个夜班，规定最多 3 个：不能再接夜班",
    ]

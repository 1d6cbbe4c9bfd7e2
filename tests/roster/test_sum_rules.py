"""Rules about what a whole roster adds up to, and what is shared, each with its exact penalty."""

import pytest
from roster_making import SHIFTS, day, found, lines, officer, post, problem

from geo_patrol.roster.people import Balance, Limits
from geo_patrol.roster.problem import Forbidden, Leave, ShiftType

FOUR = tuple(officer(name) for name in "abcd")


def test_each_shift_beyond_an_officers_limit_of_its_kind_counts() -> None:
    small = problem(5, officer("a", limits=Limits(most_of=(("N", 1), ("E", 2)))), officer("b"))
    assert found("shift_limits", small, lines(a="NNNEE", b="NNNNN")) == [("a", (), 2, 20)]


def test_hours_beyond_the_workdays_and_overtime_count() -> None:
    # Five workdays of a week: 40 hours; six shifts: 48.
    week = problem(7, officer("a"))
    assert found("hours_over", week, lines(a="EEEEEE-"), overtime_hours=0) == [("a", (), 8, 80)]
    # 30 hours in 30 days are 7 in 7.
    assert found("hours_over", week, lines(a="EEEEEE-"), overtime_hours=30) == [("a", (), 1, 10)]


def test_holidays_and_leave_take_from_the_hours_and_worked_weekends_add() -> None:
    holiday = problem(7, officer("a"), holidays=frozenset({day(0)}), workdays=frozenset({day(5)}))
    assert found("hours_over", holiday, lines(a="-EEEEEE"), overtime_hours=0) == [("a", (), 8, 80)]
    away = problem(7, officer("a"), leave=(Leave("a", day(3), day(6)),))
    assert found("hours_over", away, lines(a="EEE"), overtime_hours=0) == []
    assert found("hours_over", away, lines(a="EEEE"), overtime_hours=0) == [("a", (), 8, 80)]


def test_hours_beyond_an_officers_own_limit_count_and_begun_ones_whole() -> None:
    small = problem(3, officer("a", limits=Limits(most_minutes=20 * 60 - 1)))
    assert found("hours_over", small, lines(a="EEE")) == [("a", (), 5, 50)]


def test_paid_minutes_go_before_the_length_of_a_shift() -> None:
    shifts = (ShiftType("E", "early", 480, 480, paid_minutes=600),)
    small = problem(2, officer("a", limits=Limits(most_minutes=1140)), shifts=shifts)
    assert found("hours_over", small, lines(a="EE")) == [("a", (), 1, 10)]


def test_hours_below_an_officers_own_least_count() -> None:
    small = problem(3, officer("a", limits=Limits(least_minutes=17 * 60)), officer("b"))
    assert found("hours_under", small, lines(a="EE")) == [("a", (), 1, 10)]


def test_each_weekend_beyond_an_officers_limit_counts_once() -> None:
    small = problem(21, officer("a", limits=Limits(most_weekends=1)), officer("b"))
    three = "-----EE" + "------E" + "-----E-"
    assert found("weekends_over", small, lines(a=three, b=three)) == [("a", (), 2, 20)]


@pytest.mark.parametrize(("nights", "amount"), [(1, 0), (2, 1), (3, 3), (4, 6)])
def test_each_further_night_beyond_the_share_counts_more(nights: int, amount: int) -> None:
    # Four nights for four officers: one each.
    small = problem(4, *FOUR, posts=(post("dam", "N", 1),))
    others = {"b": "N---", "c": "N---", "d": "N---"}
    got = found("fair_nights", small, lines(a="N" * nights, **others))
    assert got == ([("a", (), amount, 10 * amount)] if amount else [])


def test_nights_below_the_share_count_too() -> None:
    small = problem(8, officer("a"), officer("b"), posts=(post("dam", "N", 1),))
    got = found("fair_nights", small, lines(a="NN", b="NNNN"))
    assert got == [("a", (), 3, 30)]


def test_a_share_that_is_no_whole_number_lets_both_neighbours_pass() -> None:
    small = problem(3, officer("a"), officer("b"), posts=(post("dam", "N", 1),))
    assert found("fair_nights", small, lines(a="N--", b="-NN")) == []
    assert found("fair_nights", small, lines(b="NNN")) == [
        ("a", (), 1, 10),
        ("b", (), 1, 10),
    ]


def test_what_was_done_before_is_taken_off() -> None:
    did_two = officer("a", balance=Balance(nights=2))
    owes_two = officer("b", balance=Balance(nights=-2))
    small = problem(4, did_two, owes_two, posts=(post("dam", "N", 1),))
    assert found("fair_nights", small, lines(b="NNNN")) == []
    assert found("fair_nights", small, lines(a="NN--", b="--NN")) == [
        ("a", (), 3, 30),
        ("b", (), 3, 30),
    ]


def test_who_cannot_be_asked_has_no_share() -> None:
    ban = (Forbidden("a", day(0), day(9), shift="N"), Forbidden("a", day(0), day(9), shift="L"))
    away = (Leave("b", day(-1), day(1)),)
    small = problem(4, *FOUR[:3], posts=(post("dam", "N", 3),), forbidden=ban, leave=away)
    # Twelve nights: c can be asked on four days, b on two.
    assert found("fair_nights", small, lines(b="NNNN", c="NNNN"), weight=1) == [
        ("c", (), 10, 10),
    ]


def test_nights_of_another_squad_are_not_shared() -> None:
    small = problem(2, officer("a"), officer("b", squad="park"), posts=(post("dam", "N", 1),))
    assert found("fair_nights", small, lines(a="NN")) == []
    assert found("fair_nights", small, lines(b="NN")) == [("a", (), 3, 30), ("b", (), 3, 30)]


def test_days_of_weekends_are_shared() -> None:
    small = problem(7, officer("a"), officer("b"), posts=(post("dam", "E", 1),))
    assert found("fair_weekends", small, lines(a="EEEEEE-", b="------E")) == []
    assert found("fair_weekends", small, lines(a="-----EE")) == [("a", (), 1, 10), ("b", (), 1, 10)]


def test_holidays_are_shared_and_no_weekends() -> None:
    small = problem(
        7,
        officer("a"),
        officer("b"),
        posts=(post("dam", "E", 1),),
        holidays=frozenset({day(0), day(5)}),
    )
    assert found("fair_holidays", small, lines(a="E", b="-----E")) == []
    both = [("a", (), 1, 10), ("b", (), 1, 10)]
    assert found("fair_holidays", small, lines(a="E----E")) == both
    # The Saturday is a holiday: of the weekend one day is left, for either.
    assert found("fair_weekends", small, lines(a="------E")) == []


def test_hours_are_shared_up_to_a_tolerance() -> None:
    # 32 hours for two officers.
    small = problem(4, officer("a"), officer("b"), posts=(post("dam", "E", 1),))
    assert found("fair_hours", small, lines(a="EEE-", b="---E")) == []
    four = lines(a="EEEE")
    assert found("fair_hours", small, four) == [("a", (), 8, 80), ("b", (), 8, 80)]
    assert found("fair_hours", small, four, tolerance_hours=16) == []


def test_hours_done_before_are_taken_off() -> None:
    did = officer("a", balance=Balance(hours=16.5))
    small = problem(4, did, officer("b"), posts=(post("dam", "E", 1),), shifts=SHIFTS)
    # Nothing is due for a, who worked half an hour more than that before.
    assert found("fair_hours", small, lines(a="EE--", b="--EE")) == [("a", (), 9, 90)]

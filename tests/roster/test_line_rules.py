"""Rules about one officer's days in a row, each with its exact penalty."""

from datetime import datetime

import pytest
from roster_making import day, found, lines, officer, past, problem

from geo_patrol.roster.people import Limits, RosterOfficer
from geo_patrol.roster.problem import Problem, Roster, ShiftType


def line(letters: str, **changes: object) -> tuple[Problem, Roster]:
    return problem(len(letters), officer("a", **changes)), lines(a=letters)


@pytest.mark.parametrize(
    ("letters", "days", "hours"),
    [
        # Middle ends at midnight: the early shift begins eight hours later.
        ("ME", (0, 1), 3),
        # Early ends at 16:00, eight hours before the night.
        ("EN", (0, 1), 3),
        ("MN", (0, 1), 11),
        # 06:00 to 16:00 on the next day: an hour short.
        ("LM", (0, 1), 1),
        # The night from midnight lies within the one from 22:00.
        ("LN", (0, 1), 17),
    ],
)
def test_each_hour_of_missing_rest_counts(letters: str, days: tuple[int, ...], hours: int) -> None:
    assert found("rest", *line(letters)) == [("a", days, hours, 10 * hours)]


def test_enough_rest_is_not_told() -> None:
    assert found("rest", *line("EE-MM-NN-EE")) == []
    assert found("rest", *line("ME"), hours=8) == []


def test_a_begun_hour_of_missing_rest_counts_whole() -> None:
    shifts = (ShiftType("E", "early", 8 * 60, 21 * 60 + 1),)
    small = problem(2, officer("a"), shifts=shifts)
    assert found("rest", small, lines(a="EE")) == [("a", (0, 1), 1, 10)]


def test_rest_is_counted_from_the_last_shift_before_the_roster() -> None:
    assert found("rest", *line("E", history=past(shift="M"))) == [("a", (0,), 3, 30)]
    assert found("rest", *line("E", history=past(shift="E"))) == []


def test_rest_after_a_night_over_the_end_of_the_month_is_counted_from_the_morning() -> None:
    # It began on the 6th at 22:00, and ended on the roster's first day at 06:00.
    assert found("rest", *line("E", history=past(shift="L"))) == [("a", (0,), 9, 90)]


def test_rest_is_counted_from_when_the_last_shift_really_ended() -> None:
    late = past(shift="E", last_end=datetime(2022, 11, 6, 23))
    assert found("rest", *line("E", history=late)) == [("a", (0,), 2, 20)]


def test_rest_of_two_shifts_on_one_day_is_missing_altogether() -> None:
    small = problem(1, officer("a"))
    both = (*lines(a="E"), *lines(a="M"))
    assert found("rest", small, both) == [("a", (0,), 11, 110)]


def test_a_shift_that_must_not_follow_is_told() -> None:
    shifts = (
        ShiftType("E", "early", 0, 480),
        ShiftType("M", "middle", 480, 960, forbidden_next=frozenset("E")),
    )
    small = problem(4, officer("a", history=past(shift="M")), shifts=shifts)
    wanted = [("a", (0,), 1, 10), ("a", (1, 2), 1, 10)]
    assert found("succession", small, lines(a="EMEM")) == wanted
    assert found("succession", small, lines(a="-M-E")) == []


def test_a_shift_earlier_than_that_of_the_day_before_is_a_step_back() -> None:
    back = [("a", (1, 2), 1, 10), ("a", (2, 3), 1, 10)]
    assert found("forward_rotation", *line("ENME")) == back
    assert found("forward_rotation", *line("EEMMNN-E")) == []
    assert found("forward_rotation", *line("E", history=past(shift="M"))) == [("a", (0,), 1, 10)]
    assert found("forward_rotation", *line("E", history=past(-2, "M"))) == []


def test_each_day_beyond_six_in_a_row_counts() -> None:
    assert found("run_days", *line("EEEEEE-EEEEEE")) == []
    run = tuple(range(8))
    assert found("run_days", *line("EEEEEEEE-E")) == [("a", run, 2, 20)]


def test_days_before_the_roster_belong_to_the_run() -> None:
    five = past(run_days=5)
    assert found("run_days", *line("E-EE", history=five)) == []
    assert found("run_days", *line("EEE", history=five)) == [("a", (0, 1, 2), 2, 20)]
    assert found("run_days", *line("EEE", history=past(-2, run_days=5))) == []


@pytest.mark.parametrize("run_days", [9, 400])
def test_only_days_of_the_roster_are_beyond_when_the_history_broke_the_rule(run_days: int) -> None:
    history = past(run_days=run_days)
    assert found("run_days", *line("EE-E", history=history)) == [("a", (0, 1), 2, 20)]
    assert found("run_days", *line("-EE", history=history)) == []


def test_an_officers_own_limit_of_days_goes_before_the_rules() -> None:
    own = Limits(most_run=2)
    assert found("run_days", *line("EEE", limits=own)) == [("a", (0, 1, 2), 1, 10)]


def test_each_night_beyond_three_in_a_row_counts() -> None:
    assert found("run_nights", *line("NNN-NNN")) == []
    assert found("run_nights", *line("NNNLL")) == [("a", (0, 1, 2, 3, 4), 2, 20)]
    assert found("run_nights", *line("NNEEN")) == []


def test_nights_before_the_roster_belong_to_the_run() -> None:
    two = past(shift="N", run_days=4, run_nights=2)
    assert found("run_nights", *line("NN", history=two)) == [("a", (0, 1), 1, 10)]
    assert found("run_nights", *line("N", history=two)) == []


@pytest.mark.parametrize(
    ("letters", "wanted"),
    [
        ("NN--E", []),
        ("NN-E", [("a", (1, 3), 1, 10)]),
        ("NNE", [("a", (1, 2), 2, 20)]),
        ("N-N-N", [("a", (0, 2), 1, 10), ("a", (2, 4), 1, 10)]),
        ("NN-", []),
    ],
)
def test_each_day_off_that_is_missing_after_nights_counts(
    letters: str, wanted: list[object]
) -> None:
    assert found("days_off_after_nights", *line(letters)) == wanted


def test_days_off_are_due_for_nights_before_the_roster() -> None:
    nights = past(shift="N", run_nights=1)
    assert found("days_off_after_nights", *line("-E", history=nights)) == [("a", (1,), 1, 10)]
    before = past(-2, "N", run_nights=1)
    assert found("days_off_after_nights", *line("-E", history=before)) == []
    assert found("days_off_after_nights", *line("E", history=before)) == [("a", (0,), 1, 10)]


def test_a_single_day_on_is_told_when_it_is_known_to_be_single() -> None:
    assert found("short_run", *line("-E-EE-")) == [("a", (1,), 1, 10)]
    # What the roster's ends cut off may be longer.
    assert found("short_run", *line("E--E")) == []
    assert found("short_run", *line("-E-", limits=Limits(least_run=4))) == [("a", (1,), 3, 30)]


def test_a_single_day_on_before_the_roster_is_told_of_the_day_that_ends_it() -> None:
    assert found("short_run", *line("-EE", history=past())) == [("a", (0,), 1, 10)]
    assert found("short_run", *line("E-E", history=past())) == []
    assert found("short_run", *line("--", history=past(-2))) == []


def test_a_single_day_off_is_told_when_it_is_known_to_be_single() -> None:
    assert found("short_break", *line("E-EE--E")) == [("a", (1,), 1, 10)]
    assert found("short_break", *line("-EE-")) == []
    assert found("short_break", *line("E-E", limits=Limits(least_off=3))) == [("a", (1,), 2, 20)]


def test_a_break_that_began_before_the_roster_is_counted_whole() -> None:
    assert found("short_break", *line("EE", history=past(-2))) == [("a", (0,), 1, 10)]
    assert found("short_break", *line("-E", history=past(-2))) == []


def test_days_outside_the_contract_are_neither_on_nor_off() -> None:
    def new(first: int, last: int) -> RosterOfficer:
        return officer("a", first_day=day(first), last_day=day(last))

    assert found("short_run", problem(5, new(2, 2)), lines(a="--E")) == []
    assert found("short_break", problem(5, new(1, 3)), lines(a="--E")) == []

"""Quiet windows of a firm: days, hours of the week, nights, and what they leave open."""

from datetime import timedelta

import pytest
from firm_making import WORKTIME, ZONE, at, check
from hypothesis import given
from hypothesis import strategies as st

from geo_patrol.firms.opening import no_room, opening
from geo_patrol.firms.quiet import quiet_faults, quiet_stretches, quiet_windows_met
from geo_patrol.firms.records import QuietWindow
from geo_patrol.firms.stretches import Stretch, merged, office_hours, within, without

WEEK = QuietWindow("赶订单", first="2022-10-10", last="2022-10-14")
MONDAYS = QuietWindow("例会", weekdays="1", begin="08:00", end="12:00")
NIGHTS = QuietWindow("夜班交接", begin="22:00", end="06:00")


def quiet(window: QuietWindow, start: float, end: float) -> list[Stretch]:
    return list(quiet_stretches([window], at(10, start), at(10, end), ZONE))


def test_days_are_quiet_from_the_first_to_the_last_midnight() -> None:
    found = quiet_stretches([WEEK], at(1), at(31), ZONE)
    assert found == (Stretch(at(10), at(15)),)


def test_hours_of_the_week_are_quiet_in_each_week() -> None:
    found = quiet_stretches([MONDAYS], at(10), at(24, 23), ZONE)
    assert found == tuple(Stretch(at(day, 8), at(day, 12)) for day in (10, 17, 24))


def test_a_night_goes_on_past_midnight() -> None:
    assert quiet(NIGHTS, 0, 23) == [Stretch(at(10), at(10, 6)), Stretch(at(10, 22), at(10, 23))]


def test_windows_say_what_a_visit_meets_and_end_when_they_end() -> None:
    assert quiet_windows_met([WEEK, MONDAYS], at(10, 11), at(10, 13), ZONE) == (WEEK, MONDAYS)
    assert quiet_windows_met([MONDAYS], at(10, 12), at(10, 13), ZONE) == ()
    assert quiet_windows_met([], at(10, 12), at(10, 13), ZONE) == ()


@pytest.mark.parametrize(
    ("window", "where", "key"),
    [
        (QuietWindow("x"), "quiet[0]", "firms.quiet_always"),
        (QuietWindow("x", first="2022-02-30"), "quiet[0].first", "firms.no_date"),
        (QuietWindow("x", last="20221001"), "quiet[0].last", "firms.no_date"),
        (
            QuietWindow("x", first="2022-10-02", last="2022-10-01"),
            "quiet[0].last",
            "firms.quiet_ends_first",
        ),
        (QuietWindow("x", weekdays="18"), "quiet[0].weekdays", "firms.no_weekdays"),
        (QuietWindow("x", weekdays="11"), "quiet[0].weekdays", "firms.no_weekdays"),
        (QuietWindow("x", begin="8:00", end="12:00"), "quiet[0].begin", "firms.no_hour"),
        (QuietWindow("x", begin="08:00"), "quiet[0].end", "firms.half_hours"),
        (QuietWindow("x", begin="24:00", end="08:00"), "quiet[0].end", "firms.half_hours"),
        (QuietWindow("x", begin="08:00", end="08:00"), "quiet[0].end", "firms.no_hours"),
    ],
)
def test_a_window_that_says_nothing_sound_is_told(
    window: QuietWindow, where: str, key: str
) -> None:
    assert [(one.where, one.key) for one in quiet_faults([window])] == [(where, key)]


def test_sound_windows_have_no_faults() -> None:
    assert list(quiet_faults([WEEK, MONDAYS, NIGHTS])) == []


def test_a_check_begins_in_office_hours_early_enough_to_end_in_them() -> None:
    found = opening(check(8, 10, 120), [MONDAYS], WORKTIME)
    hours = office_hours(WORKTIME, at(8), at(11))
    saturday, sunday = hours[:2], hours[2:4]
    assert [one.start.day for one in (*saturday, *sunday)] == [8, 8, 9, 9]
    assert found.starts[0] == Stretch(saturday[0].start, saturday[0].end - timedelta(minutes=120))
    assert all(one.start >= at(10, 12) for one in found.starts if one.start.day == 10)


def test_what_is_planned_by_night_is_done_by_night() -> None:
    night = check(10, 10, 60, opens_at=at(10, 19), closes_at=at(10, 21))
    assert opening(night, [], WORKTIME).starts == (Stretch(at(10, 19), at(10, 20)),)


def test_a_check_in_a_quiet_window_finds_no_room_even_by_night() -> None:
    late = QuietWindow("赶订单", begin="07:00", end="19:00")
    assert opening(check(10, 14), [WEEK], WORKTIME).starts == ()
    assert opening(check(10, 14), [late], WORKTIME).starts == ()
    [why] = no_room(check(10, 14), [WEEK], WORKTIME)
    assert (why.key, dict(why.params)) == ("firms.all_quiet", {"reason": "赶订单"})
    assert list(no_room(check(10, 17), [WEEK], WORKTIME)) == []


def test_a_check_longer_than_its_window_is_told_so() -> None:
    short = check(10, 10, 90, opens_at=at(10, 9), closes_at=at(10, 10))
    [why] = no_room(short, [], WORKTIME)
    assert why.key == "firms.window_too_short"


moments = st.integers(0, 200).map(lambda minutes: at(10) + timedelta(minutes=minutes))
stretches = st.lists(st.builds(Stretch, moments, moments), max_size=8)


@given(stretches, stretches)
def test_what_is_taken_out_and_what_is_left_make_the_whole(
    some: list[Stretch], holes: list[Stretch]
) -> None:
    left = without(some, holes)
    taken = [one for hole in merged(holes) for one in within(some, hole.start, hole.end)]
    length = timedelta()
    assert merged([*left, *taken]) == merged(some)
    assert sum((b - a for a, b in (*left, *taken)), length) == sum(
        (b - a for a, b in merged(some)), length
    )

"""Attendance: duties held against patrols, which are what happened."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from geo_patrol.roster.attendance import Attendance, Attended, Outing, Share, Turn, attendance

MONDAY = date(2022, 11, 7)
ONE, TWO = UUID(int=1), UUID(int=2)


def at(hour: float, n: int = 0) -> datetime:
    return datetime(2022, 11, 7, tzinfo=UTC) + timedelta(days=n, hours=hour)


def turn(n: int = 0, start: float = 8, hours: float = 8, who: UUID = ONE) -> Turn:
    begin = at(start, n)
    end = begin + timedelta(hours=hours)
    return Turn(who, MONDAY + timedelta(days=n), "早", "dam", begin, end)


def out(
    start: float,
    end: float | None,
    n: int = 0,
    *,
    who: UUID = ONE,
    squad: str = "reservoir",
    patrol: int = 9,
) -> Outing:
    ended = None if end is None else at(end, n)
    return Outing(who, UUID(int=patrol), squad, at(start, n), ended)


def held(
    turns: list[Turn], *outings: Outing, now: datetime | None = None, **more: Any
) -> Attendance:
    return attendance(turns, outings, squad="reservoir", now=now or at(0, 30), **more)


def only(*outings: Outing, now: datetime | None = None, **more: Any) -> Attended:
    (found,) = held([turn()], *outings, now=now, **more).turns
    return found


def test_who_went_out_in_the_shift_is_present() -> None:
    found = only(out(8, 11.5, patrol=1), out(12.5, 16, patrol=2))
    assert (found.state, found.first_at, found.last_at) == ("present", at(8), at(16))
    assert found.patrols == (UUID(int=1), UUID(int=2))


def test_nobody_is_late_because_a_patrol_goes_out_in_the_middle_of_the_shift() -> None:
    found = only(out(11, 13.5))
    assert (found.state, found.first_at, found.out_minutes) == ("present", at(11), 150)


def test_minutes_out_are_those_within_the_shift_each_counted_once() -> None:
    assert only(out(7, 9), out(8.5, 10, patrol=1), out(15, 17, patrol=2)).out_minutes == 180
    assert only(out(8, None), now=at(9.5)).out_minutes == 90
    assert only(now=at(20)).out_minutes == 0


def test_a_patrol_that_goes_on_has_no_end() -> None:
    found = only(out(8, None), now=at(20))
    assert (found.state, found.last_at) == ("present", None)


def test_before_the_shift_is_over_nobody_is_absent() -> None:
    assert only(now=at(15.9)).state == "not_yet"
    assert only(now=at(16)).state == "absent"
    assert only(out(8, 10), now=at(12)).state == "present"


def test_patrols_that_only_are_planned_are_none() -> None:
    assert only(out(8, 16), now=at(7)).state == "not_yet"


def test_who_was_with_another_squad_was_elsewhere() -> None:
    found = only(out(8, 16, squad="park"))
    assert found.state == "elsewhere"
    assert only(out(8, 12, squad="park"), out(12, 16, patrol=2)).state == "present"


def test_leave_is_no_absence_and_a_patrol_shows_that_they_came_all_the_same() -> None:
    off = {(ONE, MONDAY)}
    assert only(on_leave=off).state == "on_leave"
    assert only(out(8, 16), on_leave=off).state == "present"


def test_a_patrol_that_only_touches_the_shift_is_of_another_one() -> None:
    found = held([turn()], out(4, 8))
    assert found.turns[0].state == "absent"
    assert found.unplanned == ()


def test_who_is_out_without_a_duty_is_unplanned() -> None:
    stranger, later = out(8, 16, who=TWO), out(18, 20)
    found = held([turn()], stranger, later)
    assert found.unplanned == (stranger, later)
    assert held([turn()], out(18, 20, squad="park")).unplanned == ()


def test_duties_of_the_rosters_around_it_plan_an_outing() -> None:
    night = turn(-1, 22, 8)
    assert held([turn()], out(-2, 6), also_planned=[night]).unplanned == ()
    assert len(held([turn()], out(-2, 6)).unplanned) == 1


def test_a_shift_over_midnight_is_of_the_day_on_which_it_begins() -> None:
    found = held([turn(0, 22, 8)], out(22, 30))
    assert (found.turns[0].state, found.turns[0].turn.day) == ("present", MONDAY)


def test_shares_count_settled_duties_by_week_and_person() -> None:
    turns = [turn(0), turn(1), turn(2), turn(7), turn(8), turn(0, who=TWO)]
    off = {(ONE, MONDAY + timedelta(days=2))}
    found: Attendance = held(turns, out(8, 16), out(9, 16, 7), now=at(12, 8), on_leave=off)
    assert found.shares == (
        Share(ONE, MONDAY, 2, 1),
        Share(ONE, MONDAY + timedelta(days=7), 1, 1),
        Share(TWO, MONDAY, 1, 0),
    )
    assert found.totals == {
        "present": 2,
        "absent": 2,
        "elsewhere": 0,
        "on_leave": 1,
        "not_yet": 1,
    }


def test_without_duties_all_outings_are_unplanned() -> None:
    found = held([], out(8, 16))
    assert (found.turns, found.shares, len(found.unplanned)) == ((), (), 1)

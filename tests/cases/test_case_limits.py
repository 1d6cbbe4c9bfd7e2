"""How long a case may take, in working time, and what is told when it took longer."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import hypothesis.strategies as st
import pytest
from case_making import (
    CALENDAR,
    LI,
    REPORTED,
    WANG,
    WHOLE_WAY,
    WORKTIME,
    ZONE,
    act,
    at,
    due,
    stand,
)
from hypothesis import given

from geo_patrol.cases.limits import LimitTable, builtin_limits, limits_of, read_limits
from geo_patrol.cases.worktime import WorkTime
from geo_patrol.errors import InvalidInput
from geo_patrol.incidents.catalogue import built_in

HOUR = timedelta(hours=1)
MOMENTS = st.datetimes(datetime(2022, 1, 1), datetime(2022, 12, 20), timezones=st.just(ZONE))


def test_working_hours_skip_lunch_the_evening_and_the_weekend() -> None:
    assert WORKTIME.after(at(10, 14, 11), 2 * HOUR) == at(10, 14, 15)
    assert WORKTIME.after(at(10, 14, 17), HOUR) == at(10, 17, 9)
    assert WORKTIME.after(at(10, 15, 3), HOUR) == at(10, 17, 9, 30)


def test_what_ends_with_the_hours_of_a_day_is_due_then() -> None:
    assert WORKTIME.after(at(10, 14, 16, 30), HOUR) == at(10, 14, 17, 30)


def test_the_national_holiday_is_skipped_and_a_worked_saturday_is_not() -> None:
    # 1 to 7 October 2022 were off; 8 and 9 October, a weekend, were worked.
    assert WORKTIME.after(at(9, 30, 17), HOUR) == at(10, 8, 9)
    assert WORKTIME.days_after(at(9, 30, 17), 2) == at(10, 10)


def test_a_limit_over_the_spring_festival_runs_on_after_it() -> None:
    # 21 to 27 January 2023 were off; 28 and 29, a weekend, were worked.
    found = stand(reported=at(1, 20, 17, year=2023), now=at(1, 28, 9, year=2023))
    assert due(found, "accept") == at(1, 20, 17, 30, year=2023)
    assert due(found, "total") == at(2, 2, year=2023)
    late = stand(reported=at(1, 20, 17, 10, year=2023), now=at(1, 28, year=2023))
    assert due(late, "accept") == at(1, 28, 8, 40, year=2023)
    assert not late.overdue


def test_a_year_without_announced_holidays_is_told() -> None:
    found = stand(reported=at(3, 1, 9, year=2031), now=at(3, 1, 9, year=2031))
    assert {one.key for run in found.runs for one in run.remarks} == {"seizures.year_unannounced"}


def test_urgent_matters_do_not_wait_for_the_office() -> None:
    night = at(10, 15, 23)
    found = stand([act("accepted", night + HOUR / 2)], reported=night, category="discharge")
    assert due(found, "dispatch") == night + 1.5 * HOUR


def test_what_is_due_at_a_moment_is_overdue_from_that_moment_on() -> None:
    limit = at(10, 10, 9, 30)
    before = stand(now=limit - timedelta(microseconds=1))
    assert before.due_at == limit and not before.overdue and before.supervision == ()
    found = stand(now=limit)
    assert found.overdue and [one.key for one in found.supervision] == ["cases.overdue_accept"]


def test_handing_on_gains_no_time_and_sending_back_does() -> None:
    steps = [act("dispatched", at(10, 10, 10), WANG), act("handed", at(10, 12, 10), LI)]
    assert due(stand(steps), "handle") == at(10, 14)
    back = [*steps, act("handled", at(10, 13, 9)), act("returned", at(10, 13, 10))]
    assert due(stand(back), "handle") == at(10, 19)
    assert due(stand(back), "total") == at(10, 18)


def test_a_stage_that_took_too_long_is_told_although_the_whole_was_in_time() -> None:
    slow = [act("accepted", at(10, 10, 11)), *WHOLE_WAY[1:]]
    late = {one.what for one in stand(slow, now=at(10, 31)).runs if one.was_late}
    assert late == {"accept"} and stand(slow, now=at(10, 31)).in_time


def test_each_round_of_a_reopened_case_has_its_own_limit() -> None:
    again = [
        *WHOLE_WAY,
        act("reopened", at(10, 20, 9)),
        act("handled", at(10, 21, 9)),
        act("verified", at(10, 21, 10)),
    ]
    in_time = stand([*again, act("closed", at(10, 27, 17))], now=at(10, 31))
    assert in_time.in_time and due(in_time, "total") == at(10, 28)
    late = stand([*again, act("closed", at(10, 28))], now=at(10, 31))
    assert late.in_time is False


def test_one_that_was_supervised_since_it_fell_due_is_not_offered_again() -> None:
    supervised = act("supervised", at(10, 10, 10), number="督〔2022〕1号")
    found = stand([supervised], now=at(10, 10, 11))
    assert found.overdue and found.supervision == ()
    early = act("supervised", at(10, 10, 9, 10))
    assert stand([early], now=at(10, 10, 11)).supervision != ()
    whole = stand([supervised], now=at(10, 20))
    assert [one.key for one in whole.supervision] == ["cases.overdue_total"]


def test_what_does_not_count_is_not_offered_for_supervision() -> None:
    assert stand(now=at(10, 31), voided="重复").supervision == ()
    assert stand(now=at(10, 31), void=True).supervision == ()
    void = stand(now=at(10, 31), voided="重复")
    assert (void.overdue, void.due_at) == (False, None)


def test_every_category_of_the_park_has_a_limit_for_the_whole() -> None:
    table = builtin_limits()
    park = [one.code for one in built_in().categories.values() if one.squad_code == "park"]
    assert len(park) == 9
    for code in park:
        assert set(table.of(code, date(2022, 10, 1))) >= {"accept", "handle", "total"}


def test_the_rule_of_the_day_of_the_report_applies() -> None:
    table = read_limits(
        b"""
        office_hours = ["09:00-17:00"]
        [[limits]]
        categories = ["noise"]
        total = "5 working_days"
        [[limits]]
        categories = ["noise", "discharge"]
        from = 2022-11-01
        total = "2 working_days"
        """
    )
    assert table.of("noise", date(2022, 10, 31))["total"].length == 5
    assert table.of("noise", date(2022, 11, 1))["total"].length == 2
    assert table.of("oil_smoke", date(2022, 11, 1)) == {}
    assert table.of("discharge", date(2022, 10, 31)) == {}


def test_a_category_without_limits_is_never_overdue_and_not_judged() -> None:
    table = LimitTable(builtin_limits().hours)
    assert stand(table=table, now=at(10, 31)).due_at is None
    assert stand(WHOLE_WAY, table=table, now=at(10, 31)).in_time is None


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", ["limits", "office_hours[0]"]),
        ('office_hours = ["8-12"]', ["limits", "office_hours[0]"]),
        ('office_hours = ["13:00-17:00", "08:00-12:00"]', ["limits", "office_hours[1]"]),
        ('office_hours = ["25:00-26:00"]', ["limits", "office_hours[0]"]),
        ("limits = [1]", ["limits[0]", "office_hours[0]"]),
        ("more = 1", ["limits", "more", "office_hours[0]"]),
        ('[[limits]]\ncategories = "noise"', ["limits[0].categories", "office_hours[0]"]),
        ('[[limits]]\ncategories = ["*"]\ntotal = 5', ["limits[0].total", "office_hours[0]"]),
        (
            '[[limits]]\ncategories = ["*"]\ntotal = "0 hours"',
            ["limits[0].total", "office_hours[0]"],
        ),
        (
            '[[limits]]\ncategories = ["*"]\ntotal = "3 weeks"',
            ["limits[0].total", "office_hours[0]"],
        ),
        (
            '[[limits]]\ncategories = ["*"]\nfrom = 2022-01-01T00:00:00\ntotel = "1 hours"',
            ["limits[0].from", "limits[0].totel", "office_hours[0]"],
        ),
        ('[[limits]]\ncategories = ["*", "*"]', ["limits[0]", "office_hours[0]"]),
    ],
)
def test_a_bad_table_is_refused_with_each_fault(text: str, where: list[str]) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_limits(text.encode())
    assert sorted(one.where for one in refused.value.findings) == where
    for one in refused.value.findings:
        assert one.text("zh") and one.text("en")


@pytest.mark.parametrize("data", [b"\xff", b"= 1", b"[" * 100_000, b" " * 1_000_001])
def test_what_is_no_toml_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_limits(data)
    assert refused.value.text("zh") and refused.value.text("en")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as refused:
        limits_of(tmp_path / "none.toml")
    assert refused.value.key == "cases.limits_unreadable"


@given(start=MOMENTS, minutes=st.integers(0, 3000))
def test_after_and_between_are_each_others_inverse(start: datetime, minutes: int) -> None:
    length = timedelta(minutes=minutes)
    end = WORKTIME.after(start, length)
    assert end >= start and WORKTIME.between(start, end) == length


@given(moments=st.lists(MOMENTS, min_size=3, max_size=3))
def test_working_time_adds_up(moments: list[datetime]) -> None:
    a, b, c = sorted(moments)
    assert WORKTIME.between(a, b) + WORKTIME.between(b, c) == WORKTIME.between(a, c)


def test_without_office_hours_nothing_can_be_counted() -> None:
    with pytest.raises(InvalidInput):
        WorkTime(CALENDAR, (), ZONE).after(REPORTED, HOUR)
    assert builtin_limits().hours[0] == (time(8, 30), time(12))

"""When each period is over, and what falls due."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import hypothesis.strategies as st
import pytest
from hypothesis import given

from geo_patrol.errors import InvalidInput
from geo_patrol.law import builtin_table
from geo_patrol.seizures import (
    Clock,
    ClockKind,
    Examination,
    Extension,
    SpecialDay,
    due_list,
    make_calendar,
    run_clock,
    state_of,
    was_late,
)

ZONE = ZoneInfo("Asia/Shanghai")
CALENDAR = make_calendar()
INSTANT = timedelta(microseconds=1)


def moment(month: int, day: int, hour: int = 0, minute: int = 0, *, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZONE)


def run(kind: ClockKind, start: datetime, **options: Any) -> Clock:
    given: dict[str, Any] = {
        "table": builtin_table(),
        "calendar": CALENDAR,
        "tz": ZONE,
        "today": start.astimezone(ZONE).date(),
    } | options
    clock = run_clock("S-1", kind, start, **given)
    for remark in clock.remarks:
        assert remark.text("zh") and remark.text("en")
    return clock


def keys(clock: Clock) -> list[str]:
    return [remark.key for remark in clock.remarks]


def test_the_report_of_an_emergency_seizure_runs_through_the_spring_festival() -> None:
    clock = run("seizure_report", moment(2, 16, 23, 30))
    assert (clock.due_at, clock.last_day) == (moment(2, 17, 23, 30), None)
    assert clock.period.article == "19" and clock.period.verified and keys(clock) == []


def test_registered_preservation_skips_the_spring_festival_and_counts_worked_weekends() -> None:
    clock = run("preservation", moment(2, 13, 22))
    assert (clock.last_day, clock.due_at) == (date(2026, 3, 2), moment(3, 3))
    assert keys(clock) == ["seizures.period_unverified"]


def test_without_holidays_seven_working_days_are_nine_days() -> None:
    assert run("preservation", moment(3, 2, 8)).last_day == date(2026, 3, 11)


def test_a_holiday_of_the_offices_own_moves_the_day() -> None:
    own = make_calendar([SpecialDay(date(2026, 3, 4), "holiday", "停电")])
    assert run("preservation", moment(3, 2, 8), calendar=own).last_day == date(2026, 3, 12)


@pytest.mark.parametrize("hour", [0, 12, 23])
def test_the_day_of_the_act_is_not_counted_at_whatever_hour_it_was(hour: int) -> None:
    assert run("seizure", moment(3, 2, hour)).last_day == date(2026, 4, 1)


def test_days_are_local_days() -> None:
    late = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)
    assert run("seizure", late).last_day == date(2026, 4, 2)
    assert run("seizure", late - INSTANT).last_day == date(2026, 4, 1)


def test_a_seizure_runs_on_through_holidays_and_a_last_day_off_is_told() -> None:
    clock = run("seizure", moment(1, 20, 9))
    assert clock.last_day == date(2026, 2, 19)
    assert "seizures.last_day_off" in keys(clock)


def test_an_extension_adds_thirty_days_at_most() -> None:
    start = moment(3, 2, 9)
    assert run("seizure", start, extension=Extension(moment(3, 20), 30)).last_day == date(
        2026, 5, 1
    )
    too_long = run("seizure", start, extension=Extension(moment(3, 20), 45))
    assert (too_long.last_day, too_long.extended_days) == (date(2026, 5, 1), 30)
    assert "seizures.extended_too_long" in keys(too_long)


def test_an_extension_that_comes_when_the_time_is_over_does_not_count() -> None:
    start, over = moment(3, 2, 9), moment(4, 2)
    late = run("seizure", start, extension=Extension(over, 30))
    assert (late.due_at, late.extended_days) == (over, 0)
    assert "seizures.extended_late" in keys(late)
    just = run("seizure", start, extension=Extension(over - INSTANT, 30))
    assert just.extended_days == 30 and "seizures.extended_late" not in keys(just)


def test_time_for_testing_is_not_counted() -> None:
    start = moment(3, 2, 9)
    tested = run("seizure", start, testing=[Examination(date(2026, 3, 10), date(2026, 3, 15))])
    assert (tested.last_day, tested.tested_days) == (date(2026, 4, 6), 5)
    twice = [
        Examination(date(2026, 3, 10), date(2026, 3, 15)),
        Examination(date(2026, 3, 12), None),
    ]
    overlapping = run("seizure", start, testing=twice, today=date(2026, 3, 15))
    assert (overlapping.last_day, overlapping.tested_days) == (date(2026, 4, 6), 5)
    assert "seizures.testing_open" in keys(overlapping)


def test_testing_before_the_seizure_or_after_its_end_changes_nothing() -> None:
    start = moment(3, 2, 9)
    before = Examination(date(2026, 2, 1), date(2026, 3, 2))
    after = Examination(date(2026, 4, 1), date(2026, 4, 20))
    assert run("seizure", start, testing=[before, after]).last_day == date(2026, 4, 1)


@pytest.mark.parametrize("end", [date(2026, 3, 9), date(9999, 12, 31)])
def test_dates_of_testing_that_cannot_be_are_refused(end: date) -> None:
    with pytest.raises(InvalidInput) as refused:
        run("seizure", moment(3, 2), testing=[Examination(date(2026, 3, 10), end)])
    assert refused.value.key == "seizures.testing_dates"


def test_a_case_takes_ninety_calendar_days() -> None:
    clock = run("case", moment(1, 5, 10))
    assert (clock.last_day, clock.period.length) == (date(2026, 4, 5), 90)
    assert clock.period.article == "60" and not clock.period.verified


def test_a_period_that_reaches_into_an_unannounced_year_says_so() -> None:
    last = max(CALENDAR.announced)
    clock = run("preservation", moment(12, 28, 9, year=last))
    assert [dict(r.params) for r in clock.remarks if r.key == "seizures.year_unannounced"] == [
        {"year": last + 1}
    ]
    assert "seizures.year_unannounced" not in keys(run("preservation", moment(6, 1)))


def test_states_change_at_the_moment() -> None:
    clock = run("seizure_report", moment(3, 2, 9))
    due = clock.due_at
    assert state_of(clock, moment(3, 2, 9)) == "running"
    assert state_of(clock, due - timedelta(hours=6) - INSTANT) == "running"
    assert state_of(clock, due - timedelta(hours=6)) == "due_soon"
    assert state_of(clock, due - INSTANT) == "due_soon"
    assert state_of(clock, due) == "overdue"
    extended = run("seizure", moment(3, 2), extension=Extension(moment(3, 9), 10))
    assert state_of(extended, moment(3, 10)) == "extended"
    assert state_of(extended, moment(5, 10)) == "overdue"


def test_what_is_done_is_met_even_late_and_the_lateness_is_told() -> None:
    in_time = run("seizure_report", moment(3, 2, 9), met_at=moment(3, 2, 10))
    late = run("seizure_report", moment(3, 2, 9), met_at=moment(3, 3, 9))
    assert [state_of(one, moment(6, 1)) for one in (in_time, late)] == ["met", "met"]
    assert (was_late(in_time), was_late(late)) == (False, True)
    assert "seizures.met_before_start" in keys(
        run("seizure_report", moment(3, 2, 9), met_at=moment(3, 1))
    )


def test_the_due_list_has_what_is_open_with_the_longest_overdue_first() -> None:
    now = moment(3, 6, 12)
    starts = {"a": moment(3, 5, 10), "b": moment(3, 4, 8), "c": moment(3, 6, 11, 59)}
    clocks = [run("seizure_report", start) for start in starts.values()]
    clocks += [run("case", moment(3, 1)), run("case", moment(3, 1), met_at=moment(3, 2))]
    found = due_list(clocks, now)
    assert [(one.clock.kind, one.state) for one in found] == [
        ("seizure_report", "overdue"),
        ("seizure_report", "overdue"),
        ("seizure_report", "running"),
        ("case", "running"),
    ]
    assert found[0].clock.started_at == starts["b"] and found[0].left < timedelta(0)
    assert found[0].words.text("zh") == "S-1: 已逾期 1 天 4 小时"
    assert "OVERDUE" in found[1].words.text("en")
    assert due_list([], now) == ()


def test_times_without_an_offset_are_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        run("case", moment(3, 1), met_at=datetime(2026, 3, 2))
    assert refused.value.key == "seizures.no_offset"


@given(
    st.datetimes(datetime(2022, 1, 1), datetime(2026, 10, 1), timezones=st.just(ZONE)),
    st.lists(
        st.tuples(st.integers(-5, 40), st.integers(0, 20)).map(
            lambda span: (timedelta(days=span[0]), timedelta(days=span[1]))
        ),
        max_size=3,
    ),
)
def test_a_seizure_has_thirty_days_that_were_not_tested(
    start: datetime, spans: list[tuple[timedelta, timedelta]]
) -> None:
    day = start.date()
    testing = [Examination(day + begin, day + begin + length) for begin, length in spans]
    clock = run("seizure", start, testing=testing)
    assert clock.last_day is not None
    assert (clock.last_day - day).days == 30 + clock.tested_days
    assert clock.due_at - INSTANT >= start

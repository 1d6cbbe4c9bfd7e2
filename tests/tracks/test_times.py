"""Times as files and people write them."""

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_patrol.errors import InvalidInput
from geo_patrol.tracks.times import parse_times, typed_clock, typed_moment

SHANGHAI = ZoneInfo("Asia/Shanghai")
EVENING = datetime(2022, 10, 3, 13, 40, tzinfo=UTC)
EVENING_MS = round(EVENING.timestamp() * 1000)


def one(text: str, tz: tzinfo | None = SHANGHAI, time_format: str | None = None) -> int | None:
    # A second value keeps the whole from being taken for a column of numbers.
    times = parse_times([text, None], tz=tz, time_format=time_format)
    return None if times.unreadable[0] or times.missing[0] else int(times.t_ms[0])


@pytest.mark.parametrize(
    "text",
    [
        "2022-10-03T13:40:00Z",
        "2022-10-03T21:40:00+08:00",
        "2022-10-03T21:40:00.000+0800",
        "2022-10-03 21:40:00+08",
        "2022-10-03T21:40",
        "2022-10-03 21:40:00",
        "2022/10/3 21:40",
        "2022/10/3  21:40:00",
        "2022-10-3 9:40 PM",
        "2022年10月3日21时40分",
        "2022年10月3日 21:40",
        "2022年10月3日晚上9点40分",
        "2022.10.3 21:40",
        "20221003214000",
        "2022-10-03t13:40:00z",
        "2022-10-3 21:40:00+08",
        "20221003T214000+0800",
        "2022-10-03T13:40:00.0001234567Z",
    ],
)
def test_one_evening_in_many_hands(text: str) -> None:
    assert one(text) == EVENING_MS


@pytest.mark.parametrize(
    "text",
    [
        "now", "today", "2022-10-03", "10/3/2022 21:40", "22-10-3 21:40",
        "2022-13-03 21:40", "2022-10-03 25:40", "2022-10-03 21:61", "yesterday evening",
        "2022-10-03T23:59:60Z", "2022-02-30T10:00:00Z", "99999-10-03T13:40:00Z", "12:30",
    ],
)  # fmt: skip
def test_what_is_no_certain_time_is_unreadable(text: str) -> None:
    times = parse_times([text, None], tz=UTC)
    assert times.unreadable.tolist() == [True, False]
    assert times.missing.tolist() == [False, True]


@pytest.mark.parametrize("text", ["", "  ", "NaN", "None", "null", "NaT"])
def test_words_for_nothing_are_missing(text: str) -> None:
    assert parse_times([text], tz=None).missing.tolist() == [True]


def test_numbers_are_unix_seconds_or_milliseconds_by_size() -> None:
    seconds = EVENING_MS // 1000
    assert parse_times([seconds, str(seconds)], tz=None).t_ms.tolist() == [EVENING_MS] * 2
    assert parse_times([EVENING_MS], tz=None).t_ms.tolist() == [EVENING_MS]
    assert parse_times([f"{seconds}.5"], tz=None).t_ms.tolist() == [EVENING_MS + 500]


def test_a_column_with_a_word_among_numbers_is_not_a_column_of_numbers() -> None:
    times = parse_times([EVENING_MS, "soon"], tz=None)
    assert times.unreadable.all()


def test_a_format_that_is_given_is_the_only_one_tried() -> None:
    assert one("03.10.22 21:40", time_format="%d.%m.%y %H:%M") == EVENING_MS
    assert one("2022-10-03 21:40", time_format="%d.%m.%y %H:%M") is None
    assert one("03.10.22 13:40 +0000", tz=None, time_format="%d.%m.%y %H:%M %z") == EVENING_MS
    assert one(str(EVENING_MS), time_format="unix_ms") == EVENING_MS
    assert one("2022-10-03T13:40:00Z", time_format="unix_s") is None


def test_without_a_zone_local_times_are_refused_with_an_example() -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_times(["2022-10-03T13:40:00Z", "2022-10-03 21:40"], tz=None)
    assert caught.value.params["example"] == "2022-10-03 21:40"
    assert "2022-10-03 21:40" in caught.value.text("en")


def test_an_hour_that_the_clock_shows_twice_or_never_is_unreadable() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert one("2022-10-30 02:30:00", tz=berlin) is None
    assert one("2022-03-27 02:30:00", tz=berlin) is None
    assert one("2022-10-30 03:30:00", tz=berlin) is not None


def test_a_time_of_a_century_ago_beside_one_of_far_off_is_read() -> None:
    times = parse_times(["1901-12-13T20:45:52.2073437Z", "9999-12-31T00:00:00Z"], tz=None)
    assert not times.unreadable.any()
    assert times.t_ms[0] == -2_147_483_647_793


@settings(deadline=None)
@given(st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1)), st.integers(-12, 14))
def test_iso_times_survive(moment: datetime, hours: int) -> None:
    aware = moment.replace(microsecond=0, tzinfo=timezone(timedelta(hours=hours)))
    assert one(aware.isoformat(), tz=None) == round(aware.timestamp() * 1000)


@settings(deadline=None)
@given(st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1)))
def test_typed_and_iso_forms_agree(moment: datetime) -> None:
    m = moment.replace(second=0, microsecond=0)
    typed = f"{m.year}年{m.month}月{m.day}日{m.hour}时{m.minute}分"
    assert one(typed, tz=UTC) == one(f"{m.isoformat()}Z", tz=None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022年10月3日", date(2022, 10, 3)),
        ("2022-10-3", date(2022, 10, 3)),
        ("2022年10月3日21时", datetime(2022, 10, 3, 21)),
        ("2022年10月3日9点半", datetime(2022, 10, 3, 9, 30)),
        ("２０２２年１０月３日２１：４０", datetime(2022, 10, 3, 21, 40)),
        ("2022-10-03 21:40:05.5", datetime(2022, 10, 3, 21, 40, 5, 500_000)),
        ("2022-10-03 12:10 AM", datetime(2022, 10, 3, 0, 10)),
        ("2022-10-03 中午1点", datetime(2022, 10, 3, 13)),
        ("2022-10-03 凌晨1点", datetime(2022, 10, 3, 1)),
        ("2022-10-321:40", None),
        ("2022-10-03 13:00 PM", None),
        ("2022-02-29", None),
        ("垂钓", None),
    ],
)
def test_typed_moments(text: str, expected: date | None) -> None:
    found = typed_moment(text)
    assert (found, type(found)) == (expected, type(expected))


def test_typed_clocks() -> None:
    assert typed_clock("21:40") == time(21, 40)
    assert typed_clock("晚上9点05分") == time(21, 5)
    assert typed_clock("24:10") is None
    assert typed_clock("noon") is None

"""What people and spreadsheets mean by the content of one cell."""

from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904, to_excel

from geo_patrol.ledgers.parse import as_moment, as_text, parse_degrees, yes_or_no
from geo_patrol.ledgers.records import Cell


@settings(deadline=None)
@given(st.datetimes(datetime(1960, 1, 1), datetime(2100, 1, 1)))
def test_excels_day_numbers_are_read_to_the_second(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    expected = moment if moment.time() != time() else moment.date()
    assert as_moment(to_excel(moment)) == expected
    assert as_moment(repr(to_excel(moment))) == expected
    old = to_excel(moment, CALENDAR_MAC_1904)
    if 20_000 <= old:
        assert as_moment(old, epoch_1904=True) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (44837, date(2022, 10, 3)),
        (44837.902777777, datetime(2022, 10, 3, 21, 40)),
        ("44837.90278", datetime(2022, 10, 3, 21, 40)),
        (0.902777777, time(21, 40)),
        ("21:40", time(21, 40)),
        ("2022年10月3日21时40分", datetime(2022, 10, 3, 21, 40)),
        ("2022/10/3 21:40", datetime(2022, 10, 3, 21, 40)),
        (datetime(2022, 10, 3), datetime(2022, 10, 3)),
        ("44837", date(2022, 10, 3)),
        (12, None),
        (120.95, None),
        (1e300, None),
        (float("nan"), None),
        ("", None),
        (None, None),
    ],
)
def test_moments(cell: Cell, expected: date | time | None) -> None:
    assert as_moment(cell) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("120.9512", 120.9512),
        ("-2.5", -2.5),
        ("120°57′04.3″", 120 + 57 / 60 + 4.3 / 3600),
        ("120°57’04.3”", 120 + 57 / 60 + 4.3 / 3600),
        ("120°57'4.3\"E", 120 + 57 / 60 + 4.3 / 3600),
        ("东经120度57分4.3秒", 120 + 57 / 60 + 4.3 / 3600),
        ("E120.95", 120.95),
        ("29.47N", 29.47),
        ("１２０．９５", 120.95),
        ("120.95°", 120.95),
        ("-2°30'", -2.5),
        ("120°61'", None),
        ("1209512", None),
        ("库尾", None),
        ("nan", None),
        ("", None),
    ],
)
def test_degrees(text: str, expected: float | None) -> None:
    assert parse_degrees(text) == (None if expected is None else pytest.approx(expected, abs=1e-12))


def test_cells_as_a_person_reads_them() -> None:
    assert [as_text(c) for c in (None, " a ", 12.0, 12.5, 7)] == ["", "a", "12", "12.5", "7"]


def test_yes_and_no_have_many_words() -> None:
    assert [yes_or_no(w) for w in ("是", "√", "TRUE", "１")] == [True] * 4
    assert [yes_or_no(w) for w in ("否", "无", "×", "0")] == [False] * 4
    assert yes_or_no("待考") is None

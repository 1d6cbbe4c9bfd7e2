"""Working days over holidays, an office's own calendar, and years that nobody knows."""

from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from geo_patrol.errors import InvalidInput
from geo_patrol.seizures import SpecialDay, make_calendar
from geo_patrol.seizures.calendar_file import CalendarRead, read_calendar

DAY = timedelta(days=1)
OWN = """日期,类型,名称
2027-01-01,休,元旦
2027-02-05,放假,春节
2027-02-06,休,春节
2027-01-31,上班,春节补班
2027-10-01,holiday,国庆节
2027/10/9,补班,
"""


def read(text: str, **options: Any) -> CalendarRead:
    found = read_calendar(text.encode(), "calendar.csv", **options)
    for item in (*found.bad, *found.doubts):
        assert item.text("zh") and item.text("en")
    return found


def test_the_library_knows_the_spring_festival_and_the_weekends_worked_for_it() -> None:
    calendar = make_calendar()
    assert not any(calendar.is_working_day(date(2026, 2, 15) + DAY * n) for n in range(9))
    assert calendar.is_working_day(date(2026, 2, 14)) and calendar.is_working_day(date(2026, 2, 28))
    assert calendar.is_working_day(date(2026, 2, 24))
    assert 2022 in calendar.announced


def test_working_days_are_counted_over_the_spring_festival() -> None:
    days = list(islice(make_calendar().working_days(date(2026, 2, 13)), 7))
    assert days == [date(2026, 2, 14), *(date(2026, 2, 24) + DAY * n for n in range(5)), days[-1]]
    assert days[-1] == date(2026, 3, 2)


def test_a_year_that_nobody_announced_is_told_and_counted_by_weekends() -> None:
    calendar = make_calendar()
    assert calendar.unannounced([date(2028, 1, 3), date(2026, 5, 5)]) == (2028,)
    assert calendar.is_working_day(date(2028, 1, 3))
    assert not calendar.is_working_day(date(2028, 1, 1))


def test_the_last_days_of_a_year_depend_on_the_next_years_announcement() -> None:
    last = max(make_calendar().announced)
    calendar = make_calendar()
    assert calendar.unannounced([date(last, 12, 24)]) == ()
    assert calendar.unannounced([date(last, 12, 25)]) == (last + 1,)
    assert calendar.unannounced([date(2018, 12, 29)]) == ()
    assert calendar.is_working_day(date(2018, 12, 29))


def test_an_offices_calendar_makes_a_year_known() -> None:
    found = read(OWN)
    assert (found.bad, found.doubts, found.n_read) == ((), (), 6)
    calendar = make_calendar(found.rows)
    assert calendar.unannounced([date(2027, 6, 1)]) == ()
    assert not calendar.is_working_day(date(2027, 2, 5))
    assert calendar.is_working_day(date(2027, 1, 31)) and calendar.is_working_day(date(2027, 10, 9))
    assert found.rows[0] == SpecialDay(date(2027, 1, 1), "holiday", "元旦")


def test_an_offices_calendar_goes_before_the_library_day_by_day() -> None:
    own = [SpecialDay(date(2026, 2, 18), "workday"), SpecialDay(date(2026, 3, 3), "holiday", "䶮")]
    calendar = make_calendar(own)
    assert calendar.is_working_day(date(2026, 2, 18))
    assert not calendar.is_working_day(date(2026, 3, 3))
    assert not calendar.is_working_day(date(2026, 2, 19))
    assert 2026 in calendar.announced


def test_single_days_do_not_make_a_year_known() -> None:
    found = read("日期,类型\n2028-01-01,休\n2028-10-01,休\n")
    assert [item.key for item in found.doubts] == ["seizures.year_partial"]
    assert make_calendar(found.rows).unannounced([date(2028, 6, 1)]) == (2028,)


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("2027-02-30,休,", "seizures.not_a_day"),
        (",休,", "seizures.not_a_day"),
        ("2027-02-05,也许,", "seizures.not_a_kind_of_day"),
        ("2027-02-05,,", "seizures.not_a_kind_of_day"),
        ("2027-01-01,上班,", "seizures.day_twice"),
        ("2027-02-05,休," + "节" * 65, "ledgers.text_too_long"),
    ],
)
def test_a_bad_line_is_told_and_left_out(line: str, key: str) -> None:
    found = read("日期,类型,名称\n2027-01-01,休,元旦\n" + line + "\n")
    assert [(item.where, item.key) for item in found.bad] == [("3", key)]
    assert [row.day for row in found.rows] == [date(2027, 1, 1)]


def test_a_day_that_says_the_same_twice_is_one_day() -> None:
    found = read("日期,类型\n2027-01-01,休\n2027-01-01,放假\n")
    assert (found.bad, len(found.rows)) == ((), 1)


def test_a_workbook_is_read_as_well(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["日期", "安排", "节日"], [date(2027, 5, 1), "休", "劳动节"]):
        sheet.append(row)
    path = tmp_path / "放假安排.xlsx"
    book.save(path)
    assert read_calendar(path).rows == (SpecialDay(date(2027, 5, 1), "holiday", "劳动节"),)


def test_a_file_without_the_columns_is_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        read("甲,乙\n1,2\n")
    assert refused.value.key == "ledgers.columns_missing"
    assert len(read("甲,乙\n2027-01-01,休\n", mapping={"date": "甲", "kind": "乙"}).rows) == 1

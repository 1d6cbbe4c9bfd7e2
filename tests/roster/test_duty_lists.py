"""Lists with a duty a row: written so that nothing runs, read back as they were."""

import csv
import io
from dataclasses import replace

import pytest
from month_making import NAMES, day, duties, lines, month, problem, read, remarked, said, sheet

from geo_patrol.messages import LANGUAGES, Language
from geo_patrol.roster.files.duty_list import as_csv
from geo_patrol.roster.problem import Assignment


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_comes_back_as_it_was_with_shifts_at_no_post(language: Language) -> None:
    one = month()
    one = replace(one, roster=(*one.roster, Assignment("d", day(3), "夜", None)))
    found = read(as_csv(one, language))
    assert set(found.duties) == set(one.roster)
    assert (said(found), [r for r in remarked(found) if "岗位" in r]) == ([], [])


def test_names_that_would_be_formulas_are_guarded_and_known_again() -> None:
    names = replace(NAMES, officers={**NAMES.officers, "a": "=1+1", "b": "@b"})
    one = month(names=names)
    data = as_csv(one, "zh")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert {row[5] for row in rows[1:]} == {"'=1+1", "'@b"}
    assert set(read(data, names=names).duties) == set(one.roster)


def test_a_list_begins_with_the_mark_that_spreadsheets_need() -> None:
    assert as_csv(month(), "zh").startswith(b"\xef\xbb\xbf\xe6\x97\xa5\xe6\x9c\x9f,")


def test_a_list_made_by_hand_needs_day_shift_and_name_only() -> None:
    one = problem(14, "ch")
    rows = (
        ["值班表"],
        ["姓名", "日期", "班次"],
        ["队员甲", day(0), "早班"],
        ["队员乙", "2022/11/8", "N"],
    )
    found = read(sheet(*rows), one)
    assert duties(found) == {("a", 0): ("早", "ch-e"), ("b", 1): ("夜", "ch-n")}
    assert said(found) == []


def test_a_place_is_known_by_area_or_post() -> None:
    rows = (
        ["日期", "姓名", "班次", "辖区", "岗位"],
        [day(0), "队员甲", "早", "钦寸水库", ""],
        [day(1), "队员甲", "早", "", "长诏早巡"],
        [day(2), "队员甲", "早", "", ""],
    )
    found = read(sheet(*rows))
    assert [duties(found)["a", n][1] for n in range(3)] == ["qc-e", "ch-e", None]
    assert any("没有写明岗位" in one for one in remarked(found))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["2022-12-31", "队员甲", "早", ""], "日期“2022-12-31”"),
        (["明天", "队员甲", "早", ""], "日期“明天”"),
        ([day(0), "路人", "早", ""], "没有“路人”"),
        ([day(0), "队员甲", "白", ""], "班次“白”"),
        ([day(0), "队员甲", "早", "没有的岗"], "没有“没有的岗”"),
        ([day(0), "队员甲", "=A1", ""], "公式"),
    ],
)
def test_a_row_that_is_not_certain_is_told_by_its_place(row: list[object], reason: str) -> None:
    head = ["日期", "姓名", "班次", "岗位"]
    found = read(sheet(head, [day(1), "队员甲", "早", "长诏早巡"], row))
    assert duties(found) == {("a", 1): ("早", "ch-e")}
    [told] = said(found)
    assert told.startswith("排班!C3: ") and reason in told


def test_a_list_says_nothing_of_leave_or_days_off() -> None:
    made = problem()
    one = month(made, roster=lines(made, a="早c"))
    assert len(as_csv(one, "en").decode().splitlines()) == 2

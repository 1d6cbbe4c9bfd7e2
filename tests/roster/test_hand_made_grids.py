"""Grids that offices make by hand: read as they are meant, or told cell by cell."""

import io
import zipfile
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from month_making import (
    MONDAY,
    NAMES,
    book,
    day,
    duties,
    month,
    problem,
    read,
    remarked,
    said,
    sheet,
)

from geo_patrol.errors import GeoPatrolError, InvalidInput, TooLarge
from geo_patrol.roster.files.month import Names
from geo_patrol.roster.files.workbook import as_workbook

DAYS = [MONDAY + timedelta(days=n) for n in range(14)]
NUMBERS = [one.day for one in DAYS]
ONE = problem(14, "ch")


@pytest.mark.parametrize(
    ("cell", "shift"),
    [
        ("早", "早"),
        ("早班", "早"),
        (" 中 班 ", "中"),
        ("夜", "夜"),
        ("E", "早"),
        ("m", "中"),
        ("Ｎ", "夜"),
    ],
)
def test_a_shift_is_read_by_any_of_its_usual_words(cell: str, shift: str) -> None:
    found = read(sheet(["姓名", *NUMBERS], ["队员甲", cell]), ONE)
    assert duties(found) == {("a", 0): (shift, f"ch-{ {'早': 'e', '中': 'm', '夜': 'n'}[shift] }")}
    assert said(found) == []


@pytest.mark.parametrize("cell", ["休", "休息", "空", "—", "-", "/", "×", "轮休", "off"])
def test_a_day_off_is_no_duty_and_no_finding(cell: str) -> None:
    found = read(sheet(["姓名", *NUMBERS], ["队员甲", cell, "早"]), ONE)
    assert duties(found) == {("a", 1): ("早", "ch-e")}
    assert (found.leave, said(found)) == ((), [])


@pytest.mark.parametrize(
    ("cell", "kind"), [("年休", "annual"), ("病", "sick"), ("培训", "training"), ("事假", "other")]
)
def test_leave_is_told_with_its_kind(cell: str, kind: str) -> None:
    found = read(sheet(["姓名", *NUMBERS], ["队员甲", "早", cell]), ONE)
    assert [(one.officer, one.day, one.kind) for one in found.leave] == [("a", day(1), kind)]


def test_letters_that_mean_nothing_by_themselves_are_read_by_the_legend() -> None:
    rows = (["姓名", *NUMBERS], ["队员甲", "A", "B", "C", "D"], ["图例：A=早班，B=中班，C＝夜班"])
    found = read(sheet(*rows), ONE)
    assert [duties(found)["a", n][0] for n in range(3)] == ["早", "中", "夜"]
    assert said(found) == ["排班!E2: 队员甲 2022-11-10：看不懂“D”，没有采用"]


def test_a_legend_may_be_a_table_or_say_times() -> None:
    table: Any = (["姓名", *NUMBERS], ["队员甲", "A", "B"], [], ["A", "早班"], ["B", "22:00-06:00"])
    assert [one[0] for one in duties(read(sheet(*table), ONE)).values()] == ["早", "夜"]
    row: Any = (["姓名", *NUMBERS], ["队员甲", "A", "B"], [], ["A", "早班", "B", "夜班"])
    assert [one[0] for one in duties(read(sheet(*row), ONE)).values()] == ["早", "夜"]


def test_a_legend_that_contradicts_the_squads_letters_is_believed_in_nothing() -> None:
    rows = (["姓名", *NUMBERS], ["队员甲", "早", "中"], ["早=夜班"])
    found = read(sheet(*rows), ONE)
    assert duties(found) == {("a", 1): ("中", "ch-m")}
    assert "排班!3: 图例里“早”的意思不一，写“早”的格子没有采用" in said(found)
    assert any("B2" in one for one in said(found))


@pytest.mark.parametrize(
    "called",
    [
        "队员甲",
        "队 员 甲",
        "队员甲（驾）",
        "1. 队员甲",
        "RS-001",
        "队员甲 RS-001",
        "队员甲(RS-001)",
    ],
)
def test_people_are_known_by_name_or_badge_however_it_is_set(called: str) -> None:
    assert duties(read(sheet(["姓名", *NUMBERS], [called, "早"]), ONE)) == {
        ("a", 0): ("早", "ch-e")
    }


def test_rare_letters_and_two_characters_of_a_surname_are_read() -> None:
    found = read(sheet(["姓名", *NUMBERS], ["张䶮𠮷", "早"], ["欧阳丁", "", "夜"]), ONE)
    assert set(duties(found)) == {("c", 0), ("d", 1)}


def test_two_people_of_one_name_need_a_badge() -> None:
    names = Names({**NAMES.officers, "b": "队员甲"}, NAMES.badges, NAMES.posts, NAMES.areas)
    rows = (["工号", "姓名", *NUMBERS], ["", "队员甲", "早", "中"], ["RS-002", "队员甲", "夜"])
    found = read(sheet(*rows), ONE, names)
    assert duties(found) == {("b", 0): ("夜", "ch-n")}
    assert said(found) == ["排班!A2: 叫“队员甲”的不止一人，这一行 2 班没有采用，请写上工号"]


def test_who_is_not_known_is_told_and_totals_are_passed_over() -> None:
    rows = (
        ["姓名", *NUMBERS],
        ["路人", "早", "中"],
        ["队员甲", "早"],
        ["合计", 1, 1],
        ["早班人数", 2],
    )
    found = read(sheet(*rows), ONE)
    assert set(duties(found)) == {("a", 0)}
    assert said(found) == ["排班!A2: 没有“路人”这个人，这一行 2 班没有采用"]


def test_a_merged_title_and_weekdays_over_and_under_the_numbers_are_no_obstacle() -> None:
    letters = ["一", "二", "三", "四", "五", "六", "日"] * 2
    over = [["库区中队2022年11月排班表"], ["姓名", *letters], ["", *NUMBERS], ["队员甲", "早"]]
    under = [["库区中队2022年11月排班表"], ["姓名", *NUMBERS], ["", *letters], ["队员甲", "早"]]
    for rows in (over, under):
        found = read(sheet(*rows, merged=("A1:O1", "A2:A3")), ONE)
        assert (duties(found), said(found)) == ({("a", 0): ("早", "ch-e")}, [])


@pytest.mark.parametrize(
    "head",
    [
        DAYS,
        [f"{one.day}日" for one in DAYS],
        [f"{one.month}/{one.day}" for one in DAYS],
        [f"{one.month}月{one.day}日" for one in DAYS],
        [one.isoformat() for one in DAYS],
        [f"{one.day}\n{'一二三四五六日'[one.weekday()]}" for one in DAYS],
        [(one - date(1899, 12, 30)).days for one in DAYS],
    ],
    ids=["dates", "day", "slash", "month", "iso", "weekday", "serial"],
)
def test_days_are_read_in_any_of_their_forms(head: list[object]) -> None:
    found = read(sheet(["姓名", *head], ["队员甲", *[""] * 13, "夜"]), ONE)
    assert duties(found) == {("a", 13): ("夜", "ch-n")}


def test_numbers_go_on_over_the_end_of_a_month() -> None:
    over = problem(28, "ch")
    found = read(
        sheet(["姓名", *(one.day for one in over.days)], ["队员甲", *[""] * 27, "早"]), over
    )
    assert duties(found) == {("a", 27): ("早", "ch-e")}


def test_a_whole_month_around_the_roster_is_read_as_far_as_it_is_the_rosters() -> None:
    rows = (["2022年11月"], ["姓名", *range(1, 31)], ["队员甲", "早", *[""] * 5, "中"])
    found = read(sheet(*rows), ONE)
    assert duties(found) == {("a", 0): ("中", "ch-m")}
    assert said(found) == ["排班!B3: 有 1 格在 2022-11-07 至 2022-11-20 之外，没有采用"]


def test_another_month_is_refused_by_its_title_or_its_weekdays() -> None:
    titled = sheet(["2022年10月"], ["姓名", *NUMBERS], ["队员甲", "早"])
    letters = ["五", "六", "日", "一", "二", "三", "四"] * 2
    for data in (titled, sheet(["", *letters], ["姓名", *NUMBERS], ["队员甲", "早"])):
        with pytest.raises(InvalidInput) as caught:
            read(data, ONE)
        assert caught.value.key == "roster_files.no_grid"
        assert caught.value.findings


def test_a_month_that_nothing_names_is_taken_and_told() -> None:
    rows = (["姓名", *range(7, 31)], ["队员甲", "早"])
    found = read(sheet(*rows), problem(40, "ch"))
    assert any("没有写明月份" in one for one in remarked(found))
    with pytest.raises(InvalidInput) as caught:
        read(sheet(*rows), problem(60, "ch"))
    assert [one.key for one in caught.value.findings] == ["roster_files.which_month"]


def test_areas_are_told_by_a_suffix_in_any_form() -> None:
    cells = ["夜钦", "夜班(钦寸)", "钦夜", "早-长诏", "中长诏水库", "早qincun", "夜钦寸夜巡"]
    found = read(sheet(["姓名", *NUMBERS], ["队员甲", *cells]))
    assert [duties(found)["a", n][1] for n in range(7)] == [
        *("qc-n", "qc-n", "qc-n", "ch-e", "ch-m", "qc-e", "qc-n")
    ]
    assert said(found) == []


def test_areas_may_have_sheets_or_parts_of_a_sheet_of_their_own() -> None:
    head = ["姓名", *NUMBERS]
    sheets = {"长诏": [head, ["队员甲", "早"]], "钦寸": [head, ["队员甲", "", "夜"]]}
    parts = [["长诏水库"], head, ["队员甲", "早"], [], ["钦寸水库"], head, ["队员甲", "", "夜"]]
    for data in (book(sheets), sheet(*parts)):
        found = read(data)
        assert duties(found) == {("a", 0): ("早", "ch-e"), ("a", 1): ("夜", "qc-n")}
        assert not any("没有写明岗位" in one for one in remarked(found))


def test_a_shift_that_does_not_say_where_is_at_no_post_and_told() -> None:
    found = read(sheet(["姓名", *NUMBERS], ["队员甲", "早", "夜"]))
    assert duties(found) == {("a", 0): ("早", None), ("a", 1): ("夜", None)}
    assert "排班!B2: 有 2 班没有写明岗位，按“未定岗位”采用" in remarked(found)


def test_two_shifts_in_a_cell_are_two_duties() -> None:
    found = read(sheet(["姓名", *NUMBERS], ["队员甲", "早/夜"]), ONE)
    assert {one.shift for one in found.duties} == {"早", "夜"}


@pytest.mark.parametrize("cell", ["白", "早?", "夜东", 8, "早早", "待定", "=B3", "队员乙"])
def test_what_is_not_certain_is_told_by_person_and_day_and_left_out(cell: object) -> None:
    found = read(sheet(["姓名", *NUMBERS], ["队员甲", "早", cell]))
    assert set(duties(found)) == {("a", 0)}
    [told] = said(found)
    assert told.startswith("排班!C2: 队员甲 2022-11-08")


def test_a_cell_merged_over_days_is_taken_for_each_of_them_and_told() -> None:
    rows = (["姓名", *NUMBERS], ["队员甲", "年休", "", "", "早"])
    found = read(sheet(*rows, merged=("B2:D2",)), ONE)
    assert [one.day for one in found.leave] == [day(0), day(1), day(2)]
    assert duties(found) == {("a", 3): ("早", "ch-e")}
    assert sum("合并的格子" in one for one in remarked(found)) == 2


def test_a_column_that_does_not_follow_is_left_out_and_told() -> None:
    rows = (["姓名", *NUMBERS[:7], 31, *NUMBERS[7:]], ["队员甲", *[""] * 7, "早", "夜"])
    found = read(sheet(*rows), ONE)
    assert said(found)[0].startswith("排班!I1: “31”接不上")
    assert duties(found) == {("a", 7): ("夜", "ch-n")}


def test_names_within_cells_are_another_form_and_told_so() -> None:
    rows = (["班次", *NUMBERS], ["早", "队员甲", "队员乙"], ["队员丙", "早"])
    found = read(sheet(*rows), ONE)
    assert any("格子里写的是人名" in one for one in said(found))


def test_a_sheet_of_names_without_days_is_told() -> None:
    sheets = {"正表": [["姓名", *NUMBERS], ["队员甲", "早"]], "名单": [["队员甲"], ["队员乙"]]}
    assert said(read(book(sheets), ONE)) == ["名单: 有姓名，但找不到日期那一行，这张表没有采用"]


def test_who_is_not_in_it_is_told() -> None:
    found = read(sheet(["姓名", *NUMBERS], ["队员甲", "早"]), ONE)
    assert remarked(found)[-1] == "表里没有这 3 人：队员乙、张䶮𠮷、欧阳 丁"


def test_a_grid_saved_as_csv_is_read_in_the_offices_encodings() -> None:
    text = "库区中队,,,\n姓名,7,8,9,10\n队员甲,早,,夜,\n"
    for data in (text.encode("utf-8-sig"), text.encode("gb18030")):
        assert set(duties(read(data, ONE))) == {("a", 0), ("a", 2)}


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 20_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", InvalidInput),
        (b"PK\x03\x04 no zip", InvalidInput),
        (b"\xd0\xcf\x11\xe0 an old workbook", InvalidInput),
        (b"\x00\x01\x02", InvalidInput),
        (bomb(), TooLarge),
        (b"a,b\n" * 2500, TooLarge),
        (b"x" * (10 * 1024**2 + 1), TooLarge),
        (sheet(["nothing", "here"]), InvalidInput),
    ],
    ids=["empty", "zip", "ole", "bytes", "bomb", "lines", "size", "nothing"],
)
def test_what_is_no_roster_is_refused_in_words(data: bytes, error: type[GeoPatrolError]) -> None:
    with pytest.raises(error) as caught:
        read(data, ONE)
    assert caught.value.text("zh") and caught.value.text("en")


def test_thousands_of_bad_cells_are_told_up_to_a_limit() -> None:
    rows = [["姓名", *NUMBERS], *(["队员甲", *["?"] * 14] for _ in range(50))]
    found = read(sheet(*rows), ONE)
    assert (len(found.findings), found.n_more) == (300, 400)


def test_a_file_that_is_changed_by_hand_is_read_with_its_changes() -> None:
    made = openpyxl.load_workbook(io.BytesIO(as_workbook(month(), "zh")))
    made.worksheets[0]["C6"] = "夜长"
    file = io.BytesIO()
    made.save(file)
    found = read(file.getvalue())
    assert duties(found)["b", 0] == ("夜", "ch-n")
    assert said(found) == []

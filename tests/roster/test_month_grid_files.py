"""The month grid as a workbook: everything comes back, formulas count, nothing typed ever runs."""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from month_making import NAMES, SHIFTS, ZONE, day, grid, lines, month, posts, problem, read, said

from geo_patrol.messages import LANGUAGES, Language
from geo_patrol.roster.files.account import account_of
from geo_patrol.roster.files.letters import Letters
from geo_patrol.roster.files.month import Month, Names, Place
from geo_patrol.roster.files.reading import read_roster
from geo_patrol.roster.files.totals import totals_of
from geo_patrol.roster.files.workbook import as_workbook
from geo_patrol.roster.people import RosterOfficer
from geo_patrol.roster.problem import Assignment, Leave, Need, Post, Problem, ShiftType
from geo_patrol.roster.records import LeaveKind
from geo_patrol.roster.settings import builtin_rules

_NAME = st.text("王李张䶮𠮷欧阳abc=+-@·' ", min_size=1, max_size=4).filter(lambda one: one.strip())


@st.composite
def months(draw: st.DrawFn) -> Month:
    """Return any month: letters, areas, posts, names and leave as they fall."""
    codes = draw(st.lists(st.sampled_from("早中夜日晚值EMNL"), min_size=1, max_size=4, unique=True))
    kinds = draw(
        st.lists(
            st.sampled_from(["early", "middle", "night"]),
            min_size=len(codes),
            max_size=len(codes),
        )
    )
    times = [(480, 960), (960, 1440), (1320, 360)]
    shifts = tuple(
        ShiftType(code, kind, *times[n % 3])  # type: ignore[arg-type]
        for n, (code, kind) in enumerate(zip(codes, kinds, strict=True))
    )
    areas = draw(
        st.lists(st.sampled_from(["长诏", "长乐", "钦寸", "x", ""]), max_size=3, unique=True)
    )
    places = [
        Post(f"p{n}", "reservoir", area, code, Need.always(draw(st.integers(0, 3))))
        for n, (area, code) in enumerate(
            draw(st.lists(st.sampled_from([(a, c) for a in areas for c in codes]), max_size=8))
            if areas
            else []
        )
    ]
    names = draw(st.lists(_NAME, min_size=1, max_size=5))
    ids = [f"{n:08}-0000-4000-8000-000000000000" for n in range(len(names))]
    first = draw(st.dates(date(2021, 1, 1), date(2026, 12, 31)))
    days = [first + timedelta(days=n) for n in range(draw(st.integers(1, 40)))]
    where = [(one.code, None) for one in shifts] + [(one.shift, one.id) for one in places]
    cells = draw(
        st.lists(
            st.tuples(st.sampled_from(ids), st.sampled_from(days), st.sampled_from(where)),
            max_size=40,
        )
    )
    roster = {Assignment(who, when, *what) for who, when, what in cells}
    leave = draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(days)), max_size=5))
    made = Problem(
        first,
        len(days),
        shifts,
        tuple(RosterOfficer(id, "reservoir", driver=True) for id in ids),
        tuple(places),
        leave=tuple(Leave(who, when, when) for who, when in leave),
        holidays=frozenset(days[:2]),
    )
    badges = {id: f"RS-{n:03}" for n, id in enumerate(ids)}
    called = Names(dict(zip(ids, names, strict=True)), badges)
    at = datetime(2022, 1, 1, tzinfo=ZONE)
    return Month(made, tuple(roster), called, "reservoir", at, ZONE)


@settings(max_examples=25, deadline=None)
@given(months(), st.sampled_from(LANGUAGES))
def test_any_roster_comes_back_from_its_workbook_as_it_was(one: Month, language: Language) -> None:
    found = read_roster(as_workbook(one, language), "m.xlsx", one.problem, one.names)
    assert said(found) == []
    assert set(found.duties) == set(one.roster)


@settings(max_examples=25, deadline=None)
@given(months())
def test_no_two_shifts_of_a_roster_have_the_same_letters(one: Month) -> None:
    letters = Letters(one.problem, one.names)
    told = letters.all()
    assert len(told) == len(one.problem.posts) + len(one.problem.shifts)
    assert all(letters.meaning(each) == meaning for each, meaning in told.items())


@pytest.mark.parametrize(
    ("areas", "marks"),
    [
        (("ch",), {"ch-e": ""}),
        (("ch", "qc"), {"ch-e": "长", "qc-e": "钦"}),
    ],
)
def test_a_post_has_a_mark_only_where_there_are_several_areas(
    areas: tuple[str, ...], marks: Mapping[str, str]
) -> None:
    letters = Letters(problem(7, *areas), NAMES)
    assert {id: letters.marks[id] for id in marks} == marks


def test_areas_that_begin_alike_have_longer_marks_and_twins_are_numbered() -> None:
    both = [*posts("ch"), *(replace(one, id=f"2{one.id}", area="changle") for one in posts("ch"))]
    twin = replace(both[0], id="third")
    made = replace(problem(7), posts=(*both, twin))
    names = replace(NAMES, areas={**NAMES.areas, "changle": NAMES.areas["qincun"]})
    assert Letters(made, names).marks["ch-e"] == "长1"
    assert Letters(made, names).marks["third"] == "长2"


def counted(book: bytes) -> dict[str, object]:
    """Return the values of all formulas of the grid, worked out anew from its cells."""
    sheets: Any = openpyxl.load_workbook(io.BytesIO(book))
    first = sheets.worksheets[0]

    def cells(said: str) -> np.ndarray:
        name, _, box = said.rpartition("!")
        sheet = sheets[name.strip("'")] if name else first
        rows = sheet[box.replace("$", "")]
        return np.array([[one.value for one in row] for row in rows], object)

    found = {}
    for row in first.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                match = re.fullmatch(r'=SUMPRODUCT\((.*?)\)(?:&"(/\d+)")?', cell.value)
                assert match is not None
                counted_by, tail = match.groups()
                python = re.sub(
                    r"('[^']+'!)?\$?[A-Z]+\$?\d+:\$?[A-Z]+\$?\d+", r"cells(\"\g<0>\")", counted_by
                ).replace('\\"', '"')
                python = re.sub(r"(?<![<>=])=(?!=)", "==", python)
                value = np.sum(eval(python, {"cells": cells}))  # noqa: S307
                found[cell.coordinate] = f"{value}{tail}" if tail else value
    return found


def test_totals_and_cover_are_formulas_that_come_to_what_the_file_shows() -> None:
    one = month(replace(problem(), holidays=frozenset([day(0)])))
    one = replace(
        one, roster=lines(one.problem, a="早c早c....夜q夜q夜c", b="..中q中q", d="早c......早c")
    )
    twice = Assignment("a", day(0), "夜", "qc-n")
    one = replace(one, roster=(*one.roster, twice, Assignment("c", day(3), "中", None)))
    data = as_workbook(one, "zh")
    shown = openpyxl.load_workbook(io.BytesIO(data), data_only=True).worksheets[0]
    values = counted(data)
    assert {at: shown[at].value for at in values} == values
    assert len(values) == 4 * 4 + 6 * 14
    assert [shown.cell(5, 17 + n).value for n in range(4)] == [6, 4, 2, 48]


def test_a_total_follows_what_is_changed_by_hand() -> None:
    made = openpyxl.load_workbook(io.BytesIO(as_workbook(month(), "zh")))
    made.worksheets[0]["C6"] = "夜长"
    file = io.BytesIO()
    made.save(file)
    before, after = counted(as_workbook(month(), "zh")), counted(file.getvalue())
    assert (before["R6"], after["R6"]) == (0, 1)
    assert (before["C11"], after["C11"]) == ("0/1", "1/1")


def test_nothing_that_people_typed_is_a_formula_or_a_link() -> None:
    evil = '=HYPERLINK("http://x")'
    names = replace(NAMES, officers={**NAMES.officers, "a": evil, "b": "{=1+1}", "c": "http://x.y"})
    squads = {"reservoir": NAMES.areas["qincun"]._replace(zh="=1+1")}
    one = month(names=replace(names, squads=squads))
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(one, "zh")))
    texts = [cell for row in book.worksheets[0]["A1:B8"] for cell in row if cell.value]
    assert {evil, "{=1+1}", "http://x.y"} <= {cell.value for cell in texts}
    assert {cell.data_type for cell in texts} == {"s"}
    assert not any(cell.hyperlink for cell in texts)


def test_the_grid_prints_on_one_page_with_what_hangs_on_the_wall() -> None:
    one = month(replace(problem(), holidays=frozenset([day(1)])))
    sheet = grid(as_workbook(one, "zh"))
    assert (sheet.freeze_panes, sheet.page_setup.orientation) == ("C5", "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert {sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight} <= {None, 1}
    assert sheet.page_setup.paperSize == 9
    assert sheet["A1"].value == "库区中队 2022 年 11 月 7 日至 11 月 20 日 排班表（草稿）"
    assert [sheet.cell(2, 3 + n).value for n in range(7)] == list("一二三四五六日")
    assert sheet["C3"].value == datetime(2022, 11, 7)
    grounds = [sheet.cell(5, column).fill.fgColor.rgb for column in (3, 4, 8)]
    assert len(set(grounds)) == 3
    assert sheet["A1"].font.charset == 134
    said = [sheet.cell(row, 1).value for row in range(15, 19)]
    assert "早 08:00–16:00" in said[0]
    assert "长＝长诏水库" in said[0]
    assert "第 1 版，截至 2022-11-04 14:02" in said[1]
    assert said[2].startswith("制表")


def test_many_people_are_printed_on_a3() -> None:
    made = problem(31, "ch")
    officers = tuple(RosterOfficer(f"{n}", "reservoir") for n in range(40))
    sheet = grid(as_workbook(month(replace(made, officers=officers)), "zh"))
    assert sheet.page_setup.paperSize == 8


def test_why_somebody_is_on_leave_stands_in_no_file_unless_it_is_given() -> None:
    made = problem(leave=(Leave("c", day(0), day(2)),))
    told: dict[Place, LeaveKind] = {("c", day(0)): "sick"}
    for kinds, letters in (({}, "休"), (told, "病")):
        one = replace(month(made), leave_kinds=kinds)
        sheet = grid(as_workbook(one, "zh"))
        assert sheet["C7"].value == letters
    with zipfile.ZipFile(io.BytesIO(as_workbook(month(made), "zh"))) as archive:
        strings = archive.read("xl/sharedStrings.xml").decode()
    assert not any(word in strings for word in ("病", "年休", "事假"))


def test_the_same_month_gives_the_same_bytes() -> None:
    assert as_workbook(month(), "en") == as_workbook(month(), "en")


def test_who_is_lent_stands_last_and_says_from_where() -> None:
    made = problem()
    lent = RosterOfficer("p", "park", boat_licence=True)
    away = RosterOfficer("q", "park")
    made = replace(made, officers=(lent, away, *made.officers))
    one = month(made, roster=(Assignment("p", day(0), "早", "ch-e"),))
    assert [each.id for each in one.people] == ["a", "b", "c", "d", "p"]
    sheet = grid(as_workbook(one, "zh"))
    assert sheet["B9"].value == "艇·借自园区中队"
    assert read(as_workbook(one, "zh"), made).duties == one.roster


def test_an_empty_roster_is_a_grid_all_the_same() -> None:
    for made in (replace(problem(), officers=()), replace(problem(), posts=(), shifts=SHIFTS)):
        one = month(made)
        sheet = grid(as_workbook(one, "en"))
        assert sheet["A1"].value
        assert len(totals_of(one)) == len(made.officers)


def test_the_account_explains_what_is_short_and_says_who_pays() -> None:
    found = account_of(month(), builtin_rules())
    assert sum(found.soft_of(id) for id in "abcd") > 0
    assert found.report.hard_broken == len(found.shortages) + len(found.broken)
    assert found.changes == ()
    changed = account_of(month(before=lines(problem(), a="早c")), builtin_rules())
    assert [one.day for one in changed.changes] == [day(1), day(1), day(2), day(4)]

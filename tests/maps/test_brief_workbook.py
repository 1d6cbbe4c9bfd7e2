"""Briefings as XLSX: read back by openpyxl, numbers are numbers, and no text is a formula."""

import io
from dataclasses import replace
from functools import cache
from typing import Any

import openpyxl
import pytest
from briefing_making import (
    EVIL,
    N_AREAS,
    RARE,
    area_table,
    briefing,
    empty_month,
    pictures,
)
from openpyxl.workbook import Workbook

from geo_patrol.messages import LANGUAGES, Language, text
from geo_patrol.messages.words import Words
from geo_patrol.reports.briefing import Table
from maps.documents.brief_values import plain
from maps.documents.brief_workbook import render


@cache
def made(language: Language = "zh") -> bytes:
    return render(briefing(), pictures(), language)


def opened(data: bytes, *, values: bool = False) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


def row_of(sheet: Any, first: str) -> int:
    """Return the row whose first or second cell says something."""
    return next(
        row
        for row in range(1, sheet.max_row + 1)
        if first in (sheet.cell(row, 1).value, sheet.cell(row, 2).value)
    )


def table_sheet(book: Workbook) -> Any:
    return next(one for one in book if one.title.startswith("表 2"))


def test_there_is_a_sheet_for_each_table_and_for_what_explains_them() -> None:
    assert opened(made()).sheetnames == [
        "摘要",
        "表 2 各片区巡查情况",
        "图表",
        "指标含义",
        "数据说明",
    ]
    assert opened(made("en")).sheetnames[0] == "Summary"


def test_headline_figures_are_numbers_with_the_format_of_their_kind() -> None:
    sheet = opened(made(), values=True)["摘要"]
    row = row_of(sheet, "应巡达标率")
    now, before, more = (sheet.cell(row, column) for column in (4, 5, 6))
    assert now.value == 0.8765
    assert now.number_format == "0.0%"
    assert before.value == 0.9012
    assert more.value == pytest.approx(-0.0247)
    assert more.number_format == "+0.0%;-0.0%;0.0%"


def test_changes_are_formulas_whose_values_are_in_the_file() -> None:
    formulas, values = opened(made())["摘要"], opened(made(), values=True)["摘要"]
    row = row_of(formulas, "发现违规")
    assert (
        formulas.cell(row, 6).value
        == f'=IF(AND(ISNUMBER(D{row}),ISNUMBER(E{row})),D{row}-E{row},"—")'
    )
    assert values.cell(row, 6).value == 134
    assert values.cell(row, 7).value == pytest.approx(134 / 1100)
    # Of nothing there is no percentage.
    assert values.cell(row, 8).value == 0
    assert values.cell(row, 10).value == "—"


def test_what_is_not_counted_is_told_so_and_no_zero() -> None:
    values = opened(made(), values=True)["摘要"]
    row = row_of(values, "看到的面积")
    assert [values.cell(row, column).value for column in (4, 5, 6)] == ["未统计", "未统计", "—"]
    sheet = table_sheet(opened(made()))
    row = row_of(sheet, "第06片区")
    assert sheet.cell(row, 4).value == "未统计"


def test_tables_read_back_equal() -> None:
    sheet = table_sheet(opened(made(), values=True))
    start = row_of(sheet, "序号") + 1
    for k, row in enumerate(area_table().rows):
        found = [sheet.cell(start + k, column + 1).value for column in range(len(row))]
        for value, one in zip(row, found, strict=True):
            if isinstance(value, Words):
                assert one == plain(value.zh)
            elif isinstance(value, int | float):
                assert one == pytest.approx(value)
            elif value is None:
                assert one == "未统计"
            elif value == "":
                assert one is None
            else:
                assert one.date() == value  # type: ignore[union-attr]


def test_totals_are_sums_where_they_sum_up_and_plain_numbers_elsewhere() -> None:
    formulas, values = table_sheet(opened(made())), table_sheet(opened(made(), values=True))
    row = row_of(formulas, "合计")
    first, last = row - N_AREAS, row - 1
    assert formulas.cell(row, 3).value == f"=SUM(C{first}:C{last})"
    assert values.cell(row, 3).value == sum(one[2] for one in area_table(N_AREAS).rows[:-1])  # type: ignore[misc]
    assert formulas.cell(row, 4).value == f"=SUM(D{first}:D{last})"
    assert formulas.cell(row, 5).value == 0.7


def test_a_total_that_is_not_the_sum_stays_what_it_is() -> None:
    table = Table(
        "people",
        Words("人次", "People"),
        area_table().columns[1:3],
        (("甲", 3), ("乙", 4), ("合计", 5)),
        totals=True,
    )
    one = briefing()
    section = replace(one.sections[1], tables=(table,), charts=())
    sheet = table_sheet(opened(render(replace(one, sections=(one.sections[0], section)), {}, "zh")))
    assert sheet.cell(row_of(sheet, "合计"), 2).value == 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_a_formula_and_rare_letters_stay(language: Language) -> None:
    book = opened(made(language))
    texts = [cell for sheet in book for row in sheet for cell in row if cell.data_type == "s"]
    said = {cell.value for cell in texts}
    assert plain(EVIL) in said
    assert RARE in said
    formulas = [
        str(cell.value) for sheet in book for row in sheet for cell in row if cell.data_type == "f"
    ]
    assert formulas
    assert all(one.startswith(("=SUM(", "=IF(AND(")) for one in formulas)


def test_charts_draw_the_data_that_stands_beside_them() -> None:
    book = opened(made())
    expected = [one for section in briefing().sections for one in section.charts]
    sheet = book["图表"]
    assert len(sheet._charts) == len(expected)
    for drawn, chart in zip(sheet._charts, expected, strict=True):
        assert len(drawn.series) == len(chart.series)
        for series, given in zip(drawn.series, chart.series, strict=True):
            place = series.val.numRef.f.split("!")[1].replace("$", "")
            found = [cell.value for (cell,) in sheet[place]]
            assert found == list(given.values)


def test_what_a_chart_leaves_blank_is_told_beside_it() -> None:
    sheet = opened(made())["图表"]
    row = row_of(sheet, "类型五")
    assert sheet.cell(row, 2).value is None
    assert sheet.cell(row, 3).value == "未统计"


def test_heads_stay_in_sight_and_on_each_page() -> None:
    for sheet in opened(made()):
        assert sheet.page_setup.orientation == "landscape"
        assert str(sheet.page_setup.paperSize) == "9"
    table = table_sheet(opened(made()))
    head = row_of(table, "序号")
    assert table.freeze_panes == f"A{head + 1}"
    assert table.print_title_rows == f"${head}:${head}"


def test_figures_lead_to_their_definitions() -> None:
    book = opened(made())
    sheet, definitions = book["摘要"], book["指标含义"]
    links = [cell.hyperlink for row in sheet for cell in row if cell.hyperlink is not None]
    assert len(links) == 6
    for one in links:
        place = one.location.split("!")[1]
        number = str(sheet[one.ref].value).strip("[]")
        assert str(definitions[place].value) == number
    row = row_of(definitions, "发现违规")
    assert definitions.cell(row, 4).value == "事件  /api/v1/incidents?figure=violations"


def test_every_sheet_warns() -> None:
    for sheet in opened(made()):
        said = [cell.value for row in sheet.iter_rows(max_row=6) for cell in row]
        assert any("演示 DEMO" in str(one) for one in said), sheet.title


def test_an_empty_month_has_no_charts_and_says_that_there_are_no_records() -> None:
    book = opened(render(empty_month(), {}, "zh"))
    assert "图表" not in book.sheetnames
    sheet = table_sheet(book)
    row_of(sheet, text("briefing_paper.no_rows", "zh"))


def test_names_of_sheets_are_what_spreadsheets_take() -> None:
    one = briefing()
    title = Words("[甲]:乙*丙?/丁\\" + "长" * 40, "x")
    tables = tuple(replace(area_table(2), title=title) for _ in range(3))
    section = replace(one.sections[1], tables=tables)
    names = opened(render(replace(one, sections=(section,)), {}, "zh")).sheetnames
    assert len(set(names)) == len(names)
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_the_same_briefing_gives_the_same_bytes() -> None:
    assert render(briefing(), pictures(), "zh") == made()

"""What a briefing says before it is set: values, changes, numbers of figures, what warns."""

from dataclasses import replace
from datetime import date

import pytest
from briefing_making import AS_OF, EVIL, RARE, briefing, empty_month

from geo_patrol.messages import LANGUAGES, Language
from geo_patrol.messages.words import Words
from geo_patrol.reports.briefing import UNSAID, Value, ValueKind
from maps.documents.brief_outline import outline_of, records_said
from maps.documents.brief_values import change_said, number_format, plain, said
from maps.documents.brief_widths import ems, fitted, lines


@pytest.mark.parametrize(
    ("value", "kind", "zh", "en"),
    [
        (1234, "count", "1234", "1,234"),
        (0, "count", "0", "0"),
        (None, "count", "未统计", "not counted"),
        (0.8765, "share", "87.7%", "87.7%"),
        (12.25, "hours", "12.3", "12.3"),
        (12300, "yuan", "12300", "12,300"),
        (date(2022, 10, 5), "date", "2022-10-05", "2022-10-05"),
        (Words("第一片区", "Area 1"), "text", "第一片区", "Area 1"),
        ("", "count", "", ""),
    ],
)
def test_a_value_is_written_by_its_kind(
    value: Value | Words, kind: ValueKind, zh: str, en: str
) -> None:
    assert said(value, kind, "zh") == zh
    assert said(value, kind, "en") == en


@pytest.mark.parametrize(
    ("value", "before", "kind", "zh"),
    [
        (1234, 1100, "count", "+134（+12.2%）"),
        (5, 10, "count", "-5（-50.0%）"),
        (5, 0, "count", "+5"),
        (5, 5, "count", "持平"),
        (5, None, "count", "—"),
        (None, 5, "count", "—"),
        (0.8765, 0.9012, "share", "-2.4 个百分点"),
        (88.0, 80.0, "score", "+8.0"),
        # Both are told as 0.1: a reader who subtracts finds nothing.
        (0.14, 0.06, "km", "持平"),
    ],
)
def test_a_change_is_that_of_what_is_told(
    value: Value, before: Value, kind: ValueKind, zh: str
) -> None:
    assert change_said(value, before, kind, "zh") == zh


def test_numbers_have_thousands_marks_in_english_only() -> None:
    assert number_format("yuan", "zh") == "0"
    assert number_format("yuan", "en") == "#,##0"


def test_typed_text_keeps_its_rare_letters_and_loses_what_files_refuse() -> None:
    assert plain(RARE) == RARE
    assert plain("a\x07b\ud800c\u202ed\ne") == "abcd e"


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_and_tables_are_numbered_through(language: Language) -> None:
    outline = outline_of(briefing(), language)
    figures = [
        one.number for section in outline.sections for one in (*section.charts, *section.maps)
    ]
    tables = [one.number for section in outline.sections for one in section.tables]
    assert figures == list(range(1, 7))
    assert tables == [2]
    assert [one.amounts.number for one in outline.sections if one.amounts is not None] == [1]


def test_a_figure_that_stands_twice_is_defined_once() -> None:
    one = briefing()
    twice = replace(one, sections=(*one.sections, one.sections[0]))
    assert len(outline_of(twice, "zh").definitions) == len(one.sections[0].amounts)


def test_invented_data_and_a_period_that_is_not_over_warn() -> None:
    assert outline_of(briefing(demo=False), "zh").warnings == ()
    both = outline_of(briefing(complete=False), "zh").warnings
    assert "演示 DEMO" in both[0]
    assert f"{AS_OF:%Y-%m-%d %H:%M}" in both[1]


def test_a_year_is_compared_once() -> None:
    month = outline_of(briefing("monthly"), "zh").sections[0].amounts
    year = outline_of(briefing("annual"), "zh").sections[0].amounts
    assert month is not None
    assert year is not None
    assert {"上月", "上年同期"} <= set(month.head)
    assert "上年" in year.head
    assert "上年同期" not in year.head


def test_a_section_without_anything_says_so() -> None:
    assert outline_of(empty_month(), "zh").sections[1].paragraphs == ("本期无此项内容。",)


def test_a_unit_stands_in_brackets_and_a_share_has_none() -> None:
    amounts = outline_of(briefing(), "en").sections[0].amounts
    assert amounts is not None
    assert [one.measured for one in amounts.amounts][:2] == [
        "Violations found (incidents)",
        "Compliance",
    ]


def test_columns_share_a_table_and_numbers_keep_their_line() -> None:
    rows = [("1", "很长的名称" * 20, "1,234,567")]
    fit = fitted(("序号", "名称", "数"), rows, ("count", "text", "count"), 40)
    assert fit.scale == 1
    assert sum(fit.shares) == pytest.approx(1)
    assert fit.shares[2] * 40 >= ems("1,234,567")
    assert fit.shares[1] == max(fit.shares)


def test_a_table_of_many_columns_is_set_smaller_rather_than_broken() -> None:
    head, row = ("应到时段数（个）",) * 12, ("1,234,567",) * 12
    fit = fitted(head, [row], ("count",) * 12, 60)
    assert 0.7 <= fit.scale < 1
    assert all(share * 60 / fit.scale >= ems("1,234,567") for share in fit.shares)


def test_of_records_only_the_lists_are_told_on_paper() -> None:
    (one, *_) = outline_of(briefing(), "zh").definitions
    both = replace(one, records=("/api/v1/cases?x=1", "/api/v1/cases?x=2", "/api/v1/firms/visits"))
    assert records_said(both, "zh") == "记录：问题、企业"
    assert records_said(both, "en") == "Records: problems, firms"
    assert records_said(replace(one, records=()), "zh") == ""


def test_words_run_over_as_many_lines_as_they_need() -> None:
    assert lines("一二三四", 4) == 1
    assert lines("一二三四五", 4) == 2
    assert lines("", 4) == 1


def test_nothing_is_said_where_there_are_no_words() -> None:
    one = briefing()
    bare = replace(one, number=UNSAID)
    assert outline_of(bare, "zh").number == ""
    assert plain(EVIL) in outline_of(one, "zh").sections[-1].paragraphs

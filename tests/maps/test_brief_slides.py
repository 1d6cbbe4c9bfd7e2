"""Briefings as PPTX: read back by python-pptx, editable, in Chinese faces, nothing overflows."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from briefing_making import LONG_TITLE, MAPS, briefing, empty_month, pictures
from lettering import needs_font
from paper_making import FONT
from PIL import ImageFont
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Emu

from geo_patrol.messages import LANGUAGES, Language, text
from geo_patrol.messages.words import Words
from geo_patrol.reports.briefing import Section
from maps.documents.brief_outline import outline_of
from maps.documents.brief_slides import render

FACE = "微软雅黑"


@cache
def made(language: Language = "zh") -> bytes:
    return render(briefing(), pictures(), language)


def opened(data: bytes) -> Any:
    return Presentation(io.BytesIO(data))


def shapes(deck: Any) -> Iterator[Any]:
    for slide in deck.slides:
        yield from slide.shapes


def title_of(slide: Any) -> str:
    return str(slide.shapes.title.text_frame.text)


def frames(slide: Any) -> Iterator[tuple[Any, float, float]]:
    """Yield each frame of text with its inner width and height, points."""
    for shape in slide.shapes:
        if shape.has_text_frame:
            one = shape.text_frame
            # The title has no margins, as its layout says.
            sides = 0 if shape.is_placeholder else one.margin_left + one.margin_right
            ends = 0 if shape.is_placeholder else one.margin_top + one.margin_bottom
            yield one, Emu(shape.width - sides).pt, Emu(shape.height - ends).pt
        elif shape.has_table:
            for row in shape.table.rows:
                for cell, column in zip(row.cells, shape.table.columns, strict=True):
                    sides = cell.margin_left + cell.margin_right
                    ends = cell.margin_top + cell.margin_bottom
                    yield cell.text_frame, Emu(column.width - sides).pt, Emu(row.height - ends).pt


def height_of(frame: Any, width: float) -> float:
    """Return the height of a frame's text as a real font sets it, points."""
    total = 0.0
    for paragraph in frame.paragraphs:
        size = max((run.font.size.pt for run in paragraph.runs), default=0.0)
        words = "".join(run.text for run in paragraph.runs)
        if words:
            total += wrapped(words, size, width) * size * 1.32
        total += 0.0 if paragraph.space_after is None else paragraph.space_after.pt
    return total


@cache
def font(size: float) -> ImageFont.FreeTypeFont:
    assert FONT is not None
    return ImageFont.truetype(str(FONT), size * 4, index=2)


def wrapped(words: str, size: float, width: float) -> int:
    """Return over how many lines words run: Chinese breaks anywhere, others between words."""
    lines, line = 1, 0.0
    for part in parts_of(words):
        wide = font(size).getlength(part) / 4
        if line + wide > width and line:
            lines, line = lines + 1, 0.0
        line += wide
        while line > width:
            lines, line = lines + 1, line - width
    return lines


def parts_of(words: str) -> Iterator[str]:
    part = ""
    for one in words:
        part += one
        if ord(one) > 0x2E80 or one == " ":
            yield part
            part = ""
    yield part


def test_slides_are_wide_and_have_two_layouts() -> None:
    deck = opened(made())
    assert (deck.slide_width.inches, deck.slide_height.inches) == (pytest.approx(13.333), 7.5)
    assert len(deck.slide_layouts) == 2


def test_the_first_slide_says_what_it_is() -> None:
    first = opened(made()).slides[0]
    said = " ".join(one.text_frame.text for one in first.shapes if one.has_text_frame)
    for part in (LONG_TITLE.zh, "巡查执法月通报", "2022年10月", "2022 年第 10 期", "演示 DEMO"):
        assert part in said, part


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_slide_has_a_title_and_one_thing_below_it(language: Language) -> None:
    for slide in opened(made(language)).slides:
        assert title_of(slide)
        things = [
            "table" if one.has_table else "chart" if one.has_chart else "picture"
            for one in slide.shapes
            if one.has_table or one.has_chart or one.shape_type == 13
        ]
        assert len(set(things)) <= 1


def test_tables_are_native_and_read_back_equal_over_several_slides() -> None:
    (expected,) = outline_of(briefing(), "zh").sections[1].tables
    tables = [one.table for one in shapes(opened(made())) if one.has_table]
    assert len(tables) > 1
    rows = []
    for table in tables:
        head, *others = [tuple(cell.text for cell in row.cells) for row in table.rows]
        assert head == expected.head
        rows += others
    assert tuple(rows) == expected.rows


def test_charts_are_native_and_read_back_equal() -> None:
    expected = [one for section in briefing().sections for one in section.charts]
    drawn: dict[str, list[Any]] = {}
    for one in shapes(opened(made())):
        if one.has_chart:
            drawn.setdefault(one.name, []).append(one.chart)
    assert len(drawn) == len(expected)
    for parts, chart in zip(drawn.values(), expected, strict=True):
        names = [name for part in parts for name in part.plots[0].categories]
        assert names == list(outline_names(chart.code))
        for number, series in enumerate(chart.series):
            values = [one for part in parts for one in part.plots[0].series[number].values]
            assert values == list(series.values)
            assert all(part.plots[0].series[number].name == series.name.zh for part in parts)


def outline_names(code: str) -> tuple[str, ...]:
    charts = [one for section in outline_of(briefing(), "zh").sections for one in section.charts]
    return next(one.categories for one in charts if one.source.code == code)


def test_each_map_is_a_picture_in_its_proportions() -> None:
    found = [one for one in shapes(opened(made())) if one.shape_type == 13]
    assert len(found) == len(MAPS)
    for one in found:
        assert one.width / one.height == pytest.approx(1200 / 850, rel=0.01)


def test_figures_have_their_definitions_in_the_notes() -> None:
    outline = outline_of(briefing(), "zh")
    notes = " ".join(
        one.notes_slide.notes_text_frame.text
        for one in opened(made()).slides
        if one.has_notes_slide
    )
    assert all(one.words in notes for one in outline.definitions)
    assert all(one.caption.zh in notes for one in MAPS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_run_has_a_chinese_face(language: Language) -> None:
    deck = opened(made(language))
    trees = [one._element for one in deck.slide_layouts]
    trees += [one._element for one in deck.slides]
    trees += [one.notes_slide._element for one in deck.slides if one.has_notes_slide]
    n_runs = 0
    for tree in trees:
        for run in tree.iter(qn("a:r")):
            face = run.find(f"{qn('a:rPr')}/{qn('a:ea')}")
            assert face is not None, run.findtext(qn("a:t"))
            assert face.get("typeface") == FACE
            n_runs += 1
    assert n_runs > 300
    for one in shapes(deck):
        if one.has_chart:
            faces = {each.get("typeface") for each in one.chart._chartSpace.iter(qn("a:ea"))}
            assert faces == {FACE}


@needs_font
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_larger_than_its_place(language: Language) -> None:
    for slide in opened(made(language)).slides:
        for frame, width, height in frames(slide):
            assert height_of(frame, width) <= height * 1.02 + 1, (title_of(slide), frame.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_lies_outside_a_slide_or_on_its_foot(language: Language) -> None:
    deck = opened(made(language))
    for one in shapes(deck):
        assert one.left >= 0
        assert one.top >= 0
        assert one.left + one.width <= deck.slide_width
        assert Emu(one.top + one.height).inches <= 7.0, one.name


@needs_font
def test_a_text_that_fills_more_than_a_slide_goes_on_on_the_next() -> None:
    one = briefing()
    long = Words("本期共出动巡查人员，检查重点水域。" * 60, "Patrols went out and looked. " * 90)
    section = Section("long", Words("一、长文", "1. Long"), (long,))
    deck = opened(render(replace(one, sections=(section,)), {}, "zh"))
    pages = [slide for slide in deck.slides if title_of(slide).startswith("一、长文")]
    assert len(pages) > 1
    said = "".join(
        shape.text_frame.text
        for slide in pages
        for shape in slide.shapes
        if shape.has_text_frame and not shape.is_placeholder
    )
    assert said.count("检查重点水域") == 60
    for slide in pages:
        for frame, width, height in frames(slide):
            assert height_of(frame, width) <= height * 1.02 + 1


def test_an_empty_month_says_what_is_not_there() -> None:
    deck = opened(render(empty_month(), {}, "zh"))
    said = " ".join(one.text_frame.text for one in shapes(deck) if one.has_text_frame)
    assert not any(one.has_chart or one.has_table for one in shapes(deck))
    for key in ("no_rows", "no_values", "no_map", "nothing"):
        assert text(f"briefing_paper.{key}", "zh") in said, key


def test_the_same_briefing_gives_the_same_bytes() -> None:
    assert render(briefing(), pictures(), "zh") == made()


def test_its_times_are_those_of_its_figures_also_in_the_data_of_charts() -> None:
    with zipfile.ZipFile(io.BytesIO(made())) as file:
        inner = [name for name in file.namelist() if name.endswith(".xlsx")]
        assert len(inner) == 5
        for name in inner:
            with zipfile.ZipFile(io.BytesIO(file.read(name))) as book:
                assert b"2022-11-02T00:30:00Z" in book.read("docProps/core.xml")
    properties = opened(made()).core_properties
    assert f"{properties.created:%Y-%m-%d %H:%M}" == "2022-11-02 00:30"

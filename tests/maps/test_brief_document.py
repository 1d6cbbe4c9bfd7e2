"""Briefings as DOCX: read back by python-docx, all is there, in styles that an office may edit."""

import io
import zipfile
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import docx
import docx.shared
import openpyxl
import pytest
from briefing_making import (
    LONG_TITLE,
    MAPS,
    N_AREAS,
    RARE,
    briefing,
    empty_month,
    picture,
    pictures,
)
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.run import Run
from lxml import etree

from geo_patrol.messages import LANGUAGES, Language, text
from maps.documents.brief_document import render
from maps.documents.brief_outline import outline_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@cache
def made(language: Language = "zh") -> bytes:
    return render(briefing(), pictures(), language)


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def words_of(document: Document) -> str:
    return "\n".join(
        "".join(one.text or "" for one in paragraph.iter(W + "t"))
        for paragraph in document.element.body.iter(W + "p")
    )


def charts_of(data: bytes) -> list[tuple[etree._Element, openpyxl.Workbook]]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        numbers = [
            name[len("word/charts/chart") : -len(".xml")]
            for name in file.namelist()
            if name.startswith("word/charts/chart")
        ]
        return [
            (
                etree.fromstring(file.read(f"word/charts/chart{one}.xml")),
                openpyxl.load_workbook(io.BytesIO(file.read(f"word/embeddings/chart{one}.xlsx"))),
            )
            for one in sorted(numbers, key=int)
        ]


def test_the_head_says_what_it_is_its_number_and_its_day() -> None:
    document = opened(made())
    said = [(one.style.name, one.text) for one in document.paragraphs[:5] if one.style]
    assert said[0] == ("红头", "巡查执法月通报")
    assert said[1] == ("期号", "2022 年第 10 期\t2022年11月2日")
    assert said[2] == ("Title", LONG_TITLE.zh)
    assert said[3] == ("时段", "2022年10月")
    assert said[4][0] == "提示"
    assert "演示 DEMO" in said[4][1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_briefing_stands_in_it(language: Language) -> None:
    said = words_of(opened(made(language)))
    outline = outline_of(briefing(), language)
    for section in outline.sections:
        assert section.heading in said
        assert all(one in said for one in section.paragraphs)
        for table in section.tables:
            assert all(cell in said for row in table.rows for cell in row)
        assert all(one.title in said for one in (*section.charts, *section.maps))
    assert all(one.words in said for one in outline.definitions)
    assert all(one in said for one in outline.notices)
    assert "{{" not in said.replace("{{7*7}}", "")
    assert "{%" not in said


def test_tables_read_back_as_they_were_with_their_head_on_each_page() -> None:
    document = opened(made())
    (expected,) = outline_of(briefing(), "zh").sections[1].tables
    table = document.tables[1]
    rows = [tuple(cell.text for cell in row.cells) for row in table.rows]
    assert rows == [expected.head, *expected.rows]
    assert len(rows) == 1 + N_AREAS + 1
    assert table.style is not None
    assert table.style.name == "表格"
    head = table.rows[0]._tr
    assert head.find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row._tr.find(f"{W}trPr/{W}tblHeader") is None for row in table.rows[1:])


def test_what_is_not_counted_is_told_so_and_is_no_zero() -> None:
    amounts = opened(made()).tables[0]
    row = next(one for one in amounts.rows if one.cells[0].text.startswith("看到的面积"))
    assert [one.text for one in row.cells][1:4] == ["未统计", "未统计", "—"]


def test_figures_lead_to_their_definitions_and_these_to_the_records() -> None:
    body = opened(made()).element.body
    asked = {one.get(W + "anchor") for one in body.iter(W + "hyperlink")}
    there = {one.get(W + "name") for one in body.iter(W + "bookmarkStart")}
    assert asked == there
    assert len(there) == 6
    assert "记录：事件" in words_of(opened(made()))


def test_charts_are_native_and_their_workbooks_hold_the_data() -> None:
    expected = [one for section in briefing().sections for one in section.charts]
    found = charts_of(made())
    assert len(found) == len(expected)
    for (space, book), chart in zip(found, expected, strict=True):
        drawn = [
            {int(point.get("idx")): float(point.find(C + "v").text) for point in one}
            for one in (
                series.findall(f"{C}val/{C}numRef/{C}numCache/{C}pt")
                for series in space.iter(C + "ser")
            )
        ]
        kept = [
            {k: value for k, value in enumerate(one.values) if value is not None}
            for one in chart.series
        ]
        assert drawn == kept
        sheet = book.active
        assert sheet is not None
        columns = [[cell.value for cell in one][1:] for one in sheet.iter_cols(min_col=2)]
        assert columns == [list(one.values) for one in chart.series]


def test_each_map_is_a_picture_with_a_caption_and_words_for_who_cannot_see_it() -> None:
    document = opened(made())
    assert len(document.inline_shapes) >= len(MAPS)
    told = {one.get("descr") for one in document.element.body.iter(f"{WP}docPr")}
    assert {one.title.zh for one in MAPS} <= told


def test_maps_that_are_wider_than_high_have_pages_that_lie_on_their_side() -> None:
    turned = [one.page_width > one.page_height for one in opened(made()).sections]
    assert turned == [False, True, False]
    high = {one.code: picture(400, 900) for one in MAPS}
    assert len(opened(render(briefing(), high, "zh")).sections) == 1
    mixed = {MAPS[0].code: picture(), MAPS[1].code: picture(400, 900)}
    assert len(opened(render(briefing(), mixed, "zh")).sections) == 3
    for section in opened(made()).sections:
        assert section.header.paragraphs[0].text.startswith("演示 DEMO")


def test_drawings_have_numbers_of_their_own() -> None:
    body = opened(made()).element.body
    numbers = [one.get("id") for one in body.iter(f"{WP}docPr")]
    assert len(numbers) == len(set(numbers)) == 6


def runs_of(document: Document) -> Iterator[tuple[Run, str]]:
    """Yield each run that says something, with the style of its paragraph."""
    for part in (document.element.body, *(one.header._element for one in document.sections)):
        for paragraph in part.iter(W + "p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            for run in paragraph.iter(W + "r"):
                if "".join(one.text or "" for one in run.iter(W + "t")).strip():
                    yield run, "Normal" if style is None else style.get(W + "val")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_run_has_a_chinese_face(language: Language) -> None:
    document = opened(made(language))
    styles = {one.style_id: one for one in document.styles}
    n_runs = 0
    for _, name in runs_of(document):
        fonts = styles[name].element.find(f"{W}rPr/{W}rFonts")
        assert fonts is not None, name
        assert fonts.get(qn("w:eastAsia")) in {"仿宋", "黑体", "楷体", "方正小标宋简体"}, name
        n_runs += 1
    assert n_runs > 300
    for space, _ in charts_of(made(language)):
        (faces,) = {
            one.get("typeface")
            for one in space.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}ea")
        }
        assert faces == "黑体"


def test_every_paragraph_is_of_a_style_that_the_template_names() -> None:
    names = {one.style.name for one in opened(made()).paragraphs if one.style}
    assert names <= {
        *("红头", "期号", "时段", "提示", "图", "注", "定义"),
        *("Title", "Heading 1", "Body Text", "Caption"),
    }


def test_pages_are_numbered_and_each_says_that_it_is_a_demonstration() -> None:
    section = opened(made()).sections[0]
    fields = [one.get(W + "instr") for one in section.footer._element.iter(W + "fldSimple")]
    assert fields == ["PAGE"]
    assert section.header.paragraphs[0].text.startswith("演示 DEMO")
    plain = opened(render(briefing(demo=False), pictures(), "zh"))
    assert "DEMO" not in plain.sections[0].header.paragraphs[0].text
    assert "DEMO" not in words_of(plain)


def test_an_empty_month_has_no_charts_and_says_why() -> None:
    data = render(empty_month(), {}, "zh")
    said = words_of(opened(data))
    assert charts_of(data) == []
    for key in ("no_rows", "no_values", "no_map", "nothing"):
        assert text(f"briefing_paper.{key}", "zh") in said, key
    assert "本期尚未结束" in said


def test_rare_letters_stay() -> None:
    assert RARE in words_of(opened(made()))


def test_the_same_briefing_gives_the_same_bytes() -> None:
    assert render(briefing(), pictures(), "zh") == made()


def test_its_times_are_those_of_its_figures() -> None:
    with zipfile.ZipFile(io.BytesIO(made())) as file:
        assert {one.date_time for one in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = opened(made()).core_properties
    assert f"{properties.created:%Y-%m-%d %H:%M}" == "2022-11-02 00:30"
    assert properties.title == LONG_TITLE.zh


def test_an_office_may_bring_its_own_template() -> None:
    own = docx.Document(io.BytesIO(_template()))
    own.styles["Heading 1"].font.size = docx.shared.Pt(30)
    own.paragraphs[0].runs[0].text = "某县综合行政执法局　{{ banner }}"
    file = io.BytesIO()
    own.save(file)
    document = opened(render(briefing(), pictures(), "zh", template=file.getvalue()))
    assert document.paragraphs[0].text == "某县综合行政执法局　巡查执法月通报"
    assert document.styles["Heading 1"].font.size == docx.shared.Pt(30)


def _template() -> bytes:
    return (files("maps.documents") / "templates/briefing.docx").read_bytes()

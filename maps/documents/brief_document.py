"""A briefing as a document for Word and WPS, from a template that the office may edit."""

import io
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files

from docxtpl import DocxTemplate  # type: ignore[import-untyped]

from geo_patrol.messages import Language, text
from geo_patrol.reports.briefing import Briefing
from maps.documents.brief_amounts import AmountTable
from maps.documents.brief_office import describe, steady
from maps.documents.brief_outline import Outline, SaidMap, SaidSection, outline_of, records_said
from maps.documents.brief_wordml import Raw, Word, is_lying, run

TEMPLATE = "briefing.docx"  # not a message


def render(
    briefing: Briefing,
    pictures: Mapping[str, bytes],
    language: Language,
    *,
    template: bytes | None = None,
) -> bytes:
    """Return a briefing as DOCX; the same briefing gives the same bytes.

    Parameters
    ----------
    pictures
        PNG of each map, by its code; a map without one is told as not drawn.
    template
        The office's own, made of the one that comes with the program.
    """
    outline = outline_of(briefing, language)
    own = template or (files(__package__) / "templates" / TEMPLATE).read_bytes()
    file = DocxTemplate(io.BytesIO(own))
    file.init_docx()
    word = Word(file.docx, language)
    file.render(_context(outline, word, pictures, briefing.demo), autoescape=True)
    describe(file.docx.core_properties, outline, briefing.as_of, language)
    made = io.BytesIO()
    file.save(made)
    return steady(made.getvalue(), briefing.as_of)


def _context(
    outline: Outline, word: Word, pictures: Mapping[str, bytes], demo: bool
) -> dict[str, object]:
    language = word.language
    marks = (text("briefing_paper.demo_mark", language) if demo else "", outline.number)
    return {
        "banner": outline.banner,
        "title": outline.title,
        "number": outline.number,
        "made": outline.made,
        "period": outline.period,
        "running": "　".join(one for one in marks if one),
        "warnings": outline.warnings,
        "sections": [
            {
                "heading": one.heading,
                "paragraphs": one.paragraphs,
                "blocks": list(_blocks(one, word, pictures)),
            }
            for one in outline.sections
        ],
        "definitions": [
            word.definition(one, records_said(one, language)) for one in outline.definitions
        ],
        "notices": outline.notices,
        "words": {
            "definitions": text("briefing_paper.definitions", language),
            "addresses": text("briefing_paper.addresses", language),
            "notices": text("briefing_paper.notices", language),
        },
    }


def _blocks(section: SaidSection, word: Word, pictures: Mapping[str, bytes]) -> Iterator[Raw]:
    """Yield what stands below a section's paragraphs: tables below their titles, figures above."""
    language = word.language
    table_label = text("briefing_paper.table_number", language, n="|")
    figure_label = text("briefing_paper.figure_number", language, n="|")
    if section.amounts is not None:
        yield word.caption(table_label, section.amounts.number, section.amounts.title, keep=True)
        yield _amounts(section.amounts, word)
        yield word.paragraph("注", run(section.amounts.note))
    for table in section.tables:
        yield word.caption(table_label, table.number, table.title, keep=True)
        if table.rows:
            yield word.table(table.head, table.rows, table.kinds, totals=table.totals)
        else:
            yield word.paragraph("图", run(text("briefing_paper.no_rows", language)))
        yield word.paragraph("注", run(table.note))
    for chart in section.charts:
        if chart.empty:
            yield word.paragraph("图", run(text("briefing_paper.no_values", language)), keep=True)
        else:
            yield word.chart(chart)
        unit = text("briefing_paper.in_brackets", language, words=chart.unit) if chart.unit else ""
        yield word.caption(figure_label, chart.number, chart.title + unit)
    yield from _maps(section.maps, word, pictures, figure_label)


def _maps(
    maps: Sequence[SaidMap], word: Word, pictures: Mapping[str, bytes], label: str
) -> Iterator[Raw]:
    """Yield maps: those that are wider than high each on a page that lies on its side."""
    turned = False
    for place, one in enumerate(maps):
        data = pictures.get(one.code)
        turn = data is not None and is_lying(data)
        if turn and not turned:
            yield word.paragraph("注", ends=word.pages(turned=False))
        turned = turn
        coming = pictures.get(maps[place + 1].code) if place + 1 < len(maps) else None
        last = turn and not (coming is not None and is_lying(coming))
        ends = word.pages(turned=True) if last else ""
        if data is None:
            absent = text("briefing_paper.no_map", word.language)
            yield word.paragraph("图", run(absent), keep=True)
        else:
            yield word.picture(data, one.title, turned=turn)
        yield word.caption(label, one.number, one.title, keep=True)
        yield word.paragraph("注", run(one.caption), ends=ends)


def _amounts(table: AmountTable, word: Word) -> Raw:
    return word.table(
        table.head,
        [table.cells(one) for one in table.amounts],
        table.kinds,
        marks=[one.mark for one in table.amounts],
    )

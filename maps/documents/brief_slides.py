"""A briefing as slides: one message on each, with tables and charts that can be edited."""

import io
from collections.abc import Mapping

from geo_patrol.messages import Language, text
from geo_patrol.reports.briefing import Briefing
from maps.documents import brief_look as look
from maps.documents.brief_office import describe, steady
from maps.documents.brief_outline import Outline, SaidSection, outline_of
from maps.documents.slide_cards import add_cards
from maps.documents.slide_charts import add_chart
from maps.documents.slide_deck import Deck
from maps.documents.slide_frame import BODY_HEIGHT, BODY_TOP, INNER, MARGIN
from maps.documents.slide_maps import add_map
from maps.documents.slide_tables import add_table
from maps.documents.slide_text import Line, box, fills, fitting, height
from maps.type_scale import SLIDE_PT

_SIZES = (24.0, 22.0, 20.0)


def render(briefing: Briefing, pictures: Mapping[str, bytes], language: Language) -> bytes:
    """Return a briefing as PPTX; the same briefing gives the same bytes.

    Parameters
    ----------
    pictures
        PNG of each map, by its code; a map without one is told as not drawn.
    """
    outline = outline_of(briefing, language)
    deck = Deck(outline, language, demo=briefing.demo)
    _add_title(deck, outline)
    for section in outline.sections:
        _add_section(deck, section, pictures)
    _add_lines(
        deck,
        outline.period,
        text("briefing_paper.notices", language),
        (*outline.warnings, *outline.notices),
    )
    describe(deck.file.core_properties, outline, briefing.as_of, language)
    made = io.BytesIO()
    deck.file.save(made)
    return steady(made.getvalue(), briefing.as_of)


def _add_title(deck: Deck, outline: Outline) -> None:
    """Add the first slide: what it is, of when, and what warns."""
    slide = deck.add_first()
    language = deck.language
    lead = SLIDE_PT["lead"]
    box(
        slide.shapes,
        (MARGIN, 1.25, INNER, 0.5),
        [Line(outline.banner, SLIDE_PT["heading"], look.RED, bold=True)],
        language,
    )
    size = fitting(outline.title, INNER, 2.4, SLIDE_PT["banner"])
    deck.set_title(slide, outline.title, (MARGIN, 1.9, INNER, 2.4), size)
    under = f"{outline.period}　{outline.number}　{outline.made}"
    box(slide.shapes, (MARGIN, 4.45, INNER, 0.4), [Line(under, lead, look.QUIET)], language)
    if outline.warnings:
        lines = [
            Line(one, SLIDE_PT["table"] + 2, look.AMBER, bold=True, after=4)
            for one in outline.warnings
        ]
        box(slide.shapes, (MARGIN, 5.2, INNER, 1.4), lines, language)
    deck.note(slide, [*outline.warnings, *outline.notices])


def _add_section(deck: Deck, section: SaidSection, pictures: Mapping[str, bytes]) -> None:
    heading, language = section.heading, deck.language
    if section.paragraphs:
        _add_lines(deck, deck.outline.period, heading, section.paragraphs)
    if section.amounts is not None:
        add_cards(deck, heading, section.amounts)
    for table in section.tables:
        label = text("briefing_paper.table_number", language, n=table.number)
        add_table(deck, heading, label, table)
    for chart in section.charts:
        label = text("briefing_paper.figure_number", language, n=chart.number)
        add_chart(deck, heading, label, chart)
    for one in section.maps:
        label = text("briefing_paper.figure_number", language, n=one.number)
        add_map(deck, heading, label, one, pictures.get(one.code))


def _lines(paragraphs: tuple[str, ...], size: float) -> list[Line]:
    return [Line(one, size, after=size * 0.7) for one in paragraphs]


def _add_lines(deck: Deck, label: str, title: str, paragraphs: tuple[str, ...]) -> None:
    """Add as many slides as paragraphs fill."""
    # Few words are set large, so that they are read from where people sit.
    size = next(
        (one for one in _SIZES if height(_lines(paragraphs, one), INNER) < BODY_HEIGHT * 0.8),
        SLIDE_PT["body"],
    )
    lines = _lines(paragraphs, size)
    pages = fills(lines, INNER, BODY_HEIGHT)
    for number, page in enumerate(pages, start=1):
        slide = deck.add(label, deck.continued(title, number, len(pages)))
        box(slide.shapes, (MARGIN, BODY_TOP, INNER, BODY_HEIGHT), page, deck.language)

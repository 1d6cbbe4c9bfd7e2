"""Headline figures on slides: six cards at most, each with what it was before."""

from collections.abc import Iterator
from itertools import pairwise

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Inches

from geo_patrol.messages import text
from maps.documents import brief_look as look
from maps.documents.brief_amounts import AmountTable, SaidAmount
from maps.documents.slide_deck import Deck
from maps.documents.slide_frame import BODY_TOP, INNER, MARGIN
from maps.documents.slide_text import Line, fill, fitting
from maps.type_scale import SLIDE_PT

MOST_CARDS = 6
_COLUMNS = 3
_GAP, _HEIGHT, _PADDING = 0.28, 2.4, 0.22
_WIDTH = (INNER - _GAP * (_COLUMNS - 1)) / _COLUMNS
_ROOM = _WIDTH - 2 * _PADDING


def add_cards(deck: Deck, heading: str, table: AmountTable) -> None:
    """Add slides of figures; their definitions stand in the notes."""
    n = len(table.amounts)
    n_pages = -(-n // MOST_CARDS)
    # About as many on each: no slide is left with one.
    ends = [n * k // n_pages for k in range(n_pages + 1)]
    pages = [table.amounts[start:end] for start, end in pairwise(ends)]
    for number, page in enumerate(pages, start=1):
        slide = deck.add(heading, deck.continued(table.title, number, len(pages)))
        said = [words for one in page for words in _compared(deck, one, table)]
        small = min((fitting(one, _ROOM, 0.42, 14, 8) for one in said), default=12)
        for place, one in enumerate(page):
            left = MARGIN + (_WIDTH + _GAP) * (place % _COLUMNS)
            top = BODY_TOP + (_HEIGHT + _GAP) * (place // _COLUMNS)
            shape = slide.shapes.add_shape(
                MSO_SHAPE.ROUNDED_RECTANGLE,
                *map(Inches, (left, top, _WIDTH, _HEIGHT)),
            )
            shape.adjustments[0] = 0.05
            # The style of shapes brings a shadow and a line.
            shape._element.remove(shape._element.find(qn("p:style")))
            shape.fill.solid()
            shape.fill.fore_color.rgb = look.rgb(look.SHADE)
            shape.line.fill.background()
            frame = shape.text_frame
            frame.word_wrap = True
            frame.vertical_anchor = MSO_ANCHOR.TOP
            frame.margin_left = frame.margin_right = Inches(_PADDING)
            frame.margin_top = frame.margin_bottom = Inches(0.18)
            fill(frame, list(_lines(deck, one, table, small)), deck.language)
        numbers = {one.mark for one in page}
        deck.note(
            slide,
            [
                text("briefing_paper.told", deck.language, name=one.name, words=one.words)
                for one in deck.outline.definitions
                if one.number in numbers
            ],
        )


def _compared(deck: Deck, one: SaidAmount, table: AmountTable) -> Iterator[str]:
    for compared, (name, changed) in (
        (one.before, table.before_name),
        (one.year_before, table.year_name),
    ):
        if compared is not None:
            was, change = compared
            yield text(
                "briefing_paper.compared",
                deck.language,
                before=name,
                was=was,
                changed=changed,
                change=change,
            )


def _lines(deck: Deck, one: SaidAmount, table: AmountTable, small: float) -> Iterator[Line]:
    yield Line(one.name, fitting(one.name, _ROOM, 0.3, 14), look.QUIET, after=2)
    counted = isinstance(one.source.value, int | float)
    unit = f" {one.unit}" if counted and one.unit and one.source.kind != "share" else ""
    value = one.value + unit
    colour = look.ACCENT if counted else look.QUIET
    yield Line(value, fitting(value, _ROOM, 0.6, SLIDE_PT["figure"]), colour, bold=True, after=4)
    for said in _compared(deck, one, table):
        yield Line(said, small, look.INK, after=1)
    if one.unknown:
        said = text("briefing_paper.unknown_short", deck.language, n=one.unknown)
        yield Line(said, fitting(said, _ROOM, 0.24, small), look.AMBER)

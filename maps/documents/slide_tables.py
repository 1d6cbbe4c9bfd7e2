"""Tables on slides: native, so that they can be edited; long ones go on over several slides."""

from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Inches, Pt

from geo_patrol.messages import text
from maps.documents import brief_look as look
from maps.documents.brief_outline import SaidTable
from maps.documents.brief_widths import Fit, fitted, row_lines
from maps.documents.slide_deck import Deck
from maps.documents.slide_frame import BODY_HEIGHT, BODY_TOP, INNER, MARGIN
from maps.documents.slide_text import LINE_HEIGHT, Line, box, fill, fitting
from maps.type_scale import SLIDE_PT

_SIZE = SLIDE_PT["table"]
_EMS = INNER * 72 / _SIZE
_PADDING_PT = 3.0
_NOTE_HEIGHT = 0.45


def add_table(deck: Deck, heading: str, label: str, table: SaidTable) -> None:
    """Add as many slides as a table fills; its note stands below it, and in the notes."""
    title = f"{label}　{table.title}"
    if not table.rows:
        slide = deck.add(heading, title)
        words = text("briefing_paper.no_rows", deck.language)
        deck.absent(slide, words, (MARGIN, BODY_TOP, INNER, 0.6))
        deck.note(slide, [table.note])
        return
    fit = fitted(table.head, table.rows, table.kinds, _EMS)
    pages = _pages(table, fit)
    for number, (start, end) in enumerate(pages, start=1):
        slide = deck.add(heading, deck.continued(title, number, len(pages)))
        _draw(deck, slide, table, fit, start, end)
        if table.note:
            size = fitting(table.note, INNER, _NOTE_HEIGHT, SLIDE_PT["note"], least=8)
            place = (MARGIN, BODY_TOP + BODY_HEIGHT - _NOTE_HEIGHT + 0.1, INNER, _NOTE_HEIGHT)
            box(slide.shapes, place, [Line(table.note, size, look.QUIET)], deck.language)
        deck.note(slide, [table.note])


def _row_pt(cells: tuple[str, ...], fit: Fit) -> float:
    n_lines = row_lines(cells, fit.shares, _EMS / fit.scale)
    return n_lines * _SIZE * fit.scale * LINE_HEIGHT + 2 * _PADDING_PT


def _pages(table: SaidTable, fit: Fit) -> list[tuple[int, int]]:
    """Return from which row to which each slide goes, about as many on each."""
    room = (BODY_HEIGHT - _NOTE_HEIGHT) * 72 - _row_pt(table.head, fit)
    heights = [_row_pt(row, fit) for row in table.rows]
    n_pages = max(1, -(-int(sum(heights)) // int(room)))
    even = sum(heights) / n_pages
    pages, start, filled = [], 0, 0.0
    for place, one in enumerate(heights):
        full = filled + one > room or filled >= even
        if full and place > start:
            pages.append((start, place))
            start, filled = place, 0.0
        filled += one
    return [*pages, (start, len(heights))]


def _draw(deck: Deck, slide: Any, table: SaidTable, fit: Fit, start: int, end: int) -> None:
    rows = [table.head, *table.rows[start:end]]
    heights = [_row_pt(row, fit) for row in rows]
    frame = slide.shapes.add_table(
        len(rows), len(table.head),
        *map(Inches, (MARGIN, BODY_TOP, INNER, sum(heights) / 72)),
    )  # fmt: skip
    drawn = frame.table
    for column, share in zip(drawn.columns, fit.shares, strict=True):
        column.width = Emu(round(Inches(INNER) * share))
    for row, height in zip(drawn.rows, heights, strict=True):
        row.height = Pt(height)
    size = _SIZE * fit.scale
    total = len(table.rows) - 1 if table.totals else -1
    for y, row in enumerate(rows):
        last = y > 0 and start + y - 1 == total
        for x, words in enumerate(row):
            cell = drawn.cell(y, x)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            cell.margin_left = cell.margin_right = Pt(size / 2)
            cell.margin_top = cell.margin_bottom = Pt(_PADDING_PT - 1)
            _ground(cell, y, last)
            colour = look.ON_ACCENT if y == 0 else look.INK
            side = "left" if table.kinds[x] == "text" else "right"
            line = Line(words, size, colour, bold=y == 0 or last, side=side)  # type: ignore[arg-type]
            fill(cell.text_frame, [line], deck.language)


def _ground(cell: Any, y: int, last: bool) -> None:
    if y == 0:
        colour = look.ACCENT
    elif last:
        colour = look.HEAD_GROUND
    else:
        colour = look.SHADE if y % 2 == 0 else look.GROUND
    cell.fill.solid()
    cell.fill.fore_color.rgb = look.rgb(colour)

"""One sheet: what stands where, and the sheet as a file."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import matplotlib as mpl

from geo_patrol.messages import Language
from maps.print.blocks import blocks_of
from maps.print.content import Content
from maps.print.frame import draw_map
from maps.print.furniture import crs_words, scale_block, scale_block_height
from maps.print.ground import Bounds, fit
from maps.print.header import draw_header, sheet_title, subtitle
from maps.print.lettering import lettering_for
from maps.print.notices import Footer, fields, legal, origins
from maps.print.panel import BETWEEN_MM, Panel
from maps.print.saving import saved, style
from maps.print.sheet import Form, PrintedMap, SheetSpec
from maps.print.surface import Surface
from maps.type_scale import LARGER
from maps.words import Words

MARGIN_MM = 10.0
TICKS_MM = (6.0, 6.5)
"""Room left of and below the frame for coordinates."""

SIDE_MM = 62.0
"""Width of the panel beside the map, on A4."""

LEAST_FACTOR = 0.82
"""A panel that would have to be smaller gets a second column."""

MOST_BELOW = 0.42
"""The panel below a map takes no more of the room."""

NOTHING: Bounds = (120.6, 29.2, 121.3, 29.6)
"""Where a map without anything to draw is looked for."""


def print_map(spec: SheetSpec, content: Content) -> bytes:
    """Return a map as a file; the same map gives the same bytes.

    Raises
    ------
    Unavailable
        Without a font that has Chinese letters.
    """
    return printed_map(spec, content).data


def printed_map(spec: SheetSpec, content: Content) -> PrintedMap:
    """Return a map as a file, with the letters and names that are not as they should be.

    Raises
    ------
    Unavailable
        Without a font that has Chinese letters.
    """
    [made] = printed_forms(spec, content, (spec.form,)).values()
    return made


def printed_forms(
    spec: SheetSpec, content: Content, forms: Collection[Form]
) -> dict[Form, PrintedMap]:
    """Return a map in several forms, each as `printed_map` gives it: it is put together once.

    Raises
    ------
    Unavailable
        Without a font that has Chinese letters.
    """
    language = content.context.language
    lettering = lettering_for(_texts(spec, content, language), spec.font)
    letters = lettering.letters
    title = lettering.set(sheet_title(spec, content)[language])
    with mpl.rc_context(style(lettering.families)):
        surface = Surface(spec, lettering)
        left_out = tuple(_compose(surface, content, language))
        # Pixels come last: a figure keeps the resolution that they are drawn in.
        ordered = sorted(forms, key=lambda form: form == "png")
        data = {form: saved(surface.figure, form, spec.dpi, title) for form in ordered}
    stood_in, missing = tuple(sorted(letters.stood_in)), tuple(sorted(letters.missing))
    return {form: PrintedMap(one, stood_in, missing, left_out) for form, one in data.items()}


@dataclass(frozen=True)
class _Box:
    left: float
    bottom: float
    width: float
    height: float


def _compose(surface: Surface, content: Content, language: Language) -> list[str]:
    """Draw all parts; return the names that found no room."""
    spec, context = surface.spec, content.context
    larger = LARGER[spec.paper]
    margin = MARGIN_MM * larger
    inner = surface.width_mm - 2 * margin
    missing = sorted(surface.lettering.letters.missing)
    footer = Footer(surface, context, inner, missing)
    footer.draw(margin, margin)
    top = draw_header(surface, content, language, margin, surface.height_mm - margin, inner)
    bottom = margin + footer.height_mm + 2
    room = _Box(margin, bottom, inner, top - bottom)
    if spec.turn == "landscape":
        return _beside(surface, content, language, room, larger)
    return _below(surface, content, language, room, larger)


def _beside(
    surface: Surface, content: Content, language: Language, room: _Box, larger: float
) -> list[str]:
    """Draw the map with the panel at its right: of one column, or of two where one is too short."""
    ticks_left, ticks_below = (mm * larger for mm in TICKS_MM)
    column = SIDE_MM * larger
    for columns in (1, 2):
        side = columns * column + (columns - 1) * BETWEEN_MM
        frame = _Box(
            room.left + ticks_left,
            room.bottom + ticks_below,
            room.width - side - BETWEEN_MM - ticks_left,
            room.height - ticks_below,
        )
        ground = fit(content.bounds or NOTHING, (frame.width, frame.height), surface.spec.epsg)
        block = scale_block_height(surface, ground, column, language)
        panel = Panel(surface, blocks_of(content, ground, language), column, language)
        heights = [*[room.height] * (columns - 1), room.height - block - 3]
        if (panel.factor(heights) or 0) >= LEAST_FACTOR:
            break
        # Names of a long list are short: two columns need not be so wide.
        column = SIDE_MM * larger * 0.82
    left = room.left + room.width - side
    last = left + (columns - 1) * (panel.pen.column_mm + BETWEEN_MM)
    scale_block(surface, ground, last, room.bottom + block, panel.pen.column_mm, language)
    panel.draw(left, [room.bottom + room.height] * columns, heights)
    return draw_map(surface, content, ground, frame.left, frame.bottom)


def _below(
    surface: Surface, content: Content, language: Language, room: _Box, larger: float
) -> list[str]:
    """Draw the map with the panel below it in three columns, the scale on top of the last."""
    ticks_left, ticks_below = (mm * larger for mm in TICKS_MM)
    column = (room.width - 2 * BETWEEN_MM) / 3
    width = room.width - ticks_left
    trial = fit(content.bounds or NOTHING, (width, room.height * 0.6), surface.spec.epsg)
    panel = Panel(surface, blocks_of(content, trial, language), column, language)
    block = scale_block_height(surface, trial, column, language) + 4

    def heights(whole: float) -> list[float]:
        return [whole, whole, whole - block]

    tried = [block + k for k in range(max(1, round(room.height * MOST_BELOW - block)))]
    height = next(
        (h for h in tried if panel.fits_whole(heights(h))),
        next((h for h in tried if panel.factor(heights(h)) == 1.0), tried[-1]),
    )
    top = room.bottom + height
    above = height + ticks_below + 4
    frame = _Box(room.left + ticks_left, room.bottom + above, width, room.height - above)
    ground = fit(content.bounds or NOTHING, (frame.width, frame.height), surface.spec.epsg)
    panel.draw(room.left, [top, top, top - block], heights(height))
    scale_block(surface, ground, room.left + 2 * (column + BETWEEN_MM), top, column, language)
    return draw_map(surface, content, ground, frame.left, frame.bottom)


def _texts(spec: SheetSpec, content: Content, language: Language) -> Iterator[str]:
    """Yield every text that the sheet may show."""
    context, legend = content.context, content.legend
    yield from (sheet_title(spec, content)[language], subtitle(content)[language])
    yield from (spec.maker, spec.review_number, spec.handling)
    told: list[Words] = [
        crs_words(spec.epsg),
        legend.title,
        *legend.notes,
        *(row.label for row in legend.rows),
        *(row.unit for row in legend.rows if row.unit),
        *(one.label for one in content.headlines),
        *(one.unit for one in content.headlines),
        *(one.text for one in content.names),
        content.index_title,
        *(name for _, name, _ in content.index),
        *(name for name, _ in fields(spec, context.generated_at, context.timezone)),
        *legal(context, ()),
        *origins(context),
    ]
    yield from (one[language] for one in told)
    yield from (figure for _, _, figure in content.index)
    yield from (row.count for row in legend.rows)

"""Text on slides: every run has its face for Chinese letters, and a size at which it fits."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from lxml import etree  # type: ignore[import-untyped]
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from geo_patrol.messages import Language
from maps.documents import brief_look as look
from maps.documents.brief_widths import lines

LINE_HEIGHT = 1.35
"""Of a line, in its size of type."""
_SIDES = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "center": PP_ALIGN.CENTER}

Place = tuple[float, float, float, float]
"""Left, top, width and height, inches."""


@dataclass(frozen=True)
class Line:
    """A paragraph of one look; ``after`` is the space below it, points."""

    words: str
    size: float
    colour: str = look.INK
    bold: bool = False
    side: Literal["left", "right", "center"] = "left"
    after: float = 0.0


def box(shapes: Any, place: Place, paragraphs: Sequence[Line], language: Language) -> Any:
    """Add a box of text without margins; return it."""
    made = shapes.add_textbox(*map(Inches, place))
    fill_bare(made.text_frame, paragraphs, language)
    return made


def fill_bare(frame: Any, paragraphs: Sequence[Line], language: Language) -> None:
    """Write paragraphs into a frame without margins."""
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    fill(frame, paragraphs, language)


def fill(frame: Any, paragraphs: Sequence[Line], language: Language) -> None:
    """Write paragraphs into a frame."""
    for number, one in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = _SIDES[one.side]
        paragraph.space_after = Pt(one.after)
        paragraph.line_spacing = 1.0
        dress(paragraph.add_run(), one, language)


def dress(run: Any, line: Line, language: Language) -> None:
    """Write a run, with size, colour and faces."""
    run.text = line.words
    run.font.size, run.font.bold = Pt(line.size), line.bold
    run.font.color.rgb = look.rgb(line.colour)
    set_faces(run, language)


def set_faces(run: Any, language: Language) -> None:
    """Name the face of a run, for Chinese and for other letters."""
    properties = run._r.get_or_add_rPr()
    properties.set("lang", "zh-CN" if language == "zh" else "en-GB")
    properties.set("altLang", "en-GB" if language == "zh" else "zh-CN")
    for name in ("a:latin", "a:ea", "a:cs"):
        old = properties.find(qn(name))
        if old is not None:
            properties.remove(old)
        etree.SubElement(properties, qn(name)).set("typeface", look.SANS)


def height(paragraphs: Sequence[Line], width: float) -> float:
    """Return the height of paragraphs, inches, in a box of so many inches."""
    return (
        sum(
            lines(one.words, width * 72 / one.size) * one.size * LINE_HEIGHT + one.after
            for one in paragraphs
        )
        / 72
    )


def fitting(words: str, width: float, high: float, largest: float, least: float = 10.0) -> float:
    """Return the largest size, points, at which words fit into so many inches."""
    size = largest
    while size > least and height([Line(words, size)], width) > high:
        size -= 1
    return max(size, least)


def fills(paragraphs: Sequence[Line], width: float, high: float) -> list[list[Line]]:
    """Return paragraphs as boxes full; one that is longer than a box is cut between sentences."""
    pages: list[list[Line]] = [[]]
    for one in paragraphs:
        for part in _parts(one, width, high):
            if pages[-1] and height([*pages[-1], part], width) > high:
                pages.append([])
            pages[-1].append(part)
    return pages


def _parts(one: Line, width: float, high: float) -> list[Line]:
    if height([one], width) <= high:
        return [one]
    middle = len(one.words) // 2
    ends = [k + 1 for k, letter in enumerate(one.words[:-1]) if letter in "。；.;"]
    cut = min(ends, key=lambda k: abs(k - middle)) if ends else middle
    first, second = one.words[:cut].strip(), one.words[cut:].strip()
    if not first or not second:
        first, second = one.words[:middle], one.words[middle:]
    made = [
        Line(each, one.size, one.colour, one.bold, one.side, one.after) for each in (first, second)
    ]
    return [part for each in made for part in _parts(each, width, high)]

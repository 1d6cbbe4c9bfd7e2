"""Maps on slides: a picture as large as there is room, its caption beside or below it."""

import io

from PIL import Image
from pptx.util import Inches

from geo_patrol.messages import text
from maps.documents.brief_outline import SaidMap
from maps.documents.slide_deck import Deck
from maps.documents.slide_frame import BODY_BOTTOM, BODY_TOP, INNER, MARGIN, TITLE_HEIGHT, TITLE_TOP
from maps.documents.slide_text import Line, box, fitting
from maps.type_scale import SLIDE_PT

_TOP = TITLE_TOP + TITLE_HEIGHT + 0.04
"""A sheet has margins of its own: it begins higher than other slides' bodies."""
_HEIGHT = BODY_BOTTOM - _TOP
_GAP = 0.35
_LEAST_BESIDE = 2.2


def add_map(deck: Deck, heading: str, label: str, one: SaidMap, picture: bytes | None) -> None:
    """Add the slide of a map."""
    slide = deck.add(heading, f"{label}　{one.title}")
    deck.note(slide, [one.caption])
    if picture is None:
        words = text("briefing_paper.no_map", deck.language)
        deck.absent(slide, words, (MARGIN, BODY_TOP, INNER, 0.6))
        return
    with Image.open(io.BytesIO(picture)) as image:
        ratio = image.width / image.height
    width = min(_HEIGHT * ratio, INNER - _GAP - _LEAST_BESIDE)
    height = width / ratio
    drawn = slide.shapes.add_picture(
        io.BytesIO(picture), *map(Inches, (MARGIN, _TOP, width, height))
    )
    drawn._element.nvPicPr.cNvPr.set("descr", one.title)
    if one.caption:
        beside = INNER - width - _GAP
        size = fitting(one.caption, beside, height, SLIDE_PT["lead"] - 2)
        place = (MARGIN + width + _GAP, _TOP, beside, height)
        box(slide.shapes, place, [Line(one.caption, size)], deck.language)

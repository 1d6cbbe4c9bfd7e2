"""The frame of slides: their size, faces, colours, and the two layouts that all are made in."""

from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.oxml.shapes.autoshape import CT_Shape
from pptx.presentation import Presentation as PresentationObject
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.slide import SlideLayout, SlideMaster
from pptx.util import Inches

from geo_patrol.messages import Language
from maps.documents import brief_look as look
from maps.documents.slide_text import Line, Place, fill_bare, set_faces
from maps.type_scale import SLIDE_PT

WIDTH, HEIGHT = 13.333, 7.5
"""Inches: 16 to 9."""
MARGIN = 0.6
INNER = WIDTH - 2 * MARGIN
LABEL_TOP, TITLE_TOP, TITLE_HEIGHT = 0.36, 0.66, 0.82
BODY_TOP, BODY_BOTTOM = 1.62, 6.85
BODY_HEIGHT = BODY_BOTTOM - BODY_TOP
FOOT_TOP = 7.02
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_TITLE, _CONTENT = 0, 5
"""Places of the layouts among those of the library's own file."""
_THEME = {
    "dk1": look.INK,
    "lt1": look.GROUND,
    "dk2": look.QUIET,
    "lt2": look.SHADE,
    **{f"accent{k + 1}": look.SERIES[k] for k in range(6)},
    "hlink": look.ACCENT,
    "folHlink": look.QUIET,
}
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def new_deck(foot: str, mark: str, language: Language) -> PresentationObject:
    """Return a presentation without slides.

    Parameters
    ----------
    foot
        What stands at the foot of each slide.
    mark
        What warns beside it; empty for none.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    master = deck.slide_master
    _set_theme(master)
    kept = [deck.slide_layouts[_TITLE], deck.slide_layouts[_CONTENT]]
    for one in list(deck.slide_layouts):
        if one not in kept:
            deck.slide_layouts.remove(one)
    for layout in kept:
        _clear(layout)
        _add_foot(layout, foot, mark, language)
    _clear(master)
    _set_title(master, kept, language)
    return deck


def _clear(layout: SlideLayout | SlideMaster) -> None:
    """Leave of a layout nothing but the title: the rest is put where it is needed."""
    for one in list(layout.placeholders):
        if one.placeholder_format.type not in _TITLES:
            one._element.getparent().remove(one._element)


def _titles(layout: Any) -> list[Any]:
    return list(layout.placeholders)


def _set_title(master: SlideMaster, layouts: list[SlideLayout], language: Language) -> None:
    titles: list[Any] = [*_titles(master), *(one for each in layouts for one in _titles(each))]
    for one in titles:
        for run in one.text_frame.paragraphs[0].runs:
            set_faces(run, language)
        _place(one, MARGIN, TITLE_TOP, INNER, TITLE_HEIGHT)
        body = one._element.find(qn("p:txBody")).find(qn("a:bodyPr"))
        for name in list(body.attrib):
            del body.attrib[name]
        for child in list(body):
            body.remove(child)
        body.set("anchor", "t")
        for side in ("lIns", "rIns", "tIns", "bIns"):
            body.set(side, "0")
    style = master._element.find(qn("p:txStyles")).find(qn("p:titleStyle"))
    level = style.find(qn("a:lvl1pPr"))
    level.set("algn", "l")
    for child in list(level):
        level.remove(child)
    size = round(SLIDE_PT["title"] * 100)
    level.append(parse_xml(f'<a:lnSpc {nsdecls("a")}><a:spcPct val="95000"/></a:lnSpc>'))
    level.append(
        parse_xml(
            f'<a:defRPr {nsdecls("a")} sz="{size}" b="1" kern="1200"><a:solidFill>'
            '<a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mj-lt"/>'
            '<a:ea typeface="+mj-ea"/><a:cs typeface="+mj-cs"/></a:defRPr>'
        )
    )


def _place(shape: BaseShape, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top = Inches(left), Inches(top)
    shape.width, shape.height = Inches(width), Inches(height)


def _set_theme(master: SlideMaster) -> None:
    """Give the theme the palette and the face: what people add looks like the rest."""
    part = next(one.target_part for one in master.part.rels.values() if "theme" in one.reltype)
    theme = etree.fromstring(part.blob)
    for name, colour in _THEME.items():
        slot = theme.find(f".//{{{_A}}}clrScheme/{{{_A}}}{name}")
        for child in list(slot):
            slot.remove(child)
        etree.SubElement(slot, f"{{{_A}}}srgbClr").set("val", look.hexes(colour))
    for kind in ("majorFont", "minorFont"):
        fonts = theme.find(f".//{{{_A}}}{kind}")
        for name in ("latin", "ea"):
            fonts.find(f"{{{_A}}}{name}").set("typeface", look.SANS)
        for one in fonts.findall(f"{{{_A}}}font"):
            if one.get("script") in ("Hans", "Hant"):
                one.set("typeface", look.SANS)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _add_foot(layout: SlideLayout, foot: str, mark: str, language: Language) -> None:
    """Write what stands at the foot of all slides of a layout, where one edit changes it."""
    size = SLIDE_PT["note"]
    _add_line(layout, (MARGIN, FOOT_TOP, INNER - 3.5, 0.3), Line(foot, size, look.QUIET), language)
    if mark:
        line = Line(mark, size, look.AMBER, bold=True, side="right")
        _add_line(layout, (WIDTH - MARGIN - 3.4, FOOT_TOP, 2.6, 0.3), line, language)
    line = Line("‹#›", size, look.QUIET, side="right")
    made = _add_line(layout, (WIDTH - MARGIN - 0.7, FOOT_TOP, 0.7, 0.3), line, language)
    run = made.text_frame.paragraphs[0].runs[0]._r
    field = parse_xml(
        f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"/>'
    )
    for child in list(run):
        field.append(child)
    run.getparent().replace(run, field)


def _add_line(layout: SlideLayout, place: Place, line: Line, language: Language) -> Shape:
    tree = layout._element.cSld.spTree
    number = max(int(one) for one in tree.xpath("//@id") if one.isdigit()) + 1
    element: Any = CT_Shape.new_textbox_sp(  # type: ignore[no-untyped-call]
        number, f"Foot {number}", *map(Inches, place)
    )
    tree.append(element)
    shape = Shape(element, layout.shapes)
    fill_bare(shape.text_frame, [line], language)
    return shape

"""A briefing on paper: PDF on A4, set as the other papers are."""

import base64
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from defusedxml.ElementTree import fromstring
from PIL import Image

from geo_patrol.messages import Language, text
from geo_patrol.reports.briefing import Briefing, ValueKind
from maps.documents import brief_look as look
from maps.documents.brief_amounts import AmountTable
from maps.documents.brief_frames import chart_frame
from maps.documents.brief_outline import (
    Outline,
    SaidMap,
    SaidSection,
    SaidTable,
    outline_of,
    records_said,
)
from maps.documents.brief_widths import fitted
from maps.documents.setting import set_page
from maps.type_scale import PAPER_PT

TEXT_WIDTH_MM = 168
MOST_HEIGHT_MM = 215
TURNED_MM = (265, 160)
"""Width and height that a map may take on a page of its own, which lies on its side."""
_PNG = b"\x89PNG"
TAGGED_ROWS = 500
"""Longer ones come without the structure that screen readers use."""
_TABLE_EMS = TEXT_WIDTH_MM / 25.4 * 72 / PAPER_PT["table"]
_COLOURS = {
    "ink": look.INK,
    "quiet": look.QUIET,
    "line": look.LINE,
    "accent": look.ACCENT,
    "head": look.HEAD_GROUND,
    "shade": look.SHADE,
    "red": look.RED,
    "amber": look.AMBER,
    "amber_ground": look.AMBER_GROUND,
}


def render(
    briefing: Briefing,
    pictures: Mapping[str, bytes],
    language: Language,
    *,
    font: Path | None,
) -> bytes:
    """Return a briefing as PDF; the same briefing gives the same bytes.

    Parameters
    ----------
    pictures
        PNG or SVG of each map, by its code; a map without one is told as not drawn.
    font
        A font file with Chinese letters.

    Raises
    ------
    Unavailable
        Without such a font.
    """
    outline = outline_of(briefing, language)
    drawn: dict[str, bytes] = {}
    page = _page(outline, pictures, drawn, language)
    page["mark"] = text("briefing_paper.demo_mark", language) if briefing.demo else ""
    n_rows = sum(len(one["rows"]) for section in page["sections"] for one in section["tables"])
    return set_page(
        "briefing.typ",  # not a message
        page,
        font,
        address=f"{outline.number} {outline.title}",
        pictures=drawn,
        tagged=n_rows <= TAGGED_ROWS,
    ).pdf


def _page(
    outline: Outline, pictures: Mapping[str, bytes], drawn: dict[str, bytes], language: Language
) -> dict[str, Any]:
    return {
        "lang": language,
        "colours": _COLOURS,
        "series": list(look.SERIES),
        "sizes": dict(PAPER_PT),
        "banner": outline.banner,
        "number": outline.number,
        "made": outline.made,
        "title": outline.title,
        "period": outline.period,
        "running": f"{outline.banner}　{outline.number}",
        "warnings": list(outline.warnings),
        "sections": [_section(one, pictures, drawn, language) for one in outline.sections],
        "definitions": [
            {
                "number": one.number,
                "name": one.name,
                "words": one.words,
                "records": records_said(one, language),
            }
            for one in outline.definitions
        ],
        "notices": list(outline.notices),
        "words": {key: text(f"briefing_paper.{key}", language) for key in _WORDS}
        | {
            "page": text("briefing_paper.page", language, here="{here}"),
            "stood_in": text("papers.stood_in", language),
            "missing": text("papers.missing", language),
        },
    }


_WORDS = (
    "addresses",
    "definitions",
    "maps_at_end",
    "no_map",
    "no_rows",
    "no_values",
    "not_counted",
    "notices",
)


def _section(
    one: SaidSection, pictures: Mapping[str, bytes], drawn: dict[str, bytes], language: Language
) -> dict[str, Any]:
    return {
        "heading": one.heading,
        "paragraphs": list(one.paragraphs),
        "tables": list(_tables(one, language)),
        "charts": [
            {
                **chart_frame(chart, language),
                "label": text("briefing_paper.figure_number", language, n=chart.number),
                "title": chart.title
                + (
                    text("briefing_paper.in_brackets", language, words=chart.unit)
                    if chart.unit
                    else ""
                ),
            }
            for chart in one.charts
        ],
        "maps": [_map(each, pictures, drawn, language) for each in one.maps],
    }


def _tables(one: SaidSection, language: Language) -> Iterator[dict[str, Any]]:
    if one.amounts is not None:
        yield _amounts(one.amounts, language)
    for table in one.tables:
        yield _table(table, language)


def _amounts(table: AmountTable, language: Language) -> dict[str, Any]:
    rows = [list(table.cells(one)) for one in table.amounts]
    return {
        "label": text("briefing_paper.table_number", language, n=table.number),
        "title": table.title,
        "head": list(table.head),
        "rows": rows,
        "sides": ["left", *["right"] * (len(table.head) - 1)],
        **_fit(table.head, rows, table.kinds),
        "marks": [one.mark for one in table.amounts],
        "strong": 1,
        "totals": False,
        "note": table.note,
    }


def _fit(
    head: Sequence[str], rows: Sequence[Sequence[str]], kinds: Sequence[ValueKind]
) -> dict[str, Any]:
    fit = fitted(head, rows, kinds, _TABLE_EMS)
    return {"shares": list(fit.shares), "scale": fit.scale}


def _table(table: SaidTable, language: Language) -> dict[str, Any]:
    return {
        "label": text("briefing_paper.table_number", language, n=table.number),
        "title": table.title,
        "head": list(table.head),
        "rows": [list(row) for row in table.rows],
        "sides": ["left" if kind == "text" else "right" for kind in table.kinds],
        **_fit(table.head, table.rows, table.kinds),
        "marks": [],
        "strong": -1,
        "totals": table.totals,
        "note": table.note,
    }


def _map(
    one: SaidMap, pictures: Mapping[str, bytes], drawn: dict[str, bytes], language: Language
) -> dict[str, Any]:
    name, turned, high = "", False, 0.0
    if one.code in pictures:
        name = f"map-{len(drawn)}.svg"
        drawn[name], ratio = _svg(pictures[one.code])
        turned = ratio < 1
        wide_mm, high_mm = TURNED_MM if turned else (TEXT_WIDTH_MM, MOST_HEIGHT_MM)
        high = min(high_mm, wide_mm * ratio)
    return {
        "label": text("briefing_paper.figure_number", language, n=one.number),
        "title": one.title,
        "caption": one.caption,
        "picture": name,
        "turned": turned,
        "high": high,
    }


def _svg(picture: bytes) -> tuple[bytes, float]:
    """Return a picture as SVG, and its height as part of its width.

    Files at hand to typst are text, which an SVG around a picture is.
    """
    if not picture.startswith(_PNG):
        return picture, _svg_ratio(picture)
    with Image.open(io.BytesIO(picture)) as image:
        width, height = image.size
    inside = base64.b64encode(picture).decode()
    size = f'width="{width}" height="{height}"'
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
        f'<image {size} href="data:image/png;base64,{inside}"/></svg>'
    )
    return svg.encode(), height / width


def _svg_ratio(picture: bytes) -> float:
    """Return the height of a drawing as part of its width, as its first element tells it."""
    root = fromstring(picture)
    box = (root.get("viewBox") or "").split()
    sides = box[2:] if len(box) == 4 else [root.get("width", ""), root.get("height", "")]
    width, height = (float(one.rstrip("ptxmcin") or 0) for one in sides)
    return height / width if width > 0 and height > 0 else 1.0

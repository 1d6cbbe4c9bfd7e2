"""Briefings as PDF: all is there, on A4, figures lead to definitions, nothing typed is run."""

from functools import cache
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from briefing_making import EVIL, LONG_TITLE, RARE, briefing, empty_month, picture, pictures
from lettering import needs_font
from paper_making import FONT, pages_of, plain

from geo_patrol.errors import Unavailable
from geo_patrol.messages import LANGUAGES, Language, text
from maps.documents import brief_values
from maps.documents.brief_frames import chart_frame
from maps.documents.brief_outline import outline_of
from maps.documents.brief_paper import render

pytestmark = needs_font


@cache
def made(language: Language = "zh") -> bytes:
    return render(briefing(), pictures(), language, font=FONT)


def coloured(pdf: bytes, colour: tuple[int, int, int]) -> int:
    """Return how many pixels of all pages have a colour, nearly."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [np.asarray(one.render(scale=1).to_pil().convert("RGB")) for one in document]
    return sum(int((np.abs(one.astype(int) - colour).max(axis=2) < 4).sum()) for one in pages)


def test_the_first_page_says_what_it_is() -> None:
    first = pages_of(made())[0]
    for part in ("巡查执法月通报", "2022 年第 10 期", "2022年11月2日", LONG_TITLE.zh, "演示 DEMO"):
        assert plain(part) in first, part


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_briefing_stands_in_it(language: Language) -> None:
    said = "".join(pages_of(made(language)))
    outline = outline_of(briefing(), language)
    for section in outline.sections:
        assert plain(section.heading) in said
        assert all(plain(one) in said for one in section.paragraphs)
        for table in section.tables:
            cells = [cell for row in table.rows for cell in row]
            assert all(plain(one) in said for one in cells)
        for one in (*section.charts, *section.maps):
            assert plain(one.title) in said
    assert all(plain(one.words) in said for one in outline.definitions)
    assert all(plain(one) in said for one in outline.notices)


def test_it_is_a4_and_its_pages_are_numbered() -> None:
    with pypdfium2.PdfDocument(made()) as document:
        sizes = {
            (round(one.get_width() * 0.3528), round(one.get_height() * 0.3528)) for one in document
        }
    # Maps that are wider than high have pages of their own.
    assert sizes == {(210, 297), (297, 210)}
    pages = pages_of(made())
    assert all(plain(f"— {n} —") in one for n, one in enumerate(pages, start=1))
    assert all(plain("演示 DEMO") in one for one in pages)


def test_maps_that_lie_on_their_side_come_last_and_leave_no_page_of_text_half_empty() -> None:
    with pypdfium2.PdfDocument(made()) as document:
        turned = [one.get_width() > one.get_height() for one in document]
    first = turned.index(True)
    assert all(turned[first:])
    said = "".join(pages_of(made())[:first])
    assert plain(text("briefing_paper.maps_at_end", "zh")) in said
    for section in outline_of(briefing(), "zh").sections:
        assert all(plain(one.title) in said for one in section.maps)


def test_rare_and_hostile_text_is_shown_as_it_is() -> None:
    said = "".join(pages_of(made()))
    assert plain(RARE) in said
    assert plain(brief_values.plain(EVIL)) in said


def test_maps_are_on_it() -> None:
    shade = (180, 220, 210)
    assert coloured(made(), shade) > 50_000
    assert coloured(render(briefing(), {}, "zh", font=FONT), shade) < 100


def test_a_map_may_be_a_drawing() -> None:
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200">'
        b'<rect width="300" height="200" fill="rgb(12,134,56)"/></svg>'
    )
    both = {"gaps": svg, "change": picture()}
    assert coloured(render(briefing(), both, "zh", font=FONT), (12, 134, 56)) > 50_000


def test_an_empty_month_says_what_is_not_there() -> None:
    said = "".join(pages_of(render(empty_month(), {}, "zh", font=FONT)))
    for key in ("no_rows", "no_values", "no_map", "nothing"):
        assert plain(text(f"briefing_paper.{key}", "zh")) in said, key
    assert "本期尚未结束" in said
    assert "DEMO" not in said


def test_bars_are_as_long_as_their_values() -> None:
    (_, stacked, lines) = outline_of(briefing(), "zh").sections[1].charts
    frame = chart_frame(stacked, "zh")
    top = max(bar["from"] + bar["size"] for bar in frame["bars"])
    assert 0.8 < top <= 1.0
    sums = [sum(one) for one in zip(*stacked.values, strict=True)]  # type: ignore[arg-type]
    sizes = [sum(bar["size"] for bar in frame["bars"] if int(bar["at"] * 5) == k) for k in range(5)]
    assert [one / sizes[0] for one in sizes] == pytest.approx([one / sums[0] for one in sums])
    assert chart_frame(lines, "zh")["lines"][0][2] is None


def test_a_bar_without_a_value_is_told_so() -> None:
    bars = chart_frame(outline_of(briefing(), "zh").sections[1].charts[0], "zh")["bars"]
    assert [bar["said"] for bar in bars] == ["320", "210", "98", "45", "未统计", "3"]


def test_the_same_briefing_gives_the_same_bytes() -> None:
    assert render(briefing(), pictures(), "zh", font=FONT) == made()


def test_without_a_font_there_is_no_paper() -> None:
    with pytest.raises(Unavailable):
        render(briefing(), {}, "zh", font=None)
    with pytest.raises(Unavailable):
        render(briefing(), {}, "zh", font=Path(__file__))

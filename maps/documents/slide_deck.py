"""A deck of slides that grows: its titles, labels, notes and continuations."""

from collections.abc import Sequence
from typing import Any

from pptx.util import Inches

from geo_patrol.messages import Language, text
from maps.documents import brief_look as look
from maps.documents.brief_outline import Outline
from maps.documents.slide_frame import (
    INNER,
    LABEL_TOP,
    MARGIN,
    TITLE_HEIGHT,
    TITLE_TOP,
    new_deck,
)
from maps.documents.slide_text import Line, Place, box, dress, fill, fitting
from maps.type_scale import SLIDE_PT

_FIRST, _CONTENT = 0, 1
"""Places of the layouts."""


class Deck:
    """The slides of a briefing in one language."""

    def __init__(self, outline: Outline, language: Language, *, demo: bool) -> None:
        self.outline = outline
        self.language: Language = language
        mark = text("briefing_paper.demo_mark", language) if demo else ""
        foot = "　".join(one for one in (outline.banner, outline.number, outline.period) if one)
        self.file = new_deck(foot, mark, language)

    def add_first(self) -> Any:
        """Add a slide without a label."""
        return self.file.slides.add_slide(self.file.slide_layouts[_FIRST])

    def add(self, label: str, title: str) -> Any:
        """Add a slide with a title, and what it belongs to above it."""
        slide = self.file.slides.add_slide(self.file.slide_layouts[_CONTENT])
        size = fitting(title, INNER, TITLE_HEIGHT, SLIDE_PT["title"], least=12)
        self.set_title(slide, title, (MARGIN, TITLE_TOP, INNER, TITLE_HEIGHT), size)
        small = Line(label, SLIDE_PT["table"], look.ACCENT, bold=True)
        box(slide.shapes, (MARGIN, LABEL_TOP, INNER, 0.26), [small], self.language)
        return slide

    def set_title(self, slide: Any, title: str, place: Place, size: float) -> None:
        """Write a slide's title, which its outline shows, too."""
        shape = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = map(Inches, place)
        shape.text_frame.word_wrap = True
        dress(shape.text_frame.paragraphs[0].add_run(), Line(title, size, bold=True), self.language)

    def continued(self, title: str, here: int, of: int) -> str:
        """Return a title that tells which of several slides it stands on."""
        if of == 1:
            return title
        return text("briefing_paper.continued", self.language, title=title, here=here, all=of)

    def note(self, slide: Any, lines: Sequence[str]) -> None:
        """Write what the speaker reads below a slide."""
        said = [Line(one, SLIDE_PT["table"]) for one in lines if one]
        if said:
            fill(slide.notes_slide.notes_text_frame, said, self.language)

    def absent(self, slide: Any, words: str, place: Place) -> None:
        """Say that there is nothing to show."""
        box(slide.shapes, place, [Line(words, SLIDE_PT["body"], look.QUIET)], self.language)

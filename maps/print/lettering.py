"""The sheet's fonts, how wide a text is in them, and where its lines break."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path

import typst
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties, fontManager

from maps.documents.letters import Letters, letters_for

_FINE = 10.0
"""Texts are measured so many times larger, for hinting not to count."""

_TOKENS = re.compile(r"[ ]+|[!-~¡-ɏ′″°·–—]+|.", re.DOTALL)
"""Chinese breaks anywhere, words and numbers do not."""

_NOT_FIRST = frozenset("、。，．；：！？）》」』】〕％,.;:!?)]}>%·–—")
_NOT_LAST = frozenset("（《「『【〔([{<")


@dataclass(frozen=True)
class Lettering:
    """Fonts of one sheet, the face first, then those that stand in for letters it lacks.

    Attributes
    ----------
    families
        As matplotlib knows them.
    letters
        What the face lacks.
    """

    families: tuple[str, ...]
    letters: Letters

    def set(self, text: str) -> str:
        """Return a text as it can be set: letters that no font has become their numbers."""
        table = {ord(one): f"〔U+{ord(one):04X}〕" for one in self.letters.missing}
        return clean(text).translate(table)

    def width_pt(self, text: str, size_pt: float, *, bold: bool = False) -> float:
        """Return how wide a line is, in points."""
        return _width(self.families, text, bold) * size_pt

    def wrap(self, text: str, width_pt: float, size_pt: float, *, bold: bool = False) -> list[str]:
        """Break a text into lines no wider than ``width_pt``; one letter always fits.

        Lines begin with no closing mark and end with no opening one.
        """

        def fits(line: list[str], following: list[str]) -> bool:
            told = "".join([*line, *following]).strip()
            return self.width_pt(told, size_pt, bold=bold) <= width_pt

        rest = _pieces(text, width_pt, lambda t: self.width_pt(t, size_pt, bold=bold))
        lines: list[list[str]] = []
        line: list[str] = []
        while rest:
            n = _most(rest, partial(fits, line), least=0 if line else 1)
            line, rest = [*line, *rest[:n]], rest[n:]
            if not rest:
                break
            carried, rest = [rest[0]], rest[1:]
            while len(line) > 1 and _apart(line, carried):
                carried.insert(0, line.pop())
            lines.append(line)
            line = carried
        lines.append(line)
        return [told for line in lines if (told := "".join(line).strip())] or [""]

    def shortened(self, text: str, width_pt: float, size_pt: float) -> str:
        """Return a text on one line, its end replaced by ``…`` where it is wider than the room."""
        if self.width_pt(text, size_pt) <= width_pt:
            return text
        kept = text
        while kept and self.width_pt(kept + "…", size_pt) > width_pt:
            kept = kept[:-1]
        return kept.rstrip() + "…"


def lettering_for(texts: Iterable[str], font: Path | None) -> Lettering:
    """Find the fonts that have the letters of a sheet's texts.

    Raises
    ------
    Unavailable
        Without a font that has Chinese letters.
    """
    letters = letters_for(map(clean, texts), font)
    if font is None:
        return Lettering(letters.families, letters)
    _known(font)
    bold = font.with_name(font.name.replace("Regular", "Bold"))
    if bold.is_file():
        _known(bold)
    placed = _places(letters.folder)
    families = [_known(*placed[name]) for name in letters.families if name in placed]
    return Lettering(tuple(dict.fromkeys(families)), letters)


def clean(text: str) -> str:
    """Return a text on one line, without what has no shape, as joiners and selectors."""
    kept = (
        one if unicodedata.category(one) not in ("Cc", "Zl", "Zp") else " "
        for one in text
        if unicodedata.category(one) not in ("Cf", "Cs") and not _selects(one)
    )
    return re.sub(" +", " ", "".join(kept)).strip()


def _selects(one: str) -> bool:
    return 0xFE00 <= ord(one) <= 0xFE0F or 0xE0100 <= ord(one) <= 0xE01EF


def _pieces(text: str, width_pt: float, width: Callable[[str], float]) -> list[str]:
    """Return what lines are put together from; a word wider than a line is cut into letters."""
    found: list[str] = []
    for token in _TOKENS.findall(text):
        found.extend(token if len(token) > 1 and width(token) > width_pt else [token])
    return found


def _most(pieces: list[str], fits: Callable[[list[str]], bool], *, least: int) -> int:
    """Return how many of the pieces fit on a line; to measure costs, so few lines are tried."""
    low, high = least, max(least, 1)
    while high <= len(pieces) and fits(pieces[:high]):
        low, high = high, high * 2
    tried = range(low + 1, min(high, len(pieces) + 1))
    return low + bisect_left(tried, True, key=lambda n: not fits(pieces[:n]))


def _apart(line: list[str], following: list[str]) -> bool:
    """Return whether a break between two lines would part what belongs together."""
    last, first = "".join(line).rstrip()[-1:], "".join(following).lstrip()[:1]
    return last in _NOT_LAST or first in _NOT_FIRST


@cache
def _known(path: Path, index: int | None = None) -> str:
    """Make a font file known to matplotlib; return the family of one of its faces."""
    found = [one for one in fontManager.ttflist if one.fname == str(path)]
    if not found:
        fontManager.addfont(path)
        found = [one for one in fontManager.ttflist if one.fname == str(path)]
    return next((one.name for one in found if one.index == index), found[0].name)


@cache
def _places(folder: Path) -> dict[str, tuple[Path, int]]:
    """Return where each family lies; that of the folder before those of the system."""
    places: dict[str, tuple[Path, int]] = {}
    for system in (False, True):
        fonts = typst.Fonts(
            include_system_fonts=system, include_embedded_fonts=False, font_paths=[folder]
        )
        by_weight = sorted(fonts.fonts(), key=lambda one: (abs(one.weight - 400), one.style))
        for one in by_weight:
            if one.path is not None:
                places.setdefault(one.family, (Path(one.path), one.index))
    return places


@lru_cache(maxsize=20_000)
def _width(families: tuple[str, ...], text: str, bold: bool) -> float:
    """Return the width of a line set at one point."""
    prop = FontProperties(
        family=list(families), size=10 * _FINE, weight="bold" if bold else "normal"
    )
    width, _, _ = _ruler().get_text_width_height_descent(  # type: ignore[no-untyped-call]
        text, prop, ismath=False
    )
    return float(width) / (10 * _FINE)


@cache
def _ruler() -> RendererAgg:
    return RendererAgg(8, 8, 72)  # type: ignore[no-untyped-call]

"""Which font a paper is set in, and which letters it has: names may hold rare ones."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typst
from fontTools.ttLib import TTFont, TTLibError

from geo_patrol.errors import Unavailable

FACE = "Noto Sans CJK SC"
MOST_STAND_INS = 4

_INVISIBLE = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
"""Without a shape of their own: a font need not have them."""


@dataclass(frozen=True)
class Face:
    """A font as it lies on the disk; ``index`` is its place in a collection."""

    family: str
    path: Path
    index: int


@dataclass(frozen=True)
class Letters:
    """The fonts of one paper.

    Attributes
    ----------
    families
        The face first, then those that stand in for letters it lacks.
    folder
        Where the face is.
    stood_in
        Letters that the face lacks and another font has.
    missing
        Letters that no font here has.
    """

    families: tuple[str, ...]
    folder: Path
    stood_in: frozenset[str]
    missing: frozenset[str]


def letters_for(texts: Iterable[str], font: Path | None) -> Letters:
    """Find the fonts that have the letters of texts.

    Parameters
    ----------
    font
        A font file with Chinese letters; of a collection, the simplified Chinese face is taken.

    Raises
    ------
    Unavailable
        When there is no such file: a Chinese paper without Chinese letters is none.
    """
    face = None if font is None else _face(font)
    if face is None:
        raise Unavailable("papers.no_font")
    used = {one for text in texts for one in text} - _SELECTORS
    lacking = {one for one in used if unicodedata.category(one) not in _INVISIBLE}
    lacking -= _held(face, lacking)
    stood_in: set[str] = set()
    families = [face.family]
    for other in _others(face) if lacking else ():
        found = _held(other, lacking - stood_in)
        if found and other.family not in families and len(families) <= MOST_STAND_INS:
            families.append(other.family)
            stood_in |= found
    return Letters(
        tuple(families), face.path.parent, frozenset(stood_in), frozenset(lacking - stood_in)
    )


@cache
def _face(font: Path) -> Face | None:
    here = [one for one in _faces(font.parent, system=False) if one.path.samefile(font)]
    return next((one for one in here if one.family == FACE), here[0] if here else None)


@cache
def _others(face: Face) -> tuple[Face, ...]:
    found: dict[str, Face] = {}
    for one in _faces(face.path.parent, system=True):
        found.setdefault(one.family, one)
    return tuple(found[name] for name in sorted(found) if name != face.family)


def _faces(folder: Path, *, system: bool) -> list[Face]:
    fonts = typst.Fonts(
        include_system_fonts=system, include_embedded_fonts=False, font_paths=[folder]
    )
    regular = sorted(fonts.fonts(), key=lambda one: (abs(one.weight - 400), one.style != "normal"))
    return [Face(one.family, Path(one.path), one.index) for one in regular if one.path is not None]


def _held(face: Face, wanted: set[str]) -> set[str]:
    """Return those of some letters that a font has; none if it cannot be read."""
    numbers = _numbers(face)
    return {one for one in wanted if ord(one) in numbers}


@cache
def _numbers(face: Face) -> frozenset[int]:
    """Return the numbers of all letters of a font; to decode them takes longer than to set most."""
    try:
        with TTFont(face.path, fontNumber=face.index, lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except (OSError, TTLibError):
        return frozenset()

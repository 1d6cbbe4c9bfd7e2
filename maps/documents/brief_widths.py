"""How wide words are, before a program sets them: columns, lines and pages are shared out by it.

Faces differ; a full-width letter is one em in all of them, and the others are taken for a little
wider than they are.
"""

import math
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from geo_patrol.reports.briefing import ValueKind

_NARROW = frozenset(" .,:;'|!()[]iljtfr-·")
_WIDE = frozenset("MWmw%@—+")
MOST_EMS = 24.0
"""A column wants no more: what is longer runs over lines."""
LEAST_EMS = 2.0
LEAST_TEXT_EMS = 5.0
LONGEST_HEADING_EMS = 12.0
LONGEST_WORD_EMS = 9.6
LEAST_SCALE = 0.7
PADDING_EMS = 1.0
"""Of a cell, both sides."""


def ems(words: str, latin: float = 1.0) -> float:
    """Return the width of a line, in its size of type.

    Parameters
    ----------
    latin
        How wide letters other than Chinese are, against those of faces without serifs.
    """
    return sum(one if one == 1.0 else one * latin for one in map(_letter, words))


def _letter(one: str) -> float:
    if unicodedata.east_asian_width(one) in "WF" or one in "“”‘’…—":
        return 1.0
    if unicodedata.combining(one):
        return 0.0
    if one in _NARROW:
        return 0.38
    if one in _WIDE:
        return 0.95
    return 0.7 if one.isupper() else 0.6


def lines(words: str, width_ems: float) -> int:
    """Return over how many lines words run, where a line has room for so many ems."""
    if width_ems <= 0:
        raise ValueError("a line without room")
    # Breaks between words leave some of a line free, where words are long.
    longest = max((ems(one) for one in words.split(" ")), default=0.0)
    lost = min(longest, width_ems * 0.3) * 0.5 if " " in words else 0.5
    whole = ems(words)
    return 1 if whole <= width_ems else math.ceil(whole / max(width_ems - lost, 1.0))


class Fit(NamedTuple):
    """How a table fits into its place.

    Attributes
    ----------
    shares
        What part of the width each column takes; they sum up to 1.
    scale
        How much smaller than others its type is set, so that no number is broken: 1 is as large.
    """

    shares: tuple[float, ...]
    scale: float


def fitted(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    kinds: Sequence[ValueKind],
    room: float,
    latin: float = 1.0,
) -> Fit:
    """Return how a table is set: numbers stand on one line, texts share what is left.

    Parameters
    ----------
    room
        The table's width, ems.
    latin
        As `ems` takes it.
    """
    wanted, least = [], []
    for place, (name, kind) in enumerate(zip(head, kinds, strict=True)):
        longest = max((ems(row[place], latin) for row in rows), default=0.0)
        wide = max(longest, heading_ems(name), LEAST_EMS) + PADDING_EMS
        whole = max(wide, min(ems(name), LONGEST_HEADING_EMS) + PADDING_EMS)
        wanted.append(min(whole, MOST_EMS + PADDING_EMS))
        text = max(_least_text(name, rows, place), heading_ems(name) + PADDING_EMS)
        least.append(min(wide, text) if kind == "text" else wide)
    scale = max(LEAST_SCALE, min(1.0, room / sum(least)))
    spare = room / scale - sum(least)
    more = [one - low for one, low in zip(wanted, least, strict=True)]
    if spare <= 0 or not any(more):
        return Fit(tuple(one / sum(least) for one in least), scale)
    part = min(1.0, spare / sum(more))
    widths = [low + one * part for low, one in zip(least, more, strict=True)]
    return Fit(tuple(one / sum(widths) for one in widths), scale)


def _least_text(name: str, rows: Sequence[Sequence[str]], place: int) -> float:
    """Return the width in which short texts stand on a line, and no word of others is parted."""
    whole = max((ems(row[place]) for row in rows), default=0.0)
    if whole <= LONGEST_WORD_EMS:
        return whole + PADDING_EMS
    words = (one for cell in (name, *(row[place] for row in rows)) for one in cell.split(" "))
    longest = max(map(ems, filter(_unbroken, words)), default=0.0)
    return min(max(LEAST_TEXT_EMS, longest), LONGEST_WORD_EMS) + PADDING_EMS


def _unbroken(word: str) -> bool:
    """Tell that a word is not Chinese, which breaks anywhere."""
    return len(word) * 0.8 > ems(word)


def heading_ems(name: str) -> float:
    """Return the width that a heading wants: a name and its unit stand one below the other."""
    parts = name.replace("（", "\n（").replace(" (", "\n(").split("\n")
    return max(map(_part, parts))


def _part(words: str) -> float:
    width = ems(words)
    if width <= 5:
        return width
    # Chinese breaks anywhere, other words only between them.
    longest = max((ems(one) for one in words.split(" ") if _unbroken(one)), default=4.0)
    return max(longest, width / 3 + 0.7 if width > 10 else width / 2 + 0.5)


def row_lines(cells: Sequence[str], shares: Sequence[float], width_ems: float) -> int:
    """Return the lines of a row's highest cell, where the table has so many ems."""
    return max(
        (
            lines(cell, max(share * width_ems - PADDING_EMS, 1.0))
            for cell, share in zip(cells, shares, strict=True)
        ),
        default=1,
    )

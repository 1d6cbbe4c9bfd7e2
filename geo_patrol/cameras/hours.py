"""Hours of work as people type them."""

import re
import unicodedata
from datetime import time

from geo_patrol.cameras.records import Hours

MOST_SPANS = 8

_ALWAYS = frozenset({"全天", "全天候", "24小时", "24h", "24/7", "7*24", "7x24", "always"})
_CLOCK = r"(\d{1,2})\s*(?:[:时点]\s*(\d{2})?)\s*分?"
_SPAN = re.compile(rf"{_CLOCK}\s*(?:-+|~|–|—|至|到)\s*(次日|翌日)?\s*{_CLOCK}")
_BETWEEN = re.compile(r"[,、;\n]+")


def typed_hours(text: str) -> tuple[Hours, ...] | None:
    """Read hours of work: ``08:00-18:00``, several with commas, or ``全天``.

    ``24:00`` is midnight. ``22:00-06:00`` passes midnight with and without ``次日``.

    Returns
    -------
    tuple of Hours, or None
        None of them is round the clock, which an empty text, and any span of a whole day, means
        too; None when it cannot be read.
    """
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    if not plain or plain in _ALWAYS:
        return ()
    found = []
    for part in filter(None, (part.strip() for part in _BETWEEN.split(plain))):
        match = _SPAN.fullmatch(part)
        if match is None:
            return None
        start, end = _clock(match[1], match[2]), _clock(match[4], match[5])
        if start is None or end is None:
            return None
        found.append(Hours(start, end))
    if not 0 < len(found) <= MOST_SPANS:
        return None
    return () if any(start == end for start, end in found) else tuple(found)


def _clock(hour: str, minute: str | None) -> time | None:
    h, m = int(hour), int(minute or 0)
    if (h, m) == (24, 0):
        return time(0)
    return time(h, m) if h < 24 and m < 60 else None

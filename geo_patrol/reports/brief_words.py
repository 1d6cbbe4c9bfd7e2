"""Words of briefings: sentences of the catalogue in both languages, and numbers as they are read.

Chinese numbers have no thousands mark, as official texts write them; English ones have a comma.
"""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from geo_patrol.messages import Language, text
from geo_patrol.messages.words import Words
from geo_patrol.reports.briefing import UNSAID, Value, ValueKind

DECIMALS: dict[ValueKind, int] = {"share": 3, "hours": 1, "km": 1, "km2": 1, "score": 1}
"""How far a value is told; of a share it makes percent with one decimal."""

NUMERALS = "一二三四五六七八九十"


def said(key: str, **params: Any) -> Words:
    """Return a message in both languages; a placeholder may hold `Words`, or a whole number."""
    return Words(_in("zh", key, params), _in("en", key, params))


def _in(language: Language, key: str, params: dict[str, Any]) -> str:
    return text(key, language, **{name: _told(value, language) for name, value in params.items()})


def _told(value: Any, language: Language) -> str:
    if isinstance(value, Words):
        return value.of(language)
    return f"{value:,}" if isinstance(value, int) and language == "en" else str(value)


def same(value: str) -> Words:
    """Return what is the same in both languages: a code, a name that has no other."""
    return Words(value, value)


def joined(parts: Iterable[Words], zh: str, en: str) -> Words:
    """Return words joined by a mark of each language; those that say nothing are left out."""
    told = [one for one in parts if one != UNSAID]
    return Words(zh.join(one.zh for one in told), en.join(one.en for one in told))


def sentence(*parts: Words) -> Words:
    """Return parts as one paragraph: Chinese sentences touch, English ones have a space."""
    return joined(parts, "", " ")


def listed(parts: Iterable[Words]) -> Words:
    """Return parts as a list within a sentence."""
    return joined(parts, "、", ", ")


def shown(value: float, kind: ValueKind) -> Decimal:
    """Return a number as exactly as it is told, so that what is told adds up."""
    step = Decimal(1).scaleb(-DECIMALS.get(kind, 0))
    return Decimal(repr(value)).quantize(step, ROUND_HALF_UP)


def number(value: Value, kind: ValueKind) -> Words:
    """Return a value as it is read, without its unit; what is not known is told as such."""
    if value is None:
        return said("briefing.unknown")
    if isinstance(value, str):
        return same(value)
    if isinstance(value, date):
        return same(value.isoformat())
    told = shown(value, kind)
    if kind == "share":
        return same(f"{told * 100:.1f}%")
    return Words(f"{told}", f"{told:,}")


def quantity(value: Value, kind: ValueKind, unit: Words) -> Words:
    """Return a value with its unit; a share has none, and neither has what is not known."""
    told = number(value, kind)
    if value is None or kind == "share" or unit == UNSAID:
        return told
    return Words(f"{told.zh} {unit.zh}", f"{told.en} {unit.en}")


def heading(n: int, words: Words) -> Words:
    """Return a section's heading with its number, as official texts count them."""
    return Words(f"{NUMERALS[n - 1]}、{words.zh}", f"{n}. {words.en}")

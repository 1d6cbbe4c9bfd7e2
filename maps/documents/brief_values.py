"""How a briefing's values are written: one way for paper, documents, slides and workbooks."""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from geo_patrol.messages import Language, text
from geo_patrol.messages.words import Words
from geo_patrol.reports.brief_words import number, shown
from geo_patrol.reports.briefing import Value, ValueKind

_FORMATS: Mapping[ValueKind, str] = MappingProxyType(
    {
        "text": "@",
        "count": "#,##0",
        "share": "0.0%",
        "hours": "#,##0.0",
        "km": "#,##0.0",
        "km2": "#,##0.0",
        "days": "#,##0",
        "score": "#,##0.0",
        "yuan": "#,##0",
        "date": "yyyy-mm-dd",
    }
)
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def plain(words: str) -> str:
    """Return typed text as one line that no file format refuses, and that reads as it is stored."""
    line = _REORDERING.sub("", words.replace("\n", " ").replace("\t", " "))
    # Office files are XML, which knows neither control characters nor halves of characters.
    return "".join(
        one for one in line if unicodedata.category(one) not in ("Cc", "Cs") and one not in "￾￿"
    )


def said(value: Value | Words, kind: ValueKind, language: Language) -> str:
    """Return a value in words: what is not known, or not counted here, is said to be so."""
    if value is None:
        return text("briefing_paper.not_counted", language)
    if isinstance(value, Words):
        return plain(value.of(language))
    if isinstance(value, str):
        return plain(value)
    return number(value, kind).of(language)


def number_format(kind: ValueKind, language: Language) -> str:
    """Return how spreadsheets and native charts write a kind: the same figures as `said`."""
    written = _FORMATS[kind]
    # As official texts write them, Chinese numbers have no thousands mark.
    return written.replace("#,##0", "0") if language == "zh" else written


def is_number(value: Value | Words) -> bool:
    """Tell whether a value can be counted with."""
    return isinstance(value, int | float)


def change_said(value: Value, before: Value, kind: ValueKind, language: Language) -> str:
    """Return by how much a value is more than another; a dash where one of them is not known.

    Shares differ in percentage points, others also in percent of what was, if that was something.
    """
    if not isinstance(value, int | float) or not isinstance(before, int | float):
        return text("briefing_paper.no_change_known", language)
    # Of what is told of both, so that a reader who subtracts comes to the same.
    now, was = shown(value, kind), shown(before, kind)
    if now == was:
        return text("briefing_paper.same", language)
    if kind == "share":
        return text("briefing_paper.points", language, n=f"{(now - was) * 100:+.1f}")
    amount = f"{now - was:+}" if language == "zh" else f"{now - was:+,}"
    # A score is no amount: a percentage of it says nothing.
    if was <= 0 or kind == "score":
        return amount
    return text("briefing_paper.change", language, n=amount, percent=f"{(now - was) / was:+.1%}")

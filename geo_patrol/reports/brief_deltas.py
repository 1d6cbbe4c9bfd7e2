"""How a figure stands against an earlier one, in words: 环比, 同比.

What is not known on either side is told as such, and never taken for 0.
"""

from decimal import Decimal
from typing import Literal

from geo_patrol.messages.words import Words
from geo_patrol.reports.brief_words import joined, number, quantity, said, shown
from geo_patrol.reports.briefing import UNSAID, Amount, BriefingKind, Value, ValueKind

Against = Literal["month", "quarter", "year"]
"""The month before, the quarter before, the same period a year before."""

_BEFORE: dict[BriefingKind, Against] = {"monthly": "month", "quarterly": "quarter"}


def change(value: Value, before: Value, kind: ValueKind, unit: Words, against: Against) -> Words:
    """Return how a value changed; `UNSAID` where the value itself is not known.

    Both are rounded to what is told of them first, so that a reader who subtracts comes to the
    same. Shares change by percentage points; of a value that was 0 there is no percentage.
    """
    if value is None or isinstance(value, str) or not isinstance(value, int | float):
        return UNSAID
    than = _than(against)
    if before is None or not isinstance(before, int | float):
        return said("briefing.delta.unknown", than=than)
    now, was = shown(value, kind), shown(before, kind)
    if now == was:
        return said("briefing.delta.same", than=than)
    size = abs(now - was)
    if kind == "share":
        points = f"{size * 100:.1f}"
        if now > was:
            return said("briefing.delta.share_up", than=than, n=points)
        return said("briefing.delta.share_down", than=than, n=points)
    counted = kind in ("count", "days", "score", "yuan")
    # English numbers a change without its unit, which would have to be put in the singular.
    by = quantity(float(size), kind, unit)
    by = Words(by.zh, number(float(size), kind).en) if counted else by
    if now > was:
        if was == 0:
            return said("briefing.delta.up_from_none", than=than, by=by)
        return said("briefing.delta.up", than=than, by=by, percent=_percent(size, was))
    return said("briefing.delta.down", than=than, by=by, percent=_percent(size, was))


def changes(amount: Amount, kind: BriefingKind, *, before: bool, year_before: bool) -> Words:
    """Return how a headline figure changed; `UNSAID` where there is nothing to compare with.

    Parameters
    ----------
    before, year_before
        Whether the period before, and the same one a year before, can be compared with at all. A
        year's period before is the year before: it is compared once.
    """
    against = _BEFORE.get(kind)
    told: list[Words] = []
    if before and against is not None:
        told.append(change(amount.value, amount.before, amount.kind, amount.unit, against))
    if year_before:
        told.append(change(amount.value, amount.year_before, amount.kind, amount.unit, "year"))
    return joined(told, "；", "; ")


def _percent(size: Decimal, was: Decimal) -> Words:
    told = f"{size / was * 100:.1f}"
    # What changed at all is never told as a change by nothing.
    return said("briefing.delta.tiny") if told == "0.0" else Words(f" {told}%", f"{told}%")


def _than(against: Against) -> Words:
    match against:
        case "month":
            return said("briefing.than.month")
        case "quarter":
            return said("briefing.than.quarter")
        case "year":
            return said("briefing.than.year")

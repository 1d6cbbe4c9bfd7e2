"""A briefing's figures as bytes: the same period and records give the same ones, whenever made."""

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime

from geo_patrol.messages.words import Words
from geo_patrol.reports.briefing import Briefing

SIGNIFICANT = 12
"""Digits of a number that is no count: sums of another order differ beyond them."""


def figures_json(briefing: Briefing) -> bytes:
    """Return all that a briefing says, as UTF-8 JSON in a fixed order; None is null.

    Of a period that is not over, ``as_of`` tells how far it has come.
    """
    told = _plain(briefing)
    return json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False).encode() + b"\n"


def _plain(value: object) -> object:
    match value:
        case Words():
            return {"zh": value.zh, "en": value.en}
        case datetime() | date():
            return value.isoformat()
        case float():
            return float(f"{value:.{SIGNIFICANT}g}")
        case tuple():
            return [_plain(one) for one in value]
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    return value

"""Texts that a map carries in both languages, because its reader switches between them."""

from datetime import datetime, tzinfo
from typing import Any, Literal

from geo_patrol.messages import LANGUAGES, Language, text

Words = dict[Language, str]
"""One text in each language."""


def words(key: str, **params: Any) -> Words:
    """Return a message of the catalogue in every language, its placeholders filled.

    A placeholder's value may itself be `Words`: each language then gets its own.
    """
    return {
        language: text(
            key,
            language,
            **{
                name: value[language] if isinstance(value, dict) else value
                for name, value in params.items()
            },
        )
        for language in LANGUAGES
    }


def same(value: str) -> Words:
    """Return a text that is the same in every language: a name, a code, a number."""
    return dict.fromkeys(LANGUAGES, value)


def joined(parts: list[Words], separator: str = " · ") -> Words:
    """Return texts joined, language by language."""
    return {language: separator.join(part[language] for part in parts) for language in LANGUAGES}


def count(n: int) -> str:
    """Return a whole number with thousands set apart."""
    return f"{n:,}"


def duration(seconds: float) -> Words:
    """Return a round duration (a class border, an interval) in its largest fitting unit."""
    return _in_unit(_unit(seconds), f"{seconds / _UNIT_S[_unit(seconds)]:g}")


def duration_range(low: float, high: float) -> Words:
    """Return ``10–30 min``, or ``30 min–1 h`` where the units differ."""
    unit = _unit(low)
    if unit != _unit(high):
        return joined([duration(low), duration(high)], "–")
    return _in_unit(unit, f"{low / _UNIT_S[unit]:g}–{high / _UNIT_S[unit]:g}")


_Unit = Literal["minutes", "hours", "days"]
_UNIT_S: dict[_Unit, int] = {"minutes": 60, "hours": 3600, "days": 86400}


def _unit(seconds: float) -> _Unit:
    if seconds < 3600:
        return "minutes"
    return "days" if seconds % 86400 == 0 else "hours"


def _in_unit(unit: _Unit, n: str) -> Words:
    keys: dict[_Unit, str] = {
        "minutes": "maps.unit.minutes",
        "hours": "maps.unit.hours",
        "days": "maps.unit.days",
    }
    return words(keys[unit], n=n)


def period(start: datetime, end: datetime, zone: tzinfo) -> str:
    """Return a half-open period by local clock: by days where both ends are midnights.

    The last day shown is the last one inside: ``[1 Oct 00:00, 1 Nov 00:00)`` reads
    ``2022-10-01 — 2022-10-31``.
    """
    first, last = start.astimezone(zone), end.astimezone(zone)
    if first.timetz().replace(tzinfo=None) == last.timetz().replace(tzinfo=None) == _MIDNIGHT:
        days = last.toordinal() - first.toordinal()
        if days <= 1:
            return f"{first:%Y-%m-%d}"
        return f"{first:%Y-%m-%d} — {datetime.fromordinal(last.toordinal() - 1):%Y-%m-%d}"
    if first.date() == last.date():
        return f"{first:%Y-%m-%d %H:%M}–{last:%H:%M}"
    return f"{first:%Y-%m-%d %H:%M} — {last:%Y-%m-%d %H:%M}"


def moment(when: datetime, zone: tzinfo) -> str:
    """Return a moment by local clock, to the minute."""
    return f"{when.astimezone(zone):%Y-%m-%d %H:%M}"


def clock_name(when: datetime, zone: tzinfo) -> str:
    """Return the local clock's offset at a moment, as ``UTC+8`` or ``UTC+5:30``."""
    offset = when.astimezone(zone).utcoffset()
    minutes = 0 if offset is None else round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")


_MIDNIGHT = datetime.min.time()

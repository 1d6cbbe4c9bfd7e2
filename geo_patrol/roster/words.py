"""Rules and what breaks them, in words."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from geo_patrol.messages import Language, pattern, text
from geo_patrol.roster.settings import RuleSetting
from geo_patrol.roster.violations import Violation

_DAY = timedelta(days=1)
_NO_NAMES: Mapping[str, str] = {}


def name_of(rule: str, language: Language) -> str:
    """Return a rule's short name."""
    return text(f"roster.rule_{rule}", language)


def meaning(setting: RuleSetting, language: Language) -> str:
    """Return what a rule means, with its numbers, in one plain sentence."""
    return text(f"roster.means_{setting.name}", language, **setting.numbers)


def meaning_pattern(rule: str, language: Language) -> str:
    """Return the sentence of a rule with its numbers by name in braces, for who changes them."""
    return pattern(f"roster.means_{rule}", language)


def strength(setting: RuleSetting, language: Language) -> str:
    """Return in words how strict a rule is."""
    return text(f"roster.kind_{setting.kind}", language, weight=setting.weight)


def said(violation: Violation, language: Language, names: Mapping[str, str] = _NO_NAMES) -> str:
    """Return what is broken, by whom or where, when and how far; ``names`` are those of ids."""
    who, where = violation.officer or "", violation.post or ""
    return text(
        f"roster.broken_{violation.rule}",
        language,
        who=names.get(who, who),
        where=names.get(where, where),
        days=days_said(violation.days),
        amount=violation.amount,
    )


def days_said(days: Sequence[date]) -> str:
    """Return days in one string, those in a row as first and last; empty for none.

    >>> days_said([date(2022, 11, 8), date(2022, 11, 9), date(2022, 11, 10), date(2022, 11, 14)])
    '2022-11-08…11-10, 11-14'
    """
    runs: list[list[date]] = []
    for day in sorted(set(days)):
        if runs and runs[-1][-1] + _DAY == day:
            runs[-1].append(day)
        else:
            runs.append([day])
    parts, year = [], None
    for run in runs:
        ends = []
        for day in (run[0], run[-1])[: len(run)]:
            ends.append(day.isoformat() if day.year != year else f"{day:%m-%d}")
            year = day.year
        parts.append("…".join(ends))
    return ", ".join(parts)

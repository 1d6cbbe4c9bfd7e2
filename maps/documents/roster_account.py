"""The pages behind the grid: what could not be met and why, who pays, what is other than told."""

from collections.abc import Iterator
from typing import Any

from geo_patrol.messages import Language, text
from geo_patrol.roster.fairness import FairRow, Standing
from geo_patrol.roster.files.account import Account
from geo_patrol.roster.files.legend import post_called, weekday
from geo_patrol.roster.files.letters import Letters
from geo_patrol.roster.files.month import Month
from geo_patrol.roster.problem import Assignment
from geo_patrol.roster.replan import Change
from geo_patrol.roster.words import name_of, said

MOST_TOLD = 40
"""Sentences of one kind on paper; how many more there are is said."""
_SEEN = 0.05
_FAR = 1.5
"""Nights or weekends beyond the due from which a figure is set in bold."""


def account_page(month: Month, account: Account, language: Language) -> dict[str, Any]:
    """Return the values of the pages behind the grid."""
    return {
        "n_not_met": len(account.shortages) + len(account.broken),
        "not_met": list(_not_met(month, account, language)),
        "soft": [
            [name_of(rule, language), str(n), str(cost)] for rule, n, cost in account.soft_by_rule
        ],
        "soft_head": [
            text(f"roster_paper.soft_{key}", language) for key in ("rule", "times", "cost")
        ],
        "doubts": _at_most([one.text(language) for one in account.doubts], language),
        "fair_head": [text(f"roster_paper.fair_{key}", language) for key in _FAIR],
        "fair_groups": [
            text(f"roster_files.total_{key}", language) for key in ("nights", "weekends", "hours")
        ],
        "holidays": text("roster_paper.fair_holidays", language),
        "fair": list(_fair(month, account)),
        "fair_note": text("roster_paper.fair_note", language),
        "changes": [_change(month, one, language) for one in account.changes],
        "changes_told": _changes_told(account, language),
    }


_FAIR = ("has", "due", "more")


def _not_met(month: Month, account: Account, language: Language) -> Iterator[str]:
    names = {**month.names.officers, **month.called}
    names |= {one.id: post_called(month, one, language) for one in month.posts}
    told = [one.text(language, names) for one in account.shortages]
    told += [said(one, language, names) for one in account.broken]
    yield from _at_most(told, language)


def _at_most(told: list[str], language: Language) -> list[str]:
    if len(told) <= MOST_TOLD:
        return told
    more = text("roster_paper.more", language, n=len(told) - MOST_TOLD)
    return [*told[:MOST_TOLD], more]


def _fair(month: Month, account: Account) -> Iterator[dict[str, Any]]:
    rows = {one.officer: one for one in account.fairness}
    for officer in month.people:
        row = rows[officer.id]
        yield {
            "name": month.called[officer.id],
            "figures": [figure for one in _measures(row) for figure in _figures(one)],
            "holidays": f"{row.holidays.worked:g}",
            "pays": str(account.soft_of(officer.id)),
        }


def _measures(row: FairRow) -> tuple[tuple[Standing, float], ...]:
    """Return what is compared, each with how much more is far from fair."""
    return (row.nights, _FAR), (row.weekends, _FAR), (row.hours, 8 * _FAR)


def _figures(measured: tuple[Standing, float]) -> Iterator[dict[str, Any]]:
    one, far = measured
    due = one.share - one.carried
    more = one.worked - due
    yield {"said": f"{one.worked:g}", "far": False}
    yield {"said": f"{due:.1f}", "far": False}
    yield {"said": f"{more:+.1f}" if abs(more) >= _SEEN else "0", "far": abs(more) >= far}


def _change(month: Month, one: Change, language: Language) -> dict[str, Any]:
    letters = Letters(month.problem, month.names)
    return {
        "day": f"{one.day.month}/{one.day.day} {weekday(one.day, language)}",
        "who": month.called.get(one.officer, month.names.officer(one.officer)),
        "before": _shift(letters, one.before, language),
        "after": _shift(letters, one.after, language),
        "off_taken": one.before is None,
    }


def _shift(letters: Letters, one: Assignment | None, language: Language) -> str:
    if one is None:
        return text("roster_paper.off", language)
    known = {meaning: told for told, meaning in letters.all().items()}
    # What was told before may be of a shift or post that there is no more.
    return known.get((one.shift, one.post), one.shift)


def _changes_told(account: Account, language: Language) -> str:
    days, taken = len(account.changes), sum(one.before is None for one in account.changes)
    people = len({one.officer for one in account.changes})
    return text("roster_paper.changes_told", language, days=days, people=people, taken=taken)

"""The grid of a month as the page has it: people, days, who is where, and where somebody lacks."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from geo_patrol.messages import Language, text
from geo_patrol.roster.files.account import Account
from geo_patrol.roster.files.legend import leave_said, legend_lines, post_called, weekday
from geo_patrol.roster.files.letters import Letters
from geo_patrol.roster.files.month import Month, licences
from geo_patrol.roster.files.totals import Total, there, totals_of
from geo_patrol.roster.people import RosterOfficer

_LOWEST_MM, _HIGHEST_MM = 4.6, 7.2
_HEIGHT_MM = {False: 210, True: 297}
_TAKEN_MM = 62
"""Of a page's height: margins, title, head, legend, signatures."""
_COVER_MM = 4.3
_LACKS = ("certified", "auxiliaries_alone", "boat_licence", "driver", "skills")


def grid_page(month: Month, account: Account, language: Language, *, large: bool) -> dict[str, Any]:
    """Return the first page's values."""
    letters = Letters(month.problem, month.names)
    room = _HEIGHT_MM[large] - _TAKEN_MM - _COVER_MM * len(month.posts)
    legend, standing = legend_lines(month, letters, language)
    changed = {(one.officer, one.day) for one in account.changes}
    if changed:
        legend += "   " + text("roster_paper.legend_changed", language)
    return {
        "row_mm": round(min(_HIGHEST_MM, max(_LOWEST_MM, room / max(1, len(month.people)))), 2),
        "cover_mm": _COVER_MM,
        "head": [text(f"roster_files.{key}", language) for key in ("name", "licences")],
        "days": [_day(month, day, language) for day in month.problem.days],
        "totals": [
            text(f"roster_files.total_{key}", language)
            for key in ("shifts", "nights", "weekends", "hours")
        ],
        "people": [
            _person(month, letters, officer, total, changed, language)
            for officer, total in zip(month.people, totals_of(month), strict=True)
        ],
        "cover": _cover(month, account, language),
        "legend": legend,
        "standing": standing,
        "signing": text("roster_files.signing", language),
        "reason": month.reason and text("roster_paper.reason", language, reason=month.reason),
    }


def _day(month: Month, day: date, language: Language) -> dict[str, Any]:
    first_of_its_month = day == month.problem.days[0] or day.day == 1
    over_months = month.problem.days[0].month != month.problem.days[-1].month
    named = first_of_its_month and over_months
    return {
        "number": f"{day.month}/{day.day}" if named else str(day.day),
        "weekday": weekday(day, language),
        "kind": month.problem.day_type(day),
    }


def _person(
    month: Month,
    letters: Letters,
    officer: RosterOfficer,
    total: Total,
    changed: set[tuple[str, date]],
    language: Language,
) -> dict[str, Any]:
    return {
        "name": month.called[officer.id],
        "may": licences(month, officer, language),
        "cells": [
            {**_cell(month, letters, officer.id, day, language), "changed": place in changed}
            for day in month.problem.days
            for place in [(officer.id, day)]
        ],
        "totals": [str(total.shifts), str(total.nights), str(total.weekends), f"{total.hours:g}"],
    }


def _cell(
    month: Month, letters: Letters, officer: str, day: date, language: Language
) -> dict[str, Any]:
    """Return a cell: letter, mark behind it, and what colours it."""
    had = month.duties.get((officer, day), ())
    kinds = {one.code: one.kind for one in month.problem.shifts}
    if not had:
        said = leave_said(month, officer, day, language)
        return {"letter": said, "mark": "", "kind": "leave" if said else ""}
    kind = kinds[had[0].shift]
    if len(had) > 1:
        return {"letter": "", "mark": letters.cell(had), "kind": kind}
    one = had[0]
    said = letters.text(one.shift, one.post)
    return {"letter": one.shift, "mark": said.removeprefix(one.shift), "kind": kind}


def _cover(month: Month, account: Account, language: Language) -> list[dict[str, Any]]:
    counts = there(month)
    lacking = _lacking(account, language)
    rows = []
    for post in month.posts:
        cells = []
        for day in month.problem.days:
            n, need = counts.get((post.id, day), 0), month.problem.need(post, day)
            short = text("roster_paper.short", language, n=need - n) if n < need else ""
            short = short or lacking.get((post.id, day), "")
            cells.append(
                {"said": short or (f"{n}/{need}" if n or need else ""), "short": bool(short)}
            )
        rows.append({"name": post_called(month, post, language), "cells": cells})
    return rows


def _lacking(account: Account, language: Language) -> Mapping[tuple[str, date], str]:
    """Return what each post lacks on a day though there are people enough: the heaviest."""
    found: dict[tuple[str, date], str] = {}
    for one in account.report.violations:
        if one.hard and one.rule in _LACKS and one.post is not None:
            said = text(f"roster_paper.lack_{one.rule}", language)
            for day in one.days:
                found.setdefault((one.post, day), said)
    return found

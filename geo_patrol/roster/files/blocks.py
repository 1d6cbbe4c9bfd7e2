"""The grids on a sheet: each a row of days with rows of people under it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from openpyxl.utils import get_column_letter

from geo_patrol.errors import Finding, finding
from geo_patrol.ledgers.parse import as_text
from geo_patrol.ledgers.records import Cell, Line
from geo_patrol.ledgers.workbook import SheetLines
from geo_patrol.roster.files.calling import Callers
from geo_patrol.roster.files.heads import Head, head_of, months_in, overlap, starts, weekdays_in
from geo_patrol.roster.files.month import Names
from geo_patrol.roster.files.saying import areas_in
from geo_patrol.roster.problem import Problem

_LEFT = 6
"""Columns before the days, where a name is looked for."""
_TITLE_CELLS = 2
_BOTH_WITHIN = 2


@dataclass(frozen=True)
class Block:
    """A grid on a sheet.

    Attributes
    ----------
    days
        Column (from 0) → day, also days that are not the roster's.
    lines
        What stands under the row of days.
    area
        What the whole of it is about, if it says so.
    spread
        Cells that are part of a merged box, by line and column → what the box says.
    """

    sheet: str
    days: Mapping[int, date]
    lines: tuple[Line, ...]
    area: str | None
    spread: Mapping[tuple[int, int], Cell]
    findings: tuple[Finding, ...] = ()
    remarks: tuple[Finding, ...] = ()

    def where(self, line: int, column: int) -> str:
        """Return a cell's place as spreadsheets name it."""
        return place(self.sheet, line, column)


def place(sheet: str, line: int, column: int) -> str:
    """Return a cell's place as spreadsheets name it; columns count from 0, lines from 1."""
    cell = f"{get_column_letter(column + 1)}{line}"
    return f"{sheet}!{cell}" if sheet else cell


def blocks_of(
    sheet: SheetLines, problem: Problem, names: Names, callers: Callers, epoch_1904: bool
) -> Iterator[Block | Finding]:
    """Yield the grids of a sheet, and why what looks like one cannot be read.

    A sheet that names nobody and has no days says nothing.
    """
    lines = sheet.lines
    people = [bool(callers.meant(cells[:_LEFT])) for _, cells in lines]
    heads = list(_heads(sheet, people, epoch_1904, problem.n_days))
    if not heads and any(people):
        yield finding(sheet.title, "roster_files.no_days")
    spread = _spread(sheet)
    for n, head in enumerate(heads):
        end = heads[n + 1].at if n + 1 < len(heads) else len(lines)
        above = _above(sheet, people, head.at)
        start = _start(sheet, head, above, problem)
        if isinstance(start, Finding):
            yield start
            continue
        areas = areas_in(above, problem, names) or areas_in([sheet.title], problem, names)
        first, remarks = start
        columns = zip(head.marks, range(len(head.marks)), strict=True)
        line = lines[head.at][0]
        yield Block(
            sheet.title,
            {column: first + timedelta(days=k) for column, k in columns},
            tuple(lines[head.at + 1 : end]),
            next(iter(areas)) if len(areas) == 1 else None,
            spread,
            tuple(
                finding(
                    place(sheet.title, line, one),
                    "roster_files.loose_day",
                    said=as_text(lines[head.at][1][one]),
                )
                for one in head.loose
            ),
            remarks,
        )


def _heads(sheet: SheetLines, people: list[bool], epoch_1904: bool, n_days: int) -> Iterator[Head]:
    """Yield the heads; of two rows of days over one grid what says more, where the later stands."""
    before: Head | None = None
    for at, (_, cells) in enumerate(sheet.lines):
        found = None if people[at] else head_of(at, cells, epoch_1904, n_days)
        if found is None:
            continue
        if before is not None:
            if at - before.at <= _BOTH_WITHIN and before.marks.keys() == found.marks.keys():
                whole = all(one.whole for one in before.marks.values())
                found = replace(found, marks=before.marks if whole else found.marks)
            else:
                yield before
        before = found
    if before is not None:
        yield before


def _above(sheet: SheetLines, people: list[bool], at: int) -> list[str]:
    """Return the titles over a head, up to the people above."""
    told: list[str] = []
    for n in range(at - 1, -1, -1):
        if people[n]:
            break
        texts = [as_text(cell) for cell in sheet.lines[n][1] if isinstance(cell, str)]
        if len(texts) <= _TITLE_CELLS:
            told += texts
    return told


def _start(
    sheet: SheetLines, head: Head, above: list[str], problem: Problem
) -> tuple[date, tuple[Finding, ...]] | Finding:
    """Return the first day of a head, with what is to be looked at; or why it is not certain."""
    first, last = problem.days[0], problem.days[-1]
    line = sheet.lines[head.at][0]
    where, n = place(sheet.title, line, head.first_column), len(head.marks)
    outside = finding(where, "roster_files.other_days", first=first, last=last)
    found = starts(head, first, last)
    months = list(months_in([sheet.title, *above]))
    named = [one for one in found if _named(one, n, months)]
    if months and not named and not all(one.whole for one in head.marks.values()):
        return outside
    found = named or found
    if not found:
        return outside
    weekdays = _weekdays(sheet, head)
    agreeing = [one for one in found if _agree(one, head, weekdays)]
    if weekdays and not agreeing:
        wrong = finding(where, "roster_files.weekdays_wrong", day=found[0])
        certain = all(one.whole for one in head.marks.values())
        return (found[0], (wrong,)) if certain else wrong
    found = agreeing or found
    best = max(overlap(one, n, first, last) for one in found)
    likely = [one for one in found if overlap(one, n, first, last) == best]
    if len(likely) > 1:
        return finding(where, "roster_files.which_month")
    taken = likely[0]
    guessed = len(found) > 1
    told = (finding(where, "roster_files.taken_month", day=taken),) if guessed else ()
    return taken, told


def _named(start: date, n: int, months: list[tuple[int | None, int]]) -> bool:
    covered = [start + timedelta(days=k) for k in range(n)]
    return any(
        month == day.month and year in (None, day.year) for year, month in months for day in covered
    )


def _weekdays(sheet: SheetLines, head: Head) -> dict[int, int]:
    for n in (head.at - 1, head.at + 1, head.at - 2, head.at + 2):
        if 0 <= n < len(sheet.lines):
            found = weekdays_in(sheet.lines[n][1], head)
            if found is not None:
                return found
    return {}


def _agree(start: date, head: Head, weekdays: Mapping[int, int]) -> bool:
    return all(
        (start + timedelta(days=k)).weekday() == weekdays.get(column, -1)
        for k, column in enumerate(head.marks)
        if column in weekdays
    )


def _spread(sheet: SheetLines) -> dict[tuple[int, int], Cell]:
    """Return the cells that a merged box covers; its first cell is the one that says something."""
    by_line = dict(sheet.lines)
    found: dict[tuple[int, int], Cell] = {}
    for left, top, right, bottom in sheet.merged:
        cells = by_line.get(top, [])
        if (right - left + 1) * (bottom - top + 1) > 100 or left > len(cells):
            continue
        for line in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (line, column) != (top, left):
                    found[line, column - 1] = cells[left - 1]
    return found

"""Small months for tests of files: two reservoirs, three kinds of shift, four people."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl

from geo_patrol.messages.words import Words
from geo_patrol.roster.files.month import Month, Names
from geo_patrol.roster.files.reading import RosterRead, read_roster
from geo_patrol.roster.people import RosterOfficer
from geo_patrol.roster.problem import Assignment, Need, Post, Problem, ShiftType

ZONE = ZoneInfo("Asia/Shanghai")
AT = datetime(2022, 11, 4, 14, 2, tzinfo=ZONE)
MONDAY = date(2022, 11, 7)
EARLY = ShiftType("早", "early", 8 * 60, 16 * 60)
MIDDLE = ShiftType("中", "middle", 16 * 60, 24 * 60)
NIGHT = ShiftType("夜", "night", 22 * 60, 6 * 60)
SHIFTS = (EARLY, MIDDLE, NIGHT)
PEOPLE = {"a": "队员甲", "b": "队员乙", "c": "张䶮𠮷", "d": "欧阳 丁"}
NAMES = Names(
    PEOPLE,
    {id: f"RS-{n:03}" for n, id in enumerate(PEOPLE, start=1)},
    {"ch-e": "长诏早巡", "ch-m": "长诏中巡", "ch-n": "长诏夜巡"}
    | {"qc-e": "钦寸早巡", "qc-m": "钦寸中巡", "qc-n": "钦寸夜巡"},
    {
        "changzhao": Words("长诏水库", "Changzhao Reservoir"),
        "qincun": Words("钦寸水库", "Qincun Reservoir"),
    },
    {"reservoir": Words("库区中队", "Reservoir squad"), "park": Words("园区中队", "Park squad")},
)


def day(n: int) -> date:
    """Return the n-th day, the first being 0."""
    return MONDAY + timedelta(days=n)


def posts(*areas: str) -> tuple[Post, ...]:
    """Return a post of each shift in each area: ch or qc."""
    called = {"ch": "changzhao", "qc": "qincun"}
    return tuple(
        Post(f"{one}-{shift.kind[0]}", "reservoir", called[one], shift.code, Need.always(1))
        for one in areas
        for shift in SHIFTS
    )


def problem(n_days: int = 14, *areas: str, **changes: Any) -> Problem:
    """Return a problem of four people at both reservoirs."""
    officers = tuple(
        RosterOfficer(id, "reservoir", certified=id != "d", driver=id == "a") for id in PEOPLE
    )
    made = Problem(MONDAY, n_days, SHIFTS, officers, posts(*(areas or ("ch", "qc"))))
    return replace(made, **changes)


def lines(of: Problem, **told: str) -> tuple[Assignment, ...]:
    """Return the duties of some officers: two letters a day, a shift and ``c`` or ``q``; or dots.

    >>> [one.post for one in lines(problem(), a="早c.. 夜q".replace(" ", ""))]
    ['ch-e', 'qc-n']
    """
    places = {"c": "changzhao", "q": "qincun"}
    at = {(one.area, one.shift): one.id for one in of.posts}
    return tuple(
        Assignment(who, of.days[n // 2], line[n], at[places[line[n + 1]], line[n]])
        for who, line in told.items()
        for n in range(0, len(line), 2)
        if line[n] != "."
    )


def month(of: Problem | None = None, *, names: Names = NAMES, **changes: Any) -> Month:
    """Return a month with a few duties."""
    made_for = of or problem()
    roster = lines(made_for, a="早c早c....夜q", b="..中q中q") if of is None else ()
    plain = Month(made_for, roster, names, "reservoir", AT, ZONE)
    return replace(plain, **changes)


def sheet(*rows: Any, merged: Sequence[str] = (), title: str = "排班") -> bytes:
    """Return a workbook of one sheet, as somebody makes it by hand."""
    return book({title: rows}, merged)


def book(sheets: Mapping[str, Any], merged: Sequence[str] = ()) -> bytes:
    """Return a workbook of several sheets."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        on = made.create_sheet(title)
        for row in rows:
            on.append(list(row))
        for box in merged:
            on.merge_cells(box)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def read(data: bytes, of: Problem | None = None, names: Names = NAMES) -> RosterRead:
    """Read a file for a problem."""
    return read_roster(data, "班表.xlsx", of or problem(), names)


def said(found: RosterRead) -> list[str]:
    """Return what was not understood, by place and reason."""
    return [one.text("zh") for one in found.findings]


def remarked(found: RosterRead) -> list[str]:
    """Return what is to be looked at."""
    return [one.text("zh") for one in found.remarks]


def duties(found: RosterRead) -> dict[tuple[str, int], tuple[str, str | None]]:
    """Return duties by officer and number of the day."""
    return {(one.officer, (one.day - MONDAY).days): (one.shift, one.post) for one in found.duties}


def grid(data: bytes) -> Any:
    """Return the first sheet of a workbook."""
    return openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]

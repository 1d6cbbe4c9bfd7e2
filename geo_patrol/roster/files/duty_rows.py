"""Lists of duties read back: a duty a row, whatever the order of the columns."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from geo_patrol.errors import Finding, finding
from geo_patrol.ledgers.parse import as_moment, as_text
from geo_patrol.ledgers.records import Cell, Formula, Line
from geo_patrol.messages import LANGUAGES, text
from geo_patrol.roster.files.blocks import place
from geo_patrol.roster.files.calling import Callers
from geo_patrol.roster.files.duty_list import FORMULA
from geo_patrol.roster.files.month import Names
from geo_patrol.roster.files.plain import folded
from geo_patrol.roster.files.saying import Sayings, areas_in
from geo_patrol.roster.files.wording import columns
from geo_patrol.roster.problem import Assignment, Problem

_HEAD_WITHIN = 20
_LONGEST = 40

Head = Mapping[str, int]
"""Field → column."""


def list_head(lines: Sequence[Line]) -> tuple[int, Head] | None:
    """Return where a list's head is, and which column is which; None when it is no list."""
    usual = {folded(name): field for field, names in columns().items() for name in names}
    for at, (_, cells) in enumerate(lines[:_HEAD_WITHIN]):
        found: dict[str, int] = {}
        for column, cell in enumerate(cells):
            field = usual.get(folded(as_text(cell)))
            if field is not None:
                found.setdefault(field, column)
        if {"day", "shift"} <= found.keys() and found.keys() & {"officer", "badge"}:
            return at, found
    return None


class ListReader:
    """Reads lists of duties, and gathers what they say.

    Attributes
    ----------
    findings
        What was not understood, and is left out.
    seen
        Who had a row.
    untold
        Rows that do not say at which of several posts.
    """

    def __init__(self, problem: Problem, names: Names, callers: Callers, sayings: Sayings) -> None:
        self.duties: set[Assignment] = set()
        self.findings: list[Finding] = []
        self.seen: set[str] = set()
        self.untold: list[str] = []
        self._problem, self._names = problem, names
        self._callers, self._sayings = callers, sayings

    def read(self, sheet: str, lines: Sequence[Line], head: Head, epoch_1904: bool) -> None:
        """Take what the lines under a head say."""
        for line, cells in lines:
            row = {name: cells[at] for name, at in head.items() if at < len(cells)}
            where = place(sheet, line, head["shift"])
            if any(isinstance(one, Formula) for one in row.values()):
                self.findings.append(finding(where, "roster_files.row_formula"))
            elif any(one is not None for one in row.values()):
                self._row(where, row, epoch_1904)

    def _row(self, where: str, row: Mapping[str, Cell], epoch_1904: bool) -> None:
        moment = as_moment(row.get("day"), epoch_1904)
        day = moment.date() if isinstance(moment, datetime) else moment
        who = self._callers.meant([_text(row, "officer"), _text(row, "badge")])
        if not isinstance(day, date) or day not in self._problem.days:
            self._refuse(where, "roster_files.row_day", _text(row, "day"))
        elif len(who) != 1:
            key = "roster_files.row_several" if who else "roster_files.row_nobody"
            self._refuse(where, key, _text(row, "officer") or _text(row, "badge"))
        else:
            self._duty(where, row, next(iter(who)), day)

    def _duty(self, where: str, row: Mapping[str, Cell], officer: str, day: date) -> None:
        self.seen.add(officer)
        said = _text(row, "shift")
        area = areas_in([_text(row, "area")], self._problem, self._names)
        read = self._sayings.read(said, next(iter(area)) if len(area) == 1 else None)
        if read is None or len(read.shifts) != 1:
            self._refuse(where, "roster_files.row_shift", said)
            return
        shift, post = read.shifts[0]
        named = [one for one in (_text(row, "post_code"), _text(row, "post")) if one]
        if any(one in _at_no_post() for one in named):
            post = None
        elif named:
            found = [self._sayings.place(shift, one) for one in named]
            post = next((one for one in found if one is not None), None)
            if post is None:
                self._refuse(where, "roster_files.row_post", named[0])
                return
        elif row.keys() & {"post", "post_code"}:
            # The list has a place for it, and leaves it free.
            post = None if read.untold else post
        if post is None and read.untold and not named:
            self.untold.append(where)
        self.duties.add(Assignment(officer, day, shift, post))

    def _refuse(self, where: str, key: str, said: str) -> None:
        self.findings.append(Finding(where, key, (("said", said[:_LONGEST]),)))


def _at_no_post() -> frozenset[str]:
    return frozenset(text("roster_files.no_post", one) for one in LANGUAGES)


def _text(row: Mapping[str, Cell], field: str) -> str:
    said = as_text(row.get(field))
    # As `duty_list` guards it.
    return said[1:] if said.startswith("'") and FORMULA.match(said) else said

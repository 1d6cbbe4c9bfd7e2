"""The rows of a grid: who each is about, and what their days say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from geo_patrol.errors import Finding, finding
from geo_patrol.ledgers.parse import as_text
from geo_patrol.ledgers.records import Cell, Formula
from geo_patrol.roster.files.blocks import Block
from geo_patrol.roster.files.calling import Callers
from geo_patrol.roster.files.month import Names, Place
from geo_patrol.roster.files.saying import Said, Sayings
from geo_patrol.roster.files.wording import is_no_person
from geo_patrol.roster.problem import Assignment, Problem
from geo_patrol.roster.records import LeaveKind

_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Off:
    """A day that a file says somebody is on leave, and why."""

    officer: str
    day: date
    kind: LeaveKind


class RowReader:
    """Reads grids, and gathers what they say.

    Attributes
    ----------
    findings, remarks
        What was not understood; what was taken, but should be looked at.
    seen
        Whose rows there were.
    """

    def __init__(self, problem: Problem, names: Names, callers: Callers, sayings: Sayings) -> None:
        self.duties: set[Assignment] = set()
        self.leave: dict[Place, Off] = {}
        self.findings: list[Finding] = []
        self.remarks: list[Finding] = []
        self.seen: set[str] = set()
        self._names, self._callers, self._sayings = names, callers, sayings
        self._first, self._last = problem.days[0], problem.days[-1]

    def read(self, block: Block) -> None:
        """Take what a grid says."""
        self.findings += block.findings
        self.remarks += block.remarks
        outside: list[str] = []
        untold: list[str] = []
        for line, cells in block.lines:
            left = [_at(block, line, cells, n) for n in range(min(block.days))]
            who = self._callers.meant(left)
            if len(who) == 1:
                self._person(block, line, cells, next(iter(who)), outside, untold)
            else:
                self._nobody(block, line, cells, several=bool(who))
        if outside:
            first, last = self._first.isoformat(), self._last.isoformat()
            self.findings.append(
                finding(outside[0], "roster_files.outside", n=len(outside), first=first, last=last)
            )
        if untold:
            self.remarks.append(finding(untold[0], "roster_files.post_untold", n=len(untold)))

    def _person(
        self,
        block: Block,
        line: int,
        cells: Sequence[Cell],
        id: str,
        outside: list[str],
        untold: list[str],
    ) -> None:
        self.seen.add(id)
        for column, day in block.days.items():
            cell = _at(block, line, cells, column)
            where = block.where(line, column)
            if cell is None:
                continue
            said = None if isinstance(cell, Formula) else self._said(cell, block)
            if said == Said():
                continue
            if not self._first <= day <= self._last:
                outside.append(where)
            elif said is None:
                self._unread(where, cell, id, day)
            else:
                self._take(said, id, day)
                untold += [where] * said.untold
                if _spread(block, line, cells, column):
                    as_read = as_text(cell)
                    self.remarks.append(finding(where, "roster_files.merged", said=as_read))

    def _said(self, cell: Cell, block: Block) -> Said | None:
        return self._sayings.read(as_text(cell), block.area)

    def _unread(self, where: str, cell: Cell, id: str, day: date) -> None:
        key = "roster_files.cell_unread"
        if isinstance(cell, Formula):
            key = "roster_files.cell_formula"
        said, who = as_text(cell)[:_LONGEST], self._names.officer(id)
        self.findings.append(Finding(where, key, _params(who=who, day=day, said=said)))

    def _take(self, said: Said, id: str, day: date) -> None:
        for shift, post in said.shifts:
            self.duties.add(Assignment(id, day, shift, post))
        if said.leave is not None:
            self.leave[id, day] = Off(id, day, said.leave)

    def _nobody(self, block: Block, line: int, cells: Sequence[Cell], *, several: bool) -> None:
        """Tell of a row whose days say something, though it is nobody's."""
        texts = [
            cells[column]
            for column in block.days
            if column < len(cells) and isinstance(cells[column], str)
        ]
        label = next((as_text(one) for one in cells[: min(block.days)] if one is not None), "")
        where = block.where(line, 0)
        if any(self._callers.called(as_text(one)) for one in texts):
            self.findings.append(finding(where, "roster_files.names_in_cells", said=label))
            return
        read = [self._said(one, block) for one in texts]
        n = sum(one is not None and bool(one.shifts) for one in read)
        if not n or is_no_person(label):
            return
        if several:
            key = "roster_files.same_name"
        elif label:
            key = "roster_files.no_such_person"
        else:
            key = "roster_files.no_name"
        self.findings.append(Finding(where, key, _params(who=label[:_LONGEST], n=n)))


def _at(block: Block, line: int, cells: Sequence[Cell], column: int) -> Cell:
    own = cells[column] if column < len(cells) else None
    return block.spread.get((line, column)) if own is None else own


def _spread(block: Block, line: int, cells: Sequence[Cell], column: int) -> bool:
    own = cells[column] if column < len(cells) else None
    return own is None and (line, column) in block.spread


def _params(**params: object) -> tuple[tuple[str, object], ...]:
    return tuple((name, str(value)) for name, value in params.items())

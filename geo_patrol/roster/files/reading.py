"""Rosters read from files: the office's own form, what is made by hand, lists of duties.

What a cell says is taken, or told as not understood; nothing is taken for what it might mean.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from geo_patrol.errors import Finding, InvalidInput, TooLarge, finding
from geo_patrol.ledgers.records import Line
from geo_patrol.ledgers.workbook import SheetLines, read_sheets
from geo_patrol.roster.files.blocks import Block, blocks_of
from geo_patrol.roster.files.calling import Callers
from geo_patrol.roster.files.duty_rows import ListReader, list_head
from geo_patrol.roster.files.hand_legend import legend_in
from geo_patrol.roster.files.letters import Letters
from geo_patrol.roster.files.month import Names
from geo_patrol.roster.files.rows import Off, RowReader
from geo_patrol.roster.files.saying import Sayings
from geo_patrol.roster.problem import Assignment, Problem, Roster
from geo_patrol.tracks.readers.text import csv_rows

MAX_BYTES = 10 * 1024**2
MAX_LINES = 2_000
MOST_FINDINGS = 300
_ZIP, _OLE = b"PK", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class RosterRead:
    """What a file says.

    Attributes
    ----------
    findings
        What was not understood, and is left out.
    remarks
        What was taken, but should be looked at.
    n_more
        Findings beyond those that are listed.
    """

    duties: Roster
    leave: tuple[Off, ...]
    findings: tuple[Finding, ...]
    remarks: tuple[Finding, ...] = ()
    n_more: int = 0


def read_roster(data: bytes, filename: str, problem: Problem, names: Names) -> RosterRead:
    """Read month grids, or lists with a duty a row, from a workbook or a CSV file.

    Parameters
    ----------
    problem
        The roster that it is for: its days, shifts, posts and officers.

    Raises
    ------
    InvalidInput
        When it is no such file, or has no row of days for this roster, with the reasons.
    TooLarge
        When it is over 10 MB, or a sheet over 2,000 lines.
    """
    sheets, epoch_1904 = sheets_of(data, filename)
    letters = Letters(problem, names)
    callers = Callers((one.id for one in problem.officers), names)
    legend, contested, unclear = legend_in(sheets, problem, letters, callers)
    sayings = Sayings(problem, names, letters, legend, contested)
    grids = RowReader(problem, names, callers, sayings)
    lists = ListReader(problem, names, callers, sayings)
    findings, n_read = list(unclear), 0
    for sheet in sheets:
        if (head := list_head(sheet.lines)) is not None:
            at, columns = head
            lists.read(sheet.title, sheet.lines[at + 1 :], columns, epoch_1904)
            n_read += 1
            continue
        for found in blocks_of(sheet, problem, names, callers, epoch_1904):
            if isinstance(found, Block):
                grids.read(found)
                n_read += 1
            else:
                findings.append(found)
    if not n_read:
        raise InvalidInput("roster_files.no_grid", name=filename, findings=tuple(findings))
    findings += [*grids.findings, *lists.findings]
    remarks = [*grids.remarks, *_untold(lists.untold)]
    remarks += _absent(problem, names, grids.seen | lists.seen)
    return RosterRead(
        tuple(sorted(grids.duties | lists.duties, key=_order)),
        tuple(sorted(grids.leave.values(), key=lambda one: (one.day, one.officer))),
        tuple(findings[:MOST_FINDINGS]),
        tuple(remarks[:MOST_FINDINGS]),
        max(0, len(findings) - MOST_FINDINGS),
    )


def _order(one: Assignment) -> tuple[date, str, str, str]:
    return one.day, one.officer, one.shift, one.post or ""


def _untold(places: list[str]) -> Iterator[Finding]:
    if places:
        yield finding(places[0], "roster_files.post_untold", n=len(places))


def sheets_of(data: bytes, filename: str) -> tuple[list[SheetLines], bool]:
    """Return the sheets of a file, and whether it counts days from 1904; CSV has one.

    Raises
    ------
    InvalidInput, TooLarge
        As `read_roster`.
    """
    if len(data) > MAX_BYTES:
        raise TooLarge("ledgers.too_large", name=filename, limit_mb=MAX_BYTES // 1024**2)
    if not data.strip():
        raise InvalidInput("ledgers.empty", name=filename)
    if data.startswith((_ZIP, _OLE)):
        return read_sheets(data, filename, MAX_LINES)
    return [SheetLines("", list(_csv_lines(data, filename)), [])], False


def _csv_lines(data: bytes, filename: str) -> Iterator[Line]:
    for n, (line, texts) in enumerate(csv_rows(data, filename)):
        if n >= MAX_LINES:
            raise TooLarge("ledgers.too_many_rows", name=filename, limit=MAX_LINES)
        yield line, [text.strip() or None for text in texts]


def _absent(problem: Problem, names: Names, seen: set[str]) -> Iterator[Finding]:
    squads = {one.squad for one in problem.posts}
    missing = [one.id for one in problem.officers if one.squad in squads and one.id not in seen]
    if missing:
        listed = "、".join(names.officer(one) for one in missing[:20])
        yield finding("", "roster_files.absent", n=len(missing), who=listed)

"""The catalogue as a list that the office keeps in a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterator, Mapping

import openpyxl

from geo_patrol.errors import Finding
from geo_patrol.incidents.catalogue import Catalogue
from geo_patrol.incidents.term_checks import HAS, MAX_NAME, MAX_POSITION
from geo_patrol.incidents.terms import GROUPS, Group, Term
from geo_patrol.ledgers.fields import find_columns, require, words
from geo_patrol.ledgers.parse import NUMBER
from geo_patrol.ledgers.records import LedgerRead, Table
from geo_patrol.ledgers.terms import squad_code
from geo_patrol.ledgers.values import Cells
from geo_patrol.messages import Language, text

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes Chinese for something else."""

_NEEDED = (("group",), ("code",), ("zh",), ("en",))
# What a spreadsheet would run, were it to come first in a cell of text; an apostrophe before it is
# one that guards it, or a name's own, which gets another.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def terms_from(
    table: Table, catalogue: Catalogue, mapping: Mapping[str, str] | None = None
) -> LedgerRead[Term]:
    """Read terms; what the table has no column for stays as it is in a catalogue.

    Parameters
    ----------
    table
        From `read_table` with ``header_row=1``: terms are what other ledgers name columns by.
        Without rows it gives none.
    catalogue
        What is known of terms that are there already.
    mapping
        Field → column name; other columns are found by their usual names.

    Returns
    -------
    LedgerRead
        Groups in the order in which they refer to each other. Whether a term fits is not looked
        at: that depends on the others.

    Raises
    ------
    InvalidInput
        When a column that is needed is not found, or the mapping names what is not there.
    """
    aliases = words("catalogue")
    found = find_columns(table.columns, aliases, mapping or {})
    require(found, _NEEDED, table.columns, aliases)
    lines: dict[tuple[Group, str], int] = {}
    rows: list[Term] = []
    bad: list[Finding] = []
    for row in table.rows:
        cells = Cells(table, row, found)
        term = _term(cells, catalogue)
        if term is not None:
            first = lines.setdefault((term.group, term.code), row.line)
            if first != row.line:
                cells.problem("catalogue.twice", line=first)
        if cells.problems or term is None:
            bad += cells.problems
        else:
            rows.append(term)
    rows.sort(key=lambda one: GROUPS.index(one.group))
    columns = sorted(found.items(), key=lambda item: item[1])
    taken = tuple((field, table.columns[number]) for field, number in columns)
    return LedgerRead(tuple(rows), tuple(bad), len(table.rows), taken)


def _term(cells: Cells, catalogue: Catalogue) -> Term | None:
    group = _group(cells)
    code = cells.typed("code", MAX_NAME)
    if group is None:
        return None
    zh, en = _name(cells, "zh"), _name(cells, "en")
    known = catalogue.of(group).get(code, Term(group, code, zh, en))
    parent, position = known.parent, known.position
    if cells.has("parent"):
        parent = cells.typed("parent", MAX_NAME) or None
    if cells.has("position"):
        position = _position(cells, known)
    return Term(
        group=group,
        code=code,
        zh=zh,
        en=en,
        parent=parent,
        squad_code=_squad(cells, known),
        counts_people=_flag(cells, "counts_people", known.counts_people),
        is_measure=_flag(cells, "is_measure", known.is_measure),
        position=position,
        retired=_flag(cells, "retired", known.retired),
    )


def _group(cells: Cells) -> Group | None:
    told = cells.text("group")
    for group in GROUPS:
        if told == group or told in words("catalogue_groups")[group]:
            return group
    near = "、".join(f"{words('catalogue_groups')[group][0]} ({group})" for group in GROUPS)
    cells.problem("catalogue.no_group", value=told[:40], near=near)
    return None


def _name(cells: Cells, field: str) -> str:
    name = cells.typed(field, MAX_NAME + 1)
    return name[1:] if name.startswith("'") and _FORMULA.match(name) else name


def _squad(cells: Cells, known: Term) -> str | None:
    if not cells.has("squad"):
        return known.squad_code
    told = cells.text("squad")
    # A squad of whom the words know nothing is known by its code.
    return (squad_code(told) or told) if told else None


def _flag(cells: Cells, field: str, known: bool) -> bool:
    return bool(cells.yes(field)) if cells.has(field) else known


def _position(cells: Cells, known: Term) -> int:
    told = cells.text("position")
    if not told:
        return known.position
    if not NUMBER.fullmatch(told) or not told.isdigit() or int(told) > MAX_POSITION:
        cells.problem("ledgers.not_a_number", column=cells.column("position"), value=told[:40])
        return known.position
    return int(told)


def titles(language: Language) -> list[str]:
    """Return the names of the columns of a list."""
    return [names[0] if language == "zh" else field for field, names in words("catalogue").items()]


def as_csv(catalogue: Catalogue, language: Language) -> bytes:
    """Return all terms as CSV for a spreadsheet: nothing in it runs."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(titles(language))
    writer.writerows(_rows(catalogue, language))
    return (BYTE_ORDER_MARK + file.getvalue()).encode()


def as_workbook(catalogue: Catalogue, language: Language) -> bytes:
    """Return all terms as a workbook of one sheet: nothing in it runs."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(words("catalogue")["group"][0])
    for row in (titles(language), *_rows(catalogue, language)):
        sheet.append(row)
    sheet.freeze_panes = "A2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _rows(catalogue: Catalogue, language: Language) -> Iterator[list[str]]:
    for group in GROUPS:
        has = HAS[group]
        label = words("catalogue_groups")[group][0] if language == "zh" else group
        for term in catalogue.of(group).values():
            yield [
                label,
                term.code,
                _guarded(term.zh),
                _guarded(term.en),
                term.parent or "",
                term.squad_code or "",
                _told(term.counts_people, language) if "counts_people" in has else "",
                _told(term.is_measure, language) if "is_measure" in has else "",
                str(term.position),
                _told(term.retired, language),
            ]


def _told(flag: bool, language: Language) -> str:
    return text("catalogue.yes", language) if flag else text("catalogue.no", language)


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell

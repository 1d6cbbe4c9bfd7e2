"""Officers from a ledger."""

from collections.abc import Mapping
from uuid import UUID, uuid5

from geo_patrol.ledgers.fields import find_columns, officer_aliases, require
from geo_patrol.ledgers.records import LedgerRead, OfficerRow, Table
from geo_patrol.ledgers.terms import role_code, squad_code
from geo_patrol.ledgers.values import Cells
from geo_patrol.roles import ROLES, Role

OFFICER_NAMESPACE = UUID("b0a3c1de-6f52-4c87-8d0f-91c6a5e07d35")
"""Namespace (RFC 9562, version 5) of imported officers; it never changes."""


MAX_NAME = MAX_BADGE = 64
"""Characters; a log-in name is as long as a badge number, for it may be one."""


def officer_id(squad: str, badge_no: str) -> UUID:
    """Return the id of the officer who has this badge number in this squad."""
    return uuid5(OFFICER_NAMESPACE, f"{squad}/{badge_no}")


def officers_from(
    table: Table, mapping: Mapping[str, str] | None = None, *, squad: str | None = None
) -> LedgerRead[OfficerRow]:
    """Read officers: name, badge number, squad, and what else the ledger has.

    Without a column: ``login`` is the badge number in lower case, ``role`` is officer, and
    ``certified`` is no, unless the badge number is that of the certificate (执法证号); it is never
    yes for auxiliaries (协辅人员).

    Parameters
    ----------
    table
        From `read_table`; without rows it gives none.
    mapping
        Field → column name; other columns are found by their usual names.
    squad
        Code of the squad of rows that name none.

    Raises
    ------
    InvalidInput
        When a column that is needed is not found, or the mapping names what is not there.
    """
    found = find_columns(table.columns, officer_aliases(), mapping or {})
    needed = [("name",), ("badge_no",)] + ([] if squad else [("squad",)])
    require(found, needed, table.columns, officer_aliases())
    rows, bad = [], []
    first_line: dict[str, int] = {}
    for row in table.rows:
        cells = Cells(table, row, found)
        officer = _officer(cells, squad)
        if officer is not None and not cells.problems:
            for key in (f"{officer.squad_code}/{officer.badge_no}", f"login:{officer.login}"):
                if first_line.setdefault(key, row.line) != row.line:
                    cells.problem("ledgers.officer_twice", line=first_line[key])
                    break
        if cells.problems or officer is None:
            bad += cells.problems
        else:
            rows.append(officer)
    columns = sorted(found.items(), key=lambda item: item[1])
    taken = tuple((field, table.columns[number]) for field, number in columns)
    return LedgerRead(tuple(rows), tuple(bad), len(table.rows), taken)


def _officer(cells: Cells, squad: str | None) -> OfficerRow | None:
    name = cells.typed("name", MAX_NAME)
    badge_no = cells.typed("badge_no", MAX_BADGE)
    for field, value in (("name", name), ("badge_no", badge_no)):
        if not value and not cells.problems:
            cells.problem("ledgers.cell_empty", column=cells.column(field))
    named = cells.text("squad")
    code = squad_code(named) if named else squad
    if code is None:
        key = "ledgers.squad_unknown" if named else "ledgers.squad_missing"
        cells.problem(key, value=named[:40])
    title = cells.text("role")
    role: Role | None = role_code(title) if title else "officer"
    if role is None:
        cells.problem("ledgers.role_unknown", value=title[:40], known=", ".join(ROLES))
    if code is None or role is None:
        return None
    login = cells.typed("login", MAX_BADGE) or badge_no.lower()
    return OfficerRow(
        officer_id(code, badge_no), code, name, badge_no, login, role, _certified(cells, role)
    )


def _certified(cells: Cells, role: Role) -> bool:
    if role == "auxiliary":
        return False
    told = cells.yes("certified")
    if told is None:
        return not cells.has("certified") and "执法证" in cells.column("badge_no")
    return told

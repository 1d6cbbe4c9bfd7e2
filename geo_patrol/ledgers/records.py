"""What a ledger is read into."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Generic, TypeVar
from uuid import UUID

from geo_patrol.errors import Finding
from geo_patrol.roles import Role

MAX_ROWS = 100_000
MAX_COLUMNS = 200

T = TypeVar("T")


@dataclass(frozen=True)
class Formula:
    """A cell that holds a formula: what it stands for is not known without a spreadsheet."""

    text: str


Cell = str | int | float | datetime | date | time | Formula | None
Line = tuple[int, list[Cell]]
"""A line's number, from 1, and its cells."""


@dataclass(frozen=True)
class Row:
    """A row that is not empty: the line it stands on, and one cell for each column."""

    line: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """A sheet as it stands: column names (unique, "" where there is none) and rows below them.

    ``epoch_1904`` is how the workbook counts days, for cells that hold a date as a bare number.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    epoch_1904: bool = False


@dataclass(frozen=True)
class OfficerRow:
    """A member of a squad; ``certified``: holds a certificate of law enforcement (执法证)."""

    id: UUID
    squad_code: str
    name: str
    badge_no: str
    login: str
    role: Role
    certified: bool


@dataclass(frozen=True)
class LedgerRead(Generic[T]):
    """A preview of an import.

    Attributes
    ----------
    rows
        The good rows, in order.
    bad
        What is wrong, placed by line; a bad row may have several findings.
    n_read
        Rows that are not empty.
    columns
        Which column was taken for which field, in the order of the columns.
    """

    rows: tuple[T, ...]
    bad: tuple[Finding, ...]
    n_read: int
    columns: tuple[tuple[str, str], ...] = ()

    @property
    def n_bad(self) -> int:
        """Rows left out."""
        return self.n_read - len(self.rows)

"""A block, that somebody answers for a block or a cell, and that this was handed over."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

TargetKind = Literal["block", "cell"]


class Target(NamedTuple):
    """What somebody answers for: a block or a cell, each by its code in its area."""

    kind: TargetKind
    area_code: str
    code: str


@dataclass(frozen=True)
class Block:
    """Some cells of an area under one name, in half-open ``[starts_at, ends_at)``, aware.

    A block that gets other cells is the same one by its ``code``: one record ends where the next
    begins. ``ends_at`` is None until that is known, ``cells`` are codes of the area's grid, and
    ``voided`` says why it does not count.
    """

    id: UUID
    area_code: str
    code: str
    name: str
    cells: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime | None = None
    note: str = ""
    voided: str = ""


@dataclass(frozen=True)
class Responsibility:
    """That somebody answers for a block or a cell in half-open ``[starts_at, ends_at)``, aware.

    Just one of ``block_code`` and ``cell_code`` is given. ``holder_id`` is who begins: hand-overs
    say who goes on. ``voided`` says why it does not count.
    """

    id: UUID
    area_code: str
    block_code: str | None
    cell_code: str | None
    holder_id: UUID
    starts_at: datetime
    ends_at: datetime | None = None
    note: str = ""
    voided: str = ""

    @property
    def target(self) -> Target:
        """What it is for."""
        if self.block_code is not None:
            return Target("block", self.area_code, self.block_code)
        return Target("cell", self.area_code, self.cell_code or "")


@dataclass(frozen=True)
class ResponsibilityHandover:
    """That somebody hands a responsibility on to somebody else, and what is left to be done."""

    id: UUID
    responsibility_id: UUID
    from_officer_id: UUID
    to_officer_id: UUID
    at: datetime
    open_points: tuple[str, ...] = ()
    note: str = ""
    voided: str = ""

"""Blocks, responsibilities and hand-overs as they are kept, on the wire."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from api.received import TextOut
from geo_patrol.park.records import Block, Responsibility, ResponsibilityHandover
from geo_patrol.store.repositories.received import Kept
from geo_patrol.store.scope import Scope


class BlockOut(TextOut):
    """A block as it is kept."""

    area: str
    code: str
    name: str
    cells: list[str]
    start: datetime
    end: datetime | None
    note: str
    voided: str
    counts: bool = Field(description="False of one that was voided.")

    @classmethod
    def of(cls, kept: Kept[Block], scope: Scope) -> BlockOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        one, found, in_full = kept.record, kept.found, scope.reads_in_full
        return cls(
            id=one.id,
            squad=found.squad_code,
            received_at=found.received_at,
            demo=found.demo,
            officer_id=found.officer_id if in_full else None,
            redacted=not in_full,
            area=one.area_code,
            code=one.code,
            name=one.name,
            cells=list(one.cells),
            start=one.starts_at,
            end=one.ends_at,
            note=one.note if in_full else "",
            voided=one.voided if in_full else "",
            counts=not one.voided,
        )


class Blocks(BaseModel):
    """A page of blocks."""

    items: list[BlockOut]
    next: str | None


class ResponsibilityOut(TextOut):
    """That somebody answers for a block or a cell, as it is kept."""

    area: str
    block: str | None
    cell: str | None
    holder_id: UUID | None = Field(description="Null where the asker sees no crews either.")
    start: datetime
    end: datetime | None
    note: str
    voided: str
    counts: bool = Field(description="False of one that was voided.")

    @classmethod
    def of(cls, kept: Kept[Responsibility], scope: Scope) -> ResponsibilityOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        one, found, in_full = kept.record, kept.found, scope.reads_in_full
        return cls(
            id=one.id,
            squad=found.squad_code,
            received_at=found.received_at,
            demo=found.demo,
            officer_id=found.officer_id if in_full else None,
            redacted=not in_full,
            area=one.area_code,
            block=one.block_code,
            cell=one.cell_code,
            holder_id=one.holder_id if in_full else None,
            start=one.starts_at,
            end=one.ends_at,
            note=one.note if in_full else "",
            voided=one.voided if in_full else "",
            counts=not one.voided,
        )


class Responsibilities(BaseModel):
    """A page of responsibilities."""

    items: list[ResponsibilityOut]
    next: str | None


class ResponsibilityHandoverOut(TextOut):
    """That a responsibility was handed on, as it is kept."""

    responsibility_id: UUID
    from_officer_id: UUID | None = Field(description="Null where the asker sees no crews either.")
    to_officer_id: UUID | None
    at: datetime
    open_points: list[str]
    note: str
    voided: str
    counts: bool = Field(description="False of one that was voided.")

    @classmethod
    def of(cls, kept: Kept[ResponsibilityHandover], scope: Scope) -> ResponsibilityHandoverOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        one, found, in_full = kept.record, kept.found, scope.reads_in_full
        return cls(
            id=one.id,
            squad=found.squad_code,
            received_at=found.received_at,
            demo=found.demo,
            officer_id=found.officer_id if in_full else None,
            redacted=not in_full,
            responsibility_id=one.responsibility_id,
            from_officer_id=one.from_officer_id if in_full else None,
            to_officer_id=one.to_officer_id if in_full else None,
            at=one.at,
            open_points=list(one.open_points) if in_full else [],
            note=one.note if in_full else "",
            voided=one.voided if in_full else "",
            counts=not one.voided,
        )


class ResponsibilityHandovers(BaseModel):
    """A page of hand-overs."""

    items: list[ResponsibilityHandoverOut]
    next: str | None

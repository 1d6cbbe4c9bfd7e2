"""Operations, links and transfers as they are kept, on the wire."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from api.received import TextOut
from geo_patrol.operations.records import (
    Force,
    LinkKind,
    ListedFile,
    Operation,
    OperationKind,
    OperationLink,
    Transfer,
)
from geo_patrol.store.repositories.received import Kept
from geo_patrol.store.scope import Scope


class ForceOut(BaseModel):
    """What an agency brings."""

    agency: str
    people: int
    vehicles: int
    boats: int
    drones: int
    task: str

    @classmethod
    def of(cls, one: Force, *, in_full: bool) -> ForceOut:
        """Return its form on the wire."""
        return cls(**{**vars(one), "task": one.task if in_full else ""})


class ClosingOut(BaseModel):
    """That an operation is over."""

    at: datetime
    summary: str


class OperationOut(TextOut):
    """An operation as it is kept."""

    kind: OperationKind
    name: str
    aim: str
    start: datetime
    end: datetime
    areas: list[str]
    agencies: list[ForceOut]
    note: str
    closed: ClosingOut | None
    voided: str
    counts: bool = Field(description="False of one that was voided.")

    @classmethod
    def of(cls, kept: Kept[Operation], scope: Scope) -> OperationOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        one, found, in_full = kept.record, kept.found, scope.reads_in_full
        closed = None
        if one.closed_at is not None:
            closed = ClosingOut(at=one.closed_at, summary=one.summary if in_full else "")
        return cls(
            id=one.id,
            squad=one.squad_code,
            kind=one.kind,
            name=one.name,
            aim=one.aim if in_full else "",
            start=one.starts_at,
            end=one.ends_at,
            areas=list(one.area_codes),
            agencies=[ForceOut.of(each, in_full=in_full) for each in one.agencies],
            note=one.note if in_full else "",
            closed=closed,
            voided=one.voided if in_full else "",
            counts=not one.voided,
            officer_id=found.officer_id if in_full else None,
            received_at=found.received_at,
            demo=found.demo,
            redacted=not in_full,
        )


class Operations(BaseModel):
    """A page of operations."""

    items: list[OperationOut]
    next: str | None = Field(description="Cursor of the next page; null on the last one.")


class LinkOut(TextOut):
    """A link as it is kept."""

    operation_id: UUID
    kind: LinkKind
    target_id: UUID
    removed: str
    holds: bool = Field(description="False of one that was removed.")

    @classmethod
    def of(cls, kept: Kept[OperationLink], scope: Scope) -> LinkOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        one, found, in_full = kept.record, kept.found, scope.reads_in_full
        return cls(
            id=one.id,
            squad=found.squad_code,
            operation_id=one.operation_id,
            kind=one.kind,
            target_id=one.target_id,
            removed=one.removed if in_full else "",
            holds=not one.removed,
            officer_id=found.officer_id if in_full else None,
            received_at=found.received_at,
            demo=found.demo,
            redacted=not in_full,
        )


class Links(BaseModel):
    """A page of links."""

    items: list[LinkOut]
    next: str | None = Field(description="Cursor of the next page; null on the last one.")


class ListedOut(BaseModel):
    """A file of a list of evidence, as it was when it was listed."""

    sha256: str
    size_bytes: int
    media_type: str
    note: str

    @classmethod
    def of(cls, one: ListedFile, *, in_full: bool) -> ListedOut:
        """Return its form on the wire."""
        return cls(**{**vars(one), "note": one.note if in_full else ""})


class ReceiptOut(BaseModel):
    """Who took a case, by role, and when."""

    by: str
    at: datetime


class TransferOut(TextOut):
    """A case that was handed on, as it is kept."""

    incident_id: UUID
    agency: str
    at: datetime
    number: str
    reason: str
    evidence: list[ListedOut]
    received: ReceiptOut | None
    note: str
    voided: str
    counts: bool = Field(description="False of one that was voided.")

    @classmethod
    def of(cls, kept: Kept[Transfer], scope: Scope) -> TransferOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        one, found, in_full = kept.record, kept.found, scope.reads_in_full
        received = None
        if one.taken_at is not None:
            received = ReceiptOut(by=one.taken_by if in_full else "", at=one.taken_at)
        return cls(
            id=one.id,
            squad=found.squad_code,
            incident_id=one.incident_id,
            agency=one.agency,
            at=one.at,
            number=one.number,
            reason=one.reason if in_full else "",
            evidence=[ListedOut.of(each, in_full=in_full) for each in one.evidence],
            received=received,
            note=one.note if in_full else "",
            voided=one.voided if in_full else "",
            counts=not one.voided,
            officer_id=found.officer_id if in_full else None,
            received_at=found.received_at,
            demo=found.demo,
            redacted=not in_full,
        )


class Transfers(BaseModel):
    """A page of cases handed on."""

    items: list[TransferOut]
    next: str | None = Field(description="Cursor of the next page; null on the last one.")

"""Seizures as they are kept, on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from api.bodies import Code
from api.queries import ORDER_HELP, Order, Period
from api.received import ReceivedOut
from api.remarks import RemarkOut, remarks_of
from api.seizures.chain_schemas import (
    ClockOut,
    ConflictOut,
    EventOut,
    FactOut,
    events_of,
    facts_of,
)
from geo_patrol.seizures import Item, Measure, Whereabouts
from geo_patrol.seizures.events import State
from geo_patrol.seizures.records import Signer
from geo_patrol.store.repositories.seizures import StoredSeizure
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.seizing import Looked


class SeizureFilters(Period):
    """Query of a list of seizures; state, kind and place are of any one item."""

    squad: Code | None = Field(None, description="Code of a squad.")
    incident: UUID | None = Field(None, description="Id of an incident.")
    open: bool | None = Field(None, description="True: some period runs; false: none does.")
    state: Literal[State, "not_seized"] | None = Field(None, description="Where an item is.")
    kind: Code | None = Field(None, description="Code of the catalogue's gear.")
    place: str | None = Field(None, max_length=100, description="Place where an item is.")
    text: str | None = Field(
        None, min_length=1, max_length=64, description="In number, seals, places and notes."
    )
    order: Order = Field("oldest", description=ORDER_HELP)
    limit: int = Field(100, ge=1, le=1000, description="Items on a page.")
    cursor: str | None = Field(None, max_length=200, description="`next` of the page before.")


class OfficerOut(BaseModel):
    """A member of the squad who took part."""

    officer_id: UUID
    name: str | None
    certified: bool = Field(description="Whether they held a certificate then.")


class SignatureOut(BaseModel):
    """A signature, or that it was refused."""

    signer: Signer
    at: datetime
    image: UUID | None
    refused: bool
    recorded_by: UUID | None
    officer_id: UUID | None
    reason: str


class ItemOut(BaseModel):
    """A line of the inventory, and where the chain of custody has it."""

    number: int
    kind: str
    quantity: int
    unit: str
    condition: str
    seal_number: str
    storage_place: str
    photos: list[UUID]
    note: str
    state: State | None = Field(description="Null before the chain begins with it.")
    place: str
    since: datetime | None
    to: str = Field(
        description="Who has it now, where that was said; empty where the asker reads no free text."
    )
    notice_ends: datetime | None

    @classmethod
    def of(cls, item: Item, where: Whereabouts | None, in_full: bool) -> ItemOut:
        """Return an item's form on the wire."""
        free = {} if in_full else {"condition": "", "note": ""}
        return cls(
            **{**vars(item), **free, "photos": list(item.photos)},
            state=None if where is None else where.state,
            place="" if where is None else where.place,
            since=None if where is None else where.since,
            to=where.to if where is not None and in_full else "",
            notice_ends=None if where is None else where.notice_ends,
        )


class ApprovalOut(BaseModel):
    """Who approved, and when."""

    by: UUID | None
    at: datetime


class SeizureLine(ReceivedOut):
    """A seizure in a list."""

    incident_id: UUID | None
    number: str
    measure: Measure
    at: datetime
    ownerless: bool
    n_items: int
    states: dict[str, int] = Field(description="Items by where they are.")
    flags: list[str] = Field(
        description="Keys of what would not hold up, as of the last write about it."
    )
    open: bool = Field(description="Some period runs.")
    voided: bool

    @classmethod
    def of(cls, stored: StoredSeizure) -> SeizureLine:
        """Return a seizure's form in a list."""
        one, found = stored.seizure, stored.found
        return cls(
            id=one.id,
            squad=one.squad_code,
            incident_id=one.incident_id,
            number=one.number,
            measure=one.measure,
            at=one.at,
            ownerless=one.ownerless,
            n_items=len(one.items),
            states=dict(stored.states),
            flags=list(found.flags),
            open=stored.open,
            voided=bool(one.voided),
            received_at=found.received_at,
            demo=found.demo,
        )


class SeizureOut(ReceivedOut):
    """A seizure as it is kept, and how it stands."""

    incident_id: UUID | None
    number: str
    measure: Measure
    at: datetime
    officers: list[OfficerOut]
    items: list[ItemOut]
    signatures: list[SignatureOut]
    ownerless: bool
    party: int | None
    note: str
    voided: str
    officer_id: UUID | None = Field(description="Who sent it; null where no crews are shown.")
    approval: ApprovalOut | None
    open: bool
    clocks: list[ClockOut]
    events: list[EventOut] = Field(description="The chain of custody, in the order of the acts.")
    conflicts: list[ConflictOut]
    clock_events: list[FactOut]
    findings: list[RemarkOut] = Field(description="What would not hold up in review.")
    redacted: bool = Field(description="True: what may name somebody was left out for the asker.")

    @classmethod
    def of(cls, looked: Looked, scope: Scope, names: dict[UUID, str], now: datetime) -> SeizureOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        one, found, in_full = looked.stored.seizure, looked.stored.found, scope.reads_in_full
        chain, approval = looked.standing.chain, looked.facts.approval
        return cls(
            id=one.id,
            squad=one.squad_code,
            incident_id=one.incident_id,
            number=one.number,
            measure=one.measure,
            at=one.at,
            officers=[
                OfficerOut(
                    officer_id=each.officer_id,
                    name=names.get(each.officer_id),
                    certified=each.certified,
                )
                for each in (one.officers if in_full else ())
            ],
            items=[ItemOut.of(each, chain.items.get(each.number), in_full) for each in one.items],
            signatures=[SignatureOut(**vars(each)) for each in (one.signatures if in_full else ())],
            ownerless=one.ownerless,
            party=one.party,
            note=one.note if in_full else "",
            voided=one.voided if in_full else "",
            officer_id=found.officer_id if in_full else None,
            approval=None
            if approval is None
            else ApprovalOut(by=approval.by if in_full else None, at=approval.at),
            open=looked.standing.is_open,
            clocks=[ClockOut.of(each, now) for each in looked.standing.clocks],
            events=list(events_of(looked, in_full)),
            conflicts=[ConflictOut.of(each) for each in chain.conflicts],
            clock_events=list(facts_of(looked, in_full)),
            findings=remarks_of(looked.findings),
            received_at=found.received_at,
            demo=found.demo,
            redacted=not in_full,
        )


class Seizures(BaseModel):
    """A page of seizures."""

    items: list[SeizureLine]
    next: str | None = Field(description="Cursor of the next page; null on the last one.")

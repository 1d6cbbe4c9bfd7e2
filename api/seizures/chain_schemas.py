"""The chain of custody and its clocks on the wire."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import UUID

from pydantic import BaseModel, Field

from api.remarks import RemarkOut, remarks_of
from geo_patrol.law.records import Unit
from geo_patrol.seizures import Clock, ClockKind, EventKind, FactKind, state_of, was_late
from geo_patrol.seizures.custody import Conflict
from geo_patrol.seizures.due import State
from geo_patrol.workflows.seizing import Looked


class EventOut(BaseModel):
    """A link of the chain; the seizure itself is the first one."""

    id: UUID
    kind: EventKind
    items: list[int]
    at: datetime
    received_at: datetime
    officer_id: UUID | None
    place: str
    from_place: str
    notice_ends: datetime | None
    to: str
    note: str
    counts: bool = Field(description="False for one that was voided.")
    voided: str = Field(description="Why it was; empty where the asker reads no free text.")
    flags: list[str]


class ConflictOut(BaseModel):
    """What cannot have been, or should not have been: the event, its items, and why."""

    event_id: UUID
    items: list[int]
    remark: RemarkOut

    @classmethod
    def of(cls, one: Conflict) -> ConflictOut:
        """Return a conflict's form on the wire."""
        return cls(event_id=one.event_id, items=list(one.items), remark=RemarkOut.of(one.finding))


class FactOut(BaseModel):
    """An approval, a report, testing, an extension or a decision."""

    id: UUID
    kind: FactKind
    at: datetime
    received_at: datetime
    officer_id: UUID | None
    days: int | None
    note: str
    counts: bool
    voided: str
    flags: list[str]


class PeriodOut(BaseModel):
    """What a clock goes by, and how certain that is."""

    id: str
    law: str
    article: str | None
    length: int
    unit: Unit
    verified: bool


class ClockOut(BaseModel):
    """A period that runs, or has run."""

    kind: ClockKind
    state: State
    started_at: datetime
    due_at: datetime
    last_day: date | None = Field(description="Last local day; null for hours.")
    met_at: datetime | None
    late: bool = Field(description="It was done, but after it was due.")
    extended_days: int
    tested_days: int = Field(description="Days of testing, which are not counted.")
    period: PeriodOut
    remarks: list[RemarkOut]

    @classmethod
    def of(cls, clock: Clock, now: datetime) -> ClockOut:
        """Return a clock's form on the wire."""
        period = clock.period
        return cls(
            kind=clock.kind,
            state=state_of(clock, now),
            started_at=clock.started_at,
            due_at=clock.due_at.astimezone(UTC),
            last_day=clock.last_day,
            met_at=clock.met_at,
            late=was_late(clock),
            extended_days=clock.extended_days,
            tested_days=clock.tested_days,
            period=PeriodOut(
                id=period.id,
                law=period.law.zh,
                article=period.article,
                length=period.length,
                unit=period.unit,
                verified=period.verified,
            ),
            remarks=remarks_of(clock.remarks),
        )


def events_of(looked: Looked, in_full: bool) -> Iterator[EventOut]:
    """Yield the links of a chain, in their order; then those that were voided."""
    sent = {one.record.id: one for one in looked.custody}
    stored = looked.stored
    voided = [
        one.record.event(one.found.received_at) for one in looked.custody if one.record.voided
    ]
    for event in (*looked.standing.chain.events, *voided):
        kept = sent.get(event.id)
        found = stored.found if kept is None else kept.found
        yield EventOut(
            id=event.id,
            kind=event.kind,
            items=list(event.items),
            at=event.at,
            received_at=found.received_at,
            officer_id=found.officer_id if in_full else None,
            place=event.place,
            from_place=event.from_place,
            notice_ends=event.notice_ends,
            to=event.to if in_full else "",
            note=event.note if in_full else "",
            counts=kept is None or not kept.record.voided,
            voided=kept.record.voided if kept is not None and in_full else "",
            flags=[] if kept is None else list(kept.found.flags),
        )


def facts_of(looked: Looked, in_full: bool) -> Iterator[FactOut]:
    """Yield the acts about a seizure's periods, the voided ones too."""
    for kept in looked.clock_events:
        one, found = kept.record, kept.found
        yield FactOut(
            id=one.id,
            kind=one.kind,
            at=one.at,
            received_at=found.received_at,
            officer_id=found.officer_id if in_full else None,
            days=one.days,
            note=one.note if in_full else "",
            counts=not one.voided,
            voided=one.voided if in_full else "",
            flags=list(found.flags),
        )

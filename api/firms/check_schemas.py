"""Planned checks and combined visits as they are kept, on the wire."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from api.received import TextOut
from geo_patrol.firms.records import CombinedVisit, PlannedCheck
from geo_patrol.store.repositories.received import Kept
from geo_patrol.store.scope import Scope


class TimeOut(BaseModel):
    """Half-open: from the start up to the end."""

    start: datetime
    end: datetime


class CheckOut(TextOut):
    """A planned check as it is kept."""

    firm_id: UUID
    matter: str
    agency: str
    window: TimeOut
    minutes: int
    unannounced: bool
    note: str
    voided: str
    counts: bool = Field(description="False of one that was voided.")

    @classmethod
    def of(cls, kept: Kept[PlannedCheck], scope: Scope) -> CheckOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        one, found, in_full = kept.record, kept.found, scope.reads_in_full
        return cls(
            id=one.id,
            squad=found.squad_code,
            firm_id=one.firm_id,
            matter=one.matter,
            agency=one.agency,
            window=TimeOut(start=one.opens_at, end=one.closes_at),
            minutes=one.minutes,
            unannounced=one.unannounced,
            note=one.note if in_full else "",
            voided=one.voided if in_full else "",
            counts=not one.voided,
            officer_id=found.officer_id if in_full else None,
            received_at=found.received_at,
            demo=found.demo,
            redacted=not in_full,
        )


class Checks(BaseModel):
    """A page of planned checks."""

    items: list[CheckOut]
    next: str | None = Field(description="Cursor of the next page; null on the last one.")


class VisitOut(TextOut):
    """A combined visit as it is kept."""

    firm_id: UUID
    start: datetime
    minutes: int
    checks: list[UUID]
    happened: TimeOut | None
    note: str
    voided: str
    counts: bool = Field(description="False of one that was voided.")
    flags: list[str] = Field(
        description="Of one that took place: `in_quiet`: in a quiet window; `unplanned`;"
        " `clock_ahead`."
    )

    @classmethod
    def of(cls, kept: Kept[CombinedVisit], scope: Scope) -> VisitOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        one, found, in_full = kept.record, kept.found, scope.reads_in_full
        happened = None
        if one.happened_from is not None and one.happened_to is not None:
            happened = TimeOut(start=one.happened_from, end=one.happened_to)
        return cls(
            id=one.id,
            squad=found.squad_code,
            firm_id=one.firm_id,
            start=one.starts_at,
            minutes=one.minutes,
            checks=[UUID(each) for each in one.checks],
            happened=happened,
            note=one.note if in_full else "",
            voided=one.voided if in_full else "",
            counts=not one.voided,
            flags=list(found.flags),
            officer_id=found.officer_id if in_full else None,
            received_at=found.received_at,
            demo=found.demo,
            redacted=not in_full,
        )


class Visits(BaseModel):
    """A page of combined visits."""

    items: list[VisitOut]
    next: str | None = Field(description="Cursor of the next page; null on the last one.")

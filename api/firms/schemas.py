"""Firms, service visits and hours of guidance as they are kept, on the wire."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from api.incidents.schemas import PersonOut
from api.received import TextOut
from api.remarks import RemarkOut, remarks_of
from geo_patrol.cases.worktime import WorkTime
from geo_patrol.errors import Finding
from geo_patrol.firms.figures import service_days
from geo_patrol.firms.records import Firm, GuidanceSlot, QuietWindow, ServiceVisit, Tier
from geo_patrol.personal import Showing
from geo_patrol.store.repositories.received import Kept
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.persons import Shown


class QuietOut(BaseModel):
    """When a firm is left in peace, and why."""

    reason: str
    first: str
    last: str
    weekdays: list[int]
    begin: str
    end: str

    @classmethod
    def of(cls, one: QuietWindow) -> QuietOut:
        """Return its form on the wire."""
        return cls(**{**vars(one), "weekdays": [int(day) for day in one.weekdays]})


class FirmOut(TextOut):
    """A firm as it is kept."""

    name: str
    credit_code: str
    tier: Tier | None
    lon: float | None
    lat: float | None
    place: str
    quiet: list[QuietOut]
    contacts: list[PersonOut]
    contacts_shown: Showing = Field(
        description="`none`: nobody is recorded; `shown`; `redacted`: not for the asker;"
        " `expired`: destroyed at the end of retention."
    )
    note: str
    voided: str
    counts: bool = Field(description="False of one that was voided.")
    area: str | None
    cell: str | None = Field(description="Code of the grid cell; null outside every cell.")
    flags: list[str] = Field(
        description="`no_position`, `outside_areas`, `outside_cells`, `area_of_other_squad`,"
        " `credit_code`: it does not fit GB 32100."
    )
    remarks: list[RemarkOut] = Field(description="What a person should look at; none in lists.")

    @classmethod
    def of(
        cls,
        kept: Kept[Firm],
        cell: str | None,
        shown: Shown,
        scope: Scope,
        remarks: Iterable[Finding] = (),
    ) -> FirmOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        one, found, in_full = kept.record, kept.found, scope.reads_in_full
        return cls(
            id=one.id,
            squad=one.squad_code,
            name=one.name,
            credit_code=one.credit_code,
            tier=one.tier,
            lon=one.lon,
            lat=one.lat,
            place=one.place,
            quiet=[QuietOut.of(each) for each in one.quiet],
            contacts=[PersonOut(**vars(each)) for each in shown.persons],
            contacts_shown=shown.showing,
            note=one.note if in_full else "",
            voided=one.voided if in_full else "",
            counts=not one.voided,
            area=found.area_code,
            cell=cell,
            flags=list(found.flags),
            remarks=remarks_of(remarks),
            officer_id=found.officer_id if in_full else None,
            received_at=found.received_at,
            demo=found.demo,
            redacted=not in_full,
        )


class Firms(BaseModel):
    """A page of firms."""

    items: list[FirmOut]
    next: str | None = Field(description="Cursor of the next page; null on the last one.")


class ServiceOut(TextOut):
    """A service visit as it is kept."""

    firm_id: UUID
    at: datetime
    officers: list[UUID]
    asked: str
    advised: str
    solved_at: datetime | None
    days: int | None = Field(description="To the solution, by the calendar; null before it.")
    working_days: int | None = Field(description="The same by the office's calendar.")
    note: str
    voided: str
    counts: bool = Field(description="False of one that was voided.")
    flags: list[str] = Field(description="`clock_ahead`, `solved_before`.")

    @classmethod
    def of(cls, kept: Kept[ServiceVisit], scope: Scope, office: WorkTime) -> ServiceOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        one, found, in_full = kept.record, kept.found, scope.reads_in_full
        taken = service_days(one, office.calendar, office.tz)
        return cls(
            id=one.id,
            squad=found.squad_code,
            firm_id=one.firm_id,
            at=one.at,
            officers=[UUID(each) for each in one.officers] if in_full else [],
            asked=one.asked if in_full else "",
            advised=one.advised if in_full else "",
            solved_at=one.solved_at,
            days=None if taken is None else taken[0],
            working_days=None if taken is None else taken[1],
            note=one.note if in_full else "",
            voided=one.voided if in_full else "",
            counts=not one.voided,
            flags=list(found.flags),
            officer_id=found.officer_id if in_full else None,
            received_at=found.received_at,
            demo=found.demo,
            redacted=not in_full,
        )


class ServiceVisits(BaseModel):
    """A page of service visits."""

    items: list[ServiceOut]
    next: str | None = Field(description="Cursor of the next page; null on the last one.")


class BookingOut(BaseModel):
    """The firm that took an hour."""

    firm_id: UUID
    wish: str


class SlotOut(TextOut):
    """An hour of guidance as it is kept."""

    start: datetime
    end: datetime
    topic: str
    place: str
    booking: BookingOut | None
    cancelled: str
    voided: str
    free: bool = Field(description="True of one that can be booked, if it has not begun.")

    @classmethod
    def of(cls, kept: Kept[GuidanceSlot], scope: Scope) -> SlotOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        one, found, in_full = kept.record, kept.found, scope.reads_in_full
        booking = None
        if one.booked_by is not None:
            booking = BookingOut(firm_id=one.booked_by, wish=one.wish if in_full else "")
        return cls(
            id=one.id,
            squad=one.squad_code,
            start=one.starts_at,
            end=one.ends_at,
            topic=one.topic,
            place=one.place,
            booking=booking,
            cancelled=one.cancelled if in_full else "",
            voided=one.voided if in_full else "",
            free=one.booked_by is None and not one.voided,
            officer_id=found.officer_id if in_full else None,
            received_at=found.received_at,
            demo=found.demo,
            redacted=not in_full,
        )


class Slots(BaseModel):
    """A page of hours of guidance."""

    items: list[SlotOut]
    next: str | None = Field(description="Cursor of the next page; null on the last one.")

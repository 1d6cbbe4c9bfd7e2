"""Firms, service visits and hours of guidance as they are sent."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from api.bodies import Code, Line, Lines, Moment, Note, StrictBody, squad_meant
from api.incidents.schemas import PersonBody
from api.places.points import MaybePoint
from geo_patrol.firms.records import Firm, GuidanceSlot, QuietWindow, ServiceVisit, Tier
from geo_patrol.personal import Person

MAX_QUIET = 50
MAX_CONTACTS = 20
MAX_OFFICERS = 30
MAX_WISH = 500

FIRM_ID = "018f3a52-6b00-7c11-9a01-5d0c6e1f0f01"
EXAMPLES: dict[str, Any] = {
    "quiet": {
        "summary": "A firm with a fair to get ready for, and a meeting every Monday",
        "value": {
            "squad": "park",
            "name": "示例机械厂",
            "credit_code": "91350100M000100Y43",
            "tier": "A",
            "lon": 120.8862,
            "lat": 29.5121,
            "place": "园区大道 8 号",
            "quiet": [
                {"reason": "备展赶订单", "first": "2022-10-10", "last": "2022-10-14"},
                {"reason": "周一例会", "weekdays": [1], "begin": "08:00", "end": "10:00"},
            ],
            "contacts": [{"note": "厂办值班电话", "phone": "0575-00000000"}],
        },
    }
}
SERVICE_EXAMPLES: dict[str, Any] = {
    "solved": {
        "summary": "A firm asked about its sign, and had an answer after two days",
        "value": {
            "firm_id": FIRM_ID,
            "at": "2022-10-12T10:00:00+08:00",
            "asked": "门头招牌怎么报批",
            "advised": "材料清单已留，窗口代办",
            "solved_at": "2022-10-14T16:00:00+08:00",
        },
    }
}
SLOT_EXAMPLES: dict[str, Any] = {
    "free": {
        "summary": "An hour of guidance that any firm can book",
        "value": {
            "squad": "park",
            "start": "2022-11-03T14:00:00+08:00",
            "end": "2022-11-03T15:00:00+08:00",
            "topic": "排水许可",
            "place": "园区服务中心",
        },
    },
    "booked": {
        "summary": "The same, booked: an edit",
        "value": {
            "squad": "park",
            "start": "2022-11-03T14:00:00+08:00",
            "end": "2022-11-03T15:00:00+08:00",
            "topic": "排水许可",
            "place": "园区服务中心",
            "booking": {"firm_id": FIRM_ID, "wish": "新厂房接管"},
        },
    },
}

Words = Annotated[str, Field(max_length=100), Line]


class QuietBody(StrictBody):
    """When a firm is left in peace; what is left out does not narrow it."""

    reason: Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S"), Line]
    first: Annotated[str, Field(max_length=10), Line] = Field("", description="YYYY-MM-DD.")
    last: Annotated[str, Field(max_length=10), Line] = Field(
        "", description="YYYY-MM-DD, included."
    )
    weekdays: Annotated[list[Annotated[int, Field(ge=1, le=7)]], Field(max_length=7)] = Field(
        default_factory=list, description="1 is Monday; every day when empty."
    )
    begin: Annotated[str, Field(max_length=5), Line] = Field("", description="HH:MM.")
    end: Annotated[str, Field(max_length=5), Line] = Field(
        "", description="HH:MM up to 24:00; on the next day when it is not after `begin`."
    )

    def window(self) -> QuietWindow:
        """Return the record."""
        weekdays = "".join(map(str, sorted(self.weekdays)))
        return QuietWindow(self.reason, self.first, self.last, weekdays, self.begin, self.end)


class FirmBody(MaybePoint):
    """A firm as it is sent; the server finds area and cell."""

    squad: Code | None = Field(None, description="Code of the squad; the sender's own if missing.")
    name: Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S"), Line]
    credit_code: Annotated[str, Field(max_length=32), Line] = Field(
        "", description="统一社会信用代码 (GB 32100); one that does not fit is flagged."
    )
    tier: Tier | None = Field(None, description="Risk by credit: A low to D high.")
    place: Annotated[str, Field(max_length=200), Line] = ""
    quiet: Annotated[list[QuietBody], Field(max_length=MAX_QUIET)] = Field(default_factory=list)
    contacts: Annotated[list[PersonBody], Field(max_length=MAX_CONTACTS)] = Field(
        default_factory=list,
        description="Whom to call. Names belong here: they are encrypted, shown to who has need,"
        " and destroyed in time.",
    )
    note: Note = ""
    voided: Note = Field("", description="Why it does not count.")

    def firm(self, firm_id: UUID, own_squad: str | None) -> Firm:
        """Return the record.

        Raises
        ------
        InvalidInput
            When no squad is named, and the sender has none.
        """
        return Firm(
            id=firm_id,
            squad_code=squad_meant(self.squad, own_squad),
            name=self.name,
            credit_code=self.credit_code,
            tier=self.tier,
            lon=self.lon,
            lat=self.lat,
            place=self.place,
            quiet=tuple(one.window() for one in self.quiet),
            note=self.note,
            voided=self.voided,
        )

    def people(self) -> tuple[Person, ...]:
        """Return whom to call."""
        return tuple(one.person() for one in self.contacts)


class ServiceBody(StrictBody):
    """A service visit as it is sent."""

    firm_id: UUID
    at: Moment
    officers: Annotated[list[UUID], Field(max_length=MAX_OFFICERS)] = Field(default_factory=list)
    asked: Note = ""
    advised: Note = ""
    solved_at: Moment | None = None
    note: Note = ""
    voided: Note = ""

    def visit(self, visit_id: UUID) -> ServiceVisit:
        """Return the record."""
        return ServiceVisit(
            id=visit_id,
            firm_id=self.firm_id,
            at=self.at,
            officers=tuple(map(str, sorted(set(self.officers)))),
            asked=self.asked,
            advised=self.advised,
            solved_at=self.solved_at,
            note=self.note,
            voided=self.voided,
        )


class BookingBody(StrictBody):
    """A firm that takes an hour."""

    firm_id: UUID
    wish: Annotated[str, Field(max_length=MAX_WISH), Lines] = ""


class SlotBody(StrictBody):
    """An hour of guidance as it is sent."""

    squad: Code | None = Field(None, description="Code of the squad; the sender's own if missing.")
    start: Moment
    end: Moment = Field(description="Not included.")
    topic: Annotated[str, Field(min_length=1, max_length=100, pattern=r"\S"), Line]
    place: Words = ""
    booking: BookingBody | None = Field(None, description="Null while it is free.")
    cancelled: Note = Field("", description="Why the last booking was given back.")
    voided: Note = ""

    def slot(self, slot_id: UUID, own_squad: str | None) -> GuidanceSlot:
        """Return the record.

        Raises
        ------
        InvalidInput
            When no squad is named, and the sender has none.
        """
        return GuidanceSlot(
            id=slot_id,
            squad_code=squad_meant(self.squad, own_squad),
            starts_at=self.start,
            ends_at=self.end,
            topic=self.topic,
            place=self.place,
            booked_by=None if self.booking is None else self.booking.firm_id,
            wish="" if self.booking is None else self.booking.wish,
            cancelled=self.cancelled,
            voided=self.voided,
        )

"""Check-ins on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field

from api.bodies import Line, Moment
from api.places.points import MaybePoint
from api.received import ReceivedOut
from geo_patrol.field.records import CheckIn, ToldBy
from geo_patrol.field.tags import is_tag_of
from geo_patrol.store.repositories.received import Kept
from geo_patrol.store.scope import Scope

EXAMPLES: dict[str, Any] = {
    "code_read": {
        "summary": "The QR code was read, four metres off",
        "value": {
            "check_point_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0c01",
            "at": "2022-10-08T02:10:00+08:00",
            "lon": 121.0318,
            "lat": 29.41223,
            "accuracy_m": 8,
            "by": "qr",
            "token": "c0VqTj3m6p9fGq2_",
        },
    },
    "passed_by": {
        "summary": "The phone saw that it is near",
        "value": {
            "check_point_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0c01",
            "at": "2022-10-08T04:10:00+08:00",
            "lon": 121.0319,
            "lat": 29.4122,
            "accuracy_m": 12,
            "by": "near",
        },
    },
}


class CheckInBody(MaybePoint):
    """A check-in as it is sent; what is odd about it is flagged, not refused."""

    check_point_id: UUID
    patrol_id: UUID | None = None
    at: Moment
    accuracy_m: float | None = Field(
        None, ge=0, le=100_000, description="Radius of the position's accuracy, in metres."
    )
    by: ToldBy = Field(description="`qr`: the code there was read; `near`: the position says so.")
    token: Annotated[str, Field(max_length=64), Line] | None = Field(
        None, description="What stands behind the dot in the QR code's address."
    )

    def check_in(self, check_in_id: UUID, key: bytes) -> CheckIn:
        """Return the record; ``key`` is that of the tags.

        The tag itself is not kept: who reads the record could show it as their own.
        """
        return CheckIn(
            id=check_in_id,
            check_point_id=self.check_point_id,
            at=self.at,
            told_by=self.by,
            lon=self.lon,
            lat=self.lat,
            accuracy_m=self.accuracy_m,
            patrol_id=self.patrol_id,
            proven=is_tag_of(key, self.check_point_id, self.token),
        )


class CheckInOut(ReceivedOut):
    """A check-in as it is kept, and what was found about it."""

    check_point_id: UUID
    patrol_id: UUID | None
    officer_id: UUID | None = Field(
        description="Who was there; null where the asker sees no crews either."
    )
    at: datetime
    lon: float | None
    lat: float | None
    accuracy_m: float | None
    by: ToldBy
    proven: bool = Field(description="The code that hangs there was read.")
    distance_m: float | None = Field(description="How far from the point; null without a place.")
    flags: list[str] = Field(
        description="`far`, `inaccurate`, `no_position`, `unproven`, `late`, `clock_ahead`,"
        " `retired`."
    )
    counts: bool = Field(description="Whether it shows that somebody was there.")

    @classmethod
    def of(cls, kept: Kept[CheckIn], scope: Scope) -> CheckInOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        one, found = kept.record, kept.found
        away = found.distance_m
        return cls(
            id=one.id,
            squad=found.squad_code,
            check_point_id=one.check_point_id,
            patrol_id=one.patrol_id,
            officer_id=found.officer_id if scope.reads_in_full else None,
            at=one.at,
            lon=one.lon,
            lat=one.lat,
            accuracy_m=one.accuracy_m,
            by=one.told_by,
            proven=one.proven,
            distance_m=None if away is None else round(away, 1),
            flags=list(found.flags),
            counts=found.counts,
            received_at=found.received_at,
            demo=found.demo,
        )


class CheckIns(BaseModel):
    """A page of check-ins."""

    items: list[CheckInOut]
    next: str | None = Field(description="Cursor of the next page; null on the last one.")

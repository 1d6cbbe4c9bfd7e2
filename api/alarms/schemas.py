"""Alarms on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field, model_validator
from pydantic_core import PydanticCustomError

from api.bodies import Moment, Note, StrictBody
from geo_patrol.alarms.records import (
    Alarm,
    AlarmKind,
    AlarmPosition,
    AlarmSign,
    Flag,
    SignKind,
)
from geo_patrol.patrols import Mode
from geo_patrol.store.repositories.alarm_signs import Heard
from geo_patrol.store.repositories.alarms import StoredAlarm

Lon = Annotated[float, Field(ge=-180, le=180, description="Degrees, EPSG:4326.")]
Lat = Annotated[float, Field(ge=-90, le=90, description="Degrees, EPSG:4326.")]
Accuracy = Annotated[float, Field(ge=0, le=1e6, description="Metres.")]

EXAMPLES: dict[str, Any] = {
    "sos": {
        "summary": "A call for help from a boat",
        "value": {
            "kind": "sos",
            "at": "2022-10-08T02:14:05+08:00",
            "lon": 120.99,
            "lat": 29.47,
            "accuracy_m": 8,
            "patrol_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0002",
        },
    },
    "nowhere": {
        "summary": "A call for help without a position yet",
        "value": {"kind": "sos", "at": "2022-10-08T02:14:05+08:00", "text": "船进水"},
    },
}
SIGN_EXAMPLES: dict[str, Any] = {
    "coming": {
        "summary": "Somebody is on the way",
        "value": {
            "alarm_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0b01",
            "sign": "coming",
            "at": "2022-10-08T02:15:00+08:00",
            "text": "从东码头出发",
        },
    }
}
POSITION_EXAMPLES: dict[str, Any] = {
    "later": {
        "summary": "Where the caller drifted to",
        "value": {
            "alarm_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0b01",
            "at": "2022-10-08T02:14:35+08:00",
            "lon": 120.9903,
            "lat": 29.4702,
            "accuracy_m": 6,
        },
    }
}


class Placed(StrictBody):
    """A body whose place is there, or is not."""

    lon: Lon | None = None
    lat: Lat | None = None
    accuracy_m: Accuracy | None = None

    @model_validator(mode="after")
    def _whole_place(self) -> Placed:
        if (self.lon is None) != (self.lat is None):
            raise PydanticCustomError("api.field.half_place", "half a place")
        return self


class AlarmBody(Placed):
    """A call for help as a phone sends it."""

    kind: Literal["sos"]
    at: Moment = Field(description="When the button was pressed, by the phone's clock.")
    patrol_id: UUID | None = Field(
        None, description="The patrol the caller is on; it need not have been sent yet."
    )
    text: Note = ""

    def alarm(self, alarm_id: UUID, officer_id: UUID) -> Alarm:
        """Return the record."""
        return Alarm(
            id=alarm_id,
            kind=self.kind,
            officer_id=officer_id,
            patrol_id=self.patrol_id,
            at=self.at,
            lon=self.lon,
            lat=self.lat,
            accuracy_m=self.accuracy_m,
            placed_at=None if self.lon is None else self.at,
            text=self.text,
        )


class SignBody(StrictBody):
    """What somebody says to an alarm."""

    alarm_id: UUID
    sign: SignKind = Field(description="`ended` ends it for everybody.")
    at: Moment
    text: Note = ""

    def sign_of(self, sign_id: UUID, officer_id: UUID) -> AlarmSign:
        """Return the record."""
        return AlarmSign(sign_id, self.alarm_id, officer_id, self.sign, self.at, self.text)


class PositionBody(StrictBody):
    """Where who called for help is."""

    alarm_id: UUID
    at: Moment
    lon: Lon
    lat: Lat
    accuracy_m: Accuracy | None = None

    def position(self, position_id: UUID) -> AlarmPosition:
        """Return the record."""
        return AlarmPosition(
            position_id, self.alarm_id, self.at, self.lon, self.lat, self.accuracy_m
        )


class PlaceOut(BaseModel):
    """A place, and when somebody was there."""

    lon: float
    lat: float
    accuracy_m: float | None
    at: datetime

    @classmethod
    def of(cls, one: AlarmPosition) -> PlaceOut:
        """Return a position's form on the wire."""
        return cls(lon=one.lon, lat=one.lat, accuracy_m=one.accuracy_m, at=one.at)


class SignOut(BaseModel):
    """A sign as it is kept."""

    id: UUID
    alarm_id: UUID
    officer_id: UUID | None = Field(description="Null: the program itself.")
    sign: SignKind
    at: datetime
    received_at: datetime
    text: str

    @classmethod
    def of(cls, one: Heard) -> SignOut:
        """Return a sign's form on the wire."""
        return cls(
            id=one.sign.id,
            alarm_id=one.sign.alarm_id,
            officer_id=one.sign.officer_id,
            sign=one.sign.sign,
            at=one.sign.at,
            received_at=one.received_at,
            text=one.sign.text,
        )


class PositionOut(PlaceOut):
    """A position as it is kept."""

    id: UUID
    alarm_id: UUID


class Sight(BaseModel):
    """What of an alarm the asker may see."""

    place: bool
    in_full: bool


class AlarmOut(BaseModel):
    """An alarm as it stands."""

    id: UUID
    kind: AlarmKind
    squad: str
    area: str | None
    mode: Mode | None
    officer_id: UUID | None = Field(description="Who called for help; null for a crew overdue.")
    patrol_id: UUID | None
    at: datetime
    received_at: datetime
    silent_since: datetime | None = Field(description="Of a crew overdue: its last sign of life.")
    text: str
    position: PlaceOut | None = Field(description="The latest place known.")
    position_hidden: bool = Field(description="True: there may be one, not for the asker.")
    flags: list[Flag]
    seen_at: datetime | None = Field(description="When somebody else first saw it.")
    ended_at: datetime | None
    redacted: bool = Field(description="True: what may name somebody was left out for the asker.")

    @classmethod
    def of(cls, one: StoredAlarm, sight: Sight) -> AlarmOut:
        """Return an alarm's form on the wire, as far as the asker may see it."""
        return cls(
            id=one.alarm.id,
            kind=one.alarm.kind,
            squad=one.squad_code,
            area=one.area_code,
            mode=one.mode,
            officer_id=one.alarm.officer_id if sight.in_full else None,
            patrol_id=one.alarm.patrol_id,
            at=one.alarm.at,
            received_at=one.received_at,
            silent_since=one.alarm.silent_since,
            text=one.alarm.text if sight.in_full else "",
            position=_latest(one) if sight.place else None,
            position_hidden=not sight.place,
            flags=list(one.flags),
            seen_at=one.seen_at,
            ended_at=one.ended_at,
            redacted=not sight.in_full,
        )


class WholeAlarmOut(AlarmOut):
    """An alarm with all that came after it."""

    signs: list[SignOut]
    positions: list[PlaceOut] = Field(description="In time order; none where they are hidden.")


class Alarms(BaseModel):
    """A page of alarms."""

    items: list[AlarmOut]
    next: str | None = Field(description="Cursor of the next page; null on the last one.")


def _latest(one: StoredAlarm) -> PlaceOut | None:
    alarm = one.alarm
    own = None
    if alarm.lon is not None and alarm.lat is not None and alarm.placed_at is not None:
        own = PlaceOut(
            lon=alarm.lon, lat=alarm.lat, accuracy_m=alarm.accuracy_m, at=alarm.placed_at
        )
    if one.latest is None:
        return own
    return PlaceOut.of(one.latest) if own is None or one.latest.at >= own.at else own

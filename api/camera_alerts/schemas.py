"""Camera alerts on the wire."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from api.bodies import Code, Moment, Note
from api.camera_alerts.answer_schemas import AlertAnswerOut
from api.places.points import MaybePoint
from api.queries import OpenFilters
from api.received import ReceivedOut
from geo_patrol.field.records import AlertAnswer, CameraAlert
from geo_patrol.store.repositories.received import Kept
from geo_patrol.store.scope import Scope

EXAMPLES: dict[str, Any] = {
    "people": {
        "summary": "People at the shore by night",
        "value": {
            "camera": "大坝东 2 号",
            "at": "2022-10-08T01:32:10+08:00",
            "kind": "person",
            "lon": 121.0318,
            "lat": 29.4122,
            "note": "2 人,持竿",
        },
    }
}


class CameraAlertBody(MaybePoint):
    """An alert as a camera sends it; what is odd about it is flagged, not refused."""

    camera: Code = Field(description="Name of the camera.")
    at: Moment
    kind: Code = Field(description="What was seen, as the camera's maker names it.")
    note: Note = ""

    def alert(self, alert_id: UUID) -> CameraAlert:
        """Return the record."""
        return CameraAlert(alert_id, self.camera, self.at, self.kind, self.lon, self.lat, self.note)


class CameraAlertOut(ReceivedOut):
    """An alert as it is kept, with what it turned out to be."""

    area: str | None
    camera: str
    camera_code: str | None = Field(
        description="Code of the camera on the squad's list; null when it is not there."
    )
    repeat_of: UUID | None = Field(
        description="The open alert of the same camera that it came soon after, and is told with."
    )
    n_repeats: int = Field(description="How many repeated this one.")
    at: datetime
    kind: str
    lon: float | None
    lat: float | None
    note: str
    flags: list[str] = Field(
        description="`late`, `clock_ahead`, `outside_areas`, `area_of_other_squad`,"
        " `unknown_camera`."
    )
    open: bool = Field(description="Nobody has answered it, nor the one that it repeats.")
    answers: list[AlertAnswerOut]
    redacted: bool = Field(description="True: what may name somebody was left out for the asker.")

    @classmethod
    def of(
        cls,
        kept: Kept[CameraAlert],
        scope: Scope,
        answers: Sequence[Kept[AlertAnswer]] = (),
        *,
        open: bool | None = None,
    ) -> CameraAlertOut:
        """Return a record's form on the wire, as far as the asker may see it.

        ``open`` is to be said of one that repeats another: its own answers do not tell.
        """
        one, found = kept.record, kept.found
        flags = [*found.flags, *(["unknown_camera"] if found.camera_code is None else [])]
        # A camera reads its own words back, and nobody else's.
        in_full = scope.reads_in_full or scope.may("alerts.write")
        shown = answers if scope.may("records.read") else ()
        return cls(
            id=one.id,
            squad=found.squad_code,
            area=found.area_code,
            camera=one.camera,
            camera_code=found.camera_code,
            repeat_of=found.repeat_of,
            n_repeats=found.n_repeats,
            at=one.at,
            kind=one.kind,
            lon=one.lon,
            lat=one.lat,
            note=one.note if in_full else "",
            flags=flags,
            open=not answers if open is None else open,
            answers=[AlertAnswerOut.of(answer, scope) for answer in shown],
            received_at=found.received_at,
            demo=found.demo,
            redacted=not in_full,
        )


class AlertFilters(OpenFilters):
    """Query of a list of alerts."""

    camera: Code | None = Field(None, description="Code of a camera, or the name its device has.")
    repeats: bool | None = Field(
        None,
        description="False: without those that repeat an open one, as who is on duty sees them.",
    )


class CameraAlerts(BaseModel):
    """A page of alerts."""

    items: list[CameraAlertOut]
    next: str | None = Field(description="Cursor of the next page; null on the last one.")

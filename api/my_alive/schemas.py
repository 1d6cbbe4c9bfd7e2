"""Heartbeats and alarm tokens on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from api.alarms.schemas import Placed
from api.bodies import Moment
from geo_patrol.workflows.alive import Place

EXAMPLES: dict[str, Any] = {
    "boat": {
        "summary": "The phone of a boat crew",
        "value": {
            "patrol_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0002",
            "at": "2022-10-08T02:10:00+08:00",
            "lon": 120.99,
            "lat": 29.47,
            "accuracy_m": 8,
        },
    }
}


class HeartbeatBody(Placed):
    """That a phone aboard a patrol is there, and where."""

    patrol_id: UUID
    at: Moment

    def place(self) -> Place | None:
        """Return the place, if there is one."""
        if self.lon is None or self.lat is None:
            return None
        return Place(self.lon, self.lat, self.accuracy_m)


class HeardOut(BaseModel):
    """What is known of a patrol's crew."""

    patrol_id: UUID
    at: datetime = Field(description="Its last sign of life, by the server's clock.")
    overdue_at: datetime | None = Field(
        description="When an alarm is due without another one; null when it is not watched now."
    )


class AlarmTokenOut(BaseModel):
    """A token to call for help with, shown this once: `Authorization: Bearer …`."""

    token: str
    good_until: datetime

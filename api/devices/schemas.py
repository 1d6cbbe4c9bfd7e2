"""Devices on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from api.bodies import Code, StrictBody
from geo_patrol.roles import DeviceKind
from geo_patrol.store.repositories.devices import Device
from geo_patrol.store.repositories.trackers import Tally

EXAMPLES: dict[str, Any] = {
    "tracker": {
        "summary": "The tracker of a patrol boat",
        "value": {"kind": "tracker", "name": "巡查艇 1 号定位器", "squad": "reservoir"},
    },
    "carried": {
        "summary": "An officer's phone with a tracking app",
        "value": {
            "kind": "tracker",
            "name": "手机定位",
            "squad": "reservoir",
            "officer_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0a01",
        },
    },
    "monitor": {
        "summary": "What reads the metrics",
        "value": {"kind": "monitor", "name": "Prometheus"},
    },
}


class DeviceBody(StrictBody):
    """A device as who keeps accounts writes it."""

    kind: DeviceKind = Field(
        description="`tracker` brings tracks in, `camera` alerts, `monitor` reads the metrics."
    )
    name: Code
    squad: Code | None = Field(None, description="Whose it is; null only for a monitor.")
    officer_id: UUID | None = Field(
        None,
        description="Who carries a tracker: what it reports goes to that officer's patrols, and is"
        " discarded outside of their squads' shifts.",
    )

    def device(self, device_id: UUID) -> Device:
        """Return the record."""
        return Device(device_id, self.squad, self.kind, self.name, officer_id=self.officer_id)


class Reported(BaseModel):
    """What became of the fixes that a tracker reported to `/ingest`, in numbers."""

    heard_at: datetime = Field(description="When it was last heard.")
    kept: int = Field(description="Taken, to wait for a patrol.")
    off_duty: int = Field(description="Outside of every shift and patrol: discarded.")
    unusable: int = Field(description="Without a place or a possible time.")
    doubtful: int = Field(description="Taken, with a speed or accuracy that cannot be meant.")
    late: int = Field(description="Between two that were counted already: nothing to add.")
    expired: int = Field(description="Claimed by no patrol in 72 hours: deleted.")

    @classmethod
    def of(cls, tally: Tally | None) -> Reported | None:
        """Return a tally's form on the wire; None for a tracker that was never heard."""
        if tally is None or tally.heard_at is None:
            return None
        return cls(
            heard_at=tally.heard_at,
            kept=tally.n_kept,
            off_duty=tally.n_off_duty,
            unusable=tally.n_unusable,
            doubtful=tally.n_doubtful,
            late=tally.n_late,
            expired=tally.n_expired,
        )


class DeviceOut(BaseModel):
    """A device; its token is never shown again."""

    id: UUID
    kind: DeviceKind
    name: str
    squad: str | None
    officer_id: UUID | None = Field(description="Who carries it; null: nobody.")
    reported: Reported | None = Field(description="Of a tracker; null before it was ever heard.")
    token_at: datetime | None = Field(description="When it got its token; null without one.")
    revoked_at: datetime | None = Field(description="When that was taken back; null while good.")

    @classmethod
    def of(cls, device: Device, tally: Tally | None = None) -> DeviceOut:
        """Return a device's form on the wire."""
        return cls(
            id=device.id,
            kind=device.kind,
            name=device.name,
            squad=device.squad_code,
            officer_id=device.officer_id,
            reported=Reported.of(tally),
            token_at=device.token_at,
            revoked_at=device.revoked_at,
        )


class Devices(BaseModel):
    """All devices, in the order they were made."""

    items: list[DeviceOut]


class FreshToken(BaseModel):
    """A device's token, shown this once: `Authorization: Bearer …`, or `/ingest/…` for an app."""

    token: str

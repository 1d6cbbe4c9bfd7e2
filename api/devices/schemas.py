"""Devices on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from api.bodies import Code, StrictBody
from geo_patrol.roles import DeviceKind
from geo_patrol.store.repositories.devices import Device

EXAMPLES: dict[str, Any] = {
    "tracker": {
        "summary": "The tracker of a patrol boat",
        "value": {"kind": "tracker", "name": "巡查艇 1 号定位器", "squad": "reservoir"},
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

    def device(self, device_id: UUID) -> Device:
        """Return the record."""
        return Device(device_id, self.squad, self.kind, self.name)


class DeviceOut(BaseModel):
    """A device; its token is never shown again."""

    id: UUID
    kind: DeviceKind
    name: str
    squad: str | None
    token_at: datetime | None = Field(description="When it got its token; null without one.")
    revoked_at: datetime | None = Field(description="When that was taken back; null while good.")

    @classmethod
    def of(cls, device: Device) -> DeviceOut:
        """Return a device's form on the wire."""
        return cls(
            id=device.id,
            kind=device.kind,
            name=device.name,
            squad=device.squad_code,
            token_at=device.token_at,
            revoked_at=device.revoked_at,
        )


class Devices(BaseModel):
    """All devices, in the order they were made."""

    items: list[DeviceOut]


class FreshToken(BaseModel):
    """A device's token, shown this once: `Authorization: Bearer …`."""

    token: str

"""Trackers, cameras and monitors, and the tokens they sign in with."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from geo_patrol.roles import DeviceKind
from geo_patrol.store.scope import Scope, scope_of_device
from geo_patrol.store.tables import DeviceRow


@dataclass(frozen=True)
class Device:
    """A device, as the rest of the system sees one: no token.

    ``officer_id`` is who carries a tracker.
    """

    id: UUID
    squad_code: str | None
    kind: DeviceKind
    name: str
    token_at: datetime | None = None
    revoked_at: datetime | None = None
    officer_id: UUID | None = None

    @property
    def scope(self) -> Scope:
        """How far the device reaches."""
        return scope_of_device(self.id, self.squad_code, self.kind)


def _device(row: DeviceRow) -> Device:
    return Device(
        row.id,
        row.squad_code,
        row.kind,  # type: ignore[arg-type]  # held to DeviceKind by CHECK
        row.name,
        row.token_at,
        row.revoked_at,
        row.officer_id,
    )


def devices(session: Session) -> list[Device]:
    """Return all devices in the order they were made, for who keeps accounts."""
    return [_device(row) for row in session.scalars(select(DeviceRow).order_by(DeviceRow.pk))]


def devices_of(session: Session, officer_id: UUID) -> list[Device]:
    """Return the devices that an officer carries, in the order they were made."""
    found = select(DeviceRow).where(DeviceRow.officer_id == officer_id)
    return [_device(row) for row in session.scalars(found.order_by(DeviceRow.pk))]


def device(session: Session, device_id: UUID) -> Device | None:
    """Return a device, or None."""
    row = session.scalar(select(DeviceRow).where(DeviceRow.id == device_id))
    return None if row is None else _device(row)


def device_of_token(session: Session, token_sha256: str) -> Device | None:
    """Return whose token it is, or None when it was revoked or never given."""
    found = select(DeviceRow).where(
        DeviceRow.token_sha256 == token_sha256, DeviceRow.revoked_at.is_(None)
    )
    row = session.scalar(found)
    return None if row is None else _device(row)


def save_device(session: Session, record: Device) -> None:
    """Add a device, or change name, kind, squad and officer of the one of that id."""
    row = session.scalar(select(DeviceRow).where(DeviceRow.id == record.id))
    if row is None:
        row = DeviceRow(id=record.id)
        session.add(row)
    row.squad_code, row.kind, row.name = record.squad_code, record.kind, record.name
    row.officer_id = record.officer_id
    session.flush()


def set_token(
    session: Session, device_id: UUID, token_sha256: str | None, *, now: datetime
) -> None:
    """Give a device a token in place of the one it had; None revokes what it has."""
    row = session.scalars(select(DeviceRow).where(DeviceRow.id == device_id)).one()
    if token_sha256 is None:
        row.revoked_at = now
    else:
        row.token_at, row.revoked_at = now, None
    row.token_sha256 = token_sha256
    session.flush()

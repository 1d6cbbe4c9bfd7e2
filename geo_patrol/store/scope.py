"""Who asks, and which squads' records they may reach: every query passes here."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, true

from geo_patrol.roles import (
    DEVICE_PERMISSIONS,
    EVERY_SQUAD,
    EVERYTHING,
    DeviceKind,
    Permission,
    Role,
    permissions_of,
)

ActorKind = Literal["officer", "device", "system"]


@dataclass(frozen=True)
class Scope:
    """The reach of one asker; ``squads`` is None for one who serves all squads."""

    actor_id: UUID | None
    squads: frozenset[str] | None
    permissions: frozenset[Permission] = frozenset()
    actor_kind: ActorKind = "officer"

    @property
    def actor(self) -> str:
        """The name that audit entries have for the asker: opaque, no person's."""
        return "system" if self.actor_id is None else f"{self.actor_kind}/{self.actor_id}"

    @property
    def officer_id(self) -> UUID | None:
        """The person who asks; None for a device and for the program itself."""
        return self.actor_id if self.actor_kind == "officer" else None

    def may(self, permission: Permission) -> bool:
        """Whether the asker may do something at all."""
        return permission in self.permissions

    @property
    def reads_in_full(self) -> bool:
        """Whether free text and crews are shown: to who works with the records, not on them."""
        return self.may("records.write")

    def within(self, squad_code: Any) -> ColumnElement[bool]:
        """Return the condition that a row's squad is within reach."""
        if self.squads is None:
            return true()
        condition: ColumnElement[bool] = squad_code.in_(sorted(self.squads))
        return condition

    def includes(self, squad_code: str) -> bool:
        """Whether a squad is within reach."""
        return self.squads is None or squad_code in self.squads


SYSTEM = Scope(None, None, EVERYTHING, "system")
"""The program itself, and the operator at the command line of the machine."""


def scope_of(officer_id: UUID, squads: Iterable[str], role: Role, *, certified: bool) -> Scope:
    """Return the scope of a person who belongs to squads."""
    reach = None if role in EVERY_SQUAD else frozenset(squads)
    return Scope(officer_id, reach, permissions_of(role, certified=certified))


def scope_of_device(device_id: UUID, squad_code: str | None, kind: DeviceKind) -> Scope:
    """Return the scope of a device: its squad's records, as far as its kind goes."""
    squads = frozenset() if squad_code is None else frozenset({squad_code})
    return Scope(device_id, squads, DEVICE_PERMISSIONS[kind], "device")

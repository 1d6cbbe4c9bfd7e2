"""Who asks, and which squads' records they may reach: every query passes here."""

from dataclasses import dataclass
from typing import Any, Literal, get_args
from uuid import UUID

from sqlalchemy import ColumnElement, true

Role = Literal["officer", "leader", "briefing", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)

Permission = Literal["places.read", "records.read", "records.write", "coverage.read", "maps.read"]

_FIELD: frozenset[Permission] = frozenset(get_args(Permission))
PERMISSIONS: dict[Role, frozenset[Permission]] = {
    "officer": _FIELD,
    "leader": _FIELD,
    "briefing": frozenset({"places.read", "records.read", "coverage.read", "maps.read"}),
    "admin": frozenset({"places.read"}),
}
"""What each role may do. An administrator keeps accounts, and sees no records."""

EVERY_SQUAD: frozenset[Role] = frozenset({"briefing", "admin"})
"""Roles that serve all squads; the others see their own."""


@dataclass(frozen=True)
class Scope:
    """The reach of one asker; ``squads`` is None for one who serves all squads."""

    actor_id: UUID | None
    squads: frozenset[str] | None

    def within(self, squad_code: Any) -> ColumnElement[bool]:
        """Return the condition that a row's squad is within reach."""
        if self.squads is None:
            return true()
        condition: ColumnElement[bool] = squad_code.in_(sorted(self.squads))
        return condition

    def includes(self, squad_code: str) -> bool:
        """Whether a squad is within reach."""
        return self.squads is None or squad_code in self.squads


SYSTEM = Scope(actor_id=None, squads=None)
"""The program itself, and the operator at the command line of the machine."""


def scope_of(officer_id: UUID, squad_code: str, role: Role) -> Scope:
    """Return the scope of a member of a squad."""
    return Scope(officer_id, None if role in EVERY_SQUAD else frozenset({squad_code}))

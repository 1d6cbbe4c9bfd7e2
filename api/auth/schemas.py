"""Sessions on the wire."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field

from api.bodies import Code, StrictBody
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.scope import PERMISSIONS, Permission, Role

EXAMPLES: dict[str, Any] = {
    "officer": {
        "summary": "A log-in name and its password",
        "value": {"login": "reservoir-leader", "password": "a long one that nobody guesses"},
    }
}

MAX_PASSWORD = 1024


class LogIn(StrictBody):
    """Who wants to sign in."""

    login: Code
    password: Annotated[str, Field(min_length=1, max_length=MAX_PASSWORD)]


class SessionOut(BaseModel):
    """Who is signed in, and what they may do."""

    id: UUID
    name: str
    badge_no: str
    squad: str
    role: Role
    certified: bool
    permissions: list[Permission]

    @classmethod
    def of(cls, officer: Officer) -> SessionOut:
        """Return an officer's form on the wire."""
        return cls(
            id=officer.id,
            name=officer.name,
            badge_no=officer.badge_no,
            squad=officer.squad_code,
            role=officer.role,
            certified=officer.certified,
            permissions=sorted(PERMISSIONS[officer.role]),
        )

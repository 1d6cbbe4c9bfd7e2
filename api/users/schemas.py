"""People on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field

from api.bodies import Code, StrictBody
from geo_patrol.roles import Role
from geo_patrol.store.repositories.accounts import Account
from geo_patrol.store.repositories.people import Officer

EXAMPLES: dict[str, Any] = {
    "officer": {
        "summary": "A certified officer of the reservoir squad",
        "value": {
            "name": "队员甲",
            "login": "reservoir-07",
            "badge_no": "K-07",
            "role": "officer",
            "certified": True,
            "squad": "reservoir",
        },
    },
    "auditor": {
        "summary": "An auditor, who belongs to no squad",
        "value": {"name": "审计员", "login": "audit", "badge_no": "S-1", "role": "auditor"},
    },
}


class UserBody(StrictBody):
    """A person as who keeps accounts writes them."""

    name: Code
    login: Annotated[Code, Field(pattern=r"^\S+$")] = Field(
        description="Name to sign in with; no spaces."
    )
    badge_no: Code = Field(description="Unique in the squad.")
    role: Role
    certified: bool = Field(
        False, description="Holds a certificate of law enforcement: may seize and file."
    )
    squad: Code | None = Field(
        None, description="The squad they come from; null only for auditors and administrators."
    )
    more_squads: Annotated[list[Code], Field(max_length=20)] = Field(
        default_factory=list, description="Further squads that they serve."
    )

    def officer(self, officer_id: UUID) -> Officer:
        """Return the record."""
        return Officer(
            id=officer_id,
            squad_code=self.squad,
            badge_no=self.badge_no,
            name=self.name,
            login=self.login,
            role=self.role,
            certified=self.certified and self.role != "auxiliary",
            more_squads=tuple(sorted(set(self.more_squads) - {self.squad})),
        )


class UserOut(BaseModel):
    """A person and their account."""

    id: UUID
    name: str
    login: str
    badge_no: str
    role: Role
    certified: bool
    squad: str | None
    more_squads: list[str]
    has_password: bool
    has_second_factor: bool
    disabled_at: datetime | None
    demo: bool = Field(description="True for invented people.")

    @classmethod
    def of(cls, officer: Officer, account: Account) -> UserOut:
        """Return a person's form on the wire."""
        return cls(
            id=officer.id,
            name=officer.name,
            login=officer.login,
            badge_no=officer.badge_no,
            role=officer.role,
            certified=officer.certified,
            squad=officer.squad_code,
            more_squads=list(officer.more_squads),
            has_password=account.password_hash is not None,
            has_second_factor=account.has_second_factor,
            disabled_at=account.disabled_at,
            demo=officer.demo,
        )


class Users(BaseModel):
    """All people, by squad and badge number."""

    items: list[UserOut]


class FreshPassword(BaseModel):
    """A random password, shown this once; it must be changed at the first log-in."""

    password: str

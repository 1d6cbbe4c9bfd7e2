"""Sessions and one's own account on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field

from api.auth.permissions import Caller
from api.auth.sessions import Asked
from api.bodies import Code, StrictBody
from geo_patrol.roles import Permission, Role
from geo_patrol.store.repositories.sessions import LogIn as LogInRecord
from geo_patrol.store.repositories.sessions import SessionKind

MAX_PASSWORD = 1024
MAX_CODE = 64

Password = Annotated[str, Field(min_length=1, max_length=MAX_PASSWORD)]
SecondFactor = Annotated[str, Field(max_length=MAX_CODE)]

LOG_IN_EXAMPLES: dict[str, Any] = {
    "officer": {
        "summary": "A log-in name and its password",
        "value": {"login": "reservoir-leader", "password": "a long one that nobody guesses"},
    },
    "phone": {
        "summary": "On a phone, for a shift; with the code of a second factor",
        "value": {
            "login": "reservoir-07",
            "password": "a long one that nobody guesses",
            "code": "123456",
            "kind": "phone",
        },
    },
}
CHANGE_EXAMPLES: dict[str, Any] = {
    "change": {
        "summary": "The password there is, and the one to be",
        "value": {"current": "the one from the paper slip", "new": "a long one nobody guesses"},
    }
}
CODE_EXAMPLES: dict[str, Any] = {
    "code": {"summary": "A code of the authenticator app", "value": {"code": "123456"}}
}


class LogIn(StrictBody):
    """Who wants to sign in."""

    login: Code
    password: Password
    code: SecondFactor = Field(
        "", description="Of the authenticator app, or a recovery code; if the account asks for it."
    )
    kind: SessionKind = Field(
        "console",
        description="`phone`: lasts a shift, however seldom it is used; for officers,"
        " auxiliaries and leaders. Others get a console's session.",
    )

    def asked(self) -> Asked:
        """Return the log-in that is asked for."""
        return Asked(self.login, self.password, self.code, self.kind)


class PasswordChange(StrictBody):
    """A new password, and the one there is."""

    current: Password
    new: Password


class CodeBody(StrictBody):
    """A code of the second factor."""

    code: Annotated[str, Field(min_length=1, max_length=MAX_CODE)]


class SessionOut(BaseModel):
    """Who is signed in, and what they may do."""

    id: UUID
    name: str
    badge_no: str
    squad: str | None = Field(description="The squad they come from; null for the office.")
    squads: list[str] = Field(description="All squads they belong to.")
    role: Role
    certified: bool
    permissions: list[Permission]
    kind: SessionKind
    expires_at: datetime
    password_change_due: bool = Field(
        description="True: nothing else works until the password is changed."
    )

    @classmethod
    def of(cls, caller: Caller) -> SessionOut:
        """Return a caller's form on the wire."""
        officer = caller.officer
        return cls(
            id=officer.id,
            name=officer.name,
            badge_no=officer.badge_no,
            squad=officer.squad_code,
            squads=sorted(officer.squads),
            role=officer.role,
            certified=officer.certified,
            permissions=sorted(caller.scope.permissions),
            kind=caller.log_in.kind,
            expires_at=caller.log_in.expires_at,
            password_change_due=caller.change_due,
        )


class OwnSession(BaseModel):
    """One of a person's sessions."""

    id: UUID
    kind: SessionKind
    client: str = Field(description="Kind of browser and system; empty when not known.")
    created_at: datetime
    seen_at: datetime
    ends_at: datetime = Field(description="When it ends if it is not used again.")
    present: bool = Field(description="True for the session that asks.")

    @classmethod
    def of(cls, record: LogInRecord, present: UUID | None) -> OwnSession:
        """Return a session's form on the wire."""
        return cls(
            id=record.id,
            kind=record.kind,
            client=record.client,
            created_at=record.created_at,
            seen_at=record.seen_at,
            ends_at=record.ends_at(),
            present=record.id == present,
        )


class OwnSessions(BaseModel):
    """All sessions of a person, the newest first."""

    items: list[OwnSession]


class SecondFactorOffer(BaseModel):
    """A secret for an authenticator app, shown this once; it counts when a code confirms it."""

    uri: str = Field(description="`otpauth://` address, for a QR code.")
    secret: str = Field(description="The secret in base 32, to be typed in.")


class RecoveryCodes(BaseModel):
    """Codes that stand in for a lost phone, each once; shown this once."""

    codes: list[str]

"""Squads, officers, sessions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from geo_patrol.store.scope import Role, Scope
from geo_patrol.store.tables import OfficerRow, SessionRow, SquadRow


@dataclass(frozen=True)
class Officer:
    """A member of a squad, as the rest of the system sees one: no password hash."""

    id: UUID
    squad_code: str
    badge_no: str
    name: str
    login: str
    role: Role
    certified: bool
    demo: bool = False


def _officer(row: OfficerRow) -> Officer:
    return Officer(
        id=row.id,
        squad_code=row.squad_code,
        badge_no=row.badge_no,
        name=row.name,
        login=row.login,
        role=row.role,  # type: ignore[arg-type]  # the table's CHECK holds it to Role
        certified=row.certified,
        demo=row.demo,
    )


def ensure_squad(session: Session, code: str, name_zh: str, name_en: str) -> None:
    """Add a squad, or rename it."""
    session.merge(SquadRow(code=code, name_zh=name_zh, name_en=name_en))
    session.flush()


def squad_codes(session: Session) -> set[str]:
    """Return the codes of all squads."""
    return set(session.scalars(select(SquadRow.code)))


def officers(session: Session, scope: Scope) -> list[Officer]:
    """Return the officers within reach, by squad and badge number."""
    found = select(OfficerRow).where(scope.within(OfficerRow.squad_code))
    rows = session.scalars(found.order_by(OfficerRow.squad_code, OfficerRow.badge_no))
    return [_officer(row) for row in rows]


def known_officers(session: Session, ids: Iterable[UUID], scope: Scope) -> set[UUID]:
    """Return which of these ids are officers within reach."""
    found = select(OfficerRow.id).where(
        OfficerRow.id.in_(list(ids)), scope.within(OfficerRow.squad_code)
    )
    return set(session.scalars(found))


def save_officer(session: Session, officer: Officer, password_hash: str | None = None) -> bool:
    """Add an officer or update the one of that id; return whether anything changed.

    A password hash of None leaves the one there is.
    """
    row = session.scalar(select(OfficerRow).where(OfficerRow.id == officer.id))
    if row is None:
        session.add(OfficerRow(**vars(officer), password_hash=password_hash))
        session.flush()
        return True
    changed = password_hash is not None or _officer(row) != officer
    for name, value in vars(officer).items():
        setattr(row, name, value)
    if password_hash is not None:
        row.password_hash = password_hash
    session.flush()
    return changed


def credentials(session: Session, login: str) -> tuple[Officer, str | None] | None:
    """Return the officer of a log-in name with their password hash, or None."""
    row = session.scalar(select(OfficerRow).where(OfficerRow.login == login))
    return None if row is None else (_officer(row), row.password_hash)


def set_password(session: Session, officer_id: UUID, password_hash: str) -> None:
    """Set a password and end the officer's sessions."""
    row = session.scalars(select(OfficerRow).where(OfficerRow.id == officer_id)).one()
    row.password_hash = password_hash
    session.execute(delete(SessionRow).where(SessionRow.officer_id == officer_id))


def open_session(
    session: Session, token_sha256: str, officer_id: UUID, *, now: datetime, expires_at: datetime
) -> None:
    """Begin a log-in session, and clear away expired ones."""
    session.execute(delete(SessionRow).where(SessionRow.expires_at <= now))
    session.add(
        SessionRow(
            token_sha256=token_sha256, officer_id=officer_id, created_at=now, expires_at=expires_at
        )
    )


def session_officer(session: Session, token_sha256: str, now: datetime) -> Officer | None:
    """Return whose session a token is, or None when it has ended."""
    found = (
        select(OfficerRow)
        .join(SessionRow, SessionRow.officer_id == OfficerRow.id)
        .where(SessionRow.token_sha256 == token_sha256, SessionRow.expires_at > now)
    )
    row = session.scalar(found)
    return None if row is None else _officer(row)


def end_session(session: Session, token_sha256: str) -> None:
    """End a session; nothing happens when there is none."""
    session.execute(delete(SessionRow).where(SessionRow.token_sha256 == token_sha256))

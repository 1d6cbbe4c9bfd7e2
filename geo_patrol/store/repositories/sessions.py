"""Log-in sessions: which tokens are good, whose they are, and how long."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from geo_patrol.store.tables import AccountRow, SessionRow

SessionKind = Literal["console", "phone"]

SEEN_EVERY = timedelta(minutes=1)
"""How exactly it is kept when a session was last used."""


@dataclass(frozen=True)
class LogIn:
    """A session as its owner sees it; ``client`` is the kind of browser, by its own words."""

    id: UUID
    officer_id: UUID
    kind: SessionKind
    client: str
    created_at: datetime
    seen_at: datetime
    idle_s: int | None
    expires_at: datetime

    def ends_at(self) -> datetime:
        """Return when it ends if it is not used again."""
        if self.idle_s is None:
            return self.expires_at
        return min(self.expires_at, self.seen_at + timedelta(seconds=self.idle_s))

    def needs_touch(self, now: datetime) -> bool:
        """Whether it should be written down that it was used."""
        return self.idle_s is not None and now - self.seen_at >= SEEN_EVERY


def _log_in(row: SessionRow) -> LogIn:
    return LogIn(
        id=row.id,
        officer_id=row.officer_id,
        kind=row.kind,  # type: ignore[arg-type]  # held to SessionKind by CHECK
        client=row.client,
        created_at=row.created_at,
        seen_at=row.seen_at,
        idle_s=row.idle_s,
        expires_at=row.expires_at,
    )


def open_session(session: Session, token_sha256: str, record: LogIn) -> None:
    """Begin a session, and clear away expired ones."""
    session.execute(delete(SessionRow).where(SessionRow.expires_at <= record.created_at))
    session.add(SessionRow(token_sha256=token_sha256, **vars(record)))
    session.flush()


def session_of_token(session: Session, token_sha256: str, now: datetime) -> LogIn | None:
    """Return the session of a token, or None when it has ended or the account is disabled."""
    found = (
        select(SessionRow)
        .join(AccountRow, AccountRow.officer_id == SessionRow.officer_id)
        .where(SessionRow.token_sha256 == token_sha256, AccountRow.disabled_at.is_(None))
    )
    row = session.scalar(found)
    record = None if row is None else _log_in(row)
    return None if record is None or record.ends_at() <= now else record


def sessions_of(session: Session, officer_id: UUID, now: datetime) -> list[LogIn]:
    """Return a person's sessions that last, the newest first."""
    found = select(SessionRow).where(SessionRow.officer_id == officer_id)
    rows = session.scalars(found.order_by(SessionRow.created_at.desc()))
    return [one for one in map(_log_in, rows) if one.ends_at() > now]


def touch(session: Session, session_id: UUID, now: datetime) -> None:
    """Keep that a session was used now."""
    session.execute(update(SessionRow).where(SessionRow.id == session_id).values(seen_at=now))


def end_session(session: Session, token_sha256: str) -> LogIn | None:
    """End the session of a token, and return it; nothing happens when there is none."""
    row = session.get(SessionRow, token_sha256)
    if row is None:
        return None
    ended = _log_in(row)
    session.delete(row)
    session.flush()
    return ended


def end_sessions(
    session: Session, officer_id: UUID, *, only: UUID | None = None, keep: UUID | None = None
) -> int:
    """End a person's sessions (all, one, or all but one); return how many ended."""
    found = select(SessionRow.id).where(SessionRow.officer_id == officer_id)
    if only is not None:
        found = found.where(SessionRow.id == only)
    if keep is not None:
        found = found.where(SessionRow.id != keep)
    # Looked at first: a transaction that deletes nothing changes nothing, and needs no entry.
    ending = session.scalars(found.with_for_update()).all()
    if ending:
        session.execute(delete(SessionRow).where(SessionRow.id.in_(ending)))
    return len(ending)

"""Alarm tokens: what a phone calls for help with when its session has expired.

A token hangs on the row of the session that it was given in. Whatever ends the session ends the
token with it: signing out, a new password, a closed account. Only that a session expires does not.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from geo_patrol.store.repositories import people
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.repositories.rows import row_of, table_of
from geo_patrol.store.repositories.sessions import OUTLIVES
from geo_patrol.store.tables import AccountRow, SessionRow

_SESSIONS, _ACCOUNTS = table_of(SessionRow), table_of(AccountRow)


def set_token(session: Session, session_id: UUID, token_sha256: str) -> bool:
    """Give a session a token in place of the one it had; return whether there is such a session."""
    given = update(SessionRow).where(SessionRow.id == session_id)
    found = session.execute(
        given.values(alarm_sha256=token_sha256).returning(SessionRow.id)
    ).scalar_one_or_none()
    return found is not None


def holder(session: Session, token_sha256: str, now: datetime) -> Officer | None:
    """Return whose token it is; None when it is good no more, or the account is closed."""
    found = (
        select(_SESSIONS.c.officer_id)
        .join(_ACCOUNTS, _ACCOUNTS.c.officer_id == _SESSIONS.c.officer_id)
        .where(
            _SESSIONS.c.alarm_sha256 == token_sha256,
            _SESSIONS.c.expires_at > now - OUTLIVES,
            _ACCOUNTS.c.disabled_at.is_(None),
        )
    )
    row = row_of(session, found)
    return None if row is None else people.officer(session, row.officer_id)

"""Log-in sessions: which tokens are good, whose they are, and how long."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from geo_patrol.store.repositories.people import OFFICER_COLUMNS, Officer
from geo_patrol.store.repositories.rows import rows_of, table_of
from geo_patrol.store.tables import AccountRow, OfficerRow, OfficerSquadRow, SessionRow

SessionKind = Literal["console", "phone"]

OUTLIVES = timedelta(hours=24)
"""How long an alarm token is good after its session expired."""
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
    """Begin a session, and clear away those that expired so long ago that nothing is left of them.

    For a day after it expired a phone may still call for help: `repositories.alarm_tokens`.
    """
    long_ago = record.created_at - OUTLIVES
    session.execute(delete(SessionRow).where(SessionRow.expires_at <= long_ago))
    session.add(SessionRow(token_sha256=token_sha256, **vars(record)))
    session.flush()


@dataclass(frozen=True)
class Presence:
    """Who a token belongs to: session, person, and what their account asks of them."""

    log_in: LogIn
    officer: Officer
    change_due: bool
    password_set_at: datetime | None


_SESSIONS, _ACCOUNTS = table_of(SessionRow), table_of(AccountRow)
_OFFICERS, _MORE = table_of(OfficerRow), table_of(OfficerSquadRow)
# Asked at every request: built once, and all in one.
_PRESENT = (
    select(
        *(_SESSIONS.c[name] for name in LogIn.__dataclass_fields__),
        *(_OFFICERS.c[name] for name in OFFICER_COLUMNS),
        _ACCOUNTS.c.change_due,
        _ACCOUNTS.c.password_set_at,
        _MORE.c.squad_code,
    )
    .join(_OFFICERS, _OFFICERS.c.id == _SESSIONS.c.officer_id)
    .join(_ACCOUNTS, _ACCOUNTS.c.officer_id == _SESSIONS.c.officer_id)
    .outerjoin(_MORE, _MORE.c.officer_id == _SESSIONS.c.officer_id)
    .where(_SESSIONS.c.token_sha256 == bindparam("token_sha256"), _ACCOUNTS.c.disabled_at.is_(None))
)


def presence(session: Session, token_sha256: str, now: datetime) -> Presence | None:
    """Return who a token belongs to, or None when it has ended or the account is disabled."""
    rows = rows_of(session, _PRESENT, {"token_sha256": token_sha256})
    if not rows:
        return None
    n_session, n_person = len(LogIn.__dataclass_fields__), len(OFFICER_COLUMNS)
    first = tuple(rows[0])
    record = LogIn(*first[:n_session])
    if record.ends_at() <= now:
        return None
    change_due, password_set_at = first[n_session + n_person : -1]
    more = tuple(sorted(row[-1] for row in rows if row[-1] is not None))
    person = dict(zip(OFFICER_COLUMNS, first[n_session : n_session + n_person], strict=True))
    return Presence(record, Officer(**person, more_squads=more), change_due, password_set_at)


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

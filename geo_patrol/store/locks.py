"""One at a time: named locks held until a transaction ends.

SQLite has one writer anyway. In PostgreSQL two transactions that would decide on the same record,
or rebuild the same cache, wait for each other here, and then see what the other one did. Locks
that are held together are taken in this order: places, coverage, records, and at the very end of a
transaction the audit chains, by name.
"""

import hashlib
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

BUCKETS = 256
_ALONE = text("SELECT pg_advisory_xact_lock(:key)")
_SHARED = text("SELECT pg_advisory_xact_lock_shared(:key)")


def hold(session: Session, name: str, *, shared: bool = False) -> None:
    """Hold the lock of a name until the transaction ends.

    Waits while another transaction holds it; holders that share it do not wait for each other.
    The connection's ``lock_timeout`` says how long; then the store counts as busy.
    """
    if session.get_bind().dialect.name != "postgresql":
        return
    key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
    session.connection().execute(_SHARED if shared else _ALONE, {"key": key})


def hold_record(session: Session, kind: str, record_id: UUID) -> None:
    """Hold the lock of a record, which it shares with others: an import needs a bounded number."""
    hold(session, f"{kind}|{record_id.int % BUCKETS}")


def hold_coverage(session: Session, squad_code: str) -> None:
    """Keep others from changing a squad's visits."""
    hold(session, f"coverage|{squad_code}")


def hold_places(session: Session, *, shared: bool = False) -> None:
    """Keep zones and grids as they are (shared), or be the only one who changes them."""
    hold(session, "places", shared=shared)


def hold_chain(session: Session, chain: str) -> None:
    """Be the only one who carries an audit chain on."""
    hold(session, f"audit|{chain}")

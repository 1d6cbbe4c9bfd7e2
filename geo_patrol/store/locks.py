"""One at a time: named locks held until a transaction ends.

SQLite has one writer anyway. In PostgreSQL two transactions that would decide on the same record,
or rebuild the same cache, wait for each other here, and then see what the other one did.
"""

import hashlib

from sqlalchemy import text
from sqlalchemy.orm import Session


def hold(session: Session, *names: object) -> None:
    """Hold the lock of a name until the transaction ends; waits while another one holds it."""
    if session.get_bind().dialect.name != "postgresql":
        return
    digest = hashlib.sha256("|".join(map(str, names)).encode()).digest()
    key = int.from_bytes(digest[:8], "big", signed=True)
    session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})

"""One at a time: named locks held until a transaction ends.

SQLite has one writer anyway. In PostgreSQL two transactions that would decide on the same record,
or rebuild the same cache, wait for each other here, and then see what the other one did. Locks
that are held together are taken in this order: places, coverage by squad, administrators, the
catalogue, cameras by name, areas by code, rosters by squad, records, accounts, notices, and at the
very end of a transaction the audit chains, by name.
"""

import hashlib
from functools import cache
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

BUCKETS = 256


class Lock(NamedTuple):
    """A lock to be held; holders that share it do not wait for each other."""

    name: str
    shared: bool = False

    @property
    def key(self) -> int:
        """The number that PostgreSQL knows it by."""
        return int.from_bytes(hashlib.sha256(self.name.encode()).digest()[:8], "big", signed=True)


PLACES = Lock("places")
PLACES_AS_THEY_ARE = Lock("places", shared=True)
"""Zones and grids do not change meanwhile."""


ADMINISTRATORS = Lock("administrators")
"""Nobody else closes an account or changes a role meanwhile: somebody must be left."""

CATALOGUE = Lock("catalogue")
"""Nobody else makes or changes a term meanwhile: two may not have one name."""


def hold(session: Session, *locks: Lock) -> None:
    """Hold locks until the transaction ends; they are taken one by one, in the order given.

    Waits while another transaction holds one. The connection's ``lock_timeout`` says how long;
    then the store counts as busy.
    """
    if session.get_bind().dialect.name != "postgresql":
        return
    keys = {f"key{number}": lock.key for number, lock in enumerate(locks)}
    session.connection().execute(_taking(*(lock.shared for lock in locks)), keys)


@cache
def _taking(*shared: bool) -> TextClause:
    # A row's columns are computed from left to right.
    names = ("pg_advisory_xact_lock_shared" if one else "pg_advisory_xact_lock" for one in shared)
    return text("SELECT " + ", ".join(f"{name}(:key{n})" for n, name in enumerate(names)))


def record_lock(kind: str, record_id: UUID) -> Lock:
    """Return the lock of a record, which it shares with others: an import needs a bounded number.

    Who decides on a record by the versions there are holds it.
    """
    return Lock(f"{kind}|{record_id.int % BUCKETS}")


def camera_lock(squad_code: str, camera: str) -> Lock:
    """Return the lock of a camera's alerts: of two that come at once, one repeats the other."""
    return Lock(f"camera|{squad_code}|{camera}")


def area_lock(area_code: str) -> Lock:
    """Return the lock of who answers for what in an area: two must not answer for the same."""
    return Lock(f"area|{area_code}")


def roster_lock(squad_code: str) -> Lock:
    """Return the lock of a squad's rosters: two must not be published for the same days."""
    return Lock(f"rosters|{squad_code}")


def hold_coverage(session: Session, squad_code: str) -> None:
    """Keep others from changing a squad's visits."""
    hold(session, Lock(f"coverage|{squad_code}"))


def hold_chain(session: Session, chain: str) -> None:
    """Be the only one who carries an audit chain on."""
    hold(session, Lock(f"audit|{chain}"))

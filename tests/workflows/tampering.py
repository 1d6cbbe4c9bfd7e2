"""Doing to a store what its guards forbid: as one who owns the database could."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.engine import make_url

from geo_patrol.store.engine import Store

GUARDED = ("audit_log", "record_versions", "rival_versions")


def tamper(store: Store, *statements: str) -> None:
    """Run statements with triggers off and rights granted, then put both back."""
    with store.upkeep() as session:
        lifted = _lift(store)
        for statement in (*lifted[0], *statements, *lifted[1]):
            session.execute(text(statement))


def _lift(store: Store) -> tuple[Sequence[str], Sequence[str]]:
    if store.dialect == "postgresql":
        off, on = [], []
        for table in GUARDED:
            off += [
                f"ALTER TABLE {table} DISABLE TRIGGER USER",
                f"GRANT UPDATE, DELETE ON {table} TO CURRENT_USER",
            ]
            on += [
                f"ALTER TABLE {table} ENABLE TRIGGER USER",
                f"REVOKE UPDATE, DELETE ON {table} FROM CURRENT_USER",
            ]
        return off, on
    assert make_url(store.url).get_backend_name() == "sqlite"
    with store.reader() as session:
        made = [
            (name, sql)
            for name, sql in session.execute(
                text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            )
            if sql is not None and any(f"ON {table}" in sql for table in GUARDED)
        ]
    return [f"DROP TRIGGER {name}" for name, _ in made], [sql for _, sql in made]

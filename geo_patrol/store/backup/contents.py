"""What is in a store, whatever its revision: asked of the database, not of this program's tables.

An older store is backed up before it is upgraded, so no table may be taken for granted.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, func, inspect, select, table, text

from geo_patrol.audit import Head

VERSION = "alembic_version"
KEYS = "personal_keys"
PASSING = ("sessions", "tracker_fixes")
"""Tables of which no snapshot holds a row: log-ins, and fixes of trackers that no patrol has
claimed. Those are deleted after 72 hours, and a snapshot is kept for longer."""
RESTORING = "alembic_version_restoring"
"""The version's table while a PostgreSQL database is being filled: until that is verified, no
program takes the store for its own."""


def tables(connection: Connection) -> list[str]:
    """Return all tables of a store in the order in which rows can be put in.

    PostGIS's own, and what SQLite keeps for its indexes, are left out.
    """
    if connection.dialect.name == "sqlite":
        found = connection.execute(text("PRAGMA main.table_list"))
        real = {row.name for row in found if row.type == "table"}
        real = {name for name in real if not name.startswith("sqlite_")}
    else:
        found = connection.execute(
            text(
                "SELECT c.relname AS name FROM pg_class c"
                " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'"
                " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid"
                " AND d.classid = 'pg_class'::regclass AND d.deptype = 'e')"
            )
        )
        real = {row.name for row in found}
    ordered = inspect(connection).get_sorted_table_and_fkc_names()
    return [name for name, _ in ordered if name is not None and name in real]


def open_tables(connection: Connection) -> list[str]:
    """Return the tables whose rows a snapshot holds, in order.

    Without the keys to persons, which are kept apart, and without what no restore brings back.
    """
    left_out = (VERSION, RESTORING, KEYS, *PASSING)
    return [name for name in tables(connection) if name not in left_out]


def count(connection: Connection, name: str) -> int:
    """Return how many rows a table has."""
    return connection.scalar(select(func.count()).select_from(table(name))) or 0


def holds_data(connection: Connection) -> bool:
    """Tell whether any table has a row."""
    rows = (
        connection.execute(select(text("1")).select_from(table(name)).limit(1)).first()
        for name in tables(connection)
        if name != VERSION
    )
    return any(row is not None for row in rows)


def revision(connection: Connection) -> str | None:
    """Return the schema's revision, None in an empty database."""
    if VERSION not in tables(connection):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def master_key_id(connection: Connection) -> str | None:
    """Return which master key the store's personal fields need, None when it never had one."""
    found: str | None = connection.scalar(text("SELECT value FROM store_meta WHERE key = 'key_id'"))
    return found


def heads(connection: Connection) -> list[Head]:
    """Return where each audit chain ends; none in stores older than the chains."""
    if "audit_log" not in tables(connection):
        return []
    found = connection.execute(
        text(
            "SELECT a.chain, a.seq, a.hash FROM audit_log a JOIN (SELECT chain, max(seq) AS seq"
            " FROM audit_log GROUP BY chain) last ON last.chain = a.chain AND last.seq = a.seq"
            " ORDER BY a.chain"
        )
    )
    return [Head(*row) for row in found]


def evidence(connection: Connection) -> Iterator[tuple[str, int]]:
    """Yield digest and size of the evidence files that the store names."""
    if "evidence_files" not in tables(connection):
        return
    found = text("SELECT sha256, size_bytes FROM evidence_files ORDER BY sha256")
    for row in connection.execute(found):
        yield row.sha256, row.size_bytes

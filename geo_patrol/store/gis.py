"""A read-only role for desktop GIS: it sees the redacted views of schema ``gis``, nothing else."""

import re
from datetime import datetime

from psycopg import sql
from sqlalchemy import text

from geo_patrol.audit import ADMINISTRATION, Act
from geo_patrol.errors import InvalidInput
from geo_patrol.store.engine import Store
from geo_patrol.store.trail import note

MARK = "geo-patrol: read-only, for GIS"
NAME = re.compile(r"[a-z][a-z0-9_]{0,30}")


def make_reader(store: Store, name: str, password: str, *, now: datetime) -> None:
    """Make the role, or give the one of that name a new password; grant it the views.

    Raises
    ------
    InvalidInput
        When the store is not PostgreSQL, another role has the name, or the name is not made of
        lower-case letters, digits and ``_``.
    """
    if store.dialect != "postgresql":
        raise InvalidInput("gis.only_postgis")
    if NAME.fullmatch(name) is None:
        raise InvalidInput("gis.bad_name", name=name)
    with store.writer() as session:
        mark = session.scalar(
            text("SELECT shobj_description(oid, 'pg_authid') FROM pg_roles WHERE rolname = :name"),
            {"name": name},
        )
        known = session.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :name"), {"name": name})
        if known and mark != MARK:
            raise InvalidInput("gis.not_a_reader", name=name)
        verb = "ALTER" if known else "CREATE"
        cursor = session.connection().connection.cursor()
        for statement in (
            verb + " ROLE {name} LOGIN PASSWORD {password}",
            "COMMENT ON ROLE {name} IS {mark}",
            "GRANT USAGE ON SCHEMA gis TO {name}",
            "GRANT SELECT ON ALL TABLES IN SCHEMA gis TO {name}",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA gis GRANT SELECT ON TABLES TO {name}",
            "ALTER ROLE {name} SET default_transaction_read_only = on",
        ):
            parts: dict[str, sql.Composable] = {
                "name": sql.Identifier(name),
                "password": sql.Literal(password),
            }
            parts["mark"] = sql.Literal(MARK)
            cursor.execute(sql.SQL(statement).format(**parts).as_string())
        cursor.close()
        details = {"role": name}
        note(session, Act(ADMINISTRATION, "system", "reader.grant", "store", now, details))

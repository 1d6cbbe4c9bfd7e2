"""Signs of life of cameras: the last one of each."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import case
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from geo_patrol.store.repositories.rows import table_of
from geo_patrol.store.tables import CameraSignRow

_SIGNS = table_of(CameraSignRow)


def keep_sign(
    session: Session,
    squad_code: str,
    camera: str,
    *,
    device_id: UUID | None,
    at: datetime,
    every_s: int,
) -> None:
    """Keep a sign unless a later one is known.

    It is no record, and nothing is noted of it: `Store.upkeep` takes it along.
    """
    postgres = session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert(_SIGNS) if postgres else sqlite.insert(_SIGNS)
    new, old = insert.excluded, _SIGNS.c
    later = new.at >= old.at
    changes = {
        name: case((later, new[name]), else_=old[name]) for name in ("device_id", "at", "every_s")
    }
    statement = insert.on_conflict_do_update(index_elements=["squad_code", "camera"], set_=changes)
    values = {
        "squad_code": squad_code,
        "camera": camera,
        "device_id": device_id,
        "at": at,
        "every_s": every_s,
    }
    session.connection().execute(statement, values)

"""Signs of life of patrols' crews."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, case, or_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from geo_patrol.store.repositories.rows import table_of
from geo_patrol.store.tables import SignOfLifeRow


@dataclass(frozen=True)
class SignOfLife:
    """The latest that was heard of a crew, and the latest place (degrees) among it."""

    patrol_id: UUID
    at: datetime
    source: str
    placed_at: datetime | None = None
    lon: float | None = None
    lat: float | None = None
    accuracy_m: float | None = None


_SIGNS = table_of(SignOfLifeRow)
_PLACE = ("placed_at", "lon", "lat", "accuracy_m")


def keep_sign(session: Session, sign: SignOfLife) -> None:
    """Keep a sign as far as it is later than what is known: its moment, and its place.

    It is no record, and nothing is noted of it: a writing session takes it along, or `upkeep`.
    """
    postgres = session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert(_SIGNS) if postgres else sqlite.insert(_SIGNS)
    new, old = insert.excluded, _SIGNS.c
    later = new.at > old.at
    placed_later = and_(
        new.placed_at.is_not(None),
        or_(old.placed_at.is_(None), new.placed_at >= old.placed_at),
    )
    changes = {name: case((later, new[name]), else_=old[name]) for name in ("at", "source")}
    changes |= {name: case((placed_later, new[name]), else_=old[name]) for name in _PLACE}
    statement = insert.on_conflict_do_update(index_elements=["patrol_id"], set_=changes)
    session.connection().execute(statement, vars(sign))

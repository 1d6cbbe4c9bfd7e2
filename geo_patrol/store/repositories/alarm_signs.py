"""What people say to alarms, and where who called for help was."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from geo_patrol.alarms.records import AlarmPosition, AlarmSign
from geo_patrol.store.repositories.rows import row_of, rows_of, save_row, table_of
from geo_patrol.store.scope import Scope
from geo_patrol.store.tables import AlarmPositionRow, AlarmSignRow


@dataclass(frozen=True)
class Heard:
    """A sign as it is kept: with when it came in."""

    sign: AlarmSign
    received_at: datetime


_SIGNS, _PLACES = table_of(AlarmSignRow), table_of(AlarmPositionRow)


def _sign(row: Any) -> AlarmSign:
    return AlarmSign(row.id, row.alarm_id, row.officer_id, row.sign, row.at, row.text)


def save_sign(session: Session, sign: AlarmSign, squad_code: str, *, now: datetime) -> None:
    """Add a sign."""
    values = {
        "alarm_id": sign.alarm_id,
        "squad_code": squad_code,
        "officer_id": sign.officer_id,
        "sign": sign.sign,
        "at": sign.at,
        "received_at": now,
        "text": sign.text,
    }
    save_row(session, AlarmSignRow, sign.id, values, new=True)


def signs(session: Session, alarm_id: UUID) -> list[Heard]:
    """Return an alarm's signs in the order they came in."""
    found = select(_SIGNS).where(_SIGNS.c.alarm_id == alarm_id).order_by(_SIGNS.c.pk)
    return [Heard(_sign(row), row.received_at) for row in rows_of(session, found)]


def sign(session: Session, sign_id: UUID, scope: Scope) -> Heard | None:
    """Return a sign within reach, or None."""
    row = row_of(session, select(_SIGNS).where(_SIGNS.c.id == sign_id))
    if row is None or not scope.includes(row.squad_code):
        return None
    return Heard(_sign(row), row.received_at)


def all_signs(session: Session, *, at_once: int = 500) -> Iterator[AlarmSign]:
    """Yield every sign there is."""
    found = select(_SIGNS).order_by(_SIGNS.c.pk).execution_options(yield_per=at_once)
    for row in session.connection().execute(found):
        yield _sign(row)


def _position(row: Any) -> AlarmPosition:
    return AlarmPosition(row.id, row.alarm_id, row.at, row.lon, row.lat, row.accuracy_m)


def save_position(
    session: Session, position: AlarmPosition, squad_code: str, *, now: datetime
) -> None:
    """Add a position."""
    values = {
        "alarm_id": position.alarm_id,
        "squad_code": squad_code,
        "at": position.at,
        "received_at": now,
        "lon": position.lon,
        "lat": position.lat,
        "accuracy_m": position.accuracy_m,
    }
    save_row(session, AlarmPositionRow, position.id, values, new=True)


def positions(session: Session, alarm_id: UUID) -> list[AlarmPosition]:
    """Return an alarm's positions in time order."""
    found = select(_PLACES).where(_PLACES.c.alarm_id == alarm_id)
    rows = rows_of(session, found.order_by(_PLACES.c.at, _PLACES.c.pk))
    return [_position(row) for row in rows]


def all_positions(session: Session, *, at_once: int = 500) -> Iterator[AlarmPosition]:
    """Yield every position there is."""
    found = select(_PLACES).order_by(_PLACES.c.pk).execution_options(yield_per=at_once)
    for row in session.connection().execute(found):
        yield _position(row)


def latest_positions(session: Session, alarm_ids: Iterable[UUID]) -> dict[UUID, AlarmPosition]:
    """Return the latest position of each alarm that has one."""
    wanted = list(alarm_ids)
    if not wanted:
        return {}
    last = (
        select(_PLACES.c.alarm_id, func.max(_PLACES.c.at).label("at"))
        .where(_PLACES.c.alarm_id.in_(wanted))
        .group_by(_PLACES.c.alarm_id)
        .subquery()
    )
    found = select(_PLACES).join(
        last, (last.c.alarm_id == _PLACES.c.alarm_id) & (last.c.at == _PLACES.c.at)
    )
    return {row.alarm_id: _position(row) for row in rows_of(session, found)}


def count_coming(session: Session, alarm_id: UUID) -> int:
    """Return how many people said that they are coming."""
    found = select(func.count(_SIGNS.c.officer_id.distinct())).where(
        _SIGNS.c.alarm_id == alarm_id, _SIGNS.c.sign == "coming"
    )
    return int(session.connection().scalar(found) or 0)

"""Alarms, as they were raised and as they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from geo_patrol.alarms.records import Alarm, AlarmPosition, Flag
from geo_patrol.store.repositories.alarm_signs import latest_positions
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.paging import Page, after, page_of
from geo_patrol.store.repositories.rows import row_of, rows_of, save_row, table_of
from geo_patrol.store.scope import Scope
from geo_patrol.store.tables import AlarmRow, PatrolRow
from geo_patrol.store.trail import mark_changed


@dataclass(frozen=True)
class StoredAlarm:
    """An alarm as it stands; area and mode are of its patrol, if that is here.

    ``latest`` is the latest position that came after the alarm itself.
    """

    alarm: Alarm
    squad_code: str
    received_at: datetime
    flags: tuple[Flag, ...] = ()
    seen_at: datetime | None = None
    ended_at: datetime | None = None
    area_code: str | None = None
    mode: str | None = None
    latest: AlarmPosition | None = None


_ALARMS, _PATROLS = table_of(AlarmRow), table_of(PatrolRow)
_FOUND = select(_ALARMS, _PATROLS.c.area_code, _PATROLS.c.mode).outerjoin(
    # A patrol of another squad is none of this alarm's business.
    _PATROLS,
    (_PATROLS.c.id == _ALARMS.c.patrol_id) & (_PATROLS.c.squad_code == _ALARMS.c.squad_code),
)


def save_alarm(
    session: Session, alarm: Alarm, squad_code: str, flags: Sequence[Flag], *, now: datetime
) -> None:
    """Add an alarm."""
    values = {
        "squad_code": squad_code,
        "kind": alarm.kind,
        "officer_id": alarm.officer_id,
        "patrol_id": alarm.patrol_id,
        "occurred_at": alarm.at,
        "received_at": now,
        "lon": alarm.lon,
        "lat": alarm.lat,
        "accuracy_m": alarm.accuracy_m,
        "placed_at": alarm.placed_at,
        "text": alarm.text,
        "silent_since": alarm.silent_since,
        "flags": list(flags),
        "seen_at": None,
        "ended_at": None,
    }
    save_row(session, AlarmRow, alarm.id, values, new=True)


def _alarm(row: Any) -> Alarm:
    return Alarm(
        id=row.id,
        kind=row.kind,
        officer_id=row.officer_id,
        patrol_id=row.patrol_id,
        at=row.occurred_at,
        lon=row.lon,
        lat=row.lat,
        accuracy_m=row.accuracy_m,
        placed_at=row.placed_at,
        text=row.text,
        silent_since=row.silent_since,
    )


def _stored(session: Session, rows: Sequence[Any]) -> list[StoredAlarm]:
    latest = latest_positions(session, [row.id for row in rows])
    return [
        StoredAlarm(
            alarm=_alarm(row),
            squad_code=row.squad_code,
            received_at=row.received_at,
            flags=tuple(row.flags),
            seen_at=row.seen_at,
            ended_at=row.ended_at,
            area_code=row.area_code,
            mode=row.mode,
            latest=latest.get(row.id),
        )
        for row in rows
    ]


def alarm(session: Session, alarm_id: UUID, scope: Scope) -> StoredAlarm | None:
    """Return an alarm within reach, or None."""
    row = row_of(session, _FOUND.where(_ALARMS.c.id == alarm_id))
    if row is None or not scope.includes(row.squad_code):
        return None
    return _stored(session, [row])[0]


def alarms(
    session: Session,
    scope: Scope,
    span: Span,
    *,
    squad: str | None = None,
    running: bool = False,
    cursor: str | None = None,
    limit: int = 100,
) -> Page[StoredAlarm]:
    """Return alarms raised within a span, in time order."""
    found: Select[Any] = _FOUND.where(scope.within(_ALARMS.c.squad_code))
    if squad is not None:
        found = found.where(_ALARMS.c.squad_code == squad)
    if running:
        found = found.where(_ALARMS.c.ended_at.is_(None))
    if span.start is not None:
        found = found.where(_ALARMS.c.occurred_at >= span.start)
    if span.end is not None:
        found = found.where(_ALARMS.c.occurred_at < span.end)
    found = after(found, _ALARMS.c.occurred_at, _ALARMS.c.pk, cursor).limit(limit + 1)
    rows, following = page_of(rows_of(session, found), limit, "occurred_at")
    return Page(tuple(_stored(session, rows)), following)


def known(session: Session, ids: Sequence[UUID]) -> set[UUID]:
    """Return which of these ids are alarms."""
    if not ids:
        return set()
    return {row.id for row in rows_of(session, select(_ALARMS.c.id).where(_ALARMS.c.id.in_(ids)))}


def running_overdue(session: Session) -> list[StoredAlarm]:
    """Return the alarms of overdue crews that nobody has ended, of all squads."""
    found = _FOUND.where(_ALARMS.c.kind == "overdue", _ALARMS.c.ended_at.is_(None))
    return _stored(session, rows_of(session, found))


def set_standing(
    session: Session, alarm_id: UUID, *, seen_at: datetime | None, ended_at: datetime | None
) -> None:
    """Keep what follows from an alarm's signs: since when it is seen, and over."""
    changes = {"seen_at": seen_at, "ended_at": ended_at}
    session.connection().execute(update(_ALARMS).where(_ALARMS.c.id == alarm_id).values(**changes))
    mark_changed(session)


def all_alarms(session: Session, *, at_once: int = 500) -> Iterator[Alarm]:
    """Yield every alarm there is."""
    found = select(_ALARMS).order_by(_ALARMS.c.pk).execution_options(yield_per=at_once)
    for row in session.connection().execute(found):
        yield _alarm(row)

"""Camera alerts with all that was said of them, for figures: no records, plain rows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from geo_patrol.field.records import AlertResult
from geo_patrol.store.repositories.camera_alerts import (
    ALERT_ANSWERS,
    ALERTS,
    by_camera,
    in_area,
)
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.rows import rows_of, table_of
from geo_patrol.store.scope import Scope
from geo_patrol.store.tables import CameraSignRow, IncidentRow

AT_ONCE = 500

_A, _R, _I = ALERTS.table, ALERT_ANSWERS.table, table_of(IncidentRow)
_SIGNS = table_of(CameraSignRow)


@dataclass(frozen=True)
class Answered:
    """What somebody said of an alert, when, and the category of the incident that came of it."""

    result: AlertResult
    at: datetime
    category: str | None


@dataclass(frozen=True)
class Alerted:
    """An alert as figures need it; ``camera`` is the code on the squad's list, if it is there.

    ``told_at`` is when it could be looked at.
    """

    id: UUID
    squad_code: str
    camera: str
    known: bool
    kind: str
    at: datetime
    told_at: datetime
    repeat: bool
    answers: Sequence[Answered]


def alerted(
    session: Session,
    scope: Scope,
    span: Span,
    *,
    squad: str | None = None,
    camera: str | None = None,
    area: str | None = None,
) -> list[Alerted]:
    """Return the alerts within reach of a period, by the camera's clock, with their answers."""
    found = _sought(scope, span, squad).where(*by_camera(camera), *in_area(area))
    rows = rows_of(session, found.order_by(_A.c.at, _A.c.pk))
    answers = _answers(session, [row.id for row in rows])
    return [_alerted(row, answers.get(row.id, ())) for row in rows]


def _sought(scope: Scope, span: Span, squad: str | None) -> Select[Any]:
    found = select(_A).where(scope.within(_A.c.squad_code))
    if squad is not None:
        found = found.where(_A.c.squad_code == squad)
    if span.start is not None:
        found = found.where(_A.c.at >= span.start)
    if span.end is not None:
        found = found.where(_A.c.at < span.end)
    return found


def _alerted(row: Any, answers: Sequence[Answered]) -> Alerted:
    return Alerted(
        id=row.id,
        squad_code=row.squad_code,
        camera=row.camera_code or row.camera,
        known=row.camera_code is not None,
        kind=row.kind,
        at=row.at,
        # A demo's season was loaded long after it was told.
        told_at=row.at if row.demo else row.received_at,
        repeat=row.repeat_of is not None,
        answers=answers,
    )


def _answers(session: Session, ids: Sequence[UUID]) -> dict[UUID, list[Answered]]:
    found: dict[UUID, list[Answered]] = defaultdict(list)
    columns = (_R.c.alert_id, _R.c.result, _R.c.at, _R.c.received_at, _R.c.flags, _I.c.category)
    joined = select(*columns).select_from(
        # An incident that does not count came of nothing.
        _R.outerjoin(_I, (_I.c.id == _R.c.incident_id) & _I.c.void.is_(False))
    )
    for some in _some(ids):
        for row in rows_of(session, joined.where(_R.c.alert_id.in_(some)).order_by(_R.c.pk)):
            at = row.received_at if "clock_ahead" in row.flags else row.at
            found[row.alert_id].append(Answered(row.result, at, row.category))
    return found


def _some(ids: Sequence[UUID]) -> Iterable[Sequence[UUID]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))


@dataclass(frozen=True)
class HeardSign:
    """The last sign of a camera."""

    squad_code: str
    camera: str
    at: datetime
    every_s: int


def heard(
    session: Session,
    scope: Scope,
    *,
    since: datetime,
    until: datetime,
    squad: str | None = None,
) -> dict[tuple[str, str, str | None], list[datetime]]:
    """Return when alerts came that repeat none, by squad, name and code of their cameras.

    Both ends are included.
    """
    told_at = _A.c.received_at
    found = select(_A.c.squad_code, _A.c.camera, _A.c.camera_code, _A.c.at, told_at, _A.c.demo)
    found = found.where(scope.within(_A.c.squad_code), _A.c.repeat_of.is_(None), told_at >= since)
    if squad is not None:
        found = found.where(_A.c.squad_code == squad)
    times: dict[tuple[str, str, str | None], list[datetime]] = defaultdict(list)
    for row in rows_of(session, found.order_by(_A.c.pk)):
        at = row.at if row.demo else row.received_at
        if since <= at <= until:
            times[row.squad_code, row.camera, row.camera_code].append(at)
    return times


def signs(session: Session, scope: Scope, *, squad: str | None = None) -> list[HeardSign]:
    """Return the last signs of cameras within reach."""
    found = select(_SIGNS).where(scope.within(_SIGNS.c.squad_code))
    if squad is not None:
        found = found.where(_SIGNS.c.squad_code == squad)
    return [
        HeardSign(row.squad_code, row.camera, row.at, row.every_s)
        for row in rows_of(session, found)
    ]

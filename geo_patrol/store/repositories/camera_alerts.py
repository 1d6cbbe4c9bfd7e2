"""Camera alerts, and what they turned out to be."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, not_, or_, select, update
from sqlalchemy.orm import Session

from geo_patrol.field.records import AlertAnswer, CameraAlert
from geo_patrol.store.repositories.received import Kept, Shelf
from geo_patrol.store.repositories.rows import row_of, rows_of
from geo_patrol.store.scope import Scope
from geo_patrol.store.tables import AlertAnswerRow, CameraAlertRow
from geo_patrol.store.trail import mark_changed

ALERTS = Shelf(CameraAlertRow, CameraAlert, time="at")
ALERT_ANSWERS = Shelf(AlertAnswerRow, AlertAnswer, time="received_at")


def is_open() -> ColumnElement[bool]:
    """Return the condition that nobody has answered an alert, nor the one that it repeats."""
    answered, alerts = ALERT_ANSWERS.table.c.alert_id, ALERTS.table.c
    # Two questions, not one with OR: each goes by the index of the answers.
    return ~(exists().where(answered == alerts.id) | exists().where(answered == alerts.repeat_of))


def is_open_one(session: Session, alert_id: UUID) -> bool:
    """Whether nobody has answered an alert."""
    found = select(ALERTS.table.c.pk).where(ALERTS.table.c.id == alert_id, is_open())
    return row_of(session, found) is not None


def state(wanted: bool | None) -> list[ColumnElement[bool]]:
    """Return the conditions for open alerts, for the others, or for both."""
    if wanted is None:
        return []
    return [is_open() if wanted else not_(is_open())]


def repeats(wanted: bool | None) -> list[ColumnElement[bool]]:
    """Return the conditions for alerts that repeat another one, for the others, or for both."""
    if wanted is None:
        return []
    column = ALERTS.table.c.repeat_of
    return [column.is_not(None) if wanted else column.is_(None)]


def by_camera(camera: str | None) -> list[ColumnElement[bool]]:
    """Return the conditions that an alert is by a camera, by its code or as its device names it."""
    if camera is None:
        return []
    columns = ALERTS.table.c
    return [or_(columns.camera_code == camera, columns.camera == camera)]


def in_area(area: str | None) -> list[ColumnElement[bool]]:
    """Return the conditions that an alert is about an area, if one is named."""
    return [] if area is None else [ALERTS.table.c.area_code == area]


def open_alerts(
    session: Session,
    scope: Scope,
    *,
    since: datetime,
    squad: str | None = None,
    limit: int = 20,
) -> list[Kept[CameraAlert]]:
    """Return the alerts that came since a moment and nobody has answered, the latest first.

    A camera's own clock may be years off. Those that repeat another one are left out: a storm is
    one of them.
    """
    columns = ALERTS.table.c
    found = ALERTS.within(scope).where(
        columns.received_at >= since, columns.repeat_of.is_(None), is_open()
    )
    if squad is not None:
        found = found.where(columns.squad_code == squad)
    return ALERTS.listed(
        session, found.order_by(columns.received_at.desc(), columns.pk.desc()).limit(limit)
    )


def answers(session: Session, alert_ids: Iterable[UUID]) -> dict[UUID, list[Kept[AlertAnswer]]]:
    """Return the answers to alerts, in the order in which they came."""
    columns = ALERT_ANSWERS.table.c
    found = ALERT_ANSWERS.every.where(columns.alert_id.in_(list(alert_ids))).order_by(columns.pk)
    by_alert: dict[UUID, list[Kept[AlertAnswer]]] = defaultdict(list)
    for one in ALERT_ANSWERS.listed(session, found):
        by_alert[one.record.alert_id].append(one)
    return by_alert


def first_of_window(
    session: Session, squad_code: str, camera: str, *, since: datetime
) -> UUID | None:
    """Return the open alert of a camera that came since a moment and repeats none, or None."""
    columns = ALERTS.table.c
    found = select(columns.id).where(
        columns.squad_code == squad_code,
        columns.camera == camera,
        columns.repeat_of.is_(None),
        columns.received_at >= since,
        is_open(),
    )
    row = row_of(session, found.order_by(columns.received_at.desc(), columns.pk.desc()).limit(1))
    return None if row is None else row.id


def count_repeat(session: Session, alert_id: UUID) -> int:
    """Keep that an alert was repeated once more; return how often by now."""
    columns = ALERTS.table.c
    counted = (
        update(ALERTS.table)
        .where(columns.id == alert_id)
        .values(n_repeats=columns.n_repeats + 1)
        .returning(columns.n_repeats)
    )
    n_repeats: int = session.connection().execute(counted).scalar_one()
    mark_changed(session)
    return n_repeats


def names_unknown(session: Session, squad_code: str) -> list[str]:
    """Return the names of a squad's cameras that no camera of its list was known by."""
    columns = ALERTS.table.c
    found = select(columns.camera).where(
        columns.squad_code == squad_code, columns.camera_code.is_(None)
    )
    return [row.camera for row in rows_of(session, found.distinct())]


def set_codes(session: Session, squad_code: str, code_of: Mapping[str, str]) -> None:
    """Keep which cameras alerts are by of which that was not known, by their names."""
    columns = ALERTS.table.c
    for name, code in code_of.items():
        session.connection().execute(
            update(ALERTS.table)
            .where(
                columns.squad_code == squad_code,
                columns.camera == name,
                columns.camera_code.is_(None),
            )
            .values(camera_code=code)
        )
        mark_changed(session)

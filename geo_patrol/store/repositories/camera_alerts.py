"""Camera alerts, and what they turned out to be."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, not_, select
from sqlalchemy.orm import Session

from geo_patrol.field.records import AlertAnswer, CameraAlert
from geo_patrol.store.repositories.received import Kept, Shelf
from geo_patrol.store.repositories.rows import row_of
from geo_patrol.store.scope import Scope
from geo_patrol.store.tables import AlertAnswerRow, CameraAlertRow

ALERTS = Shelf(CameraAlertRow, CameraAlert, time="at")
ALERT_ANSWERS = Shelf(AlertAnswerRow, AlertAnswer, time="received_at")


def is_open() -> ColumnElement[bool]:
    """Return the condition that nobody has answered an alert."""
    return ~exists().where(ALERT_ANSWERS.table.c.alert_id == ALERTS.table.c.id)


def is_open_one(session: Session, alert_id: UUID) -> bool:
    """Whether nobody has answered an alert."""
    found = select(ALERTS.table.c.pk).where(ALERTS.table.c.id == alert_id, is_open())
    return row_of(session, found) is not None


def state(wanted: bool | None) -> list[ColumnElement[bool]]:
    """Return the conditions for open alerts, for the others, or for both."""
    if wanted is None:
        return []
    return [is_open() if wanted else not_(is_open())]


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

    A camera's own clock may be years off.
    """
    columns = ALERTS.table.c
    found = ALERTS.within(scope).where(columns.received_at >= since, is_open())
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

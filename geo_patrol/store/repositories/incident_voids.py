"""What was said of whether incidents count."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from geo_patrol.incidents.voiding import IncidentVoid
from geo_patrol.store.repositories.received import Shelf
from geo_patrol.store.repositories.rows import rows_of, table_of
from geo_patrol.store.tables import IncidentRow, IncidentVoidRow

VOIDS = Shelf(IncidentVoidRow, IncidentVoid, time="received_at")

_V = table_of(IncidentVoidRow).c
_REASONS = select(_V.incident_id, _V.reason).where(
    _V.incident_id.in_(bindparam("ids", expanding=True)), _V.void
)


def void_reasons(session: Session, ids: Sequence[UUID]) -> dict[UUID, str]:
    """Return why incidents do not count; only those that do not. They fit on a page."""
    if not ids:
        return {}
    return {row.incident_id: row.reason for row in rows_of(session, _REASONS, {"ids": list(ids)})}


def set_void(session: Session, incident_id: UUID, void: bool) -> None:
    """Say whether an incident counts."""
    session.execute(update(IncidentRow).where(IncidentRow.id == incident_id).values(void=void))

"""Handover notes."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from geo_patrol.field.records import Handover
from geo_patrol.patrols import Shift
from geo_patrol.store.repositories.received import Kept, Shelf
from geo_patrol.store.scope import Scope
from geo_patrol.store.tables import HandoverRow, ShiftRow

HANDOVERS = Shelf(HandoverRow, Handover, time="received_at")


def of_shift_before(session: Session, scope: Scope, shift: Shift) -> list[Kept[Handover]]:
    """Return the notes of the squad's shift before a shift, the latest first.

    Shifts that begin together are before the next one together.
    """
    columns = HANDOVERS.table.c
    within = scope.within(ShiftRow.squad_code)
    before: datetime | None = session.scalar(
        select(func.max(ShiftRow.started_at)).where(
            within, ShiftRow.squad_code == shift.squad_code, ShiftRow.started_at < shift.start
        )
    )
    if before is None:
        return []
    shifts = select(ShiftRow.id).where(
        ShiftRow.squad_code == shift.squad_code, ShiftRow.started_at == before
    )
    found = HANDOVERS.within(scope).where(columns.shift_id.in_(shifts))
    return HANDOVERS.listed(session, found.order_by(columns.received_at.desc(), columns.pk.desc()))

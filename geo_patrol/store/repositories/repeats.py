"""Earlier incidents of the same person, or with the same plate."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from geo_patrol.store.repositories.personal import shared_marks
from geo_patrol.store.repositories.rows import rows_of
from geo_patrol.store.scope import Scope
from geo_patrol.store.tables import IncidentRow, OutcomeRow, PersonMarkRow

MOST = 200
"""The latest are those that matter: whether it is the first time, what was said the last time."""


@dataclass(frozen=True)
class Repeat:
    """An earlier incident: by which kinds of mark it is known, and what came of it."""

    incident_id: UUID
    occurred_at: datetime
    squad_code: str
    area_code: str | None
    category: str
    by: tuple[str, ...]
    outcomes: tuple[str, ...]


@dataclass(frozen=True)
class Repeats:
    """Earlier incidents in time order; ``truncated`` when older ones were left out."""

    items: tuple[Repeat, ...]
    truncated: bool


def earlier_incidents(
    session: Session, incident_id: UUID, before: datetime, scope: Scope
) -> Repeats:
    """Return the incidents within reach that share a person or a plate and were not later.

    Parameters
    ----------
    before
        When the incident itself was.
    """
    by: dict[UUID, set[str]] = defaultdict(set)
    shared = shared_marks("incident", incident_id, scope).where(PersonMarkRow.at <= before)
    for record_id, mark in session.execute(shared):
        by[record_id].add(mark.partition(":")[0])
    ids = shared.with_only_columns(PersonMarkRow.record_id)
    row = IncidentRow
    columns = (row.id, row.occurred_at, row.squad_code, row.area_code, row.category)
    latest = (
        select(*columns)
        .where(row.id.in_(ids), scope.within(row.squad_code))
        .order_by(row.occurred_at.desc(), row.pk.desc())
        .limit(MOST + 1)
    )
    rows = rows_of(session, latest)
    kept = rows[:MOST][::-1]
    kinds: dict[UUID, list[str]] = defaultdict(list)
    outcomes = (
        select(OutcomeRow.incident_id, OutcomeRow.kind)
        .where(OutcomeRow.incident_id.in_([one.id for one in kept]))
        .order_by(OutcomeRow.pk)
    )
    for one in rows_of(session, outcomes):
        kinds[one.incident_id].append(one.kind)
    found = tuple(
        Repeat(
            incident_id=one.id,
            occurred_at=one.occurred_at,
            squad_code=one.squad_code,
            area_code=one.area_code,
            category=one.category,
            by=tuple(sorted(by[one.id])),
            outcomes=tuple(kinds[one.id]),
        )
        for one in kept
    )
    return Repeats(found, len(rows) > MOST)

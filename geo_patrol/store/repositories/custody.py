"""What was done with seized items, and what starts, stops or lengthens periods."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from geo_patrol.seizures import ClockFact, FactKind
from geo_patrol.seizures.custody_records import CustodyRecord
from geo_patrol.store.repositories.received import Kept, Record, Shelf
from geo_patrol.store.repositories.rows import rows_of, table_of
from geo_patrol.store.scope import Scope
from geo_patrol.store.tables import ClockEventRow, CustodyEventRow, IncidentRow, OutcomeRow

CUSTODY_EVENTS = Shelf(CustodyEventRow, CustodyRecord, time="at")
CLOCK_EVENTS = Shelf(ClockEventRow, ClockFact, time="at")

_INCIDENTS, _OUTCOMES = table_of(IncidentRow), table_of(OutcomeRow)
AT_ONCE = 500


def custody_of(session: Session, ids: Iterable[UUID]) -> Mapping[UUID, list[Kept[CustodyRecord]]]:
    """Return the custody events of seizures, the voided ones too, in the order of the acts."""
    return _of(session, CUSTODY_EVENTS, "seizure_id", ids)


def facts_of(session: Session, ids: Iterable[UUID]) -> Mapping[UUID, list[Kept[ClockFact]]]:
    """Return the clock events of seizures, the voided ones too, in the order of the acts."""
    return _of(session, CLOCK_EVENTS, "seizure_id", ids)


def case_facts_of(session: Session, ids: Iterable[UUID]) -> Mapping[UUID, list[Kept[ClockFact]]]:
    """Return the clock events of incidents' cases, the voided ones too, in their order."""
    return _of(session, CLOCK_EVENTS, "incident_id", ids)


def _of(
    session: Session, shelf: Shelf[Record], name: str, ids: Iterable[UUID]
) -> Mapping[UUID, list[Kept[Record]]]:
    found: dict[UUID, list[Kept[Record]]] = defaultdict(list)
    wanted, column = list(ids), shelf.table.c[name]
    order = (shelf.table.c.at, shelf.table.c.pk)
    for start in range(0, len(wanted), AT_ONCE):
        some = shelf.every.where(column.in_(wanted[start : start + AT_ONCE])).order_by(*order)
        for kept in shelf.listed(session, some):
            found[getattr(kept.record, name)].append(kept)
    return found


class OpenCase(NamedTuple):
    """An incident that a case was filed of; ``filed_at`` is what its outcome says, if it does."""

    incident_id: UUID
    squad_code: str
    category: str
    occurred_at: datetime
    filed_at: datetime | None


def open_cases(
    session: Session,
    scope: Scope,
    kinds: Iterable[str],
    *,
    since: datetime,
    squad: str | None = None,
) -> tuple[list[OpenCase], int]:
    """Return incidents that a case was filed of and that nobody said was decided.

    Parameters
    ----------
    kinds
        Codes of outcomes that file a case.
    since
        Those before it are only counted.

    Returns
    -------
    tuple
        Each, in time order; and how many older ones there are. Void incidents are none.
    """
    of_kind = _OUTCOMES.c.kind.in_(list(kinds))
    filed = select(_OUTCOMES.c.incident_id).where(of_kind)
    told = or_(_INCIDENTS.c.id.in_(filed), _INCIDENTS.c.id.in_(_cases("case_filed")))
    decided = _INCIDENTS.c.id.in_(_cases("case_decided"))
    counting = [scope.within(_INCIDENTS.c.squad_code), ~_INCIDENTS.c.void, told, ~decided]
    if squad is not None:
        counting.append(_INCIDENTS.c.squad_code == squad)
    filed_at = (
        select(func.min(_OUTCOMES.c.at))
        .where(of_kind, _OUTCOMES.c.incident_id == _INCIDENTS.c.id)
        .scalar_subquery()
    )
    newer = _INCIDENTS.c.occurred_at >= since
    columns = [_INCIDENTS.c[name] for name in ("id", "squad_code", "category", "occurred_at")]
    found = select(*columns, filed_at).where(*counting, newer)
    rows = rows_of(session, found.order_by(_INCIDENTS.c.occurred_at, _INCIDENTS.c.pk))
    older = select(func.count()).select_from(_INCIDENTS).where(*counting, ~newer)
    n_older: int = session.connection().scalar(older) or 0
    return [OpenCase(*row) for row in rows], n_older


def _cases(kind: FactKind) -> Select[Any]:
    columns = CLOCK_EVENTS.table.c
    named = columns.incident_id.is_not(None)
    return select(columns.incident_id).where(columns.kind == kind, columns.voided == "", named)

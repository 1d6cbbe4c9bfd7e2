"""Operations, what belongs to them, and cases handed to other agencies."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from geo_patrol.operations.belonging import Candidate
from geo_patrol.operations.records import (
    Force,
    LinkKind,
    ListedFile,
    Operation,
    OperationKind,
    OperationLink,
    Transfer,
)
from geo_patrol.operations.totals import Held
from geo_patrol.store.repositories.received import Kept, Shelf
from geo_patrol.store.repositories.rows import row_of, rows_of, table_of
from geo_patrol.store.tables import (
    IncidentRow,
    OperationLinkRow,
    OperationRow,
    SeizureItemRow,
    SeizureRow,
    ShiftRow,
    TrackRow,
    TransferRow,
    VisitBlockRow,
)

OPERATIONS = Shelf(OperationRow, Operation, time="starts_at", parts={"agencies": Force})
LINKS = Shelf(OperationLinkRow, OperationLink, time="received_at")
TRANSFERS = Shelf(TransferRow, Transfer, time="at", parts={"evidence": ListedFile})

AT_ONCE = 500
"""Ids in a question."""

_O, _L, _X = OPERATIONS.table, LINKS.table, TRANSFERS.table
_N, _S, _I = table_of(IncidentRow), table_of(SeizureRow), table_of(SeizureItemRow)
_T, _V, _H = table_of(TrackRow), table_of(VisitBlockRow), table_of(ShiftRow)


def of_kind(kind: OperationKind | None, open_ones: bool | None) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions for operations of a kind, and for those not closed or the rest."""
    if kind is not None:
        yield _O.c.kind == kind
    if open_ones is not None:
        yield and_(_O.c.closed_at.is_(None), _O.c.voided == "") == open_ones


def of_operation(operation_id: UUID) -> ColumnElement[bool]:
    """Return the condition that a link is one of an operation."""
    return _L.c.operation_id == operation_id


def of_target(target_id: UUID) -> ColumnElement[bool]:
    """Return the condition that a link is one of a record."""
    return _L.c.target_id == target_id


def links_of(session: Session, operation_id: UUID) -> list[OperationLink]:
    """Return all that was said of what belongs to an operation, in the order in which it came."""
    found = LINKS.every.where(of_operation(operation_id)).order_by(_L.c.pk)
    return [one.record for one in LINKS.listed(session, found)]


def is_linked(
    session: Session, operation_id: UUID, kind: LinkKind, target_id: UUID, *, but: UUID
) -> bool:
    """Whether another link than one says already that a record belongs to an operation."""
    found = select(_L.c.pk).where(
        of_operation(operation_id),
        _L.c.kind == kind,
        _L.c.target_id == target_id,
        _L.c.removed == "",
        _L.c.id != but,
    )
    return row_of(session, found.limit(1)) is not None


def others_at_the_time(session: Session, operation: Operation) -> list[Operation]:
    """Return the squad's other operations of its kind that count and meet it in time."""
    found = OPERATIONS.every.where(
        _O.c.squad_code == operation.squad_code,
        _O.c.kind == operation.kind,
        _O.c.id != operation.id,
        _O.c.voided == "",
        _O.c.starts_at < operation.ends_at,
        _O.c.ends_at > operation.starts_at,
    )
    listed = OPERATIONS.listed(session, found.order_by(_O.c.starts_at, _O.c.pk))
    return [one.record for one in listed]


def operations_between(
    session: Session, squad_code: str, first: date, last: date, zone: tzinfo
) -> list[Operation]:
    """Return a squad's operations that count and meet some local days, ``last`` included."""
    start = datetime.combine(first, time.min, zone)
    end = datetime.combine(last + timedelta(days=1), time.min, zone)
    found = OPERATIONS.every.where(
        _O.c.squad_code == squad_code,
        _O.c.voided == "",
        _O.c.starts_at < end,
        _O.c.ends_at > start,
    )
    listed = OPERATIONS.listed(session, found.order_by(_O.c.starts_at, _O.c.pk))
    return [one.record for one in listed]


def linked_elsewhere(session: Session, operation: Operation) -> set[UUID]:
    """Return the incidents that are said to belong to others of the squad's operations."""
    found = (
        select(_L.c.target_id)
        .join_from(_L, _O, _O.c.id == _L.c.operation_id)
        .where(
            _L.c.kind == "incident",
            _L.c.removed == "",
            _O.c.id != operation.id,
            _O.c.squad_code == operation.squad_code,
            _O.c.voided == "",
        )
    )
    return {row.target_id for row in rows_of(session, found)}


def shifts_of(session: Session, squad_code: str, ids: Collection[UUID]) -> list[UUID]:
    """Return which of these shifts are a squad's, in the order of their ids."""
    found: list[UUID] = []
    for some in _parts(ids):
        own = select(_H.c.id).where(_H.c.id.in_(some), _H.c.squad_code == squad_code)
        found += [row.id for row in rows_of(session, own)]
    return sorted(found)


def candidates(
    session: Session,
    operation: Operation,
    *,
    patrols: Collection[UUID],
    incidents: Collection[UUID],
) -> list[Candidate]:
    """Return the squad's incidents that count and may belong to an operation.

    Those of its kind in its time, those of its patrols, and those that are named.
    """
    within = [
        and_(
            _N.c.source == operation.kind,
            _N.c.occurred_at >= operation.starts_at,
            _N.c.occurred_at < operation.ends_at,
        ),
        *(_N.c.patrol_id.in_(some) for some in _parts(patrols)),
        *(_N.c.id.in_(some) for some in _parts(incidents)),
    ]
    columns = (_N.c.id, _N.c.occurred_at, _N.c.area_code, _N.c.source, _N.c.patrol_id)
    found = select(*columns).where(
        _N.c.squad_code == operation.squad_code, ~_N.c.void, or_(*within)
    )
    return [
        Candidate(row.id, row.occurred_at, row.area_code, row.source, row.patrol_id)
        for row in rows_of(session, found)
    ]


def ways_m(session: Session, patrols: Collection[UUID]) -> dict[UUID, float]:
    """Return how far patrols went; those without a usable track are left out.

    Of the phones of one crew the one that went farthest counts: two in a boat are one way.
    """
    far: dict[UUID, float] = {}
    for some in _parts(patrols):
        # A track's own length is the same in each version of its area's grid.
        tracks = (
            select(_V.c.patrol_id, _V.c.track_id, func.max(_V.c.length_m).label("length_m"))
            .where(_V.c.patrol_id.in_(some))
            .group_by(_V.c.patrol_id, _V.c.track_id)
            .subquery()
        )
        found = (
            select(tracks.c.patrol_id, func.sum(tracks.c.length_m).label("way_m"))
            .join_from(tracks, _T, _T.c.id == tracks.c.track_id)
            .group_by(tracks.c.patrol_id, _T.c.device)
        )
        for row in rows_of(session, found):
            far[row.patrol_id] = max(far.get(row.patrol_id, 0.0), row.way_m)
    return far


def inventories(session: Session, incidents: Collection[UUID]) -> dict[UUID, list[Held]]:
    """Return what the inventories of incidents' seizures list; none of those without a seizure."""
    lists: dict[UUID, list[Held]] = defaultdict(list)
    for some in _parts(incidents):
        found = (
            select(_S.c.incident_id, _I.c.kind, _I.c.unit, _I.c.quantity)
            .join_from(_S, _I, _I.c.seizure_id == _S.c.id)
            .where(_S.c.incident_id.in_(some), _S.c.voided == "")
            .order_by(_I.c.pk)
        )
        for row in rows_of(session, found):
            lists[row.incident_id].append(Held(row.kind, row.unit, row.quantity))
    return dict(lists)


def transfers_of(session: Session, incidents: Collection[UUID]) -> list[Kept[Transfer]]:
    """Return the transfers of incidents' cases that count, in time order."""
    listed: list[Kept[Transfer]] = []
    for some in _parts(incidents):
        found = TRANSFERS.every.where(_X.c.incident_id.in_(some), _X.c.voided == "")
        listed += TRANSFERS.listed(session, found)
    return sorted(listed, key=lambda one: (one.record.at, one.record.id))


def has_transfer(session: Session, incident_id: UUID) -> bool:
    """Whether an incident's case was ever handed on, voided transfers too."""
    found = select(_X.c.pk).where(_X.c.incident_id == incident_id)
    return row_of(session, found.limit(1)) is not None


def of_incident(incident_id: UUID | None) -> list[Any]:
    """Return the conditions that a transfer is of an incident, if one is named."""
    return [] if incident_id is None else [_X.c.incident_id == incident_id]


def _parts(ids: Collection[UUID]) -> Iterable[Sequence[UUID]]:
    ordered = sorted(ids)
    return (ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE))

"""What an operation comes to: its records gathered, and counted."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.errors import Finding
from geo_patrol.operations.belonging import Belonging, belonging, named, taken_out
from geo_patrol.operations.records import Operation, OperationLink, Transfer
from geo_patrol.operations.remarks import remarks
from geo_patrol.operations.totals import Ride, Totals, totals
from geo_patrol.patrols import Patrol
from geo_patrol.store.repositories import duty, incidents
from geo_patrol.store.repositories.incidents import StoredIncident
from geo_patrol.store.repositories.operations import (
    candidates,
    inventories,
    linked_elsewhere,
    links_of,
    others_at_the_time,
    shifts_of,
    transfers_of,
    ways_m,
)
from geo_patrol.store.repositories.received import Kept
from geo_patrol.store.repositories.tasks import tasks_told
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.operations import find_operation


@dataclass(frozen=True)
class LookedAt:
    """An operation with all that belongs to it.

    ``incidents`` are those that count, in time order; ``offered`` tells of others.
    """

    operation: Kept[Operation]
    totals: Totals
    found: Belonging
    incidents: tuple[StoredIncident, ...]
    transfers: tuple[Kept[Transfer], ...]
    patrols: tuple[UUID, ...]
    shifts: tuple[UUID, ...]
    tasks: tuple[UUID, ...]
    findings: tuple[Finding, ...]


def look_at(session: Session, scope: Scope, operation_id: UUID, *, now: datetime) -> LookedAt:
    """Return an operation within reach, counted as of now.

    Raises
    ------
    NotFound
        When there is none.
    """
    kept = find_operation(session, operation_id, scope)
    operation, links = kept.record, links_of(session, operation_id)
    # Linked records may have gone to another squad since: whoever asks, they count no more.
    own = replace(scope, squads=frozenset({operation.squad_code}))
    shifts = shifts_of(session, operation.squad_code, named(links, "shift"))
    patrols = _patrols(session, own, links, shifts)
    ids = {one.id for one in patrols}
    found = belonging(
        operation,
        candidates(session, operation, patrols=ids, incidents=named(links, "incident")),
        links,
        patrols=ids,
        others=others_at_the_time(session, operation),
        linked_elsewhere=linked_elsewhere(session, operation),
    )
    counting = incidents.some_incidents(session, found.counting, own)
    tasks = tasks_told(session, own, named(links, "task"))
    transfers = transfers_of(session, found.counting)
    counted = totals(
        operation,
        rides=_rides(session, patrols),
        incidents=[one.incident for one in counting],
        inventories=inventories(session, found.counting),
        handed_on={one.record.incident_id for one in transfers},
        n_shifts=len(shifts),
        n_tasks=len(tasks),
        n_tasks_open=sum(tasks.values()),
        now=now,
    )
    closed = operation.closed_at
    told = remarks(
        operation,
        counted,
        found,
        # When invented records came tells nothing.
        n_late=sum(
            closed is not None and one.received_at > closed and not one.demo for one in counting
        ),
        n_awaited=sum(one.record.taken_at is None for one in transfers),
    )
    return LookedAt(
        operation=kept,
        totals=counted,
        found=found,
        incidents=tuple(counting),
        transfers=tuple(transfers),
        patrols=tuple(one.id for one in patrols),
        shifts=tuple(shifts),
        tasks=tuple(sorted(tasks)),
        findings=tuple(told),
    )


def _patrols(
    session: Session, scope: Scope, links: list[OperationLink], shifts: Iterable[UUID]
) -> list[Patrol]:
    """Return an operation's patrols: those named, and all of its shifts' but those taken out."""
    out = taken_out(links, "patrol")
    there = {one.id: one for one in duty.patrols_of_shifts(session, scope, shifts)}
    for patrol_id in named(links, "patrol") - there.keys():
        patrol = duty.patrol(session, patrol_id, scope)
        if patrol is not None:
            there[patrol_id] = patrol
    kept = [one for one in there.values() if one.id not in out]
    return sorted(kept, key=lambda one: (one.start, one.id))


def _rides(session: Session, patrols: list[Patrol]) -> list[Ride]:
    ways = ways_m(session, [one.id for one in patrols])
    return [
        Ride(one.id, one.mode, one.start, one.end, one.crew, ways.get(one.id)) for one in patrols
    ]

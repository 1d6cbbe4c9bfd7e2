"""Writing campaigns and joint operations, and what belongs to them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.errors import InvalidInput, NotFound
from geo_patrol.operations.checks import operation_faults
from geo_patrol.operations.records import Operation, OperationLink
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import record_lock
from geo_patrol.store.repositories import duty, history, incidents, places
from geo_patrol.store.repositories.operations import LINKS, OPERATIONS, is_linked
from geo_patrol.store.repositories.received import Found, Kept
from geo_patrol.store.repositories.tasks import TASKS
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.workflows.catalogue import current
from geo_patrol.workflows.check_points import require_patrol
from geo_patrol.workflows.records import require_squad
from geo_patrol.workflows.writing import Submission, Written, canonical, write_once, write_record

KIND = "operation"
LINK = "operation_link"


def put_operation(
    store: Store, scope: Scope, operation: Operation, *, now: datetime, if_match: int | None = None
) -> Written:
    """Write an operation; closing and voiding it are edits.

    Raises
    ------
    NotFound
        When the squad, an area, or the operation that has this id is out of reach.
    InvalidInput
        With a finding for each thing that is wrong with it.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = Submission(scope, KIND, operation.id, canonical(operation), now, if_match)
    return write_once(store, sent, lambda session: write_operation(session, sent, operation))


def write_operation(
    session: Session,
    sent: Submission,
    operation: Operation,
    *,
    officer_id: UUID | None = None,
    demo: bool = False,
) -> Written:
    """Do the work of `put_operation` in a transaction that is open already."""

    def save(new: bool) -> str:
        squad = operation.squad_code
        require_squad(session, squad, sent.scope)
        before = None if new else OPERATIONS.one(session, operation.id, SYSTEM)
        if before is not None and before.found.squad_code != squad:
            raise InvalidInput("field.stays_with_its_squad")
        for code in operation.area_codes:
            if places.squad_of_area(session, code) != squad:
                raise NotFound("records.no_area", area=code)
        was = None if before is None else before.record
        faults = operation_faults(operation, current(session), now=sent.now, before=was)
        if findings := tuple(faults):
            raise InvalidInput("operations.invalid", findings=findings)
        author = officer_id or sent.scope.officer_id
        OPERATIONS.save(session, operation, Found(squad, sent.now, author, demo), new=new)
        return squad

    return write_record(session, sent, save)


def put_link(
    store: Store, scope: Scope, link: OperationLink, *, now: datetime, if_match: int | None = None
) -> Written:
    """Write that a record belongs to an operation, or, as an edit, why it does not.

    An incident that would belong by itself is kept out by a link that is removed from the start.

    Raises
    ------
    NotFound
        When the operation, the record, or the link that has this id is out of reach.
    InvalidInput
        When the record is another squad's, is linked already, or the operation does not count; or
        when an edit would make it a link of something else.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = Submission(scope, LINK, link.id, canonical(link), now, if_match)
    return write_once(store, sent, lambda session: write_link(session, sent, link))


def write_link(
    session: Session, sent: Submission, link: OperationLink, *, demo: bool = False
) -> Written:
    """Do the work of `put_link` in a transaction that is open already."""

    def save(new: bool) -> str:
        operation = find_operation(session, link.operation_id, sent.scope)
        before = None if new else LINKS.one(session, link.id, SYSTEM)
        if before is not None and _what(before.record) != _what(link):
            raise InvalidInput("operations.link_is_fixed")
        squad = operation.found.squad_code
        if _squad_of(session, sent.scope, link) != squad:
            raise InvalidInput("operations.of_other_squad")
        if not link.removed:
            if operation.record.voided:
                raise InvalidInput("operations.does_not_count")
            if is_linked(session, link.operation_id, link.kind, link.target_id, but=link.id):
                raise InvalidInput("operations.linked_already")
        found = Found(squad, sent.now, sent.scope.officer_id, demo)
        LINKS.save(session, link, found, new=new)
        return squad

    # Nobody links the same meanwhile.
    return write_record(session, sent, save, record_lock(KIND, link.operation_id))


def _what(link: OperationLink) -> tuple[UUID, str, UUID]:
    return link.operation_id, link.kind, link.target_id


def _squad_of(session: Session, scope: Scope, link: OperationLink) -> str | None:
    """Return whose the record is that a link names."""
    target = link.target_id
    if link.kind == "patrol":
        return require_patrol(session, scope, target)
    if link.kind == "shift":
        shift = duty.shift(session, target, scope)
        if shift is None:
            raise history.not_there(session, "shift", target, "records.no_shift")
        return shift.squad_code
    if link.kind == "task":
        task = TASKS.one(session, target, scope)
        if task is None:
            raise history.not_there(session, "task", target, "field.no_task")
        return task.found.squad_code
    stored = incidents.incident(session, target, scope)
    if stored is None:
        raise history.not_there(session, "incident", target, "field.no_incident")
    return stored.incident.squad_code


def find_operation(session: Session, operation_id: UUID, scope: Scope) -> Kept[Operation]:
    """Return an operation within reach.

    Raises
    ------
    NotFound
        When there is none.
    """
    found = OPERATIONS.one(session, operation_id, scope)
    if found is None:
        raise history.not_there(session, KIND, operation_id, "operations.no_operation")
    return found

"""Writing blocks, who answers for them and for cells, and hand-overs of that."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.errors import Finding, InvalidInput, NotFound
from geo_patrol.park.checks import Around, block_faults, handover_faults, responsibility_faults
from geo_patrol.park.records import Block, Responsibility, ResponsibilityHandover
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import area_lock
from geo_patrol.store.repositories import grids, history, places
from geo_patrol.store.repositories.received import Found, Kept
from geo_patrol.store.repositories.responsibility import (
    BLOCKS,
    HANDED,
    RESPONSIBILITIES,
    blocks_of,
    handovers_of,
    members,
    responsibilities_of,
)
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.workflows.area_cells import demands_of
from geo_patrol.workflows.writing import Submission, Written, canonical, write_once, write_record

BLOCK = "block"
RESPONSIBILITY = "responsibility"
HANDOVER = "duty_handover"


def put_block(
    store: Store, scope: Scope, block: Block, *, now: datetime, if_match: int | None = None
) -> Written:
    """Write a block; ending and voiding it are edits.

    Raises
    ------
    NotFound
        When the area, or the block that has this id, is out of reach.
    InvalidInput
        With a finding for each thing that is wrong with it.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = Submission(scope, BLOCK, block.id, canonical(block), now, if_match)
    return write_once(store, sent, lambda session: write_block(session, sent, block))


def write_block(
    session: Session,
    sent: Submission,
    block: Block,
    *,
    officer_id: UUID | None = None,
    demo: bool = False,
) -> Written:
    """Do the work of `put_block` in a transaction that is open already."""

    def save(new: bool) -> str:
        squad = _squad(session, block.area_code, sent.scope)
        before = None if new else BLOCKS.one(session, block.id, SYSTEM)
        kept = [one.record for one in blocks_of(session, block.area_code)]
        others = [one for one in kept if one.id != block.id]
        around = Around(cells=_cells(session, block.area_code), blocks=others)
        was = None if before is None else before.record
        _refuse(tuple(block_faults(block, around, was)))
        author = officer_id or sent.scope.officer_id
        BLOCKS.save(session, block, Found(squad, sent.now, author, demo), new=new)
        return squad

    return write_record(session, sent, save, area_lock(block.area_code))


def put_responsibility(
    store: Store, scope: Scope, one: Responsibility, *, now: datetime, if_match: int | None = None
) -> Written:
    """Write who answers for a block or a cell; ending and voiding it are edits.

    Raises
    ------
    NotFound
        When the area, or the responsibility that has this id, is out of reach.
    InvalidInput
        With a finding for each thing that is wrong with it.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = Submission(scope, RESPONSIBILITY, one.id, canonical(one), now, if_match)
    return write_once(store, sent, lambda session: write_responsibility(session, sent, one))


def write_responsibility(
    session: Session,
    sent: Submission,
    one: Responsibility,
    *,
    officer_id: UUID | None = None,
    demo: bool = False,
) -> Written:
    """Do the work of `put_responsibility` in a transaction that is open already."""

    def save(new: bool) -> str:
        area = one.area_code
        squad = _squad(session, area, sent.scope)
        before = None if new else RESPONSIBILITIES.one(session, one.id, SYSTEM)
        others = [each.record for each in responsibilities_of(session, area)]
        around = Around(
            cells=_cells(session, area),
            blocks=[each.record for each in blocks_of(session, area)],
            responsibilities=[each for each in others if each.id != one.id],
            members=members(session, [one.holder_id], squad, now=sent.now),
        )
        handed = [each.record for each in handovers_of(session, [one.id])]
        was = None if before is None else before.record
        _refuse(tuple(responsibility_faults(one, around, handed, was)))
        author = officer_id or sent.scope.officer_id
        RESPONSIBILITIES.save(session, one, Found(squad, sent.now, author, demo), new=new)
        return squad

    return write_record(session, sent, save, area_lock(one.area_code))


def put_handover(
    store: Store,
    scope: Scope,
    handover: ResponsibilityHandover,
    *,
    now: datetime,
    if_match: int | None = None,
) -> Written:
    """Write that a responsibility is handed on; voiding it is an edit.

    Raises
    ------
    NotFound
        When the responsibility, or the hand-over that has this id, is out of reach.
    InvalidInput
        With a finding for each thing that is wrong with it.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = Submission(scope, HANDOVER, handover.id, canonical(handover), now, if_match)
    return write_once(store, sent, lambda session: write_handover(session, sent, handover))


def write_handover(
    session: Session,
    sent: Submission,
    handover: ResponsibilityHandover,
    *,
    officer_id: UUID | None = None,
    demo: bool = False,
) -> Written:
    """Do the work of `put_handover` in a transaction that is open already."""
    # Its area is fixed: nothing changes it between this look and the lock.
    area = find_responsibility(session, handover.responsibility_id, sent.scope).record.area_code

    def save(new: bool) -> str:
        of = find_responsibility(session, handover.responsibility_id, sent.scope)
        squad = of.found.squad_code
        before = None if new else HANDED.one(session, handover.id, SYSTEM)
        kept = [one.record for one in handovers_of(session, [of.record.id])]
        others = [one for one in kept if one.id != handover.id]
        known = members(session, [handover.to_officer_id], squad, now=sent.now)
        was = None if before is None else before.record
        _refuse(tuple(handover_faults(handover, of.record, others, known, was)))
        author = officer_id or sent.scope.officer_id
        HANDED.save(session, handover, Found(squad, sent.now, author, demo), new=new)
        return squad

    return write_record(session, sent, save, area_lock(area))


def find_responsibility(
    session: Session, responsibility_id: UUID, scope: Scope
) -> Kept[Responsibility]:
    """Return a responsibility within reach.

    Raises
    ------
    NotFound
        When there is none.
    """
    found = RESPONSIBILITIES.one(session, responsibility_id, scope)
    if found is None:
        raise history.not_there(
            session, RESPONSIBILITY, responsibility_id, "park.no_responsibility"
        )
    return found


def _squad(session: Session, area: str, scope: Scope) -> str:
    squad = places.squad_of_area(session, area)
    if squad is None or not scope.includes(squad):
        raise NotFound("records.no_area", area=area)
    return squad


def _cells(session: Session, area: str) -> frozenset[str]:
    """Return the codes of the cells that an area has now; none while it has no grid."""
    found = grids.grid_ids_of(session, area)
    return frozenset(demands_of(session, found[0]).codes) if found else frozenset()


def _refuse(findings: Sequence[Finding]) -> None:
    if findings:
        raise InvalidInput("park.invalid", findings=tuple(findings))

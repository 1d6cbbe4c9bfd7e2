"""Writing handover notes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.errors import NotFound
from geo_patrol.field.records import Handover
from geo_patrol.store.engine import Store
from geo_patrol.store.locks import record_lock
from geo_patrol.store.repositories import duty
from geo_patrol.store.repositories.handovers import HANDOVERS
from geo_patrol.store.repositories.received import Found
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.telling import tell_of_handover
from geo_patrol.workflows.writing import Submission, Written, canonical, write_once, write_record


def put_handover(
    store: Store, scope: Scope, handover: Handover, *, now: datetime, if_match: int | None = None
) -> Written:
    """Write a handover note; it belongs to the squad of its shift.

    Raises
    ------
    NotFound
        When the shift, or the note that has this id, is out of reach.
    Conflict, PreconditionFailed
        As `writing.write_record`.
    """
    sent = Submission(scope, "handover", handover.id, canonical(handover), now, if_match)
    return write_once(store, sent, lambda session: write_handover(session, sent, handover))


def write_handover(
    session: Session,
    sent: Submission,
    handover: Handover,
    *,
    officer_id: UUID | None = None,
    demo: bool = False,
) -> Written:
    """Do the work of `put_handover` in a transaction that is open already.

    Without ``officer_id`` the sender is the author. Of a demo's nobody is told here.
    """

    def save(new: bool) -> str:
        shift = duty.shift(session, handover.shift_id, sent.scope)
        if shift is None:
            raise NotFound("records.no_shift")
        author = officer_id or sent.scope.officer_id
        found = Found(shift.squad_code, sent.now, author, demo)
        HANDOVERS.save(session, handover, found, new=new)
        if not demo:
            tell_of_handover(session, handover.id, now=sent.now)
        return shift.squad_code

    # Its shift stays where it is meanwhile.
    return write_record(session, sent, save, record_lock("shift", handover.shift_id))

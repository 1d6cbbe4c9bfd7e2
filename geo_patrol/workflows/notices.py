"""Telling people on duty: a notice goes out with the record that it is about, or not at all."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.audit import Act
from geo_patrol.errors import NotFound, OutOfReach
from geo_patrol.notices import NewNotice, SubjectKind, notice_id
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import notices
from geo_patrol.store.scope import Scope
from geo_patrol.store.trail import note


def tell(session: Session, notice: NewNotice, *, now: datetime) -> None:
    """Tell something, in the transaction that writes its subject; again to change what was told.

    It comes last in a transaction, after all records were locked: whoever tells keeps others from
    telling until it ends.
    """
    notices.save_notice(session, notice, now=now)


def over(session: Session, kind: SubjectKind, subject_id: UUID, *, now: datetime) -> None:
    """Say that what was told of a subject is over; as `tell`, last in its transaction."""
    notices.end_notice(session, notice_id(kind, subject_id), now=now)


def see(store: Store, scope: Scope, seen_id: UUID, *, at: datetime, now: datetime) -> bool:
    """Keep when the asker first saw a notice, no later than now; return whether that is new.

    Raises
    ------
    NotFound
        When there is no such notice within reach.
    """
    if scope.actor_id is None:
        raise NotFound("records.not_found")
    with store.writer() as session:
        found = notices.notice(session, seen_id)
        if found is None:
            raise NotFound("records.not_found")
        if not scope.includes(found.squad_code):
            raise OutOfReach("records.not_found", object=f"notice/{seen_id}")
        if not notices.mark_seen(session, seen_id, scope.actor_id, at=min(at, now)):
            return False
        name = f"{found.subject_kind}/{found.subject_id}"
        note(session, Act(found.squad_code, scope.actor, "notice.seen", name, now))
    return True

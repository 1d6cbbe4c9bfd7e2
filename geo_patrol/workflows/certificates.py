"""Who held a certificate when: the versions of people's records tell."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.store.repositories import history, people


def certified_at(session: Session, ids: Iterable[UUID], at: datetime) -> set[UUID]:
    """Return which of these people could act as officers at a moment, as far as records go back.

    Before the first version of a record, the first one tells. An auxiliary never could.
    """
    return {one for one in ids if _was_certified(session, one, at)}


def _was_certified(session: Session, officer_id: UUID, at: datetime) -> bool:
    past = history.versions(session, "officer", officer_id)
    if past:
        then = [one for one in past if one.accepted_at <= at] or past[:1]
        body = then[-1].body
        return bool(body.get("certified")) and body.get("role") != "auxiliary"
    officer = people.officer(session, officer_id)
    return officer is not None and officer.certified and officer.role != "auxiliary"

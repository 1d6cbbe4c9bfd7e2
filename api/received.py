"""What routes share whose records are of one squad, and carry what was found when they came."""

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from api.versions import current_version
from geo_patrol.store.repositories import history
from geo_patrol.store.repositories.received import Identified, Kept, Shelf
from geo_patrol.store.scope import Scope

Record = TypeVar("Record", bound=Identified)


class ReceivedOut(BaseModel):
    """What every such record has besides what was sent."""

    id: UUID
    squad: str
    received_at: datetime
    demo: bool = Field(description="True for invented data.")


class TextOut(ReceivedOut):
    """A record with free text and an author, which not everybody sees."""

    officer_id: UUID | None = Field(
        description="Who sent it; null where the asker sees no crews either."
    )
    redacted: bool = Field(description="True: what may name somebody was left out for the asker.")


def find(
    session: Session, shelf: Shelf[Record], kind: str, record_id: UUID, scope: Scope
) -> tuple[Kept[Record], int | None]:
    """Return a record within reach, and the version in force.

    Raises
    ------
    NotFound
        When there is none.
    """
    # The version first: should an edit come between, it is the older one, and If-Match fails.
    version = current_version(session, kind, record_id)
    found = shelf.one(session, record_id, scope)
    if found is None:
        raise history.not_there(session, kind, record_id, "records.not_found")
    return found, version

"""The office's own law table, and what people decided who were shown what it says."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from geo_patrol.law.decisions import LawDecision
from geo_patrol.store.repositories.received import Kept, Shelf
from geo_patrol.store.repositories.rows import rows_of, save_row, table_of
from geo_patrol.store.scope import Scope
from geo_patrol.store.tables import LawDecisionRow, LawFileRow

LAW_DECISIONS = Shelf(LawDecisionRow, LawDecision, time="at")

_FILES = table_of(LawFileRow)


@dataclass(frozen=True)
class LawFile:
    """A table as the office gave it: YAML of the form of those in the package."""

    id: UUID
    name: str
    sha256: str
    text: str


_COLUMNS = [_FILES.c[name] for name in LawFile.__dataclass_fields__]


def law_files(session: Session) -> Iterator[LawFile]:
    """Yield the file that is in force; nothing while there is none."""
    for row in rows_of(session, select(*_COLUMNS).order_by(_FILES.c.pk)):
        yield LawFile(*row)


def save_law_file(session: Session, file: LawFile, *, now: datetime, new: bool) -> None:
    """Put a file in force, in the place of the one before."""
    values = {"name": file.name, "sha256": file.sha256, "text": file.text, "received_at": now}
    save_row(session, LawFileRow, file.id, values, new=new)


def decisions_of(session: Session, incident_id: UUID, scope: Scope) -> list[Kept[LawDecision]]:
    """Return what was decided about an incident, within reach, in the order of the decisions."""
    columns = LAW_DECISIONS.table.c
    found = LAW_DECISIONS.within(scope).where(columns.incident_id == incident_id)
    return LAW_DECISIONS.listed(session, found.order_by(columns.at, columns.pk))

"""The office's own terms of the catalogue."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from geo_patrol.incidents.terms import Term
from geo_patrol.store.repositories import history
from geo_patrol.store.repositories.rows import row_of, rows_of, save_row, table_of
from geo_patrol.store.tables import CatalogueTermRow, MetaRow, VersionRow

EDITION = "catalogue"
"""Key of the fact that tells one state of these terms from another."""

_TERMS = table_of(CatalogueTermRow)
_M = table_of(MetaRow).c
_V = table_of(VersionRow).c

# Asked at every write of an incident.
_EDITION = select(_M.value).where(_M.key == bindparam("key"))
_ALL = select(_TERMS).order_by(_TERMS.c.pk)
_VERSIONS = (
    select(_V.record_id, func.max(_V.version))
    .where(_V.kind == bindparam("kind"))
    .group_by(_V.record_id)
)


@dataclass(frozen=True)
class StoredTerm:
    """A term with the id that the audit knows it by."""

    id: UUID
    term: Term


def edition(session: Session) -> str | None:
    """Return what tells the present state of the office's terms from others; None without any."""
    row = row_of(session, _EDITION, {"key": EDITION})
    return None if row is None else str(row[0])


def set_edition(session: Session, value: str) -> None:
    """Say in which state the office's terms are now."""
    history.set_fact(session, EDITION, value)
    # Asked for without objects, in this transaction, too.
    session.flush()


def all_terms(session: Session) -> Iterator[StoredTerm]:
    """Yield the terms that the office made or changed, the oldest first."""
    for row in rows_of(session, _ALL):
        term = Term(
            group=row.group_name,
            code=row.code,
            zh=row.zh,
            en=row.en,
            parent=row.parent,
            squad_code=row.squad_code,
            counts_people=row.counts_people,
            is_measure=row.is_measure,
            position=row.position,
            retired=row.retired,
        )
        yield StoredTerm(row.id, term)


def save_term(session: Session, stored: StoredTerm, *, now: datetime, new: bool) -> None:
    """Add a term, or change the one of its id."""
    values = {
        ("group_name" if name == "group" else name): v for name, v in vars(stored.term).items()
    }
    save_row(session, CatalogueTermRow, stored.id, values, new=new, received_at=now)


def term_versions(session: Session, kind: str) -> dict[UUID, int]:
    """Return the version in force of each term that has versions."""
    return {row[0]: row[1] for row in rows_of(session, _VERSIONS, {"kind": kind})}

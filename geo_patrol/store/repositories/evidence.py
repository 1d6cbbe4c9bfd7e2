"""Evidence: the files that are kept, and the records they are evidence of."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from geo_patrol.evidence.records import Evidence, EvidenceFile, Inspected, Subject
from geo_patrol.store.repositories.rows import add_row_once, add_rows, row_of, rows_of, table_of
from geo_patrol.store.scope import Scope
from geo_patrol.store.tables import EvidenceFileRow, EvidenceRow

_F, _E = table_of(EvidenceFileRow), table_of(EvidenceRow)
_FILE = select(_F).where(_F.c.sha256 == bindparam("sha256"))
_EVIDENCE = select(_E).where(_E.c.id == bindparam("id"))
_JOINED = select(_E, *(column for column in _F.c if column.name != "sha256")).join(
    _F, _F.c.sha256 == _E.c.sha256
)
_OF_RECORD = _JOINED.where(
    _E.c.record_kind == bindparam("kind"), _E.c.record_id == bindparam("record_id")
).order_by(_E.c.pk)


def file(session: Session, sha256: str) -> EvidenceFile | None:
    """Return a file that is kept, or None."""
    row = row_of(session, _FILE, {"sha256": sha256})
    return None if row is None else _file(row)


def files(session: Session, *, at_once: int = 1000) -> Iterator[EvidenceFile]:
    """Yield every file that is kept, in order of their digests."""
    found = select(_F).order_by(_F.c.sha256).execution_options(yield_per=at_once)
    for row in session.connection().execute(found):
        yield _file(row)


def is_within_reach(session: Session, sha256: str, scope: Scope) -> bool:
    """Whether a file is evidence of any record within reach."""
    found = select(_E.c.pk).where(_E.c.sha256 == sha256, scope.within(_E.c.squad_code)).limit(1)
    return row_of(session, found) is not None


def evidence(session: Session, evidence_id: UUID) -> Evidence | None:
    """Return a file as evidence of a record, or None."""
    row = row_of(session, _EVIDENCE, {"id": evidence_id})
    return None if row is None else _evidence(row)


def of_record(session: Session, subject: Subject) -> list[tuple[Evidence, EvidenceFile]]:
    """Return all evidence of a record, in the order in which it came."""
    rows = rows_of(session, _OF_RECORD, {"kind": subject.kind, "record_id": subject.id})
    return [(_evidence(row), _file(row)) for row in rows]


def all_evidence(
    session: Session, *, at_once: int = 1000
) -> Iterator[tuple[Evidence, EvidenceFile]]:
    """Yield all evidence of all records."""
    found = _JOINED.order_by(_E.c.pk).execution_options(yield_per=at_once)
    for row in session.connection().execute(found):
        yield _evidence(row), _file(row)


def save_file(session: Session, kept: EvidenceFile) -> None:
    """Keep what is known of a file, unless it is known already."""
    values = {"sha256": kept.sha256, "size_bytes": kept.size_bytes, "stored_at": kept.stored_at}
    add_row_once(session, EvidenceFileRow, {**values, **asdict(kept.seen)})


def save_evidence(session: Session, record: Evidence, *, now: datetime) -> None:
    """Keep a file as evidence of a record."""
    values = {
        "id": record.id,
        "sha256": record.sha256,
        "record_kind": record.subject.kind,
        "record_id": record.subject.id,
        "squad_code": record.squad_code,
        "note": record.note,
        "received_at": now,
    }
    add_rows(session, EvidenceRow, [values])


def _file(row: Any) -> EvidenceFile:
    seen = Inspected(**{name: getattr(row, name) for name in Inspected.__dataclass_fields__})
    return EvidenceFile(row.sha256, row.size_bytes, seen, row.stored_at)


def _evidence(row: Any) -> Evidence:
    subject = Subject(row.record_kind, row.record_id)
    return Evidence(row.id, row.sha256, subject, row.squad_code, row.note)

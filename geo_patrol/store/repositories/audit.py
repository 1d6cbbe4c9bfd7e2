"""Reading the audit chains. They are written by `store.trail` only."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from geo_patrol.audit import Entry, Head
from geo_patrol.store.tables import AuditRow

_COLUMNS = [AuditRow.__table__.c[name] for name in Entry._fields]


def entries(session: Session, *, at_once: int = 5000) -> Iterator[Entry]:
    """Yield all entries of all chains, each chain in order."""
    found = select(*_COLUMNS).order_by(AuditRow.chain, AuditRow.seq)
    for row in session.execute(found.execution_options(yield_per=at_once)):
        yield Entry(*row)


def page(
    session: Session,
    *,
    chain: str | None = None,
    object_name: str | None = None,
    before: int | None = None,
    limit: int = 100,
) -> list[Entry]:
    """Return the latest entries, the newest first: of a chain, or about an object.

    ``before`` is the ``seq`` that a chain's page ends below.
    """
    found = select(*_COLUMNS)
    if chain is not None:
        found = found.where(AuditRow.chain == chain)
    if object_name is not None:
        found = found.where(AuditRow.object == object_name)
    if before is not None:
        found = found.where(AuditRow.seq < before)
    found = found.order_by(AuditRow.at.desc(), AuditRow.chain, AuditRow.seq.desc()).limit(limit)
    return [Entry(*row) for row in session.execute(found)]


def heads(session: Session) -> list[Head]:
    """Return where each chain ends, by name."""
    last = (
        select(AuditRow.chain, func.max(AuditRow.seq).label("seq"))
        .group_by(AuditRow.chain)
        .subquery()
    )
    found = select(AuditRow.chain, AuditRow.seq, AuditRow.hash).join(
        last, (AuditRow.chain == last.c.chain) & (AuditRow.seq == last.c.seq)
    )
    return [Head(*row) for row in session.execute(found.order_by(AuditRow.chain))]

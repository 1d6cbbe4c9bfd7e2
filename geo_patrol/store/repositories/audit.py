"""Reading the audit chains. They are written by `store.trail` only."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from geo_patrol.audit import Entry, Head, Outcome
from geo_patrol.store.tables import AuditRow

_COLUMNS = [AuditRow.__table__.c[name] for name in Entry._fields]


def entries(session: Session, *, at_once: int = 5000) -> Iterator[Entry]:
    """Yield all entries of all chains, each chain in order."""
    found = select(*_COLUMNS).order_by(AuditRow.chain, AuditRow.seq)
    for row in session.execute(found.execution_options(yield_per=at_once)):
        yield Entry(*row)


@dataclass(frozen=True)
class Wanted:
    """Which entries are wanted; what is None does not matter.

    Attributes
    ----------
    kind
        What entries are about: of ``incident/0190…`` it is ``incident``.
    start, end
        Half-open.
    """

    actor: str | None = None
    action: str | None = None
    kind: str | None = None
    outcome: Outcome | None = None
    start: datetime | None = None
    end: datetime | None = None

    def conditions(self) -> Iterator[ColumnElement[bool]]:
        """Yield what holds of each of them."""
        if self.actor is not None:
            yield AuditRow.actor == self.actor
        if self.action is not None:
            yield AuditRow.action == self.action
        if self.kind is not None:
            within = AuditRow.object.startswith(f"{self.kind}/", autoescape=True)
            yield or_(within, AuditRow.object == self.kind)
        if self.outcome is not None:
            yield AuditRow.outcome == self.outcome
        if self.start is not None:
            yield AuditRow.at >= self.start
        if self.end is not None:
            yield AuditRow.at < self.end


def page(
    session: Session,
    *,
    chain: str | None = None,
    object_name: str | None = None,
    wanted: Wanted | None = None,
    before: int | None = None,
    limit: int = 100,
) -> list[Entry]:
    """Return the latest entries, the newest first: of a chain in its order, or about an object.

    ``before`` is the ``seq`` that a chain's page ends below.
    """
    found = select(*_COLUMNS).where(*(wanted or Wanted()).conditions())
    if object_name is not None:
        found = found.where(AuditRow.object == object_name)
    if before is not None:
        found = found.where(AuditRow.seq < before)
    if chain is not None:
        # A clock that was put back changes no chain's order.
        found = found.where(AuditRow.chain == chain).order_by(AuditRow.seq.desc())
    else:
        found = found.order_by(AuditRow.at.desc(), AuditRow.chain, AuditRow.seq.desc())
    return [Entry(*row) for row in session.execute(found.limit(limit))]


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

"""No change without an entry: what a transaction does is noted, and entered when it commits.

Entries are made last, so that the lock of a chain is held for the length of a commit only.
"""

from collections import defaultdict
from typing import Any

from sqlalchemy import bindparam, event, insert, select
from sqlalchemy.orm import ORMExecuteState, Session

from geo_patrol.audit import Act, Algorithm, Head, link
from geo_patrol.store.locks import hold_chain
from geo_patrol.store.tables import AuditRow

_ENTER = insert(AuditRow)
_A = AuditRow.__table__.c
_HEAD = (
    select(_A.seq, _A.hash).where(_A.chain == bindparam("chain")).order_by(_A.seq.desc()).limit(1)
)

_NOTED = "noted"
_CHANGED = "changed"


class WritingSession(Session):
    """A session that knows whether it changed anything."""


@event.listens_for(WritingSession, "do_orm_execute")
def _executed(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        mark_changed(state.session)


@event.listens_for(WritingSession, "before_flush")
def _flushed(session: Session, _context: Any, _instances: Any) -> None:
    changed = any(session.is_modified(one) for one in session.dirty)
    if changed or session.new or session.deleted:
        mark_changed(session)


def mark_changed(session: Session) -> None:
    """Say that a transaction changed something, where the session cannot see it."""
    session.info[_CHANGED] = True


def note(session: Session, act: Act) -> None:
    """Have an act entered in its audit chain when the transaction commits."""
    session.info.setdefault(_NOTED, []).append(act)


def settle(session: Session, algorithm: Algorithm) -> None:
    """Enter what was noted in the chains, in the order it was noted.

    Raises
    ------
    RuntimeError
        When something changed and nothing was noted of it.
    """
    session.flush()
    acts: list[Act] = session.info.pop(_NOTED, [])
    if session.info.pop(_CHANGED, False) and not acts:
        raise RuntimeError("a change that no audit entry answers for")
    of_chain: dict[str, list[Act]] = defaultdict(list)
    for act in acts:
        of_chain[act.chain].append(act)
    for chain in sorted(of_chain):
        hold_chain(session, chain)
        entries = link(of_chain[chain], head(session, chain), algorithm)
        # On the connection: these rows are nobody's objects.
        session.connection().execute(_ENTER, [entry._asdict() for entry in entries])


def head(session: Session, chain: str) -> Head:
    """Return where a chain ends."""
    row = session.connection().execute(_HEAD, {"chain": chain}).one_or_none()
    return Head(chain) if row is None else Head(chain, row.seq, row.hash)

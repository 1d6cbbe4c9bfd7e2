"""Messages to the office's webhook: which are to be made, which are due, how far each has got."""

from collections.abc import Collection
from datetime import datetime
from uuid import uuid4

from sqlalchemy import ColumnElement, and_, case, literal, or_, select, update
from sqlalchemy.orm import Session

from geo_patrol.alarms.webhook import ENDING_KINDS, GIVE_UP, Delivery, Event
from geo_patrol.notices import Notice, NoticeKind
from geo_patrol.store.repositories.rows import add_row_once, rows_of, table_of
from geo_patrol.store.tables import DeliveryRow, NoticeRow

AT_ONCE = 20

_DELIVERIES, _NOTICES = table_of(DeliveryRow), table_of(NoticeRow)
_COLUMNS = [_DELIVERIES.c[name] for name in Delivery.__dataclass_fields__]
_OF_NOTICE = [_NOTICES.c[name] for name in Notice.__dataclass_fields__ if name != "seen"]


def missing(
    session: Session, kinds: Collection[NoticeKind], now: datetime
) -> list[tuple[Notice, Event]]:
    """Return of which notices a message is still to be made: that they are there, or over.

    The notices themselves are the queue: they came in with the record that they are about, so
    that no message is lost, whenever a server stops. The end is told of what was told.
    """
    raised = _DELIVERIES.alias("raised")
    ended = _DELIVERIES.alias("ended")
    found = (
        select(*_OF_NOTICE, raised.c.id.label("raised"))
        .outerjoin(raised, and_(raised.c.notice_id == _NOTICES.c.id, raised.c.event == "raised"))
        .outerjoin(ended, and_(ended.c.notice_id == _NOTICES.c.id, ended.c.event == "ended"))
        .where(
            _NOTICES.c.told_at > now - GIVE_UP,
            _NOTICES.c.kind.in_(sorted(kinds)),
            or_(
                and_(raised.c.id.is_(None), _still_of_use(now)),
                and_(
                    raised.c.n_sent > 0,
                    ended.c.id.is_(None),
                    _NOTICES.c.kind.in_(sorted(ENDING_KINDS)),
                    _NOTICES.c.ends_at <= now,
                ),
            ),
        )
        .order_by(_NOTICES.c.revision)
        .limit(AT_ONCE)
    )
    return [
        (Notice(*row[:-1]), "raised" if row.raised is None else "ended")
        for row in rows_of(session, found)
    ]


def _still_of_use(now: datetime) -> ColumnElement[bool]:
    # That somebody called for help is told even when it is over by now.
    return or_(
        _NOTICES.c.kind.in_(sorted(ENDING_KINDS)),
        _NOTICES.c.ends_at.is_(None),
        _NOTICES.c.ends_at > literal(now, _NOTICES.c.ends_at.type),
    )


def make(session: Session, notice: Notice, event: Event, *, now: datetime) -> None:
    """Have a message made, unless somebody else has just done so."""
    row = {
        "id": uuid4(),
        "notice_id": notice.id,
        "event": event,
        "made_at": now,
        "next_at": now,
        "n_sent": 0,
        "n_failed": 0,
        "sent_at": None,
        "last_answer": "",
    }
    add_row_once(session, DeliveryRow, row)


def due(session: Session, now: datetime) -> list[tuple[Delivery, Notice]]:
    """Return the messages that are to be sent now: calls for help, then who waits for longest."""
    found = (
        select(*_COLUMNS, *_OF_NOTICE)
        .join(_NOTICES, _NOTICES.c.id == _DELIVERIES.c.notice_id)
        .where(_DELIVERIES.c.next_at <= now)
        .order_by(
            case((_NOTICES.c.kind == "sos", 0), else_=1), _DELIVERIES.c.next_at, _DELIVERIES.c.pk
        )
        .limit(AT_ONCE)
    )
    n = len(_COLUMNS)
    return [(Delivery(*row[:n]), Notice(*row[n:])) for row in rows_of(session, found)]


def claim(session: Session, delivery: Delivery, now: datetime, until: datetime) -> bool:
    """Take a message for oneself until a moment; return whether it was there to be taken.

    Should the taker stop meanwhile, it is due again then.
    """
    taken = (
        update(_DELIVERIES)
        .where(_DELIVERIES.c.id == delivery.id, _DELIVERIES.c.next_at <= now)
        .values(next_at=until)
    )
    return bool(session.connection().execute(taken).rowcount)


def settle(
    session: Session,
    delivery: Delivery,
    *,
    arrived: bool,
    answer: str,
    now: datetime,
    next_at: datetime | None,
) -> None:
    """Keep how a try ended, and when the next one is due."""
    values = {
        "n_sent": delivery.n_sent + arrived,
        "n_failed": 0 if arrived else delivery.n_failed + 1,
        "last_answer": answer,
        "next_at": next_at,
    }
    if arrived:
        values["sent_at"] = now
    kept = update(_DELIVERIES).where(_DELIVERIES.c.id == delivery.id)
    session.connection().execute(kept.values(**values))


def drop(session: Session, delivery: Delivery) -> None:
    """Leave a message as it is: nothing more is to be done for it."""
    done = update(_DELIVERIES).where(_DELIVERIES.c.id == delivery.id).values(next_at=None)
    session.connection().execute(done)

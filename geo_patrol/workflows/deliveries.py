"""Messages to the office's webhook: made from notices, sent by whoever can, kept until they are."""

from collections.abc import Callable
from datetime import datetime, timedelta

from geo_patrol.alarms.webhook import (
    Delivery,
    Webhook,
    after_failure,
    after_success,
    is_due_no_more,
    message,
)
from geo_patrol.audit import Act
from geo_patrol.notices import Notice
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import deliveries
from geo_patrol.store.scope import SYSTEM
from geo_patrol.store.trail import note

Post = Callable[[Delivery, bytes], tuple[bool, str]]
"""Sends a body; returns whether it arrived, and what was answered in a few words."""

CLAIMED = timedelta(minutes=2)
"""Longer than a try lasts: then another one may try."""


def deliver(store: Store, hook: Webhook, post: Post, clock: Callable[[], datetime]) -> int:
    """Make the messages that are missing, and send those that are due; return how many arrived.

    Nothing is sent while a transaction is open: a receiver that hangs holds nobody up. After one
    that did not arrive the others wait for the next call, so that a call for help that has come in
    since is the first one then.

    Raises
    ------
    Unavailable
        When the store is away. What was sent and could not be kept is sent again.
    """
    now = clock()
    with store.reader() as session:
        missing = deliveries.missing(session, hook.kinds, now)
    if missing:
        with store.upkeep() as session:
            for notice, event in missing:
                deliveries.make(session, notice, event, now=now)
    with store.reader() as session:
        waiting = deliveries.due(session, now)
    n_arrived = 0
    for delivery, notice in waiting:
        arrived = _send(store, delivery, notice, post, clock)
        if arrived is False:
            break
        n_arrived += bool(arrived)
    return n_arrived


def _send(
    store: Store,
    delivery: Delivery,
    notice: Notice,
    post: Post,
    clock: Callable[[], datetime],
) -> bool | None:
    """Send one message; return whether it arrived, None when there was nothing to send."""
    if is_due_no_more(delivery, notice):
        with store.upkeep() as session:
            deliveries.drop(session, delivery)
        return None
    now = clock()
    with store.upkeep() as session:
        if not deliveries.claim(session, delivery, now, now + CLAIMED):
            return None
    arrived, answer = post(delivery, message(delivery, notice))
    now = clock()
    next_at = (after_success if arrived else after_failure)(delivery, notice, now)
    with store.writer() as session:
        deliveries.settle(
            session, delivery, arrived=arrived, answer=answer[:64], now=now, next_at=next_at
        )
        if arrived or next_at is None:
            action = "webhook.sent" if arrived else "webhook.given_up"
            name = f"{notice.subject_kind}/{notice.subject_id}"
            details = {"event": delivery.event, "times": delivery.n_sent + arrived}
            act = Act(notice.squad_code, SYSTEM.actor, action, name, now, details)
            note(session, act if arrived else act._replace(outcome="refused"))
    return arrived

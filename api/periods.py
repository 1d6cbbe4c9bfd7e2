"""The period that is shown when nobody says which."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from api.queries import Period, read_span
from geo_patrol.settings import Settings
from geo_patrol.store.repositories import duty
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.standing import is_demo, standing_moment

_INTO_THE_NEXT = timedelta(days=32)
"""From the first day of any month."""


def last_period(
    session: Session, scope: Scope, settings: Settings, *, now: datetime
) -> tuple[datetime, datetime]:
    """Return the local month of the last patrol: what a map shows when nobody says more.

    In a demo it is that of the moment its standings are told of, whoever asks.
    """
    if is_demo(session):
        last = standing_moment(session, settings.zone, now) - timedelta.resolution
    else:
        last = duty.last_start(session, scope, now) or now
    first = _month(last.astimezone(settings.zone))
    return first, _month(first + _INTO_THE_NEXT)


def _month(local: datetime) -> datetime:
    """Return the first moment of a local month."""
    return local.replace(day=1, hour=0, minute=0, second=0, microsecond=0, fold=0)


def asked_period(
    session: Session, scope: Scope, query: Period, settings: Settings, *, now: datetime
) -> tuple[datetime, datetime]:
    """Return the period that a query asks for; what it leaves open is that of `last_period`.

    Raises
    ------
    InvalidInput
        When a moment cannot be read.
    """
    asked = read_span(query, settings)
    if asked.start is not None and asked.end is not None:
        return asked.start, asked.end
    start, end = last_period(session, scope, settings, now=now)
    return asked.start or start, asked.end or end

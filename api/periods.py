"""The period that is shown when nobody says which."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from geo_patrol.settings import Settings
from geo_patrol.store.repositories import duty
from geo_patrol.store.scope import Scope

_INTO_THE_NEXT = timedelta(days=32)
"""From the first day of any month."""


def last_period(
    session: Session, scope: Scope, settings: Settings, *, now: datetime
) -> tuple[datetime, datetime]:
    """Return the local month of the last patrol: what a map shows when nobody says more."""
    last = duty.last_start(session, scope, now) or now
    first = _month(last.astimezone(settings.zone))
    return first, _month(first + _INTO_THE_NEXT)


def _month(local: datetime) -> datetime:
    """Return the first moment of a local month."""
    return local.replace(day=1, hour=0, minute=0, second=0, microsecond=0, fold=0)

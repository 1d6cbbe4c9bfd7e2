"""Giving a phone what it can call for help with when its session has expired."""

from datetime import datetime

from geo_patrol.audit import ADMINISTRATION, Act
from geo_patrol.errors import NotSignedIn
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import alarm_tokens
from geo_patrol.store.repositories.sessions import OUTLIVES, LogIn
from geo_patrol.store.scope import Scope
from geo_patrol.store.trail import note


def give_token(
    store: Store, scope: Scope, log_in: LogIn, token_sha256: str, *, now: datetime
) -> datetime:
    """Give a session an alarm token in place of the one it had; return how long it is good.

    Raises
    ------
    NotSignedIn
        When the session was ended at this very moment.
    """
    with store.writer() as session:
        if not alarm_tokens.set_token(session, log_in.id, token_sha256):
            raise NotSignedIn("api.not_signed_in")
        name = f"officer/{log_in.officer_id}"
        details = {"session": str(log_in.id)}
        note(session, Act(ADMINISTRATION, scope.actor, "alarm_token.give", name, now, details))
    return log_in.expires_at + OUTLIVES

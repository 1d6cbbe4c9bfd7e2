"""Who is there: the session that a request belongs to, and its end."""

from dataclasses import dataclass

import structlog
from fastapi import Request

from api.auth.sessions import is_old
from api.auth.tokens import token_digest, token_in
from api.services import Services
from geo_patrol.audit import ADMINISTRATION, Act
from geo_patrol.errors import GeoPatrolError
from geo_patrol.store.repositories import sessions
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.repositories.sessions import LogIn
from geo_patrol.store.trail import note

log = structlog.get_logger(__name__)

UNATTENDED = "geo-patrol-unattended"
"""Header of what a page asks by itself while nobody touches it: no use of the session."""


@dataclass(frozen=True)
class Present:
    """Who a request's session belongs to, and the session."""

    officer: Officer
    session: LogIn
    change_due: bool


def present(request: Request, services: Services) -> Present | None:
    """Return whose session a request belongs to, or None."""
    token = token_in(request, services.settings)
    if token is None:
        return None
    now = services.now()
    with services.store.glance() as session:
        found = sessions.presence(session, token_digest(token), now)
    if found is None:
        return None
    if UNATTENDED not in request.headers and found.log_in.needs_touch(now):
        _touch(services, found.log_in)
    change_due = found.change_due or is_old(services, found.password_set_at)
    return Present(found.officer, found.log_in, change_due)


def _touch(services: Services, record: LogIn) -> None:
    try:
        with services.store.upkeep() as session:
            sessions.touch(session, record.id, services.now())
    except GeoPatrolError:
        # Reading goes on while nothing can be written; the session only seems idle for longer.
        log.warning("session not touched")


def sign_out(request: Request, services: Services) -> None:
    """End the session of a request, if it has one."""
    token = token_in(request, services.settings)
    if token is None:
        return
    with services.store.writer() as session:
        ended = sessions.end_session(session, token_digest(token))
        if ended is not None:
            name = f"officer/{ended.officer_id}"
            details = {"session": str(ended.id)}
            note(session, Act(ADMINISTRATION, name, "sign_out", name, services.now(), details))

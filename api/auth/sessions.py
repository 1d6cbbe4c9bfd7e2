"""Log-in sessions: an opaque token in a cookie, its hash in the store."""

import hashlib
import secrets
from dataclasses import dataclass

from anyio.to_thread import run_sync
from fastapi import Request, Response

from api.services import Services
from geo_patrol.errors import NotSignedIn
from geo_patrol.settings import Settings
from geo_patrol.store.repositories import people
from geo_patrol.store.repositories.people import Officer

TOKEN_BYTES = 32


@dataclass(frozen=True)
class SignedIn:
    """A session just begun; the token is shown to the browser once, and nowhere else."""

    officer: Officer
    token: str


def token_digest(token: str) -> str:
    """Return what the store keeps of a token: random enough to need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def cookie_name(settings: Settings) -> str:
    """Return the session cookie's name; over TLS its prefix binds it to this host."""
    return "__Host-gp" if settings.secure_cookies else "gp"


def token_in(request: Request, settings: Settings) -> str | None:
    """Return the token that a request brings, or None."""
    return request.cookies.get(cookie_name(settings))


async def sign_in(
    services: Services, login: str, password: str, address: str, former: str | None
) -> SignedIn:
    """Begin a session, and end the one that the browser had.

    Raises
    ------
    NotSignedIn
        When name and password don't belong together; the answer does not tell which is wrong.
    TooManyRequests
        After too many failures.
    """
    services.attempts.check(login, address)
    return await run_sync(
        _sign_in, services, login, password, address, former, limiter=services.turnstile
    )


def _sign_in(
    services: Services, login: str, password: str, address: str, former: str | None
) -> SignedIn:
    # Again, behind the turnstile: a crowd that came at once is counted as it passes.
    services.attempts.check(login, address)
    with services.store.reader() as session:
        found = people.credentials(session, login)
    officer, password_hash = found or (None, None)
    if not services.passwords.matches(password, password_hash) or officer is None:
        services.attempts.failed(login, address)
        raise NotSignedIn("api.wrong_login")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    now = services.now()
    with services.store.writer() as session:
        if former is not None:
            people.end_session(session, token_digest(former))
        people.open_session(
            session,
            token_digest(token),
            officer.id,
            now=now,
            expires_at=now + services.settings.session_length,
        )
    return SignedIn(officer, token)


def officer_of(request: Request, services: Services) -> Officer | None:
    """Return whose session a request belongs to, or None."""
    token = token_in(request, services.settings)
    if token is None:
        return None
    with services.store.reader() as session:
        return people.session_officer(session, token_digest(token), services.now())


def sign_out(request: Request, services: Services) -> None:
    """End the session of a request, if it has one."""
    token = token_in(request, services.settings)
    if token is not None:
        with services.store.writer() as session:
            people.end_session(session, token_digest(token))


def set_cookie(response: Response, token: str, settings: Settings) -> None:
    """Give the browser its token.

    ``SameSite=Lax``: a link in a bulletin opens a map for who is signed in. What changes anything
    is an unsafe method, and those are refused to other sites by `api.cross_site`.
    """
    response.set_cookie(
        cookie_name(settings),
        token,
        max_age=round(settings.session_length.total_seconds()),
        path="/",
        secure=settings.secure_cookies,
        httponly=True,
        samesite="lax",
    )


def clear_cookie(response: Response, settings: Settings) -> None:
    """Take the token from the browser."""
    response.delete_cookie(
        cookie_name(settings),
        path="/",
        secure=settings.secure_cookies,
        httponly=True,
        samesite="lax",
    )


def address_of(request: Request) -> str:
    """Return the address that a request comes from."""
    return request.client.host if request.client else "-"

"""Tokens: opaque, random, in a cookie at the browser; the store keeps their hash."""

import hashlib
import secrets
from datetime import timedelta

from fastapi import Request, Response

from geo_patrol.settings import Settings

TOKEN_BYTES = 32


def token_digest(token: str) -> str:
    """Return what the store keeps of a token: random enough to need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_token() -> str:
    """Return a session's token: 256 random bits."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def cookie_name(settings: Settings) -> str:
    """Return the session cookie's name; over TLS its prefix binds it to this host."""
    return "__Host-gp" if settings.secure_cookies else "gp"


def known_cookie_name(settings: Settings) -> str:
    """Return the name of the cookie by which a browser is known again."""
    return f"{cookie_name(settings)}-known"


def token_in(request: Request, settings: Settings) -> str | None:
    """Return the token that a request brings, or None."""
    return request.cookies.get(cookie_name(settings))


def set_token_cookie(
    response: Response, name: str, value: str, lasts: timedelta, settings: Settings
) -> None:
    """Give the browser a token, out of reach of scripts and, over TLS, of plain HTTP."""
    response.set_cookie(
        name,
        value,
        max_age=round(lasts.total_seconds()),
        path="/",
        secure=settings.secure_cookies,
        httponly=True,
        samesite="lax",
    )


def clear_cookie(response: Response, settings: Settings) -> None:
    """Take the session's token from the browser; it stays known."""
    response.delete_cookie(
        cookie_name(settings),
        path="/",
        secure=settings.secure_cookies,
        httponly=True,
        samesite="lax",
    )

"""Device tokens: ``Authorization: Bearer gpd_…``, for what has no person to sign in."""

import secrets

from fastapi import Request

from api.auth.tokens import TOKEN_BYTES, token_digest
from api.services import Services
from geo_patrol.errors import NotSignedIn
from geo_patrol.store.repositories import devices
from geo_patrol.store.repositories.devices import Device

PREFIX = "gpd_"
"""By which a token that got into a log or a repository is recognised for what it is."""


def new_token() -> str:
    """Return a token for a device: 256 random bits."""
    return PREFIX + secrets.token_urlsafe(TOKEN_BYTES)


def device_of(request: Request, services: Services) -> Device | None:
    """Return the device that a request's token belongs to; None when it brings no token.

    Raises
    ------
    NotSignedIn
        When the token is none that is good: a session does not stand in for it.
    """
    header = request.headers.get("authorization")
    if header is None:
        return None
    kind, _, token = header.partition(" ")
    token = token.strip()
    if kind.lower() == "bearer" and token.startswith(PREFIX):
        with services.store.glance() as session:
            found = devices.device_of_token(session, token_digest(token))
        if found is not None:
            return found
    raise NotSignedIn("api.bad_token")

"""Browsers that have signed in before: signed tokens in a long-lived cookie.

A token gives no access. It only says by which count a log-in is held up (`api.auth.attempts`), so
who steals one has gained a few guesses a minute.
"""

import hashlib
import hmac
import re
import secrets
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from uuid import UUID

MAX_AGE = timedelta(days=180)
MOST_OFFICERS = 12
"""Officers that one browser remembers: shifts share the duty room's computer."""

_VERSION = "1"
_NONCE_BYTES = 16
_BETWEEN = "~"
# version, nonce, second of issue, signature
_TOKEN = re.compile(r"1\.([A-Za-z0-9_-]{22})\.([0-9]{1,11})\.([A-Za-z0-9_-]{43})", re.ASCII)


class KnownBrowsers:
    """Issues and recognises the tokens.

    Parameters
    ----------
    key
        At least 32 random bytes, kept with the other secrets. With another key no browser is
        known any more.

    Raises
    ------
    ValueError
        When the key is shorter.
    """

    def __init__(self, key: bytes) -> None:
        if len(key) < 32:
            raise ValueError("the key has fewer than 32 bytes")
        self._key = key

    def issue(self, officer_id: UUID, now: datetime) -> str:
        """Return a new token for an officer's browser; who it belongs to does not show."""
        nonce = _text(secrets.token_bytes(_NONCE_BYTES))
        issued_s = int(now.timestamp())
        return f"{_VERSION}.{nonce}.{issued_s}.{self._signature(officer_id, nonce, issued_s)}"

    def recognise(self, token: str, officer_id: UUID, now: datetime) -> str | None:
        """Return the browser's name in the counts, or None if it is not known for this officer.

        Parameters
        ----------
        token
            A token, or several as `remember` puts them into one cookie.
        officer_id
            Whose account the log-in is for: tokens of others don't count.
        now
            Tokens are good for 180 days.
        """
        for one in _tokens(token):
            name = self._name(one, officer_id, now)
            if name is not None:
                return name
        return None

    def remember(self, cookie: str | None, officer_id: UUID, now: datetime) -> str:
        """Return a browser's cookie with a new token for an officer, and those of others kept.

        Tokens of the same officer are replaced; beyond twelve the one not used for longest goes.
        """
        others = [one for one in _tokens(cookie or "") if self._name(one, officer_id, now) is None]
        return _BETWEEN.join([self.issue(officer_id, now), *others][:MOST_OFFICERS])

    def _name(self, token: str, officer_id: UUID, now: datetime) -> str | None:
        parts = _TOKEN.fullmatch(token)
        if parts is None:
            return None
        nonce, issued_s, signature = parts[1], int(parts[2]), parts[3]
        ours = self._signature(officer_id, nonce, issued_s)
        if not hmac.compare_digest(ours, signature):
            return None
        age_s = now.timestamp() - issued_s
        return nonce if 0 <= age_s < MAX_AGE.total_seconds() else None

    def _signature(self, officer_id: UUID, nonce: str, issued_s: int) -> str:
        signed = f"known browser {_VERSION} {officer_id} {nonce} {issued_s}"
        return _text(hmac.digest(self._key, signed.encode(), hashlib.sha256))


def _tokens(cookie: str) -> list[str]:
    return [one for one in cookie.split(_BETWEEN, MOST_OFFICERS) if _TOKEN.fullmatch(one)]


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")

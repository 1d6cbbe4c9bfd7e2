"""Whose outbox a phone keeps: a token that only somebody who was signed in here can have.

Anybody can seal a file to a public key, in anybody's name. So a phone gets a claim with the key,
signed over the officer who asks, and puts it inside what it seals: a file with a good claim comes
from where that officer was signed in.
"""

import hashlib
import hmac
import re
from base64 import urlsafe_b64encode
from datetime import datetime
from uuid import UUID

# version, second of issue, signature
_CLAIM = re.compile(r"1\.([0-9]{1,11})\.([A-Za-z0-9_-]{43})", re.ASCII)


def claim_of(key: bytes, officer_id: UUID, kid: str, now: datetime) -> str:
    """Return an officer's claim, bound to the public key that it comes with."""
    issued_s = int(now.timestamp())
    return f"1.{issued_s}.{_signature(key, officer_id, kid, issued_s)}"


def is_claim_of(key: bytes, claim: str | None, officer_id: UUID, kid: str) -> bool:
    """Whether a claim is one that this server gave to an officer. It does not end."""
    parts = None if claim is None else _CLAIM.fullmatch(claim)
    if parts is None:
        return False
    return hmac.compare_digest(_signature(key, officer_id, kid, int(parts[1])), parts[2])


def _signature(key: bytes, officer_id: UUID, kid: str, issued_s: int) -> str:
    signed = f"outbox claim 1 {officer_id} {kid} {issued_s}"
    return urlsafe_b64encode(hmac.digest(key, signed.encode(), hashlib.sha256)).decode().rstrip("=")

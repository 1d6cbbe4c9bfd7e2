"""The second factor: time-based codes of an authenticator app (RFC 6238), and recovery codes."""

import base64
import hashlib
import hmac
import re
import secrets
import unicodedata
from datetime import datetime
from urllib.parse import quote, urlencode

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP

from geo_patrol.accounts.codes import normalised, readable_code

SECRET_BYTES = 20
STEP_S = 30
DIGITS = 6
RECOVERY_BITS = 120
"""From 112 bits on a plain hash is enough to keep them by (OWASP ASVS 5.0, 6.5.2)."""


def new_secret() -> bytes:
    """Return a new random secret, as long as SHA-1's output (RFC 4226, section 4)."""
    return secrets.token_bytes(SECRET_BYTES)


def otpauth_uri(secret: bytes, login: str, issuer: str) -> str:
    """Return the address that an authenticator app reads from a QR code.

    Spaces are written ``%20``: some apps show the ``+`` of form encoding as it stands.
    """
    label = f"{quote(issuer, safe='')}:{quote(login, safe='')}"
    fields = {
        "secret": base64.b32encode(secret).decode().rstrip("="),
        "issuer": issuer,
        "algorithm": "SHA1",
        "digits": DIGITS,
        "period": STEP_S,
    }
    return f"otpauth://totp/{label}?{urlencode(fields, quote_via=quote)}"


def matching_step(
    secret: bytes, code: str, now: datetime, *, last_step: int | None, window: int = 1
) -> int | None:
    """Return the 30-second step that a code belongs to, or None when it is not accepted.

    Parameters
    ----------
    secret
        At least 16 bytes.
    code
        As typed: spaces go, full-width digits count.
    now
        The server's time, with its zone.
    last_step
        The step of the last code accepted from this person. It and all before it are spent: a
        code that was overlooked or caught on its way opens nothing again.
    window
        How many steps a phone's clock may be off, either way.
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", code))
    if not re.fullmatch(rf"[0-9]{{{DIGITS}}}", plain):
        return None
    hotp = HOTP(secret, DIGITS, SHA1())  # noqa: S303  (what authenticator apps have; RFC 6238)
    present = int(now.timestamp()) // STEP_S
    found = None
    # Every step is compared, whichever fits: how long it takes tells nothing of the clock.
    for step in range(max(0, present - window), present + window + 1):
        fits = hmac.compare_digest(hotp.generate(step), plain.encode())
        if fits and (last_step is None or step > last_step):
            found = step
    return found


def new_recovery_codes(n: int = 8) -> list[str]:
    """Return codes for the day the phone is lost; each is good for once."""
    return [readable_code(RECOVERY_BITS) for _ in range(n)]


def recovery_digest(code: str) -> str:
    """Return what the store keeps of a recovery code, however it was typed: SHA-256, in hex."""
    return hashlib.sha256(normalised(code).encode("utf-8", "surrogatepass")).hexdigest()

"""The tag in a check point's QR code: who has not read the code cannot make it up.

HMAC-SHA256 (RFC 2104), cut to 96 bits: a code stays small enough to read in bad light.
"""

import base64
import hashlib
import hmac
from uuid import UUID

TAG_BYTES = 12


def tag_of(key: bytes, point_id: UUID) -> str:
    """Return the tag of a check point: 16 letters, digits, ``-`` and ``_``."""
    keyed = hmac.new(key, f"check point|{point_id}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(keyed[:TAG_BYTES]).decode()


def is_tag_of(key: bytes, point_id: UUID, token: str | None) -> bool:
    """Tell whether a token is the tag of a check point."""
    if token is None:
        return False
    return hmac.compare_digest(tag_of(key, point_id).encode(), token.encode())

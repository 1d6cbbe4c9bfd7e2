"""Tokens in the path of an address: seen by nobody but the device's digest."""

import hashlib

PREFIX = "/ingest/"


def digest_in_path(path: str) -> str | None:
    """Return the digest of the token that a path ends with, None where it has none."""
    token = path.removeprefix(PREFIX)
    if token == path or not token or "/" in token:
        return None
    return hashlib.sha256(token.encode()).hexdigest()

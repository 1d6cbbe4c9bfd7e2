"""The master key's file: made once, readable by its owner only, and the store's or none."""

import base64
import binascii
import os
import secrets
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from geo_patrol.audit import ADMINISTRATION, Act
from geo_patrol.errors import Unavailable
from geo_patrol.personal.keyring import KEY_BYTES, Keyring
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import history
from geo_patrol.store.trail import note

_FORM = "geo-patrol-key-1 "
_FACT = "key_id"


def load_keyring(store: Store, path: Path, *, now: datetime) -> Keyring:
    """Return the keyring of a store; its key is made when the store has none yet.

    Raises
    ------
    Unavailable
        When the store's key is not in the file, or the file cannot be read or made.
    """
    with store.reader() as session:
        known = history.fact(session, _FACT)
    try:
        if not path.exists():
            if known is not None:
                raise Unavailable("personal.key_missing", path=str(path), key_id=known)
            _make(path)
        keyring = Keyring(_read(path))
    except OSError as error:
        raise Unavailable("personal.key_unreadable", path=str(path), reason=str(error)) from error
    if known is None:
        with store.writer() as session:
            history.set_fact(session, _FACT, keyring.key_id)
            details = {"key_id": keyring.key_id}
            note(session, Act(ADMINISTRATION, "system", "key.adopt", "store", now, details))
    elif known != keyring.key_id:
        raise Unavailable("personal.key_another", path=str(path), key_id=known)
    return keyring


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    text = _FORM + base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode() + "\n"
    # Whole or not at all, and never over a key that another process has just made.
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    try:
        with suppress(FileExistsError):
            os.link(part, path)
    finally:
        part.unlink()


def _read(path: Path) -> bytes:
    text = path.read_text(encoding="ascii", errors="replace").strip()
    try:
        if not text.startswith(_FORM):
            raise ValueError("no key")
        key = base64.b64decode(text.removeprefix(_FORM), validate=True)
        if len(key) != KEY_BYTES:
            raise ValueError("no key")
    except (ValueError, binascii.Error) as error:
        raise Unavailable("personal.no_key", path=str(path)) from error
    return key

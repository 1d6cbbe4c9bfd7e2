"""Keys and what is done with them.

One master key, which no database holds, encrypts the keys of records; a record's key encrypts its
personal fields and makes the commitment to them. With the record's key destroyed, the fields
cannot be read and the commitment cannot be tried out, by anyone.

AES-256-GCM (NIST SP 800-38D), HKDF-SHA256 (RFC 5869), HMAC-SHA256 (RFC 2104).
"""

import hashlib
import hmac
import secrets
from functools import cached_property

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from geo_patrol.errors import Unavailable

KEY_BYTES = 32
_NONCE_BYTES = 12


def _derive(key: bytes, purpose: str, n_bytes: int = KEY_BYTES) -> bytes:
    derived: bytes = HKDF(SHA256(), n_bytes, salt=None, info=purpose.encode()).derive(key)
    return derived


def _seal(key: bytes, plain: bytes, bound_to: str) -> bytes:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to.encode())


def _unseal(key: bytes, sealed: bytes, bound_to: str) -> bytes:
    nonce, rest = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    try:
        return AESGCM(key).decrypt(nonce, rest, bound_to.encode())
    except (InvalidTag, ValueError) as error:
        raise Unavailable("personal.wrong_key") from error


class Keyring:
    """What the master key can do. Nothing that it returns reveals the key."""

    def __init__(self, master: bytes) -> None:
        if len(master) != KEY_BYTES:
            raise ValueError(f"a master key has {KEY_BYTES} bytes")
        self._master = master

    @classmethod
    def random(cls) -> "Keyring":
        """Return a keyring over a new master key."""
        return cls(secrets.token_bytes(KEY_BYTES))

    @cached_property
    def key_id(self) -> str:
        """The master key's name: tells keys apart, reveals nothing."""
        return _derive(self._master, "id")[:8].hex()

    @cached_property
    def browsers_key(self) -> bytes:
        """The key that signs the cookies of known browsers."""
        return _derive(self._master, "known browsers")

    @cached_property
    def check_points_key(self) -> bytes:
        """The key of the tags in the QR codes of check points."""
        return _derive(self._master, "check points")

    @cached_property
    def claims_key(self) -> bytes:
        """The key that signs whose outbox a phone keeps (`geo_patrol.outbox.claims`)."""
        return _derive(self._master, "outbox claims")

    def outbox_secret(self, number: int) -> bytes:
        """Return what the server's private key of that number for outboxes is made of, 48 bytes."""
        return _derive(self._master, f"outbox key {number}", 48)

    def new_record_key(self, name: str) -> bytes:
        """Return a new key of a record, wrapped; only this keyring can use it."""
        return _seal(self._record_master, secrets.token_bytes(KEY_BYTES), name)

    def seal(self, wrapped: bytes, name: str, version: int, plain: bytes) -> bytes:
        """Encrypt the fields of a record's version.

        Raises
        ------
        Unavailable
            When the wrapped key is of another keyring or another record.
        """
        return _seal(self._open(wrapped, name), plain, f"{name}/{version}")

    def unseal(self, wrapped: bytes, name: str, version: int, sealed: bytes) -> bytes:
        """Decrypt the fields of a record's version.

        Raises
        ------
        Unavailable
            When they are of another keyring, record or version, or were altered.
        """
        return _unseal(self._open(wrapped, name), sealed, f"{name}/{version}")

    def commitment(self, wrapped: bytes, name: str, plain: bytes) -> str:
        """Return what binds a record to its fields without telling them.

        The salt is derived from the record's key, so the same fields of the same record give the
        same commitment, those of another record a different one, and with the key it is gone.
        """
        salt = _derive(self._open(wrapped, name), "commitment")
        return hmac.new(salt, plain, hashlib.sha256).hexdigest()

    def mark(self, kind: str, value: str) -> str:
        """Return the keyed hash by which a person or plate is recognised."""
        keyed = hmac.new(self._marking_key, f"{kind}|{value}".encode(), hashlib.sha256)
        return f"{kind}:{keyed.hexdigest()}"

    def seal_secret(self, name: str, plain: bytes) -> bytes:
        """Encrypt a secret of the program's own, as that of a second factor."""
        return _seal(self._secret_key, plain, name)

    def unseal_secret(self, name: str, sealed: bytes) -> bytes:
        """Decrypt a secret.

        Raises
        ------
        Unavailable
            When it is of another keyring or another name.
        """
        return _unseal(self._secret_key, sealed, name)

    def _open(self, wrapped: bytes, name: str) -> bytes:
        return _unseal(self._record_master, wrapped, name)

    @cached_property
    def _record_master(self) -> bytes:
        return _derive(self._master, "record keys")

    @cached_property
    def _marking_key(self) -> bytes:
        return _derive(self._master, "marks")

    @cached_property
    def _secret_key(self) -> bytes:
        return _derive(self._master, "secrets")

"""The server's key pairs that outboxes are sealed to.

They are made from the master key and a number, so that there is nothing more to keep, to back up
or to lose: with the master key, every file that was ever sealed can be opened. The number is in
the key's name (``kid``), beside the thumbprint of its public half (RFC 7638).

ECDH over P-256 with an ephemeral key, HKDF-SHA256 (RFC 5869), AES-256-GCM (NIST SP 800-38D): what
browsers have built in.
"""

import hashlib
import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from geo_patrol.errors import InvalidInput
from geo_patrol.personal import Keyring

FORM = "geo-patrol-outbox-1"
_CURVE = ec.SECP256R1()
# FIPS 186-5, table A: the order of P-256's base point.
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_KID = re.compile(r"([1-9][0-9]{0,3})-[A-Za-z0-9_-]{16}", re.ASCII)


@dataclass(frozen=True)
class OutboxKey:
    """A key pair and its name."""

    kid: str
    private: ec.EllipticCurvePrivateKey

    @property
    def public_jwk(self) -> dict[str, str]:
        """The public half as browsers import it (RFC 7517)."""
        return {**_public_jwk(self.private.public_key()), "kid": self.kid}

    def open(self, officer_id: UUID, sealed: "SealedKey") -> bytes:
        """Return what a phone sealed to this key in an officer's name.

        Raises
        ------
        InvalidInput
            When it was sealed to another key, or in another name, or was altered.
        """
        try:
            theirs = _public_key(sealed.epk)
            shared = self.private.exchange(ec.ECDH(), theirs)
            bound_to = f"{FORM}|key|{self.kid}|{officer_id}".encode()
            key = HKDF(SHA256(), 32, salt=_point(theirs), info=bound_to).derive(shared)
            return AESGCM(key).decrypt(sealed.iv, sealed.data, bound_to)
        except (InvalidTag, ValueError, KeyError) as error:
            raise InvalidInput("outbox.altered", part="key") from error


@dataclass(frozen=True)
class SealedKey:
    """A phone's data key as it was sealed: to which key, and by which ephemeral one (a JWK)."""

    kid: str
    epk: dict[str, str]
    iv: bytes
    data: bytes


def outbox_key(keyring: Keyring, number: int) -> OutboxKey:
    """Return the key pair of a number, always the same one under a master key."""
    # FIPS 186-5, A.2.1: with 128 bits to spare the remainder is as good as random.
    secret = int.from_bytes(keyring.outbox_secret(number), "big") % (_ORDER - 1) + 1
    private = ec.derive_private_key(secret, _CURVE)
    return OutboxKey(f"{number}-{_thumbprint(private.public_key())[:16]}", private)


def key_of(keyring: Keyring, kid: str) -> OutboxKey:
    """Return the key pair of a name.

    Raises
    ------
    InvalidInput
        When it is none under this master key.
    """
    named = _KID.fullmatch(kid)
    found = None if named is None else outbox_key(keyring, int(named[1]))
    if found is None or found.kid != kid:
        raise InvalidInput("outbox.another_server", kid=kid)
    return found


def _thumbprint(public: ec.EllipticCurvePublicKey) -> str:
    required = json.dumps(_public_jwk(public), sort_keys=True, separators=(",", ":"))
    return _text(hashlib.sha256(required.encode()).digest())


def _public_jwk(public: ec.EllipticCurvePublicKey) -> dict[str, str]:
    at = public.public_numbers()
    x, y = (_text(one.to_bytes(32, "big")) for one in (at.x, at.y))
    return {"crv": "P-256", "kty": "EC", "x": x, "y": y}


def _public_key(jwk: dict[str, str]) -> ec.EllipticCurvePublicKey:
    x, y = (int.from_bytes(urlsafe_b64decode(jwk[name] + "=="), "big") for name in ("x", "y"))
    # Refuses what is no point of the curve.
    return ec.EllipticCurvePublicNumbers(x, y, _CURVE).public_key()


def _point(public: ec.EllipticCurvePublicKey) -> bytes:
    at = public.public_numbers()
    return b"\x04" + at.x.to_bytes(32, "big") + at.y.to_bytes(32, "big")


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")

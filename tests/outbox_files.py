"""Outboxes as phones save them, made here: see docs/outbox.md."""

import json
import secrets
from base64 import b64encode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from geo_patrol.outbox import OutboxKey

SAVED = Path(__file__).parent / "data" / "outbox"
"""What the phone's own code wrote, and what was put into it."""
FORM = "geo-patrol-outbox-1"


@dataclass
class Outbox:
    """An officer's queue on a phone."""

    officer_id: UUID
    server: OutboxKey
    claim: str | None
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    parts: list[bytes] = field(default_factory=list)
    n: int = 0

    def add(self, path: str, body: Any, **more: Any) -> int:
        """Put a record into the queue; return its number."""
        after = more.pop("after", None)
        kept = {"path": path, "body": body, "edits": False, "base": None, **more}
        line = {} if after is None else {"after": after}
        return self._json("record", kept, **line)

    def add_file(self, content: bytes, record: str, note: str = "") -> str:
        """Put a file of a record into the queue; return its digest."""
        digest = sha256(content).hexdigest()
        kind, _, record_id = record.partition("/")
        kept = {"sha256": digest, "recordKind": kind, "recordId": record_id, "note": note}
        seq = self._json("file", kept)
        self._part("bytes", content, "bytes", seq=seq)
        return digest

    def add_fixes(self, patrol_id: UUID, track_id: UUID, fixes: Any, **more: Any) -> int:
        """Put fixes of an unfinished track into the queue."""
        ids = {"patrolId": str(patrol_id), "trackId": str(track_id)}
        kept = {"form": "fixes", **ids, "device": "phone-1", "carried": False, "fixes": fixes}
        return self._json("fixes", {**kept, **more})

    def write(self, path: Path) -> Path:
        """Save it all to a file."""
        header = {"form": FORM, "officer": str(self.officer_id), "key": self._sealed_key()}
        end = {"end": FORM, "parts": len(self.parts)}
        path.write_bytes(_line(header) + b"".join(self.parts) + _line(end))
        return path

    def _json(self, kind: str, value: Any, **line: Any) -> int:
        self.n += 1
        self._part(kind, json.dumps(value, ensure_ascii=False).encode(), "json", seq=self.n, **line)
        return self.n

    def _part(self, kind: str, plain: bytes, what: str, **line: Any) -> None:
        iv, sealed = _seal(self.key, plain, f"{FORM}|{what}|{self.officer_id}")
        head = {"part": kind, **line, "iv": b64encode(iv).decode(), "size": len(sealed)}
        self.parts.append(_line(head) + sealed + b"\n")

    def _sealed_key(self) -> dict[str, Any]:
        ours = ec.generate_private_key(ec.SECP256R1())
        shared = ours.exchange(ec.ECDH(), self.server.private.public_key())
        at = ours.public_key().public_numbers()
        x, y = at.x.to_bytes(32, "big"), at.y.to_bytes(32, "big")
        bound_to = f"{FORM}|key|{self.server.kid}|{self.officer_id}"
        hkdf = HKDF(SHA256(), 32, salt=b"\x04" + x + y, info=bound_to.encode())
        inside = {"key": b64encode(self.key).decode(), "claim": self.claim}
        iv, data = _seal(hkdf.derive(shared), json.dumps(inside).encode(), bound_to)
        return {
            "kid": self.server.kid,
            "epk": {"kty": "EC", "crv": "P-256", "x": _url(x), "y": _url(y)},
            "iv": b64encode(iv).decode(),
            "data": b64encode(data).decode(),
        }


def _seal(key: bytes, plain: bytes, bound_to: str) -> tuple[bytes, bytes]:
    iv = secrets.token_bytes(12)
    return iv, AESGCM(key).encrypt(iv, plain, bound_to.encode())


def _line(value: Any) -> bytes:
    return json.dumps(value).encode() + b"\n"


def _url(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def saved_json(name: str) -> Any:
    """Return one of the documents beside the saved outbox."""
    return json.loads((SAVED / name).read_text(encoding="utf-8"))

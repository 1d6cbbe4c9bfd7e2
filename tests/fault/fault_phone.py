"""What one phone sends in the course of a shift."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from evidence_files import photo
from fault_ledger import Sent
from fault_site import Session
from PIL import Image

from benchmarks.load import WHERE
from benchmarks.load_plan import Beat, seeded


@cache
def _scene() -> Image.Image:
    """Return a picture that is large as a file: 300 kB, as a phone sends them when told to save."""
    side = 480
    return Image.frombytes("RGB", (side, side), seeded(3).randbytes(3 * side * side))


class Phone:
    """One officer's records and photos, in an order in which each finds what it belongs to."""

    def __init__(self, session: Session, seed: int = 0) -> None:
        self.session, self.rng = session, seeded(seed)
        start = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) - timedelta(days=5)
        self.beat = Beat(session.squad, *WHERE[session.squad], start)
        self.n = 0
        self._incident: UUID | None = None
        self._shift: tuple[UUID, dict[str, Any]] | None = None
        self._patrol: tuple[UUID, dict[str, Any]] | None = None

    def next(self) -> Sent:
        """Return what is next: a shift, a patrol in it, incidents, tracks in between, a photo."""
        made = uuid4()
        turn, self.n = self.n % 12, self.n + 1
        if turn == 0:
            self._shift = made, self.beat.shift(self.rng)
            return self.sent(f"/api/v1/shifts/{made}", self._shift[1])
        if turn == 1:
            assert self._shift is not None
            self._patrol = made, self.beat.patrol(*self._shift)
            return self.sent(f"/api/v1/patrols/{made}", self._patrol[1])
        if turn % 4 == 1:
            assert self._patrol is not None
            patrol_id, patrol = self._patrol
            body = self.beat.track(patrol, made.hex[:12], self.rng)
            return self.sent(f"/api/v1/patrols/{patrol_id}/tracks/{made}", body)
        if turn == 11:
            return self.photo()
        self._incident = made
        return self.sent(f"/api/v1/incidents/{made}", self.beat.incident(self.rng))

    def photo(self) -> Sent:
        """Return a photo of the last incident, unlike all others."""
        assert self._incident is not None
        content = photo(image=_scene(), comment=self.rng.randbytes(16))
        digest = hashlib.sha256(content).hexdigest()
        path = f"/api/v1/evidence/{digest}?record=incident/{self._incident}"
        return Sent(path, self.session.cookie, content, "image/jpeg")

    def sent(self, path: str, body: dict[str, Any]) -> Sent:
        """Return a write of this phone."""
        return Sent(path, self.session.cookie, json.dumps(body, ensure_ascii=False).encode())


def outboxes(sessions: Sequence[Session], each: int, photos: int) -> list[list[Sent]]:
    """Return so many records of a phone for each session, with photos of the last incident.

    In less than twelve records there is no other photo.
    """
    phones = [Phone(session, number) for number, session in enumerate(sessions)]
    return [
        [phone.next() for _ in range(each)] + [phone.photo() for _ in range(photos)]
        for phone in phones
    ]

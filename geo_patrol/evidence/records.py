"""What is known of an evidence file, and of its place among the records."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args
from uuid import UUID, uuid5

MediaKind = Literal["photo", "video", "audio", "document"]
RecordKind = Literal["incident", "patrol", "shift", "case"]
RECORD_KINDS: tuple[RecordKind, ...] = get_args(RecordKind)
"""What evidence can be of."""

SHA256 = re.compile(r"[0-9a-f]{64}")
_NAMES = UUID("6a4f5a37-5a0b-5f0e-9d53-0a4a3c1c6f1e")


@dataclass(frozen=True)
class Inspected:
    """What a look into a file found.

    ``width`` and ``height`` are in pixels, after turning as its EXIF says; ``pages`` counts those
    of a document. ``taken_at`` is by the camera's clock, in the time zone that the EXIF names or,
    when it names none, the office's; ``lon`` and ``lat`` are by the camera, in degrees WGS-84.
    """

    media_type: str
    kind: MediaKind
    width: int | None = None
    height: int | None = None
    pages: int | None = None
    duration_s: float | None = None
    taken_at: datetime | None = None
    lon: float | None = None
    lat: float | None = None


def media_type_of_copy(seen: Inspected) -> str:
    """Return the media type of a copy."""
    return "image/jpeg" if seen.kind == "photo" else "application/pdf"


@dataclass(frozen=True)
class EvidenceFile:
    """A file that is kept: its digest is its name."""

    sha256: str
    size_bytes: int
    seen: Inspected
    stored_at: datetime


@dataclass(frozen=True)
class Subject:
    """The record that evidence is of."""

    kind: RecordKind
    id: UUID

    def __str__(self) -> str:
        return f"{self.kind}/{self.id}"


@dataclass(frozen=True)
class Evidence:
    """A file as evidence of a record."""

    id: UUID
    sha256: str
    subject: Subject
    squad_code: str
    note: str = ""


def evidence_id(subject: Subject, sha256: str) -> UUID:
    """Return the id of a file as evidence of a record: the same whoever sends it."""
    return uuid5(_NAMES, f"{subject}/{sha256}")

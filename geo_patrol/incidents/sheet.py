"""What an incident's paper is made from: everything that stands on it, in plain values."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from uuid import UUID

from shapely import MultiPolygon

from geo_patrol.messages import Language
from geo_patrol.personal import Person, Showing


@dataclass(frozen=True)
class Around:
    """A shape near the place, in degrees EPSG:4326; ``kind`` is a zone's level, or ``water``."""

    kind: str
    geometry: MultiPolygon


@dataclass(frozen=True)
class Done:
    """One outcome, in words."""

    name: str
    people: int | None
    fine_yuan: int | None
    at: datetime | None
    agency: str
    note: str


@dataclass(frozen=True)
class Held:
    """Gear held, in words."""

    name: str
    quantity: int
    unit: str
    note: str


@dataclass(frozen=True)
class LawLine:
    """A text that applies: which, what it threatens, since when, and how far to trust that.

    ``stands`` says why it is there beside another text of the offence; empty for the only one.
    """

    act: str
    title: str
    authority: str
    fine: str
    stands: str
    dates: str
    verified: bool
    gone_by: bool


@dataclass(frozen=True)
class FileLine:
    """A file of evidence; ``picture`` is where a photo lies, None when it is not to be printed."""

    number: int
    kind: str
    taken_at: datetime | None
    size_bytes: int
    sha256: str
    note: str
    is_photo: bool = False
    picture: Path | None = None


@dataclass(frozen=True)
class Step:
    """Something that happened to the record; ``who`` is empty where it is not for the reader."""

    at: datetime
    what: str
    who: str = ""
    more: str = ""


@dataclass(frozen=True)
class IncidentSheet:
    """An incident as its paper shows it, as far as the reader may see it.

    Attributes
    ----------
    place
        Area and zone in words; the point is apart.
    persons
        Empty when nobody is recorded, and when ``showing`` is not ``shown``.
    showing
        Why ``persons`` are, or are not, there.
    remarks, law_remarks
        What a person should look at, in words.
    address
        What the QR code says: where the record is read.
    redacted
        What may name somebody was left out.
    voided
        Whether it does not count; ``void_reason`` is empty for who may not read it.
    """

    id: UUID
    language: Language
    version: int
    category: str
    occurred_at: datetime
    received_at: datetime
    source: str
    squad: str
    place: str
    lon: float
    lat: float
    accuracy_m: float | None
    placed_by: str
    cell: str
    narrative: str
    outcomes: tuple[Done, ...]
    seized: tuple[Held, ...]
    persons: tuple[Person, ...]
    showing: Showing
    law: tuple[LawLine, ...]
    law_remarks: tuple[str, ...]
    decisions: tuple[Step, ...]
    files: tuple[FileLine, ...]
    steps: tuple[Step, ...]
    around: tuple[Around, ...]
    remarks: tuple[str, ...]
    zone: tzinfo
    metric_epsg: int
    as_of: datetime
    address: str
    authority: str = ""
    redacted: bool = False
    demo: bool = False
    voided: bool = False
    void_reason: str = ""

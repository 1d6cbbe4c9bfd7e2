"""What the papers of a seizure are made from: everything that stands on them, in plain values."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import Literal, get_args
from uuid import UUID

from geo_patrol.seizures.records import Measure, Signer

Paper = Literal["inventory", "decision", "receipt"]
"""暂扣物品清单, 决定书, 送达回证."""
PAPERS: tuple[Paper, ...] = get_args(Paper)

PartyKnown = Literal["named", "unknown", "ownerless", "expired"]
"""Whether it is known whose the things were: by name; not, so that it is left to be written by
hand; nobody was there; or no longer, since names are kept for a time only."""


@dataclass(frozen=True)
class Line:
    """One numbered item; ``name`` and ``unit`` in words, ``n_photos`` counts its pictures."""

    number: int
    name: str
    quantity: int
    unit: str
    condition: str = ""
    seal_number: str = ""
    storage_place: str = ""
    n_photos: int = 0
    note: str = ""


@dataclass(frozen=True)
class Party:
    """Whom the things were taken from; empty where nothing is known."""

    known: PartyKnown
    name: str = ""
    id_number: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Attendant:
    """An officer who took part; ``id`` is what signatures name."""

    id: UUID
    name: str
    badge_no: str
    certified: bool


@dataclass(frozen=True)
class Signed:
    """A signature, or that it was refused.

    Attributes
    ----------
    picture
        The file of the signature as it was drawn; None when it was refused, or is not at hand.
    recorded_by
        Name of the officer who wrote the refusal down.
    officer_id
        Which of the attendants signed.
    """

    signer: Signer
    at: datetime
    picture: Path | None = None
    refused: bool = False
    reason: str = ""
    recorded_by: str = ""
    officer_id: UUID | None = None


@dataclass(frozen=True)
class Sheet:
    """A seizure as its papers show it; what is empty is left blank, to be written by hand.

    Attributes
    ----------
    authority
        The office's name.
    cause
        What was met: the incident's category in words.
    due_day
        Last local day of the measure, and whether how it is counted is verified.
    address
        What the QR code says: where the record is.
    zone
        The clock that moments are written by.
    demo
        The record is invented: each page is marked so.
    voided
        Why it does not count; marked likewise.
    """

    id: UUID
    measure: Measure
    number: str
    at: datetime
    zone: tzinfo
    address: str
    party: Party
    lines: tuple[Line, ...]
    officers: tuple[Attendant, ...]
    signatures: tuple[Signed, ...] = ()
    authority: str = ""
    place: str = ""
    cause: str = ""
    due_day: date | None = None
    due_verified: bool = True
    approved_by: str = ""
    approved_at: datetime | None = None
    note: str = ""
    demo: bool = False
    voided: str = ""


@dataclass(frozen=True)
class Printed:
    """A paper as PDF.

    Attributes
    ----------
    stood_in
        Letters that were set in another font than the rest.
    missing
        Letters that no font has: their places are left, with their numbers, to be filled by hand.
    """

    pdf: bytes
    stood_in: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

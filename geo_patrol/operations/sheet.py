"""What the papers of operations are made from: everything that stands on them, in plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from uuid import UUID

from geo_patrol.operations.records import Force, ListedFile, Operation
from geo_patrol.operations.totals import Totals


@dataclass(frozen=True)
class Words:
    """Names by code, in the language of the paper."""

    agencies: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    outcomes: Mapping[str, str] = field(default_factory=dict)
    gear: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class IncidentLine:
    """An incident in a report; ``outcomes`` in words, ``place`` is area and zone."""

    at: datetime
    category: str
    place: str
    outcomes: str


@dataclass(frozen=True)
class HandedLine:
    """A case that was handed on; ``taken_at`` is None until somebody there signed for it."""

    at: datetime
    agency: str
    number: str
    n_files: int
    taken_at: datetime | None


@dataclass(frozen=True)
class ClosingSheet:
    """An operation as its closing report shows it.

    Attributes
    ----------
    operation
        As far as the reader may see it: what may name somebody is empty for who may not.
    remarks
        What the reader should know of the totals, in words.
    as_of
        When it was counted.
    authority, squad
        The office's name, and the squad's.
    address
        What the QR code says: where the record is.
    zone
        The clock that moments are written by.
    """

    operation: Operation
    totals: Totals
    words: Words
    incidents: tuple[IncidentLine, ...]
    transfers: tuple[HandedLine, ...]
    remarks: tuple[str, ...]
    as_of: datetime
    zone: tzinfo
    authority: str = ""
    squad: str = ""
    address: str = ""
    redacted: bool = False
    demo: bool = False

    @property
    def forces(self) -> tuple[Force, ...]:
        """What the agencies brought."""
        return self.operation.agencies


@dataclass(frozen=True)
class TransferSheet:
    """A case's letter to another agency with its list of evidence.

    Attributes
    ----------
    agency, category, place
        In words.
    parties
        Names of the persons concerned; ``expired`` when they are no longer kept.
    evidence
        In the order in which it came.
    """

    id: UUID
    number: str
    agency: str
    at: datetime
    occurred_at: datetime
    category: str
    place: str
    reason: str
    evidence: tuple[ListedFile, ...]
    zone: tzinfo
    parties: tuple[str, ...] = ()
    expired: bool = False
    outcomes: str = ""
    taken_by: str = ""
    taken_at: datetime | None = None
    authority: str = ""
    address: str = ""
    note: str = ""
    demo: bool = False
    voided: str = ""

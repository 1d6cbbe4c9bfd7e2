"""An operation, what somebody says belongs to it, and a case that goes to another agency."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args
from uuid import UUID

OperationKind = Literal["campaign", "joint"]
"""集中整治, 多部门联合执法: the words that incidents have for where they were met, too."""
OPERATION_KINDS: tuple[OperationKind, ...] = get_args(OperationKind)

LinkKind = Literal["shift", "patrol", "task", "incident"]


@dataclass(frozen=True)
class Force:
    """What an agency brings: ``agency`` is a code of the catalogue's agencies."""

    agency: str
    people: int = 0
    vehicles: int = 0
    boats: int = 0
    drones: int = 0
    task: str = ""


@dataclass(frozen=True)
class Operation:
    """A campaign or joint operation of one squad in half-open ``[starts_at, ends_at)``, aware.

    Attributes
    ----------
    area_codes
        Where it is; none means wherever the squad is.
    agencies
        Each once.
    closed_at, summary
        When it was closed, and what was said then; None and empty before.
    voided
        Why it does not count; empty of others.
    """

    id: UUID
    squad_code: str
    kind: OperationKind
    name: str
    starts_at: datetime
    ends_at: datetime
    aim: str = ""
    area_codes: tuple[str, ...] = ()
    agencies: tuple[Force, ...] = ()
    note: str = ""
    closed_at: datetime | None = None
    summary: str = ""
    voided: str = ""


@dataclass(frozen=True)
class OperationLink:
    """Somebody's word that a record belongs to an operation; ``removed`` says why it does not."""

    id: UUID
    operation_id: UUID
    kind: LinkKind
    target_id: UUID
    removed: str = ""


@dataclass(frozen=True)
class ListedFile:
    """A file of evidence as a list names it: by its digest, which nothing else has."""

    sha256: str
    size_bytes: int
    media_type: str
    note: str = ""


@dataclass(frozen=True)
class Transfer:
    """An incident's case, handed to another agency with the evidence there was then.

    Attributes
    ----------
    agency
        Code of the catalogue's agencies.
    number
        Of the letter, as the office counts them.
    evidence
        In the order in which it came; it stays as it was listed.
    taken_by, taken_at
        Who took it there, by their role, and when; empty and None before.
    voided
        Why it does not count; empty of others.
    """

    id: UUID
    incident_id: UUID
    agency: str
    at: datetime
    reason: str
    number: str = ""
    evidence: tuple[ListedFile, ...] = ()
    taken_by: str = ""
    taken_at: datetime | None = None
    note: str = ""
    voided: str = ""

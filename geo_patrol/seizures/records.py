"""A seizure: its decision, its inventory, who was there and who signed."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

from geo_patrol.errors import Finding, finding
from geo_patrol.law import Duty
from geo_patrol.seizures.clocks import ClockKind
from geo_patrol.seizures.numbering import number_list

Measure = Literal["seizure", "emergency_seizure", "preservation"]
"""扣押, 当场扣押 (approved afterwards), 先行登记保存."""
Signer = Literal["party", "witness", "officer"]

CLOCKS: dict[Measure, tuple[ClockKind, ...]] = {
    "seizure": ("seizure",),
    "emergency_seizure": ("seizure_report", "seizure"),
    "preservation": ("preservation",),
}
"""Which clocks a measure starts."""


@dataclass(frozen=True)
class Item:
    """One numbered line of an inventory; it is kept, moved and given back as a whole.

    Attributes
    ----------
    number
        From 1 on, unique within the inventory.
    kind
        Code of the catalogue's gear.
    photos
        Ids of evidence.
    """

    number: int
    kind: str
    quantity: int
    unit: str
    condition: str = ""
    seal_number: str = ""
    storage_place: str = ""
    photos: tuple[UUID, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Present:
    """A member of the squad who took part; ``certified`` as it was on that day."""

    officer_id: UUID
    certified: bool


@dataclass(frozen=True)
class Signature:
    """A signature on the phone's screen, or that it was refused.

    ``image`` is the id of evidence; ``recorded_by`` is the officer who wrote the refusal down.
    """

    signer: Signer
    at: datetime
    image: UUID | None = None
    refused: bool = False
    recorded_by: UUID | None = None
    officer_id: UUID | None = None
    reason: str = ""


@dataclass(frozen=True)
class Approval:
    """Who of the office's heads approved the measure, and when."""

    by: UUID
    at: datetime


@dataclass(frozen=True)
class Seizure:
    """Decision and inventory.

    Attributes
    ----------
    approval
        As told apart from the decision; None while nobody has approved.
    ownerless
        Nobody was there who owns the things; there is no party to sign.
    party
        Which of the incident's persons they were taken from, counted from 1: names stand there,
        and nowhere in the seizure.
    voided
        Why it does not count; empty if it does.
    """

    id: UUID
    squad_code: str
    number: str
    measure: Measure
    at: datetime
    items: tuple[Item, ...]
    officers: tuple[Present, ...]
    signatures: tuple[Signature, ...] = ()
    approval: Approval | None = None
    incident_id: UUID | None = None
    ownerless: bool = False
    party: int | None = None
    note: str = ""
    voided: str = ""


def check_seizure(
    seizure: Seizure, *, kinds: Collection[str], duty: Duty | None
) -> tuple[Finding, ...]:
    """Find what would not hold up in review. Nothing is refused: a person decides.

    Parameters
    ----------
    kinds
        Codes of gear that there are.
    duty
        What the law table says of officers on that day; None: their number is not looked at.

    Returns
    -------
    tuple
        By officers, signatures, approval, items; empty if nothing is found.
    """
    return (
        *_officers(seizure, duty),
        *_signatures(seizure),
        *_approval(seizure),
        *_items(seizure.items, frozenset(kinds)),
    )


def _officers(seizure: Seizure, duty: Duty | None) -> Iterator[Finding]:
    certified = {one.officer_id for one in seizure.officers if one.certified}
    if duty is not None and duty.number is not None and len(certified) < duty.number:
        n, needed = len(certified), duty.number
        basis = f"{duty.law.zh} {duty.article or ''}".strip()
        yield finding("officers", "seizures.too_few_officers", n=n, needed=needed, basis=basis)
    others = {one.officer_id for one in seizure.officers} - certified
    if others:
        yield finding("officers", "seizures.not_certified", n=len(others))


def _signatures(seizure: Seizure) -> Iterator[Finding]:
    if not seizure.ownerless and not any(one.signer == "party" for one in seizure.signatures):
        yield finding("signatures", "seizures.party_unsigned")
    crew = {one.officer_id for one in seizure.officers}
    for number, one in enumerate(seizure.signatures, 1):
        place = f"signatures.{number}"
        if one.refused and one.recorded_by not in crew:
            yield finding(place, "seizures.refusal_unrecorded")
        if one.refused is (one.image is not None):
            yield finding(place, "seizures.signature_unclear")
        if one.at < seizure.at:
            yield finding(place, "seizures.signed_before")
        if one.signer == "officer" and one.officer_id not in crew:
            yield finding(place, "seizures.officer_absent")


def _approval(seizure: Seizure) -> Iterator[Finding]:
    approval = seizure.approval
    if approval is None:
        late = seizure.measure == "emergency_seizure"
        yield finding("approval", "seizures.approval_due" if late else "seizures.unapproved")
    elif seizure.measure != "emergency_seizure" and approval.at > seizure.at:
        yield finding("approval", "seizures.approved_after")
    if approval is not None and approval.by in {one.officer_id for one in seizure.officers}:
        yield finding("approval", "seizures.approved_oneself")


def _items(items: tuple[Item, ...], kinds: frozenset[str]) -> Iterator[Finding]:
    if not items:
        yield finding("items", "seizures.no_items")
    numbers: set[int] = set()
    seals: dict[str, int] = {}
    # What many items lack is said once, with their numbers.
    lacking: dict[Finding, list[int]] = {}
    for item in items:
        problems = [*_item(item, kinds)]
        if item.number in numbers:
            problems.append(finding("", "seizures.number_twice"))
        numbers.add(item.number)
        if item.seal_number and seals.setdefault(item.seal_number, item.number) != item.number:
            problems.append(finding("", "seizures.seal_twice", other=seals[item.seal_number]))
        for problem in problems:
            lacking.setdefault(problem, []).append(item.number)
    for problem, concerned in lacking.items():
        yield replace(problem, where=f"items {number_list(concerned)}")
    missing = set(range(1, len(numbers) + 1)) - numbers
    if missing:
        yield finding("items", "seizures.numbers_missing", number=min(missing))


def _item(item: Item, kinds: frozenset[str]) -> Iterator[Finding]:
    if item.kind not in kinds:
        yield finding("", "seizures.kind_unknown", kind=item.kind)
    if item.quantity < 1 or not item.unit.strip():
        yield finding("", "seizures.no_quantity")
    if not item.storage_place.strip():
        yield finding("", "seizures.no_place")
    if not item.photos:
        yield finding("", "seizures.no_photo")

"""Operations, links and transfers as they are sent."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from api.bodies import Code, Line, Lines, Moment, Note, Reason, StrictBody, squad_meant
from geo_patrol.operations.records import (
    Force,
    LinkKind,
    Operation,
    OperationKind,
    OperationLink,
    Transfer,
)

MAX_COUNT = 100_000
MAX_AGENCIES = 60
MAX_AREAS = 100
MAX_FILES = 500
MAX_TASK = 200
MAX_SUMMARY = 4000

EXAMPLES: dict[str, Any] = {
    "joint": {
        "summary": "A joint operation of two agencies on one reservoir",
        "value": {
            "kind": "joint",
            "name": "长诏水库禁捕联合执法",
            "aim": "查处一级保护区内电鱼、网捕",
            "start": "2022-10-08T00:00:00+08:00",
            "end": "2022-10-09T00:00:00+08:00",
            "areas": ["changzhao"],
            "agencies": [
                {"agency": "agriculture", "people": 6, "vehicles": 2, "boats": 1, "drones": 1},
                {"agency": "public_security", "people": 4, "vehicles": 2, "task": "现场秩序"},
            ],
        },
    }
}
LINK_EXAMPLES: dict[str, Any] = {
    "shift": {
        "summary": "All patrols of a shift belong to the operation",
        "value": {
            "operation_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0e01",
            "kind": "shift",
            "target_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0001",
        },
    },
    "not_this_one": {
        "summary": "An incident that would belong by itself does not",
        "value": {
            "operation_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0e01",
            "kind": "incident",
            "target_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0a01",
            "removed": "另案处理",
        },
    },
}
TRANSFER_EXAMPLES: dict[str, Any] = {
    "police": {
        "summary": "A case of electro-fishing goes to the police with all its evidence",
        "value": {
            "incident_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0a01",
            "agency": "public_security",
            "at": "2022-10-09T10:00:00+08:00",
            "number": "新综执移〔2022〕第0012号",
            "reason": "使用电鱼器捕捞，涉嫌犯罪，依法移送。",
        },
    }
}

Count = Annotated[int, Field(ge=0, le=MAX_COUNT)]
Removed = Annotated[str, Field(max_length=500), Lines]


class ForceBody(StrictBody):
    """What an agency brings."""

    agency: Code = Field(description="Code of the catalogue's agencies.")
    people: Count = 0
    vehicles: Count = 0
    boats: Count = 0
    drones: Count = 0
    task: Annotated[str, Field(max_length=MAX_TASK), Lines] = ""


class ClosingBody(StrictBody):
    """That an operation is over."""

    at: Moment
    summary: Annotated[str, Field(min_length=1, max_length=MAX_SUMMARY, pattern=r"\S"), Lines]


class OperationBody(StrictBody):
    """An operation as it is sent."""

    squad: Code | None = Field(None, description="Code of the squad; the sender's own if missing.")
    kind: OperationKind = Field(description="`campaign` 集中整治, `joint` 联合执法.")
    name: Annotated[str, Field(min_length=1, max_length=100, pattern=r"\S"), Line]
    aim: Note = ""
    start: Moment
    end: Moment = Field(description="Not included.")
    areas: Annotated[list[Code], Field(max_length=MAX_AREAS)] = Field(
        default_factory=list, description="Codes of areas of the squad; none: wherever it is."
    )
    agencies: Annotated[list[ForceBody], Field(max_length=MAX_AGENCIES)] = Field(
        default_factory=list
    )
    note: Note = ""
    closed: ClosingBody | None = Field(None, description="Null until it is over.")
    voided: Note = Field("", description="Why it does not count; an edit that voids it.")

    def operation(self, operation_id: UUID, own_squad: str | None) -> Operation:
        """Return the record.

        Raises
        ------
        InvalidInput
            When no squad is named, and the sender has none.
        """
        closed = self.closed
        return Operation(
            id=operation_id,
            squad_code=squad_meant(self.squad, own_squad),
            kind=self.kind,
            name=self.name,
            starts_at=self.start,
            ends_at=self.end,
            aim=self.aim,
            area_codes=tuple(self.areas),
            agencies=tuple(Force(**one.model_dump()) for one in self.agencies),
            note=self.note,
            closed_at=None if closed is None else closed.at,
            summary="" if closed is None else closed.summary,
            voided=self.voided,
        )


class LinkBody(StrictBody):
    """That a record belongs to an operation, as it is sent."""

    operation_id: UUID
    kind: LinkKind
    target_id: UUID = Field(description="Id of the shift, patrol, task or incident.")
    removed: Removed = Field("", description="Why it does not belong to it.")

    def link(self, link_id: UUID) -> OperationLink:
        """Return the record."""
        return OperationLink(link_id, self.operation_id, self.kind, self.target_id, self.removed)


class ReceiptBody(StrictBody):
    """Who took a case, by role, and when."""

    by: Annotated[str, Field(min_length=1, max_length=100, pattern=r"\S"), Line]
    at: Moment


class TransferBody(StrictBody):
    """That a case was handed on, as it is sent."""

    incident_id: UUID
    agency: Code = Field(description="Code of the catalogue's agencies.")
    at: Moment
    number: Annotated[str, Field(max_length=64), Line] = Field(
        "", description="Of the letter; the office counts them."
    )
    reason: Reason
    evidence: (
        Annotated[
            list[Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]], Field(max_length=MAX_FILES)
        ]
        | None
    ) = Field(
        None,
        description="Digests of the evidence that goes along. Null: all there is when the record is"
        " new, and what was listed then in later edits.",
    )
    received: ReceiptBody | None = Field(None, description="Null until somebody there signed.")
    note: Note = ""
    voided: Note = Field("", description="Why it does not count; an edit that voids it.")

    def transfer(self, transfer_id: UUID) -> Transfer:
        """Return the record, without its evidence."""
        received = self.received
        return Transfer(
            id=transfer_id,
            incident_id=self.incident_id,
            agency=self.agency,
            at=self.at,
            reason=self.reason,
            number=self.number,
            taken_by="" if received is None else received.by,
            taken_at=None if received is None else received.at,
            note=self.note,
            voided=self.voided,
        )

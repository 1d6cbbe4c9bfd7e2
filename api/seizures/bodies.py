"""Seizures as they are sent."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Request
from pydantic import Field

from api.bodies import MAX_MEMBERS, Code, JsonBody, Line, Moment, Note, StrictBody, squad_meant
from api.seizures.examples import EXAMPLES
from geo_patrol.errors import InvalidInput, finding
from geo_patrol.seizures import Item, Measure, Present, Seizure, Signature
from geo_patrol.seizures.records import Signer

MAX_ITEMS = 200
MAX_OFFICERS = 20
MAX_SIGNATURES = 10
MAX_PHOTOS = 20
MOST = 100_000

Short = Annotated[str, Field(max_length=64), Line]
Place = Annotated[str, Field(max_length=100), Line]


class ItemBody(StrictBody):
    """A numbered line of the inventory; it is kept, moved and given back as a whole."""

    number: int = Field(ge=1, le=MOST, description="From 1 on, without gaps.")
    kind: Code = Field(description="Code of the catalogue's gear, e.g. `ground_cage`.")
    quantity: int = Field(ge=1, le=MOST)
    unit: Annotated[str, Field(min_length=1, max_length=16), Line]
    condition: Note = ""
    seal_number: Short = ""
    storage_place: Place = ""
    photos: Annotated[list[UUID], Field(max_length=MAX_PHOTOS)] = Field(
        default_factory=list, description="Ids of evidence; those that have not come are told."
    )
    note: Note = ""


class SignatureBody(StrictBody):
    """A signature on the phone's screen, or that it was refused."""

    signer: Signer
    at: Moment
    image: UUID | None = Field(None, description="Id of the evidence that the drawing is.")
    refused: bool = False
    recorded_by: UUID | None = Field(None, description="Officer who wrote the refusal down.")
    officer_id: UUID | None = Field(None, description="Which officer signed.")
    reason: Note = ""


class SeizureBody(StrictBody):
    """A seizure as it is sent. What would not hold up is taken, and told."""

    squad: Code | None = Field(None, description="Code of the squad; the sender's own if missing.")
    incident_id: UUID | None = Field(
        None, description="What it belongs to: persons stand there, and nowhere here."
    )
    number: Annotated[str, Field(min_length=1, max_length=64), Line] = Field(
        description="Number of the decision."
    )
    measure: Measure = Field(
        description="`seizure`: approved before; `emergency_seizure`: approved and reported"
        " afterwards; `preservation`: registered and preserved."
    )
    at: Moment
    officers: Annotated[list[UUID], Field(max_length=MAX_OFFICERS)] = Field(
        description="Who took part; the server knows who held a certificate then."
    )
    items: Annotated[list[ItemBody], Field(max_length=MAX_ITEMS)]
    signatures: Annotated[list[SignatureBody], Field(max_length=MAX_SIGNATURES)] = Field(
        default_factory=list
    )
    ownerless: bool = Field(False, description="Nobody was there who owns the things.")
    party: int | None = Field(
        None, ge=1, le=50, description="Which of the incident's persons, counted from 1."
    )
    note: Note = ""
    voided: Note = Field("", description="Why it does not count; an edit that voids it.")

    def seizure(self, seizure_id: UUID, own_squad: str | None) -> Seizure:
        """Return the record.

        Raises
        ------
        InvalidInput
            When no squad is named, and the sender has none.
        """
        return Seizure(
            id=seizure_id,
            squad_code=squad_meant(self.squad, own_squad),
            number=self.number,
            measure=self.measure,
            at=self.at,
            items=tuple(Item(**{**vars(one), "photos": tuple(one.photos)}) for one in self.items),
            officers=tuple(Present(one, False) for one in self.officers),
            signatures=tuple(Signature(**vars(one)) for one in self.signatures),
            incident_id=self.incident_id,
            ownerless=self.ownerless,
            party=self.party,
            note=self.note,
            voided=self.voided,
        )


class SeizureReader(JsonBody[SeizureBody]):
    """Reads a seizure, and says what to do with an inventory that is too long for one."""

    def __init__(self) -> None:
        super().__init__(SeizureBody, EXAMPLES)

    async def __call__(self, request: Request) -> SeizureBody:
        """Return the body; see `JsonBody`."""
        try:
            return await super().__call__(request)
        except InvalidInput as error:
            if (finding("", "api.field.crowded", limit=MAX_MEMBERS),) == error.findings:
                crowded = finding("items", "seizures.too_many_items", most=MAX_ITEMS)
                raise InvalidInput("api.invalid", findings=(crowded,)) from None
            raise

"""Reviews and publications on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field

from api.bodies import Code, Line, Moment, Note, StrictBody
from api.queries import Period
from api.received import TextOut
from api.remarks import RemarkOut, remarks_of
from geo_patrol.cameras.evidence import CameraPublication, CameraReview, ReviewResult
from geo_patrol.law.records import Duty
from geo_patrol.store.repositories.received import Kept
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.camera_reviews import CameraEvidence

REVIEW_EXAMPLES: dict[str, Any] = {
    "clear": {
        "summary": "A clear clip, its camera's place published",
        "value": {
            "evidence_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0e01",
            "camera": "CH-C01",
            "at": "2022-10-09T09:30:00+08:00",
            "result": "clear",
            "location_published": True,
        },
    }
}
PUBLICATION_EXAMPLES: dict[str, Any] = {
    "website": {
        "summary": "On the county's website",
        "value": {
            "camera": "CH-C01",
            "text": "县政府门户网站公告",
            "since": "2022-08-01T00:00:00+08:00",
        },
    }
}

MaybeCode = Annotated[str, Field(max_length=64), Line]


class ReviewBody(StrictBody):
    """A review as it is sent; the sender is the reviewer."""

    evidence_id: UUID = Field(description="The file, as evidence of an incident.")
    camera: MaybeCode = Field("", description="Code or name of the camera, if it is known.")
    at: Moment
    result: ReviewResult = Field(description="`clear`: true, clear, whole and exact.")
    location_published: bool = Field(
        description="Whether the public was told where the camera stands, as the reviewer found."
    )
    signature: UUID | None = Field(
        None, description="Evidence of the same incident that has the reviewer's signature."
    )
    note: Note = ""
    voided: Note = Field("", description="Why it does not count; an edit that voids it.")

    def review(self, review_id: UUID) -> CameraReview:
        """Return the record."""
        return CameraReview(id=review_id, **{name: getattr(self, name) for name in _REVIEW})


_REVIEW = (
    *("evidence_id", "at", "result", "location_published", "camera"),
    *("signature", "note", "voided"),
)


class ReviewOut(TextOut):
    """A review as it is kept; ``officer_id`` is the reviewer."""

    evidence_id: UUID
    camera: str
    at: datetime
    result: ReviewResult
    location_published: bool
    signature: UUID | None
    note: str
    voided: str

    @classmethod
    def of(cls, kept: Kept[CameraReview], scope: Scope) -> ReviewOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        one, found, in_full = kept.record, kept.found, scope.reads_in_full
        told = {name: getattr(one, name) for name in _REVIEW}
        if not in_full:
            told |= {"note": "", "voided": ""}
        return cls(
            id=one.id,
            squad=found.squad_code,
            officer_id=found.officer_id if in_full else None,
            received_at=found.received_at,
            demo=found.demo,
            redacted=not in_full,
            **told,
        )


class ReviewsQuery(Period):
    """Query of a list of reviews."""

    squad: Code | None = Field(None, description="Code of a squad.")
    incident: UUID | None = Field(None, description="Those of an incident's files.")
    limit: int = Field(100, ge=1, le=1000, description="Items on a page.")
    cursor: str | None = Field(None, max_length=200, description="`next` of the page before.")


class Reviews(BaseModel):
    """A page of reviews."""

    items: list[ReviewOut]
    next: str | None = Field(description="Cursor of the next page; null on the last one.")


class PublicationBody(StrictBody):
    """That the public was told where a camera stands, as it is sent."""

    squad: Code | None = Field(None, description="Code of a squad; the sender's own if missing.")
    camera: Code = Field(description="Code of a camera on the squad's list.")
    text: Annotated[str, Field(min_length=1, max_length=500, pattern=r"\S"), Line] = Field(
        description="Where that can be read."
    )
    since: Moment
    voided: Note = Field("", description="Why it does not count; an edit that voids it.")

    def publication(self, publication_id: UUID, squad: str) -> CameraPublication:
        """Return the record."""
        return CameraPublication(
            publication_id, squad, self.camera, self.text, self.since, self.voided
        )


class PublicationOut(TextOut):
    """A publication as it is kept."""

    camera: str
    text: str
    since: datetime
    voided: str

    @classmethod
    def of(cls, kept: Kept[CameraPublication], scope: Scope) -> PublicationOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        one, found, in_full = kept.record, kept.found, scope.reads_in_full
        return cls(
            id=one.id,
            squad=found.squad_code,
            camera=one.camera,
            text=one.text,
            since=one.since,
            voided=one.voided if in_full else "",
            officer_id=found.officer_id if in_full else None,
            received_at=found.received_at,
            demo=found.demo,
            redacted=not in_full,
        )


class PublicationsQuery(Period):
    """Query of a list of publications; the period is that of their begin."""

    squad: Code | None = Field(None, description="Code of a squad.")
    camera: Code | None = Field(None, description="Code of a camera.")
    limit: int = Field(100, ge=1, le=1000, description="Items on a page.")
    cursor: str | None = Field(None, max_length=200, description="`next` of the page before.")


class Publications(BaseModel):
    """A page of publications."""

    items: list[PublicationOut]
    next: str | None = Field(description="Cursor of the next page; null on the last one.")


class AskedByLaw(BaseModel):
    """What the law table says is asked of evidence from cameras."""

    law_zh: str
    law_en: str
    article: str | None
    text_zh: str
    text_en: str
    verified: bool

    @classmethod
    def of(cls, duty: Duty) -> AskedByLaw:
        """Return a duty's form on the wire."""
        return cls(
            law_zh=duty.law.zh,
            law_en=duty.law.en,
            article=duty.article,
            text_zh=duty.text.zh,
            text_en=duty.text.en,
            verified=duty.verified,
        )


class CameraEvidenceOut(BaseModel):
    """What an incident's files from a camera have, and lack, to prove anything."""

    incident_id: UUID
    evidence: list[UUID] = Field(description="The incident's files.")
    reviews: list[ReviewOut] = Field(description="Voided ones, too.")
    camera: str | None = Field(
        description="Code of the camera: as a reviewer says, else as the answered alert says."
    )
    location_published: bool = Field(description="A publication from before it is on record.")
    asked: AskedByLaw | None = Field(description="Null where the law table says nothing.")
    findings: list[RemarkOut] = Field(
        description="What is missing; none for an incident that no camera told of. They stop"
        " nothing, and what they say the article asks for was written from memory."
    )

    @classmethod
    def of(cls, incident_id: UUID, found: CameraEvidence, scope: Scope) -> CameraEvidenceOut:
        """Return the form on the wire, as far as the asker may see it."""
        return cls(
            incident_id=incident_id,
            evidence=list(found.files),
            reviews=[ReviewOut.of(one, scope) for one in found.reviews],
            camera=found.camera,
            location_published=found.published,
            asked=None if found.duty is None else AskedByLaw.of(found.duty),
            findings=remarks_of(found.doubts),
        )

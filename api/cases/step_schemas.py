"""Steps of cases on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from api.bodies import Line, Moment, Note, StrictBody
from api.cases.schemas import HolderBody, HolderOut
from api.received import TextOut
from api.remarks import RemarkOut, remarks_of
from geo_patrol.cases.following import Conflict
from geo_patrol.cases.records import SCORES, CaseStep, StepKind, holder_of
from geo_patrol.store.repositories.received import Kept
from geo_patrol.store.scope import Scope

MAX_PHOTOS = 30

_CASE = "018f3a52-6b00-7c11-9a01-5d0c6e1f0801"
EXAMPLES: dict[str, Any] = {
    "dispatched": {
        "summary": "A leader gives it to an officer",
        "value": {
            "case_id": _CASE,
            "kind": "dispatched",
            "at": "2022-10-10T09:40:00+08:00",
            "to": {"kind": "officer", "code": "018f3a52-6b00-7c11-9a01-5d0c6e1f0065"},
        },
    },
    "handled": {
        "summary": "Solved, with a photo of how it looks now",
        "value": {
            "case_id": _CASE,
            "kind": "handled",
            "at": "2022-10-10T14:20:00+08:00",
            "note": "摊位已收，盲道恢复",
            "photos": ["e767c753-0b6f-5175-ace2-a9c8e3d7a7dd"],
        },
    },
    "rated": {
        "summary": "The citizen is content",
        "value": {"case_id": _CASE, "kind": "rated", "at": "2022-10-11T10:00:00+08:00", "score": 5},
    },
}


class StepBody(StrictBody):
    """A step that was taken with a case."""

    case_id: UUID
    kind: StepKind = Field(
        description="`accepted`, `dispatched`, `supervised`, `closed` and `reopened` are a"
        " leader's; `reported` is a further report of the same."
    )
    at: Moment
    to: HolderBody | None = Field(
        None, description="Whom it goes to; needed when it is `dispatched` or `handed`."
    )
    note: Note = Field(
        "", description="Why, if it is `returned`, `reopened` or `supervised`; no names."
    )
    photos: list[UUID] = Field(
        [],
        max_length=MAX_PHOTOS,
        description="Ids of evidence of the case or its incident: before, when it is reported;"
        " after, when it is handled or verified.",
    )
    score: int | None = Field(
        None, ge=SCORES.start, le=SCORES.stop - 1, description="Of a rating, and of nothing else."
    )
    number: Annotated[str, Field(max_length=64), Line] = Field(
        "", description="Of a supervision sheet."
    )
    until: Moment | None = Field(
        None, description="Of a supervision sheet: when the matter has to be settled."
    )
    voided: Note = Field("", description="Why it does not count; an edit that voids it.")

    def step(self, step_id: UUID) -> CaseStep:
        """Return the record."""
        to = None if self.to is None else holder_of(self.to.kind, self.to.code)
        return CaseStep(
            id=step_id,
            case_id=self.case_id,
            kind=self.kind,
            at=self.at,
            to_kind="" if to is None else to.kind,
            to_code="" if to is None else to.code,
            note=self.note,
            photos=tuple(dict.fromkeys(str(one) for one in self.photos)),
            score=self.score,
            number=self.number,
            until=self.until,
            voided=self.voided,
        )


class StepOut(TextOut):
    """A step as it is kept, and what is wrong with it among the others."""

    case_id: UUID
    kind: StepKind
    at: datetime
    to: HolderOut | None
    note: str
    photos: list[UUID]
    score: int | None
    number: str
    until: datetime | None
    counts: bool = Field(description="False for one that was voided.")
    voided: str
    flags: list[str] = Field(description="`clock_ahead`, `unknown_holder`, `holder_left`.")
    conflicts: list[RemarkOut] = Field(
        description="What cannot have been, or should not have been; it stops nothing."
    )

    @classmethod
    def of(cls, kept: Kept[CaseStep], conflicts: tuple[Conflict, ...], scope: Scope) -> StepOut:
        """Return a step's form on the wire, as far as the asker may see it."""
        one, found, in_full = kept.record, kept.found, scope.reads_in_full
        return cls(
            id=one.id,
            squad=found.squad_code,
            received_at=found.received_at,
            demo=found.demo,
            officer_id=found.officer_id if in_full else None,
            redacted=not in_full,
            case_id=one.case_id,
            kind=one.kind,
            at=one.at,
            to=HolderOut.of(one.holder, scope),
            note=one.note if in_full else "",
            photos=[UUID(photo) for photo in one.photos],
            score=one.score,
            number=one.number,
            until=one.until,
            counts=not one.voided,
            voided=one.voided if in_full else "",
            flags=list(found.flags),
            conflicts=remarks_of(each.finding for each in conflicts if each.step_id == one.id),
        )

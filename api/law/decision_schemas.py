"""What people decided about the law, on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field

from api.bodies import Code, Moment, Note, StrictBody
from api.received import TextOut
from geo_patrol.law.decisions import LawDecision
from geo_patrol.store.repositories.received import Kept
from geo_patrol.store.scope import Scope

MAX_SHOWN = 50

EXAMPLES: dict[str, Any] = {
    "unverified": {
        "summary": "The crew was warned that the text is unverified, and ordered them to stop",
        "value": {
            "at": "2022-10-08T01:52:00+08:00",
            "act": "angling",
            "edition": "0123456789abcdef",
            "rules": ["wpl-91-individual"],
            "remarks": ["law.unverified", "law.authority_unknown"],
            "applied": None,
            "decision": "责令停止，劝离",
            "reason": "罚款幅度未录，回队问法制人员",
        },
    }
}


class LawDecisionBody(StrictBody):
    """A warning that somebody was shown, and what they decided."""

    at: Moment
    act: Code = Field(description="Which act it was, of those that the category may be.")
    edition: Code = Field(description="Of the law table, as it was shown.")
    rules: Annotated[list[Code], Field(max_length=MAX_SHOWN)] = Field(
        description="Ids of the rules that were shown."
    )
    remarks: Annotated[list[Code], Field(max_length=MAX_SHOWN)] = Field(
        default_factory=list, description="Keys of the remarks that were shown."
    )
    applied: Code | None = Field(None, description="Id of the rule that they went by.")
    decision: Note = Field(description="What they decided.")
    reason: Note = ""

    def decided(self, decision_id: UUID, incident_id: UUID) -> LawDecision:
        """Return the record."""
        return LawDecision(
            id=decision_id,
            incident_id=incident_id,
            at=self.at,
            act=self.act,
            edition=self.edition,
            rules=tuple(self.rules),
            remarks=tuple(self.remarks),
            applied=self.applied,
            decision=self.decision,
            reason=self.reason,
        )


class LawDecisionOut(TextOut):
    """A decision as it is kept."""

    incident_id: UUID
    at: datetime
    act: str
    edition: str
    rules: list[str]
    remarks: list[str]
    applied: str | None
    decision: str
    reason: str
    flags: list[str] = Field(
        description="`other_edition`: the table in force was another one; `applied_not_shown`;"
        " `clock_ahead`."
    )

    @classmethod
    def of(cls, kept: Kept[LawDecision], scope: Scope) -> LawDecisionOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        one, found, in_full = kept.record, kept.found, scope.reads_in_full
        return cls(
            id=one.id,
            squad=found.squad_code,
            incident_id=one.incident_id,
            at=one.at,
            act=one.act,
            edition=one.edition,
            rules=list(one.rules),
            remarks=list(one.remarks),
            applied=one.applied,
            decision=one.decision if in_full else "",
            reason=one.reason if in_full else "",
            officer_id=found.officer_id if in_full else None,
            flags=list(found.flags),
            received_at=found.received_at,
            demo=found.demo,
            redacted=not in_full,
        )


class LawDecisions(BaseModel):
    """What was decided about an incident, in the order of the decisions."""

    items: list[LawDecisionOut]
    next: None = None

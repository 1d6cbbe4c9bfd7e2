"""What alerts turned out to be, on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from api.bodies import Moment, Note, StrictBody
from api.received import TextOut
from geo_patrol.field.records import AlertAnswer, AlertResult
from geo_patrol.store.repositories.received import Kept
from geo_patrol.store.scope import Scope

EXAMPLES: dict[str, Any] = {
    "false_alarm": {
        "summary": "It was a dog",
        "value": {
            "alert_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0e01",
            "at": "2022-10-08T01:50:00+08:00",
            "result": "false",
            "text": "流浪狗",
        },
    }
}


class AlertAnswerBody(StrictBody):
    """An answer as it is sent; what is odd about it is flagged, not refused."""

    alert_id: UUID
    at: Moment
    result: AlertResult = Field(description="As text: `true`, `false` or `duplicate`.")
    incident_id: UUID | None = Field(None, description="The incident that came of it.")
    text: Note = ""

    def answer(self, answer_id: UUID) -> AlertAnswer:
        """Return the record."""
        return AlertAnswer(
            answer_id, self.alert_id, self.at, self.result, self.incident_id, self.text
        )


class AlertAnswerOut(TextOut):
    """An answer as it is kept."""

    alert_id: UUID
    incident_id: UUID | None
    at: datetime
    result: AlertResult
    text: str
    flags: list[str] = Field(description="`late`, `clock_ahead`.")

    @classmethod
    def of(cls, kept: Kept[AlertAnswer], scope: Scope) -> AlertAnswerOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        one, found, in_full = kept.record, kept.found, scope.reads_in_full
        return cls(
            id=one.id,
            squad=found.squad_code,
            alert_id=one.alert_id,
            incident_id=one.incident_id,
            at=one.at,
            result=one.result,
            text=one.text if in_full else "",
            flags=list(found.flags),
            officer_id=found.officer_id if in_full else None,
            received_at=found.received_at,
            demo=found.demo,
            redacted=not in_full,
        )

"""What came of tasks, on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from api.bodies import Moment, Note, StrictBody
from api.received import TextOut
from geo_patrol.field.records import TaskAnswer, TaskResult
from geo_patrol.store.repositories.received import Kept
from geo_patrol.store.scope import Scope

EXAMPLES: dict[str, Any] = {
    "done": {
        "summary": "Looked at, nothing wrong",
        "value": {
            "task_id": "018f3a52-6b00-7c11-9a01-5d0c6e1f0d01",
            "at": "2022-10-09T10:20:00+08:00",
            "result": "done",
            "text": "界标完好",
        },
    }
}


class TaskAnswerBody(StrictBody):
    """An answer as it is sent; what is odd about it is flagged, not refused."""

    task_id: UUID
    patrol_id: UUID | None = None
    at: Moment
    result: TaskResult
    text: Note = ""

    def answer(self, answer_id: UUID) -> TaskAnswer:
        """Return the record."""
        return TaskAnswer(answer_id, self.task_id, self.at, self.result, self.patrol_id, self.text)


class TaskAnswerOut(TextOut):
    """An answer as it is kept."""

    task_id: UUID
    patrol_id: UUID | None
    at: datetime
    result: TaskResult
    text: str
    flags: list[str] = Field(description="`late`, `clock_ahead`.")

    @classmethod
    def of(cls, kept: Kept[TaskAnswer], scope: Scope) -> TaskAnswerOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        one, found, in_full = kept.record, kept.found, scope.reads_in_full
        return cls(
            id=one.id,
            squad=found.squad_code,
            task_id=one.task_id,
            patrol_id=one.patrol_id,
            at=one.at,
            result=one.result,
            text=one.text if in_full else "",
            flags=list(found.flags),
            officer_id=found.officer_id if in_full else None,
            received_at=found.received_at,
            demo=found.demo,
            redacted=not in_full,
        )

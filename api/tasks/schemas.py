"""Tasks on the wire."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field

from api.bodies import Code, Line, Lines, Moment, squad_meant
from api.places.points import MaybePoint
from api.received import TextOut
from api.tasks.answer_schemas import TaskAnswerOut
from geo_patrol.field.records import Task, TaskAnswer
from geo_patrol.store.repositories.received import Kept
from geo_patrol.store.scope import Scope
from geo_patrol.typed_text import MAX_NOTE

EXAMPLES: dict[str, Any] = {
    "look": {
        "summary": "Look at a boundary post, whoever is on duty",
        "value": {
            "squad": "reservoir",
            "area": "changzhao",
            "lon": 121.0318,
            "lat": 29.4122,
            "text": "看一下岭根村岸的界标,松动就拍照上报。",
            "due": "2022-10-09T18:00:00+08:00",
        },
    }
}


class TaskBody(MaybePoint):
    """A task as it is sent: for a patrol, a shift, or whoever of the squad is on duty."""

    squad: Code | None = Field(None, description="Code of the squad; the sender's own if missing.")
    shift_id: UUID | None = None
    patrol_id: UUID | None = None
    area: Code | None = Field(None, description="Code of an area of the squad.")
    cell: Annotated[str, Field(min_length=1, max_length=15), Line] | None = Field(
        None, description="Code of a cell of the area's grid; needs `area`."
    )
    text: Annotated[str, Field(min_length=1, max_length=MAX_NOTE), Lines]
    due: Moment | None = None
    withdrawn: bool = Field(False, description="No longer wanted.")

    def task(self, task_id: UUID, own_squad: str | None) -> Task:
        """Return the record.

        Raises
        ------
        InvalidInput
            When no squad is named, and the sender has none.
        """
        return Task(
            id=task_id,
            squad_code=squad_meant(self.squad, own_squad),
            text=self.text,
            shift_id=self.shift_id,
            patrol_id=self.patrol_id,
            area_code=self.area,
            cell_code=self.cell,
            lon=self.lon,
            lat=self.lat,
            due=self.due,
            withdrawn=self.withdrawn,
        )


class TaskOut(TextOut):
    """A task as it is kept, with what came of it so far."""

    shift_id: UUID | None
    patrol_id: UUID | None
    area: str | None
    cell: str | None
    lon: float | None
    lat: float | None
    text: str
    due: datetime | None
    withdrawn: bool
    open: bool = Field(description="Neither answered nor withdrawn.")
    answers: list[TaskAnswerOut]

    @classmethod
    def of(
        cls, kept: Kept[Task], scope: Scope, answers: Sequence[Kept[TaskAnswer]] = ()
    ) -> TaskOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        one, found, in_full = kept.record, kept.found, scope.reads_in_full
        return cls(
            id=one.id,
            squad=one.squad_code,
            shift_id=one.shift_id,
            patrol_id=one.patrol_id,
            area=one.area_code,
            cell=one.cell_code,
            lon=one.lon,
            lat=one.lat,
            text=one.text if in_full else "",
            due=one.due,
            withdrawn=one.withdrawn,
            open=not (answers or one.withdrawn),
            answers=[TaskAnswerOut.of(answer, scope) for answer in answers],
            officer_id=found.officer_id if in_full else None,
            received_at=found.received_at,
            demo=found.demo,
            redacted=not in_full,
        )


class Tasks(BaseModel):
    """A page of tasks."""

    items: list[TaskOut]
    next: str | None = Field(description="Cursor of the next page; null on the last one.")

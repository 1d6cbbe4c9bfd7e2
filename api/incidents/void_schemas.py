"""Whether an incident counts, on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from api.bodies import Reason, StrictBody
from geo_patrol.incidents.voiding import IncidentVoid, void_id
from geo_patrol.store.repositories.received import Kept
from geo_patrol.store.scope import Scope

EXAMPLES: dict[str, Any] = {
    "twice": {
        "summary": "It was written down twice",
        "value": {"void": True, "reason": "与 02:10 的记录重复"},
    },
    "back": {
        "summary": "It was right after all; with `If-Match`",
        "value": {"void": False, "reason": "核对后是另一起"},
    },
}


class VoidBody(StrictBody):
    """What is said of whether an incident counts."""

    void: bool = Field(description="False takes it back.")
    reason: Reason

    def said(self, incident_id: UUID) -> IncidentVoid:
        """Return the record."""
        return IncidentVoid(void_id(incident_id), incident_id, self.void, self.reason)


class VoidOut(BaseModel):
    """What was last said of whether an incident counts."""

    id: UUID = Field(description="Of this record; its history is `incident_void/{id}`.")
    incident_id: UUID
    void: bool
    reason: str = Field(description="Empty for who may not read what was written.")
    received_at: datetime = Field(description="When something was first said of the incident.")

    @classmethod
    def of(cls, kept: Kept[IncidentVoid], scope: Scope) -> VoidOut:
        """Return a record's form on the wire, as far as the asker may see it."""
        said = kept.record
        return cls(
            id=said.id,
            incident_id=said.incident_id,
            void=said.void,
            reason=said.reason if scope.reads_in_full else "",
            received_at=kept.found.received_at,
        )

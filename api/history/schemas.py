"""The history of a record on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from api.auth.permissions import Caller
from api.history.wire import on_the_wire
from geo_patrol.store.repositories.history import Rival, Version

Kind = Literal[
    "shift",
    "patrol",
    "track",
    "track_withdrawal",
    "incident",
    "incident_void",
    "declared_route",
    "handover",
    "check_point",
    "check_in",
    "task",
    "task_answer",
    "camera_alert",
    "alert_answer",
    "camera",
    "camera_review",
    "published_camera",
    "alarm",
    "alarm_sign",
    "seizure",
    "custody_event",
    "clock_event",
    "law_decision",
    "case",
    "case_step",
    "operation",
    "operation_link",
    "transfer",
    "firm",
    "service_visit",
    "guidance_slot",
    "planned_check",
    "combined_visit",
    "block",
    "responsibility",
    "duty_handover",
    "leave",
    "duty_wish",
    "swap",
    "roster_answer",
    "roster_setup",
    "officer_profile",
    "roster",
]


class VersionOut(BaseModel):
    """A version of a record that was accepted; the last one is in force."""

    version: int
    body: dict[str, Any] = Field(description="As it is sent, without persons.")
    sha256: str = Field(description="Digest of the canonical form, as the audit chain has it.")
    accepted_at: datetime
    actor_id: UUID | None = Field(
        description="Who sent it; null for an import, and where the asker sees no crews either."
    )

    @classmethod
    def of(cls, one: Version, caller: Caller) -> VersionOut:
        """Return a version's form on the wire, as far as the asker may see it."""
        return cls(
            version=one.version,
            body=on_the_wire(one.kind, one.body, caller.scope),
            sha256=one.body_sha256,
            accepted_at=one.accepted_at,
            actor_id=one.actor_id if caller.scope.reads_in_full else None,
        )


class RivalOut(BaseModel):
    """A version that was refused because another one was there first: nothing of it is lost."""

    based_on: int | None = Field(description="The version it meant to replace.")
    body: dict[str, Any]
    sha256: str
    sent_at: datetime
    actor_id: UUID | None

    @classmethod
    def of(cls, one: Rival, caller: Caller) -> RivalOut:
        """Return a rival's form on the wire, as far as the asker may see it."""
        return cls(
            based_on=one.base_version,
            body=on_the_wire(one.kind, one.body, caller.scope),
            sha256=one.body_sha256,
            sent_at=one.sent_at,
            actor_id=one.actor_id if caller.scope.reads_in_full else None,
        )


class HistoryOut(BaseModel):
    """All that was ever sent of a record."""

    kind: Kind
    id: UUID
    versions: list[VersionOut]
    rivals: list[RivalOut]

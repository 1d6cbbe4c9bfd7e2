"""Withdrawals of tracks on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from api.bodies import Reason, StrictBody
from geo_patrol.store.repositories.received import Kept
from geo_patrol.tracks.ids import withdrawal_id
from geo_patrol.tracks.standing import Standing, TrackWithdrawal

EXAMPLES: dict[str, Any] = {
    "wrong": {
        "summary": "The phone was in another boat",
        "value": {"withdrawn": True, "reason": "手机落在另一条船上，不是本组的轨迹"},
    },
    "back": {
        "summary": "It was right after all; with `If-Match`",
        "value": {"withdrawn": False, "reason": "核对后确是本组轨迹"},
    },
}


class WithdrawalBody(StrictBody):
    """What is said of a track."""

    withdrawn: bool = Field(description="False takes a withdrawal back.")
    reason: Reason

    def said(self, patrol_id: UUID, track_id: UUID) -> TrackWithdrawal:
        """Return the record."""
        key = withdrawal_id(patrol_id, track_id)
        return TrackWithdrawal(key, track_id, patrol_id, self.withdrawn, self.reason)


class WithdrawalOut(BaseModel):
    """What was last said of a track."""

    id: UUID = Field(description="Of this record; its history is `track_withdrawal/{id}`.")
    patrol_id: UUID
    track_id: UUID
    withdrawn: bool
    reason: str
    received_at: datetime = Field(description="When something was first said of the track.")
    standing: Standing | None = Field(
        description="How the track stands now; null while it has not come."
    )

    @classmethod
    def of(cls, kept: Kept[TrackWithdrawal], standing: Standing | None) -> WithdrawalOut:
        """Return a record's form on the wire."""
        said = kept.record
        return cls(
            id=said.id,
            patrol_id=said.patrol_id,
            track_id=said.track_id,
            withdrawn=said.withdrawn,
            reason=said.reason,
            received_at=kept.found.received_at,
            standing=standing,
        )

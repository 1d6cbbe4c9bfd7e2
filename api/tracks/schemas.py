"""Tracks on the wire."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from api.declared.schemas import RouteOut
from api.problems import findings_json
from geo_patrol.errors import Finding
from geo_patrol.store.repositories.track_standings import Why
from geo_patrol.store.repositories.tracks import TrackView
from geo_patrol.tracks.standing import Standing


class FindingOut(BaseModel):
    """What was wrong or odd: where, and why."""

    where: str
    reason_zh: str
    reason_en: str


class TrackOut(BaseModel):
    """A track as it is kept; its fixes are not listed."""

    id: UUID
    patrol_id: UUID
    area: str
    device: str
    source_name: str
    started_at: datetime | None
    ended_at: datetime | None
    n_fixes: int = Field(description="Fixes kept.")
    n_bad: int = Field(description="Fixes not kept.")
    findings: list[FindingOut] = Field(
        description="Fixes not kept, the first 200 of them, and, when written, what else is odd."
    )
    received_at: datetime
    standing: Standing = Field(
        description="Whether it `counts`. One that is `withdrawn` or `superseded` is kept as it"
        " came, and is in no figure."
    )
    supersedes: list[UUID] = Field(description="Tracks that it stands for.")
    superseded_by: list[UUID] = Field(description="Tracks that stand for it.")
    withdrawal_reason: str | None = Field(description="Why it is withdrawn; null if it is not.")

    @classmethod
    def of(
        cls, view: TrackView, why: Why | None = None, noticed: tuple[Finding, ...] | None = None
    ) -> TrackOut:
        """Return a record's form on the wire, with what was noticed when it came in."""
        told = why or Why()
        if noticed is None:
            noticed = tuple(_remembered(one) for one in view.bad_fixes)
        return cls(
            id=view.id,
            patrol_id=view.patrol_id,
            area=view.area_code,
            device=view.device,
            source_name=view.source_name,
            started_at=view.started_at,
            ended_at=view.ended_at,
            n_fixes=view.n_fixes,
            n_bad=view.n_bad,
            findings=[FindingOut(**one) for one in findings_json(noticed)],
            received_at=view.received_at,
            standing=view.standing,
            supersedes=list(told.supersedes),
            superseded_by=list(told.superseded_by),
            withdrawal_reason=told.reason,
        )


def _remembered(kept: Mapping[str, Any]) -> Finding:
    return Finding(kept["where"], kept["key"], tuple(kept["params"].items()))


class Tracks(BaseModel):
    """A page of tracks."""

    items: list[TrackOut]
    declared: list[RouteOut] = Field(
        default_factory=list,
        description="Of one patrol: routes that were declared for it, on its first page. Not"
        " measured; in no figure.",
    )
    next: str | None = Field(description="Cursor of the next page; null on the last one.")

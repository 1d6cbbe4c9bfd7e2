"""What is due of open cases, on the wire."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from api.cases.schemas import HolderOut
from geo_patrol.cases.limits import LimitOf
from geo_patrol.cases.records import Stage
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.case_due import CaseDue, StepState


class CaseSubjectOut(BaseModel):
    """What is due: a step of a case."""

    kind: Literal["case_step"] = "case_step"
    id: UUID = Field(description="Of the case.")
    category: str
    stage: Stage


class CaseDueOut(BaseModel):
    """The limit of an open case that is due first."""

    subject: CaseSubjectOut
    squad: str
    what: LimitOf
    holder: HolderOut | None
    due_at: datetime
    state: StepState
    left_s: int = Field(description="Seconds that are left; negative when it is overdue.")

    @classmethod
    def of(cls, one: CaseDue, scope: Scope) -> CaseDueOut:
        """Return its form on the wire, as far as the asker may see it."""
        return cls(
            subject=CaseSubjectOut(id=one.case_id, category=one.category, stage=one.stage),
            squad=one.squad_code,
            what=one.run.what,
            holder=HolderOut.of(one.holder, scope),
            due_at=one.due_at.astimezone(UTC),
            state=one.state,
            left_s=int(one.left.total_seconds()),
        )

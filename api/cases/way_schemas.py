"""The whole way of a case on the wire: stages, limits, who had it, photos before and after."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from api.cases.schemas import CaseOut, HolderOut, values_of
from api.cases.step_schemas import StepOut
from api.remarks import RemarkOut, remarks_of
from geo_patrol.cases.limits import LimitOf, LimitUnit
from geo_patrol.cases.records import Stage
from geo_patrol.cases.standing import Run
from geo_patrol.evidence.records import Evidence
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.case_due import StepState, state_of_run
from geo_patrol.workflows.case_standings import LookedCase


class StayOut(BaseModel):
    """A stage from when to when."""

    stage: Stage
    start: datetime
    end: datetime | None = Field(description="Null while it lasts.")
    working_s: float = Field(description="Seconds in office hours, until now if it lasts.")


class HeldOut(BaseModel):
    """Who had it from when on."""

    holder: HolderOut | None
    since: datetime


class RunOut(BaseModel):
    """A limit that runs, or has run."""

    what: LimitOf = Field(description="What may take so long; `total` is all of it, a round each.")
    length: int
    unit: LimitUnit
    started_at: datetime
    due_at: datetime
    met_at: datetime | None
    state: Literal["met", "met_late"] | StepState
    remarks: list[RemarkOut]

    @classmethod
    def of(cls, run: Run, now: datetime) -> RunOut:
        """Return a limit's form on the wire."""
        return cls(
            what=run.what,
            length=run.limit.length,
            unit=run.limit.unit,
            started_at=run.started_at,
            due_at=run.due_at.astimezone(UTC),
            met_at=run.met_at,
            state=_state(run, now),
            remarks=remarks_of(run.remarks),
        )


def _state(run: Run, now: datetime) -> Literal["met", "met_late"] | StepState:
    if run.met_at is None:
        return state_of_run(run, now)
    return "met_late" if run.was_late else "met"


class PhotoOut(BaseModel):
    """A file that shows the matter, before or after it was handled."""

    id: UUID
    sha256: str
    record: str = Field(
        description="Of what it is evidence: `/api/v1/evidence/{sha256}/copy?record=…`."
    )
    when: Literal["before", "after"]


class CaseWay(CaseOut):
    """A case with its whole way."""

    stays: list[StayOut]
    held: list[HeldOut]
    runs: list[RunOut]
    steps: list[StepOut] = Field(description="In the order in which they were taken.")
    photos: list[PhotoOut]
    findings: list[RemarkOut] = Field(description="What a person should look at.")

    @classmethod
    def whole(
        cls, one: LookedCase, seen: Sequence[Evidence], working_s: Sequence[float], scope: Scope
    ) -> CaseWay:
        """Return a case's way on the wire; ``working_s`` are of its stays."""
        stands = one.standing
        after = {
            photo
            for kept in one.steps
            if kept.record.kind in ("handled", "verified") and not kept.record.voided
            for photo in kept.record.photos
        }
        return cls(
            **values_of(one, scope),
            stays=[
                StayOut(stage=stay.stage, start=stay.start, end=stay.end, working_s=worked)
                for stay, worked in zip(stands.way.stays, working_s, strict=True)
            ],
            held=[
                HeldOut(holder=HolderOut.of(each.holder, scope), since=each.since)
                for each in stands.way.held
            ],
            runs=[RunOut.of(run, stands.now) for run in stands.runs],
            steps=[StepOut.of(kept, stands.conflicts, scope) for kept in one.steps],
            photos=[
                PhotoOut(
                    id=each.id,
                    sha256=each.sha256,
                    record=str(each.subject),
                    when="after" if str(each.id) in after else "before",
                )
                for each in seen
            ],
            findings=remarks_of(one.findings),
        )

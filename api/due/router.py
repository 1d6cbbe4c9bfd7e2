"""The route of what falls due."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from api.auth.permissions import Caller, allow
from api.bodies import Code
from api.cases.due_schemas import CaseDueOut
from api.queries import MOMENT_HELP, read_moment
from api.remarks import RemarkOut, remarks_of
from api.seizures.chain_schemas import ClockOut
from api.services import Serving
from geo_patrol.workflows.due import DueItem, SubjectKind, due_of

router = APIRouter(prefix="/api/v1/due", tags=["due"])


class DueQuery(BaseModel):
    """Query of what falls due."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    squad: Code | None = Field(None, description="Code of a squad.")
    until: str | None = Field(
        None, max_length=40, description=f"Only what is due before, and the overdue: {MOMENT_HELP}."
    )
    limit: int = Field(500, ge=1, le=1000, description="Items; the overdue come first.")


class SubjectOut(BaseModel):
    """What a period is of."""

    kind: SubjectKind
    id: UUID
    number: str = Field(description="Of the decision to seize; empty for a case.")
    at: datetime = Field(description="When it was seized, or when the case's incident was.")
    category: str | None = Field(description="Of the case's incident; null for a seizure.")


class DueOut(BaseModel):
    """An open period."""

    subject: SubjectOut
    squad: str
    overdue: bool
    left_s: int = Field(description="Seconds that are left; negative when it is overdue.")
    soon_at: datetime = Field(description="From then on it is due soon.")
    clock: ClockOut
    words: RemarkOut

    @classmethod
    def of(cls, one: DueItem, now: datetime) -> DueOut:
        """Return an item's form on the wire."""
        subject = one.subject
        return cls(
            subject=SubjectOut(
                kind=subject.kind,
                id=subject.id,
                number=subject.number,
                at=subject.at,
                category=subject.category,
            ),
            squad=subject.squad_code,
            overdue=one.due.state == "overdue",
            left_s=int(one.due.left.total_seconds()),
            soon_at=one.soon_at,
            clock=ClockOut.of(one.due.clock, now),
            words=RemarkOut.of(one.due.words),
        )


class DueListOut(BaseModel):
    """What falls due: the overdue first, by the time they were due, then the others so."""

    at: datetime
    n_overdue: int
    n_due_soon: int
    items: list[DueOut]
    n_left_out: int = Field(description="More than `limit`.")
    n_older_cases: int = Field(description="Cases of more than a year ago that nobody closed here.")
    remarks: list[RemarkOut] = Field(description="Of what no due time could be told.")
    case_steps: list[CaseDueOut] = Field(
        description="What is due of the closed loop's open cases, likewise; up to `limit`."
    )
    n_case_steps_overdue: int
    n_case_steps_due_soon: int


@router.get("", summary="List what falls due", response_model=DueListOut)
def read(
    caller: Annotated[Caller, allow("records.read")],
    query: Annotated[DueQuery, Query()],
    services: Serving,
) -> JSONResponse:
    """List the open periods of seizures and cases."""
    now, settings = services.now(), services.settings
    until = None if query.until is None else read_moment("until", query.until, settings)
    with services.store.reader() as session:
        found = due_of(
            session,
            caller.scope,
            now=now,
            tz=settings.zone,
            squad=query.squad,
            until=until,
            limits=settings.case_limits,
        )
    told = DueListOut(
        at=now,
        n_overdue=found.count("overdue"),
        n_due_soon=found.count("due_soon"),
        items=[DueOut.of(one, now) for one in found.items[: query.limit]],
        n_left_out=max(0, len(found.items) - query.limit),
        n_older_cases=found.n_older,
        remarks=remarks_of(found.findings),
        case_steps=[CaseDueOut.of(one, caller.scope) for one in found.case_steps[: query.limit]],
        n_case_steps_overdue=found.count_steps("overdue"),
        n_case_steps_due_soon=found.count_steps("due_soon"),
    )
    return JSONResponse(told.model_dump(mode="json"))

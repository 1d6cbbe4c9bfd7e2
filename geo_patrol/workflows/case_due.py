"""What is to be done next with open cases, and until when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.cases.limits import LimitUnit
from geo_patrol.cases.records import Holder, Stage
from geo_patrol.cases.standing import Run, Terms
from geo_patrol.store.repositories import cases
from geo_patrol.store.repositories.cases import Asked
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.case_standings import look_at_cases

SOON: dict[LimitUnit, timedelta] = {
    "working_minutes": timedelta(minutes=10),
    "working_hours": timedelta(hours=1),
    "hours": timedelta(hours=1),
    "working_days": timedelta(days=1),
}
"""How long before its end a limit is shown as due soon: what an office still can act in."""

StepState = Literal["running", "due_soon", "overdue"]


@dataclass(frozen=True)
class CaseDue:
    """The limit of an open case that is due first."""

    case_id: UUID
    squad_code: str
    category: str
    stage: Stage
    holder: Holder | None
    run: Run
    state: StepState
    left: timedelta

    @property
    def due_at(self) -> datetime:
        """When it is due."""
        return self.run.due_at


def due_cases(
    session: Session,
    scope: Scope,
    terms: Terms,
    *,
    squad: str | None = None,
    until: datetime | None = None,
) -> tuple[CaseDue, ...]:
    """Return what is due of open cases within reach, one line a case, the overdue first.

    Those due before ``until``, and all that are overdue. Cases that do not count, or have no
    limit, are none.
    """
    found = sorted(_due(session, scope, terms, squad), key=lambda one: (one.due_at, one.case_id))
    return tuple(
        one for one in found if until is None or one.due_at < until or one.state == "overdue"
    )


def _due(session: Session, scope: Scope, terms: Terms, squad: str | None) -> Iterator[CaseDue]:
    open_ones = cases.sought(session, scope, Asked(squad=squad, open=True))
    for looked in look_at_cases(session, open_ones, terms):
        stands = looked.standing
        if not stands.counts or not stands.open_runs:
            continue
        run = stands.open_runs[0]
        yield CaseDue(
            case_id=stands.id,
            squad_code=stands.squad_code,
            category=stands.category,
            stage=stands.stage,
            holder=stands.holder,
            run=run,
            state=state_of_run(run, terms.now),
            left=run.due_at - terms.now,
        )


def state_of_run(run: Run, now: datetime) -> StepState:
    """Return how a limit that runs stands."""
    if run.due_at <= now:
        return "overdue"
    return "due_soon" if run.due_at - now <= SOON[run.limit.unit] else "running"

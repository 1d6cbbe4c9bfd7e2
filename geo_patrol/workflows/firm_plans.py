"""A month's proposal of visits at firms, and figures of what firms were spared."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from geo_patrol.cases.worktime import WorkTime
from geo_patrol.firms.figures import FirmFigures, by_month, figures
from geo_patrol.firms.planning import Busy, Plan, plan
from geo_patrol.firms.records import Firm
from geo_patrol.store.repositories import firms
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.scope import Scope
from geo_patrol.workflows.firms import planned_time


@dataclass(frozen=True)
class FirmPlan:
    """A plan, and the firms that it names."""

    plan: Plan
    firms: Mapping[UUID, Firm]


def propose(
    session: Session,
    scope: Scope,
    span: Span,
    worktime: WorkTime,
    *,
    squad: str | None = None,
    capacity: int | None = None,
) -> FirmPlan:
    """Propose visits for the checks within reach whose window opens in a period.

    Those that a visit does for already are left as they are, and its agencies are where they are.
    """
    checks = firms.unplaced_checks(session, scope, span, squad=squad)
    named = firms.firms_by_id(session, {one.firm_id for one in checks})
    quiet = {firm.id: firm.quiet for firm in named.values()}
    since = min((one.opens_at for one in checks), default=None)
    until = max((one.closes_at for one in checks), default=None)
    busy = list(_busy(session, scope, Span(since, until), squad)) if checks else []
    return FirmPlan(plan(checks, quiet, worktime, busy=busy, capacity=capacity), named)


def _busy(session: Session, scope: Scope, span: Span, squad: str | None) -> Iterator[Busy]:
    visits = [
        one.record
        for one in firms.visits_between(session, scope, span, squad=squad)
        if one.record.happened_from is None
    ]
    checks = firms.checks_of(session, {one for visit in visits for one in visit.checks})
    for visit in visits:
        agencies = frozenset(checks[one].agency for one in visit.checks if one in checks)
        yield Busy(visit.firm_id, agencies, planned_time(visit.starts_at, visit.minutes))


@dataclass(frozen=True)
class FirmReport:
    """Figures of a period, together and by local month, ``YYYY-MM``."""

    whole: FirmFigures
    rows: Sequence[tuple[str, FirmFigures]]


def firm_figures(
    session: Session,
    scope: Scope,
    span: Span,
    worktime: WorkTime,
    *,
    squad: str | None = None,
) -> FirmReport:
    """Return what a period came to for the firms within reach; never by officer."""
    found = firms.gathered(session, scope, span, squad=squad)
    calendar, tz = worktime.calendar, worktime.tz
    return FirmReport(figures(found, calendar, tz), by_month(found, calendar, tz))

"""A month's proposal, and figures of firms, on the wire."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from api.firms.check_schemas import TimeOut
from api.remarks import RemarkOut, remarks_of
from geo_patrol.errors import Finding
from geo_patrol.firms.figures import FirmFigures
from geo_patrol.firms.planning import Proposal
from geo_patrol.firms.records import PlannedCheck
from geo_patrol.store.repositories.duty import Span
from geo_patrol.workflows.firm_plans import FirmPlan, FirmReport


class PlannedOut(BaseModel):
    """A check as a proposal names it."""

    id: UUID
    matter: str
    agency: str
    window: TimeOut
    minutes: int

    @classmethod
    def of(cls, one: PlannedCheck) -> PlannedOut:
        """Return its form on the wire."""
        window = TimeOut(start=one.opens_at, end=one.closes_at)
        return cls(
            id=one.id, matter=one.matter, agency=one.agency, window=window, minutes=one.minutes
        )


class ProposalOut(BaseModel):
    """A visit that could be: a leader confirms it by `PUT /combined-visits/{id}`."""

    firm_id: UUID
    firm: str
    start: datetime
    end: datetime
    minutes: int
    agencies: list[str]
    unannounced: bool
    checks: list[PlannedOut]
    reasons: list[RemarkOut]

    @classmethod
    def of(cls, one: Proposal, firm: str) -> ProposalOut:
        """Return its form on the wire."""
        return cls(
            firm_id=one.firm_id,
            firm=firm,
            start=one.starts_at.astimezone(UTC),
            end=one.ends_at.astimezone(UTC),
            minutes=one.minutes,
            agencies=sorted(one.agencies),
            unannounced=one.checks[0].unannounced,
            checks=[PlannedOut.of(each) for each in one.checks],
            reasons=remarks_of(one.reasons),
        )


class NoRoomOut(BaseModel):
    """A check that can be at no time, and why."""

    firm_id: UUID
    firm: str
    check: PlannedOut
    reasons: list[RemarkOut]

    @classmethod
    def of(cls, check: PlannedCheck, firm: str, why: Iterable[Finding]) -> NoRoomOut:
        """Return its form on the wire."""
        told = remarks_of(why)
        return cls(firm_id=check.firm_id, firm=firm, check=PlannedOut.of(check), reasons=told)


class FirmPlanOut(BaseModel):
    """A month's proposal."""

    month: str
    n_checks: int = Field(description="As many visits there would be, each by itself.")
    n_visits: int
    n_avoided: int
    fewest: bool = Field(description="True: no fewer visits can do; false: not all was tried.")
    items: list[ProposalOut]
    no_room: list[NoRoomOut]

    @classmethod
    def of(cls, found: FirmPlan, month: str) -> FirmPlanOut:
        """Return a plan's form on the wire."""
        plan, names = found.plan, {one.id: one.name for one in found.firms.values()}
        return cls(
            month=month,
            n_checks=plan.n_checks,
            n_visits=len(plan.proposals),
            n_avoided=plan.n_avoided,
            fewest=plan.fewest,
            items=[ProposalOut.of(one, names[one.firm_id]) for one in plan.proposals],
            no_room=[NoRoomOut.of(check, names[check.firm_id], why) for check, why in plan.no_room],
        )


class FirmFiguresOut(BaseModel):
    """What a period came to for firms."""

    n_checks: int = Field(description="Planned checks whose window opened then.")
    n_unplaced: int = Field(description="Those of them that no visit does for yet.")
    n_visits: int = Field(description="Visits for planned checks.")
    n_merged: int = Field(description="Those of them for more than one.")
    n_alone: int = Field(description="What would have been: their checks, each by itself.")
    n_avoided: int = Field(description="`n_alone` less `n_visits`.")
    n_happened: int = Field(description="Of all visits those that took place.")
    n_in_quiet: int = Field(description="Those of them in a quiet window.")
    n_unplanned: int = Field(description="Visits that nobody had planned.")
    n_firms: int = Field(description="Firms with a visit.")
    n_served: int = Field(description="Service visits.")
    n_asked: int
    n_solved: int
    median_days: float | None = Field(description="From the service visit to the solution.")
    median_working_days: float | None
    n_slots: int = Field(description="Hours of guidance.")
    n_booked: int


class MonthOut(FirmFiguresOut):
    """The figures of a month."""

    month: str


class FirmReportOut(BaseModel):
    """Figures of firms by month; never of officers."""

    start: datetime | None
    end: datetime | None
    whole: FirmFiguresOut
    rows: list[MonthOut]

    @classmethod
    def of(cls, found: FirmReport, span: Span) -> FirmReportOut:
        """Return figures' form on the wire."""
        return cls(
            start=span.start,
            end=span.end,
            whole=FirmFiguresOut(**told_of(found.whole)),
            rows=[MonthOut(month=month, **told_of(one)) for month, one in found.rows],
        )


def told_of(one: FirmFigures) -> dict[str, Any]:
    """Return all that is told of figures."""
    return asdict(one)

"""Figures of timeliness on the wire."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from geo_patrol.cases.timeliness import Timeliness
from geo_patrol.store.repositories.duty import Span
from geo_patrol.workflows.case_figures import By, CaseFigures


class TimelinessOut(BaseModel):
    """How timely the cases were that were reported in a period."""

    n: int
    n_closed: int
    n_in_time: int = Field(description="Closed ones that kept the limit of the whole.")
    n_late: int = Field(description="Closed ones that did not; without a limit they are neither.")
    n_open: int = Field(description="Open ones within their limit: how they end is not known yet.")
    n_overdue: int = Field(description="Open ones beyond it.")
    n_judged: int = Field(description="`n_in_time`, `n_late` and `n_overdue`.")
    share_in_time: float | None = Field(description="Of the judged ones; null without any.")
    share_closed: float | None
    n_returned: int
    n_reopened: int
    n_supervised: int
    n_circles: int
    n_rated: int
    score_mean: float | None
    median_s: float | None = Field(description="From report to close, by the clock.")
    median_working_s: float | None = Field(description="The same in office hours.")

    @classmethod
    def of(cls, one: Timeliness) -> TimelinessOut:
        """Return figures' form on the wire."""
        return cls(**told_of(one))


def told_of(one: Timeliness) -> dict[str, Any]:
    """Return all that is told of timeliness."""
    counted = {each.name: getattr(one, each.name) for each in fields(one)}
    derived = ("n", "n_judged", "share_in_time", "share_closed")
    return {**{name: getattr(one, name) for name in derived}, **counted}


class RowOut(TimelinessOut):
    """The figures of a group."""

    key: str | None = Field(description="Code of the group; null of cases in no such place.")


class CaseFiguresOut(BaseModel):
    """Figures of timeliness; never of persons."""

    at: datetime
    start: datetime | None
    end: datetime | None
    by: By
    whole: TimelinessOut
    rows: list[RowOut]

    @classmethod
    def of(cls, found: CaseFigures, span: Span, by: By, now: datetime) -> CaseFiguresOut:
        """Return figures' form on the wire."""
        return cls(
            at=now,
            start=span.start,
            end=span.end,
            by=by,
            whole=TimelinessOut.of(found.whole),
            rows=[RowOut(key=key, **told_of(one)) for key, one in found.rows],
        )

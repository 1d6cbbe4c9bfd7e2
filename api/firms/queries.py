"""What lists of firms and of what they have may be asked for."""

from __future__ import annotations

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from api.bodies import Code
from api.queries import Period, RecordFilters
from geo_patrol.firms.records import Tier


class FirmsQuery(RecordFilters):
    """Query of the list of firms; the period is that in which they came."""

    tier: Tier | None = None


class PageQuery(Period):
    """Query of a list of what has no place of its own."""

    squad: Code | None = Field(None, description="Code of a squad.")
    limit: int = Field(100, ge=1, le=1000, description="Items on a page.")
    cursor: str | None = Field(
        None, max_length=200, description="`next` of the page before; none for the first page."
    )


class OfFirmQuery(PageQuery):
    """Query of a list of what firms have, by its own time."""

    firm: UUID | None = Field(None, description="Id of a firm.")


class SlotsQuery(PageQuery):
    """Query of the list of hours of guidance, by their starts."""

    free: bool | None = Field(
        None, description="True: neither booked nor voided; false: the rest; both if missing."
    )


class PlanQuery(BaseModel):
    """Query of a month's proposal."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    month: str = Field(max_length=7, description="`YYYY-MM`: the month in which windows open.")
    squad: Code | None = Field(None, description="Code of a squad.")
    capacity: int | None = Field(
        None, ge=1, le=100, description="To how many firms an agency can go in a day."
    )


class FiguresQuery(Period):
    """Query of the figures of firms; without a period all there is."""

    squad: Code | None = Field(None, description="Code of a squad.")

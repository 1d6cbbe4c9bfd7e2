"""The console's view of gaps on the wire, as columns in the order of the area's cells."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, Field, field_validator
from pydantic_core import PydanticCustomError

from api.bodies import Code
from api.coverage.answering import known
from api.queries import Period
from geo_patrol.coverage.clock_hours import DAYS, HOURS, ClockHours
from geo_patrol.coverage.gaps import GAP_CLASSES, NEVER_US, GapClass
from geo_patrol.workflows.gap_view import GapView, Source
from geo_patrol.workflows.seeing import SeenReport
from geo_patrol.zones import ZoneLevel

LEVEL_LETTERS: dict[ZoneLevel | None, str] = {"first": "f", "second": "s", "quasi": "q", None: "-"}
MOST_CELLS = 60
SECOND_US = 1_000_000


class AreaQuery(Period):
    """Query of one area in a period; the month of the last patrol when no period is given."""

    area: Code = Field(description="Code of an area.")


class GapViewQuery(AreaQuery):
    """Query of how the cells stand."""

    hours: str | None = Field(
        None,
        pattern=r"^(?:[01]?\d|2[0-3])-(?:0?[1-9]|1\d|2[0-4])$",
        description="Only visits at these hours of the local day count, as `0-8` or `22-4`.",
    )
    source: Source = Field("patrol", description="Who looks after a cell.")

    @field_validator("hours")
    @classmethod
    def _some_hours(cls, value: str | None) -> str | None:
        if value is not None and len(set(value.split("-"))) == 1:
            raise PydanticCustomError("api.field.end", "end at the start")
        return value

    @property
    def clock(self) -> ClockHours | None:
        """The hours, read; None for the whole day."""
        if self.hours is None:
            return None
        first, end = map(int, self.hours.split("-"))
        return None if (end - first) % HOURS == 0 else ClockHours(first, end)


class HoursQuery(AreaQuery):
    """Query of when patrols come to some cells."""

    cell: list[Annotated[str, Field(min_length=1, max_length=15)]] = Field(
        min_length=1, max_length=MOST_CELLS, description="Codes of cells."
    )


class HoursOut(BaseModel):
    """At which hours patrols come."""

    visited: list[list[float | None]] = Field(
        description="In how many cells patrols were, on the average of the period: a row a weekday,"
        " Monday first, of 24 hours; null where the period has no such hour."
    )


class GapViewOut(HoursOut):
    """How an area's cells stand; all columns in the order of the cells."""

    area: str
    grid: UUID = Field(description="The grid version whose cells these are.")
    start: datetime
    end: datetime = Field(description="Exclusive.")
    as_of: datetime = Field(
        description="End of the period; now, or when the area was given up, if that is earlier."
    )
    counts: dict[GapClass, int] = Field(description="Cells of each class.")
    untracked_patrols: int = Field(description="Patrols of the period without a usable track.")
    gap_class: str = Field(description="A digit a cell, as in the map of an area.")
    levels: str = Field(
        description="A letter a cell, its protection zone: `f` first, `s` second, `q` quasi,"
        " `-` none."
    )
    required_s: list[int | None] = Field(description="Longest time without a visit.")
    last_seen: list[int | None] = Field(
        description="When somebody was last there, whole seconds of Unix time; null: never."
    )

    @classmethod
    def of(cls, view: GapView) -> GapViewOut:
        """Return a view's form on the wire."""
        demands, stands = view.cells.demands, view.standing
        counted = np.bincount(stands.gap_class, minlength=len(GAP_CLASSES)).tolist()
        required, last_us = demands.required_s, stands.last_leave_us
        return cls.model_construct(
            area=view.cells.area.code,
            grid=view.cells.grid_id,
            start=view.start,
            end=view.end,
            as_of=view.as_of,
            counts=dict(zip(GAP_CLASSES, counted, strict=True)),
            untracked_patrols=len(view.untracked),
            gap_class="".join(map(str, stands.gap_class.tolist())),
            levels="".join(LEVEL_LETTERS[one] for one in demands.levels),
            required_s=known(np.nan_to_num(required).astype(int).tolist(), ~np.isnan(required)),
            last_seen=known((last_us // SECOND_US).tolist(), last_us != NEVER_US),
            visited=hours(view.visited),
        )


class BlindOut(BaseModel):
    """Which share of each cell nobody saw, neither patrols nor cameras."""

    area: str
    start: datetime
    end: datetime = Field(description="Exclusive.")
    as_of: datetime = Field(description="End of the period, or now if that is earlier.")
    complete: bool = Field(description="False while tracks of an older program are looked at.")
    share: float | None = Field(description="Of the whole area; null where there is none.")
    blind: list[int | None] = Field(
        description="Per cent of each cell, in the order of the cells; null without a shape."
    )

    @classmethod
    def of(cls, report: SeenReport) -> BlindOut:
        """Return a report's form on the wire."""
        neither = report.table.neither
        areas = np.array([one.area_m2 for one in report.grid.cells], np.float64)
        there = ~np.isnan(neither)
        total = float(areas[there].sum())
        unseen = float((areas * np.nan_to_num(neither))[there].sum())
        return cls.model_construct(
            area=report.area.code,
            start=report.start,
            end=report.end,
            as_of=report.as_of,
            complete=report.complete,
            share=round(unseen / total, 4) if total else None,
            blind=known(np.rint(np.nan_to_num(neither) * 100).astype(int).tolist(), there),
        )


def hours(table: NDArray[np.float64]) -> list[list[float | None]]:
    """Return a table by weekday and hour as rows of numbers, None where there is none."""
    rows: Sequence[Sequence[float]] = table.reshape(DAYS, HOURS).tolist()
    return [[None if math.isnan(one) else round(one, 3) for one in row] for row in rows]

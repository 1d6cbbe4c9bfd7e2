"""Coverage on the wire."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from api.bodies import Code
from api.coverage.answering import Columns
from api.queries import Filters, Period
from geo_patrol.workflows.cell_figures import CellFigures


class AreaPeriod(Filters, Period):
    """Query of one area in a period; the month of the last patrol when no period is given."""

    area: Code = Field(description="Code of an area.")


class CellEffort(BaseModel):
    """What was spent in a cell."""

    code: str
    kind: str
    presence_s: float = Field(description="Time with a crew there; two phones of one are one.")
    effort_s: float = Field(description="Time, summed over tracks.")
    length_m: float = Field(description="Way, summed over tracks.")
    n_visits: int


class CoverageOut(BaseModel):
    """An area's coverage in a period, cell by cell."""

    area: str
    start: datetime
    end: datetime = Field(description="Exclusive.")
    items: list[CellEffort]

    @classmethod
    def head_of(cls, found: CellFigures) -> CoverageOut:
        """Return figures' form on the wire, without the cells."""
        return cls(area=found.cells.area.code, start=found.start, end=found.end, items=[])


def effort_columns(found: CellFigures) -> Columns:
    """Return figures as the columns of `CellEffort`."""
    demands = found.cells.demands
    return {
        "code": demands.codes,
        "kind": demands.kinds,
        "presence_s": (found.presence_us / 1e6).tolist(),
        "effort_s": (found.effort_us / 1e6).tolist(),
        "length_m": (found.way_um / 1e6).tolist(),
        "n_visits": found.n_visits.tolist(),
    }

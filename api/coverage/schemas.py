"""Coverage on the wire."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from api.bodies import Code
from api.queries import Filters, Period
from geo_patrol.workflows.coverage import CoverageTable


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
    def of(cls, table: CoverageTable) -> CoverageOut:
        """Return a table's form on the wire."""
        rows = zip(
            table.grid.cells,
            table.presence_s.tolist(),
            table.effort_s.tolist(),
            table.length_m.tolist(),
            table.n_visits.tolist(),
            strict=True,
        )
        return cls(
            area=table.area.code,
            start=table.start,
            end=table.end,
            items=[
                CellEffort(
                    code=cell.code,
                    kind=cell.kind,
                    presence_s=round(presence_s, 6),
                    effort_s=round(effort_s, 6),
                    length_m=round(length_m, 6),
                    n_visits=round(n_visits),
                )
                for cell, presence_s, effort_s, length_m, n_visits in rows
            ],
        )

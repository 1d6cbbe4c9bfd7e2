"""What was seen, on the wire."""

from __future__ import annotations

import math
from datetime import datetime
from uuid import UUID

import numpy as np
from pydantic import BaseModel, Field

from geo_patrol.coverage.seen.totals import SeenTotals, seen_totals
from geo_patrol.workflows.seeing import SeenReport
from geo_patrol.zones import ZoneLevel

DIGITS = 4


class CellSeen(BaseModel):
    """Shares of a cell that were seen; what both saw is in `patrol` and in `camera`."""

    code: str
    kind: str
    zone_level: ZoneLevel | None
    patrol: float | None = Field(description="By patrols; null for a cell without a shape.")
    camera: float | None = Field(description="By cameras.")
    both: float | None = Field(description="By patrols and by cameras.")
    neither: float | None = Field(description="By nobody.")


class Part(BaseModel):
    """An area that was seen."""

    m2: float
    share: float | None = Field(description="Of all cells counted here; null where there are none.")


class SeenOf(BaseModel):
    """What was seen of several cells; ground that cells share counts in each of them."""

    n_cells: int
    area_m2: float
    patrol: Part
    camera: Part
    both: Part
    neither: Part

    @classmethod
    def of(cls, totals: SeenTotals) -> SeenOf:
        """Return totals' form on the wire."""

        def part(m2: float) -> Part:
            share = totals.share(m2)
            return Part(m2=round(m2, 1), share=None if share is None else round(share, DIGITS))

        return cls(
            n_cells=totals.n_cells,
            area_m2=round(totals.area_m2, 1),
            patrol=part(totals.patrol_m2),
            camera=part(totals.camera_m2),
            both=part(totals.both_m2),
            neither=part(totals.neither_m2),
        )


class LevelSeen(SeenOf):
    """What was seen of the cells of one level of zones."""

    level: ZoneLevel | None = Field(description="Null for cells in no zone.")


class SeenOut(BaseModel):
    """By whom an area was seen in a period, cell by cell."""

    area: str
    start: datetime
    end: datetime = Field(description="Exclusive.")
    as_of: datetime = Field(description="End of the period, or now if that is earlier.")
    complete: bool = Field(
        description="False while tracks of an older program are not looked at: patrols saw more."
    )
    tracks_done: int = Field(description="Of those tracks, how many are looked at.")
    tracks_total: int = Field(description="How many of those tracks there are; 0 when done.")
    total: SeenOf
    by_level: list[LevelSeen]
    cameras: list[UUID] = Field(description="Cameras that worked in the period and stand near.")
    items: list[CellSeen]

    @classmethod
    def of(cls, report: SeenReport) -> SeenOut:
        """Return a report's form on the wire."""
        cells = report.grid.cells
        areas = np.array([one.area_m2 for one in cells], np.float64)
        total, by_level = seen_totals(report.table, areas, [one.zone_level for one in cells])
        table = report.table
        columns = (table.patrol, table.camera, table.both, table.neither)
        rows = zip(cells, *(column.tolist() for column in columns), strict=True)
        return cls(
            area=report.area.code,
            start=report.start,
            end=report.end,
            as_of=report.as_of,
            complete=report.complete,
            tracks_done=report.n_done,
            tracks_total=report.n_tracks,
            total=SeenOf.of(total),
            by_level=[
                LevelSeen(level=level, **vars(SeenOf.of(part))) for level, part in by_level.items()
            ],
            cameras=[one.camera.id for one in report.cameras],
            items=[
                CellSeen(
                    code=cell.code,
                    kind=cell.kind,
                    zone_level=cell.zone_level,
                    patrol=_share(patrol),
                    camera=_share(camera),
                    both=_share(both),
                    neither=_share(neither),
                )
                for cell, patrol, camera, both, neither in rows
            ],
        )


def _share(value: float) -> float | None:
    return None if math.isnan(value) else round(value, DIGITS)

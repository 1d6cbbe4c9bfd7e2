"""Hot spots on the wire."""

from __future__ import annotations

import math
from datetime import datetime

from pydantic import BaseModel, Field

from api.bodies import Code
from api.coverage.schemas import AreaPeriod
from geo_patrol.hotspots.around import MOST_RINGS
from geo_patrol.hotspots.effort_rate import RATE_CLASSES, RateClass
from geo_patrol.hotspots.gi_star import SPOT_CLASSES, SpotClass
from geo_patrol.hotspots.significance import Control
from geo_patrol.incidents.records import Source
from geo_patrol.workflows.hotspot_counts import PatrolSource, SpotValue
from geo_patrol.workflows.hotspots import RATE_RINGS, SPOT_RINGS, GiReport, RateReport

_RINGS = "Rings of cells around a cell that belong to its neighbourhood; 0 is the cell alone."
_CONTROL = (
    "What is held at 5 % over all cells: the share of false finds (`fdr`), the chance of any "
    "(`bonferroni`), or that of each cell by itself (`none`)."
)


class HotspotQuery(AreaPeriod):
    """Query of hot spots of one area in a period."""

    category: Code | None = Field(None, description="Only this category of the catalogue.")
    correction: Control = Field("fdr", description=_CONTROL)


class RateQuery(HotspotQuery):
    """Query of incidents per hour of presence."""

    source: PatrolSource | None = Field(None, description="Only what was found by these.")
    neighbourhood: int = Field(RATE_RINGS, ge=0, le=MOST_RINGS, description=_RINGS)


class GiQuery(HotspotQuery):
    """Query of Gi*."""

    source: Source | None = Field(None, description="Only what came from this source.")
    neighbourhood: int = Field(SPOT_RINGS, ge=0, le=MOST_RINGS, description=_RINGS)
    value: SpotValue = Field(
        "count",
        description="What is compared: incidents, per square kilometre, per kilometre of shore, "
        "or those found by patrols per hour of presence.",
    )


class CellRate(BaseModel):
    """What patrols found in a cell and around it, for the time they were there."""

    code: str
    kind: str
    n: int = Field(description="Incidents found by patrols in the cell.")
    presence_h: float = Field(description="Hours with a crew in the cell.")
    n_around: int = Field(description="Incidents of the cell and its neighbourhood.")
    presence_h_around: float
    per_h: float | None = Field(description="`n_around ÷ presence_h_around`; null with no hour.")
    low_per_h: float = Field(description="Lower end of its 95 % interval.")
    high_per_h: float | None = Field(description="Upper end; null where there is none.")
    smoothed_per_h: float | None = Field(
        description="Drawn towards the overall rate, the more the fewer the hours: to rank by."
    )
    p_adjusted: float | None
    rate_class: RateClass


class RatesOut(BaseModel):
    """An area's incidents per hour of presence in a period, cell by cell."""

    area: str
    start: datetime
    end: datetime = Field(description="Exclusive.")
    category: str | None
    source: str | None
    neighbourhood: int
    correction: Control
    n: int = Field(description="Incidents found by patrols in all cells.")
    n_outside: int = Field(description="Those of the area that lie in no cell.")
    presence_h: float
    overall_per_h: float | None = Field(description="Null while nobody was there.")
    enough_h: float | None = Field(
        description="Hours from which on finding nothing tells something; null without a find."
    )
    counts: dict[RateClass, int] = Field(description="Cells of each class.")
    items: list[CellRate]

    @classmethod
    def of(cls, report: RateReport) -> RatesOut:
        """Return a report's form on the wire."""
        rates, classes = report.rates, report.rate_class
        rows = zip(
            report.grid.cells,
            report.n.tolist(),
            report.hours.tolist(),
            rates.incidents.tolist(),
            rates.hours.tolist(),
            rates.per_h.tolist(),
            rates.low_per_h.tolist(),
            rates.high_per_h.tolist(),
            rates.smoothed_per_h.tolist(),
            rates.p.tolist(),
            classes,
            strict=True,
        )
        return cls(
            area=report.area.code,
            start=report.start,
            end=report.end,
            category=report.category,
            source=report.source,
            neighbourhood=report.rings,
            correction=report.control,
            n=int(report.n.sum()),
            n_outside=report.n_outside,
            presence_h=round(float(report.hours.sum()), 4),
            overall_per_h=_known(rates.overall_per_h),
            enough_h=_known(rates.enough_h),
            counts={name: classes.count(name) for name in RATE_CLASSES},
            items=[
                CellRate(
                    code=cell.code,
                    kind=cell.kind,
                    n=n,
                    presence_h=round(hours, 6),
                    n_around=n_around,
                    presence_h_around=round(hours_around, 6),
                    per_h=_known(per_h),
                    low_per_h=round(low, 6),
                    high_per_h=_known(high),
                    smoothed_per_h=_known(smoothed),
                    p_adjusted=_known(p),
                    rate_class=rate_class,
                )
                for (
                    cell,
                    n,
                    hours,
                    n_around,
                    hours_around,
                    per_h,
                    low,
                    high,
                    smoothed,
                    p,
                    rate_class,
                ) in rows
            ],
        )


class CellSpot(BaseModel):
    """How the values around a cell compare with those strewn at random."""

    code: str
    kind: str
    n: int = Field(description="Incidents in the cell.")
    n_around: int = Field(description="Incidents in the cell and its neighbourhood.")
    value: float | None = Field(description="What is compared; null where it does not apply.")
    z: float | None = Field(description="Gi*; null without a value.")
    p_adjusted: float | None
    spot_class: SpotClass


class GiOut(BaseModel):
    """An area's hot and cold spots in a period, cell by cell."""

    area: str
    start: datetime
    end: datetime = Field(description="Exclusive.")
    category: str | None
    source: str | None
    value: SpotValue
    neighbourhood: int
    correction: Control
    n: int = Field(description="Incidents in all cells.")
    n_outside: int = Field(description="Those of the area that lie in no cell.")
    counts: dict[SpotClass, int] = Field(description="Cells of each class.")
    items: list[CellSpot]

    @classmethod
    def of(cls, report: GiReport) -> GiOut:
        """Return a report's form on the wire."""
        classes = report.spot_class
        rows = zip(
            report.grid.cells,
            report.n.tolist(),
            report.n_around.tolist(),
            report.values.tolist(),
            report.z.tolist(),
            report.p_adjusted.tolist(),
            classes,
            strict=True,
        )
        return cls(
            area=report.area.code,
            start=report.start,
            end=report.end,
            category=report.category,
            source=report.source,
            value=report.value_of,
            neighbourhood=report.rings,
            correction=report.control,
            n=int(report.n.sum()),
            n_outside=report.n_outside,
            counts={name: classes.count(name) for name in SPOT_CLASSES},
            items=[
                CellSpot(
                    code=cell.code,
                    kind=cell.kind,
                    n=n,
                    n_around=n_around,
                    value=_known(value),
                    z=_known(z),
                    p_adjusted=_known(p),
                    spot_class=spot_class,
                )
                for cell, n, n_around, value, z, p, spot_class in rows
            ],
        )


def _known(value: float) -> float | None:
    """Return a number to six digits after the point; None for one that JSON does not have."""
    return round(value, 6) if math.isfinite(value) else None

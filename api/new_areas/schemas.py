"""New areas on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import shapely
from pydantic import BaseModel, Field

from api.boundary_imports.schemas import drawn
from api.places.schemas import AreaKind
from api.remarks import RemarkOut, remarks_of
from geo_patrol.errors import Finding
from geo_patrol.workflows.area_planning import Picture
from geo_patrol.zones import ZoneLevel
from geo_patrol.zones.bringing import finding_of
from geo_patrol.zones.new_areas import NewArea, NewAreaState

BESIDE_DEG = 0.006
"""How much of what lies around comes into the picture."""


class NewAreaOut(BaseModel):
    """An area that somebody planned, and what became of it."""

    id: UUID
    state: NewAreaState = Field(description="`draft` and `discarded` count for nothing.")
    code: str
    squad: str
    kind: AreaKind
    name_zh: str
    name_en: str
    size_m: float = Field(description="Side of a cell, metres.")
    datum: str | None
    status: str
    source: str
    licence: str
    file_name: str
    created_at: datetime
    created_by: str = Field(description="Name; empty: somebody at the server.")
    reason: str
    decided_at: datetime | None
    decided_by: str

    @classmethod
    def of(cls, one: NewArea, names: dict[UUID, str]) -> NewAreaOut:
        """Return a plan's form on the wire."""
        plan = one.plan
        return cls(
            id=one.id,
            state=one.state,
            code=plan.code,
            squad=plan.squad_code,
            kind=plan.kind,
            name_zh=plan.name_zh,
            name_en=plan.name_en,
            size_m=plan.size_m,
            datum=plan.datum,
            status=plan.status,
            source=plan.source,
            licence=plan.licence,
            file_name=one.file_name,
            created_at=one.created_at,
            created_by="" if one.created_by is None else names.get(one.created_by, ""),
            reason=one.reason,
            decided_at=one.decided_at,
            decided_by="" if one.decided_by is None else names.get(one.decided_by, ""),
        )


class NewAreas(BaseModel):
    """Plans that nobody decided on, the newest first."""

    items: list[NewAreaOut]


class IntervalCount(BaseModel):
    """How many cells must be visited how often."""

    interval_s: int | None = Field(description="Null: nothing is required.")
    n: int


class PlanFigures(BaseModel):
    """A planned area in numbers."""

    area_m2: float
    n_cells: int
    intervals: list[IntervalCount] = Field(description="The shortest first, those without last.")


class Around(BaseModel):
    """What is drawn around a planned area: an area that is patrolled, or a zone in force."""

    name_zh: str
    name_en: str
    level: ZoneLevel | None = Field(description="Null: an area's outline.")
    geometry: dict[str, Any] | None


class NewAreaDetail(NewAreaOut):
    """A plan with its picture."""

    bounds: list[float] = Field(description="`[west, south, east, north]`.")
    outline: dict[str, Any] | None
    cells: dict[str, Any] | None = Field(
        description="Null once it was decided on, or fits no more."
    )
    around: list[Around]
    figures: PlanFigures | None = Field(description="Null once it was decided on.")
    remarks: list[RemarkOut]

    @classmethod
    def picture(
        cls,
        one: NewArea,
        names: dict[UUID, str],
        picture: Picture | None,
        wrong: tuple[Finding, ...] = (),
    ) -> NewAreaDetail:
        """Return a plan's form on the wire with what is drawn of it, or why it fits no more."""
        told = [*wrong, *(finding_of(each) for each in one.findings)]
        if picture is not None:
            told += picture.remarks
        return cls(
            **NewAreaOut.of(one, names).model_dump(),
            bounds=[round(float(value), 6) for value in one.geometry.buffer(BESIDE_DEG).bounds],
            outline=drawn(one.geometry),
            cells=None if picture is None else _cells(picture),
            around=[] if picture is None else _around(picture),
            figures=None if picture is None else _figures(picture),
            remarks=remarks_of(told),
        )


def _cells(picture: Picture) -> Any:
    parts = [part for one in picture.cells for part in shapely.get_parts(one.geometry)]
    return drawn(shapely.MultiPolygon(parts))


def _around(picture: Picture) -> list[Around]:
    areas = [
        Around(name_zh=one.name_zh, name_en=one.name_en, level=None, geometry=drawn(one.geometry))
        for one in picture.neighbours
    ]
    zones = [
        Around(name_zh=one.name, name_en=one.name, level=one.level, geometry=drawn(one.geometry))
        for one in picture.zones
    ]
    return [*areas, *zones]


def _figures(picture: Picture) -> PlanFigures:
    counted = sorted(picture.n_by_interval.items(), key=lambda one: (one[0] is None, one[0] or 0))
    return PlanFigures(
        area_m2=round(picture.area_m2, 1),
        n_cells=len(picture.cells),
        intervals=[IntervalCount(interval_s=interval, n=n) for interval, n in counted],
    )

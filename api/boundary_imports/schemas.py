"""Imports of boundaries on the wire."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import shapely
from pydantic import BaseModel, Field

from api.answers import geojson_geometry
from api.places.schemas import RecomputingOut
from api.remarks import RemarkOut, remarks_of
from geo_patrol.grid import Cell
from geo_patrol.grid.changes import CellChanges
from geo_patrol.store.repositories.grid_changes import GridChange
from geo_patrol.workflows.boundary_comparing import Comparison, figures_of
from geo_patrol.zones.bringing import BoundaryImport, ImportState, Part, finding_of
from geo_patrol.zones.changes import ShapeChange

DRAWN_DEGREES = 1e-5
"""About a metre: lines are for drawing, nothing is measured on them."""


class CellFigures(BaseModel):
    """What becomes of an area's cells; one that stays keeps its code."""

    before: int
    after: int
    gained: int
    lost: int
    reshaped: int = Field(description="Stay, with another area.")
    asked_anew: int = Field(description="Stay, with another zone level, kind, interval or rule.")
    changed: int = Field(description="Stay, and are reshaped, asked for something else, or both.")


class ImportFigures(BaseModel):
    """Old and new in numbers, m²."""

    before_m2: float = Field(description="0 where nothing held before.")
    after_m2: float
    gained_m2: float
    lost_m2: float
    n_tracks: int = Field(description="Tracks that are traced anew through the cells.")
    cells: CellFigures | None = Field(description="Null where the area has no grid.")


class Drawn(BaseModel):
    """Old and new as they are drawn: GeoJSON, null where there is nothing."""

    before: dict[str, Any] | None
    after: dict[str, Any] | None
    gained: dict[str, Any] | None
    lost: dict[str, Any] | None
    cells_gained: dict[str, Any] | None
    cells_lost: dict[str, Any] | None
    cells_changed: dict[str, Any] | None
    bounds: list[float] = Field(description="`[west, south, east, north]` of old and new.")

    @classmethod
    def of(cls, change: ShapeChange, cells: CellChanges | None) -> Drawn:
        """Return a comparison as it is drawn."""
        changed = (
            {} if cells is None else {one.code: one for one in (*cells.reshaped, *cells.asked_anew)}
        )
        both = shapely.GeometryCollection([change.before, change.after])
        return cls(
            before=drawn(change.before),
            after=drawn(change.after),
            gained=drawn(change.gained),
            lost=drawn(change.lost),
            cells_gained=None if cells is None else _cells(cells.gained),
            cells_lost=None if cells is None else _cells(cells.lost),
            cells_changed=_cells(tuple(changed.values())),
            bounds=[round(float(one), 6) for one in both.bounds],
        )


class ShapeOut(BaseModel):
    """A shape that an import brings."""

    code: str
    name: str


class ImportOut(BaseModel):
    """A boundary that was brought in, and what became of it."""

    id: UUID
    area: str
    part: Part
    state: ImportState = Field(
        description="`draft`: counts for nothing; `waiting`: for its day; `in_force`; `discarded`."
    )
    file_name: str = Field(description="Empty where it restores what held before.")
    datum: str | None
    status: str
    source: str
    licence: str
    shapes: list[ShapeOut]
    restores: UUID | None
    created_at: datetime
    created_by: str = Field(description="Name; empty: somebody at the server.")
    valid_from: date | None = Field(description="Local day.")
    reason: str
    decided_at: datetime | None
    decided_by: str
    applied_at: datetime | None
    may_restore: bool = Field(description="Whether what held before it can be brought back.")
    following: bool = Field(description="Cells do not follow it yet.")
    recomputing: RecomputingOut | None = Field(
        description="How far its cells are; null when they are in use, or none change."
    )
    figures: ImportFigures | None = Field(
        description="As it was decided; of a draft as things stand. Null in lists of drafts."
    )
    remarks: list[RemarkOut]

    @classmethod
    def of(
        cls,
        one: BoundaryImport,
        names: dict[UUID, str],
        zone: ZoneInfo,
        change: GridChange | None,
        comparison: Comparison | None = None,
    ) -> ImportOut:
        """Return an import's form on the wire."""
        told = [finding_of(each) for each in one.findings]
        figures = one.figures
        if comparison is not None:
            figures = figures_of(comparison)
            told += comparison.remarks
        mine = change is not None and change.grid_id == one.grid_id
        return cls(
            id=one.id,
            area=one.area_code,
            part=one.part,
            state=one.state,
            file_name=one.file_name,
            datum=one.datum,
            status=one.status,
            source=one.source,
            licence=one.licence,
            shapes=[ShapeOut(code=each.code, name=each.name) for each in one.shapes],
            restores=one.restores,
            created_at=one.created_at,
            created_by=_name(names, one.created_by),
            valid_from=None if one.valid_from is None else one.valid_from.astimezone(zone).date(),
            reason=one.reason,
            decided_at=one.decided_at,
            decided_by=_name(names, one.decided_by),
            applied_at=one.applied_at,
            may_restore=one.former is not None and bool(one.former.shapes),
            following=one.grid_due or mine,
            recomputing=RecomputingOut.of(change) if change is not None and mine else None,
            figures=None if figures is None else ImportFigures.model_validate(dict(figures)),
            remarks=remarks_of(told),
        )


class ImportDetail(ImportOut):
    """An import with its picture."""

    drawn: Drawn


class Imports(BaseModel):
    """Imports, the newest first."""

    items: list[ImportOut]


def _name(names: dict[UUID, str], officer_id: UUID | None) -> str:
    return "" if officer_id is None else names.get(officer_id, "")


def _cells(cells: tuple[Cell, ...]) -> Any:
    parts = [part for one in cells for part in shapely.get_parts(one.geometry)]
    return drawn(shapely.MultiPolygon(parts))


def drawn(shape: shapely.Geometry) -> Any:
    """Return polygons as GeoJSON for drawing, thinned to about a metre; None for none."""
    simple = shapely.simplify(shape, DRAWN_DEGREES)
    return geojson_geometry(shapely.transform(simple, lambda places: places.round(6)))

"""Areas as the office keeps them, on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from api.boundary_imports.schemas import ImportOut, drawn
from api.places.schemas import RecomputingOut, Trust
from geo_patrol.store.repositories.place_counts import GridSummary
from geo_patrol.workflows.area_register import AreaEntry, ZonesOfLevel
from geo_patrol.zones import ZoneLevel


class LevelOut(Trust):
    """The zones of a level in force."""

    level: ZoneLevel
    n: int
    area_m2: float
    valid_from: datetime = Field(description="When the last of them began.")

    @classmethod
    def of(cls, one: ZonesOfLevel) -> LevelOut:
        """Return a level's form on the wire."""
        first = one.zones[0]
        return cls(
            level=one.level,
            n=len(one.zones),
            area_m2=round(one.area_m2, 1),
            valid_from=max(zone.valid_from for zone in one.zones),
            status=first.status,
            status_note=first.status_note,
            source=first.source,
            licence=first.licence,
        )


class GridOut(BaseModel):
    """The cells that an area uses."""

    size_m: float | None = Field(description="Side of a square; null: irregular cells.")
    n_cells: int
    provisional: bool = Field(description="Codes stand in for ones that are not given yet.")
    created_at: datetime

    @classmethod
    def of(cls, one: GridSummary) -> GridOut:
        """Return a grid's form on the wire."""
        return cls(
            size_m=one.size_m,
            n_cells=one.n_cells,
            provisional=one.provisional,
            created_at=one.created_at,
        )


class AreaEntryOut(Trust):
    """An area as it stands."""

    code: str
    squad: str
    kind: str
    name_zh: str
    name_en: str
    area_m2: float
    since: datetime | None = Field(
        description="When its outline was put in force, or it was opened; null: from the start."
    )
    levels: list[LevelOut]
    grid: GridOut | None
    recomputing: RecomputingOut | None
    n_cameras: int = Field(description="Cameras that stand in it.")
    n_check_points: int
    n_pending: int = Field(description="Boundaries that wait for a decision, or for their day.")
    retired_at: datetime | None = Field(description="From when it is patrolled no more.")
    retired_reason: str | None

    @classmethod
    def of(cls, one: AreaEntry) -> AreaEntryOut:
        """Return an area's form on the wire."""
        return cls(**_members(one))


class AreaEntries(BaseModel):
    """All areas within reach."""

    items: list[AreaEntryOut]


class ZoneDrawn(BaseModel):
    """A zone as it is drawn."""

    level: ZoneLevel
    name: str
    status: str
    geometry: dict[str, Any] | None


class AreaDetail(AreaEntryOut):
    """An area with its picture, and all boundaries that were brought in for it."""

    bounds: list[float] = Field(description="`[west, south, east, north]` of all that is drawn.")
    outline: dict[str, Any] | None
    water: dict[str, Any] | None
    zones: list[ZoneDrawn]
    imports: list[ImportOut] = Field(description="The newest first.")

    @classmethod
    def picture(
        cls, one: AreaEntry, water: Any, bounds: list[float], imports: list[ImportOut]
    ) -> AreaDetail:
        """Return an area's form on the wire with what is drawn of it."""
        zones = [
            ZoneDrawn(
                level=zone.level,
                name=zone.name,
                status=zone.status,
                geometry=drawn(zone.geometry),
            )
            for level in one.levels
            for zone in level.zones
        ]
        return cls(
            **_members(one),
            bounds=[round(value, 6) for value in bounds],
            outline=drawn(one.area.geometry),
            water=None if water is None else drawn(water),
            zones=zones,
            imports=imports,
        )


def _members(one: AreaEntry) -> dict[str, Any]:
    area = one.area
    return {
        "code": area.code,
        "squad": area.squad_code,
        "kind": area.kind,
        "name_zh": area.name_zh,
        "name_en": area.name_en,
        "status": area.status,
        "status_note": area.status_note,
        "source": area.source,
        "licence": area.licence,
        "area_m2": round(one.area_m2, 1),
        "since": one.since,
        "levels": [LevelOut.of(each) for each in one.levels],
        "grid": None if one.grid is None else GridOut.of(one.grid),
        "recomputing": None if one.change is None else RecomputingOut.of(one.change),
        "n_cameras": one.n_cameras,
        "n_check_points": one.n_check_points,
        "n_pending": len(one.pending),
        "retired_at": area.retired_at,
        "retired_reason": area.retired_reason,
    }

"""Areas, zones and cells on the wire; their shapes come as GeoJSON."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from geo_patrol.grid import Cell
from geo_patrol.store.repositories.grid_changes import GridChange
from geo_patrol.store.repositories.grids import CellView
from geo_patrol.store.repositories.places import Area
from geo_patrol.zones import Zone, ZoneLevel

AreaKind = Literal["reservoir", "park"]


class Trust(BaseModel):
    """How far a boundary may be trusted: to be shown wherever it is drawn."""

    status: str = Field(description="approved, illustrative, draft or placeholder.")
    status_note: str
    source: str
    licence: str


class RecomputingOut(BaseModel):
    """How far a new grid is: figures are the old one's until all tracks are traced through it."""

    since: datetime
    done: int = Field(description="Tracks traced.")
    total: int = Field(description="Tracks there are.")

    @classmethod
    def of(cls, one: GridChange) -> RecomputingOut:
        """Return a record's form on the wire."""
        return cls(since=one.asked_at, done=one.n_done, total=one.n_tracks)


class AreaOut(Trust):
    """An area."""

    code: str
    squad: str
    kind: str
    name_zh: str
    name_en: str
    retired: bool = Field(description="It is patrolled no more; its records stay.")
    recomputing: RecomputingOut | None = Field(description="A new grid on its way into use.")

    @classmethod
    def of(cls, one: Area, change: GridChange | None) -> AreaOut:
        """Return a record's form on the wire."""
        return cls(
            recomputing=None if change is None else RecomputingOut.of(change),
            code=one.code,
            squad=one.squad_code,
            kind=one.kind,
            name_zh=one.name_zh,
            name_en=one.name_en,
            retired=one.retired_at is not None,
            status=one.status,
            status_note=one.status_note,
            source=one.source,
            licence=one.licence,
        )


class Areas(BaseModel):
    """All areas within reach."""

    items: list[AreaOut]
    next: None = None


class ZoneOut(Trust):
    """A protection zone in force."""

    id: UUID
    area: str
    level: ZoneLevel
    code: str
    name: str
    valid_from: datetime
    valid_to: datetime | None

    @classmethod
    def of(cls, one: Zone) -> ZoneOut:
        """Return a record's form on the wire."""
        return cls(
            id=one.id,
            area=one.area_code,
            level=one.level,
            code=one.code,
            name=one.name,
            status=one.status,
            status_note=one.status_note,
            source=one.source,
            licence=one.licence,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
        )


class Zones(BaseModel):
    """All zones in force within reach."""

    items: list[ZoneOut]
    next: None = None


class CellOut(BaseModel):
    """A grid cell in use."""

    code: str
    area: str
    kind: str
    zone_level: ZoneLevel | None
    required_interval_s: int | None = Field(
        description="Longest time without a visit; null where nothing is required."
    )
    visit_rule: str = Field(
        description="`entered`, or `seen`: a patrol that saw `seen_share` of it was there."
    )
    seen_share: float | None = Field(description="Null where a cell is to be entered.")
    area_m2: float

    @classmethod
    def of(cls, view: CellView) -> CellOut:
        """Return a record's form on the wire."""
        cell: Cell = view.cell
        return cls(
            code=cell.code,
            area=view.area_code,
            kind=cell.kind,
            zone_level=cell.zone_level,
            required_interval_s=cell.required_interval_s,
            visit_rule=cell.visit_rule,
            seen_share=cell.seen_share,
            area_m2=round(cell.area_m2, 1),
        )


class Cells(BaseModel):
    """A page of cells."""

    items: list[CellOut]
    next: str | None = Field(description="Cursor of the next page; null on the last one.")

"""The map of an area as a phone keeps it: small, and the same bytes as long as nothing changed."""

from __future__ import annotations

from datetime import date as Day
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import shapely
from pydantic import BaseModel, Field

from api.answers import geojson_geometry
from geo_patrol.workflows.my_map import AreaMap
from geo_patrol.zones import ZoneLevel

DRAWN_DEGREES = 1e-5
"""About a metre: lines are for drawing, nothing is measured on them."""

KINDS = {"shoreline": "s", "access": "a", "open_water": "o", "hinterland": "h", "park": "p"}


class PackedGrid(BaseModel):
    """Cells as short lists; all of the same length, in the same order."""

    id: UUID
    codes: list[str]
    kinds: str = Field(
        description="A letter a cell: shoreline, access, open water, hinterland, park."
    )
    polygons: list[list[Any]] = Field(
        description="A ring is `[Δlon, Δlat, …]` in millionths of a degree, without its closing"
        " point: its first pair counts from the first point of the ring before it, the others"
        " from the point before. A cell of one ring is that list; one of several parts or with"
        " holes is a list of parts, each a list of rings."
    )
    gap_class: str = Field(
        description="A digit a cell, time since the last visit ÷ required: 0 up to 1, 1 up to 2,"
        " 2 up to 5, 3 above, 4 never seen, 5 patrol without a track, 6 nothing required."
    )


class MapZone(BaseModel):
    """A protection zone in force."""

    level: ZoneLevel
    status: str
    since: Day = Field(description="Local day since which it is in force.")
    geometry: dict[str, Any] | None = Field(description="GeoJSON.")


class BoundariesOut(BaseModel):
    """How far what is drawn may be trusted: to be shown on the map."""

    status: str = Field(description="approved, illustrative, draft or placeholder.")
    status_note: str
    source: str
    licence: str
    date: Day | None = Field(description="Local day since which the zones are in force.")


class MyMap(BaseModel):
    """An area to be drawn."""

    area: str
    name_zh: str
    name_en: str
    at: datetime = Field(description="As of when the cells stand so; in a demo its last day's end.")
    demo: bool
    bounds: list[float] = Field(description="`[west, south, east, north]` of the outline.")
    outline: dict[str, Any] | None = Field(description="GeoJSON.")
    water: dict[str, Any] | None = Field(description="GeoJSON.")
    zones: list[MapZone]
    grid: PackedGrid | None = Field(description="Null while the area has no grid.")
    boundaries: BoundariesOut

    @classmethod
    def of(cls, found: AreaMap, zone: ZoneInfo) -> MyMap:
        """Return a map's form on the wire, without its grid: `api.my.map_answering` adds that."""
        area = found.area
        since = max((one.valid_from for one in found.zones), default=None)
        return cls(
            area=area.code,
            name_zh=area.name_zh,
            name_en=area.name_en,
            at=found.as_of,
            demo=found.demo,
            bounds=[round(float(one), 6) for one in area.geometry.bounds],
            outline=_drawn(area.geometry),
            water=None if found.water is None else _drawn(found.water),
            zones=[
                MapZone(
                    level=one.level,
                    status=one.status,
                    since=one.valid_from.astimezone(zone).date(),
                    geometry=_drawn(one.geometry),
                )
                for one in found.zones
            ],
            grid=None,
            boundaries=BoundariesOut(
                status=area.status,
                status_note=area.status_note,
                source=area.source,
                licence=area.licence,
                date=None if since is None else since.astimezone(zone).date(),
            ),
        )


def _drawn(shape: shapely.Geometry) -> Any:
    simple = shapely.simplify(shape, DRAWN_DEGREES)
    return geojson_geometry(shapely.transform(simple, lambda places: places.round(6)))

"""A boundary that was brought in: a draft until somebody puts it in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args
from uuid import UUID

import shapely
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from geo_patrol.crs import Datum
from geo_patrol.errors import Finding
from geo_patrol.zones.records import Status, ZoneLevel

Part = Literal["outline", "first", "second", "quasi"]
"""Of an area: its outline, or its zones of a level."""
PARTS: tuple[Part, ...] = get_args(Part)
LEVELS: tuple[ZoneLevel, ...] = get_args(ZoneLevel)

ImportState = Literal["draft", "waiting", "in_force", "discarded"]
"""``waiting``: somebody put it in force from a day that is to come."""


@dataclass(frozen=True)
class ShapeKept:
    """A shape in the store: ``wkb`` is hexadecimal, EPSG:4326."""

    code: str
    name: str
    wkb: str

    @classmethod
    def of(cls, code: str, name: str, geometry: BaseGeometry) -> "ShapeKept":
        """Return a shape as it is kept."""
        return cls(code, name, shapely.to_wkb(geometry, hex=True, byte_order=1))

    @property
    def geometry(self) -> MultiPolygon:
        """The shape."""
        shape = shapely.from_wkb(self.wkb)
        return MultiPolygon(list(shapely.get_parts(shape)))


@dataclass(frozen=True)
class Former:
    """What held of that part until an import was put in force; no shapes: nothing did."""

    status: Status
    source: str
    licence: str
    shapes: tuple[ShapeKept, ...]


@dataclass(frozen=True)
class BoundaryImport:
    """A boundary as it was brought in, and what became of it.

    Attributes
    ----------
    sha256
        Of what was sent: the same bytes again under this id change nothing.
    findings
        What was repaired or looks odd, as plain values.
    restores
        The import before which these shapes held.
    valid_from, reason, decided_at, decided_by
        From when, why, and who said so; of a discarded one why not.
    applied_at, former, figures
        When it was put in force, what held until then, and the figures of that change.
    grid_id, grid_due
        The grid that follows it; due until that one is on its way.
    """

    id: UUID
    area_code: str
    part: Part
    state: ImportState
    file_name: str
    sha256: str
    datum: Datum | None
    status: Status
    source: str
    licence: str
    shapes: tuple[ShapeKept, ...]
    findings: tuple[Mapping[str, Any], ...]
    created_at: datetime
    created_by: UUID | None
    restores: UUID | None = None
    valid_from: datetime | None = None
    reason: str = ""
    decided_at: datetime | None = None
    decided_by: UUID | None = None
    applied_at: datetime | None = None
    former: Former | None = None
    figures: Mapping[str, Any] | None = None
    grid_id: UUID | None = None
    grid_due: bool = False

    @property
    def level(self) -> ZoneLevel | None:
        """The level of its zones; None of an outline."""
        return next((one for one in LEVELS if one == self.part), None)


def plain_finding(one: Finding) -> dict[str, Any]:
    """Return a finding as plain values, to be told in either language later."""
    params = {
        name: value if isinstance(value, int | float | str) else str(value)
        for name, value in one.params
    }
    return {"where": one.where, "key": one.key, "params": params}


def finding_of(told: Mapping[str, Any]) -> Finding:
    """Return a finding from its plain values."""
    return Finding(told["where"], told["key"], tuple(told["params"].items()))

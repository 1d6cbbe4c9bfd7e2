"""An area that somebody plans: it counts for nothing until it is opened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import shapely
from shapely import MultiPolygon

from geo_patrol.crs import Datum
from geo_patrol.zones.records import Status

NewAreaState = Literal["draft", "opened", "discarded"]
MIN_SIZE_M, MAX_SIZE_M = 20.0, 1000.0
MOST_CELLS = 20_000
"""An area of more is one that nobody can go round, or cells of the wrong size."""


@dataclass(frozen=True)
class AreaPlan:
    """What is said of an area that is to be; ``size_m`` is the side of its cells."""

    code: str
    squad_code: str
    kind: Literal["reservoir", "park"]
    name_zh: str
    name_en: str
    size_m: float
    datum: Datum | None
    status: Status
    source: str
    licence: str


@dataclass(frozen=True)
class NewArea:
    """An area as it was planned, and what became of it.

    Attributes
    ----------
    outline
        Hexadecimal WKB, EPSG:4326.
    sha256
        Of what was sent: the same bytes again under this id change nothing.
    findings
        What was repaired or looks odd, as plain values.
    reason, decided_at, decided_by
        Why it was opened, or not, and who said so.
    grid_due
        It is open, and its cells are not on their way yet.
    """

    id: UUID
    state: NewAreaState
    plan: AreaPlan
    file_name: str
    sha256: str
    outline: str
    findings: tuple[Mapping[str, Any], ...]
    created_at: datetime
    created_by: UUID | None
    reason: str = ""
    decided_at: datetime | None = None
    decided_by: UUID | None = None
    grid_due: bool = False

    @property
    def geometry(self) -> MultiPolygon:
        """The outline's shape."""
        return MultiPolygon(list(shapely.get_parts(shapely.from_wkb(self.outline))))

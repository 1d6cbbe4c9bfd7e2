"""What a demo season is made from, and what it is made of."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from shapely.geometry.base import BaseGeometry

from geo_patrol.incidents.records import Incident
from geo_patrol.patrols import Patrol, Shift
from geo_patrol.roles import Role
from geo_patrol.tracks.fixes import Fixes

SquadCode = Literal["reservoir", "park"]


@dataclass(frozen=True)
class DemoArea:
    """An area to patrol.

    Attributes
    ----------
    code
        The area's code; water, dams and grids are looked up by it.
    squad_code
        Who patrols it: "reservoir" areas have water and a dam, "park" areas have a grid.
    outline
        Polygon or MultiPolygon, EPSG:4326: the first-class zone, or the park block.
    name
        What narratives call it.
    """

    code: str
    squad_code: SquadCode
    outline: BaseGeometry
    name: str = ""


@dataclass(frozen=True)
class DemoOfficer:
    """An invented officer; ``name_zh`` and ``name_en`` say so."""

    id: UUID
    code: str
    name_zh: str
    name_en: str
    squad_code: SquadCode
    role: Role
    certified: bool


@dataclass(frozen=True, eq=False)
class DemoTrack:
    """What one phone recorded on a patrol."""

    id: UUID
    patrol_id: UUID
    device: str
    fixes: Fixes


@dataclass(frozen=True, eq=False)
class Season:
    """Five months of both squads, all invented.

    Attributes
    ----------
    seed
        The number that it was drawn from; the same seed and input give the same season.
    officers, shifts, patrols, tracks, incidents
        In order of code (officers) or time. A patrol has no track, one or two.
    redraws
        How often the reservoir squad's incidents were drawn anew until their totals agreed with
        the published ones.
    """

    seed: int
    officers: tuple[DemoOfficer, ...]
    shifts: tuple[Shift, ...]
    patrols: tuple[Patrol, ...]
    tracks: tuple[DemoTrack, ...]
    incidents: tuple[Incident, ...]
    redraws: int

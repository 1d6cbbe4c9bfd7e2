"""What a cell is: its zone level, its kind, and how often it must be visited."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo_patrol.grid.records import AreaKind, CellKind
from geo_patrol.zones import ZoneLevel

Shapes = NDArray[np.object_]

SHIFT_S = 8 * 3600
DAY_S = 24 * 3600
LEVELS: tuple[ZoneLevel, ...] = ("first", "second", "quasi")

# Less than this of a cell is a border drawn twice, not a part.
_MIN_SHARE = 1e-3
# A water's edge that runs less than this through a cell only touches it.
_MIN_EDGE_M = 1.0
_BESIDE_M = 0.01


def default_interval_s(kind: CellKind, level: ZoneLevel | None) -> int | None:
    """Return the longest time without a visit that a cell is allowed by default, in seconds.

    First class: shoreline and access every shift, open water and hinterland weekly. Second
    class daily, quasi weekly, parks daily. Outside all zones nothing is required.
    """
    if kind == "park":
        return DAY_S
    if level == "first":
        return SHIFT_S if kind in ("shoreline", "access") else 7 * DAY_S
    return {"second": DAY_S, "quasi": 7 * DAY_S}.get(level) if level else None


def levels_of(
    cells: Shapes, zones: Sequence[tuple[ZoneLevel, BaseGeometry]]
) -> list[ZoneLevel | None]:
    """Return for each cell the level of the zone that holds its largest part.

    Parameters
    ----------
    cells
        ``(n,)`` valid polygons in a metric CRS.
    zones
        Levels and shapes in the same CRS. A zone drawn over a stricter one counts only beyond it.

    Returns
    -------
    list
        None where less than 0.1 % of a cell is in any zone.
    """
    area = shapely.area(cells)
    shares = np.zeros((len(LEVELS), len(cells)))
    stricter: BaseGeometry = shapely.Polygon()
    for i, level in enumerate(LEVELS):
        shapes = [shape for its_level, shape in zones if its_level == level]
        if shapes:
            whole = shapely.union_all(shapes)
            shares[i] = _area_within(cells, whole - stricter) / area
            stricter = stricter | whole
    best = shares.argmax(axis=0)
    some = shares.max(axis=0) >= _MIN_SHARE
    return [LEVELS[i] if known else None for i, known in zip(best, some, strict=True)]


def kinds_of(
    cells: Shapes, kind: AreaKind, water: BaseGeometry | None, access: BaseGeometry | None
) -> list[CellKind]:
    """Return what each cell is.

    In a reservoir's area: ``shoreline`` if the water's edge runs through or along the cell,
    ``open_water`` if it is all water, ``access`` if it is land that a line of ``access`` passes
    through or a point of it (a dam, a gate) lies in, ``hinterland`` otherwise.

    Parameters
    ----------
    cells
        ``(n,)`` valid polygons in a metric CRS.
    water, access
        Water polygons; roads, dams and gates as lines and points; same CRS.
    """
    if kind == "park":
        return ["park"] * len(cells)
    wet, shore, reached = (np.zeros(len(cells), dtype=bool) for _ in range(3))
    if water is not None and not water.is_empty:
        wet = _area_within(cells, water) / shapely.area(cells) > 0.5
        shore = _length_within(cells, water.boundary) > _MIN_EDGE_M
    if access is not None and not access.is_empty:
        shapely.prepare(access)
        reached = shapely.intersects(access, cells)
    chosen = np.select(
        [shore, wet, reached], ["shoreline", "open_water", "access"], default="hinterland"
    )
    names: dict[str, CellKind] = {
        "shoreline": "shoreline",
        "open_water": "open_water",
        "access": "access",
        "hinterland": "hinterland",
    }
    return [names[str(name)] for name in chosen]


def _area_within(cells: Shapes, region: BaseGeometry) -> NDArray[np.float64]:
    return np.asarray(shapely.area(_common(cells, region)), dtype=np.float64)


def _length_within(cells: Shapes, lines: BaseGeometry) -> NDArray[np.float64]:
    # A border that follows the line may lie a rounding beside it.
    wider = shapely.buffer(cells, _BESIDE_M, quad_segs=1)
    return np.asarray(shapely.length(_common(wider, lines)), dtype=np.float64)


def _common(cells: Shapes, region: BaseGeometry) -> Shapes:
    """Intersect, but only where a prepared predicate says that there is something to cut."""
    shapely.prepare(region)
    out = np.full(len(cells), shapely.Polygon(), dtype=object)
    within = shapely.covers(region, cells)
    out[within] = cells[within]
    cut = shapely.intersects(region, cells) & ~within
    out[cut] = shapely.intersection(cells[cut], region)
    return out

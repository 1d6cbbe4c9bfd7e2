"""What a new boundary changes on the ground, and what must not be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from geo_patrol.crs import METRIC_EPSG, unproject
from geo_patrol.errors import Finding, InvalidInput, finding
from geo_patrol.vector.mend import on_ground, polygons_of
from geo_patrol.zones.files import NamedShape

BORDER_M2 = 100.0
"""Two shapes that share so little were drawn along one line, twice."""

MOST_SHARED = 0.01
"""Share of an outline that may lie in another area, as maps of different makers have it."""

LARGE_CHANGE = 0.3
"""From this share of the area on, somebody should look twice."""

FILM_M = 0.5
"""A strip that is narrower was made by rounding."""


@dataclass(frozen=True, eq=False)
class ShapeChange:
    """A boundary before and after; shapes in EPSG:4326, areas measured in a metric CRS.

    ``before`` is empty where there was none. ``gained`` and ``lost`` are what lies in one only.
    """

    before: BaseGeometry
    after: BaseGeometry
    gained: BaseGeometry
    lost: BaseGeometry
    before_m2: float
    after_m2: float
    gained_m2: float
    lost_m2: float

    @property
    def share(self) -> float | None:
        """By which share of the area before it grows (below 0: shrinks); None if none was."""
        return self.after_m2 / self.before_m2 - 1 if self.before_m2 > 0 else None


def shape_change(
    before: Sequence[BaseGeometry], after: Sequence[BaseGeometry], *, epsg: int = METRIC_EPSG
) -> ShapeChange:
    """Compare the shapes of a boundary before and after, each taken together."""
    old, new = (_together(shapes, epsg) for shapes in (before, after))
    gained, lost = (_thick(one) for one in (new - old, old - new))
    return ShapeChange(
        before=unproject(old, epsg),
        after=unproject(new, epsg),
        gained=unproject(gained, epsg),
        lost=unproject(lost, epsg),
        before_m2=float(old.area),
        after_m2=float(new.area),
        gained_m2=float(gained.area),
        lost_m2=float(lost.area),
    )


def require_apart(shapes: Sequence[NamedShape], *, epsg: int = METRIC_EPSG) -> None:
    """Refuse shapes of one boundary that lie over each other.

    Raises
    ------
    InvalidInput
        With a finding for each that overlaps one before it.
    """
    metric = np.array([on_ground(one.geometry, epsg) for one in shapes], dtype=object)
    first, second = STRtree(metric).query(metric, predicate="intersects")
    wrong = []
    for i, j in zip(first.tolist(), second.tolist(), strict=True):
        if i <= j:
            continue
        shared = float(shapely.intersection(metric[i], metric[j]).area)
        if shared > BORDER_M2:
            wrong.append(
                finding(
                    shapes[i].number,
                    "boundaries.overlaps_feature",
                    other=shapes[j].number,
                    area_m2=round(shared),
                )
            )
    if wrong:
        raise InvalidInput("boundaries.features_overlap", findings=tuple(wrong), n=len(wrong))


def neighbours_overlapped(
    outline: BaseGeometry, others: Mapping[str, BaseGeometry], *, epsg: int = METRIC_EPSG
) -> tuple[Finding, ...]:
    """Return where an outline lies a little over its neighbours: maps of two makers do.

    Parameters
    ----------
    others
        Outlines of all other areas, by what they are called.

    Raises
    ------
    InvalidInput
        When it lies over one by more than that: a place belongs to one area.
    """
    new = on_ground(outline, epsg)
    little: list[Finding] = []
    much: list[Finding] = []
    for name, shape in others.items():
        other = on_ground(shape, epsg)
        shared = float(new.intersection(other).area)
        if shared <= BORDER_M2:
            continue
        told = finding("", "boundaries.overlaps_area", area=name, area_m2=round(shared))
        (much if shared > MOST_SHARED * min(new.area, other.area) else little).append(told)
    if much:
        raise InvalidInput("boundaries.in_other_area", findings=tuple(much))
    return tuple(little)


def large_change(change: ShapeChange) -> tuple[Finding, ...]:
    """Return a word of caution when a boundary becomes much larger or smaller, or moves."""
    if change.before_m2 <= 0:
        return ()
    moved = max(change.gained_m2, change.lost_m2) / change.before_m2
    if moved < LARGE_CHANGE:
        return ()
    return (finding("", "boundaries.large_change", percent=round(moved * 100)),)


def _together(shapes: Sequence[BaseGeometry], epsg: int) -> BaseGeometry:
    if not shapes:
        return shapely.Polygon()
    return polygons_of(shapely.union_all([on_ground(one, epsg) for one in shapes]))


def _thick(shape: BaseGeometry) -> BaseGeometry:
    """Return the polygons of a difference without films along lines that are drawn twice."""
    parts = [one for one in shapely.get_parts(shape) if one.geom_type == "Polygon"]
    kept = [one for one in parts if not one.buffer(-FILM_M / 2).is_empty]
    return polygons_of(shapely.MultiPolygon(kept))

"""Which polygons can be taken, which can be mended without a doubt, and which are refused.

A repair is without a doubt when the area that the outline says (by the shoelace rule) is the area
that is left, whichever of the two usual ways of repairing is taken. A crossing outline (bow-tie),
overlapping parts or a hole outside its shell fail that test: what was meant is anyone's guess.
"""

import re
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import GeometryType
from shapely.geometry.base import BaseGeometry

from geo_patrol.crs import project
from geo_patrol.errors import Finding, finding

Geometries = NDArray[np.object_]

SAME_AREA = 1e-6
"""Relative difference up to which two areas count as the same."""

_Problem = tuple[str, tuple[tuple[str, str], ...]]
_TYPES = ("Polygon", "MultiPolygon")
_INVALID_AT = re.compile(r"^(?P<what>[^\[]+)(?:\[(?P<x>\S+) (?P<y>\S+)\])?$")


@dataclass(frozen=True, eq=False)
class Mended:
    """Polygons in the order they came (None where refused), what was repaired, what refused."""

    geometries: Geometries
    repaired: tuple[Finding, ...]
    refused: tuple[Finding, ...]


# Numbers beyond all reason are judged like others: what numpy remarks on them helps nobody.
@np.errstate(invalid="ignore", over="ignore")
def mend(wkb: Geometries, where: list[str], *, check_winding: bool) -> Mended:
    """Judge and mend polygons.

    Parameters
    ----------
    wkb
        ``(n,)`` WKB bytes or None, two-dimensional, any CRS.
    where
        ``(n,)`` what the user can look each feature up by.
    check_winding
        Report rings that wind the wrong way (only GeoJSON and KML have a rule that files keep).
        Shells come out counter-clockwise in any case.

    Returns
    -------
    Mended
        Each geometry a valid Polygon or MultiPolygon, or None if refused. Empty gives empty.
    """
    closed = shapely.from_wkb(wkb, on_invalid="ignore")
    shapes = shapely.from_wkb(wkb, on_invalid="fix")
    out = np.full(len(wkb), None, dtype=object)
    refused: list[Finding] = []
    told: dict[int, str] = {}
    sound = _sound(shapes)
    out[sound] = shapes[sound]
    for i in np.flatnonzero(~sound).tolist():
        problem = _unfit(shapes[i], present=wkb[i] is not None)
        if problem is not None:
            refused.append(Finding(where[i], *problem))
            continue
        polygon = _polygonal(shapes[i])
        out[i] = polygon if polygon.is_valid else _unambiguous(polygon)
        if out[i] is None:
            refused.append(_refusal(polygon, where[i]))
        elif out[i] is not polygon:
            told[i] = "space.repaired_outline"
    taken = np.flatnonzero(~shapely.is_missing(out))
    plain = shapely.remove_repeated_points(out[taken])
    out[taken] = shapely.orient_polygons(plain)
    doubled = shapely.get_num_coordinates(plain) < shapely.get_num_coordinates(shapes[taken])
    wound = ~shapely.equals_exact(out[taken], plain, 0) & check_winding
    # One word for each feature, the gravest: a mended outline has been wound and thinned as well.
    told = (
        dict.fromkeys(taken[wound].tolist(), "space.repaired_winding")
        | dict.fromkeys(taken[doubled].tolist(), "space.repaired_duplicates")
        | dict.fromkeys(
            taken[shapely.is_missing(closed[taken])].tolist(), "space.repaired_unclosed"
        )
        | told
    )
    repaired = tuple(finding(where[i], key) for i, key in sorted(told.items()))
    return Mended(out, repaired, tuple(refused))


def settle(geometries: Geometries) -> Geometries:
    """Make polygons valid that a change of coordinates has made touch themselves by rounding."""
    out = geometries.copy()
    for i in np.flatnonzero(~shapely.is_valid(out)):
        out[i] = polygons_of(shapely.make_valid(out[i]))
    return out


def on_ground(shape: BaseGeometry, epsg: int) -> BaseGeometry:
    """Project a shape from EPSG:4326 to metres; valid polygons stay valid."""
    settled: BaseGeometry = settle(np.array([project(shape, epsg)], dtype=object))[0]
    return settled


def polygons_of(shape: BaseGeometry) -> BaseGeometry:
    """Return the polygons of a geometry as one Polygon or MultiPolygon; lines and points go."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    kept = [part for part in parts if part.geom_type == "Polygon" and not part.is_empty]
    return kept[0] if len(kept) == 1 else shapely.MultiPolygon(kept)


def _sound(shapes: Geometries) -> NDArray[np.bool_]:
    """Tell which shapes need no second look, all at once: nearly all of a good file."""
    kinds = np.isin(shapely.get_type_id(shapes), (GeometryType.POLYGON, GeometryType.MULTIPOLYGON))
    points, owner = shapely.get_coordinates(shapes, return_index=True)
    finite = np.ones(len(shapes), dtype=bool)
    finite[owner[~np.isfinite(points).all(axis=1)]] = False
    return np.asarray(kinds & finite & ~shapely.is_empty(shapes) & shapely.is_valid(shapes))


def _unfit(
    shape: BaseGeometry | None, *, present: bool
) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    if shape is None:
        return ("space.geometry_unreadable" if present else "space.geometry_missing"), ()
    # NaN makes GEOS call a shape empty: look at the numbers first.
    if not np.isfinite(shapely.get_coordinates(shape)).all():
        return "space.coordinate_not_finite", ()
    if shape.is_empty:
        return "space.geometry_empty", ()
    kinds = {part.geom_type for part in shapely.get_parts(shape)}
    if not kinds <= set(_TYPES):
        kind = shape.geom_type
        if kind == "GeometryCollection":
            kind = ", ".join(sorted(kinds))
        return "space.geometry_not_polygon", (("kind", kind),)
    return None


def _polygonal(shape: BaseGeometry) -> BaseGeometry:
    return shape if shape.geom_type in _TYPES else polygons_of(shape)


def _unambiguous(shape: BaseGeometry) -> BaseGeometry | None:
    said = shape.area
    if said == 0:
        return None
    by_lines = polygons_of(shapely.make_valid(shape, method="linework"))
    by_structure = polygons_of(shapely.make_valid(shape, method="structure"))
    same = all(abs(other.area - said) <= SAME_AREA * said for other in (by_lines, by_structure))
    return by_lines if same else None


def _refusal(shape: BaseGeometry, at: str) -> Finding:
    if shapely.convex_hull(shape).area == 0:
        return finding(at, "space.geometry_no_area")
    match = _INVALID_AT.match(shapely.is_valid_reason(shape))
    x, y = (match["x"], match["y"]) if match else (None, None)
    if match and match["what"] == "Self-intersection" and x:
        return finding(at, "space.geometry_crosses", x=x, y=y)
    return finding(at, "space.geometry_ambiguous", x=x or "?", y=y or "?")

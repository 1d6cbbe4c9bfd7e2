"""Which datum a file's coordinates are in, and their way to EPSG:4326.

The file's own CRS counts. A declared datum decides where the file says nothing, and where it
says WGS-84: that label is what every tool writes when nobody knows better (GeoJSON and KML cannot
even carry another), and copies labelled so are often GCJ-02. A file that says CGCS2000 was made on
purpose, and a declaration of GCJ-02 or BD-09 against it is refused.
"""

from collections.abc import Callable
from typing import Literal

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from geo_patrol import crs as space
from geo_patrol.crs import Datum
from geo_patrol.errors import InvalidInput

Geometries = NDArray[np.object_]
Bounds = tuple[float, float, float, float]
Move = Callable[[NDArray[np.float64]], NDArray[np.float64]]
_Family = Literal["wgs84", "cgcs2000", "other"]


def way_to_wgs84(crs: str | None, datum: Datum | None, name: str) -> Move:
    """Return the function that takes ``(n, 2)`` coordinates of a file to EPSG:4326.

    Parameters
    ----------
    crs
        The file's CRS as GDAL names it; None where the file has none.
    datum
        The datum declared by the operator, or None.
    name
        The file's name, for messages.

    Raises
    ------
    InvalidInput
        When neither says anything, when both contradict each other, or when the CRS has a datum
        (Beijing 1954, Xi'an 1980, a local system) whose shift is not public.
    """
    parsed = _parse(crs, name)
    if parsed is None:
        if datum is None:
            raise InvalidInput("space.datum_required", name=name)
        return _shift(datum)
    family = _family(parsed)
    if family == "other":
        raise InvalidInput("space.datum_unsupported", name=name, crs=parsed.name)
    if family == "cgcs2000" and datum in ("gcj02", "bd09"):
        raise InvalidInput("space.datum_contradicts", name=name, crs=parsed.name, datum=datum)
    shift = _shift(datum or family)
    if parsed.is_geographic:
        return shift
    to_degrees = Transformer.from_crs(parsed, parsed.geodetic_crs, always_xy=True)

    def move(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return shift(np.column_stack(to_degrees.transform(points[:, 0], points[:, 1])))

    return move


def check_place(
    geometries: Geometries, move: Move, moved: Geometries, home: Bounds | None, name: str
) -> None:
    """Refuse a file whose axes look swapped.

    Only if the shapes as they are miss the home box, or the globe where no home is given, and the
    same numbers with axes swapped fall into it.

    Parameters
    ----------
    geometries, move, moved
        Shapes in the file's own coordinates, their way to EPSG:4326, and the result.
    home
        West, south, east, north of where shapes are expected, degrees.
    """
    box = home or (-180.0, -90.0, 180.0, 90.0)
    if _meets(shapely.total_bounds(moved), box):
        return
    west, south, east, north = shapely.total_bounds(geometries)
    corners = move(np.array([(south, west), (north, east), (south, east), (north, west)]))
    swapped = np.concatenate([corners.min(axis=0), corners.max(axis=0)])
    if np.isfinite(swapped).all() and _meets(swapped, box):
        raise InvalidInput("space.looks_swapped", name=name)


def _meets(bounds: NDArray[np.float64], box: Bounds) -> bool:
    west, south, east, north = bounds
    # Shapes half in and half out of the globe are broken in another way than swapped axes.
    return bool(west <= box[2] and east >= box[0] and south <= box[3] and north >= box[1])


def _parse(crs: str | None, name: str) -> CRS | None:
    if crs is None:
        return None
    try:
        parsed = CRS.from_user_input(crs)
    except CRSError as error:
        raise InvalidInput("space.crs_unknown", crs=crs) from error
    if parsed.is_compound:
        parsed = parsed.sub_crs_list[0]
    if parsed.is_bound and parsed.source_crs is not None:
        parsed = parsed.source_crs
    # GeoPackage writes its reserved "undefined" entries where the maker had nothing to say.
    return None if parsed.name.lower().startswith("undefined") else parsed


def _family(crs: CRS) -> _Family:
    if not (crs.is_geographic or crs.is_projected) or crs.geodetic_crs is None:
        return "other"
    datum = crs.geodetic_crs.datum
    label = datum.name.lower().replace("_", " ") if datum else ""
    if label.startswith(("world geodetic system 1984", "wgs 1984", "wgs 84", "d wgs 1984")):
        return "wgs84"
    return "cgcs2000" if label.endswith("china 2000") else "other"


def _shift(datum: Datum) -> Move:
    def move(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(space.to_wgs84(points[:, 0], points[:, 1], datum))

    return move

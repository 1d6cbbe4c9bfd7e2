"""Where coordinates are measured: datums at the edge, EPSG:4326 inside, metres to measure in.

Stored coordinates are longitude and latitude of EPSG:4326; CGCS2000 agrees with it to about a
metre and is taken as the same. GCJ-02 and BD-09 have no EPSG code and exist only at the edge.
Axis order is always x, y = east, north, whatever the authority's definition says.
"""

import threading
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from geo_patrol.errors import InvalidInput

if TYPE_CHECKING:
    from geo_patrol.projecting import Patches

METRIC_EPSG = 4549
"""CGCS2000 three-degree Gauss-Krüger, central meridian 120 E: 118.5 to 121.5 E."""

MANY = 256
"""So many points are projected at once faster than one by one."""

Datum = Literal["wgs84", "cgcs2000", "gcj02", "bd09"]
DATUMS: tuple[Datum, ...] = get_args(Datum)

Array = NDArray[np.float64]
Shape = TypeVar("Shape")

# Krassowsky 1940, the ellipsoid that the GCJ-02 formulas are written in.
_KRASSOWSKY_A = 6_378_245.0
_KRASSOWSKY_E2 = 0.006_693_421_622_965_943
_BD_TURN = np.pi * 3000.0 / 180.0
# GCJ-02 is applied inside this box only: west, south, east, north.
_CHINA = (72.004, 0.8293, 137.8347, 55.8271)


# Transformers are costly to make and not safe to share between threads.
class _Transformers(threading.local):
    def __init__(self) -> None:
        self.made: dict[tuple[int, bool], Transformer] = {}


_transformers = _Transformers()


def to_metric(lon: ArrayLike, lat: ArrayLike, epsg: int = METRIC_EPSG) -> tuple[Array, Array]:
    """Project degrees of EPSG:4326 to metres.

    Parameters
    ----------
    lon, lat
        Degrees, any one shape. NaN stays NaN; empty gives empty.
    epsg
        A projected CRS in metres.

    Returns
    -------
    x, y
        Easting and northing in metres, float64.

    Raises
    ------
    InvalidInput
        When ``epsg`` is unknown or not metric.
    """
    return _run(_transformer(epsg, inverse=False), lon, lat)


def fixes_to_metric(lon: ArrayLike, lat: ArrayLike, epsg: int = METRIC_EPSG) -> tuple[Array, Array]:
    """Project the fixes of a track: like `to_metric`, to a micrometre, and much faster.

    Many are projected by polynomials (see `geo_patrol.projecting`), few by PROJ. Places that are
    equal may come out some nanometres apart, so shapes, whose rings must close, are not for it.

    Parameters
    ----------
    lon, lat
        Arrays of degrees, same shape; best in the order of the track.
    epsg
        Projected CRS with metre axes.

    Returns
    -------
    x, y
        Metres east and north, as float64, in the shape given.

    Raises
    ------
    InvalidInput
        When ``epsg`` is unknown or not metric.
    """
    transformer = _transformer(epsg, inverse=False)
    if np.size(lon) < MANY or np.shape(lon) != np.shape(lat):
        return _run(transformer, lon, lat)
    lon64, lat64 = _pair(lon, lat)
    # Kernels are compiled for arrays that lie together and may be written to.
    flat = (np.require(one.reshape(-1), np.float64, ["C", "W"]) for one in (lon64, lat64))
    x, y = _patches(epsg)(*flat)
    return x.reshape(lon64.shape), y.reshape(lon64.shape)


def from_metric(x: ArrayLike, y: ArrayLike, epsg: int = METRIC_EPSG) -> tuple[Array, Array]:
    """Turn metres into degrees of EPSG:4326: the inverse of `to_metric`."""
    return _run(_transformer(epsg, inverse=True), x, y)


def project(geometry: Shape, epsg: int = METRIC_EPSG) -> Shape:
    """Project a geometry, an array of geometries or a GeoSeries from EPSG:4326 to metres.

    The answer is of the same type; a GeoSeries keeps its index and carries the new CRS. Z is
    dropped, empty geometries stay empty, None stays None.
    """
    moved: Shape = _reshape(geometry, lambda lon, lat: to_metric(lon, lat, epsg), epsg)
    return moved


def unproject(geometry: Shape, epsg: int = METRIC_EPSG) -> Shape:
    """Turn metric geometries into EPSG:4326: the inverse of `project`."""
    moved: Shape = _reshape(geometry, lambda x, y: from_metric(x, y, epsg), 4326)
    return moved


def require_metric(crs: object) -> None:
    """Refuse a CRS in which lengths and areas are not metres.

    Parameters
    ----------
    crs
        Anything that pyproj reads: an EPSG number, a string, a CRS; or None.

    Raises
    ------
    InvalidInput
        When the CRS is missing, unknown, geographic, or has another unit than the metre.
    """
    if crs is None:
        raise InvalidInput("space.crs_missing")
    try:
        parsed = CRS.from_user_input(crs)
    except CRSError as error:
        raise InvalidInput("space.crs_unknown", crs=str(crs)) from error
    units = {axis.unit_name for axis in parsed.axis_info[:2]}
    if not parsed.is_projected or not units <= {"metre", "meter"}:
        raise InvalidInput("space.crs_not_metric", crs=parsed.name)


def from_wgs84(lon: ArrayLike, lat: ArrayLike, datum: Datum) -> tuple[Array, Array]:
    """Shift WGS-84 degrees to another datum, as needed under a GCJ-02 or BD-09 base map.

    Outside China's bounding box all datums are the same.
    """
    lon64, lat64 = _pair(lon, lat)
    if datum in ("wgs84", "cgcs2000"):
        return lon64.copy(), lat64.copy()
    shifted = _gcj_forward(lon64, lat64)
    if datum == "bd09":
        shifted = _bd_forward(*shifted)
    inside = _in_china(lon64, lat64)
    return np.where(inside, shifted[0], lon64), np.where(inside, shifted[1], lat64)


def to_wgs84(lon: ArrayLike, lat: ArrayLike, datum: Datum) -> tuple[Array, Array]:
    """Shift degrees of a declared datum to WGS-84, exact to well below 1e-7 degrees.

    GCJ-02 and BD-09 have no closed inverse; the published forward formulas are inverted by
    iteration.
    """
    lon64, lat64 = _pair(lon, lat)
    if datum in ("wgs84", "cgcs2000"):
        return lon64.copy(), lat64.copy()
    there = (lon64, lat64)
    if datum == "bd09":
        there = _invert(_bd_forward, *there)
    there = _invert(_gcj_forward, *there)
    # Near the box's edge it is the place of departure that decides whether a shift was applied.
    inside = _in_china(*there)
    return np.where(inside, there[0], lon64), np.where(inside, there[1], lat64)


def _pair(lon: ArrayLike, lat: ArrayLike) -> tuple[Array, Array]:
    return np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)


def _in_china(lon: Array, lat: Array) -> NDArray[np.bool_]:
    west, south, east, north = _CHINA
    return (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)


def _invert(
    forward: Callable[[Array, Array], tuple[Array, Array]], lon: Array, lat: Array
) -> tuple[Array, Array]:
    """Solve ``forward(p) = (lon, lat)`` by fixed-point iteration; each step gains two digits."""
    guess_lon, guess_lat = lon.copy(), lat.copy()
    for _ in range(12):
        there_lon, there_lat = forward(guess_lon, guess_lat)
        step_lon, step_lat = lon - there_lon, lat - there_lat
        guess_lon, guess_lat = guess_lon + step_lon, guess_lat + step_lat
        # Comparing so, a NaN counts as settled.
        if not ((np.abs(step_lon) > 1e-10) | (np.abs(step_lat) > 1e-10)).any():
            break
    return guess_lon, guess_lat


def _gcj_forward(lon: Array, lat: Array) -> tuple[Array, Array]:
    """WGS-84 to GCJ-02, the usual published transform, without its China test."""
    x, y = lon - 105.0, lat - 35.0
    root, xy, pi = np.sqrt(np.abs(x)), x * y, np.pi
    ripple = 20.0 * np.sin(6.0 * x * pi) + 20.0 * np.sin(2.0 * x * pi)
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * xy + 0.2 * root
    north += (ripple + 20.0 * np.sin(y * pi) + 40.0 * np.sin(y / 3.0 * pi)) * (2.0 / 3.0)
    north += (160.0 * np.sin(y / 12.0 * pi) + 320.0 * np.sin(y * pi / 30.0)) * (2.0 / 3.0)
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * xy + 0.1 * root
    east += (ripple + 20.0 * np.sin(x * pi) + 40.0 * np.sin(x / 3.0 * pi)) * (2.0 / 3.0)
    east += (150.0 * np.sin(x / 12.0 * pi) + 300.0 * np.sin(x / 30.0 * pi)) * (2.0 / 3.0)
    phi = np.radians(lat)
    w2 = 1.0 - _KRASSOWSKY_E2 * np.sin(phi) ** 2
    meridian = _KRASSOWSKY_A * (1.0 - _KRASSOWSKY_E2) / (w2 * np.sqrt(w2))
    parallel = _KRASSOWSKY_A / np.sqrt(w2) * np.cos(phi)
    return lon + np.degrees(east / parallel), lat + np.degrees(north / meridian)


def _bd_forward(lon: Array, lat: Array) -> tuple[Array, Array]:
    """GCJ-02 to BD-09, the usual published transform."""
    radius = np.hypot(lon, lat) + 2e-5 * np.sin(lat * _BD_TURN)
    angle = np.arctan2(lat, lon) + 3e-6 * np.cos(lon * _BD_TURN)
    return radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006


def _transformer(epsg: int, *, inverse: bool) -> Transformer:
    key = (epsg, inverse)
    if key not in _transformers.made:
        require_metric(epsg)
        ends = (epsg, 4326) if inverse else (4326, epsg)
        _transformers.made[key] = Transformer.from_crs(*ends, always_xy=True)
    return _transformers.made[key]


@lru_cache(maxsize=16)
def _patches(epsg: int) -> "Patches":
    # Compiled kernels take half a second to import: who projects few points does without.
    from geo_patrol.projecting import Patches

    return Patches(lambda lon, lat: _run(_transformer(epsg, inverse=False), lon, lat))


def _run(transformer: Transformer, first: ArrayLike, second: ArrayLike) -> tuple[Array, Array]:
    a, b = _pair(first, second)
    out_a, out_b = transformer.transform(a, b)
    return np.asarray(out_a, dtype=np.float64), np.asarray(out_b, dtype=np.float64)


def _reshape(geometry: Any, move: Callable[[Array, Array], tuple[Array, Array]], epsg: int) -> Any:
    def shift(points: Array) -> Array:
        return np.column_stack(move(points[:, 0], points[:, 1]))

    if hasattr(geometry, "crs") and hasattr(geometry, "array"):
        values = shapely.transform(geometry.array.to_numpy(), shift)
        return type(geometry)(values, index=geometry.index, name=geometry.name, crs=epsg)
    return shapely.transform(geometry, shift)

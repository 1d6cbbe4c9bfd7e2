"""From the ground to the paper: extent, map scale, scale bar, north."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from pyproj import CRS, Proj

from geo_patrol.crs import from_metric, to_metric

Bounds = tuple[float, float, float, float]
"""West, south, east, north."""

STEPS = (
    *(1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2.0, 2.2, 2.5, 2.8),
    *(3.0, 3.5, 4.0, 4.5, 5.0, 6.0, 7.0, 8.0, 9.0),
)
"""Map scales to choose from: one in so many, times a power of ten."""

LARGEST_SCALE = 5_000
"""One cell alone is drawn no larger than this: it is to be seen where it lies."""

MARGIN = 0.05
"""Room around what is drawn, of the frame on each side."""

BAR_MM = (30.0, 62.0)
"""The scale bar's least and greatest length on A4."""


@dataclass(frozen=True)
class Ground:
    """The part of the ground that a frame shows.

    Attributes
    ----------
    bounds
        In metres of the CRS ``epsg``.
    frame_mm
        Width and height of the frame on paper.
    denominator
        A metre on paper is so many on the ground, in the middle of the frame.
    point_scale
        Metres of the CRS per metre on the ground, in the middle.
    convergence_deg
        Angle from true north to the CRS's north, clockwise, in the middle.
    """

    bounds: Bounds
    frame_mm: tuple[float, float]
    denominator: int
    point_scale: float
    convergence_deg: float
    epsg: int

    @property
    def mm_per_m(self) -> float:
        """Millimetres on paper per metre on the ground."""
        return 1000 / self.denominator


def fit(lonlat: Bounds, frame_mm: tuple[float, float], epsg: int) -> Ground:
    """Return the ground around ``lonlat`` that fills a frame, at the largest round scale.

    Parameters
    ----------
    lonlat
        What must be inside, in degrees of EPSG:4326.
    frame_mm
        Width and height of the frame.
    epsg
        Metric CRS to draw in.
    """
    west, south, east, north = lonlat
    # The sides bend in the CRS: corners alone are not enough.
    lon, lat = np.meshgrid(np.linspace(west, east, 9), np.linspace(south, north, 9))
    x, y = to_metric(lon, lat, epsg)
    middle = (float(x.min() + x.max()) / 2, float(y.min() + y.max()) / 2)
    k, convergence = _factors(*middle, epsg)
    needed = max(
        float(np.ptp(x)) / k / frame_mm[0] * 1000, float(np.ptp(y)) / k / frame_mm[1] * 1000
    ) / (1 - 2 * MARGIN)
    denominator = round_scale(max(needed, LARGEST_SCALE))
    half = [side_mm / 1000 * denominator * k / 2 for side_mm in frame_mm]
    return Ground(
        (middle[0] - half[0], middle[1] - half[1], middle[0] + half[0], middle[1] + half[1]),
        frame_mm,
        denominator,
        k,
        convergence,
        epsg,
    )


def round_scale(needed: float) -> int:
    """Return the least round denominator that is not below ``needed``."""
    power = 10.0 ** np.floor(np.log10(needed))
    return int(next(s * power for s in (*STEPS, 10.0) if s * power >= needed * (1 - 1e-9)))


def bar_length_m(ground: Ground, largest_mm: float) -> int:
    """Return the longest of 1, 2, 5 times a power of ten metres that fits ``largest_mm``."""
    room_m = largest_mm / ground.mm_per_m
    power = 10.0 ** np.floor(np.log10(room_m))
    return int(next(s * power for s in (5, 2, 1) if s * power <= room_m * (1 + 1e-9)))


@lru_cache
def crs_told(epsg: int) -> tuple[str, float | None]:
    """Return a CRS's datum and its central meridian in degrees east, if it is Gauss-Krüger.

    Of any other, its whole name and None.
    """
    crs = CRS.from_epsg(epsg)
    operation = crs.coordinate_operation
    if operation is None or operation.method_name != "Transverse Mercator":
        return str(crs.name), None
    (meridian,) = (
        one.value for one in operation.params if "natural origin" in one.name and "Lon" in one.name
    )
    return str(crs.name).split(" / ")[0], float(meridian)


@lru_cache
def _factors(x: float, y: float, epsg: int) -> tuple[float, float]:
    """Return the scale and the convergence of meridians (degrees) at a point of the CRS."""
    lon, lat = from_metric(x, y, epsg)
    found = Proj(CRS.from_epsg(epsg)).get_factors(float(lon), float(lat))
    return float(np.sqrt(found.areal_scale)), float(found.meridian_convergence)

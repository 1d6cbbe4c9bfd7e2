"""Meridians and parallels: where they meet the frame, and how they are written."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from geo_patrol.crs import from_metric, to_metric
from maps.print.ground import Ground

Side = Literal["bottom", "top", "left", "right"]

STEPS_S: tuple[int, ...] = (
    *(1, 2, 5, 10, 15, 30),
    *(60 * n for n in (1, 2, 5, 10, 15, 30)),
    *(3600 * n for n in (1, 2, 5, 10)),
)
"""Seconds of arc between neighbours."""

LEAST_MM = 34.0
"""Neighbours stand no closer: their numbers must not touch."""


@dataclass(frozen=True)
class Tick:
    """Where a meridian or parallel meets a side of the frame; ``at`` in metres of the CRS."""

    side: Side
    at: float
    degrees: float
    text: str


@dataclass(frozen=True)
class Graticule:
    """Ticks, and ``(n, 2)`` crossings of meridians and parallels inside the frame."""

    ticks: tuple[Tick, ...]
    crossings: NDArray[np.float64]


def graticule(ground: Ground) -> Graticule:
    """Return the ticks along a frame, those of meridians as far apart as those of parallels."""
    west, south, east, north = ground.bounds
    step_s = _step_s(ground)
    ticks: list[Tick] = []
    lines: dict[bool, list[int]] = {}
    sides: tuple[tuple[Side, float], ...] = (
        ("bottom", south),
        ("top", north),
        ("left", west),
        ("right", east),
    )
    for side, fixed in sides:
        along_x = side in ("bottom", "top")
        low, high = (west, east) if along_x else (south, north)
        run = np.linspace(low, high, 65)
        rest = np.full(run.size, fixed)
        lon, lat = (
            from_metric(run, rest, ground.epsg) if along_x else from_metric(rest, run, ground.epsg)
        )
        seconds = (lon if along_x else lat) * 3600
        found = range(int(np.ceil(seconds[0] / step_s)), int(np.floor(seconds[-1] / step_s)) + 1)
        lines.setdefault(along_x, []).extend(found)
        for n in found:
            at = float(np.interp(n * step_s, seconds, run))
            text = written(n * step_s, along_x=along_x, step_s=step_s)
            ticks.append(Tick(side, at, n * step_s / 3600, text))
    lon, lat = np.meshgrid(sorted(set(lines[True])), sorted(set(lines[False])))
    x, y = to_metric(lon.ravel() * step_s / 3600, lat.ravel() * step_s / 3600, ground.epsg)
    inside = (x > west) & (x < east) & (y > south) & (y < north)
    return Graticule(tuple(ticks), np.column_stack([x, y])[inside])


def written(seconds: int, *, along_x: bool, step_s: int) -> str:
    """Return a longitude or latitude as ``120°58′E``, as fine as the step asks."""
    letter = ("E" if seconds >= 0 else "W") if along_x else ("N" if seconds >= 0 else "S")
    minutes, s = divmod(abs(seconds), 60)
    degrees, m = divmod(minutes, 60)
    if step_s % 3600 == 0:
        return f"{degrees}°{letter}"
    if step_s % 60 == 0:
        return f"{degrees}°{m:02d}′{letter}"
    return f"{degrees}°{m:02d}′{s:02d}″{letter}"


def _step_s(ground: Ground) -> int:
    """Return the least step that sets neighbours at least ``LEAST_MM`` apart, either way."""
    (west, south, east, north), (width_mm, height_mm) = ground.bounds, ground.frame_mm
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    lon, _ = from_metric(np.array([west, east]), np.full(2, middle_y), ground.epsg)
    _, lat = from_metric(np.full(2, middle_x), np.array([south, north]), ground.epsg)
    per_second = min(width_mm / float(np.ptp(lon)), height_mm / float(np.ptp(lat))) / 3600
    # A short side still gets two.
    least = min(LEAST_MM, min(width_mm, height_mm) / 2.6)
    return next((s for s in STEPS_S if s * per_second >= least), STEPS_S[-1])

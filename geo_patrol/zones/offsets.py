"""Whether an imported outline lies where its area is known to lie, or beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import shapely
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

from geo_patrol import crs
from geo_patrol.crs import METRIC_EPSG, Datum
from geo_patrol.errors import Finding, finding
from geo_patrol.vector.mend import on_ground

MIN_SHIFT_M = 150.0
"""Shifts below this are within the accuracy of outlines traced from small-scale maps."""

FAR_M = 3000.0
"""Beyond this, two outlines that do not touch are not one outline shifted."""

MIN_GAIN = 0.08
"""How much better (in overlap, 0 to 1) a shifted outline must fit to be spoken of."""

SAME_SHAPE = 0.55
"""Overlap from which two outlines count as the same shape."""


@dataclass(frozen=True)
class _Shift:
    """A movement of the known outline's place to the candidate's, metres, and the fit undone."""

    east_m: float
    north_m: float
    overlap: float

    @property
    def length_m(self) -> float:
        return float(np.hypot(self.east_m, self.north_m))


def offset_warning(
    candidate: BaseGeometry, known_outline: BaseGeometry, *, epsg: int = METRIC_EPSG
) -> Finding | None:
    """Warn when an import lies beside its area's known outline, as a wrong datum makes it lie.

    Overlap is intersection over union. The best rigid shift is searched for, and the shifts of
    GCJ-02 and BD-09 at this place are tried: if undoing one of them fits about as well as
    anything does, it is named.

    Parameters
    ----------
    candidate, known_outline
        Polygons in EPSG:4326.
    epsg
        Metric CRS to measure in.

    Returns
    -------
    Finding or None
        None when the import lies where it should, when no shift explains the difference, or when
        either shape is empty.
    """
    if candidate.is_empty or known_outline.is_empty:
        return None
    new, known = on_ground(candidate, epsg), on_ground(known_outline, epsg)
    distance_m = new.distance(known)
    if distance_m > FAR_M:
        return finding("", "space.offset_far", distance_km=round(distance_m / 1000, 1))
    here = _overlap(new, known)
    best = _best_shift(new, known)
    named = _named_shifts(candidate, new, known, epsg)
    datum, undone = max(named, key=lambda item: item[1].overlap)
    if undone.overlap >= here + MIN_GAIN and undone.overlap >= best.overlap - MIN_GAIN / 2:
        what = {"east_m": round(undone.east_m), "north_m": round(undone.north_m)}
        if datum == "gcj02":
            return finding("", "space.offset_gcj02", **what)
        if datum == "bd09":
            return finding("", "space.offset_bd09", **what)
        return finding("", "space.offset_twice", **what)
    if (
        best.length_m >= MIN_SHIFT_M
        and best.overlap >= SAME_SHAPE
        and best.overlap >= here + MIN_GAIN
    ):
        return _plain(best)
    return None


def _plain(shift: _Shift) -> Finding:
    return finding(
        "",
        "space.offset_plain",
        distance_m=round(shift.length_m / 10) * 10,
        east_m=round(shift.east_m / 10) * 10,
        north_m=round(shift.north_m / 10) * 10,
    )


def _named_shifts(
    candidate: BaseGeometry, new: BaseGeometry, known: BaseGeometry, epsg: int
) -> list[tuple[Literal["gcj02", "bd09", "twice"], _Shift]]:
    def undo(datum: Datum, convert: Callable[..., tuple[crs.Array, crs.Array]]) -> _Shift:
        back = shapely.transform(
            candidate, lambda points: np.column_stack(convert(points[:, 0], points[:, 1], datum))
        )
        moved = on_ground(back, epsg)
        east, north = new.centroid.x - moved.centroid.x, new.centroid.y - moved.centroid.y
        return _Shift(east, north, _overlap(moved, known))

    return [
        ("gcj02", undo("gcj02", crs.to_wgs84)),
        ("bd09", undo("bd09", crs.to_wgs84)),
        ("twice", undo("gcj02", crs.from_wgs84)),
        ("twice", undo("bd09", crs.from_wgs84)),
    ]


def _best_shift(new: BaseGeometry, known: BaseGeometry) -> _Shift:
    """Search by halving steps, from where it lies and from where the centroids meet."""
    apart = (new.centroid.x - known.centroid.x, new.centroid.y - known.centroid.y)
    # Detail finer than the shifts looked for only costs time.
    new, known = new.simplify(10), known.simplify(10)
    found = [_climb(new, known, *start) for start in ((0.0, 0.0), apart)]
    return max(found, key=lambda shift: shift.overlap)


def _climb(new: BaseGeometry, known: BaseGeometry, east: float, north: float) -> _Shift:
    def at(x: float, y: float) -> _Shift:
        return _Shift(x, y, _overlap(translate(new, -x, -y), known))

    here, step = at(east, north), 400.0
    while step > 5:
        tries = [
            at(here.east_m + step * dx, here.north_m + step * dy)
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            if dx or dy
        ]
        best = max(tries, key=lambda shift: shift.overlap)
        if best.overlap > here.overlap:
            here = best
        else:
            step /= 2
    return here


def _overlap(a: BaseGeometry, b: BaseGeometry) -> float:
    common = a.intersection(b).area
    whole = a.area + b.area - common
    return common / whole if whole > 0 else 0.0

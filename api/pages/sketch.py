"""Small drawings on cards: an area's outline and water, and how its cells stand."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geo_patrol.coverage.gaps import GapClass

WIDTH, HEIGHT, MARGIN = 140.0, 72.0, 3.0
TOLERANCE = 0.6
"""How far, in units of the drawing, a simplified line may stray."""

BAR_ORDER: tuple[GapClass, ...] = (
    "on_time",
    "late_1_2",
    "late_2_5",
    "late_5_plus",
    "never",
    "untracked",
    "not_required",
)
BAR_WIDTH = 100.0


@dataclass(frozen=True)
class Sketch:
    """SVG paths in a box of ``WIDTH`` × ``HEIGHT``: the area's outline, and the water in it."""

    ground: str
    water: str


@dataclass(frozen=True)
class Bar:
    """One piece of a bar of ``BAR_WIDTH``: cells of one class."""

    gap_class: GapClass
    x: float
    width: float


def sketch(area: shapely.MultiPolygon, water: Iterable[shapely.Geometry]) -> Sketch:
    """Return an area as a drawing that fills its box; geometries in EPSG:4326."""
    west, south, east, north = shapely.bounds(area).tolist()
    narrow = np.cos(np.radians((south + north) / 2))
    scale = min(
        (WIDTH - 2 * MARGIN) / max((east - west) * narrow, 1e-9),
        (HEIGHT - 2 * MARGIN) / max(north - south, 1e-9),
    )
    middle = np.array([(west + east) / 2, (south + north) / 2])
    stretch = scale * np.array([narrow, -1.0])

    centre = np.array([WIDTH / 2, HEIGHT / 2])

    def place(places: NDArray[np.float64]) -> NDArray[np.float64]:
        drawn: NDArray[np.float64] = (places - middle) * stretch + centre
        return drawn

    return Sketch(
        ground=_path(shapely.transform(area, place)),
        water="".join(_path(shapely.transform(one, place)) for one in water),
    )


def _path(shape: shapely.Geometry) -> str:
    plain = shapely.simplify(shape, TOLERANCE)
    polygons = [one for one in shapely.get_parts(plain) if isinstance(one, shapely.Polygon)]
    rings = [ring for one in polygons for ring in (one.exterior, *one.interiors)]
    return "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in shapely.get_coordinates(ring)[:-1]) + "Z"
        for ring in rings
    )


def bars(classes: Sequence[GapClass]) -> tuple[Bar, ...]:
    """Return cells by class as pieces of a bar, best first; none for no cells."""
    counts = Counter(classes)
    made: list[Bar] = []
    x = 0.0
    for name in BAR_ORDER:
        if counts[name]:
            width = BAR_WIDTH * counts[name] / len(classes)
            made.append(Bar(name, round(x, 2), round(width, 2)))
            x += width
    return tuple(made)

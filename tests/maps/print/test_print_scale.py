"""What is measured on paper is right on the ground: scale, scale bar, coordinates, north."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lettering import needs_font
from map_samples import Sample
from print_samples import content_of, spec
from pyproj import Geod, Transformer
from sheet_reading import Drawing

from geo_patrol.crs import from_metric
from maps.print import print_map
from maps.print.graticule import LEAST_MM, graticule, written
from maps.print.ground import (
    LARGEST_SCALE,
    bar_length_m,
    crs_told,
    fit,
    round_scale,
)

METRES = Transformer.from_crs(4326, 4549, always_xy=True)
ELLIPSOID = Geod(ellps="GRS80")
MM_PER_PT = 25.4 / 72
FRAME = (200.0, 140.0)

LON, LAT = st.floats(118.6, 121.4), st.floats(28.0, 31.0)
SIZE = st.floats(0.0, 0.4)


def places(drawing: Drawing, side: str) -> dict[float, float]:
    """Return where a side's ticks stand (points along it), by degrees."""
    along = 0 if side in ("bottom", "top") else 1
    found = {}
    for name in drawing.names(f"tick-{side}-"):
        degrees = int(name.rsplit("-", 1)[1]) / 3600
        found[degrees] = float(drawing.points(name)[0, along])
    return dict(sorted(found.items()))


def bar(drawing: Drawing) -> tuple[float, float]:
    """Return the scale bar's length on paper in points, and what it says in metres."""
    parts = [drawing.points(name) for name in drawing.names("scale-bar-") if name[-1].isdigit()]
    x = np.concatenate(parts)[:, 0]
    per = {"m": 1, "km": 1000}[drawing.text("scale-bar-unit")]
    return float(np.ptp(x)), float(drawing.text("scale-bar-length")) * per


@needs_font
def test_the_scale_bar_is_as_long_as_the_ground_between_the_ticks(drawing: Drawing) -> None:
    length_pt, length_m = bar(drawing)
    left, bottom = places(drawing, "left"), places(drawing, "bottom")
    # Where the lower side lies, told by the ticks of the left one.
    low = max(drawing.points("map-frame")[:, 1])
    order = np.argsort(list(left.values()))
    heights, lats = np.array(list(left.values()))[order], np.array(list(left))[order]
    slope = (lats[-1] - lats[0]) / (heights[-1] - heights[0])
    lat = lats[-1] + (low - heights[-1]) * slope
    for (lon_a, x_a), (lon_b, x_b) in pairwise(bottom.items()):
        _, _, ground_m = ELLIPSOID.inv(lon_a, lat, lon_b, lat)
        # The side is no parallel: meridians' convergence tilts it by half a degree.
        assert (x_b - x_a) / length_pt * length_m == pytest.approx(ground_m, rel=2e-4)


@needs_font
def test_the_scale_that_is_written_is_that_of_the_bar(drawing: Drawing) -> None:
    length_pt, length_m = bar(drawing)
    told = int(drawing.text("scale").split("1:")[1].replace(" ", ""))
    assert length_m * 1000 / told == pytest.approx(length_pt * MM_PER_PT, rel=1e-6)


@needs_font
def test_parts_of_the_bar_are_equal(drawing: Drawing) -> None:
    parts = [drawing.points(f"scale-bar-{k}")[:, 0] for k in range(4)]
    assert np.ptp([np.ptp(part) for part in parts]) < 1e-3
    assert all(a.max() == pytest.approx(b.min()) for a, b in pairwise(parts))


@needs_font
def test_the_arrow_points_to_the_pole(drawing: Drawing) -> None:
    west, south, east, north = fit((120.99, 29.38, 121.07, 29.45), FRAME, 4549).bounds
    x, y = (west + east) / 2, (south + north) / 2
    lon, lat = from_metric(x, y)
    up = METRES.transform(*ELLIPSOID.fwd(float(lon), float(lat), 0.0, 1000.0)[:2])
    wanted = np.degrees(np.arctan2(up[0] - x, up[1] - y))
    tip, foot, notch = drawing.points("north-left")[:3]
    # In an SVG, y grows downwards.
    middle_x, middle_y = notch[0] - tip[0], notch[1] - tip[1]
    assert np.degrees(np.arctan2(-middle_x, middle_y)) == pytest.approx(wanted, abs=0.02)
    assert foot[0] < tip[0]


@given(LON, LAT, SIZE, SIZE)
def test_all_that_must_be_seen_is_in_the_frame(
    lon: float, lat: float, width: float, height: float
) -> None:
    ground = fit((lon, lat, lon + width, lat + height), FRAME, 4549)
    x, y = METRES.transform(
        [lon, lon + width, lon + width, lon], [lat, lat, lat + height, lat + height]
    )
    west, south, east, north = ground.bounds
    assert min(x) > west
    assert max(x) < east
    assert min(y) > south
    assert max(y) < north
    assert ground.denominator >= LARGEST_SCALE


@given(LON, LAT, SIZE)
def test_the_written_scale_holds_in_the_middle(lon: float, lat: float, size: float) -> None:
    ground = fit((lon, lat, lon + size, lat + size), FRAME, 4549)
    west, south, east, north = ground.bounds
    x, y = (west + east) / 2, (south + north) / 2
    step = 100.0
    a, b = from_metric([x - step, x + step], [y, y])
    _, _, ground_m = ELLIPSOID.inv(a[0], b[0], a[1], b[1])
    on_paper_mm = 2 * step / (east - west) * FRAME[0]
    assert on_paper_mm == pytest.approx(ground_m * 1000 / ground.denominator, rel=1e-6)


@given(st.floats(1, 1e7))
def test_a_round_scale_is_never_larger_than_needed_and_close_to_it(needed: float) -> None:
    found = round_scale(max(needed, 1000))
    assert max(needed, 1000) * (1 - 1e-6) <= found <= max(needed, 1000) * 1.26
    assert len(str(found).rstrip("0")) <= 2


@given(LON, LAT, SIZE, st.floats(25, 80))
def test_the_bar_is_round_and_fits(lon: float, lat: float, size: float, most_mm: float) -> None:
    ground = fit((lon, lat, lon + size, lat + size), FRAME, 4549)
    length_m = bar_length_m(ground, most_mm)
    assert str(length_m).rstrip("0") in {"1", "2", "5"}
    assert most_mm / 2.6 <= length_m * ground.mm_per_m <= most_mm * (1 + 1e-6)


@given(LON, LAT, SIZE)
def test_ticks_stand_where_their_coordinates_are(lon: float, lat: float, size: float) -> None:
    ground = fit((lon, lat, lon + size, lat + size), FRAME, 4549)
    west, south, east, north = ground.bounds
    fixed = {"bottom": south, "top": north, "left": west, "right": east}
    found = graticule(ground)
    for tick in found.ticks:
        along_x = tick.side in ("bottom", "top")
        x, y = (tick.at, fixed[tick.side]) if along_x else (fixed[tick.side], tick.at)
        there = [float(one) for one in from_metric(x, y)]
        # To a tenth of what a pen is wide.
        near = 0.00002 * ground.denominator / 111_000
        assert there[0 if along_x else 1] == pytest.approx(tick.degrees, abs=near)
    at = sorted(one.at for one in found.ticks if one.side == "bottom")
    assert len(at) >= 2
    gaps_mm = np.diff(at) / (east - west) * FRAME[0]
    assert gaps_mm.min() > LEAST_MM * 0.99


@pytest.mark.parametrize(
    ("seconds", "along_x", "step_s", "text"),
    [
        (435_480, True, 60, "120°58′E"),
        (435_485, True, 5, "120°58′05″E"),
        (105_600, False, 300, "29°20′N"),
        (432_000, True, 3600, "120°E"),
        (-432_000, True, 3600, "120°W"),
    ],
)
def test_coordinates_are_as_fine_as_they_are_apart(
    seconds: int, along_x: bool, step_s: int, text: str
) -> None:
    assert written(seconds, along_x=along_x, step_s=step_s) == text


@pytest.mark.parametrize(
    ("epsg", "told"),
    [
        (4549, ("CGCS2000", 120.0)),
        (4550, ("CGCS2000", 123.0)),
        (3857, ("WGS 84 / Pseudo-Mercator", None)),
    ],
)
def test_a_crs_is_told_by_its_datum_and_meridian(epsg: int, told: tuple[str, float | None]) -> None:
    assert crs_told(epsg) == told


@needs_font
def test_the_bar_stays_right_in_another_crs_and_on_larger_paper(coarse: Sample) -> None:
    sheet = spec(form="svg", paper="A3", turn="portrait", epsg=32651)
    drawing = Drawing(print_map(sheet, content_of("gaps", coarse)))
    length_pt, length_m = bar(drawing)
    left = places(drawing, "left")
    (lat_a, y_a), (lat_b, y_b) = next(pairwise(left.items()))
    _, _, ground_m = ELLIPSOID.inv(121.0, lat_a, 121.0, lat_b)
    # Two degrees from its meridian the grid's north is one degree off.
    assert (y_a - y_b) / length_pt * length_m == pytest.approx(ground_m, rel=5e-4)

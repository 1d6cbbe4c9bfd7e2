"""An import that lies beside its area's known outline warns, and names the datum it smells of."""

import numpy as np
import pytest
import shapely
from shapely.affinity import translate

from geo_patrol.boundaries import sample_areas
from geo_patrol.crs import from_wgs84, project, to_wgs84, unproject
from geo_patrol.zones import offset_warning

OUTLINES = {area.code: area.outline for area in sample_areas()}
LAKES = ["changzhao", "qincun"]


def converted(shape, convert, datum):
    return shapely.transform(shape, lambda p: np.column_stack(convert(p[:, 0], p[:, 1], datum)))


def moved(shape, east_m, north_m):
    return unproject(translate(project(shape), east_m, north_m))


def redrawn(shape):
    """Draw the same outline by another hand: coarser, and 20 m wider."""
    return unproject(project(shape).simplify(60).buffer(20))


@pytest.mark.parametrize("code", OUTLINES)
def test_an_import_in_its_place_does_not_warn(code):
    assert offset_warning(redrawn(OUTLINES[code]), OUTLINES[code]) is None


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
@pytest.mark.parametrize("code", OUTLINES)
def test_a_datum_left_undeclared_is_named(code, datum):
    warning = offset_warning(converted(redrawn(OUTLINES[code]), from_wgs84, datum), OUTLINES[code])
    assert warning.key == f"space.offset_{datum}"
    assert f"--datum {datum}" in warning.text("en")


def test_the_warning_says_how_far_and_whereto():
    outline = OUTLINES["changzhao"]
    told = dict(offset_warning(converted(outline, from_wgs84, "gcj02"), outline).params)
    assert told["east_m"] == pytest.approx(400, abs=25)
    assert told["north_m"] == pytest.approx(-295, abs=25)


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
@pytest.mark.parametrize("code", LAKES)
def test_a_datum_declared_wrongly_is_noticed_too(code, datum):
    warning = offset_warning(converted(OUTLINES[code], to_wgs84, datum), OUTLINES[code])
    assert warning.key == "space.offset_twice"


@pytest.mark.parametrize("code", LAKES)
def test_another_shift_is_told_in_metres(code):
    warning = offset_warning(moved(redrawn(OUTLINES[code]), -300, 400), OUTLINES[code])
    assert warning.key == "space.offset_plain"
    told = dict(warning.params)
    assert told["distance_m"] == pytest.approx(500, abs=30)
    assert told["east_m"] == pytest.approx(-300, abs=30)


@pytest.mark.parametrize("code", LAKES)
def test_a_shift_within_the_accuracy_of_the_known_outline_does_not_warn(code):
    assert offset_warning(moved(OUTLINES[code], 60, -60), OUTLINES[code]) is None


@pytest.mark.parametrize("code", LAKES)
def test_a_part_of_the_area_is_no_shifted_area(code):
    west, south, east, north = OUTLINES[code].bounds
    half = OUTLINES[code] & shapely.box(west, south, (west + east) / 2, north)
    assert offset_warning(half, OUTLINES[code]) is None


def test_another_area_altogether_is_told_by_its_distance():
    warning = offset_warning(OUTLINES["qincun"], OUTLINES["changzhao"])
    assert warning.key == "space.offset_far"
    assert dict(warning.params)["distance_km"] > 3


def test_nothing_warns_of_nothing():
    assert offset_warning(shapely.MultiPolygon(), OUTLINES["qincun"]) is None

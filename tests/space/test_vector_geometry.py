"""Which shapes are taken, mended and reported, or refused with number and reason."""

import json

import numpy as np
import pyogrio
import pytest
import shapely
from shapely import GeometryCollection, LineString, MultiPolygon, Point, Polygon, box
from space_files import SQUARE, frame, ring, square_ring, write_geojson, write_shapefile_zip

from geo_patrol.errors import InvalidInput, TooLarge
from geo_patrol.vector import read as reading
from geo_patrol.vector import read_polygons

W, S, D = 120.95, 29.47, 0.01
BOW_TIE = ring((W, S), (W + D, S + D), (W + D, S), (W, S + D), (W, S))
LOPSIDED_BOW_TIE = ring((W, S), (W + D, S), (W, S + D), (W + 0.4 * D, S + 2 * D), (W, S))


def written(tmp_path, *geometries):
    return write_geojson(tmp_path / "shapes.geojson", *geometries)


def refusals(tmp_path, *geometries):
    with pytest.raises(InvalidInput) as refused:
        read_polygons(written(tmp_path, *geometries))
    assert refused.value.key == "space.import_refused"
    return [(f.where, f.key) for f in refused.value.findings]


def same(shape, other):
    return shapely.symmetric_difference(shape, other).area < 1e-12


def repairs(tmp_path, *geometries):
    read = read_polygons(written(tmp_path, *geometries))
    assert read.frame.geometry.is_valid.all()
    return read.frame.geometry, [(f.where, f.key) for f in read.repaired]


@pytest.mark.parametrize(
    ("geometry", "key"),
    [
        (None, "space.geometry_missing"),
        ({"type": "Polygon", "coordinates": []}, "space.geometry_empty"),
        (Point(W, S), "space.geometry_not_polygon"),
        (LineString([(W, S), (W, S + 1)]), "space.geometry_not_polygon"),
        (GeometryCollection([SQUARE, Point(W, S)]), "space.geometry_not_polygon"),
        (ring((W, S), (W, float("nan")), (W + D, S), (W, S)), "space.coordinate_not_finite"),
        (BOW_TIE, "space.geometry_crosses"),
        (LOPSIDED_BOW_TIE, "space.geometry_crosses"),
        (ring((W, S), (W + D, S), (W, S)), "space.geometry_no_area"),
        (ring((W, S), (W, S), (W, S), (W, S)), "space.geometry_no_area"),
        (ring((W, 91), (W + D, 91), (W, 92), (W, 91)), "space.coordinate_out_of_range"),
    ],
)
def test_what_cannot_be_taken_is_refused_by_number_and_reason(tmp_path, geometry, key):
    assert refusals(tmp_path, SQUARE, geometry) == [("2", key)]


def test_parts_that_overlap_are_refused(tmp_path):
    twice = {
        "type": "MultiPolygon",
        "coordinates": [[square_ring()], [square_ring(west=W + D / 2)]],
    }
    assert refusals(tmp_path, twice) == [("1", "space.geometry_crosses")]


def test_ground_that_a_ring_runs_around_twice_is_refused(tmp_path):
    a, b, c, d, _ = square_ring()
    inner = [(W + 0.004, S + 0.004), (W + 0.002, S + 0.006)]
    assert refusals(tmp_path, ring(a, *inner, a, b, c, d, a)) == [("1", "space.geometry_ambiguous")]


def test_a_hole_outside_its_shell_is_refused(tmp_path):
    stray = {"type": "Polygon", "coordinates": [square_ring(), square_ring(west=W + 1)]}
    assert refusals(tmp_path, stray) == [("1", "space.geometry_ambiguous")]


def test_all_refusals_are_told_at_once_and_in_both_languages(tmp_path):
    path = written(tmp_path, BOW_TIE, SQUARE, None, Point(W, S))
    with pytest.raises(InvalidInput) as refused:
        read_polygons(path)
    assert [f.where for f in refused.value.findings] == ["1", "3", "4"]
    assert "3 个要素" in refused.value.text("zh")
    assert refused.value.findings[0].text("zh").startswith("1: 边界在 (120.955")
    assert "crosses itself at (120.955" in refused.value.findings[0].text("en")


def test_infinite_coordinates_are_refused(tmp_path):
    # JSON cannot hold them; a GeoPackage can.
    shape = shapely.from_wkt(f"POLYGON (({W} {S}, {W + D} {S}, {W} 30, {W} {S}))")
    endless = shapely.transform(shape, lambda p: np.where(p == 30, np.inf, p))
    pyogrio.write_dataframe(frame(endless), tmp_path / "z.gpkg")
    with pytest.raises(InvalidInput) as refused:
        read_polygons(tmp_path / "z.gpkg")
    assert [f.key for f in refused.value.findings] == ["space.coordinate_not_finite"]


def test_an_unclosed_ring_is_closed_and_reported(tmp_path):
    shapes, told = repairs(tmp_path, ring(*square_ring()[:-1]))
    assert told == [("1", "space.repaired_unclosed")]
    assert same(shapes.iloc[0], SQUARE)


def test_doubled_vertices_are_dropped_and_reported(tmp_path):
    corners = square_ring()
    shapes, told = repairs(tmp_path, ring(corners[0], corners[0], *corners[1:], corners[-1]))
    assert told == [("1", "space.repaired_duplicates")]
    assert shapely.get_num_coordinates(shapes.iloc[0]) == 5


def test_a_clockwise_shell_is_turned_and_reported(tmp_path):
    shapes, told = repairs(tmp_path, ring(*reversed(square_ring())))
    assert told == [("1", "space.repaired_winding")]
    assert shapes.iloc[0].exterior.is_ccw


def test_a_shapefiles_clockwise_shells_are_no_repair(tmp_path):
    read = read_polygons(write_shapefile_zip(tmp_path / "z.zip", frame(SQUARE)))
    assert read.repaired == ()
    assert read.frame.geometry.iloc[0].exterior.is_ccw


def test_a_spike_without_width_is_cut_off_and_reported(tmp_path):
    a, b, c, d, _ = square_ring()
    shapes, told = repairs(tmp_path, ring(a, b, (b[0] + D, b[1]), b, c, d, a))
    assert told == [("1", "space.repaired_outline")]
    assert same(shapes.iloc[0], SQUARE)


def test_a_ring_that_touches_itself_around_a_hole_becomes_shell_and_hole(tmp_path):
    a, b, c, d, _ = square_ring()
    inner = [(W + 0.002, S + 0.006), (W + 0.004, S + 0.004)]
    shapes, told = repairs(tmp_path, ring(a, *inner, a, b, c, d, a))
    assert told == [("1", "space.repaired_outline")]
    holed = shapes.iloc[0]
    assert holed.area == pytest.approx(D * D - Polygon([a, *inner]).area)


def test_parts_that_share_an_edge_become_one(tmp_path):
    halves = MultiPolygon([box(W, S, W + D / 2, S + D), box(W + D / 2, S, W + D, S + D)])
    shapes, told = repairs(tmp_path, halves)
    assert told == [("1", "space.repaired_outline")]
    assert shapes.iloc[0].geom_type == "Polygon" and same(shapes.iloc[0], SQUARE)


def test_a_collection_of_polygons_is_a_multipolygon(tmp_path):
    both = GeometryCollection([SQUARE, shapely.affinity.translate(SQUARE, 1)])
    shapes, told = repairs(tmp_path, both)
    assert told == [] and shapes.iloc[0].geom_type == "MultiPolygon"


def test_heights_are_dropped(tmp_path):
    path = written(tmp_path, ring(*((x, y, 98.0) for x, y in square_ring())))
    assert not read_polygons(path).frame.geometry.has_z.any()


def test_touching_holes_stay_valid_through_a_change_of_coordinates(tmp_path):
    shell, hole = box(0, 0, 1000, 1000), box(300, 300, 700, 700)
    tip = Polygon([(0, 500 / 3), (100, 100), (100, 200)])
    place = shapely.affinity.translate(shell - hole - tip, 590_000, 3_265_000)
    pyogrio.write_dataframe(frame(place, crs=4549), tmp_path / "z.gpkg")
    read = read_polygons(tmp_path / "z.gpkg").frame
    assert read.geometry.is_valid.all()
    assert read.to_crs(4549).area.iloc[0] == pytest.approx(place.area, rel=1e-6)


def test_too_many_features_or_vertices_are_refused(tmp_path, monkeypatch):
    path = written(tmp_path, *[SQUARE] * 4)
    assert len(read_polygons(path).frame) == 4
    monkeypatch.setattr(reading, "MAX_VERTICES", 19)
    with pytest.raises(TooLarge) as refused:
        read_polygons(path)
    assert refused.value.key == "space.too_many_vertices"
    monkeypatch.setattr(reading, "MAX_FEATURES", 3)
    with pytest.raises(TooLarge) as refused:
        read_polygons(path)
    assert refused.value.key == "space.too_many_features"


def test_a_file_without_features_is_refused(tmp_path):
    path = tmp_path / "none.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": []}))
    with pytest.raises(InvalidInput) as refused:
        read_polygons(path)
    assert refused.value.key == "space.no_features"

"""Files of official origin are read: formats, coordinate systems, declared datums, texts."""

import shutil
import zipfile

import numpy as np
import pyogrio
import pytest
import shapely
from shapely import MultiPolygon, Polygon, box
from space_files import (
    HOME,
    SQUARE,
    frame,
    kml,
    placemark,
    ring,
    square_ring,
    write_geojson,
    write_shapefile_zip,
)

from geo_patrol.crs import from_wgs84, project
from geo_patrol.errors import InvalidInput
from geo_patrol.vector import read_polygons

OFFICIAL = frame(SQUARE, 名称=["长诏水库一级保护区"], 面积=[10.8])


def same_place(shape, other=SQUARE, tolerance=1e-7):
    return shapely.hausdorff_distance(shape, other) < tolerance


def shifted(shape, datum):
    return shapely.transform(shape, lambda p: np.column_stack(from_wgs84(p[:, 0], p[:, 1], datum)))


def refused(path, **options):
    with pytest.raises(InvalidInput) as caught:
        read_polygons(path, **options)
    return caught.value


@pytest.mark.parametrize("epsg", [4326, 4490, 4549, 4538, 32651, 3857])
@pytest.mark.parametrize("ending", ["gpkg", "geojson", "zip"])
def test_official_coordinate_systems_land_on_the_same_spot(tmp_path, epsg, ending):
    path = tmp_path / f"zone.{ending}"
    data = OFFICIAL.to_crs(epsg)
    if ending == "zip":
        write_shapefile_zip(path, data)
    elif ending == "gpkg":
        pyogrio.write_dataframe(data, path)
    else:
        write_geojson(path, data.geometry.iloc[0], crs=f"urn:ogc:def:crs:EPSG::{epsg}")
    read = read_polygons(path, home=HOME)
    assert read.frame.crs.to_epsg() == 4326
    assert same_place(read.frame.geometry.iloc[0])
    assert read.repaired == ()


def test_features_are_numbered_from_one_and_keep_their_columns(tmp_path):
    path = write_geojson(
        tmp_path / "a.geojson",
        SQUARE,
        shapely.affinity.translate(SQUARE, 0.1),
        properties=[{"名称": "甲", "n": 1}, {"名称": "乙", "n": 2}],
    )
    read = read_polygons(path).frame
    assert list(read.index) == [1, 2]
    assert list(read["名称"]) == ["甲", "乙"] and list(read["n"]) == [1, 2]


@pytest.mark.parametrize("cpg", ["as written", "GBK", "936", "UTF-8", "nonsense", None])
def test_gbk_texts_are_read_with_a_right_a_wrong_and_no_cpg(tmp_path, cpg):
    path = write_shapefile_zip(tmp_path / "区划.zip", OFFICIAL, encoding="GBK", cpg=cpg)
    read = read_polygons(path).frame
    assert read["名称"].iloc[0] == "长诏水库一级保护区"
    assert read["面积"].iloc[0] == 10.8


@pytest.mark.parametrize("cpg", ["as written", None])
def test_utf8_texts_are_read_with_and_without_a_cpg(tmp_path, cpg):
    path = write_shapefile_zip(tmp_path / "z.zip", OFFICIAL, encoding="UTF-8", cpg=cpg)
    assert read_polygons(path).frame["名称"].iloc[0] == "长诏水库一级保护区"


def test_a_text_cut_within_a_character_loses_only_that_character(tmp_path):
    whole, torn = "长诏" * 3, "长诏" * 2 + "长x"
    path = write_shapefile_zip(tmp_path / "z.zip", frame(SQUARE, name=[torn + "y"]), cpg=None)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    cut = whole.encode()[:-1]
    assert len(cut) == len((torn + "y").encode())
    parts["z.dbf"] = parts["z.dbf"].replace((torn + "y").encode(), cut)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert read_polygons(path).frame["name"].iloc[0] == whole[:-1]


def test_a_shapefile_in_a_folder_of_the_zip_is_found(tmp_path):
    path = write_shapefile_zip(tmp_path / "z.zip", OFFICIAL, folder="2022/边界/")
    assert same_place(read_polygons(path).frame.geometry.iloc[0])


def test_a_bare_shapefile_is_read_with_its_parts_and_refused_without(tmp_path):
    pyogrio.write_dataframe(OFFICIAL, tmp_path / "z.shp")
    assert same_place(read_polygons(tmp_path / "z.shp").frame.geometry.iloc[0])
    shutil.copy(tmp_path / "z.shp", tmp_path / "alone.shp")
    assert refused(tmp_path / "alone.shp").key == "space.shapefile_part_missing"


def test_without_prj_the_datum_must_be_declared(tmp_path):
    path = write_shapefile_zip(tmp_path / "z.zip", OFFICIAL, prj=False)
    assert refused(path).key == "space.datum_required"
    assert same_place(read_polygons(path, datum="cgcs2000").frame.geometry.iloc[0])


def test_metres_without_prj_cannot_be_taken_for_degrees(tmp_path):
    path = write_shapefile_zip(tmp_path / "z.zip", OFFICIAL.to_crs(4549), prj=False)
    error = refused(path, datum="cgcs2000")
    assert [f.key for f in error.findings] == ["space.coordinate_out_of_range"]


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
def test_a_declared_datum_shifts_coordinates_back(tmp_path, datum):
    moved = shifted(SQUARE, datum)
    no_crs = write_shapefile_zip(tmp_path / "z.zip", frame(moved), prj=False)
    labelled = write_geojson(tmp_path / "z.geojson", moved)
    mercator = tmp_path / "z.gpkg"
    pyogrio.write_dataframe(frame(moved).to_crs(3857), mercator)
    for path in (no_crs, labelled, mercator):
        assert not same_place(moved)
        assert same_place(read_polygons(path, datum=datum).frame.geometry.iloc[0])


@pytest.mark.parametrize("epsg", [4490, 4549])
def test_gcj02_declared_on_a_cgcs2000_file_is_a_contradiction(tmp_path, epsg):
    path = tmp_path / "z.gpkg"
    pyogrio.write_dataframe(OFFICIAL.to_crs(epsg), path)
    assert refused(path, datum="gcj02").key == "space.datum_contradicts"
    assert same_place(read_polygons(path, datum="wgs84").frame.geometry.iloc[0])


@pytest.mark.parametrize("epsg", [2437, 4610])  # Beijing 1954 in 120E, Xi'an 1980
def test_a_datum_without_a_public_shift_is_refused(tmp_path, epsg):
    path = write_geojson(tmp_path / "z.geojson", SQUARE, crs=f"urn:ogc:def:crs:EPSG::{epsg}")
    assert refused(path).key == "space.datum_unsupported"


def test_geopackage_without_a_crs_needs_a_datum(tmp_path):
    path = tmp_path / "z.gpkg"
    with pytest.warns(UserWarning, match="crs"):
        pyogrio.write_dataframe(OFFICIAL.set_crs(None, allow_override=True), path)
    assert refused(path).key == "space.datum_required"


def test_all_folders_of_a_kml_are_read_and_heights_dropped(tmp_path):
    west, east = square_ring(), square_ring(west=121.0)
    path = tmp_path / "z.kml"
    path.write_text(
        kml(
            f"<Folder><name>甲</name>{placemark(west)}</Folder>",
            f"<Folder><name>乙</name>{placemark(east, '准保护区')}</Folder>",
        ),
        encoding="utf-8",
    )
    read = read_polygons(path, home=HOME).frame
    assert list(read["Name"]) == ["一级保护区", "准保护区"]
    assert not read.geometry.has_z.any()
    assert same_place(read.geometry.iloc[0])


def test_kmz_is_read_like_its_kml(tmp_path):
    path = tmp_path / "z.kmz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("doc.kml", kml(placemark(square_ring())))
    assert same_place(read_polygons(path).frame.geometry.iloc[0])


def test_a_kml_of_several_polygons_in_one_mark_is_one_feature(tmp_path):
    two = kml(placemark(square_ring()), placemark(square_ring(west=121.0)))
    merged = two.replace(
        "</Polygon></Placemark><Placemark><name>一级保护区</name><Polygon>", "</Polygon><Polygon>"
    )
    merged = merged.replace("</name><Polygon>", "</name><MultiGeometry><Polygon>")
    path = tmp_path / "z.kml"
    path.write_text(
        merged.replace("</Placemark>", "</MultiGeometry></Placemark>"), encoding="utf-8"
    )
    (shape,) = read_polygons(path).frame.geometry
    assert isinstance(shape, MultiPolygon) and len(shape.geoms) == 2


def test_a_geopackage_of_two_polygon_layers_asks_which(tmp_path):
    path = tmp_path / "z.gpkg"
    pyogrio.write_dataframe(OFFICIAL, path, layer="first")
    pyogrio.write_dataframe(OFFICIAL, path, layer="second", append=True)
    error = refused(path)
    assert error.key == "space.layer_ambiguous" and "first, second" in error.text("en")
    assert len(read_polygons(path, layer="second").frame) == 1
    assert refused(path, layer="third").key == "space.layer_missing"


@pytest.mark.parametrize("home", [None, HOME])
def test_latitude_first_is_noticed(tmp_path, home):
    path = write_geojson(tmp_path / "z.geojson", ring(*((lat, lon) for lon, lat in square_ring())))
    assert refused(path, home=home).key == "space.looks_swapped"


def test_northing_first_is_noticed(tmp_path):
    corners = shapely.get_coordinates(project(SQUARE))
    path = write_geojson(
        tmp_path / "z.geojson",
        ring(*((y, x) for x, y in corners.tolist())),
        crs="urn:ogc:def:crs:EPSG::4549",
    )
    assert refused(path, home=HOME).key == "space.looks_swapped"


def test_shapes_elsewhere_are_not_called_swapped(tmp_path):
    abroad = write_geojson(tmp_path / "z.geojson", box(10, 50, 10.1, 50.1))
    assert len(read_polygons(abroad, home=HOME).frame) == 1


def test_a_hole_survives(tmp_path):
    holed = Polygon(SQUARE.exterior, [box(120.953, 29.473, 120.957, 29.477).exterior])
    path = write_shapefile_zip(tmp_path / "z.zip", frame(holed))
    (shape,) = read_polygons(path).frame.geometry
    assert shape.area == pytest.approx(holed.area) and len(shape.interiors) == 1

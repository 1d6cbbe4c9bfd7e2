"""The sample boundaries: every record says what it is worth."""

import hashlib
import json

import shapely

from geo_patrol import boundaries
from geo_patrol.boundaries import (
    county_bounds,
    place_names,
    sample_access,
    sample_areas,
    sample_dir,
    sample_reference,
    sample_water,
    sample_zones,
)

PARKS = ["dashiju", "damingshi", "nanyan", "qixing", "meizhu", "chengtan", "yulin"]


def test_areas_are_two_reservoirs_and_seven_blocks():
    areas = sample_areas()
    assert [area.code for area in areas] == ["changzhao", "qincun", *PARKS]
    assert (
        {area.squad_code for area in areas[:2]}
        == {area.kind for area in areas[:2]}
        == {"reservoir"}
    )
    assert {area.squad_code for area in areas[2:]} == {area.kind for area in areas[2:]} == {"park"}
    assert areas[0].name_zh == "长诏水库" and areas[3].name_zh == "大明市区块"


def test_nothing_passes_for_approved():
    statuses = {thing.status for thing in (*sample_areas(), *sample_zones(), *sample_reference())}
    assert statuses == {"illustrative", "placeholder"}


def test_every_record_names_status_source_and_licence():
    for thing in (*sample_areas(), *sample_zones(), *sample_reference()):
        assert thing.status_note and thing.source and thing.licence


def test_every_shape_is_valid_and_in_the_county():
    west, south, east, north = county_bounds()
    box = shapely.box(west - 0.1, south - 0.1, east + 0.1, north + 0.1)
    for shape in (
        *(area.outline for area in sample_areas()),
        *(zone.geometry for zone in sample_zones()),
        *(feature.geometry for feature in sample_reference()),
    ):
        assert shape.is_valid and box.intersects(shape)


def test_codes_are_unique_in_their_layer():
    keys = [(feature.layer, feature.code) for feature in sample_reference()]
    assert len(set(keys)) == len(keys)
    layers = [layer for layer, _ in keys]
    assert {layer: layers.count(layer) for layer in layers} == {
        "county": 1,
        "road": 78,
        "dam": 2,
        "town": 14,
        "water": 2,
    }


def test_zones_are_the_same_each_time():
    assert [zone.id for zone in sample_zones()] == [zone.id for zone in sample_zones()]
    assert [(zone.area_code, zone.level) for zone in sample_zones()] == [
        ("changzhao", "first"),
        ("qincun", "first"),
    ]


def test_water_and_access_belong_to_their_area():
    assert sample_water("yulin") is None
    for code in ("changzhao", "qincun"):
        (area,) = (area for area in sample_areas() if area.code == code)
        assert area.outline.buffer(1e-4).covers(sample_water(code))
    dams = [part for part in sample_access("qincun").geoms if part.geom_type == "Point"]
    assert len(dams) == 1


def test_names_of_towns_and_villages_are_at_hand():
    names = place_names()
    assert names["330624112"] == "沃洲镇" and names["330624001001"] == "临江社区居委会"
    assert len(names) == 12 + 292


def test_an_installed_wheel_has_its_own_copy(tmp_path, monkeypatch):
    packaged = tmp_path / "geo_patrol" / "_data" / "boundaries"
    packaged.mkdir(parents=True)
    monkeypatch.setattr(boundaries, "__file__", str(tmp_path / "geo_patrol" / "boundaries.py"))
    assert sample_dir() == packaged


def test_sample_files_are_geojson_of_this_checkout():
    digests = set()
    for path in sorted(sample_dir().glob("*.geojson")):
        assert json.loads(path.read_text("utf-8"))["type"] == "FeatureCollection"
        digests.add(hashlib.sha256(path.read_bytes()).hexdigest())
    assert len(digests) == 7

"""Zones from imported files, and drafts that nobody can mistake for approved ones."""

from datetime import UTC, datetime

import pytest
import shapely
from shapely import Point, box
from space_files import SQUARE, write_geojson

from geo_patrol.crs import project, unproject
from geo_patrol.errors import InvalidInput
from geo_patrol.vector import read_polygons
from geo_patrol.zones import draft_records, draft_zones, zones_from

SINCE = datetime(2022, 8, 1, tzinfo=UTC)
EAST = shapely.affinity.translate(SQUARE, 0.02)
COMMON = {
    "area_code": "changzhao",
    "level": "first",
    "status": "approved",
    "source": "浙政函〔2019〕1号",
    "licence": "internal",
    "valid_from": SINCE,
}

# A lake of 8 by 1 km on metric ground, its intake 300 m from the western end.
LAKE = unproject(box(580_000, 3_260_000, 588_000, 3_261_000))
INTAKE = unproject(Point(580_300, 3_260_500))


def imported(tmp_path, *shapes, properties=None):
    return read_polygons(write_geojson(tmp_path / "z.geojson", *shapes, properties=properties))


def area_km2(shape):
    return project(shape).area / 1e6


def test_each_feature_becomes_a_zone_with_its_own_name_and_code(tmp_path):
    read = imported(
        tmp_path,
        SQUARE,
        EAST,
        properties=[{"名称": "甲", "编码": "A1"}, {"名称": None, "编码": None}],
    )
    first, second = zones_from(read, **COMMON)
    assert (first.name, first.code) == ("甲", "A1")
    assert (second.name, second.code) == ("一级保护区 · first class", "changzhao-first-2")
    assert first.status_note == "正式批准 · approved"
    assert first.valid_to is None and first.geometry.geom_type == "MultiPolygon"


def test_importing_again_makes_the_same_ids(tmp_path):
    read = imported(tmp_path, SQUARE, EAST)
    ids = [zone.id for zone in zones_from(read, **COMMON)]
    assert ids == [zone.id for zone in zones_from(read, **COMMON)]
    assert len(set(ids)) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"area_code": "qincun"},
        {"level": "second"},
        {"status": "draft"},
        {"valid_from": datetime(2023, 1, 1, tzinfo=UTC)},
    ],
)
def test_another_content_makes_another_id(tmp_path, change):
    read = imported(tmp_path, SQUARE)
    (one,), (other,) = zones_from(read, **COMMON), zones_from(read, **(COMMON | change))
    assert one.id != other.id


def test_a_draft_follows_the_distances_given():
    (first_level, first), (second_level, second) = draft_zones(LAKE, INTAKE)
    assert (first_level, second_level) == ("first", "second")
    ground = project(LAKE)
    # Water within 500 m of the intake reaches 800 m from the western end.
    wet = project(first) & ground
    assert wet.bounds[2] == pytest.approx(580_800, abs=1)
    dry = project(first) - ground
    assert dry.bounds[0] == pytest.approx(580_000 - 200, abs=1)
    further = project(second) & ground.buffer(-1)
    assert further.bounds[2] == pytest.approx(582_800, abs=2)
    assert project(second).bounds[3] == pytest.approx(3_261_000 + 3000, abs=1)


def test_first_and_second_class_do_not_overlap():
    (_, first), (_, second) = draft_zones(LAKE, INTAKE)
    assert area_km2(first & second) < 1e-9
    assert area_km2(first | second) == pytest.approx(area_km2(first) + area_km2(second))


def test_a_wider_strip_is_a_larger_zone():
    narrow = draft_zones(LAKE, INTAKE, land_first_m=200)[0][1]
    wide = draft_zones(LAKE, INTAKE, land_first_m=300)[0][1]
    small = draft_zones(LAKE, INTAKE, water_first_m=300)[0][1]
    assert area_km2(small) < area_km2(narrow) < area_km2(wide)


def test_a_draft_stays_within_the_county():
    west = unproject(box(570_000, 3_250_000, 581_000, 3_270_000))
    for _, shape in draft_zones(LAKE, INTAKE, county=west):
        assert project(shape).bounds[2] <= 581_000.001


def test_an_intake_far_from_the_water_is_refused():
    with pytest.raises(InvalidInput) as refused:
        draft_zones(LAKE, unproject(Point(570_000, 3_260_500)))
    assert refused.value.key == "space.draft_no_water"
    assert refused.value.params["distance_m"] == 10_000


@pytest.mark.parametrize("distances", [{"land_first_m": -1}, {"water_first_m": 0}])
def test_senseless_distances_are_refused(distances):
    with pytest.raises(InvalidInput):
        draft_zones(LAKE, INTAKE, **distances)


def test_a_draft_says_in_both_languages_that_it_is_one():
    zones = draft_records(
        draft_zones(LAKE, INTAKE),
        area_code="changzhao",
        source="HJ 338-2018 rule of thumb",
        licence="ODbL 1.0",
        valid_from=SINCE,
    )
    assert [zone.level for zone in zones] == ["first", "second"]
    for zone in zones:
        assert zone.status == "draft"
        assert "草案,未经批准" in zone.status_note and "draft, not approved" in zone.status_note

"""GeoJSON files: lines with times, points with a time each, and what is neither."""

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from geo_patrol.errors import GeoPatrolError
from geo_patrol.tracks.readers import ColumnMap, TrackRead, read_tracks_bytes

NOW = datetime(2022, 10, 4, tzinfo=UTC)
TIMES = [f"2022-10-03T12:00:0{i}Z" for i in range(3)]
PLACES = [[120.9, 29.5], [120.901, 29.5, 88.0], [120.902, 29.5]]


def feature(kind: str, coordinates: object, **properties: object) -> dict[str, object]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def collection(*features: dict[str, object], **members: object) -> dict[str, object]:
    return {"type": "FeatureCollection", "features": list(features), **members}


def read(document: object, columns: ColumnMap | None = None) -> list[TrackRead]:
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    return read_tracks_bytes(data, "round.geojson", now=NOW, columns=columns)


def refused(document: object) -> GeoPatrolError:
    with pytest.raises(GeoPatrolError) as caught:
        read(document)
    assert caught.value.text("zh") and caught.value.text("en")
    return caught.value


@pytest.mark.parametrize(
    "properties",
    [
        {"coordTimes": TIMES},
        {"times": TIMES},
        {"coordinateProperties": {"times": TIMES}},
        {"times": [1_664_798_400_000 + i * 1000 for i in range(3)]},
    ],
)
def test_a_lines_times_are_found_where_converters_put_them(properties: dict[str, object]) -> None:
    (track,) = read(collection(feature("LineString", PLACES, name="东岸", **properties)))
    assert track.name == "东岸"
    assert track.fixes.t_ms.tolist() == [1_664_798_400_000 + i * 1000 for i in range(3)]
    assert track.fixes.lon.tolist() == [120.9, 120.901, 120.902]


def test_a_single_feature_and_a_list_of_them_are_documents_too() -> None:
    line = feature("LineString", PLACES, times=TIMES)
    assert [t.n_read for t in read(line)] == [3]
    assert [t.n_read for t in read([line, line])] == [3, 3]
    assert [t.name for t in read(line)] == ["round"]


def test_the_parts_of_a_multiline_are_tracks() -> None:
    later = [time.replace("T12", "T13") for time in TIMES]
    track = feature("MultiLineString", [PLACES, PLACES], coordTimes=[TIMES, later], name="环库")
    reads = read(collection(track))
    assert [(t.name, len(t.fixes)) for t in reads] == [("环库 (1)", 3), ("环库 (2)", 3)]


def test_bad_fixes_are_placed_by_their_path() -> None:
    document = collection(
        feature("Point", [0, 0]),
        feature(
            "LineString",
            [[120.9, 29.5], [float("nan"), 29.5], [], "x", [120.9, None], [29.5, 120.9]],
            times=[TIMES[0], TIMES[1], TIMES[1], None, TIMES[1], TIMES[1]],
        ),
    )
    (track,) = read(document)
    assert [(item.where, item.key) for item in track.bad] == [
        ("features[1].coordinates[1]", "tracks.not_a_number"),
        ("features[1].coordinates[2]", "tracks.not_a_number"),
        ("features[1].coordinates[3]", "tracks.time_missing"),
        ("features[1].coordinates[4]", "tracks.not_a_number"),
        ("features[1].coordinates[5]", "tracks.outside"),
    ]


def test_points_with_times_are_fixes_of_one_track_or_of_one_each() -> None:
    points = [
        feature("Point", [120.9 + i / 1000, 29.5], time=TIMES[i], accuracy=4 + i) for i in range(3)
    ]
    (track,) = read(collection(*points))
    assert track.fixes.accuracy_m.tolist() == [4, 5, 6]
    grouped = [
        feature("Point", [120.9, 29.5], recorded_at=TIMES[i % 2], patrol_id=f"P{i // 2}")
        for i in range(4)
    ]
    assert [(t.name, len(t.fixes)) for t in read(collection(*grouped))] == [("P0", 2), ("P1", 2)]


def test_a_point_without_time_among_timed_ones_is_bad_and_listed() -> None:
    points = [
        feature("Point", [120.9, 29.5], time=TIMES[0]),
        feature("Point", [120.9, 29.5], note="sign"),
    ]
    (track,) = read(collection(*points))
    assert [(item.where, item.key) for item in track.bad] == [
        ("features[1]", "tracks.time_missing")
    ]


def test_beside_timed_lines_points_and_plain_lines_are_left_alone() -> None:
    document = collection(
        feature("Point", [1, 2], time=TIMES[0]),
        feature("LineString", PLACES),
        feature("LineString", PLACES, times=TIMES),
    )
    assert [t.n_read for t in read(document)] == [3]


def test_local_times_need_a_zone() -> None:
    local = collection(feature("Point", [120.9, 29.5], time="2022-10-03 20:00:00"))
    assert refused(local).key == "tracks.zone_needed"
    (track,) = read(local, ColumnMap(tz=ZoneInfo("Asia/Shanghai")))
    assert track.fixes.t_ms.tolist() == [1_664_798_400_000]


@pytest.mark.parametrize(
    ("document", "key"),
    [
        (collection(feature("LineString", PLACES)), "tracks.line_without_times"),
        (collection(feature("Point", [1, 2])), "tracks.points_without_times"),
        (collection(), "tracks.no_track"),
        (collection(feature("Polygon", [PLACES])), "tracks.no_track"),
        (collection(feature("LineString", [], times=[])), "tracks.line_without_times"),
        (collection(feature("LineString", PLACES, times=TIMES[:2])), "tracks.times_mismatch"),
        (
            collection(feature("MultiLineString", [PLACES], times=TIMES[:1])),
            "tracks.times_mismatch",
        ),
        (
            collection(
                feature("LineString", PLACES, times=TIMES),
                crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4549"}},
            ),
            "tracks.crs_unsupported",
        ),
        ([1, 2], "tracks.not_geojson"),
        (b'{"type": "FeatureCollection", "features": [{"type": "Feat', "tracks.json_broken"),
        (b"[" * 100_000, "tracks.json_broken"),
        (b'{"a": ' + b"9" * 10_000 + b"}", "tracks.json_broken"),
    ],
)
def test_what_is_no_track_is_refused_with_the_reason(document: object, key: str) -> None:
    assert refused(document).key == key


@pytest.mark.parametrize("code", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "EPSG:4490"])
def test_the_old_crs_member_may_name_degrees(code: str) -> None:
    crs = {"type": "name", "properties": {"name": code}}
    assert len(read(collection(feature("LineString", PLACES, times=TIMES), crs=crs))) == 1


def test_infinite_numbers_are_bad_fixes_and_not_a_broken_file() -> None:
    line = b'{"type":"LineString","coordinates":[[1e999,29.5],[-Infinity,29.5],[120.9,29.5]]}'
    times = json.dumps(TIMES).encode()
    (track,) = read(
        b'{"type":"Feature","geometry":' + line + b',"properties":{"times":' + times + b"}}"
    )
    assert [item.key for item in track.bad] == ["tracks.not_a_number"] * 2
    assert [item.where for item in track.bad] == ["coordinates[0]", "coordinates[1]"]

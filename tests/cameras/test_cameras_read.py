"""Lists of cameras from files: what is taken, what is refused row by row, what is doubted."""

import json
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from geo_patrol.cameras import CamerasRead, Hours, read_cameras
from geo_patrol.crs import from_wgs84
from geo_patrol.errors import GeoPatrolError, InvalidInput, TooLarge

ZONE = ZoneInfo("Asia/Shanghai")
HOME = (120.6, 29.2, 121.2, 29.7)
HEADER = "编号,名称,经度,纬度,方位角,视场角,可视距离,工作时间,启用日期,停用日期\n"
GOOD = "CZ-01,大坝,120.9,29.5,90,60,300,08:00-18:00,2022-01-01,2022-12-31\n"


def read(text: str, name: str = "cameras.csv", **options) -> CamerasRead:
    given = {"datum": "wgs84", "tz": ZONE, "home_bounds": HOME} | options
    return read_cameras(text.encode(), name, **given)


def row(**changes: object) -> str:
    """Return a list of one camera with some cells changed."""
    cells = dict(zip(HEADER.strip().split(","), GOOD.strip().split(","), strict=True)) | changes
    return HEADER + ",".join(f'"{cell}"' for cell in cells.values()) + "\n"


def problems(found: CamerasRead) -> list[tuple[str, str]]:
    for item in (*found.bad, *found.doubts):
        assert item.text("zh") and item.text("en")
    return [(item.where, item.key) for item in found.bad]


def feature(lon: object = 120.9, lat: object = 29.5, **properties: object) -> dict[str, object]:
    told = {"name": "大坝", "azimuth_deg": 90, "fov_deg": 60, "range_m": 300} | properties
    geometry = {"type": "Point", "coordinates": [lon, lat, 12.0]}
    return {"type": "Feature", "geometry": geometry, "properties": told}


def collection(*features: object, **members: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features)} | members)


def test_a_row_is_a_camera() -> None:
    found = read(HEADER + GOOD)
    assert problems(found) == []
    (camera,) = found.rows
    assert (camera.code, camera.name, camera.lon, camera.lat) == ("CZ-01", "大坝", 120.9, 29.5)
    assert (camera.azimuth_deg, camera.fov_deg, camera.range_m) == (90, 60, 300)
    assert camera.hours == (Hours(time(8), time(18)),)
    assert camera.valid_from == datetime(2022, 1, 1, tzinfo=ZONE).astimezone(UTC)
    assert camera.valid_to == datetime(2023, 1, 1, tzinfo=ZONE).astimezone(UTC)
    assert dict(found.columns)["range"] == "可视距离"


def test_reading_again_gives_the_same_ids_and_another_setting_another_id() -> None:
    first, again = read(HEADER + GOOD).rows[0], read("\n" + row()).rows[0]
    turned = read(row(方位角=100)).rows[0]
    assert first.id == again.id
    assert first.id != turned.id
    assert str(first.id) == "e152e05e-7b54-5f2f-b8e9-00fcc833c882"


def test_the_datum_must_be_declared_and_is_shifted_from() -> None:
    with pytest.raises(InvalidInput) as refused:
        read(HEADER + GOOD, datum=None)
    assert refused.value.key == "space.datum_required"
    lon, lat = (float(one) for one in from_wgs84(120.9, 29.5, "gcj02"))
    camera = read(row(经度=lon, 纬度=lat), datum="gcj02").rows[0]
    assert (camera.lon, camera.lat) == pytest.approx((120.9, 29.5), abs=2e-7)


@pytest.mark.parametrize(
    ("changes", "keys"),
    [
        ({"视场角": "361"}, ["cameras.out_of_range"]),
        ({"视场角": "-1"}, ["cameras.out_of_range"]),
        ({"视场角": ""}, ["ledgers.cell_empty"]),
        ({"视场角": "宽"}, ["ledgers.not_a_number"]),
        ({"视场角": "nan"}, ["ledgers.not_a_number"]),
        ({"可视距离": "-5"}, ["cameras.out_of_range"]),
        ({"可视距离": "20001"}, ["cameras.out_of_range"]),
        ({"可视距离": ""}, ["ledgers.cell_empty"]),
        ({"可视距离": "=A1"}, ["ledgers.formula"]),
        ({"方位角": ""}, ["cameras.azimuth_missing"]),
        ({"方位角": "361"}, ["cameras.out_of_range"]),
        ({"方位角": "东"}, ["ledgers.not_a_number"]),
        ({"经度": ""}, ["ledgers.place_missing"]),
        ({"经度": "29.5", "纬度": "120.9"}, ["ledgers.swapped"]),
        ({"经度": "181"}, ["ledgers.outside"]),
        ({"工作时间": "25:00-26:00"}, ["cameras.hours_unreadable"]),
        ({"工作时间": "白天"}, ["cameras.hours_unreadable"]),
        ({"启用日期": "去年"}, ["cameras.date_unreadable"]),
        ({"停用日期": "2021-12-31"}, ["cameras.dates_reversed"]),
        ({"编号": "", "名称": ""}, ["cameras.unnamed"]),
        ({"名称": "甲\u202e乙"}, ["ledgers.control"]),
        ({"编号": "x" * 65}, ["ledgers.text_too_long"]),
        ({"视场角": "500", "可视距离": "x"}, ["cameras.out_of_range", "ledgers.not_a_number"]),
    ],
)
def test_what_is_wrong_with_a_row_is_told_at_its_line_and_the_row_left_out(
    changes: dict[str, str], keys: list[str]
) -> None:
    found = read(row(**changes) + GOOD)
    assert problems(found) == [("2", key) for key in keys]
    assert [camera.code for camera in found.rows] == ["CZ-01"]
    assert found.n_bad == 1


@pytest.mark.parametrize("changes", [{"可视距离": "0"}, {"视场角": "0"}])
def test_a_camera_that_sees_nothing_is_kept_and_doubted(changes: dict[str, str]) -> None:
    found = read(row(**changes))
    assert problems(found) == []
    assert len(found.rows) == 1
    assert [(item.where, item.key) for item in found.doubts] == [("2", "cameras.sees_nothing")]


def test_a_camera_that_looks_all_round_needs_no_azimuth() -> None:
    camera = read(row(方位角="", 视场角="360")).rows[0]
    assert (camera.azimuth_deg, camera.fov_deg) == (0, 360)


@pytest.mark.parametrize(
    ("typed", "degrees"), [("-90", 270), ("360", 0), ("90°", 90), ("45度", 45)]
)
def test_azimuths_are_turned_into_the_circle(typed: str, degrees: float) -> None:
    assert read(row(方位角=typed)).rows[0].azimuth_deg == degrees


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("", ()),
        ("全天", ()),
        ("24小时", ()),
        ("00:00-24:00", ()),
        ("08:00-08:00", ()),
        ("22:00-06:00", ((22, 6),)),
        ("22:00-次日06:00", ((22, 6),)),
        ("8时至18时", ((8, 18),)),
        ("18:00-24:00", ((18, 0),)),
        ("06:00~09:00、17:00~22:00", ((6, 9), (17, 22))),
    ],
)
def test_hours_are_read_as_people_type_them(typed: str, hours: tuple[tuple[int, int], ...]) -> None:
    wanted = tuple(Hours(time(start), time(end)) for start, end in hours)
    assert read(row(工作时间=typed)).rows[0].hours == wanted


def test_without_hours_and_dates_a_camera_always_works() -> None:
    camera = read("name,lon,lat,fov,range_m\nA,120.9,29.5,360,50\n").rows[0]
    assert (camera.code, camera.hours, camera.valid_from, camera.valid_to) == ("A", (), None, None)


def test_the_same_camera_twice_is_one() -> None:
    found = read(HEADER + GOOD + GOOD)
    assert len(found.rows) == 1
    assert problems(found) == [("3", "ledgers.duplicate")]


def test_a_list_without_rows_has_none() -> None:
    assert read(HEADER).rows == ()
    assert read(collection(), "cameras.geojson") == CamerasRead((), (), 0)


def test_columns_may_be_named_by_the_office() -> None:
    text = "n,E,N,turn,width,far\nA,120.9,29.5,10,90,100\n"
    mapping = {"name": "n", "lon": "E", "lat": "N", "azimuth": "turn", "fov": "width"}
    assert read(text, mapping=mapping | {"range": "far"}).rows[0].range_m == 100
    with pytest.raises(InvalidInput) as refused:
        read(text, mapping=mapping)
    assert refused.value.key == "ledgers.columns_missing"
    assert "range" in refused.value.text("en")


def test_a_workbook_is_read_like_text(tmp_path) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEADER.strip().split(","))
    line = ["CZ-01", "大坝", 120.9, 29.5, 90, 60, 300, "08:00-18:00"]
    book.active.append([*line, datetime(2022, 1, 1), datetime(2022, 12, 31)])
    path = tmp_path / "cameras.xlsx"
    book.save(path)
    (camera,) = read_cameras(path, datum="wgs84", tz=ZONE).rows
    assert camera.range_m == 300
    assert camera.valid_from == datetime(2022, 1, 1, tzinfo=ZONE).astimezone(UTC)


def test_points_of_geojson_are_cameras() -> None:
    found = read(collection(feature(), feature(name="坝下", hours="全天")), "c.geojson", datum=None)
    assert problems(found) == []
    assert [(c.name, c.lon, c.lat, c.range_m) for c in found.rows] == [
        ("大坝", 120.9, 29.5, 300),
        ("坝下", 120.9, 29.5, 300),
    ]


def test_a_declared_datum_goes_before_the_label_of_geojson() -> None:
    lon, lat = (float(one) for one in from_wgs84(120.9, 29.5, "bd09"))
    camera = read(collection(feature(lon, lat)), "c.geojson", datum="bd09").rows[0]
    assert (camera.lon, camera.lat) == pytest.approx((120.9, 29.5), abs=2e-7)


@pytest.mark.parametrize(
    "odd",
    [
        feature("x", 29.5),
        feature(None, None),
        feature(float("nan"), 29.5),
        {**feature(), "geometry": None},
        {**feature(), "geometry": {"type": "Polygon", "coordinates": [[[0, 0]]]}},
        {**feature(), "geometry": {"type": "Point", "coordinates": "120.9,29.5"}},
        {**feature(), "geometry": {"type": "Point", "coordinates": [120.9]}},
    ],
)
def test_a_feature_that_is_no_point_has_no_place(odd: dict[str, object]) -> None:
    found = read(collection(feature(), odd), "c.geojson")
    assert problems(found) == [("2", "ledgers.place_missing")]
    assert len(found.rows) == 1


@pytest.mark.parametrize("odd", [None, 7, [], {}, {"type": "Feature", "properties": [1]}])
def test_what_is_no_feature_is_a_bad_row(odd: object) -> None:
    found = read(collection(feature(), odd), "c.geojson")
    assert {where for where, _ in problems(found)} == {"2"}
    assert len(found.rows) == 1


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "space.json_broken"),
        ("{", "space.json_broken"),
        ("[" * 100_000, "space.json_broken"),
        ("[]", "cameras.not_geojson"),
        ('{"type": "FeatureCollection"}', "cameras.not_geojson"),
        ('{"features": {}}', "cameras.not_geojson"),
        (collection(feature(), crs={"properties": {"name": "EPSG:4549"}}), "cameras.not_degrees"),
        (collection({**feature(), "properties": None}), "ledgers.columns_missing"),
    ],
)
def test_what_is_no_list_of_cameras_is_refused_in_words(text: str, key: str) -> None:
    with pytest.raises(GeoPatrolError) as refused:
        read(text, "c.geojson")
    assert refused.value.key == key
    assert refused.value.text("zh") and refused.value.text("en")


def test_too_many_properties_are_refused() -> None:
    with pytest.raises(TooLarge):
        read(collection(feature(**{f"p{k}": k for k in range(300)})), "c.geojson")


@pytest.mark.parametrize("name", ["cameras.txt", "cameras.kml", "cameras"])
def test_other_formats_are_refused(name: str) -> None:
    with pytest.raises(InvalidInput):
        read(HEADER + GOOD, name)


def test_a_file_that_is_not_there_is_told(tmp_path) -> None:
    for name in ("none.csv", "none.geojson"):
        with pytest.raises(InvalidInput) as refused:
            read_cameras(tmp_path / name, datum="wgs84", tz=ZONE)
        assert refused.value.key == "ledgers.file_unreadable"

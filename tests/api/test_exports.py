"""Tables as files: what other programs read is what the figures were."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet
import pyogrio
import pytest
import shapely
from defusedxml.ElementTree import fromstring
from export_samples import CELLS, END, GRID, MADE, START, about, area, coverage_table, gap_table

from api.exports import coverage
from api.exports.clocks import iso_moments, local_clocks
from api.exports.columns import texts
from api.exports.csv_file import csv_bytes
from api.exports.field_names import field_names
from api.exports.geojson_file import geojson_bytes
from api.exports.records import Export, stacked
from api.exports.worst import worst
from api.exports.writing import FORMATS, format_of, write
from geo_patrol.errors import InvalidInput
from geo_patrol.workflows.coverage import as_us

KML = "{http://www.opengis.net/kml/2.2}"


def of_gaps() -> Export:
    return coverage.gaps(gap_table(), about("gaps"))


def of_spans() -> Export:
    return coverage.spans(gap_table(), about("spans"))


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_csv_opens_in_a_spreadsheet_with_its_chinese_and_its_line_ends() -> None:
    data = csv_bytes(of_gaps(), "zh")
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == len(CELLS) + 1
    never = rows_of(data)[2]
    assert never["缺口等级"] == "从未到过"
    assert never["边界状态"] == "示意，非法定"
    assert never["上次到过"] == never["上次到过（本地时间）"] == never["已过÷要求间隔"] == ""
    assert never["演示数据"] == "否"


def test_a_csv_in_english_has_the_names_and_codes_of_the_other_formats() -> None:
    rows = rows_of(csv_bytes(of_gaps(), "en"))
    assert [row["gap_class"] for row in rows] == ["not_required", "late_5_plus", "never"]
    assert rows[1]["last_seen"] == "2022-10-01T01:01:00.123456+08:00"
    assert rows[1]["last_seen_local"] == "2022-10-01 01:01:00"
    assert rows[0]["required_interval_s"] == rows[0]["zone_level"] == ""


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_text_that_a_spreadsheet_would_run_is_only_text(first: str) -> None:
    export = replace(of_gaps(), columns=(texts("area", [first + "1+1", "a" + first, ""]),))
    # Inside a text the sign is harmless, and numbers keep theirs.
    assert [row["area"] for row in rows_of(csv_bytes(export, "en"))] == [
        "'" + first + "1+1",
        "a" + first,
        "",
    ]


@pytest.mark.parametrize("ending", FORMATS)
def test_the_same_data_gives_the_same_bytes(tmp_path: Path, ending: str) -> None:
    files = [tmp_path / "a" / f"gaps.{ending}", tmp_path / "b" / f"gaps.{ending}"]
    for file in files:
        write(of_gaps(), file, epsg=4326, language="zh")
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_csv_does_not_depend_on_when_it_was_made() -> None:
    later = coverage.gaps(gap_table(), about("gaps", made_at=MADE + timedelta(days=1)))
    assert csv_bytes(later, "zh") == csv_bytes(of_gaps(), "zh")


@pytest.mark.parametrize("epsg", [4326, 4549])
@pytest.mark.parametrize("ending", ["parquet", "gpkg"])
def test_what_a_gis_reads_is_what_the_table_says(tmp_path: Path, ending: str, epsg: int) -> None:
    file = tmp_path / f"gaps.{ending}"
    write(of_gaps(), file, epsg=epsg, language="zh")
    read = gpd.read_parquet(file) if ending == "parquet" else gpd.read_file(file)
    assert read.crs.to_epsg() == epsg
    table = gap_table()
    assert list(read["gap_class"]) == list(table.gap_class)
    np.testing.assert_allclose(read["ratio"], table.ratio, atol=1e-6)
    seen = pd.to_datetime(read["last_seen"], utc=True)
    assert seen.isna().tolist() == [True, False, True]
    # A GeoPackage keeps milliseconds.
    lag = abs(seen[1].timestamp() * 1e6 - table.last_leave_us[1])
    assert lag <= (1 if ending == "parquet" else 1000)
    drawn = gpd.GeoSeries([one.geometry for one in CELLS], crs=4326).to_crs(epsg)
    assert read.geometry.geom_equals_exact(drawn.apply(as_many), 1e-6).all()


def as_many(shape: shapely.Polygon | shapely.MultiPolygon) -> shapely.MultiPolygon:
    return shapely.MultiPolygon(list(shapely.get_parts(shape)))


def test_a_geojson_is_in_degrees_of_seven_digits_and_turns_against_the_clock() -> None:
    read = json.loads(geojson_bytes(of_gaps()))
    for feature, one in zip(read["features"], CELLS, strict=True):
        shape = shapely.geometry.shape(feature["geometry"])
        assert shapely.hausdorff_distance(shape, one.geometry) <= 1e-7
        assert (shapely.get_coordinates(shape).round(7) == shapely.get_coordinates(shape)).all()
        assert all(part.exterior.is_ccw for part in shapely.get_parts(shape))
    never = read["features"][2]["properties"]
    assert (never["last_seen"], never["ratio"], never["gap_class"]) == (None, None, "never")
    assert read["about"]["areas"][0]["licence"] == "ODbL 1.0"
    assert datetime.fromisoformat(read["about"]["end"]) == END


def test_spans_have_a_row_each_with_the_shape_of_their_cell(tmp_path: Path) -> None:
    table = gap_table()
    write(of_spans(), tmp_path / "spans.parquet", epsg=4326, language="zh")
    read = gpd.read_parquet(tmp_path / "spans.parquet")
    assert len(read) == len(table.spans) == 2
    assert read["code"].tolist() == [CELLS[idx].code for idx in table.spans.cell]
    assert read["never"].tolist() == [False, True]
    long_s = (table.spans.to_us - table.spans.from_us) / 1e6
    assert read["duration_s"].tolist() == long_s.tolist()
    assert read.geometry[1].equals(CELLS[2].geometry)


@pytest.mark.parametrize("ending", FORMATS)
def test_no_gaps_make_a_file_with_all_columns_and_no_rows(tmp_path: Path, ending: str) -> None:
    table = gap_table()
    none = np.flatnonzero(table.spans.cell < 0)
    fields = ("cell", "from_us", "to_us", "required_s", "never", "open")
    empty = replace(table.spans, **{name: getattr(table.spans, name)[none] for name in fields})
    export = coverage.spans(replace(table, spans=empty), about("spans"))
    names = [one.name for one in export.columns]
    file = tmp_path / f"spans.{ending}"
    write(export, file, epsg=4326, language="en")
    match ending:
        case "csv":
            read = pd.read_csv(file, encoding="utf-8-sig")
            found = [name for name in read.columns if not name.endswith("_local")]
        case "parquet":
            read = gpd.read_parquet(file)
            found = list(read.columns.drop("geometry"))
        case "zip":
            read = gpd.read_file(f"zip://{file}")
            found = list(read.columns.drop("geometry"))
            names = field_names(names)
        case "kml":
            root = fromstring(file.read_bytes())
            read = list(root.iter(f"{KML}Placemark"))
            found = [one.get("name") for one in root.iter(f"{KML}SimpleField")]
        case "gpkg":
            read = gpd.read_file(file)
            found = list(read.columns.drop("geometry"))
        case _:
            read = json.loads(file.read_text(encoding="utf-8"))["features"]
            found = names  # GeoJSON has no columns but those of its features
    assert len(read) == 0
    assert found == names


def test_a_geopackage_says_what_it_holds_and_what_its_columns_mean(tmp_path: Path) -> None:
    file = tmp_path / "gaps.gpkg"
    write(coverage.gaps(gap_table(), about("gaps", demo=True)), file, epsg=4326, language="zh")
    info = pyogrio.read_info(file, layer="gaps")
    stated = json.loads(info["layer_metadata"]["GEO_PATROL"])
    assert stated["demo"] is True
    assert stated["areas"][0]["boundary_status"] == "illustrative"
    with closing(sqlite3.connect(file)) as read:
        titles = dict(read.execute("SELECT column_name, title FROM gpkg_data_columns"))
        (described,) = read.execute("SELECT description FROM gpkg_contents").fetchone()
    assert titles["gap_class"] == "缺口等级"
    assert set(titles) == {one.name for one in of_gaps().columns}
    assert "DEMO" in described
    assert "示意" in described


def test_a_parquet_says_the_same_in_its_metadata(tmp_path: Path) -> None:
    file = tmp_path / "gaps.parquet"
    write(of_gaps(), file, epsg=4326, language="zh")
    schema = pyarrow.parquet.read_schema(file)
    stated = json.loads(schema.metadata[b"geo_patrol"])
    assert datetime.fromisoformat(stated["start"]) == START
    assert stated["areas"][0]["source"] == "drawn by hand"
    assert "要求" in schema.field("ratio").metadata[b"description"].decode()


def test_a_page_beside_a_csv_says_what_the_rows_do_not(tmp_path: Path) -> None:
    beside = write(of_gaps(), tmp_path / "gaps.csv", epsg=4326, language="zh")
    assert beside == tmp_path / "gaps.about.txt"
    page = beside.read_text(encoding="utf-8-sig")
    for word in ("长诏水库", "示意", "drawn by hand", "ODbL 1.0", "2022-11-01 09:30", "缺口等级"):
        assert word in page
    assert sorted(one.name for one in tmp_path.iterdir()) == ["gaps.about.txt", "gaps.csv"]


def test_areas_follow_one_another_with_their_own_shapes() -> None:
    one, other = gap_table(), gap_table(code="qincun")
    moved = tuple(
        replace(cell, geometry=shapely.transform(cell.geometry, lambda xy: xy + 1))
        for cell in CELLS
    )
    other = replace(other, grid=replace(GRID, cells=moved))
    whole = stacked(
        [coverage.spans(table, about("spans")) for table in (one, other)],
        replace(about("spans"), areas=(area(), area("qincun"))),
    )
    assert whole.column("area").to_pylist() == ["changzhao"] * 2 + ["qincun"] * 2
    drawn = whole.shapes[whole.shape_of]
    assert drawn[0].equals(CELLS[1].geometry)
    assert drawn[2].equals(moved[1].geometry)


def test_effort_is_told_to_the_microsecond(tmp_path: Path) -> None:
    export = coverage.effort(coverage_table(), about("effort"))
    write(export, tmp_path / "effort.csv", epsg=4326, language="en")
    read = pd.read_csv(tmp_path / "effort.csv", encoding="utf-8-sig", dtype={"code": str})
    assert read["presence_s"].tolist() == [0.0, 90.5, 3600.123456]
    assert read["n_visits"].tolist() == [0, 1, 2]
    assert read["code"].tolist() == [cell.code for cell in CELLS]


def test_the_worst_come_first() -> None:
    gaps, spent = of_gaps(), coverage.effort(coverage_table(), about("effort"))
    assert worst(gaps, 3).tolist() == [2, 1, 0]
    # Where nothing is required nobody is missed.
    assert worst(spent, 3).tolist() == [1, 2, 0]
    assert worst(of_spans(), 1).tolist() == [1]


def test_moments_carry_the_offset_that_the_clock_had() -> None:
    zone = ZoneInfo("Europe/Berlin")
    before = as_us(datetime(2022, 10, 30, 0, 59, 59, tzinfo=UTC))
    values = pa.array([before, before + 1_000_000, None], pa.timestamp("us", "UTC"))
    assert iso_moments(values, zone).to_pylist() == [
        "2022-10-30T02:59:59+02:00",
        "2022-10-30T02:00:00+01:00",
        None,
    ]
    assert local_clocks(values, zone).to_pylist()[1:] == ["2022-10-30 02:00:00", None]
    none = pa.array([], pa.timestamp("us", "UTC"))
    assert len(iso_moments(none, zone)) == len(local_clocks(none, zone)) == 0


def test_a_file_that_stands_there_is_kept_until_the_new_one_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "gaps.geojson"
    file.write_text("the old one")

    def breaks(_export: Export) -> bytes:
        raise OSError(28, "no space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("api.exports.geojson_file.geojson_bytes", breaks)
        with pytest.raises(InvalidInput) as refused:
            write(of_gaps(), file, epsg=4326, language="zh")
    assert refused.value.key == "cli.cannot_write"
    assert [one.name for one in tmp_path.iterdir()] == ["gaps.geojson"]
    assert file.read_text() == "the old one"
    write(of_gaps(), file, epsg=4326, language="zh")
    assert json.loads(file.read_text(encoding="utf-8"))["features"]


@pytest.mark.parametrize("name", ["gaps.xlsx", "gaps", "csv", ".csv", "gaps.csv.gz"])
def test_an_ending_that_no_format_has_is_refused(name: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        format_of(Path(name))
    assert refused.value.key == "exports.unknown_ending"


def test_an_ending_may_be_in_capitals() -> None:
    assert format_of(Path("GAPS.CSV")) == "csv"


@pytest.mark.parametrize("ending", ["csv", "geojson"])
def test_metres_are_refused_where_a_format_has_degrees_only(tmp_path: Path, ending: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        write(of_gaps(), tmp_path / f"gaps.{ending}", epsg=4549, language="zh")
    assert refused.value.key == "exports.degrees_only"
    assert list(tmp_path.iterdir()) == []

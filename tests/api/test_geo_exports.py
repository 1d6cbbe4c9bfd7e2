"""Shapefile and KML: what a GIS reads is what the table says, with names in Chinese."""

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import geopandas as gpd
import numpy as np
import pytest
import shapely
from defusedxml.ElementTree import fromstring
from export_samples import CELLS, END, MADE, START, ZONE, about, area, coverage_table, gap_table

from api.exports import coverage
from api.exports.columns import texts
from api.exports.field_names import field_names
from api.exports.incidents import incident_table
from api.exports.records import About, Export
from api.exports.writing import write, write_as
from geo_patrol.errors import InvalidInput
from geo_patrol.incidents.catalogue import built_in
from geo_patrol.incidents.records import Incident
from geo_patrol.store.repositories.incidents import StoredIncident

KML = "{http://www.opengis.net/kml/2.2}"
HOSTILE = "</description><script>&\x07]]>\U00020bb7㙍"


def of_gaps() -> Export:
    return coverage.gaps(gap_table(), about("gaps"))


def of_incidents(narrative: str = "夜间垂钓") -> Export:
    """Return two incidents."""
    first = Incident(
        id=UUID(int=1),
        squad_code="reservoir",
        occurred_at=datetime(2022, 10, 7, 17, 40, tzinfo=UTC),
        lon=121.0123456,
        lat=29.4321,
        accuracy_m=None,
        placed_by="gps",
        category="angling",
        source="patrol",
        narrative=narrative,
    )
    rows = [
        StoredIncident(one, "changzhao", None, None, (), END, False)
        for one in (first, replace(first, id=UUID(int=2), lon=121.02))
    ]
    told = About("incidents", (area(),), START, END, END, MADE, ZONE, False)
    return incident_table(rows, built_in(), told, "zh")


def read_shapefile(path: Path) -> gpd.GeoDataFrame:
    return gpd.read_file(f"zip://{path}")


def test_a_shapefile_has_the_cells_in_their_crs_with_words_in_chinese(tmp_path: Path) -> None:
    file = tmp_path / "缺口.zip"
    write(of_gaps(), file, epsg=4549, language="zh")
    read = read_shapefile(file)
    assert read.crs.to_epsg() == 4549
    assert read["code"].tolist() == [one.code for one in CELLS]
    assert read["gap_class"].tolist()[2] == "从未到过"
    assert read["last_seen"].fillna("").tolist() == ["", "2022-10-01 01:01:00", ""]
    np.testing.assert_allclose(read["ratio"], gap_table().ratio, atol=1e-6)
    drawn = gpd.GeoSeries([one.geometry for one in CELLS], crs=4326).to_crs(4549)
    assert (read.geometry.symmetric_difference(drawn).area < 1e-3).all()


def test_a_shapefile_says_that_it_is_utf_8_and_what_its_fields_are_called(tmp_path: Path) -> None:
    file = tmp_path / "gaps.zip"
    write(of_gaps(), file, epsg=4326, language="zh")
    with zipfile.ZipFile(file) as packed:
        names = set(packed.namelist())
        parts = {one: packed.read(f"gaps.{one}") for one in ("cpg", "qml", "fields.csv")}
        told = packed.read("gaps.about.txt").decode("utf-8-sig")
    assert names >= {"gaps.shp", "gaps.shx", "gaps.dbf", "gaps.prj", "gaps.cpg"}
    assert parts["cpg"].strip() == b"UTF-8"
    aliases = {one.get("field"): one.get("name") for one in fromstring(parts["qml"]).iter("alias")}
    assert aliases["required_s"] == "要求间隔（秒）"
    assert list(aliases) == [c for c in read_shapefile(file).columns if c != "geometry"]
    table = list(csv.DictReader(io.StringIO(parts["fields.csv"].decode("utf-8-sig"))))
    assert {row["字段"]: row["中文名"] for row in table} == aliases
    assert all(row["含义"] for row in table)
    assert "长诏水库" in told and "ODbL 1.0" in told


@pytest.mark.parametrize("ending", ["zip", "kml"])
def test_text_too_long_for_a_field_is_cut_between_letters(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"i.{ending}"
    write_as(of_incidents("水" * 300), file, ending, epsg=4326, language="zh")  # type: ignore[arg-type]
    read = read_shapefile(file) if ending == "zip" else gpd.read_file(file)
    wanted = "水" * (84 if ending == "zip" else 300)
    assert read["narrative"].tolist() == [wanted, wanted]


@pytest.mark.parametrize("ending", ["zip", "kml", "gpkg", "parquet"])
def test_incidents_lie_where_they_happened(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"i.{ending}"
    write_as(of_incidents(), file, ending, epsg=4326, language="zh")  # type: ignore[arg-type]
    readers: dict[str, Callable[[Path], gpd.GeoDataFrame]] = {
        "zip": read_shapefile,
        "parquet": gpd.read_parquet,
    }
    read = readers.get(ending, gpd.read_file)(file)
    assert read.geometry.x.tolist() == pytest.approx([121.0123456, 121.02])
    assert read.geometry.y.tolist() == pytest.approx([29.4321, 29.4321])
    assert set(read["narrative"]) == {"夜间垂钓"}


def test_a_kml_has_a_placemark_for_each_cell_with_its_values_in_words(tmp_path: Path) -> None:
    file = tmp_path / "gaps.kml"
    write(of_gaps(), file, epsg=4326, language="zh")
    read = gpd.read_file(file)
    assert read.crs.to_epsg() == 4326
    assert read["Name"].tolist() == [one.code for one in CELLS]
    assert read["gap_class"].tolist()[2] == "从未到过"
    for shape, one in zip(read.geometry, CELLS, strict=True):
        assert shapely.hausdorff_distance(shapely.force_2d(shape), one.geometry) <= 1e-7
    root = fromstring(file.read_bytes())
    said = {
        one.get("name"): one.findtext(f"{KML}displayName") for one in root.iter(f"{KML}SimpleField")
    }
    assert said["required_interval_s"] == "要求间隔（秒）"


def test_what_people_typed_is_text_in_a_kml(tmp_path: Path) -> None:
    file = tmp_path / "i.kml"
    write_as(of_incidents(HOSTILE), file, "kml", epsg=4326, language="zh")
    root = fromstring(file.read_bytes())
    found = [one.text for one in root.iter(f"{KML}SimpleData") if one.get("name") == "narrative"]
    assert found == [HOSTILE.replace("\x07", "")] * 2
    assert not list(root.iter("script"))


@pytest.mark.parametrize("ending", ["zip", "kml"])
def test_a_table_without_shapes_is_neither(tmp_path: Path, ending: str) -> None:
    table = replace(of_gaps(), located=False)
    with pytest.raises(InvalidInput) as caught:
        write(table, tmp_path / f"a.{ending}", epsg=4326, language="zh")
    assert caught.value.key == "exports.needs_shapes"
    assert list(tmp_path.iterdir()) == []


def test_names_of_fields_are_short_and_no_two_alike() -> None:
    for export in (of_gaps(), of_incidents(), coverage.effort(coverage_table(), about("effort"))):
        names = [one.name for one in export.columns]
        short = field_names(names)
        assert len({one.lower() for one in short}) == len(names)
        assert all(len(one.encode()) <= 10 and one.isascii() for one in short)
    assert field_names(["abcdefghijk", "abcdefghijl"]) == ["abcdefghij", "abcdefghi2"]


def test_rows_of_a_field_with_no_text_stay_empty(tmp_path: Path) -> None:
    table = replace(of_gaps(), columns=(texts("code", [None, "=1+1", ""]),))
    file = tmp_path / "a.zip"
    write(table, file, epsg=4326, language="en")
    assert read_shapefile(file)["code"].fillna("").tolist() == ["", "=1+1", ""]

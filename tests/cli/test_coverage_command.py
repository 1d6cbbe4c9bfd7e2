"""``geo-patrol coverage`` on a store with one patrol: on the screen, and as files."""

import json
import os
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

import geopandas as gpd
import pandas as pd
import pytest
from commanding import done, refused, run

from geo_patrol.store.engine import Store, open_store
from geo_patrol.store.repositories import grids

PERIOD = ("--from", "2022-10-03", "--to", "2022-10-10")
FIGURES = (
    ("effort", "presence_s"),
    ("gaps", "ratio"),
    ("spans", "duration_s"),
    ("seen", "seen_neither"),
    ("rates", "presence_h"),
    ("hotspots", "z"),
)
ENDINGS = ("csv", "geojson", "parquet", "gpkg")


class Templates(Protocol):
    """Filled stores, as all tests share them, to be copied."""

    def copy_sqlite(self, fill: str) -> str:
        """Return the URL of a new SQLite store."""

    def copy_postgis(self, server: str, fill: str) -> str:
        """Return the URL of a new database on a server."""

    def drop(self, url: str) -> None:
        """Drop such a database."""


def boat_track(store: Store) -> str:
    """Return a track over some cells of 长诏, a fix in each every half minute, as CSV."""
    with store.reader() as session:
        stored = grids.grid_in_use(session, "changzhao")
    assert stored is not None
    places = [cell.geometry.representative_point() for cell in stored.grid.cells[:40]]
    start = datetime(2022, 10, 3, 8, tzinfo=ZoneInfo("Asia/Shanghai"))
    rows = [
        f"{(start + timedelta(seconds=30 * i)).isoformat()},{place.x:.7f},{place.y:.7f},5"
        for i, place in enumerate(places)
    ]
    return "\n".join(["time,lon,lat,accuracy", *rows, ""])


@pytest.fixture
def patrolled(
    request: pytest.FixtureRequest,
    backend: str,
    templates: Templates,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """Stand in an empty folder, with a store in which one boat went over cells of 长诏."""
    if backend == "sqlite":
        url = templates.copy_sqlite("loaded")
    else:
        url = templates.copy_postgis(request.getfixturevalue("postgis_url"), "loaded")
        request.addfinalizer(lambda: templates.drop(url))
    for name in list(os.environ):
        if name.startswith("GEO_PATROL_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("GEO_PATROL_LANGUAGE", "en")
    monkeypatch.setenv("GEO_PATROL_DATABASE_URL", url)
    track = tmp_path / "track.csv"
    with closing(open_store(url)) as store:
        track.write_text(boat_track(store))
    done("import", "tracks", track, "--area", "changzhao", "--mode", "boat")
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


def read_back(file: Path) -> pd.DataFrame:
    if file.suffix == ".csv":
        return pd.read_csv(file, encoding="utf-8-sig", dtype={"code": str})
    read: pd.DataFrame = (
        gpd.read_parquet(file) if file.suffix == ".parquet" else gpd.read_file(file)
    )
    return read


def test_each_format_says_the_same_on_either_store(patrolled: Path) -> None:
    for figure, column in FIGURES:
        tables = []
        for ending in ENDINGS:
            said = done(
                "coverage", figure, "--area", "changzhao", *PERIOD, "--out", f"o/t.{ending}"
            )
            assert f"o/t.{ending}" in said
            tables.append(read_back(patrolled / "o" / f"t.{ending}"))
        for one in tables[1:]:
            assert one["code"].tolist() == tables[0]["code"].tolist()
            pd.testing.assert_series_equal(one[column], tables[0][column], check_dtype=False)
    assert sorted(one.name for one in (patrolled / "o").iterdir()) == [
        "t.about.txt",
        *sorted(f"t.{ending}" for ending in ENDINGS),
    ]


def test_compliance_is_a_table_whose_rows_have_no_shape(patrolled: Path) -> None:
    words = ("coverage", "compliance", "--area", "changzhao", "--area", "qincun", *PERIOD)
    for ending in ENDINGS:
        done(*words, "--out", f"c.{ending}", "--lang", "en")
    rows = pd.read_csv("c.csv", encoding="utf-8-sig")
    assert 0 < rows["met"].sum() < rows["windows"].sum()
    whole = rows["met"] + rows["never_seen"] + rows["untracked"] + rows["missed"]
    assert (whole == rows["windows"]).all()
    for read in (pd.read_parquet("c.parquet"), gpd.read_file("c.gpkg")):
        assert "geometry" not in read
        assert read["met"].tolist() == rows["met"].tolist()
    features = json.loads(Path("c.geojson").read_text(encoding="utf-8"))["features"]
    assert {one["geometry"] for one in features} == {None}
    assert [one["properties"]["met"] for one in features] == rows["met"].tolist()
    assert "Compliance" in done(*words)


def test_the_screen_tells_a_leader_what_to_know_first(patrolled: Path) -> None:
    gaps = done("coverage", "gaps", "--area", "changzhao", *PERIOD)
    assert "never seen" in gaps
    assert "Compliance" in gaps
    assert "cells" in gaps
    spent = done("coverage", "effort", "--area", "changzhao", *PERIOD)
    assert "visited" in spent
    assert "… and" in spent


def test_all_areas_stand_in_one_file(patrolled: Path) -> None:
    done("coverage", "gaps", "--area", "all", *PERIOD, "--out", "all.csv", "--lang", "zh")
    read = pd.read_csv(patrolled / "all.csv", encoding="utf-8-sig", dtype=str)
    assert {"changzhao", "qincun", "dashiju"} <= set(read["辖区"])
    twice = ("--area", "changzhao", "--area", "changzhao")
    done("coverage", "gaps", *twice, *PERIOD, "--out", "one.csv")
    assert read_back(patrolled / "one.csv")["code"].is_unique


def test_a_table_goes_through_a_pipe(patrolled: Path) -> None:
    words = ("coverage", "effort", "--area", "changzhao", *PERIOD, "--format")
    assert run(*words, "csv").stdout_bytes.startswith(b"\xef\xbb\xbf")
    assert json.loads(run(*words, "geojson").stdout_bytes)["features"]
    assert refused(*words, "gpkg").key == "cli.bad_choice"


def test_a_period_before_all_patrols_has_nothing_but_gaps(patrolled: Path) -> None:
    early = ("--from", "2022-09-01", "--to", "2022-09-02")
    done("coverage", "effort", "--area", "changzhao", *early, "--out", "e.csv")
    assert read_back(patrolled / "e.csv")["presence_s"].sum() == 0
    done("coverage", "gaps", "--area", "changzhao", *early, "--out", "g.csv")
    assert set(read_back(patrolled / "g.csv")["gap_class"]) <= {"never", "not_required"}


def test_what_makes_no_sense_is_told_and_nothing_is_written(patrolled: Path) -> None:
    words = ("coverage", "gaps", "--area", "changzhao")
    assert refused("coverage", "gaps", "--area", "nowhere", *PERIOD).key == "records.no_area"
    backwards = ("--from", "2022-10-10", "--to", "2022-10-03")
    assert refused(*words, *backwards).key == "records.end_before_start"
    ahead = ("--from", "2122-10-01", "--to", "2122-11-01")
    assert refused(*words, *ahead).key == "records.end_before_start"
    assert refused(*words, *PERIOD, "--out", "gaps.xlsx").key == "exports.unknown_ending"
    metres = ("--crs", "4549", "--out", "gaps.csv")
    assert refused(*words, *PERIOD, *metres).key == "exports.degrees_only"
    assert refused(*words, *PERIOD, "--crs", "3857").key == "cli.bad_choice"
    assert refused(*words, *PERIOD, "--lang", "fr").key == "cli.bad_setting"
    (patrolled / "file").write_text("no folder")
    assert refused(*words, *PERIOD, "--out", "file/gaps.csv").key == "cli.cannot_write"
    assert [one.name for one in patrolled.iterdir()] == ["file"]


def test_metres_are_written_where_asked_for(patrolled: Path) -> None:
    words = ("coverage", "gaps", "--area", "changzhao", *PERIOD, "--crs", "4549")
    done(*words, "--out", "gaps.gpkg")
    assert gpd.read_file(patrolled / "gaps.gpkg").crs.to_epsg() == 4549

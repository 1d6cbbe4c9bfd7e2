"""``geo-patrol incidents export``: records as files, persons only for a reason that is entered."""

import json
import os
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol
from uuid import UUID

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
from commanding import done, refused

from geo_patrol.incidents.records import Incident, Outcome, SeizedItem
from geo_patrol.incidents.voiding import IncidentVoid, void_id
from geo_patrol.personal import Person
from geo_patrol.settings import Settings
from geo_patrol.store.engine import Store, open_store
from geo_patrol.store.keys import load_keyring
from geo_patrol.store.repositories import audit
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.persons import Vault
from geo_patrol.workflows.records import put_incident
from geo_patrol.workflows.voiding import put_void

AT = datetime(2022, 10, 7, 17, 40, tzinfo=UTC)
NOW = AT + timedelta(days=1)
PERIOD = ("--from", "2022-10-01", "--to", "2022-11-01")
FORMULA = "=cmd|' /C calc'!A0"
PERSON = Person(name="欧阳䶮", plate="浙D·98765")
OUTCOMES = (
    Outcome("persuaded", 2),
    Outcome("filed_simple", None, "", AT + timedelta(minutes=20), 200),
    Outcome("transferred", agency="public_security"),
)


class Templates(Protocol):
    """Filled stores, as all tests share them, to be copied."""

    def copy_sqlite(self, fill: str) -> str:
        """Return the URL of a new SQLite store."""

    def copy_postgis(self, server: str, fill: str) -> str:
        """Return the URL of a new database on a server."""

    def drop(self, url: str) -> None:
        """Drop such a database."""


def fill(store: Store) -> None:
    """Write two incidents that count, one far from the first, and one that is void."""
    keyring = load_keyring(store, Settings().master_key_file, now=NOW)
    vault = Vault(keyring, timedelta(days=365), timedelta(days=1825))
    first = Incident(
        id=UUID(int=1),
        squad_code="reservoir",
        occurred_at=AT,
        lon=121.0,
        lat=29.432,
        accuracy_m=6,
        placed_by="gps",
        category="angling",
        source="patrol",
        narrative=FORMULA,
        outcomes=OUTCOMES,
        seized=(SeizedItem("rod", 2),),
        persons=(PERSON,),
    )
    elsewhere = replace(
        first, id=UUID(int=2), squad_code="park", lon=120.5, lat=29.5, category="noise"
    )
    for one in (first, elsewhere, replace(first, id=UUID(int=3))):
        put_incident(store, SYSTEM, one, vault, now=NOW, confirmed=True)
    said = IncidentVoid(void_id(UUID(int=3)), UUID(int=3), True, "+重复")
    put_void(store, SYSTEM, said, now=NOW)


@pytest.fixture
def url(
    request: pytest.FixtureRequest,
    backend: str,
    templates: Templates,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> str:
    """Stand in an empty folder, with a store that has incidents; return its URL."""
    if backend == "sqlite":
        made = templates.copy_sqlite("loaded")
    else:
        made = templates.copy_postgis(request.getfixturevalue("postgis_url"), "loaded")
        request.addfinalizer(lambda: templates.drop(made))
    for name in list(os.environ):
        if name.startswith("GEO_PATROL_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("GEO_PATROL_LANGUAGE", "en")
    monkeypatch.setenv("GEO_PATROL_DATABASE_URL", made)
    monkeypatch.setenv("GEO_PATROL_DATA_DIR", str(tmp_path / "data"))
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    with closing(open_store(made, exclusive=True)) as store:
        fill(store)
    return made


def export(*words: str | Path) -> str:
    return done("incidents", "export", *PERIOD, *words)


def test_each_format_has_the_incidents_that_count_without_persons(url: str) -> None:
    for ending in ("csv", "xlsx", "geojson"):
        assert f"o/i.{ending}" in export("--out", f"o/i.{ending}")
    table = pd.read_csv("o/i.csv", encoding="utf-8-sig")
    assert table["id"].tolist() == [str(UUID(int=1)), str(UUID(int=2))]
    assert table["occurred_at"].tolist() == ["2022-10-08T01:40:00+08:00"] * 2
    assert table["area"].tolist()[0] == "changzhao"
    assert table["persuaded"].tolist() == [2, 2]
    outcomes = "persuaded (2); filed_simple (¥200, 2022-10-08 02:00); transferred (public_security)"
    assert table["outcomes"].tolist() == [outcomes] * 2
    features = json.loads(Path("o/i.geojson").read_text(encoding="utf-8"))["features"]
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [121.0, 29.432]}
    assert [one["properties"]["outcomes"] for one in features] == [outcomes] * 2
    sheet = openpyxl.load_workbook("o/i.xlsx").active
    assert sheet is not None
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == list(table["id"])
    for file in Path("o").iterdir():
        assert "欧阳".encode() not in file.read_bytes()
        assert b"98765" not in file.read_bytes()


@pytest.mark.parametrize("ending", ["gpkg", "parquet", "kml", "zip"])
def test_a_map_program_reads_them_where_they_happened_without_persons(
    url: str, ending: str
) -> None:
    export("--out", f"i.{ending}")
    read = (
        gpd.read_parquet("i.parquet")
        if ending == "parquet"
        else gpd.read_file("zip://i.zip" if ending == "zip" else f"i.{ending}")
    )
    assert read["narrative"].tolist() == [FORMULA] * 2
    assert read.geometry.x.tolist() == pytest.approx([121.0, 120.5])
    assert "欧阳" not in read.to_csv() and "98765" not in read.to_csv()
    export("--out", f"p.{ending}", "--persons", "--reason", "移交公安")
    told = (
        gpd.read_parquet("p.parquet")
        if ending == "parquet"
        else gpd.read_file("zip://p.zip" if ending == "zip" else f"p.{ending}")
    )
    assert told["persons"].tolist() == [f"{PERSON.name}, {PERSON.plate}"] * 2


def test_nothing_that_was_typed_is_run_by_a_spreadsheet(url: str) -> None:
    export("--out", "i.csv", "--include-void")
    table = pd.read_csv("i.csv", encoding="utf-8-sig")
    assert table["narrative"].tolist() == [f"'{FORMULA}"] * 3
    assert sorted(table["void_reason"].dropna()) == ["'+重复"]
    export("--out", "i.xlsx", "--include-void")
    sheet = openpyxl.load_workbook("i.xlsx").active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert FORMULA in [cell.value for cell in cells]
    assert "f" not in {cell.data_type for cell in cells}


def test_an_area_has_its_own_and_what_is_void_is_marked(url: str) -> None:
    export("--out", "a.csv", "--area", "changzhao", "--include-void", "--lang", "zh")
    table = pd.read_csv("a.csv", encoding="utf-8-sig")
    assert table["编号"].tolist() == [str(UUID(int=1)), str(UUID(int=3))]
    assert table["作废"].tolist() == ["否", "是"]
    assert table["类别"].tolist() == ["垂钓"] * 2
    assert table["处置结果"][0].startswith("劝离 (2); ")
    assert "作废" in Path("a.about.txt").read_text(encoding="utf-8-sig")
    assert refused("incidents", "export", *PERIOD, "--area", "x", "--out", "b.csv").key == (
        "records.no_area"
    )
    assert not Path("b.csv").exists()


def test_persons_take_a_reason_and_are_entered(url: str) -> None:
    words = ("incidents", "export", *PERIOD, "--out", "p.csv", "--persons")
    for more in ((), ("--reason", "  ")):
        assert refused(*words, *more).key == "exports.incidents.reason"
    assert not Path("p.csv").exists()
    done(*words, "--reason", "移送案卷")
    table = pd.read_csv("p.csv", encoding="utf-8-sig")
    assert table["persons"].tolist() == ["欧阳䶮, 浙D·98765"] * 2
    with closing(open_store(url)) as store, store.reader() as session:
        found = [one for one in audit.entries(session) if one.action == "export"]
    assert [(one.chain, one.actor) for one in found] == [
        ("park", "system"),
        ("reservoir", "system"),
    ]
    details = json.loads(found[0].details)
    assert (details["n"], details["persons"], details["reason"]) == (1, True, "移送案卷")
    assert "欧阳" not in str(found)


def test_an_ending_or_a_period_that_will_not_do_is_told_first(url: str) -> None:
    ending = refused("incidents", "export", *PERIOD, "--out", "i.pdf")
    assert ending.key == "exports.incidents.unknown_ending"
    period = refused(
        "incidents", "export", "--from", "2022-10-02", "--to", "2022-10-01", "--out", "i.csv"
    )
    assert period.key == "records.end_before_start"
    assert list(Path().iterdir()) == []

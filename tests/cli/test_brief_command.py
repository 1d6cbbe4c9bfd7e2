"""``geo-patrol brief`` and printed maps: a folder that is whole or not there at all."""

import json
import zipfile
from pathlib import Path

import pytest
from commanding import done, refused

MONTH = ("brief", "monthly", "--period", "2022-10")


def test_a_month_is_a_folder_of_files(folder: Path) -> None:
    formats = "csv,kml,shapefile,docx"
    told = done(*MONTH, "--out", "o/october", "--area", "changzhao", "--formats", formats)
    assert "o/october" in told
    names = {one.name for one in (folder / "o" / "october").iterdir()}
    assert {"README.txt", "figures.json", "bulletin-2022-10-zh.docx", "places-gaps.kml"} <= names
    assert not any(one.startswith(".") for one in names)
    with zipfile.ZipFile(folder / "o" / "october" / "briefing-2022-10.zip") as packed:
        assert set(packed.namelist()) == names - {"briefing-2022-10.zip"}
    assert [one.name for one in (folder / "o").iterdir()] == ["october"]


@pytest.mark.parametrize(
    ("kind", "period", "stem"),
    [("quarterly", "2022Q4", "ranking"), ("annual", "2022", "report")],
)
def test_a_quarter_and_a_year_are_briefings_too(
    folder: Path, kind: str, period: str, stem: str
) -> None:
    words = ("brief", kind, "--period", period, "--out", "b", "--lang", "both")
    done(*words, "--formats", "xlsx")
    names = {one.name for one in (folder / "b").iterdir()}
    assert {f"{stem}-{period}-zh.xlsx", f"{stem}-{period}-en.xlsx"} <= names
    assert json.loads((folder / "b" / "figures.json").read_bytes())["kind"] == kind


def test_what_cannot_be_made_is_told_and_leaves_nothing(folder: Path) -> None:
    wrong = {
        "records.no_area": ("--area", "nowhere", "--formats", "csv"),
        "cli.bad_choice": ("--formats", "csv,exe"),
        "brief.no_forms": ("--formats", ","),
    }
    for key, words in wrong.items():
        assert refused(*MONTH, "--out", "b", *words).key == key
    assert refused(*MONTH[:3], "2022-13", "--out", "b").key == "briefing.bad_period"
    assert refused(*MONTH, "--out", "b", "--lang", "fr").key == "cli.bad_choice"
    assert not (folder / "b").exists()
    assert not [one for one in folder.iterdir() if one.name.startswith(".b")]


def test_files_of_others_are_not_mixed_with_it(folder: Path) -> None:
    (folder / "b").mkdir()
    (folder / "b" / "letter.txt").write_text("mine")
    assert refused(*MONTH, "--out", "b").key == "brief.not_empty"
    assert [one.name for one in (folder / "b").iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    ("kind", "form", "first"),
    [
        ("gaps", "pdf", b"%PDF"),
        ("incidents", "png", b"\x89PNG"),
        ("change", "svg", b"<?xml"),
        ("overview", "pdf", b"%PDF"),
    ],
)
def test_a_map_is_printed(folder: Path, kind: str, form: str, first: bytes) -> None:
    words = ("map", kind, "--area", "changzhao", "--print", form, "--dpi", "60", "--paper", "a3")
    told = done(*words, "--orientation", "portrait", "--handling", "内部使用")
    assert f"{kind}-changzhao.{form}" in told
    assert (folder / f"{kind}-changzhao.{form}").read_bytes().startswith(first)


def test_a_map_that_cannot_be_printed_says_what_can(folder: Path) -> None:
    area = ("--area", "changzhao")
    assert refused("map", "briefing", *area, "--print", "pdf").key == "drawing.screen_only"
    assert refused("map", "change", *area).key == "drawing.paper_only"
    assert refused("map", "gaps", *area, "--print", "bmp").key == "cli.bad_choice"
    assert refused("map", "gaps", *area, "--print", "png", "--dpi", "9").key == "print.dpi"
    assert list(folder.glob("*.p*")) == []

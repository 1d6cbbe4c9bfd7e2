"""Bad files on the command line, on both stores: refused in words, and nothing is written."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from bad_import import Import
from bad_scene import rows, says, written
from bad_tables import IMPORTS
from typer.testing import CliRunner

from api.cli import app
from geo_patrol.errors import GeoPatrolError
from geo_patrol.messages import LANGUAGES
from geo_patrol.store.engine import Store, open_store

LIGHT = [case for case in IMPORTS if not case.heavy]
HEAVY = [case for case in IMPORTS if case.heavy]


@pytest.fixture(scope="module", params=["sqlite", "postgis"])
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    templates = request.getfixturevalue("templates")
    if request.param == "sqlite":
        yield templates.copy_sqlite("loaded")
    else:
        made = templates.copy_postgis(request.getfixturevalue("postgis_url"), "loaded")
        yield made
        templates.drop(made)


@pytest.fixture(scope="module")
def watched(url: str) -> Iterator[Store]:
    """Give the store to whoever only looks."""
    with closing(open_store(url)) as store:
        yield store


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str) -> Path:
    for name in [name for name in os.environ if name.startswith("GEO_PATROL_")]:
        monkeypatch.delenv(name)
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    monkeypatch.setenv("GEO_PATROL_DATABASE_URL", url)
    monkeypatch.setattr(tempfile, "tempdir", str(inside))
    return inside


@pytest.mark.parametrize("case", LIGHT, ids=[case.name for case in LIGHT])
def test_a_bad_file_is_refused_in_words_and_leaves_nothing(
    folder: Path, watched: Store, case: Import
) -> None:
    refuse(folder, watched, case)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("case", HEAVY, ids=[case.name for case in HEAVY])
def test_a_bad_file_that_takes_long_to_read_is_refused_in_words_and_leaves_nothing(
    folder: Path, watched: Store, case: Import
) -> None:
    refuse(folder, watched, case)


def refuse(folder: Path, watched: Store, case: Import) -> None:
    """Import a bad file; hold the refusal to what the table says, and to have left nothing."""
    (folder / case.file).write_bytes(case.bytes())
    around = _files(folder)
    before = rows(watched)
    command, *more = case.words
    ended = CliRunner().invoke(app, ["import", command, case.file, *more])
    error = ended.exception
    assert isinstance(error, GeoPatrolError), ended.output
    assert error.key == case.code, error.text("en")
    for language in LANGUAGES:
        assert says(error.text(language), case.code, language)
    if case.says is not None:
        assert [(one.where, one.key) for one in error.findings] == list(case.says.items())
    assert written(before, rows(watched)) == set()
    assert _files(folder) == around


def _files(folder: Path) -> list[str]:
    """Return what lies two folders up and below: names that climb would leave something there."""
    return sorted(str(path) for path in folder.parents[1].rglob("*") if path.suffix != ".lock")


def test_the_table_has_no_file_twice() -> None:
    assert len({case.name for case in IMPORTS}) == len(IMPORTS)

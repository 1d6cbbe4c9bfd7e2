"""A folder to run commands in."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sqlite_samples: Path) -> Iterator[Path]:
    """Stand in an empty folder whose store holds the sample boundaries."""
    for name in list(os.environ):
        if name.startswith("GEO_PATROL_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GEO_PATROL_LANGUAGE", "en")
    home = tmp_path / "geo-patrol-data"
    home.mkdir()
    (home / "geo-patrol.sqlite").write_bytes(sqlite_samples.read_bytes())
    yield tmp_path

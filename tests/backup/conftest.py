"""A store with records, and an empty place of the same kind."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from backup_world import World, add_records

from geo_patrol.store.backup import postgres_copy
from geo_patrol.store.engine import Store, open_store

if TYPE_CHECKING:
    from conftest import Templates


@pytest.fixture
def world(loaded_store: Store, tmp_path: Path) -> World:
    """Give a store with the sample boundaries and records of every kind, persons and evidence."""
    made = World(loaded_store, tmp_path)
    add_records(made)
    return made


@pytest.fixture
def empty_url(
    request: pytest.FixtureRequest, backend: str, templates: "Templates", tmp_path: Path
) -> Iterator[str]:
    """Return the URL of an empty place of the same kind: no file, or a database without tables."""
    if backend == "sqlite":
        yield f"sqlite:///{tmp_path / 'restored' / 'geo-patrol.sqlite'}"
        return
    url = templates.copy_postgis(request.getfixturevalue("postgis_url"), "empty")
    with closing(open_store(url)) as store, store.upkeep() as session:
        postgres_copy.clear(session.connection())
    yield url
    templates.drop(url)

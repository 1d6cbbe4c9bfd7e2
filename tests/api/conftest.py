"""Applications over both stores.

A module's tests share one application and one store of each kind: each test makes its own records,
under new ids, and expects those of others around them. ``fresh_world`` is for those that can't.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from api_world import DEVELOPING, DRAWING, READING, Loop, World, add_places, make_world

from geo_patrol.store.engine import Store, open_store


@pytest.fixture(scope="session")
def loop() -> Iterator[Loop]:
    """Give one event loop to all clients, and to all applications who draws for them."""
    with closing(Loop()) as made, closing(DRAWING), closing(DEVELOPING), closing(READING):
        yield made


@contextmanager
def _copied(request: pytest.FixtureRequest, fill: str) -> Iterator[Store]:
    templates = request.getfixturevalue("templates")
    if request.param == "sqlite":
        url = templates.copy_sqlite(fill)
    else:
        url = templates.copy_postgis(request.getfixturevalue("postgis_url"), fill)
    with closing(open_store(url, exclusive=True)) as store:
        yield store
    templates.remove(url)


@contextmanager
def _over(store: Store, loop: Loop) -> Iterator[World]:
    made = make_world(store, loop)
    yield made
    made.close()


@pytest.fixture(scope="module", params=["sqlite", "postgis"])
def world(request: pytest.FixtureRequest, loop: Loop) -> Iterator[World]:
    """Give an application over a store with two squads and an area of each."""
    with _copied(request, "empty") as store:
        add_places(store)
        with _over(store, loop) as made:
            yield made


@pytest.fixture(scope="module", params=["sqlite", "postgis"])
def loaded_world(request: pytest.FixtureRequest, loop: Loop) -> Iterator[World]:
    """Give an application over the sample areas, zones and grids."""
    with _copied(request, "loaded") as store, _over(store, loop) as made:
        yield made


@pytest.fixture
def fresh_world(store: Store, loop: Loop) -> Iterator[World]:
    """Give an application of its own over an empty store with two squads and their areas."""
    add_places(store)
    with _over(store, loop) as made:
        yield made

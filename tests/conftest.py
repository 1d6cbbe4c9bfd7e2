"""What all tests share: both stores, empty and loaded.

A store is made once per worker and copied for each test: a file copy on SQLite, in memory where the
system has a folder for that, and a database made from a template on PostGIS. It goes with its test.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import hypothesis
import pytest
from browser import launch
from playwright.sync_api import Browser
from running_order import rank
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from geo_patrol.store import schema
from geo_patrol.store.engine import Store, open_store

# A busy machine is slow: how long an example takes says nothing about the code.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

ROOT = Path(__file__).resolve().parents[1]
NOW = datetime(2023, 1, 1, 4, tzinfo=UTC)
IN_MEMORY = Path("/dev/shm")  # noqa: S108
LEAST_FREE = 2**30

Fill = Callable[[Store], None]
MakeStore = Callable[[], str]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files that take long first; the order within a file stays."""
    items.sort(key=lambda item: rank(item.path))


def _nothing(_store: Store) -> None:
    """Leave a store empty."""


def _samples(store: Store) -> None:
    from geo_patrol.settings import Settings
    from geo_patrol.workflows.samples import load_samples

    load_samples(store, Settings(_env_file=None), now=NOW)


FILLS: dict[str, Fill] = {"empty": _nothing, "loaded": _samples}


@pytest.fixture(scope="session")
def postgis_url() -> str:
    """Return the URL of a PostGIS server on which databases can be made."""
    url = os.environ.get("GEO_PATROL_TEST_DATABASE_URL", "")
    named = os.environ.get("POSTGIS_CLUSTER")
    clusters = ("tests", "") if named is None else (named,)
    url = url or next(filter(None, map(_cluster_url, clusters)), "")
    if not url:
        if os.environ.get("CI") == "true":
            pytest.fail("no PostGIS: run `make postgis`")
        pytest.skip("no PostGIS: run `make postgis`")
    return url


def _cluster_url(cluster: str) -> str:
    """Return the URL of one of the checkout's clusters, or nothing when it does not run."""
    done = subprocess.run(
        ["sh", ROOT / "scripts" / "postgis.sh", "url"],
        env={**os.environ, "POSTGIS_CLUSTER": cluster},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip()


class Templates:
    """Filled stores that tests copy."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: dict[tuple[str, str], str] = {}
        self.databases: list[tuple[str, str]] = []
        self._dropper = ThreadPoolExecutor(1)
        self._drops: list[Future[None]] = []

    def copy_sqlite(self, fill: str) -> str:
        """Return the URL of a new SQLite store."""
        if ("sqlite", fill) not in self.made:
            first = f"sqlite:///{self.folder / 'template.sqlite'}"
            url = first if fill == "empty" else self.copy_sqlite("empty")
            self._fill(url, fill)
            self.made["sqlite", fill] = str(make_url(url).database)
        target = self.folder / f"{uuid4().hex}.sqlite"
        shutil.copyfile(self.made["sqlite", fill], target)
        return f"sqlite:///{target}"

    def remove(self, url: str) -> None:
        """Let go of a copy that nobody uses any more."""
        if url.startswith("sqlite"):
            path = Path(str(make_url(url).database))
            for one in path.parent.glob(f"{path.stem}.*"):
                one.unlink()
        else:
            self.drop(url)

    def copy_postgis(self, server: str, fill: str) -> str:
        """Return the URL of a new PostGIS database."""
        if ("postgis", fill) not in self.made:
            if fill == "empty":
                url = self._create(server, "template_geo_patrol")
            else:
                url = self.copy_postgis(server, "empty")
            self._fill(url, fill)
            self.made["postgis", fill] = str(make_url(url).database)
        return self._create(server, self.made["postgis", fill])

    def _fill(self, url: str, fill: str) -> None:
        with closing(open_store(url, exclusive=True)) as store:
            schema.upgrade(store)
            FILLS[fill](store)

    def _create(self, server: str, template: str) -> str:
        name = f"test_{uuid4().hex}"
        self._on_server(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        self.databases.append((server, name))
        return make_url(server).set(database=name).render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        """Have a copied database dropped; nobody waits for it.

        The server holds a drop up for as long as any of its connections reads rows from a client
        (a season that another worker loads), whatever database that one is in.
        """
        server, name = next(one for one in self.databases if one[1] == make_url(url).database)
        self.databases.remove((server, name))
        statement = f'DROP DATABASE IF EXISTS "{name}"'
        self._drops.append(self._dropper.submit(self._on_server, server, statement))

    def drop_all(self) -> None:
        """Drop every database made here; fail for any that somebody still holds open."""
        for server, name in tuple(self.databases):
            self.drop(make_url(server).set(database=name).render_as_string(hide_password=False))
        self._dropper.shutdown()
        for one in self._drops:
            one.result()

    @staticmethod
    def _on_server(server: str, statement: str) -> None:
        engine = create_engine(server, isolation_level="AUTOCOMMIT")
        try:
            with engine.connect() as connection:
                connection.execute(text(statement))
        finally:
            engine.dispose()


def _folder_in_memory() -> Path | None:
    """Return a folder whose files never wait for a disk, where there is one with room."""
    if os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > LEAST_FREE:
        return IN_MEMORY
    return None


@pytest.fixture(scope="session")
def templates() -> Iterator[Templates]:
    """Keep the filled stores of this worker."""
    folder = _folder_in_memory()
    with tempfile.TemporaryDirectory(prefix="geo-patrol-stores-", dir=folder) as name:
        kept = Templates(Path(name))
        yield kept
        kept.drop_all()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give one Chromium to all browser tests of this worker: Playwright starts once a process."""
    with launch() as chromium:
        yield chromium


@pytest.fixture(params=["sqlite", "postgis"])
def backend(request: pytest.FixtureRequest) -> str:
    """Name the store that a test runs on: each runs on both."""
    return str(request.param)


def _copy(request: pytest.FixtureRequest, backend: str, templates: Templates, fill: str) -> str:
    if backend == "sqlite":
        return templates.copy_sqlite(fill)
    return templates.copy_postgis(request.getfixturevalue("postgis_url"), fill)


def _opened(
    request: pytest.FixtureRequest, backend: str, templates: Templates, fill: str
) -> Iterator[Store]:
    url = _copy(request, backend, templates, fill)
    with closing(open_store(url, exclusive=True)) as store:
        yield store
    templates.remove(url)


@pytest.fixture
def store(request: pytest.FixtureRequest, backend: str, templates: Templates) -> Iterator[Store]:
    """Give an empty store at head."""
    yield from _opened(request, backend, templates, "empty")


@pytest.fixture
def loaded_store(
    request: pytest.FixtureRequest, backend: str, templates: Templates
) -> Iterator[Store]:
    """Give a store with the sample areas, zones, grids and reference features."""
    yield from _opened(request, backend, templates, "loaded")


@pytest.fixture
def sqlite_samples(templates: Templates) -> Path:
    """Return a SQLite file with the sample boundaries, to be copied."""
    return Path(str(make_url(templates.copy_sqlite("loaded")).database))

"""The clusters that scripts/postgis.sh makes are private, and fit for what they are for."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

pytestmark = pytest.mark.skipif(
    "GEO_PATROL_TEST_DATABASE_URL" in os.environ, reason="tests run on another server"
)

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def own_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the URL of the cluster of a new checkout, as `make postgis` makes it."""
    checkout = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "scripts", checkout / "scripts")
    shutil.copytree(ROOT / "deploy", checkout / "deploy")
    try:
        told = postgis(checkout, "start")
        assert told == (checkout / ".local" / "postgis.env").read_text()
        yield told.strip().partition("=")[2]
    finally:
        postgis(checkout, "remove")


def postgis(checkout: Path, command: str) -> str:
    done = subprocess.run(
        ["sh", checkout / "scripts" / "postgis.sh", command],
        env={**os.environ, "POSTGIS_CLUSTER": ""},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.fixture(scope="module", params=["own_url", "postgis_url"])
def url(request: pytest.FixtureRequest) -> str:
    """Return the URL of a new cluster, and of the one that tests use."""
    return str(request.getfixturevalue(request.param))


@pytest.fixture
def server(url: str) -> Iterator[Connection]:
    """Give a connection outside any transaction."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        yield connection


def show(server: Connection, setting: str) -> str:
    return str(server.scalar(text("SELECT current_setting(:setting)"), {"setting": setting}))


def test_it_listens_on_this_machine_only(server: Connection) -> None:
    assert show(server, "listen_addresses") == "127.0.0.1"


@pytest.mark.parametrize("url", ["own_url"], indirect=True)
def test_it_keeps_what_it_commits(server: Connection) -> None:
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        assert show(server, setting) == "on"


def test_it_asks_for_the_password(url: str) -> None:
    wrong = make_url(url).set(password="wrong")  # noqa: S106
    engine = create_engine(wrong, poolclass=NullPool)
    with pytest.raises(OperationalError, match="password authentication failed"):
        engine.connect()


def test_the_role_is_no_superuser_but_can_make_databases(server: Connection) -> None:
    role = server.execute(
        text("SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user")
    ).one()
    assert tuple(role) == (False, True)


def test_a_copy_of_the_template_has_the_extensions_and_sorts_by_bytes(
    server: Connection, url: str
) -> None:
    name = f"test_{uuid4().hex}"
    server.execute(text(f'CREATE DATABASE "{name}" TEMPLATE template_geo_patrol'))
    try:
        engine = create_engine(make_url(url).set(database=name), poolclass=NullPool)
        with engine.connect() as connection:
            extensions = set(connection.scalars(text("SELECT extname FROM pg_extension")))
            assert {"postgis", "btree_gist"} <= extensions
            words = text("SELECT w FROM unnest(ARRAY['b', 'B', 'a', '长', 'é']) w ORDER BY w")
            assert list(connection.scalars(words)) == ["B", "a", "b", "é", "长"]
    finally:
        server.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))

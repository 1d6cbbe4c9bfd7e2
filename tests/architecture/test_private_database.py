"""The cluster that scripts/postgis.sh makes is private, and fit for tests."""

import os
from collections.abc import Iterator
from uuid import uuid4

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

pytestmark = pytest.mark.skipif(
    "GEO_PATROL_TEST_DATABASE_URL" in os.environ, reason="tests run on another server"
)


@pytest.fixture
def server(postgis_url: str) -> Iterator[Connection]:
    """Give a connection outside any transaction."""
    engine = create_engine(postgis_url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        yield connection


def show(server: Connection, setting: str) -> str:
    return str(server.scalar(text("SELECT current_setting(:setting)"), {"setting": setting}))


def test_it_listens_on_this_machine_only_and_keeps_what_it_commits(server: Connection) -> None:
    assert show(server, "listen_addresses") == "127.0.0.1"
    assert show(server, "fsync") == "on"


def test_it_asks_for_the_password(postgis_url: str) -> None:
    wrong = make_url(postgis_url).set(password="wrong")  # noqa: S106
    engine = create_engine(wrong, poolclass=NullPool)
    with pytest.raises(OperationalError, match="password authentication failed"):
        engine.connect()


def test_the_role_is_no_superuser_but_can_make_databases(server: Connection) -> None:
    role = server.execute(
        text("SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user")
    ).one()
    assert tuple(role) == (False, True)


def test_a_copy_of_the_template_has_the_extensions_and_sorts_by_bytes(
    server: Connection, postgis_url: str
) -> None:
    name = f"test_{uuid4().hex}"
    server.execute(text(f'CREATE DATABASE "{name}" TEMPLATE template_geo_patrol'))
    try:
        engine = create_engine(make_url(postgis_url).set(database=name), poolclass=NullPool)
        with engine.connect() as connection:
            extensions = set(connection.scalars(text("SELECT extname FROM pg_extension")))
            assert {"postgis", "btree_gist"} <= extensions
            words = text("SELECT w FROM unnest(ARRAY['b', 'B', 'a', '长', 'é']) w ORDER BY w")
            assert list(connection.scalars(words)) == ["B", "a", "b", "é", "长"]
    finally:
        server.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))

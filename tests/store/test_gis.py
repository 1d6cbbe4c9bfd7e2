"""The read-only role for desktop GIS."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from geo_patrol.errors import InvalidInput
from geo_patrol.store.engine import Store
from geo_patrol.store.gis import make_reader

NOW = datetime(2023, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("backend", ["postgis"])
def test_it_sees_the_views_and_nothing_else(loaded_store: Store, backend: str) -> None:
    name = f"reader_{uuid4().hex[:12]}"
    make_reader(loaded_store, name, "first", now=NOW)
    make_reader(loaded_store, name, "se'cond", now=NOW)
    url = make_url(loaded_store.url).set(username=name, password="se'cond")  # noqa: S106
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            counts = {
                view: connection.execute(text(f"SELECT count(*) FROM gis.{view}")).scalar_one()
                for view in ("zones", "cells", "tracks", "incidents")
            }
            columns = set(connection.execute(text("SELECT * FROM gis.incidents")).keys())
        assert counts == {"zones": 2, "cells": 4160, "tracks": 0, "incidents": 0}
        assert columns.isdisjoint({"narrative", "id", "patrol_id"})
        for table in ("officers", "incidents", "record_versions", "sessions"):
            with engine.connect() as connection, pytest.raises(DBAPIError, match="permission"):
                connection.execute(text(f"SELECT * FROM {table}"))
    finally:
        engine.dispose()
        with loaded_store.upkeep() as session:
            session.execute(text(f"GRANT {name} TO CURRENT_USER"))
            session.execute(text(f"DROP OWNED BY {name}"))
            session.execute(text(f"DROP ROLE {name}"))


def test_names_that_are_none_and_other_stores_are_refused(store: Store) -> None:
    wanted = "gis.only_postgis" if store.dialect == "sqlite" else "gis.bad_name"
    with pytest.raises(InvalidInput) as caught:
        make_reader(store, 'x"; DROP TABLE shifts; --', "x", now=NOW)
    assert caught.value.key == wanted


@pytest.mark.parametrize("backend", ["postgis"])
def test_a_role_of_another_purpose_is_not_touched(store: Store, backend: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        make_reader(store, str(make_url(store.url).username), "x", now=NOW)
    assert caught.value.key == "gis.not_a_reader"

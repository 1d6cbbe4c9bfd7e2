"""The schema, from empty to head and back, on both stores."""

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from geo_patrol.errors import Unavailable
from geo_patrol.store import schema
from geo_patrol.store.engine import Store
from geo_patrol.store.tables import Base


def test_the_migrations_make_exactly_the_tables_that_the_code_knows(store: Store) -> None:
    def ours(_object: object, name: str, kind: str, _reflected: bool, _other: object) -> bool:
        return kind != "table" or name in Base.metadata.tables

    with store.connect_for_schema().connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": ours, "compare_type": True}
        )
        differences = [
            one
            for one in compare_metadata(context, Base.metadata)
            if not (one[0] == "remove_index" and one[1].name.startswith("gist_"))
        ]
    assert differences == []


def test_a_store_can_go_back_to_empty_and_up_again(store: Store) -> None:
    schema.downgrade(store, "base")
    left = set(inspect(store.connect_for_schema()).get_table_names())
    assert left.isdisjoint(Base.metadata.tables)
    schema.upgrade(store)
    assert schema.current(store) == schema.head()


def test_a_store_made_by_a_newer_program_is_refused_in_words(store: Store) -> None:
    with store.upkeep() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Unavailable, match="newer than this program"):
        schema.require_head(store)
    with pytest.raises(Unavailable, match="newer than this program"):
        schema.upgrade(store)


def test_a_store_behind_is_refused_with_the_way_out(store: Store) -> None:
    schema.downgrade(store, "0001")
    with pytest.raises(Unavailable, match="db upgrade"):
        schema.require_head(store)


def test_the_revisions_are_those_of_the_scripts_in_order() -> None:
    scripts = Path(str(files("geo_patrol.store") / "migrations" / "versions"))
    told = [script.name.split("_")[0] for script in sorted(scripts.glob("0*.py"))]
    assert tuple(told) == schema.REVISIONS


def test_a_store_at_head_is_asked_without_loading_what_migrates(store: Store) -> None:
    program = (
        "import sys; from geo_patrol.store.engine import open_store; "
        "from geo_patrol.store import schema; "
        "store = open_store(sys.argv[1]); schema.require_head(store); schema.upgrade(store); "
        "print('alembic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, store.url], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"

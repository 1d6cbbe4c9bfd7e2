"""Many rows at once: what goes wrong with them is told as of any other statement."""

from uuid import uuid4

import pytest
from sqlalchemy import text

from geo_patrol.errors import InvalidInput, Unavailable
from geo_patrol.store.bulk import bulk_insert
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories.days import DAY_COLUMNS
from geo_patrol.store.tables import DayBlockRow

OF_NO_GRID = [(uuid4(), 1, b"stays", b"sums")]


def test_rows_that_the_store_refuses_are_bad_input(store: Store) -> None:
    with pytest.raises(InvalidInput) as refused, store.upkeep() as session:
        bulk_insert(session, DayBlockRow, DAY_COLUMNS, OF_NO_GRID)
    assert refused.value.key == "store.refused"


@pytest.mark.parametrize("backend", ["postgis"])
def test_a_connection_that_breaks_meanwhile_is_not_used_again(store: Store) -> None:
    with pytest.raises(Unavailable) as away, store.upkeep() as session:
        pid = session.scalar(text("SELECT pg_backend_pid()"))
        with store.reader() as other:
            other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
        bulk_insert(session, DayBlockRow, DAY_COLUMNS, OF_NO_GRID)
    assert away.value.key == "store.away"
    with store.upkeep() as session:
        assert session.scalar(text("SELECT 1")) == 1

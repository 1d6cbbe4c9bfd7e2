"""Cursors: where a page ended, and nothing else."""

import base64
from datetime import UTC, datetime

import pytest

from geo_patrol.errors import InvalidInput
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import incidents
from geo_patrol.store.scope import SYSTEM


def forged(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "%%%",
        forged("not a cursor"),
        forged("2022-10-01T00:00:00|1"),
        forged("0001-01-01T00:00:00+14:00|1"),
        forged("9999-12-31T23:59:59-14:00|1"),
        forged(f"2022-10-01T00:00:00+00:00|{2**63}"),
        forged("2022-10-01T00:00:00+00:00|-1"),
        forged("2022-10-01T00:00:00+00:00|1|1"),
    ],
)
def test_a_cursor_that_no_page_gave_is_bad_input(store: Store, cursor: str) -> None:
    with store.reader() as session, pytest.raises(InvalidInput) as caught:
        incidents.incidents(session, SYSTEM, cursor=cursor)
    assert caught.value.key == "records.bad_cursor"


def test_a_cursor_of_ours_is_taken(store: Store) -> None:
    cursor = forged(f"{datetime(2022, 10, 1, tzinfo=UTC).isoformat()}|7")
    with store.reader() as session:
        assert incidents.incidents(session, SYSTEM, cursor=cursor).items == ()

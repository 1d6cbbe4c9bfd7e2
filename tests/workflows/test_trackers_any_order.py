"""Fixes of trackers in any order, and again: the same tracks and figures."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from random import Random

import pytest
from duty_making import EARLY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from tracker_making import (
    carrier,
    figures,
    tracks_made,
    voyage,
)

from geo_patrol.store.engine import Store, open_store
from geo_patrol.store.tables import TrackerPieceRow


@pytest.fixture(scope="module")
def sqlite_world(request: pytest.FixtureRequest) -> Iterator[Store]:
    url = request.getfixturevalue("templates").copy_sqlite("loaded")
    with closing(open_store(url, exclusive=True)) as store:
        yield store


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000), batch=st.integers(1, 90), looks=st.integers(0, 3))
def test_any_order_and_repetition_of_the_same_fixes_gives_the_same_tracks_and_figures(
    sqlite_world: Store, seed: int, batch: int, looks: int
) -> None:
    chance = Random(seed)  # noqa: S311
    reports = voyage(sqlite_world, 35)
    seen = []
    for shuffled in (False, True):
        one = carrier(sqlite_world)
        one.patrol(35)
        before = figures(sqlite_world)
        sent = list(reports)
        if shuffled:
            sent += chance.choices(reports, k=len(reports) // 2)
            chance.shuffle(sent)
        early = EARLY + timedelta(minutes=11)
        for start in range(0, len(sent), batch):
            one.send(*sent[start : start + batch])
            if shuffled and looks and chance.randrange(4) < looks:
                # Before anything is whole nothing is made, however often one looks.
                assert one.settle(early) == 0
        one.settle()
        after = figures(sqlite_world)
        mine = _fixes_of(sqlite_world, one.device.id)
        seen.append((mine, {name: after[name] - before[name] for name in after}))
    assert seen[0][0] == seen[1][0]
    assert seen[0][1] == pytest.approx(seen[1][1], rel=1e-6)


def _fixes_of(store: Store, device_id: object) -> list[tuple[tuple[int, float, float], ...]]:
    with store.reader() as session:
        found = select(TrackerPieceRow.track_id).where(TrackerPieceRow.device_id == device_id)
        ids = set(session.scalars(found))
    return sorted(fixes for track_id, fixes in tracks_made(store).items() if track_id in ids)

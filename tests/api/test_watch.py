"""The thread that looks after crews: it goes on whatever happens to the store."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from api_world import World
from calling import ALARMS, out
from sqlalchemy import text

from api.watch import NOTICES_KEPT, Watch
from geo_patrol.errors import Unavailable
from geo_patrol.store.engine import Store

NIGHT = datetime(2022, 10, 31, 14, tzinfo=UTC)


@pytest.fixture
def night(fresh_world: World) -> World:
    fresh_world.clock.moment = NIGHT
    return fresh_world


def kinds(world: World) -> list[str]:
    items = world.member("leader").get(ALARMS).json()["items"]
    return [one["kind"] for one in items]


def test_it_looks_by_itself_and_stops_when_it_is_told_to(
    night: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    out(night)
    night.clock.move(timedelta(hours=1))
    looked = Event()
    watch = Watch(night.store, night.settings, night.clock)
    work = watch.work

    def seen() -> bool:
        done = work()
        looked.set()
        return done

    monkeypatch.setattr(watch, "work", seen)
    watch.start()
    assert looked.wait(60)
    watch.stop()
    assert kinds(night) == ["overdue"]


def test_a_store_that_is_away_is_looked_at_again_and_no_crew_is_forgotten(
    night: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    out(night)
    night.clock.move(timedelta(hours=1))
    watch = Watch(night.store, night.settings, night.clock)

    @contextmanager
    def away(_store: Store) -> Iterator[None]:
        raise Unavailable("store.away")
        yield

    with monkeypatch.context() as broken:
        broken.setattr(Store, "reader", away)
        assert watch.work() is False
    with monkeypatch.context() as full:
        full.setattr(Store, "writer", away)
        assert watch.work() is False
    assert kinds(night) == []
    assert watch.work() is True
    assert watch.work() is True
    assert kinds(night) == ["overdue"]


def test_another_program_that_starts_finds_what_is_told_already(night: World) -> None:
    out(night)
    night.clock.move(timedelta(hours=1))
    for _ in range(3):
        assert Watch(night.store, night.settings, night.clock).work()
    assert kinds(night) == ["overdue"]


def test_notices_that_are_long_over_are_cleared_away_and_their_alarms_stay(night: World) -> None:
    patrol_id = out(night)
    night.clock.move(timedelta(hours=1))
    watch = Watch(night.store, night.settings, night.clock)
    watch.work()
    leader = night.member("leader")
    kept = leader.get(f"/api/v1/patrols/{patrol_id}").json()
    sent = {key: kept[key] for key in ("shift_id", "area", "mode", "start", "crew")}
    path = f"/api/v1/patrols/{patrol_id}"
    leader.put(path, {**sent, "end": night.clock().isoformat()}, If_Match='"1"')
    night.clock.move(timedelta(minutes=1))
    watch.work()
    assert count(night) == 1
    night.clock.move(NOTICES_KEPT)
    watch.work()
    assert count(night) == 1
    night.clock.move(timedelta(days=1))
    watch.work()
    assert count(night) == 0
    assert kinds(night) == ["overdue"]


def count(world: World) -> int:
    with world.store.reader() as session:
        return int(session.execute(text("SELECT count(*) FROM notices")).scalar_one())

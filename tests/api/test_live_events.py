"""News come by themselves: to whom they concern, whoever wrote, without taking anybody's place."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import timedelta
from uuid import uuid4

import pytest
from api_world import World, incident_body
from calling import ALIVE, at, call, on_phone, out
from following import Reader, following
from starlette.middleware import Middleware

from api.live import feed as feeding
from api.pressure import LimitRunning, Queue
from geo_patrol.store.engine import open_store
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.records import put_shift

NEWS = "/api/v1/live/news"
EVENTS = "/api/v1/live/events"


@pytest.fixture
def reader(world: World) -> Iterator[Reader]:
    """Give a stream that a leader reads, its first event read."""
    with following(world, world.member("leader")) as made:
        leader = world.member("leader")
        made.told = leader.get(NEWS).json()
        assert set(made.told) == {"records", "alarms", "alive"}
        assert made.told in iter(made.next, None)
        yield made


def changed(before: dict[str, str], after: dict[str, str] | None) -> set[str]:
    """Return which marks are others."""
    assert after is not None
    return {name for name in before if before[name] != after[name]}


def test_a_call_for_help_comes_by_itself(world: World, reader: Reader) -> None:
    call(world, on_phone(world))
    assert changed(reader.told, reader.next()) == {"records", "alarms"}


def test_any_record_of_the_squad_is_news(world: World, reader: Reader) -> None:
    body = incident_body(seized=[])
    assert world.member("officer").put(f"/api/v1/incidents/{uuid4()}", body).status_code == 201
    assert changed(reader.told, reader.next()) == {"records"}


def test_a_sign_of_life_is_told_though_nobody_enters_it(world: World) -> None:
    officer = world.officer("officer")
    patrol_id, client = out(world, officer), world.signed_in(officer)
    leader = world.member("leader")
    with following(world, leader) as reader:
        before = leader.get(NEWS).json()
        world.clock.move(timedelta(minutes=1))
        assert client.put(ALIVE, {"patrol_id": str(patrol_id), "at": at(world)}).status_code == 200
        after = leader.get(NEWS).json()
        assert changed(before, after) == {"alive"}
        assert after in iter(reader.next, None)


def test_what_another_squad_writes_is_no_news(world: World, reader: Reader) -> None:
    call(world, on_phone(world, squad="park"))
    call(world, on_phone(world))
    assert "alarms" in changed(reader.told, reader.next())
    assert not reader.has_more()


def test_what_another_process_writes_is_news(world: World, reader: Reader) -> None:
    from geo_patrol.patrols import Shift

    start = world.clock() + timedelta(days=3)
    shift = Shift(uuid4(), "reservoir", "early", start, start + timedelta(hours=8))
    with closing(open_store(world.store.url)) as other:
        put_shift(other, SYSTEM, shift, now=world.clock())
    assert "records" in changed(reader.told, reader.next())


def test_a_session_that_ends_ends_the_stream(world: World) -> None:
    leader = world.member("leader")
    with following(world, leader) as reader:
        assert reader.next() is not None
        assert leader.ask("DELETE", "/api/v1/session").status_code == 204
        assert reader.next() is None
    assert leader.get(NEWS).status_code == 401


def test_a_server_that_stops_ends_all_streams_and_takes_no_more(fresh_world: World) -> None:
    leader = fresh_world.member("leader")
    feed = fresh_world.app.state.services.feed

    async def close() -> None:
        feed.close()

    with following(fresh_world, leader) as reader:
        assert reader.next() is not None
        fresh_world.loop.run(close())
        assert reader.next() is None
    refused = leader.get(EVENTS)
    assert (refused.status_code, refused.json()["code"]) == (503, "pressure.stopping")


def test_streams_hold_none_of_the_places_of_requests(world: World) -> None:
    [limit] = [one for one in world.app.user_middleware if _is_limit(one)]
    queue = limit.kwargs["queue"]
    assert isinstance(queue, Queue)
    with ExitStack() as held:
        readers = [
            held.enter_context(following(world, world.member("leader")))
            for _ in range(queue.most_running + 1)
        ]
        for one in readers:
            assert one.next() is not None
        assert queue.running == 0
        assert world.member("officer").get(NEWS).status_code == 200
        assert world.app.state.services.feed.n_followed == len(readers)
    assert queue.running == 0
    assert world.app.state.services.feed.n_followed == 0


def _is_limit(one: Middleware) -> bool:
    return one.cls is LimitRunning


def test_one_too_many_is_told_to_ask_every_few_seconds(
    world: World, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeding, "MOST_FOLLOWED", 1)
    refused = world.member("officer").get(EVENTS)
    assert (refused.status_code, refused.json()["code"]) == (429, "live.too_many")
    assert int(refused.headers["retry-after"]) > 0


def test_who_asks_gets_the_marks_of_the_stream(world: World, reader: Reader) -> None:
    leader = world.member("leader")
    assert leader.get(NEWS).json() == reader.told
    call(world, on_phone(world))
    assert leader.get(NEWS).json() == reader.next()


def test_a_stream_says_what_it_is_and_stops_when_it_was_told_to(world: World) -> None:
    answer = world.member("officer").get(f"{EVENTS}?seconds=0")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["cache-control"] == "no-store"
    assert world.member("admin").get(f"{EVENTS}?seconds=0").status_code == 403
    assert world.stranger().get(f"{EVENTS}?seconds=0").status_code == 401


def test_to_follow_does_not_keep_an_idle_session_alive(fresh_world: World) -> None:
    leader = fresh_world.member("leader")
    with following(fresh_world, leader) as reader:
        assert reader.next() is not None
        fresh_world.clock.move(timedelta(minutes=fresh_world.settings.session_idle_minutes + 1))
        # Somebody else signing in has all streams looked after at once.
        other = fresh_world.member("officer")
        assert other.ask("DELETE", "/api/v1/session").status_code == 204
        assert reader.next() is None


def test_what_a_page_asks_by_itself_does_not_keep_an_idle_session_alive(
    fresh_world: World,
) -> None:
    half = timedelta(minutes=fresh_world.settings.session_idle_minutes * 0.6)
    left, attended = fresh_world.member("leader"), fresh_world.member("leader")
    for n in range(2):
        fresh_world.clock.move(half)
        alone = left.get("/api/v1/live/news", headers={"Geo-Patrol-Unattended": "1"})
        assert alone.status_code == (200 if n == 0 else 401)
        assert attended.get("/api/v1/live/news").status_code == 200

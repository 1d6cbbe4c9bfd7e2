"""A call for help gets through when everything else that is asked of the server does not."""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from uuid import uuid4

import httpx
import pytest
from anyio.to_thread import current_default_thread_limiter
from api_world import Loop, World, add_places, make_world
from askers import bearer
from calling import ALARMS, POSITIONS, SIGNS, TOKEN, position_body, sign_body, sos_body
from fastapi import APIRouter

import api.app
from api.app import THREADS
from api.auth.permissions import PUBLIC
from api.pressure import Queue
from api.reserved import RESERVED_RUNNING, RESERVED_WAITING
from geo_patrol.settings import Settings
from geo_patrol.store.engine import Store, open_store

AREAS = "/api/v1/areas"


@pytest.fixture
def sqlite_store(request: pytest.FixtureRequest) -> Iterator[Store]:
    url = request.getfixturevalue("templates").copy_sqlite("empty")
    with closing(open_store(url, exclusive=True)) as store:
        add_places(store)
        yield store


class Busy:
    """A route that works until it is let go."""

    def __init__(self, world: World) -> None:
        self.let_go = asyncio.Event()
        self.queue: Queue = world.app.state.metrics.queue
        router = APIRouter()
        for path in ("/busy", f"{ALARMS}/busy"):
            router.add_api_route(path, self.work, methods=["GET", "PUT"], dependencies=[PUBLIC])
        world.app.router.routes[:0] = router.routes

    async def work(self) -> None:
        """Take a while."""
        await self.let_go.wait()


def client_of(world: World, **headers: str) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(world.app, client=("10.0.0.9", 1))
    return httpx.AsyncClient(transport=transport, base_url="http://patrol.test", headers=headers)


def test_a_call_for_help_finds_a_place_when_all_are_taken_and_nobody_may_wait(
    sqlite_store: Store, loop: Loop
) -> None:
    world = make_world(sqlite_store, loop, max_running=2, max_waiting=3, max_wait_seconds=60)
    busy = Busy(world)
    officer, leader = world.member("officer"), world.member("leader")
    token = officer.ask("POST", TOKEN).json()["token"]
    alarm_id = uuid4()

    async def live() -> list[int]:
        async with client_of(world) as client:
            rest = [asyncio.ensure_future(client.get("/busy")) for _ in range(2 + 3)]
            while busy.queue.running < 2 or busy.queue.waiting < 3:
                await asyncio.sleep(0)
            turned_away = await client.get(AREAS)
            called = await officer.http.put(f"{ALARMS}/{alarm_id}", json=sos_body(world))
            answered = await leader.http.put(f"{SIGNS}/{uuid4()}", json=sign_body(world, alarm_id))
            async with client_of(world, authorization=f"Bearer {token}") as phone:
                moved = await phone.put(
                    f"{POSITIONS}/{uuid4()}", json=position_body(world, alarm_id)
                )
            still = busy.queue.waiting
            busy.let_go.set()
            await asyncio.gather(*rest)
            return [one.status_code for one in (turned_away, called, answered, moved)] + [still]

    assert loop.run(live()) == [503, 201, 201, 201, 3]


def test_a_crowd_of_calls_is_bounded_and_leaves_the_places_of_others(
    sqlite_store: Store, loop: Loop
) -> None:
    world = make_world(sqlite_store, loop, max_wait_seconds=60)
    busy = Busy(world)
    officer = world.member("officer")

    async def live() -> tuple[list[int], int]:
        async with client_of(world) as client:
            crowd = [
                asyncio.ensure_future(client.put(f"{ALARMS}/busy"))
                for _ in range(RESERVED_RUNNING + RESERVED_WAITING + 7)
            ]
            while sum(one.done() for one in crowd) < 7:
                await asyncio.sleep(0)
            other = await officer.http.get(AREAS)
            busy.let_go.set()
            return [one.status_code for one in await asyncio.gather(*crowd)], other.status_code

    statuses, other = loop.run(live())
    assert sorted(statuses) == [200] * (RESERVED_RUNNING + RESERVED_WAITING) + [503] * 7
    assert other == 200


def test_who_has_asked_too_often_may_still_call_for_help(sqlite_store: Store, loop: Loop) -> None:
    world = make_world(sqlite_store, loop, rate_per_caller="5/hour", rate_anonymous="8/hour")
    officer = world.member("officer")
    while officer.get(AREAS).status_code == 200:
        pass
    assert officer.get(AREAS).status_code == 429
    path, body = f"{ALARMS}/{uuid4()}", sos_body(world)
    assert [officer.put(path, body).status_code for _ in range(5)] == [201, 200, 200, 200, 200]
    assert officer.put(path, body).status_code == 429


def test_an_address_that_is_used_up_by_others_does_not_silence_a_phone(
    sqlite_store: Store, loop: Loop
) -> None:
    world = make_world(sqlite_store, loop, rate_anonymous="8/hour")
    token = world.member("officer").ask("POST", TOKEN).json()["token"]
    while world.stranger().get("/").status_code == 200:
        pass
    phone = bearer(world, token)
    assert phone.put(f"{ALARMS}/{uuid4()}", sos_body(world)).status_code == 201


def test_thinking_up_tokens_gains_nothing(sqlite_store: Store, loop: Loop) -> None:
    world = make_world(sqlite_store, loop, rate_anonymous="8/hour")
    officer = world.member("officer", address="10.1.1.1")
    assert officer.get(AREAS).status_code == 200
    forged = [bearer(world, f"gpa_{number}", address="10.1.1.1") for number in range(9)]
    path, body = f"{ALARMS}/{uuid4()}", sos_body(world)
    assert [one.put(path, body).status_code for one in forged] == [401] * 8 + [429]
    # Who was let in before counts alone, whatever others at the same address do.
    assert officer.put(path, body).status_code == 201


def test_reading_alarms_waits_in_line_like_everything_else(sqlite_store: Store, loop: Loop) -> None:
    world = make_world(sqlite_store, loop, rate_per_caller="3/hour")
    officer = world.member("officer")
    statuses = [officer.get(ALARMS).status_code for _ in range(5)]
    assert statuses == [200] * 4 + [429]


def test_there_are_threads_for_calls_beside_those_that_all_others_may_take(
    sqlite_store: Store, loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api.app, "warm_up", lambda: None)
    app = api.app.create_app(Settings(_env_file=None), sqlite_store)

    async def live() -> float:
        async with app.router.lifespan_context(app):
            return float(current_default_thread_limiter().total_tokens)

    assert loop.run(live()) == THREADS + RESERVED_RUNNING
    most = Settings.model_fields["max_running"].metadata
    assert any(getattr(one, "le", None) == THREADS for one in most)

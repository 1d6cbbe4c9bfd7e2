"""Under overload: a bounded number works and waits, the rest is told at once, and all recovers."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from uuid import uuid4

import httpx
import pytest
from api_world import Loop, World, add_places, compact, incident_body, make_world
from fastapi import APIRouter

from api.auth.permissions import PUBLIC
from api.pressure import RETRY_S, Queue
from geo_patrol.errors import Unavailable
from geo_patrol.store.engine import Store, open_store

RUNNING, WAITING = 4, 6


class Slow:
    """A route that works until it is let go, and counts who is in it."""

    def __init__(self) -> None:
        self.inside = 0
        self.most = 0
        self.let_go = asyncio.Event()
        self.router = APIRouter()
        self.router.add_api_route("/slow", self.work, methods=["GET", "PUT"], dependencies=[PUBLIC])

    async def work(self) -> None:
        """Take a while."""
        self.inside += 1
        self.most = max(self.most, self.inside)
        try:
            await self.let_go.wait()
        finally:
            self.inside -= 1


@pytest.fixture
def sqlite_store(request: pytest.FixtureRequest) -> Iterator[Store]:
    url = request.getfixturevalue("templates").copy_sqlite("empty")
    with closing(open_store(url, exclusive=True)) as store:
        add_places(store)
        yield store


def crowded(store: Store, loop: Loop, **settings: float) -> tuple[World, Slow]:
    """Return a world with few places and a slow route."""
    chosen = {"max_running": RUNNING, "max_waiting": WAITING, "max_wait_seconds": 60}
    world = make_world(store, loop, **{**chosen, **settings})
    slow = Slow()
    world.app.router.routes.extend(slow.router.routes)
    return world, slow


def queue_of(world: World) -> Queue:
    queue: Queue = world.app.state.metrics.queue
    return queue


async def until_full(world: World) -> None:
    queue = queue_of(world)
    while queue.running < RUNNING or queue.waiting < WAITING:
        await asyncio.sleep(0)


def client_of(world: World) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(world.app, client=("10.0.0.9", 1))
    return httpx.AsyncClient(transport=transport, base_url="http://patrol.test")


def test_beyond_those_who_run_and_wait_all_are_turned_away_and_all_recovers(
    sqlite_store: Store, loop: Loop
) -> None:
    world, slow = crowded(sqlite_store, loop)

    async def live() -> tuple[list[int], list[httpx.Response], int]:
        async with client_of(world) as client:
            first = [asyncio.ensure_future(client.get("/slow")) for _ in range(RUNNING + WAITING)]
            await until_full(world)
            turned_away = await asyncio.gather(*(client.get("/slow") for _ in range(200)))
            alive = await client.get("/healthz")
            slow.let_go.set()
            served = [answer.status_code for answer in await asyncio.gather(*first)]
            again = await client.get("/readyz")
            return [*served, alive.status_code], list(turned_away), again.status_code

    served, turned_away, afterwards = loop.run(live())
    assert served == [200] * (RUNNING + WAITING + 1)
    assert slow.most == RUNNING
    assert {one.status_code for one in turned_away} == {503}
    assert afterwards == 200
    queue = queue_of(world)
    assert (queue.running, queue.waiting, queue.shed) == (0, 0, 200)


def test_who_is_turned_away_is_told_why_and_when_to_come_back(
    sqlite_store: Store, loop: Loop
) -> None:
    world, slow = crowded(sqlite_store, loop)

    async def live() -> list[httpx.Response]:
        async with client_of(world) as client:
            first = [asyncio.ensure_future(client.get("/slow")) for _ in range(RUNNING + WAITING)]
            await until_full(world)
            answers = [await client.get("/slow") for _ in range(60)]
            slow.let_go.set()
            await asyncio.gather(*first)
            return answers

    answers = loop.run(live())
    problem = answers[0].json()
    assert problem["code"] == "pressure.busy"
    assert problem["detail_zh"].startswith("服务器正忙")
    assert "busy" in problem["detail_en"]
    assert answers[0].headers["content-type"] == "application/problem+json"
    waits = {int(one.headers["retry-after"]) for one in answers}
    assert waits <= set(RETRY_S)
    assert len(waits) > 1


def test_a_body_of_one_turned_away_is_not_read(sqlite_store: Store, loop: Loop) -> None:
    world, slow = crowded(sqlite_store, loop)
    taken: list[int] = []

    async def pieces() -> AsyncIterator[bytes]:
        taken.append(1)
        yield b" "

    async def live() -> httpx.Response:
        async with client_of(world) as client:
            first = [asyncio.ensure_future(client.get("/slow")) for _ in range(RUNNING + WAITING)]
            await until_full(world)
            answer = await client.put("/slow", content=pieces())
            slow.let_go.set()
            await asyncio.gather(*first)
            return answer

    assert loop.run(live()).status_code == 503
    assert taken == []


def test_who_waits_too_long_is_turned_away(sqlite_store: Store, loop: Loop) -> None:
    world, slow = crowded(sqlite_store, loop, max_running=1, max_wait_seconds=0.05)

    async def live() -> list[int]:
        async with client_of(world) as client:
            first = asyncio.ensure_future(client.get("/slow"))
            late = await asyncio.gather(client.get("/slow"), client.get("/slow"))
            slow.let_go.set()
            return [*(one.status_code for one in late), (await first).status_code]

    assert loop.run(live()) == [503, 503, 200]
    assert (queue_of(world).running, queue_of(world).waiting) == (0, 0)


def test_bodies_that_never_end_do_not_hold_their_places(sqlite_store: Store, loop: Loop) -> None:
    world, _ = crowded(sqlite_store, loop, max_body_seconds=0.05)
    token = world.member().http.cookies["gp"]

    async def drops() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    async def live() -> tuple[list[httpx.Response], int]:
        async with client_of(world) as client:
            client.cookies.set("gp", token)
            sent = [
                client.put(
                    f"/api/v1/incidents/{uuid4()}",
                    content=drops(),
                    headers={"content-type": "application/json"},
                )
                for _ in range(RUNNING)
            ]
            slow = await asyncio.gather(*sent)
            return slow, (await client.get("/api/v1/session")).status_code

    slow, afterwards = loop.run(live())
    assert {one.status_code for one in slow} == {408}
    assert slow[0].json()["code"] == "pressure.body_too_slow"
    assert "超时" in slow[0].json()["title"]
    assert slow[0].headers["connection"] == "close"
    assert afterwards == 200


def test_slow_senders_leave_their_places_to_others(sqlite_store: Store, loop: Loop) -> None:
    world, _ = crowded(sqlite_store, loop, max_body_seconds=60)
    token = world.member().http.cookies["gp"]
    body = compact(incident_body())
    signal = asyncio.Event()

    async def halting() -> AsyncIterator[bytes]:
        yield body[:10]
        await signal.wait()
        yield body[10:]

    async def live() -> tuple[list[int], list[int]]:
        async with client_of(world) as client:
            client.cookies.set("gp", token)
            sent = [
                asyncio.ensure_future(
                    client.put(
                        f"/api/v1/incidents/{uuid4()}",
                        content=halting(),
                        headers={"content-type": "application/json"},
                    )
                )
                for _ in range(RUNNING + 1)
            ]
            while queue_of(world).receiving < len(sent):
                await asyncio.sleep(0)
            others = [(await client.get("/api/v1/session")).status_code for _ in range(3)]
            signal.set()
            return others, [answer.status_code for answer in await asyncio.gather(*sent)]

    others, sent = loop.run(live())
    assert others == [200] * 3
    assert sent == [201] * (RUNNING + 1)
    assert (queue_of(world).running, queue_of(world).receiving) == (0, 0)


def test_only_so_many_may_send_slowly_at_once(sqlite_store: Store, loop: Loop) -> None:
    world, _ = crowded(sqlite_store, loop, max_running=2, max_waiting=1, max_body_seconds=0.2)
    token = world.member().http.cookies["gp"]

    async def drops() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    async def live() -> list[int]:
        async with client_of(world) as client:
            client.cookies.set("gp", token)
            sent = [
                client.put(
                    f"/api/v1/incidents/{uuid4()}",
                    content=drops(),
                    headers={"content-type": "application/json"},
                )
                for _ in range(30)
            ]
            return [one.status_code for one in await asyncio.gather(*sent)]

    statuses = loop.run(live())
    assert set(statuses) == {408, 503}
    queue = queue_of(world)
    assert (queue.running, queue.waiting, queue.receiving) == (0, 0, 0)


def test_work_cut_off_by_the_server_s_end_is_answered(sqlite_store: Store, loop: Loop) -> None:
    world, slow = crowded(sqlite_store, loop)

    async def live() -> httpx.Response:
        async with client_of(world) as client:
            working = asyncio.ensure_future(client.get("/slow"))
            while not slow.inside:
                await asyncio.sleep(0)
            working.cancel()
            return await working

    answer = loop.run(live())
    assert (answer.status_code, answer.json()["code"]) == (503, "pressure.stopping")
    assert int(answer.headers["retry-after"]) in RETRY_S
    assert queue_of(world).running == 0


def test_places_are_given_in_the_order_of_coming(loop: Loop) -> None:
    queue = Queue(running=1, waiting=9, wait_s=60)
    order: list[int] = []

    async def work(number: int) -> None:
        async with queue.place():
            order.append(number)
            await asyncio.sleep(0)

    async def live() -> None:
        await asyncio.gather(*(work(number) for number in range(10)))

    loop.run(live())
    assert order == list(range(10))
    assert (queue.running, queue.waiting) == (0, 0)


@pytest.mark.parametrize("handed_over", [False, True])
def test_a_place_is_not_lost_with_one_who_leaves_the_line(loop: Loop, handed_over: bool) -> None:
    queue = Queue(running=1, waiting=2, wait_s=60)

    async def hold(until: asyncio.Event) -> None:
        async with queue.place():
            await until.wait()

    async def live() -> None:
        done, never = asyncio.Event(), asyncio.Event()
        first = asyncio.ensure_future(hold(done))
        await asyncio.sleep(0)
        leaver = asyncio.ensure_future(hold(never))
        while not queue.waiting:
            await asyncio.sleep(0)
        if handed_over:
            done.set()
            while queue.waiting:
                await asyncio.sleep(0)
        leaver.cancel()
        with pytest.raises(asyncio.CancelledError):
            await leaver
        done.set()
        await first

    loop.run(live())
    assert (queue.running, queue.waiting) == (0, 0)


def test_a_line_of_no_length_turns_away_at_once(loop: Loop) -> None:
    queue = Queue(running=1, waiting=0, wait_s=60)

    async def live() -> None:
        async with queue.place():
            with pytest.raises(Unavailable):
                async with queue.place():
                    raise AssertionError("let in")

    loop.run(live())
    assert queue.shed == 1

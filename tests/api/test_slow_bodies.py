"""Bodies that are long on the way: nobody's places are held by them, nor rights that have ended."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from uuid import uuid4

import httpx
import pytest
from api_world import Loop, World, add_places, compact, incident_body, make_world

from api.pressure import BODIES_OF_STRANGER, Queue
from geo_patrol.store.engine import open_store
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.accounts import set_disabled

RUNNING, WAITING = 4, 20
JSON = {"content-type": "application/json"}
BODY = compact(incident_body())


@pytest.fixture
def world(request: pytest.FixtureRequest, loop: Loop) -> Iterator[World]:
    url = request.getfixturevalue("templates").copy_sqlite("empty")
    with closing(open_store(url, exclusive=True)) as store:
        add_places(store)
        few = {"max_running": RUNNING, "max_waiting": WAITING, "max_wait_seconds": 5}
        with closing(make_world(store, loop, **few)) as made:
            yield made


def queue_of(world: World) -> Queue:
    queue: Queue = world.app.state.metrics.queue
    return queue


def at(world: World, address: str) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(world.app, raise_app_exceptions=False, client=(address, 1))
    return httpx.AsyncClient(transport=transport, base_url="http://patrol.test")


class Held:
    """Requests whose bodies come when they are let go, and not before."""

    def __init__(self) -> None:
        self.let_go = asyncio.Event()
        self.sent: list[asyncio.Task[httpx.Response]] = []

    def send(self, client: httpx.AsyncClient, method: str, path: str) -> None:
        """Send a request, but for the end of its body."""
        asked = client.request(method, path, content=self._body(), headers=JSON)
        self.sent.append(asyncio.create_task(asked))

    async def settled(self, world: World) -> None:
        """Wait until each was refused or is on the way."""
        queue = queue_of(world)
        while queue.receiving + sum(one.done() for one in self.sent) < len(self.sent):
            await asyncio.sleep(0)

    async def _body(self) -> AsyncIterator[bytes]:
        yield BODY[:9]
        await self.let_go.wait()
        yield BODY[9:]

    async def end(self) -> list[httpx.Response]:
        """Let all bodies come; return the answers, those of refused ones too."""
        self.let_go.set()
        return await asyncio.gather(*self.sent)


def statuses(answers: list[httpx.Response]) -> list[int]:
    return sorted(one.status_code for one in answers)


def test_one_address_without_a_session_does_not_stop_the_others(world: World, loop: Loop) -> None:
    async def live() -> tuple[int, list[httpx.Response]]:
        held = Held()
        async with at(world, "10.0.0.9") as stranger, at(world, "10.0.0.1") as other:
            for _ in range(RUNNING + WAITING):
                held.send(stranger, "POST", "/api/v1/session")
            await held.settled(world)
            served = (await other.get("/api/v1/session")).status_code
            assert queue_of(world).running == 0
            return served, await held.end()

    served, answers = loop.run(live())
    assert served == 401
    refused = [one for one in answers if one.status_code == 429]
    assert len(refused) == RUNNING + WAITING - BODIES_OF_STRANGER
    assert refused[0].json()["code"] == "pressure.too_many_bodies"
    assert int(refused[0].headers["retry-after"]) > 0
    assert (queue_of(world).running, queue_of(world).receiving) == (0, 0)


def test_beyond_the_bodies_that_may_be_on_the_way_a_place_is_refused_not_held(
    world: World, loop: Loop
) -> None:
    async def live() -> tuple[int, list[httpx.Response]]:
        held = Held()
        strangers = [at(world, f"10.0.1.{n}") for n in range(WAITING + RUNNING)]
        for one in strangers:
            held.send(one, "POST", "/api/v1/session")
        await held.settled(world)
        async with at(world, "10.0.0.1") as other:
            served = (await other.get("/api/v1/session")).status_code
        answers = await held.end()
        for one in strangers:
            await one.aclose()
        return served, answers

    served, answers = loop.run(live())
    assert served == 401
    assert statuses(answers).count(503) == RUNNING
    assert {one.json()["code"] for one in answers if one.status_code == 503} == {"pressure.busy"}


def test_a_squad_that_is_signed_in_may_send_as_slowly_from_one_address(
    world: World, loop: Loop
) -> None:
    token = world.member().http.cookies["gp"]

    async def live() -> list[httpx.Response]:
        held = Held()
        async with at(world, "10.0.0.9") as client:
            client.cookies.set("gp", token)
            assert (await client.get("/api/v1/session")).status_code == 200
            for _ in range(2 * BODIES_OF_STRANGER):
                held.send(client, "PUT", f"/api/v1/incidents/{uuid4()}")
            await held.settled(world)
            return await held.end()

    assert statuses(loop.run(live())) == [201] * (2 * BODIES_OF_STRANGER)


@pytest.mark.parametrize("slow_s", [0.0, 1e9], ids=["long on the way", "soon there"])
def test_who_may_not_any_more_when_a_slow_body_is_here_writes_nothing(
    world: World, loop: Loop, monkeypatch: pytest.MonkeyPatch, slow_s: float
) -> None:
    monkeypatch.setattr("api.pressure.SLOW_S", slow_s)
    officer = world.officer("leader")
    token = world.signed_in(officer).http.cookies["gp"]

    async def live() -> httpx.Response:
        held = Held()
        async with at(world, "10.0.0.9") as client:
            client.cookies.set("gp", token)
            held.send(client, "PUT", f"/api/v1/incidents/{uuid4()}")
            while not queue_of(world).receiving:
                await asyncio.sleep(0)
            set_disabled(world.store, SYSTEM, officer.id, disabled=True, now=world.clock())
            [answer] = await held.end()
            return answer

    answer = loop.run(live())
    # What is soon there is not asked about again: that would cost every write a query.
    expected = (401, "api.not_signed_in") if slow_s == 0 else (201, None)
    assert (answer.status_code, answer.json().get("code")) == expected

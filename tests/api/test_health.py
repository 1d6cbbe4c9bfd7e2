"""Alive and ready, and what is said when it is not ready."""

import socket
from collections.abc import Iterator
from contextlib import closing
from threading import Event

import pytest
from api_world import Client, Loop
from fastapi import APIRouter
from sqlalchemy.engine import make_url

from api.app import create_app
from api.auth.permissions import PUBLIC
from geo_patrol.settings import Settings
from geo_patrol.store.engine import Store, open_store

THREADS = 40


@pytest.fixture
def nowhere(postgis_url: str) -> Iterator[str]:
    """Give the URL of a PostGIS server at a port where nobody listens."""
    with closing(socket.socket()) as kept:
        kept.bind(("127.0.0.1", 0))
        url = make_url(postgis_url).set(port=kept.getsockname()[1])
        yield url.render_as_string(hide_password=False)


def client_over(store: Store | None, loop: Loop) -> Client:
    return Client(create_app(Settings(_env_file=None), store), loop)


def test_a_store_that_is_away_is_named(nowhere: str, loop: Loop) -> None:
    with closing(open_store(nowhere)) as store, closing(client_over(store, loop)) as client:
        answer = client.get("/readyz")
        assert (answer.status_code, answer.json()["code"]) == (503, "store.away")
        assert answer.headers["content-type"] == "application/problem+json"
        assert int(answer.headers["retry-after"]) > 0
        assert client.get("/healthz").status_code == 200


def test_nothing_of_where_the_store_is_gets_out(nowhere: str, loop: Loop) -> None:
    url = make_url(nowhere)
    with closing(open_store(nowhere)) as store, closing(client_over(store, loop)) as client:
        for path in ("/readyz", "/api/v1/areas", "/"):
            headers = {"cookie": "gp=something"}
            told = client.get(path, headers=headers).text
            assert str(url.password) not in told
            assert str(url.port) not in told


def test_before_the_store_is_open_it_is_not_ready(loop: Loop) -> None:
    with closing(client_over(None, loop)) as client:
        answer = client.get("/readyz")
        assert (answer.status_code, answer.json()["code"]) == (503, "store.away")


def test_a_closed_store_comes_back_by_itself(store: Store, loop: Loop) -> None:
    with closing(client_over(store, loop)) as client:
        assert client.get("/readyz").json() == {"status": "ok"}
        store.connect_for_schema().dispose()
        assert client.get("/readyz").json() == {"status": "ok"}


def test_it_is_alive_while_every_thread_is_busy(store: Store, loop: Loop) -> None:
    let_go, busy = Event(), [Event() for _ in range(THREADS)]
    waiting = iter(busy)
    router = APIRouter()

    @router.get("/busy", dependencies=[PUBLIC])
    def keep_busy() -> None:
        next(waiting).set()
        let_go.wait(60)

    app = create_app(Settings(_env_file=None, max_running=THREADS), store)
    app.router.routes.extend(router.routes)
    with closing(Client(app, loop)) as client:
        from asyncio import gather, run_coroutine_threadsafe

        async def all_busy() -> list[int]:
            answers = await gather(*(client.http.get("/busy") for _ in range(THREADS)))
            return [answer.status_code for answer in answers]

        working = run_coroutine_threadsafe(all_busy(), loop._loop)
        assert all(one.wait(60) for one in busy)
        assert client.get("/healthz").status_code == 200
        let_go.set()
        assert working.result(60) == [200] * THREADS

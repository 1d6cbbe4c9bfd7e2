"""Starting and stopping."""

from pathlib import Path

import httpx
import pytest
from api_world import Loop

import api.app
from api.app import create_app
from geo_patrol.errors import Unavailable
from geo_patrol.settings import Settings
from geo_patrol.store import schema
from geo_patrol.store.engine import Store, open_store


@pytest.fixture(autouse=True)
def cold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the kernels cold: compiling them takes seconds, and is tested elsewhere."""
    monkeypatch.setattr(api.app, "warm_up", lambda: None)


def settings_of(folder: Path) -> Settings:
    return Settings(_env_file=None, data_dir=folder)


def prepared(folder: Path) -> Settings:
    settings = settings_of(folder)
    store = open_store(settings.store_url(), exclusive=True)
    schema.upgrade(store)
    store.close()
    return settings


async def status_of(app: object, path: str) -> int:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://patrol.test") as client:
        return (await client.get(path)).status_code


def test_it_opens_its_store_at_the_start_and_closes_it_at_the_end(
    tmp_path: Path, loop: Loop
) -> None:
    settings = prepared(tmp_path)
    app = create_app(settings)

    async def live() -> list[int]:
        before = await status_of(app, "/readyz")
        async with app.router.lifespan_context(app):
            during = await status_of(app, "/readyz")
        return [before, during, await status_of(app, "/readyz")]

    assert loop.run(live()) == [503, 200, 503]
    open_store(settings.store_url(), exclusive=True).close()


def test_a_store_that_was_given_stays_open(store: Store, loop: Loop) -> None:
    app = create_app(Settings(_env_file=None), store)

    async def live() -> None:
        async with app.router.lifespan_context(app):
            pass

    loop.run(live())
    assert schema.current(store) == schema.head()


def test_it_does_not_start_on_a_store_of_another_schema(tmp_path: Path, loop: Loop) -> None:
    settings = settings_of(tmp_path)
    app = create_app(settings)

    async def live() -> None:
        async with app.router.lifespan_context(app):
            raise AssertionError("it started")

    with pytest.raises(Unavailable) as caught:
        loop.run(live())
    assert caught.value.key == "store.behind"
    open_store(settings.store_url(), exclusive=True).close()


def test_it_is_alive_before_it_is_ready(tmp_path: Path, loop: Loop) -> None:
    app = create_app(settings_of(tmp_path))
    assert loop.run(status_of(app, "/healthz")) == 200
    assert loop.run(status_of(app, "/readyz")) == 503


def test_it_is_not_ready_while_the_store_has_another_schema(store: Store, loop: Loop) -> None:
    app = create_app(Settings(_env_file=None), store)
    assert loop.run(status_of(app, "/readyz")) == 200
    schema.downgrade(store, "-1")
    assert loop.run(status_of(app, "/readyz")) == 503


def test_kernels_are_warmed_without_holding_up_the_start(
    store: Store, loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    from threading import Event

    started, finish = Event(), Event()

    def warm() -> None:
        started.set()
        finish.wait(10)

    monkeypatch.setattr(api.app, "warm_up", warm)
    app = create_app(Settings(_env_file=None), store)

    async def live() -> int:
        async with app.router.lifespan_context(app):
            return await status_of(app, "/readyz")

    assert loop.run(live()) == 200
    assert started.wait(10)
    finish.set()

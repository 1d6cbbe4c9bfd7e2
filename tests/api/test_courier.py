"""Messages over real HTTP: to an office that answers, fails, hangs, drips and sends elsewhere."""

import asyncio
import hashlib
import hmac
import json
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any, Literal

import pytest
from api_world import World
from calling import call, say
from pydantic import ValidationError

import api.app
from api.webhooks.courier import Courier
from api.webhooks.posting import Posting
from geo_patrol.alarms.webhook import Webhook
from geo_patrol.settings import Settings

SECRET = "sixteen or more letters"  # noqa: S105
Manner = Literal["answers", "fails", "hangs", "drips", "elsewhere", "hangs_up", "gibberish"]
OUT_OF_ORDER: tuple[Manner, ...] = ("fails", "hangs", "drips", "elsewhere", "hangs_up", "gibberish")
SIGNATURE = re.compile(r"t=(\d+),v1=([0-9a-f]{64})")


class Office(ThreadingHTTPServer):
    """A receiver with a manner of its own, that keeps what it was sent."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Desk)
        self.manner: Manner = "answers"
        self.got: list[tuple[str, dict[str, str], bytes]] = []
        self.let_go = Event()
        self.arrived = Event()

    @property
    def url(self) -> str:
        """Where messages go."""
        return f"http://127.0.0.1:{self.server_port}/alarms?key=a%20b"

    def handle_error(self, *_: object) -> None:
        """Say nothing of connections that were cut."""


class Desk(BaseHTTPRequestHandler):
    """Takes one message."""

    server: Office

    def do_POST(self) -> None:
        """Take a message, in the office's manner."""
        body = self.rfile.read(int(self.headers["content-length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.got.append((self.path, headers, body))
        self.server.arrived.set()
        match self.server.manner:
            case "answers":
                self._say(204)
            case "fails":
                self._say(500)
            case "elsewhere":
                self._say(302)
            case "hangs":
                self.server.let_go.wait()
            case "drips":
                while not self.server.let_go.wait(0.02):
                    self.wfile.write(b"X")
            case "hangs_up":
                self.connection.shutdown(socket.SHUT_RDWR)
            case "gibberish":
                self.wfile.write(b"no HTTP at all\r\n\r\n")

    def _say(self, status: int) -> None:
        self.send_response(status)
        if status == 302:
            self.send_header("Location", self.server.url)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def office() -> Iterator[Office]:
    with serving() as served:
        yield served


@contextmanager
def serving() -> Iterator[Office]:
    served = Office()
    Thread(target=served.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield served
    finally:
        served.let_go.set()
        served.shutdown()
        served.server_close()


def courier_of(world: World, office: Office) -> Courier:
    hook = Webhook(office.url, SECRET, frozenset({"sos", "overdue"}))
    post = Posting(hook, world.clock, step_s=0.3, whole_s=0.6)
    return Courier(world.store, hook, world.clock, post)


def test_the_office_is_told_and_can_prove_by_whom(fresh_world: World, office: Office) -> None:
    alarm_id = call(fresh_world, fresh_world.member("officer"))
    assert courier_of(fresh_world, office).work() == 1
    [(path, headers, body)] = office.got
    assert path == "/alarms?key=a%20b"
    assert headers["content-type"] == "application/json; charset=utf-8"
    told = json.loads(body)
    assert (told["event"], told["kind"], told["subject"]) == (
        "raised",
        "sos",
        {"kind": "alarm", "id": str(alarm_id)},
    )
    assert headers["geo-patrol-delivery"] == told["id"]
    signed = SIGNATURE.fullmatch(headers["geo-patrol-signature"])
    assert signed is not None
    assert int(signed[1]) == int(fresh_world.clock().timestamp())
    ours = hmac.new(SECRET.encode(), f"{signed[1]}.".encode() + body, hashlib.sha256)
    assert hmac.compare_digest(signed[2], ours.hexdigest())


@pytest.mark.parametrize(
    "manner", ["fails", "hangs", "drips", "elsewhere", "hangs_up", "gibberish"]
)
def test_an_office_out_of_order_holds_nobody_up_and_is_told_when_it_is_back(
    fresh_world: World, office: Office, manner: Manner
) -> None:
    world, courier = fresh_world, courier_of(fresh_world, office)
    alarm_id = call(world, world.member("officer"))
    office.manner = manner
    assert courier.work() == 0
    # A redirect is not followed: messages go where the operator said.
    assert len(office.got) == 1
    assert courier.work() == 0
    assert len(office.got) == 1
    office.manner = "answers"
    world.clock.move(timedelta(seconds=5))
    assert courier.work() == 1
    first, second = (json.loads(body) for _, _, body in office.got)
    assert (first["id"], first["event"]) == (second["id"], second["event"])
    say(world, world.member("leader"), alarm_id)
    world.clock.move(timedelta(hours=1))
    assert courier.work() == 0


def test_an_office_that_is_not_there_is_told_when_it_is(fresh_world: World) -> None:
    world = fresh_world
    with serving() as gone:
        address = gone.url
    hook = Webhook(address, SECRET, frozenset({"sos"}))
    call(world, world.member("officer"))
    courier = Courier(world.store, hook, world.clock)
    assert courier.work() == 0
    with serving() as office:
        world.clock.move(timedelta(seconds=5))
        assert courier_of(world, office).work() == 1


def test_a_running_server_tells_the_office_and_writes_are_not_held_up(
    fresh_world: World, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = fresh_world
    monkeypatch.setattr(api.app, "warm_up", lambda: None)
    office.manner = "hangs"
    settings = Settings(
        _env_file=None, webhook_url=office.url, webhook_secret=SECRET, data_dir=world.folder
    )
    keyring = world.app.state.services.keyring
    app = api.app.create_app(settings, world.store, keyring=keyring, now=world.clock)

    async def live() -> bool:
        async with app.router.lifespan_context(app):
            await asyncio.to_thread(call, world, world.member("officer"))
            told: bool = await asyncio.to_thread(office.arrived.wait, 20)
            # The office hangs: those who call next do not notice.
            await asyncio.to_thread(call, world, world.member("officer"))
            office.let_go.set()
            return told

    assert world.loop.run(live())


WRONG = [
    {"webhook_url": "ftp://office.test/"},
    {"webhook_url": "file:///etc/passwd"},
    {"webhook_url": "https:///alarms"},
    {"webhook_url": "https://user:word@office.test/"},
    {"webhook_url": "https://office.test/\r\nX-Header: 1"},
    {"webhook_url": "https://office.test/警报"},
    {"webhook_secret": "short"},
    {"webhook_secret": None},
    {"webhook_kinds": "sos,nonsense"},
    {"overdue_modes": "boat,plane"},
    {"overdue_hours": "18-06"},
    {"overdue_hours": "18:00-18:00"},
    {"overdue_minutes": 0},
]


@pytest.mark.parametrize("changes", WRONG, ids=str)
def test_settings_that_cannot_be_meant_are_refused(changes: dict[str, Any]) -> None:
    good = {"webhook_url": "https://office.test/alarms?key=1", "webhook_secret": SECRET}
    assert Settings(_env_file=None, **good).webhook is not None
    with pytest.raises(ValidationError):
        Settings(_env_file=None, **{**good, **changes})


def test_neither_address_nor_secret_gets_into_a_log() -> None:
    settings = Settings(
        _env_file=None, webhook_url="https://office.test/?key=hidden", webhook_secret=SECRET
    )
    for shown in (repr(settings), str(settings), repr(settings.webhook)):
        assert "hidden" not in shown
        assert SECRET not in shown


def test_without_an_address_nobody_is_told() -> None:
    assert Settings(_env_file=None).webhook is None

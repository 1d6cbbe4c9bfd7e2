"""A reader of server-sent events that can wait for the next one, and hang up."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, Queue
from typing import Any

from api_world import Client, World

PATIENCE_S = 30
EVENTS = "/api/v1/live/events"


class Reader:
    """One stream, read as it comes."""

    def __init__(self, world: World, client: Client) -> None:
        self._world, self._cookies = world, client.http.cookies
        self._messages: Queue[Any] = Queue()
        self._gone = asyncio.Event()
        self._ended: asyncio.Task[None] | None = None
        world.loop.run(self._begin())
        head = self._messages.get(timeout=PATIENCE_S)
        self.status: int = head["status"]
        self.told: dict[str, str] = {}

    async def _begin(self) -> None:
        cookie = "; ".join(f"{one.name}={one.value}" for one in self._cookies.jar)
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": EVENTS,
            "raw_path": EVENTS.encode(),
            "root_path": "",
            "query_string": b"",
            "headers": [(b"host", b"patrol.test"), (b"cookie", cookie.encode())],
            "client": ("10.0.0.7", 5000),
            "server": ("patrol.test", 80),
        }
        first = [{"type": "http.request", "body": b"", "more_body": False}]

        async def receive() -> Any:
            if first:
                return first.pop()
            await self._gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            self._messages.put(message)

        self._ended = asyncio.create_task(self._world.app(scope, receive, send))

    def next(self) -> dict[str, str] | None:
        """Return the next event; None once the stream has ended."""
        while True:
            message = self._messages.get(timeout=PATIENCE_S)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                return None
            lines = message.get("body", b"").decode().splitlines()
            for line in lines:
                if line.startswith("data: "):
                    found: dict[str, str] = json.loads(line.removeprefix("data: "))
                    return found

    def has_more(self) -> bool:
        """Whether anything has come that was not read."""
        try:
            self._messages.get_nowait()
        except Empty:
            return False
        return True

    def hang_up(self) -> None:
        """Go away, and wait until the server has seen it."""

        async def wait() -> None:
            self._gone.set()
            if self._ended is not None:
                await asyncio.wait_for(asyncio.shield(self._ended), PATIENCE_S)

        self._world.loop.run(wait())


@contextmanager
def following(world: World, client: Client) -> Iterator[Reader]:
    """Read the stream as somebody who is signed in."""
    reader = Reader(world, client)
    try:
        yield reader
    finally:
        reader.hang_up()

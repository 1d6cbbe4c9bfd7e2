"""The server process: one application behind TLS, and beside it the plain door for phones."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from api.tls.listener import InstallDoor
from api.tls.serving import Pair
from api.wire import BoundedHttp

GRACE_S = 5
PLAIN_CONNECTIONS = 64
"""The plain door is for a few phones now and then."""


class DoorServer(uvicorn.Server):
    """A server beside another one, which alone listens to signals."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the main server."""
        yield


class MainServer(uvicorn.Server):
    """A server that runs another one beside it, in its own loop, for as long as itself."""

    def __init__(
        self,
        config: uvicorn.Config,
        beside: DoorServer | None,
        door: socket.socket | None,
        stopping: Callable[[], None],
    ) -> None:
        super().__init__(config)
        self.beside = beside
        self.door = door
        self.stopping = stopping

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop; what would never end by itself is told first."""
        self.stopping()
        await super().shutdown(sockets)

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until told to stop."""
        if self.beside is None or self.door is None:
            return await super().serve(sockets)
        running = asyncio.create_task(self.beside.serve([self.door]))
        try:
            await super().serve(sockets)
        finally:
            self.beside.should_exit = True
            await running


def serve(
    app: ASGIApp,
    main: socket.socket,
    door: socket.socket | None,
    pair: Pair | None,
    *,
    stopping: Callable[[], None],
) -> None:
    """Serve an application on a taken port until a signal comes.

    Parameters
    ----------
    door
        A taken port for phones that don't trust the certificate yet; needs ``pair``.
    pair
        What to serve TLS with; None for plain HTTP.
    stopping
        Called in the event loop when the signal has come, before requests are waited for.
    """
    beside = None
    if door is not None and pair is not None:
        plain = InstallDoor(app, pair.subjects, main.getsockname()[1])
        config = _config(plain, None)
        config.lifespan = "off"
        config.limit_concurrency = PLAIN_CONNECTIONS
        beside = DoorServer(config)
    MainServer(_config(app, pair), beside, door, stopping).run(sockets=[main])


def _config(app: ASGIApp, pair: Pair | None) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=BoundedHttp,
        log_config=None,  # `configure_logs` says what the server logs
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_S,
        ssl_context_factory=None if pair is None else lambda _config, _usual: pair.context(),
    )

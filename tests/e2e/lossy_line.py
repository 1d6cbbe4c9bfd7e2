"""The line between phones and the server: up or down, good or bad, as a test wants it."""

import asyncio
import random
import re
import socket
import ssl
import struct
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Literal

Fate = Literal["passed", "reset", "answered 503", "answer lost"]

GOOD: dict[Fate, int] = {"passed": 100}
BAD: dict[Fate, int] = {"passed": 70, "answered 503": 15, "reset": 5, "answer lost": 10}
"""In a hundred writes. An answer that is lost is one of what the server has done."""

_LENGTH = re.compile(rb"^content-length: *(\d+)\r$", re.IGNORECASE | re.MULTILINE)
_PIECE = 65536
_LOOK_S = 0.2
"""How soon a line that goes down cuts off what goes through it."""
_RESET = struct.pack("ii", 1, 0)
_BUSY = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"


@dataclass
class LossyLine:
    """A proxy that ends TLS and begins it anew, so that it sees where a request ends."""

    certificate: Path
    key: Path
    rng: random.Random = field(default_factory=lambda: random.Random(7))  # noqa: S311
    port: int = 0
    to: int = 0
    up: bool = True
    fates: dict[Fate, int] = field(default_factory=lambda: dict(GOOD))
    seen: Counter[Fate] = field(default_factory=Counter)

    def start(self) -> None:
        """Listen, in a thread of its own."""
        self._ready, self._loop = Event(), asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_until_complete, args=[self._serve()])
        self._thread.start()
        assert self._ready.wait(10)

    def stop(self) -> None:
        """Hang up."""
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join()
        self._loop.close()

    async def _serve(self) -> None:
        self._end = asyncio.Event()
        inward = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        inward.load_cert_chain(self.certificate, self.key)
        server = await asyncio.start_server(self._connected, "127.0.0.1", self.port, ssl=inward)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._end.wait()
        server.close()
        for task in asyncio.all_tasks():
            if task is not asyncio.current_task():
                task.cancel()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, EOFError, asyncio.CancelledError):
            while self.up and await self._exchange(reader, writer):
                pass
        _hang_up(writer)

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Let one request meet its fate; return whether the connection is still good."""
        request = await _message(reader)
        fate: Fate = "passed"
        if request.startswith(b"PUT "):
            fate = self.rng.choices(list(self.fates), list(self.fates.values()))[0]
            self.seen[fate] += 1
        if not self.up or fate == "reset":
            return False
        if fate == "answered 503":
            writer.write(_BUSY)
            await writer.drain()
            return True
        if request.startswith(b"GET /api/v1/live/events"):
            await self._let_through(request, writer)
            return False
        answer = await self._ask(request)
        if not self.up or fate == "answer lost":
            return False
        writer.write(answer)
        await writer.drain()
        return True

    async def _ask(self, request: bytes) -> bytes:
        """Return the server's answer, over a connection of its own: a kept one may have ended."""
        onward, back = await self._onward()
        try:
            back.write(request)
            return await _message(onward)
        finally:
            back.close()

    async def _let_through(self, request: bytes, writer: asyncio.StreamWriter) -> None:
        """Pass an answer on that has no end, piece by piece, for as long as the line is up."""
        onward, back = await self._onward()
        try:
            back.write(request)
            coming = asyncio.ensure_future(onward.read(_PIECE))
            while self.up:
                await asyncio.wait((coming,), timeout=_LOOK_S)
                if not coming.done():
                    continue
                if not coming.result():
                    break
                writer.write(coming.result())
                await writer.drain()
                coming = asyncio.ensure_future(onward.read(_PIECE))
            coming.cancel()
        finally:
            back.close()

    async def _onward(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        outward = ssl.create_default_context()
        outward.check_hostname, outward.verify_mode = False, ssl.CERT_NONE
        return await asyncio.open_connection("127.0.0.1", self.to, ssl=outward)


def _hang_up(writer: asyncio.StreamWriter) -> None:
    """Close a connection as a lost one ends: reset, without a good-bye."""
    raw = writer.get_extra_info("socket")
    # None once the other side is gone.
    if raw is not None:
        with suppress(OSError):
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    writer.transport.abort()


async def _message(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    length = _LENGTH.search(head)
    return head + await reader.readexactly(int(length[1]) if length else 0)

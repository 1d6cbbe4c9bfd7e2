"""A network between phones and server that is slow, breaks off, and loses answers."""

import asyncio
import random
import re
import socket
import struct
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Literal

Fate = Literal["passed", "reset", "answer lost", "cut"]

FATES: dict[Fate, int] = {"passed": 45, "reset": 20, "answer lost": 20, "cut": 15}
"""In a hundred requests: passed on whole; reset before the server hears of it; done by the server,
whose answer nobody gets; broken off in the middle of what is sent."""

LENGTH = re.compile(rb"^content-length: *(\d+)\r$", re.IGNORECASE | re.MULTILINE)
RESET = struct.pack("ii", 1, 0)
"""Do not linger: a connection closed like this is reset."""


@dataclass
class BadNetwork:
    """A proxy in front of a server on this machine; each request meets a fate that is drawn."""

    to: int
    latency_s: float
    rng: random.Random
    fates: Counter[Fate] = field(default_factory=Counter)
    port: int = 0

    @asynccontextmanager
    async def between(self) -> AsyncIterator["BadNetwork"]:
        """Listen until the context ends."""
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # Whoever hangs up, on either side, ends both.
        with suppress(OSError, EOFError):
            onward, back = await asyncio.open_connection("127.0.0.1", self.to)
            try:
                while await self._exchange(reader, writer, onward, back):
                    pass
            finally:
                back.close()
        writer.close()

    async def _exchange(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        onward: asyncio.StreamReader,
        back: asyncio.StreamWriter,
    ) -> bool:
        """Let one request meet its fate; return whether the connection is still good."""
        head, body = await _message(reader)
        fate = self.rng.choices(list(FATES), list(FATES.values()))[0]
        self.fates[fate] += 1
        await asyncio.sleep(self.latency_s)
        if fate == "reset":
            return _reset(writer)
        if fate == "cut":
            back.write(head + body[: len(body) // 2])
            await back.drain()
            return _reset(writer)
        back.write(head + body)
        answer = b"".join(await _message(onward))
        if fate == "answer lost":
            return _reset(writer)
        writer.write(answer)
        await writer.drain()
        return True


async def _message(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    length = LENGTH.search(head)
    return head, await reader.readexactly(int(length[1]) if length else 0)


def _reset(writer: asyncio.StreamWriter) -> bool:
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    return False

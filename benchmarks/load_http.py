"""A client that costs little: the load must not take the time that it measures."""

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any

TIMEOUT_S = 30.0
KEPT_S = 3.0
"""Less than the five seconds after which the server closes a connection without requests."""


@dataclass
class Wire:
    """Connections to one server on this machine, opened as needed and used again."""

    port: int
    _idle: list[tuple[float, asyncio.StreamReader, asyncio.StreamWriter]] = field(
        default_factory=list
    )

    async def ask(
        self, method: str, path: str, cookie: str, body: Any = None, if_match: int | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body of the answer.

        Raises
        ------
        OSError, EOFError, TimeoutError
            When there is none.
        """
        content = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
        head = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Cookie: {cookie}"]
        if body is not None:
            head += ["Content-Type: application/json", f"Content-Length: {len(content)}"]
        if if_match is not None:
            head.append(f'If-Match: "{if_match}"')
        request = "\r\n".join([*head, "", ""]).encode() + content
        async with asyncio.timeout(TIMEOUT_S):
            return await self._exchange(request)

    async def _exchange(self, request: bytes) -> tuple[int, dict[str, str], bytes]:
        reader, writer = self._kept() or await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(request)
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            headers = _headers(head[1:])
            answer = await reader.readexactly(int(headers.get("content-length", "0")))
        except BaseException:
            writer.close()
            raise
        if headers.get("connection") == "close":
            writer.close()
        else:
            self._idle.append((time.monotonic(), reader, writer))
        return int(head[0].split(" ", 2)[1]), headers, answer

    def _kept(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        """Return the connection used last, if the server has not grown tired of it."""
        while self._idle:
            since, reader, writer = self._idle.pop()
            if time.monotonic() - since < KEPT_S and not reader.at_eof():
                return reader, writer
            writer.close()
        return None

    def close(self) -> None:
        """Close what is open."""
        for _, _, writer in self._idle:
            writer.close()


def _headers(lines: list[str]) -> dict[str, str]:
    """Return headers by their names in small letters; cookies to be set stand in one line."""
    found: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(": ")
        if name.lower() == "set-cookie":
            value = "; ".join(filter(None, (found.get("set-cookie"), value.partition(";")[0])))
        found[name.lower()] = value
    return found

"""Phones: they send a record until it is acknowledged, each time with the same id and content."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from fault_ledger import Ledger, Sent
from fault_phone import Phone
from fault_site import PATIENCE_S, Session

from benchmarks.load_http import Wire

Given = TypeVar("Given")

AGAIN_S = 0.05
"""How soon a phone tries again when nobody answers."""


def run(work: Coroutine[Any, Any, Given]) -> Given:
    """Run some work in a thread of its own: a browser of other tests has a loop running in ours."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


class Line(Wire):
    """Connections to a server that may come back on another port."""

    async def put(self, sent: Sent) -> tuple[int, dict[str, str], bytes]:
        """Send a write; return status, headers and body of the answer.

        Raises
        ------
        OSError, EOFError, TimeoutError
            When there is none.
        """
        head = (
            f"PUT {sent.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {sent.cookie}\r\n"
            f"Content-Type: {sent.media_type}\r\nContent-Length: {len(sent.content)}\r\n\r\n"
        )
        async with asyncio.timeout(60):
            return await self._exchange(head.encode() + sent.content)


@dataclass
class Crowd:
    """Phones of officers of both squads, writing to one server until they are told to stop.

    ``patience`` is the share of ``Retry-After`` that they wait: below 1 they press harder than they
    should. ``open`` is cleared while there is no server to be reached. ``answers`` counts what was
    answered, by status and code; "none" is no answer.
    """

    port: int
    ledger: Ledger = field(default_factory=Ledger)
    patience: float = 1.0
    answers: Counter[str] = field(default_factory=Counter)
    written: list[Sent] = field(default_factory=list)
    open: asyncio.Event = field(default_factory=asyncio.Event)
    stopped: bool = False
    refusals: int = 0
    _line: Line = field(init=False)
    _awaited: list[tuple[Callable[[], bool], asyncio.Event]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._line = Line(self.port)
        self.open.set()

    def figures(self) -> dict[str, int]:
        """Return how many writes were acknowledged, and what was answered how often."""
        return {"acknowledged": len(self.written), **dict(sorted(self.answers.items()))}

    def moved(self, port: int) -> None:
        """Reach the server at another port from now on."""
        self._line.close()
        self._line = Line(port)
        self.open.set()

    def close(self) -> None:
        """Hang up."""
        self._line.close()

    async def acknowledged(self, more: int) -> None:
        """Wait until so many more writes than now are acknowledged."""
        most = len(self.written) + more
        await self._until(lambda: len(self.written) >= most)

    async def refused(self, more: int) -> None:
        """Wait until so many more writes than now were asked to come again."""
        most = self.refusals + more
        await self._until(lambda: self.refusals >= most)

    async def photographed(self) -> None:
        """Wait until a photo is acknowledged."""
        await self._until(lambda: any(one.is_photo for one in self.written))

    async def _until(self, is_so: Callable[[], bool]) -> None:
        reached = asyncio.Event()
        self._awaited.append((is_so, reached))
        async with asyncio.timeout(PATIENCE_S):
            await reached.wait()

    async def send(self, sent: Sent) -> None:
        """Send a write until it is acknowledged.

        A status that is neither an acknowledgement nor a request to come again is a failure.
        """
        doubtful = False
        while True:
            await self.open.wait()
            try:
                status, headers, answer = await self._line.put(sent)
            except (OSError, EOFError, TimeoutError):
                self.answers["none"] += 1
                doubtful = True
                await asyncio.sleep(AGAIN_S)
                continue
            self.answers[_said(status, answer)] += 1
            if status == 409 and sent.is_photo:
                # The server has not noticed yet that what was sent before broke off.
                await asyncio.sleep(AGAIN_S)
                continue
            if status in (429, 503):
                self.refusals += 1
                self._tell()
                # It may have been kept all the same: a commit whose end nobody learnt of.
                doubtful = True
                await asyncio.sleep(self.patience * int(headers["retry-after"]))
                continue
            # Told to be there already by a server that cannot have heard of it: another's id.
            assert status == 201 or (status == 200 and doubtful), (sent.path, status, answer)
            self.ledger.acknowledge(sent)
            self.written.append(sent)
            self._tell()
            return

    async def read(self) -> int:
        """Return the status of reading a record that was acknowledged."""
        shift = next(one for one in self.written if "/shifts/" in one.path)
        status, _, _ = await self._line.ask("GET", shift.path, shift.cookie)
        return status

    async def once(self, sent: Sent) -> str:
        """Send a write once; return the status that it is answered, with the code of a problem."""
        status, _, answer = await self._line.put(sent)
        return _said(status, answer)

    async def repeat_all(self, at_once: int = 16) -> None:
        """Send all that they wrote once more: 200 says that it is there, as it was sent."""
        waiting = list(self.written)

        async def repeat() -> None:
            while waiting:
                sent = waiting.pop()
                status, _, answer = await self._line.put(sent)
                assert status == 200, (sent.path, status, answer.decode())

        async with asyncio.TaskGroup() as tasks:
            for _ in range(at_once):
                tasks.create_task(repeat())

    async def write(
        self, sessions: Sequence[Session], work: Callable[[], Coroutine[Any, Any, None]]
    ) -> None:
        """Have a phone of each session write while some work is done; then let all finish.

        What a phone has begun it sends until it is acknowledged.
        """
        async with asyncio.TaskGroup() as tasks:
            for number, session in enumerate(sessions):
                tasks.create_task(self._one(Phone(session, number)))
            try:
                await work()
            finally:
                self.stopped = True

    async def deliver(self, outboxes: Sequence[Sequence[Sent]]) -> None:
        """Send all outboxes at once, each in its order, until all of it is acknowledged."""
        async with asyncio.TaskGroup() as tasks:
            for outbox in outboxes:
                tasks.create_task(self._deliver(outbox))

    async def _deliver(self, outbox: Sequence[Sent]) -> None:
        for sent in outbox:
            await self.send(sent)

    async def _one(self, phone: "Phone") -> None:
        while not self.stopped:
            await self.send(phone.next())

    def _tell(self) -> None:
        for is_so, event in self._awaited:
            if is_so():
                event.set()


def _said(status: int, answer: bytes) -> str:
    """Return a status, with the code of a problem."""
    return f"{status} {json.loads(answer)['code']}" if status >= 400 else str(status)

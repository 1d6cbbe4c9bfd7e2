"""A briefing's files, made by other processes: what drawing takes goes with them.

One process reads the store. Two draw and set, without a store, where there are processors for two:
they load what they need while the first one reads, and take one map, and then one document, after
the other.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Lock, Thread
from typing import Any

from api.briefings.asked import Brief
from api.briefings.files import Made, zip_name
from api.briefings.tasks import Begin, Draw, Pack, Plan, Set, Task
from api.workshop import Terms, Workshop
from geo_patrol.errors import Unavailable
from geo_patrol.settings import Settings
from geo_patrol.store.scope import Scope

_SAID: dict[str, str] = {"busy": "brief.busy", "stopped": "brief.stopped"}
READING = Terms("api.briefings.reading_process", 180, **_SAID)
SETTING = Terms("api.briefings.setting_process", 180, **_SAID)
"""What reading the store takes is gone when drawing begins. No single file takes so many
seconds."""

MOST_PRESSES = 2
PRESS_BYTES = 700 * 2**20
"""Memory that must be free for each one beyond the first: it holds libraries, and while it draws a
map of 300 dots an inch."""

LOOK_S = 0.2

_turn = Lock()

Stop = Callable[[], bool]


@dataclass(frozen=True)
class Order:
    """A briefing to make into a folder, as `api.briefings.reading.read_files` is told it."""

    asked: Brief
    scope: Scope
    folder: Path
    store_url: str
    settings: Settings
    now: datetime


def make_apart(order: Order, stop: Stop) -> Iterator[Made]:
    """Have a briefing's files made; yield after each. One at a time is made: memory is for records.

    Told to stop it ends in the middle of a file, and leaves none: a part of a briefing would be
    taken for the whole.

    Raises
    ------
    GeoPatrolError
        What `api.briefings.reading.read_files` and `api.briefings.setting.Press` raise.
    Unavailable
        When a process ended by itself.
    WorkFailed
        When it could not be done by a fault.
    """
    while not _turn.acquire(timeout=LOOK_S):
        if stop():
            return
    try:
        yield from _made(order, stop)
        if stop() and not _is_whole(order):
            _emptied(order.folder)
    finally:
        _turn.release()


def _n_presses() -> int:
    """Return how many presses there are processors and room for."""
    processors = min(MOST_PRESSES, os.cpu_count() or 1)
    return max(1, min(processors, 1 + _free_bytes() // PRESS_BYTES))


def _free_bytes() -> int:
    """Return how much memory is to be had; where that is not told, enough."""
    with suppress(OSError, ValueError, IndexError):
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    return MOST_PRESSES * PRESS_BYTES


def _made(order: Order, stop: Stop) -> Iterator[Made]:
    n_presses = _n_presses()
    with ExitStack() as open_until:
        # Left last: its threads end when the processes that they wait for do.
        pool = open_until.enter_context(ThreadPoolExecutor(n_presses, "brief"))
        presses = [open_until.enter_context(closing(Workshop(SETTING))) for _ in range(n_presses)]
        reader = open_until.enter_context(closing(Workshop(READING)))
        open_until.enter_context(_ended_by(stop, (reader, *presses)))
        try:
            woken = [pool.submit(press.do, None) for press in presses]
            yield from _read(order, reader, stop)
            if stop():
                return
            reader.close()
            for one in woken:
                one.result()
            yield from _set(order, _Hands(pool, presses, stop))
        except Unavailable:
            if not stop():
                raise


def _read(order: Order, reader: Workshop, stop: Stop) -> Iterator[Made]:
    asked: Order | None = order
    while not stop():
        made: Made | None = reader.do(asked)
        if made is None:
            return
        asked = None
        yield made


class _Hands:
    """Presses that take tasks as they are free."""

    def __init__(self, pool: ThreadPoolExecutor, presses: Sequence[Workshop], stop: Stop) -> None:
        self._pool, self._presses, self._stop = pool, presses, stop
        self._free: SimpleQueue[Workshop] = SimpleQueue()
        for one in presses:
            self._free.put(one)

    def plan(self, folder: Path) -> Plan:
        """Have each press begin; return what there is to do."""
        begun = [self._pool.submit(one.do, Begin(folder)) for one in self._presses]
        plans: list[Plan] = [one.result() for one in begun]
        return plans[0]

    def take(self, task: Task) -> Future[Any]:
        """Have a task done by whichever press is free first."""
        return self._pool.submit(self._do, task)

    def _do(self, task: Task) -> None:
        press = self._free.get()
        try:
            if self._stop():
                raise Unavailable("brief.stopped")
            press.do(task)
        finally:
            self._free.put(press)


def _set(order: Order, hands: _Hands) -> Iterator[Made]:
    """Have maps drawn, and documents set that show them; they are told in order."""
    plan = hands.plan(order.folder)
    done = plan.done
    drawn = [hands.take(Draw(place)) for place in range(len(plan.maps))]
    for one, names in zip(drawn, plan.maps, strict=True):
        one.result()
        for name in names:
            done += 1
            yield Made(name, done, plan.total)
    documents = [hands.take(Set(place)) for place in range(len(plan.documents))]
    for one, name in zip(documents, plan.documents, strict=True):
        one.result()
        done += 1
        yield Made(name, done, plan.total)
    hands.take(Pack()).result()
    yield Made(plan.packed, plan.total, plan.total)


def _is_whole(order: Order) -> bool:
    # It comes last, and into its place when it is whole.
    return (order.folder / zip_name(order.asked)).exists()


@contextmanager
def _ended_by(stop: Stop, shops: Sequence[Workshop]) -> Iterator[None]:
    """End the processes in the middle of what they do, once they are to stop."""
    over = Event()

    def watch() -> None:
        while not over.wait(LOOK_S):
            if stop():
                # Again each time: a process may have been about to begin.
                for shop in shops:
                    shop.close()

    watcher = Thread(target=watch, name="brief-stop", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()


def _emptied(folder: Path) -> None:
    for one in folder.iterdir():
        with suppress(OSError):
            shutil.rmtree(one) if one.is_dir() else one.unlink()

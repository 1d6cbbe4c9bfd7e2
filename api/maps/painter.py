"""Maps drawn by another process: what drawing needs takes 150 MB, and goes with that process.

The server's own memory is for records, and other requests are answered while a map is drawn.
"""

import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from threading import Lock, Timer

from api.maps.kinds import MapKind
from geo_patrol.errors import GeoPatrolError, Unavailable
from geo_patrol.messages import Language
from geo_patrol.settings import Settings
from geo_patrol.store.scope import Scope

IDLE_S = 120.0
"""A process that had nothing to draw for so long is ended."""

WAIT_S = 30.0
"""Longest wait for the maps before."""

DRAW_S = 120.0
"""Longest time for one map; its process is ended then."""


@dataclass(frozen=True)
class Order:
    """A map to draw: `api.drawing.draw` has what the fields mean."""

    kind: MapKind
    scope: Scope
    area_codes: tuple[str, ...]
    start: datetime
    end: datetime
    language: Language
    now: datetime


class DrawingFailed(Exception):
    """The process met what nobody foresaw; the message says of what kind it was, and where."""


class Painter:
    """A process that draws one map at a time, begun when one is asked for."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._turn = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._idle: Timer | None = None

    def page(self, order: Order, store_url: str) -> str:
        """Return a map as one page.

        Raises
        ------
        GeoPatrolError
            What `api.drawing.draw` raises.
        Unavailable
            When too many maps are waited for, or the process ended.
        DrawingFailed
            When it could not be drawn by a fault.
        """
        with self._my_turn():
            process = self._running(store_url)
            limit = _timer(DRAW_S, process.kill)
            try:
                answer = _asked(process, order)
            except (OSError, EOFError, pickle.UnpicklingError) as error:
                self._end()
                raise Unavailable("drawing.stopped") from error
            finally:
                limit.cancel()
            self._idle = _timer(IDLE_S, self._rest)
        if isinstance(answer, Exception):
            raise answer
        return str(answer)

    def close(self) -> None:
        """End the process, in the middle of a map too; the next one begins another."""
        if (process := self._process) is not None:
            process.kill()
        self._rest()

    def _rest(self) -> None:
        with self._turn:
            self._end()

    @contextmanager
    def _my_turn(self) -> Iterator[None]:
        if not self._turn.acquire(timeout=WAIT_S):
            raise Unavailable("drawing.busy")
        try:
            if self._idle is not None:
                self._idle.cancel()
                self._idle = None
            yield
        finally:
            self._turn.release()

    def _running(self, store_url: str) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self._end()
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "api.maps.painting"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
            _send(self._process, (self._settings, store_url))
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if self._idle is not None:
            self._idle.cancel()
            self._idle = None
        if process is not None:
            # It only reads: nothing is lost.
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):
                    if pipe is not None:
                        pipe.close()


def _asked(process: subprocess.Popen[bytes], order: Order) -> str | GeoPatrolError | DrawingFailed:
    _send(process, order)
    assert process.stdout is not None  # noqa: S101  # opened as a pipe
    # Nobody but our own process writes here.
    answer: str | GeoPatrolError | DrawingFailed = pickle.load(process.stdout)  # noqa: S301
    return answer


def _send(process: subprocess.Popen[bytes], value: object) -> None:
    assert process.stdin is not None  # noqa: S101  # opened as a pipe
    pickle.dump(value, process.stdin)
    process.stdin.flush()


def _timer(after_s: float, deed: Callable[[], None]) -> Timer:
    timer = Timer(after_s, deed)
    timer.daemon = True
    timer.start()
    return timer

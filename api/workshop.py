"""Work that another process does: what it loads goes with it, and its faults stop nothing here.

One order at a time; the process is begun when something is ordered, and ended when nothing was for
a while. `run` is the other side.
"""

import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Lock, Timer
from typing import Any

from api.logs import steps_of
from geo_patrol.errors import GeoPatrolError, Unavailable

IDLE_S = 120.0
"""A process that had nothing to do for so long is ended."""

WAIT_S = 30.0
"""Longest wait for the orders before."""


class WorkFailed(Exception):
    """The process met what nobody foresaw; the message says of what kind it was, and where."""


@dataclass(frozen=True)
class Terms:
    """How a workshop works.

    ``module`` is run as the process; ``work_s`` is the longest time for one order, its process is
    ended then. ``busy`` and ``stopped`` are the messages to who waits too long, and to whose order
    was not done.
    """

    module: str
    work_s: float
    busy: str
    stopped: str


class Workshop:
    """A process that does one order at a time."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._turn = Lock()
        self._idle: Timer | None = None
        self.process: subprocess.Popen[bytes] | None = None

    def do(self, order: object) -> Any:
        """Return what comes of an order.

        Raises
        ------
        GeoPatrolError
            What the process raised on purpose.
        Unavailable
            When too many orders are waited for, or the process ended.
        WorkFailed
            When it could not be done by a fault.
        """
        with self._my_turn():
            process = self._running()
            limit = _timer(self._terms.work_s, process.kill)
            try:
                answer = _asked(process, order)
            except (OSError, EOFError, pickle.UnpicklingError) as error:
                self._end()
                raise Unavailable(self._terms.stopped) from error
            finally:
                limit.cancel()
            self._idle = _timer(IDLE_S, self._rest)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def close(self) -> None:
        """End the process, in the middle of an order too; the next one begins another."""
        if (process := self.process) is not None:
            process.kill()
        self._rest()

    def _rest(self) -> None:
        with self._turn:
            self._end()

    @contextmanager
    def _my_turn(self) -> Iterator[None]:
        if not self._turn.acquire(timeout=WAIT_S):
            raise Unavailable(self._terms.busy)
        try:
            if self._idle is not None:
                self._idle.cancel()
                self._idle = None
            yield
        finally:
            self._turn.release()

    def _running(self) -> "subprocess.Popen[bytes]":
        if self.process is not None and self.process.poll() is not None:
            self._end()
        if self.process is None:
            self.process = subprocess.Popen(  # noqa: S603  # a module of our own
                [sys.executable, "-m", self._terms.module],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        return self.process

    def _end(self) -> None:
        process, self.process = self.process, None
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


def run(answer_to: Callable[[Any], Any]) -> None:
    """Do what is ordered until nothing more can come: the process never outlives the server."""
    # Ctrl-C goes to all processes of a terminal: the server decides what becomes of this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What a library prints must not come between answers.
    orders, answers, sys.stdout = sys.stdin.buffer, sys.stdout.buffer, sys.stderr
    with suppress(EOFError, BrokenPipeError):
        while True:
            order = pickle.load(orders)  # noqa: S301  # only the server writes here
            pickle.dump(_answer(answer_to, order), answers)
            answers.flush()


def _answer(answer_to: Callable[[Any], Any], order: Any) -> Any:
    try:
        return answer_to(order)
    except GeoPatrolError as error:
        return error
    except Exception as error:
        return WorkFailed(type(error).__name__, *steps_of(error.__traceback__))


def _asked(process: "subprocess.Popen[bytes]", order: object) -> Any:
    assert process.stdin is not None and process.stdout is not None  # noqa: S101  # pipes
    pickle.dump(order, process.stdin)
    process.stdin.flush()
    # Nobody but our own process writes here.
    return pickle.load(process.stdout)  # noqa: S301


def _timer(after_s: float, deed: Callable[[], None]) -> Timer:
    timer = Timer(after_s, deed)
    timer.daemon = True
    timer.start()
    return timer

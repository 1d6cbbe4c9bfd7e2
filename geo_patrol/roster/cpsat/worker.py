"""The search in a process of its own: it leaves the caller free, and can be ended at any time."""

import math
import signal
import time
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Thread

from geo_patrol.roster.checker import check
from geo_patrol.roster.cpsat.engine import Engine, Making, cost_of
from geo_patrol.roster.frame import frame_of
from geo_patrol.roster.problem import Problem, Roster
from geo_patrol.roster.settings import RuleSettings
from geo_patrol.roster.sheet import sheet_of
from geo_patrol.roster.solver import Cost, Effort, Progress, Solution, Stop, Tell

_LOOK_S = 0.05
_GRACE_S = 20
"""So long after its time, or a stop, a search may still write down what it has."""
_ROSTER_S = 5
"""So often the best roster so far is sent, should the process not live to its end; the first at
once."""

_Said = Progress | Roster | Solution


def solve_apart(
    problem: Problem,
    settings: RuleSettings,
    effort: Effort,
    *,
    hint: Roster = (),
    progress: Tell | None = None,
    stop: Stop | None = None,
) -> Solution:
    """Solve in a new process; see `geo_patrol.roster.solver.solve`.

    A process that does not come to its end (out of memory, say) leaves the best that it sent.
    """
    began = time.monotonic()
    best = hint
    # What cannot be worked with is refused here, before there is a process.
    sheet_of(frame_of(problem), hint)
    # Never a fork: the caller may have threads, and locks held by them.
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    work = (theirs, problem, settings, effort, hint)
    process = context.Process(target=_work, args=work, daemon=True)
    process.start()
    theirs.close()
    limit = None if effort.deterministic else began + effort.seconds + _GRACE_S
    asked = False
    try:
        while limit is None or time.monotonic() < limit:
            if stop is not None and not asked and stop():
                asked, limit = True, time.monotonic() + _GRACE_S
                # Whether it is still there is seen below.
                with suppress(OSError):
                    ours.send("stop")
            try:
                if not ours.poll(_LOOK_S):
                    continue
                said: _Said = ours.recv()
            except (EOFError, OSError):
                # It is gone: its line is closed or, with a stop that it never read, reset.
                break
            if isinstance(said, Solution):
                return said
            if isinstance(said, tuple):
                best = said
            elif progress is not None:
                progress(said)
    finally:
        process.kill()
        process.join()
        ours.close()
    value = cost_of(check(problem, best, settings))
    return Solution(best, value, Cost(0, 0), time.monotonic() - began, "stopped")


def _work(
    line: Connection, problem: Problem, settings: RuleSettings, effort: Effort, hint: Roster
) -> None:
    # Ctrl-C goes to all processes of a terminal: the caller decides what becomes of this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sent_at = -math.inf

    def found(progress: Progress, making: Making | None) -> None:
        nonlocal sent_at
        line.send(progress)
        if making is not None and time.monotonic() - sent_at >= _ROSTER_S:
            line.send(making())
            sent_at = time.monotonic()

    engine = Engine(problem, settings, effort, found)

    def listen() -> None:
        # A caller that is gone wants nothing more.
        with suppress(EOFError, OSError):
            line.recv()
        while True:
            # Between two of its searches an engine does not hear it.
            engine.stop()
            time.sleep(_LOOK_S)

    Thread(target=listen, daemon=True).start()
    line.send(engine.solve(hint))

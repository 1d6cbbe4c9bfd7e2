"""The load generator: its arithmetic, and that a short load on a real server goes through."""

import asyncio
import json
import math
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.load import MOST_IN_FLIGHT, Load, Officer
from benchmarks.load_http import Wire
from benchmarks.load_plan import (
    READS,
    WRITES,
    Arrival,
    Deed,
    Outcome,
    arrivals,
    percentile,
    seeded,
    summary,
)

ROOT = Path(__file__).parents[2]


def test_arrivals_are_evenly_spaced_and_as_many_as_asked_for() -> None:
    plan = arrivals(50, 20, 10, seeded(1))
    assert Counter(one.kind for one in plan) == {"write": 500, "read": 200}
    assert [one.at_s for one in plan] == sorted(one.at_s for one in plan)
    for kind, gap_s in (("write", 1 / 50), ("read", 1 / 20)):
        times = [one.at_s for one in plan if one.kind == kind]
        gaps = [late - early for early, late in pairwise(times)]
        assert all(math.isclose(gap, gap_s, abs_tol=1e-9) for gap in gaps)


def test_a_plan_can_be_made_again() -> None:
    first, again = (arrivals(50, 20, 10, seeded(7)) for _ in range(2))
    assert first == again


def test_shares_are_of_a_hundred() -> None:
    assert sum(WRITES.values()) == sum(READS.values()) == 100


@given(st.lists(st.floats(0, 1e6), min_size=1).map(sorted), st.floats(0.01, 1))
def test_a_percentile_is_the_smallest_value_that_so_many_do_not_exceed(
    ms: list[float], share: float
) -> None:
    found = percentile(ms, share)
    assert found in ms
    assert sum(one <= found for one in ms) >= share * len(ms) - 1e-9
    assert sum(one < found for one in ms) < share * len(ms) + 1e-9


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=99).filter(lambda ms: len(ms) % 2 == 1))
def test_the_half_is_the_median(ms: list[float]) -> None:
    assert percentile(sorted(ms), 0.5) == statistics.median(ms)


def test_nothing_has_no_percentile() -> None:
    assert math.isnan(percentile([], 0.5))


def test_errors_are_counted_by_deed_and_status_and_have_no_latency() -> None:
    outcomes = [
        Outcome("write", "incident", "201", True, 10),
        Outcome("write", "incident", "503", False, 9000),
        Outcome("write", "shift", "503", False, 9000),
        Outcome("read", "me", "200", True, 3),
    ]
    found = summary(outcomes, 2)
    assert found["write"]["errors"] == {"incident 503": 1, "shift 503": 1}
    assert (found["write"]["sent"], found["write"]["ok"]) == (3, 1)
    assert found["write"]["max_ms"] == 10
    assert found["read"]["per_s"] == 0.5


class Answered(Load):
    """A load on a server that answers at once, when it comes to be asked."""

    async def do(self, deed: Deed, who: Officer) -> tuple[str, bool]:
        """Answer."""
        return "200", True


def run(work: Coroutine[Any, Any, None]) -> None:
    """Run some work in a thread of its own: a browser of other tests has a loop running in ours."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


def test_what_is_late_to_be_asked_is_late_to_be_answered() -> None:
    load = Answered(Wire(0), seeded(1), [], clock=lambda: 105.0)
    load.officers = [None]  # type: ignore[list-item]
    run(load.one(Arrival(2.0, "read", "me"), begin=100.0))
    assert load.outcomes == [Outcome("read", "me", "200", True, 3000.0)]


def test_no_more_is_under_way_than_the_bound() -> None:
    load = Answered(Wire(0), seeded(1), [], in_flight=MOST_IN_FLIGHT, clock=lambda: 105.0)
    run(load.run([Arrival(0, "read", "me")]))
    assert [one.status for one in load.outcomes] == ["not sent"]


@pytest.mark.slow
def test_a_short_load_goes_through() -> None:
    words = "--store sqlite --seconds 2 --writes 5 --reads 5 --officers 1"
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.load", *words.split()],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    for kind in ("write", "read"):
        assert (found[kind]["sent"], found[kind]["ok"], found[kind]["errors"]) == (10, 10, {})
        assert found[kind]["p50_ms"] <= found[kind]["p99_ms"] <= found[kind]["max_ms"]
    assert found["server_cpu_s"] >= 0
    assert min(found["server_rss_mb"]) > 0

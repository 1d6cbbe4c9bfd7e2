"""Kernels made ready: compiled by another process when they are not kept, and kept in fact."""

import os
import re
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread
from types import SimpleNamespace

import pytest

from geo_patrol.coverage import warming
from geo_patrol.coverage.jit import all_kept, is_kept


def kernel(folder: Path | None) -> SimpleNamespace:
    return SimpleNamespace(py_func=kernel, stats=SimpleNamespace(cache_path=folder))


def test_a_kernel_is_kept_when_its_index_is_as_new_as_its_source(tmp_path: Path) -> None:
    assert not is_kept(kernel(tmp_path))
    index = tmp_path / f"{Path(__file__).stem}.kernel-15.py311.nbi"
    index.write_bytes(b"")
    assert is_kept(kernel(tmp_path))
    os.utime(index, (0, 0))
    assert not is_kept(kernel(tmp_path))


def test_where_nothing_can_be_kept_there_is_nothing_to_wait_for() -> None:
    assert is_kept(kernel(None))


@pytest.mark.parametrize("kept", [True, False])
def test_another_process_compiles_only_what_is_not_kept(
    monkeypatch: pytest.MonkeyPatch, kept: bool
) -> None:
    begun: list[list[str]] = []
    monkeypatch.setattr(warming, "all_kept", lambda: kept)
    monkeypatch.setattr(warming.subprocess, "run", lambda command, **_: begun.append(command))
    warming.warm_up()
    rooms = [command[2].split()[1] for command in begun]
    expected = ["geo_patrol.coverage.warming", "geo_patrol.roster.anneal.warming"]
    assert rooms == ([] if kept else expected)


def test_once_warm_all_kernels_are_kept() -> None:
    warming.warm_up()
    assert all_kept()


@pytest.mark.skipif(not Path("/proc/self/smaps").exists(), reason="needs Linux")
def test_of_the_compiler_next_to_nothing_stays_resident() -> None:
    program = (
        "from geo_patrol.coverage.warming import warm_up; warm_up();"
        "print(open('/proc/self/smaps').read())"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    spans = re.findall(r"libllvmlite[^\n]*\n(?:[A-Z]\w+:[^\n]*\n)*?Rss: +(\d+) kB", done.stdout)
    assert 0 < sum(int(kb) for kb in spans) < 10_000


def test_who_needs_kernels_waits_for_who_compiles_them(monkeypatch: pytest.MonkeyPatch) -> None:
    compiling, finish, waited = Event(), Event(), Event()

    def compile_apart(_program: str) -> None:
        compiling.set()
        finish.wait(10)

    monkeypatch.setattr(warming, "all_kept", lambda: False)
    monkeypatch.setattr(warming, "_compile_apart", compile_apart)
    warms = Thread(target=warming.warm_up)
    waits = Thread(target=lambda: (warming.wait_until_warm(), waited.set()))
    warms.start()
    assert compiling.wait(10)
    waits.start()
    assert not waited.is_set()
    finish.set()
    warms.join(30)
    assert waited.wait(10)
    waits.join(10)

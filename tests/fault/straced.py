"""System calls of a running process: watched, or made to fail, for as long as a context lasts."""

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from fault_site import PATIENCE_S

SYNCS = "fsync,fdatasync"
SYNCED = re.compile(r"(?:fsync|fdatasync)\(\d+<(.*)>\) = 0$")
"""A line of the log of a sync that went well; calls that others broke into stand in two lines."""
SYNCED_LATE = re.compile(r"<\.\.\. (?:fsync|fdatasync) resumed>\) = 0$")


@contextmanager
def traced(pids: Sequence[int], log: Path, *, fail: bool = False) -> Iterator[None]:
    """Have what processes open and sync written to a log; with ``fail`` no sync goes well: EIO."""
    program = shutil.which("strace")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no strace: run scripts/system-packages.sh strace")
        pytest.skip("no strace: run scripts/system-packages.sh strace")
    words = [program, "--follow-forks", "--decode-fds=path", f"--trace={SYNCS},openat"]
    if fail:
        words.append(f"--inject={SYNCS}:error=EIO")
    at = [f"--attach={pid}" for pid in pids]
    said = log.with_suffix(".said")
    with said.open("w") as out:
        tracer = subprocess.Popen([*words, f"--output={log}", *at], stderr=out)
    try:
        until = time.monotonic() + PATIENCE_S
        while not all(_is_traced(pid, tracer.pid) for pid in pids):
            with suppress(subprocess.TimeoutExpired):
                tracer.wait(0.01)
            assert tracer.returncode is None and time.monotonic() < until, said.read_text()
        yield
    finally:
        # It lets go of what it traces, which runs on.
        tracer.send_signal(signal.SIGINT)
        tracer.wait(PATIENCE_S)


def _is_traced(pid: int, tracer: int) -> bool:
    """Tell whether all threads of a process are traced; of one that has ended there are none."""
    try:
        threads = [*Path(f"/proc/{pid}/task").iterdir()]
        return all(f"TracerPid:\t{tracer}\n" in (one / "status").read_text() for one in threads)
    except (FileNotFoundError, ProcessLookupError):
        return not Path(f"/proc/{pid}").exists()


def failed_then_opened(log: Path, name: str) -> bool:
    """Tell whether a file of this name was opened to be written after a sync of it failed."""
    _, failed, after = log.read_text(encoding="utf-8").partition("EIO")
    return bool(failed) and re.search(rf"/{re.escape(name)}\", O_RDWR", after) is not None


def synced(log: Path) -> list[str]:
    """Return the paths that were synced, one for each time it went well, in order."""
    begun: dict[str, str] = {}
    found = []
    for line in log.read_text(encoding="utf-8").splitlines():
        thread, _, call = line.partition(" ")
        if whole := SYNCED.search(call):
            found.append(whole[1])
        elif half := re.search(r"sync\(\d+<(.*)> <unfinished", call):
            begun[thread] = half[1]
        elif SYNCED_LATE.search(call):
            found.append(begun.pop(thread))
    return found

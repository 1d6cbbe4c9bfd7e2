"""Kernels made ready in a process that stays: compiled elsewhere, loaded here, the compiler let go.

Compiling takes 130 MB that are never given back; what is kept on disk loads in half a second.
"""

import ctypes
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from threading import Lock

from geo_patrol import coverage, hotspots
from geo_patrol.coverage.jit import all_kept

_MAPS = Path("/proc/self/smaps")
_MAPPING = re.compile(r"^([0-9a-f]+)-([0-9a-f]+) .*?(?:/([^/\n]*))?$", re.MULTILINE)
_UNALTERED = re.compile(r"^Anonymous: +0 kB$", re.MULTILINE)
_COMPILER = "libllvmlite"
_MADV_DONTNEED = 4

_ROOMS = (
    "geo_patrol.coverage.clock_hours",
    "geo_patrol.coverage.gaps",
    "geo_patrol.coverage.kernel",
    "geo_patrol.coverage.polygons",
    "geo_patrol.coverage.predictability",
    "geo_patrol.coverage.rollup",
    "geo_patrol.coverage.seen.sectors",
    "geo_patrol.coverage.seen.shares",
    "geo_patrol.coverage.seen.sighting",
    "geo_patrol.coverage.watching",
    "geo_patrol.hotspots.bandwidth",
    "geo_patrol.hotspots.density_kernel",
    "geo_patrol.hotspots.gi_star_kernel",
    "geo_patrol.projecting",
    "geo_patrol.tracks.planes",
)
"""Modules that have kernels."""

_one_at_a_time = Lock()


def warm_up() -> None:
    """Load all kernels; where they are not kept yet, have another process compile them first.

    Where nothing can be kept, or that process fails, they are compiled here.
    """
    with _one_at_a_time:
        # Importing them is what tells where they would be kept.
        for room in _ROOMS:
            import_module(room)
        kept = all_kept()
        if not kept:
            # Not in the way for as long as that takes.
            _let_go_of_compiler()
            _compile_apart("from geo_patrol.coverage.warming import warm_all; warm_all()")
        warm_all()
        _let_go_of_compiler()
    if not kept:
        # Nobody waits for these: searches for rosters run in processes of their own.
        _compile_apart("from geo_patrol.roster.anneal.warming import warm; warm()")


def warm_all() -> None:
    """Compile all kernels there are, or load them from disk."""
    coverage.warm()
    hotspots.warm()


def wait_until_warm() -> None:
    """Wait for who is making the kernels ready.

    To be called before kernels are needed and nothing is held yet, by who would otherwise compile
    them a second time, in a transaction that others wait for.
    """
    with _one_at_a_time:
        pass


def _compile_apart(program: str) -> None:
    subprocess.run(  # noqa: S603
        [sys.executable, "-c", program],
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _let_go_of_compiler() -> None:
    """Unmap the compiler's code: 65 MB that loading kernels touched and running them does not.

    Only what is as the file has it: should it be needed after all, the system maps it again.
    """
    try:
        mapped = _MAPS.read_text(encoding="utf-8", errors="replace")
        madvise = ctypes.CDLL(None).madvise
    except (OSError, AttributeError):
        return  # not Linux
    found = [*_MAPPING.finditer(mapped)]
    ends = [one.start() for one in found[1:]] + [len(mapped)]
    for one, end in zip(found, ends, strict=True):
        ours = (one[3] or "").startswith(_COMPILER)
        if ours and _UNALTERED.search(mapped, one.end(), end):
            first, beyond = int(one[1], 16), int(one[2], 16)
            madvise(ctypes.c_void_p(first), ctypes.c_size_t(beyond - first), _MADV_DONTNEED)

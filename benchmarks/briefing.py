"""A whole monthly briefing of the demo season: how long it takes, and how much memory.

``python -m benchmarks.briefing`` prints one JSON line for the eight printed maps, PDF, DOCX, PPTX
and XLSX of a month, and one for all that `geo-patrol brief monthly` writes besides: maps to look
about in, tables, places. ``seconds`` are by the wall, ``cpu_s`` of all processes, from the order to
the last file, processes begun and modules loaded among it; ``peak_mb`` is the most resident memory
that the processes held together, this one left out, and ``largest_mb`` that of the largest
(Linux). ``--store URL`` takes a store that is there; the demo season is made anew without.
"""

import argparse
import resource
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

from api.auth.passwords import Passwords
from api.auth.random_passwords import random_password
from api.briefings.asked import USUAL, Brief, FileForm
from api.briefings.ordering import Order, make_apart
from benchmarks.lines import show
from geo_patrol.evidence.fonts import find_font
from geo_patrol.settings import Settings
from geo_patrol.store import schema
from geo_patrol.store.engine import open_store
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.demo import load_demo

NOW = datetime(2023, 1, 5, tzinfo=UTC)
PERIOD = "2022-10"
DOCUMENTS: tuple[FileForm, ...] = ("png", "pdf", "docx", "pptx", "xlsx")
LOOK_S = 0.05
PAGE_MB = resource.getpagesize() / 2**20


@dataclass
class Held:
    """The most memory seen: together, and of one process."""

    together_mb: float = 0.0
    largest_mb: float = 0.0


@contextmanager
def watched() -> Iterator[Held]:
    """Look at the memory of the processes begun from here, again and again."""
    held, over = Held(), Event()

    def look() -> None:
        while not over.wait(LOOK_S):
            sizes = [_resident_mb(pid) for pid in _children(Path("/proc/self/task"))]
            held.together_mb = max(held.together_mb, sum(sizes))
            held.largest_mb = max(held.largest_mb, *sizes, 0.0)

    watcher = Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield held
    finally:
        over.set()
        watcher.join()


def _children(tasks: Path) -> Iterator[int]:
    for listed in tasks.glob("*/children"):
        try:
            pids = [int(one) for one in listed.read_text().split()]
        except OSError:
            continue
        for pid in pids:
            yield pid
            yield from _children(Path(f"/proc/{pid}/task"))


def _resident_mb(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE_MB
    except OSError:
        return 0.0


def measured(url: str, settings: Settings, forms: tuple[FileForm, ...], task: str) -> None:
    """Make a briefing, and print what it took."""
    with TemporaryDirectory() as folder, watched() as held:
        asked = Brief("monthly", PERIOD, forms=forms, font=find_font(None))
        begin, spent = time.perf_counter(), _cpu_s()
        order = Order(asked, SYSTEM, Path(folder), url, settings, NOW)
        made = [one.name for one in make_apart(order, lambda: False)]
        seconds, cpu_s = time.perf_counter() - begin, _cpu_s() - spent
        size = sum(one.stat().st_size for one in Path(folder).iterdir())
    show(
        {
            "task": task,
            "n": sum(name.endswith(".png") for name in made),
            "seconds": round(seconds, 1),
            "peak_mb": round(held.together_mb),
            "cpu_s": round(cpu_s, 1),
            "largest_mb": round(held.largest_mb),
            "files": len(made),
            "mb": round(size / 2**20, 1),
        }
    )


def _cpu_s() -> float:
    # Of processes that have ended: each is waited for.
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def demo_store(folder: Path, settings: Settings) -> str:
    """Return the URL of a new store with the demo season in it."""
    url = f"sqlite:///{folder / 'demo.sqlite'}"
    with closing(open_store(url, exclusive=True)) as store:
        schema.upgrade(store)
        load_demo(
            store,
            settings,
            now=NOW,
            make_password=random_password,
            hash_password=Passwords().hash,
        )
    return url


def main() -> None:
    """Print the lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", help="URL of a store with October 2022 in it")
    given = parser.parse_args()
    with TemporaryDirectory() as there:
        folder = Path(there)
        settings = Settings(_env_file=None, data_dir=folder)
        url = given.store or demo_store(folder, settings)
        measured(url, settings, DOCUMENTS, "monthly briefing: 8 maps, PDF, DOCX, PPTX, XLSX")
        measured(url, settings, USUAL, "the same with all other files")


if __name__ == "__main__":
    main()

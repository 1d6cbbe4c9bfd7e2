"""A briefing's files, made by another process: what drawing takes goes with it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Event, Lock, Thread

from api.briefings.asked import Brief
from api.briefings.files import Made, zip_name
from api.workshop import Terms, Workshop
from geo_patrol.errors import Unavailable
from geo_patrol.settings import Settings
from geo_patrol.store.scope import Scope

_SAID: dict[str, str] = {"busy": "brief.busy", "stopped": "brief.stopped"}
PROCESSES = (
    Terms("api.briefings.reading_process", 180, **_SAID),
    Terms("api.briefings.setting_process", 180, **_SAID),
)
"""One after the other: what reading the store takes is gone when drawing begins. No single file
takes so many seconds."""

LOOK_S = 0.2

_turn = Lock()


@dataclass(frozen=True)
class Order:
    """A briefing to make into a folder, as `api.briefings.reading.read_files` is told it."""

    asked: Brief
    scope: Scope
    folder: Path
    store_url: str
    settings: Settings
    now: datetime


def make_apart(order: Order, stop: Callable[[], bool]) -> Iterator[Made]:
    """Have a briefing's files made; yield after each. One at a time is made: memory is for records.

    Told to stop it ends in the middle of a file, and leaves none: a part of a briefing would be
    taken for the whole.

    Raises
    ------
    GeoPatrolError
        What `api.briefings.reading.read_files` and `api.briefings.setting.set_files` raise.
    Unavailable
        When the process ended by itself.
    WorkFailed
        When it could not be done by a fault.
    """
    while not _turn.acquire(timeout=LOOK_S):
        if stop():
            return
    try:
        for terms in PROCESSES:
            with closing(Workshop(terms)) as shop, _ended_by(stop, shop):
                yield from _made(order, shop, stop)
        if stop() and not _is_whole(order):
            _emptied(order.folder)
    finally:
        _turn.release()


def _made(order: Order, shop: Workshop, stop: Callable[[], bool]) -> Iterator[Made]:
    asked: Order | None = order
    while not stop():
        try:
            made: Made | None = shop.do(asked)
        except Unavailable:
            if stop():
                return
            raise
        if made is None:
            return
        asked = None
        yield made


def _is_whole(order: Order) -> bool:
    # It comes last, and into its place when it is whole.
    return (order.folder / zip_name(order.asked)).exists()


@contextmanager
def _ended_by(stop: Callable[[], bool], shop: Workshop) -> Iterator[None]:
    """End the process in the middle of what it does, once it is to stop."""
    over = Event()

    def watch() -> None:
        while not over.wait(LOOK_S):
            if stop():
                shop.close()
                return

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

"""A recomputation for a new grid is killed, and goes on: the old figures stand until it is done."""

import http.client
import json
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import datetime, timedelta
from functools import partial
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from fault_figures import LONG, briefly_on, measured
from fault_site import PATIENCE_S, Server, Site, Templates

from geo_patrol.patrols import Patrol, Shift
from geo_patrol.store.engine import open_store
from geo_patrol.store.repositories import grid_changes
from geo_patrol.store.repositories.grid_changes import GridChange
from geo_patrol.store.scope import SYSTEM
from geo_patrol.tracks.fixes import Fixes
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.coverage import coverage_table
from geo_patrol.workflows.gridding import make_area_grid
from geo_patrol.workflows.records import put_patrol, put_shift
from geo_patrol.workflows.tracks import TrackUpload, put_track

ZONE = ZoneInfo("Asia/Shanghai")
FIRST = datetime(2022, 10, 3, 8, tzinfo=ZONE)
AREA, LON, LAT = "qixing", 120.876, 29.518
SIZE_M = 50
TRACKS, FIXES, KILLS = (600, 2000, 5) if LONG else (100, 200, 1)
START, END = datetime(2022, 10, 1, tzinfo=ZONE), datetime(2023, 1, 1, tzinfo=ZONE)
FOLLOWED = f"/api/v1/coverage?area={AREA}&from={START:%Y-%m-%d}&to={END:%Y-%m-%d}"
NAMES = ("presence_s", "effort_s", "length_m", "n_visits")
Figures = dict[str, list[float]]


def walk(url: str) -> None:
    """Put tracks of many days into a store, the same ones each time."""
    rng = np.random.default_rng(9)
    with closing(open_store(url, exclusive=True)) as store:
        for number in range(TRACKS):
            start = FIRST + timedelta(hours=4 * number)
            keys = [
                uuid5(NAMESPACE_URL, f"{what}-{number}") for what in ("shift", "patrol", "track")
            ]
            shift = Shift(keys[0], "park", "early", start, start + timedelta(hours=4))
            patrol = Patrol(keys[1], keys[0], AREA, "foot", start, shift.end, ())
            fixes = Fixes(
                t_ms=int(start.timestamp() * 1000) + np.arange(FIXES, dtype=np.int64) * 6000,
                lon=LON + rng.normal(0, 4e-5, FIXES).cumsum(),
                lat=LAT + rng.normal(0, 4e-5, FIXES).cumsum(),
                accuracy_m=np.full(FIXES, 5.0, dtype=np.float32),
            )
            put_shift(store, SYSTEM, shift, now=start)
            put_patrol(store, SYSTEM, patrol, now=start, zone=ZONE)
            upload = TrackUpload("phone", "", fixes, (), FIXES)
            put_track(store, SYSTEM, keys[1], keys[2], upload, now=start, zone=ZONE)


def figures(url: str) -> Figures:
    """Return what was spent in each cell of the grid in use, by the cell's code."""
    with closing(open_store(url)) as store, store.reader() as session:
        found = coverage_table(session, SYSTEM, AREA, START, END, ZONE)
    # To the microsecond and the micrometre, as the API tells them.
    rows = zip(*(getattr(found, name).round(6).tolist() for name in NAMES), strict=True)
    return {cell.code: list(row) for cell, row in zip(found.grid.cells, rows, strict=True)}


def undisturbed(url: str) -> Figures:
    """Return the figures of the new grid where nothing went wrong."""
    walk(url)
    with closing(open_store(url, exclusive=True)) as store:
        make_area_grid(
            store,
            area_code=AREA,
            size_m=SIZE_M,
            epsg=4549,
            county="330624",
            town=None,
            village=None,
            villages=None,
            provisional_sections=True,
            code_digits=15,
            now=FIRST,
            zone=ZONE,
        )
    return figures(url)


@pytest.fixture
def twin(
    request: pytest.FixtureRequest, backend: str, templates: Templates, site: Site
) -> Iterator[str]:
    """Give the URL of another store like the site's."""
    if backend == "sqlite":
        yield templates.copy_sqlite("loaded")
        return
    url = templates.copy_postgis(request.getfixturevalue("postgis_url"), "loaded")
    yield url
    templates.drop(url)


def ask_for_finer_cells(site: Site, *more: str) -> str:
    """Have a finer grid of the area made; return what the command said."""
    words = ("--area", AREA, "--size", str(SIZE_M), "--provisional-sections", *more)
    command = site.command("grid", "make", *words)
    said, _ = command.communicate(timeout=PATIENCE_S)
    assert command.returncode == 0, said
    return said


def served(site: Site, port: int) -> Figures:
    """Return the area's coverage as an officer of the park squad sees it."""
    officer = next(one for one in site.sessions if one.squad == "park")
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
    with closing(connection):
        connection.request("GET", FOLLOWED, headers={"Cookie": officer.cookie})
        answer = connection.getresponse()
        assert answer.status == 200
        items = json.loads(answer.read())["items"]
    return {one["code"]: [one[name] for name in NAMES] for one in items}


def under_way(url: str) -> GridChange | None:
    """Return how far the change of the area's grid is; None when nothing is on its way."""
    with closing(open_store(url)) as store, store.reader() as session:
        return next(iter(grid_changes.changes(session)), None)


def await_(server: Server, met: Callable[[], bool]) -> None:
    """Wait until something is so, as long as the server runs."""
    until = time.monotonic() + PATIENCE_S
    while not met():
        assert server.process.poll() is None and time.monotonic() < until
        with suppress(subprocess.TimeoutExpired):
            server.process.wait(0.02)


def moved_on(url: str, before: GridChange) -> bool:
    """Whether the change is further than it was."""
    seen = under_way(url)
    assert seen is not None, "done before it could be killed"
    return seen.n_done > before.n_done


@briefly_on("sqlite")
def test_a_recomputation_goes_on_after_kills_and_old_figures_are_served_meanwhile(
    site: Site, twin: str
) -> None:
    walk(site.url)
    old = figures(site.url)
    assert sum(presence_s for presence_s, *_ in old.values()) > 0
    ask_for_finer_cells(site, "--later")
    seen = [under_way(site.url)]
    for _ in range(KILLS):
        before = seen[-1]
        assert before is not None
        with site.served() as server:
            await_(server, partial(moved_on, site.url, before))
            assert served(site, server.port) == old
            server.kill()
        seen.append(under_way(site.url))
        assert figures(site.url) == old
    half_way = seen[-1]
    assert half_way is not None and 0 < half_way.n_done < TRACKS
    with site.served() as server:
        await_(server, lambda: under_way(site.url) is None)
        new = served(site, server.port)
    assert new == figures(site.url) == undisturbed(twin)
    assert new.keys() != old.keys()
    with closing(open_store(site.url)) as store:
        assert verify(store).sound
    done = [one.n_done for one in seen if one is not None]
    measured("recomputation killed", site.dialect, tracks=TRACKS, done_at_kills=done)

"""A rebuild of a grid's coverage is killed half-way: the old figures stand until it is redone."""

import http.client
import json
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from fault_figures import LONG, briefly_on, measured
from fault_site import PATIENCE_S, Site, Templates

from geo_patrol.patrols import Patrol, Shift
from geo_patrol.store.engine import open_store
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
TRACKS, FIXES = (400, 2000) if LONG else (30, 2000)
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


def rebuild(site: Site) -> "subprocess.Popen[str]":
    """Start making a finer grid of the area."""
    words = ("--area", AREA, "--size", str(SIZE_M), "--provisional-sections")
    return site.command("grid", "make", *words)


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


def stop_half_way(command: "subprocess.Popen[str]") -> None:
    """Stop a rebuild where it is as soon as it traces: its transaction stays open."""
    assert command.stdout is not None
    assert any("Tracing" in line for line in command.stdout)
    command.send_signal(signal.SIGSTOP)


def kill(command: "subprocess.Popen[str]") -> None:
    """Kill it, stopped or not."""
    with suppress(ProcessLookupError):
        command.kill()
    command.communicate()


@briefly_on("postgis")
def test_a_rebuild_that_was_killed_changes_nothing_and_made_again_gives_what_it_should(
    site: Site, twin: str
) -> None:
    walk(site.url)
    old = figures(site.url)
    assert sum(presence_s for presence_s, *_ in old.values()) > 0
    with ExitStack() as held:
        # On SQLite the server is away meanwhile: one process writes.
        server = held.enter_context(site.served()) if site.dialect == "postgis" else None
        command = rebuild(site)
        try:
            stop_half_way(command)
            assert figures(site.url) == old
            if server is not None:
                assert served(site, server.port) == old
        finally:
            kill(command)
        server = server or held.enter_context(site.served())
        assert served(site, server.port) == old
    again = rebuild(site)
    said, _ = again.communicate(timeout=PATIENCE_S)
    assert again.returncode == 0, said
    new = figures(site.url)
    assert new == undisturbed(twin)
    assert new.keys() != old.keys()
    with closing(open_store(site.url)) as store:
        assert verify(store).sound
    measured("rebuild killed", site.dialect, tracks=TRACKS, cells=[len(old), len(new)])

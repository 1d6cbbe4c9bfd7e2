"""Commands beside a running server: an import waits or says why not; a backup has all."""

import asyncio
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fault_figures import briefly_on, measured
from fault_ledger import names_in, require_whole
from fault_phones import Crowd, run
from fault_site import PATIENCE_S, Server, Site, Templates

from geo_patrol.messages import text

GPX = """<?xml version="1.0"?>
<gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>
{points}</trkseg></trk></gpx>"""
POINT = '<trkpt lat="29.518" lon="{lon:.5f}"><time>2022-10-08T01:{minute:02}:00Z</time></trkpt>\n'
FEW = 2
"""Phones that write: the commands are to get on meanwhile."""
IMPORTED = 3
"""A shift, a patrol and its track come of one file."""


@dataclass
class Beside:
    """What came of the two commands, and what was acknowledged before the backup began."""

    crowd: Crowd
    imported: "subprocess.CompletedProcess[str]"
    backed_up: "subprocess.CompletedProcess[str]"
    before: set[str]


def command(site: Site, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end."""
    process = site.command(*words)
    said, _ = process.communicate(timeout=PATIENCE_S)
    return subprocess.CompletedProcess(words, process.returncode, said)


def track_file(folder: Path) -> Path:
    """Return a file with a walk of twenty minutes through the park."""
    points = (POINT.format(lon=120.876 + n * 3e-4, minute=n) for n in range(20))
    path = folder / "walk.gpx"
    path.write_text(GPX.format(points="".join(points)), encoding="utf-8")
    return path


async def written_beside_commands(site: Site, server: Server) -> Beside:
    """Write while a file is imported, then while a backup is taken."""
    crowd = Crowd(server.port)
    words = ("import", "tracks", str(track_file(site.folder)), "--area", "qixing", "--mode", "foot")
    done: dict[str, subprocess.CompletedProcess[str]] = {}
    before: set[str] = set()

    async def run_commands() -> None:
        await crowd.acknowledged(40)
        done["import"] = await asyncio.to_thread(command, site, *words)
        # The first photos come late; a backup without one would be half a backup.
        await crowd.photographed()
        before.update(crowd.ledger.names())
        done["backup"] = await asyncio.to_thread(command, site, "backup")

    await crowd.write(site.sessions[:FEW], run_commands)
    await crowd.repeat_all()
    crowd.close()
    return Beside(crowd, done["import"], done["backup"], before)


@pytest.fixture
def empty(
    request: pytest.FixtureRequest, backend: str, templates: Templates, tmp_path: Path
) -> Iterator[Site]:
    """Give an empty place to restore into."""
    folder = tmp_path / "restored"
    folder.mkdir()
    if backend == "sqlite":
        yield Site(folder, f"sqlite:///{folder / 'data' / 'geo-patrol.sqlite'}", [])
        return
    url = templates.copy_postgis(request.getfixturevalue("postgis_url"), "empty")
    yield Site(folder, url, [])
    templates.drop(url)


@briefly_on("sqlite")
def test_an_import_waits_or_says_so_and_a_backup_has_all_that_was_acknowledged(
    site: Site, empty: Site
) -> None:
    with site.served() as server:
        found = run(written_beside_commands(site, server))
    if site.dialect == "sqlite":
        assert found.imported.returncode == 1
        assert text("store.locked", "en", path="geo-patrol.sqlite") in found.imported.stdout
        # Told to stop the server first: done so, the same words go through.
        found.imported = command(site, *found.imported.args)
    assert found.imported.returncode == 0, found.imported.stdout
    require_whole(site, found.crowd.ledger, besides=IMPORTED)

    assert found.backed_up.returncode == 0, found.backed_up.stdout
    [snapshot] = (site.data / "backups" / "snapshots").iterdir()
    restored = command(empty, "restore", str(snapshot), "--keys", str(site.data / "backup-keys"))
    assert restored.returncode == 0, restored.stdout
    names = names_in(empty)
    assert found.before - names == set()
    measured(
        "import and backup beside the server",
        site.dialect,
        **found.crowd.figures(),
        acknowledged_before_backup=len(found.before),
        in_backup=len(names),
    )

"""A real store filled with the tracks of walks, and what reading it costs the database server."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid5

import shapely
from sqlalchemy import create_engine, make_url, text

from benchmarks.walks import Track
from geo_patrol.crs import from_metric, to_metric, unproject
from geo_patrol.store import schema
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories.tracks import NewTrack, add_tracks
from geo_patrol.store.tables import AreaRow, PatrolRow, ShiftRow, SquadRow
from geo_patrol.tracks.fixes import Fixes, display_line, rounded

ROOT = Path(__file__).parents[1]
SQUAD = "reservoir"
WEST_M, SOUTH_M = (float(one) for one in to_metric(120.9, 29.5))
IDS = UUID("018f3a52-6b00-7c11-9a01-5d0c6e1f0001")
BEFORE = datetime(2022, 8, 1, tzinfo=UTC)
LONG_M = 60_000.0
LINE_TOLERANCE_M = 5.0


def fixes_of(track: Track) -> Fixes:
    """Return the fixes of a walk, moved to the county, as a store keeps them."""
    lon, lat = from_metric(track.x + WEST_M, track.y + SOUTH_M)
    return Fixes(track.t_ms, rounded(lon), rounded(lat), track.accuracy_m)


def fill(store: Store, tracks: Sequence[Track]) -> None:
    """Make the tables and keep the tracks, two to a patrol."""
    schema.upgrade(store)
    around = shapely.box(WEST_M, SOUTH_M, WEST_M + LONG_M, SOUTH_M + LONG_M)
    area = AreaRow(
        code=SQUAD,
        squad_code=SQUAD,
        kind="reservoir",
        name_zh=SQUAD,
        name_en=SQUAD,
        status="placeholder",
        status_note="",
        source="",
        licence="",
        geometry=shapely.MultiPolygon([unproject(around)]),
    )
    shift = ShiftRow(
        id=uuid5(IDS, "shift"),
        squad_code=SQUAD,
        kind="early",
        started_at=BEFORE,
        ended_at=BEFORE + timedelta(days=3650),
        note="",
        demo=True,
    )
    with store.upkeep() as session:
        session.merge(SquadRow(code=SQUAD, name_zh=SQUAD, name_en=SQUAD))
        session.flush()
        session.add_all([area, shift])
        session.flush()
    for first in range(0, len(tracks), 100):
        with store.upkeep() as session:
            some = range(first, min(first + 100, len(tracks)))
            session.add_all(
                PatrolRow(
                    id=uuid5(IDS, f"patrol {number // 2}"),
                    shift_id=shift.id,
                    squad_code=SQUAD,
                    area_code=SQUAD,
                    mode=tracks[number].mode,
                    started_at=BEFORE,
                    ended_at=None,
                    note="",
                    demo=True,
                )
                for number in some
                if number % 2 == 0
            )
            session.flush()
            add_tracks(session, (_new(number, tracks[number]) for number in some))


def _new(number: int, track: Track) -> NewTrack:
    fixes = fixes_of(track)
    return NewTrack(
        id=uuid5(IDS, f"track {number}"),
        patrol_id=uuid5(IDS, f"patrol {number // 2}"),
        device="phone",
        source_name="",
        fixes=fixes,
        n_bad=0,
        bad_fixes=[],
        received_at=BEFORE,
        line=display_line(fixes, LINE_TOLERANCE_M),
    )


def _server() -> "subprocess.CompletedProcess[str]":
    command = ["/bin/sh", str(ROOT / "scripts" / "postgis.sh"), "url"]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603


def postgis_runs() -> bool:
    """Tell whether the private cluster runs: ``make postgis`` starts it."""
    return _server().returncode == 0


@contextmanager
def postgis(kind: str) -> Iterator[str]:
    """Give the URL of a new database on the private cluster; it is dropped at the end."""
    server = _server().stdout.strip()
    name = f"{kind}_{os.getpid()}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE template_geo_patrol'))
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        engine.dispose()


def cpu_s(pid: int) -> float:
    """Return the processor time that a process of this machine has used (Linux)."""
    ticks = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")

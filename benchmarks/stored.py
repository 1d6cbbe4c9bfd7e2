"""Stored fixes to rows, from either store: read, unpack, project, trace, roll up.

``python -m benchmarks.stored`` prints one JSON line per store: seconds from the tracks as they are
kept to all rows of shift and cell. Seconds are of processor time; for PostGIS those of the server's
process are added, for ours as for the peer. The kernels are warm.

The peer is the faster one of DuckDB spatial and PostGIS on the same fixes, each of which keeps them
in a table of its own (see `benchmarks.stored_peers`); both are measured on the first tracks and
scaled linearly when all would take too long: ``peer_n`` says on how many fixes. ``ratio`` is to
ST_Intersection per segment, ``ratio_if_only_crossing`` to DuckDB when segments within one cell are
not intersected but added up. ``max_error`` is the largest difference from DuckDB in one cell, in
km, with the displacement gate off, which the peers do not have.
"""

import argparse
import math
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from itertools import groupby, islice
from pathlib import Path
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import text
from sqlalchemy.orm import Session

from benchmarks.coverage import ZONE
from benchmarks.lines import show
from benchmarks.memory import peak_mb, reset_peak_mb
from benchmarks.stored_peers import duckdb_spatial, postgis_intersection
from benchmarks.stored_store import SOUTH_M, SQUAD, WEST_M, cpu_s, fill, postgis, postgis_runs
from benchmarks.walks import Track, first_of, make_tracks, n_fixes_of
from geo_patrol.coverage import warm
from geo_patrol.coverage.kernel import trace
from geo_patrol.coverage.records import VALIDITY, Lattice, Visits
from geo_patrol.coverage.rolling import roll_up_in_turn
from geo_patrol.crs import fixes_to_metric
from geo_patrol.store.engine import Store, open_store
from geo_patrol.store.repositories.grid_changes import TrackToTrace, next_tracks
from geo_patrol.workflows.regridding import TRACKS_AT_ONCE

SIZE_M = 100.0
FIXES_PER_TRACK = 5900
PROBE_FIXES = 100_000
AGREED_KM = 1e-6
RUNS = 3

Floats = NDArray[np.float64]


def stored_tracks(session: Session) -> Iterator[TrackToTrace]:
    """Yield all tracks in order of arrival, read some at a time as when a grid comes into use."""
    done = 0
    while batch := next_tracks(session, SQUAD, done, TRACKS_AT_ONCE):
        yield from batch
        done = batch[-1].pk


@dataclass(frozen=True, eq=False)
class Rows:
    """What came of the stored tracks, and in how much time."""

    seconds: float
    n_rows: int
    km: Floats


def ours(
    store: Store, lattice: Lattice, n_tracks: int | None = None, *, gated: bool = True
) -> Rows:
    """Make the rows of the stored tracks, or of the first ones."""
    n_rows, km = 0, np.zeros(lattice.cell_of.size)

    def visits(track: TrackToTrace) -> Visits:
        fixes, limits = track.fixes, VALIDITY[track.mode]
        x, y = fixes_to_metric(fixes.lon, fixes.lat)
        limits = limits if gated else replace(limits, min_move_m=0.0)
        return trace(fixes.t_ms, x, y, fixes.accuracy_m, lattice, limits)[0]

    with store.reader() as session:
        server = backend(session)
        begin, there = time.process_time(), cpu_s(server) if server else 0.0
        tracks = islice(stored_tracks(session), n_tracks)
        patrols = ([visits(one) for one in crew] for _, crew in groupby(tracks, patrol_of))
        for part in roll_up_in_turn(patrols, ZONE):
            n_rows += len(part)
            km += np.bincount(part.cell, part.length_m, len(km)) / 1000
        seconds = time.process_time() - begin
        seconds += cpu_s(server) - there if server else 0.0
    return Rows(seconds, n_rows, km)


def patrol_of(track: TrackToTrace) -> UUID:
    """Return the id of a track's patrol."""
    return track.patrol_id


def backend(session: Session) -> int | None:
    """Return the number of the server's process, if there is a server."""
    if session.get_bind().dialect.name != "postgresql":
        return None
    return session.scalar(text("SELECT pg_backend_pid()"))


@dataclass(frozen=True, eq=False)
class Theirs:
    """What the peers need for as many fixes as they were given, scaled to all."""

    n: int
    n_tracks: int
    duckdb_s: float
    duckdb_crossing_s: float
    postgis_s: float
    km: Floats


def theirs(
    tracks: Sequence[Track], lattice: Lattice, folder: Path, url: str | None, limit_s: float
) -> Theirs:
    """Measure DuckDB on as many of the tracks as the limit allows, PostGIS on the first ones."""
    n = n_fixes_of(tracks)
    shape = (*lattice.cell_of.shape, lattice.size_m)
    few = first_of(tracks, PROBE_FIXES)
    n_few = n_fixes_of(few)
    probe_s, _, _ = duckdb_spatial(few, *shape, folder)
    part = first_of(tracks, int(n_few * limit_s / probe_s))
    scale = n / n_fixes_of(part)
    duckdb_s, crossing_s, km = duckdb_spatial(part, *shape, folder)
    postgis_s = float("nan")
    if url is not None:
        seconds, their_km = postgis_intersection(few, *shape, url)
        _, _, same_km = duckdb_spatial(few, *shape, folder)
        if np.abs(their_km - same_km).max() > AGREED_KM:
            raise SystemExit("the peers do not agree")
        postgis_s = seconds * n / n_few
    return Theirs(n_fixes_of(part), len(part), duckdb_s * scale, crossing_s * scale, postgis_s, km)


def line(
    kind: str, store: Store, tracks: Sequence[Track], lattice: Lattice, peer: Theirs | None
) -> dict[str, object]:
    """Measure ours on a store that holds the tracks, and beside it what the peers took."""
    ours(store, lattice, 2)
    base_mb = reset_peak_mb()
    runs = [ours(store, lattice) for _ in range(RUNS)]
    over_mb = peak_mb() - base_mb
    seconds = float(np.median([one.seconds for one in runs]))
    made: dict[str, object] = {
        "task": f"stored fixes to rows, {kind}",
        "n": n_fixes_of(tracks),
        "seconds": round(seconds, 3),
        "peak_mb": round(over_mb, 1),
        "rows": runs[0].n_rows,
    }
    if peer is None:
        return made
    same = ours(store, lattice, peer.n_tracks, gated=False)
    by_postgis = peer.postgis_s < peer.duckdb_s
    peer_s = peer.postgis_s if by_postgis else peer.duckdb_s
    return made | {
        "peer": "PostGIS ST_Intersection" if by_postgis else "DuckDB ST_Intersection",
        "peer_seconds": round(peer_s, 2),
        "ratio": round(peer_s / seconds, 1),
        "max_error": float(f"{np.abs(same.km - peer.km).max():.2g}"),
        "duckdb_seconds": round(peer.duckdb_s, 2),
        "postgis_seconds": round(peer.postgis_s, 2) if peer.postgis_s > 0 else None,
        "ratio_if_only_crossing": round(peer.duckdb_crossing_s / seconds, 1),
        "peer_n": peer.n,
        "peer_scaled": peer.n < n_fixes_of(tracks),
    }


def main() -> None:
    """Print one JSON line per store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fixes", type=int, default=10_000_000)
    parser.add_argument("--cells", type=int, default=30_000)
    parser.add_argument("--seed", type=int, default=2022)
    parser.add_argument("--peer-limit", type=float, default=60, help="seconds for each statement")
    parser.add_argument("--no-peers", action="store_true", help="measure ours alone")
    given = parser.parse_args()
    warm()
    side = math.ceil(given.cells**0.5)
    cell_of = np.arange(side * side, dtype=np.int32).reshape(side, side)
    lattice = Lattice(WEST_M, SOUTH_M + side * SIZE_M, SIZE_M, cell_of)
    tracks = make_tracks(given.fixes, side * SIZE_M, side * SIZE_M, given.seed, FIXES_PER_TRACK)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        urls = {"SQLite": f"sqlite:///{folder / 'store.sqlite'}"}
        if postgis_runs():
            urls["PostGIS"] = stack.enter_context(postgis("stored"))
        peer = None
        if not given.no_peers:
            peer = theirs(tracks, lattice, folder, urls.get("PostGIS"), given.peer_limit)
        for kind, url in urls.items():
            with closing(open_store(url, exclusive=True)) as store:
                fill(store, tracks)
                show(line(kind, store, tracks, lattice, peer))


if __name__ == "__main__":
    main()

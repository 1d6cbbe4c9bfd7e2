"""Agreement with shapely on tracks that people and animals made."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
import shapely
from coverage_oracle import gated, per_cell, sums

from geo_patrol.coverage.kernel import trace
from geo_patrol.coverage.polygon_index import PolygonCells
from geo_patrol.coverage.polygons import trace_polygons
from geo_patrol.coverage.records import OUTSIDE, VALIDITY, Lattice, Validity
from geo_patrol.crs import to_metric
from geo_patrol.tracks.readers import read_tracks

TRACKS = Path(__file__).parents[1] / "data" / "tracks"
NOW = datetime(2026, 1, 1, tzinfo=UTC)

# Collars send a fix an hour, walkers' loggers one every few seconds.
COLLAR = Validity(max_gap_s=4 * 3600, max_speed_kmh=40, max_accuracy_m=50, min_move_m=12)
CASES = [
    ("cerknicko-jezero.gpx", 32633, 100.0, VALIDITY["foot"]),
    ("cerknicko-jezero.gpx", 32633, 7.3, VALIDITY["car"]),
    ("korita-zbevnica.gpx", 32633, 100.0, VALIDITY["foot"]),
    ("er_relocs.csv.zip", 32630, 1000.0, COLLAR),
]


def longest(name, epsg, count):
    """Return the tracks with the most fixes, in metres."""
    reads = sorted(read_tracks(TRACKS / name, now=NOW), key=lambda read: -len(read.fixes))
    for read in reads[:count]:
        fixes = read.fixes
        if not len(fixes):  # a route without times
            continue
        x, y = to_metric(fixes.lon[:1500], fixes.lat[:1500], epsg)
        yield fixes.t_ms[:1500], x, y, fixes.accuracy_m[:1500]


def around(x, y, size_m):
    """Return a lattice over most of a track (an edge of it stays outside), and its squares."""
    west, east = np.quantile(x, [0.02, 0.98])
    south, north = np.quantile(y, [0.02, 0.98])
    n_cols, n_rows = int((east - west) / size_m) + 1, int((north - south) / size_m) + 1
    cell_of = np.arange(n_rows * n_cols, dtype=np.int32).reshape(n_rows, n_cols)
    rows, cols = np.divmod(np.arange(n_rows * n_cols), n_cols)
    squares = shapely.box(
        west + cols * size_m,
        north - (rows + 1) * size_m,
        west + (cols + 1) * size_m,
        north - rows * size_m,
    )
    return Lattice(west, north, size_m, cell_of), squares


@pytest.mark.parametrize(("name", "epsg", "size_m", "validity"), CASES)
def test_both_kernels_agree_with_shapely(name, epsg, size_m, validity):
    some = False
    for track in longest(name, epsg, 3):
        lattice, squares = around(track[1], track[2], size_m)
        index = PolygonCells.build(list(squares))
        path, valid = gated(*track, validity)
        expected = per_cell(track[0], path, valid, dict(enumerate(squares)))
        for found, totals in (
            trace(*track, lattice, validity),
            trace_polygons(*track, index, validity),
        ):
            seconds, metres = sums(found, len(squares))
            assert np.abs(seconds - expected[0]).max() < 1e-3
            assert np.abs(metres - expected[1]).max() < 1e-3
            assert seconds.sum() == pytest.approx(totals.observed_s, abs=1e-3)
            assert metres.sum() == pytest.approx(totals.length_m, abs=1e-3)
            some = some or (totals.length_m > 500 and OUTSIDE in found.cell)
    assert some

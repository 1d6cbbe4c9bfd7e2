"""The side-by-side measurement runs, and both sides agree."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_ours_and_the_peers_agree_per_cell():
    command = [sys.executable, "-m", "benchmarks.coverage", "--fixes", "6000", "--cells", "400"]
    # DuckDB is installed for `make bench` only.
    command += ["--peer", "geopandas.overlay", "--peer", "shapely STRtree"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["peer"] for line in lines] == ["geopandas.overlay", "shapely STRtree"]
    for line in lines:
        assert {"task", "n", "seconds", "peer_seconds", "ratio", "peak_mb"} <= set(line)
        assert line["n"] == line["peer_n"] == 6000
        assert line["max_error"] < 1e-6

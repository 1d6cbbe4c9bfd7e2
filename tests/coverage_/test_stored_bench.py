"""The measurement of stored fixes runs on each store that there is, and both give the same rows."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
KEYS = {"task", "n", "seconds", "peer", "peer_seconds", "ratio", "peak_mb", "max_error"}


def test_every_store_gives_the_same_rows():
    command = [sys.executable, "-m", "benchmarks.stored", "--fixes", "24000", "--cells", "400"]
    # DuckDB is installed for `make bench` only.
    done = subprocess.run(
        [*command, "--no-peers"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines[0]["task"] == "stored fixes to rows, SQLite"
    assert all(set(line) >= KEYS and line["n"] == 24000 for line in lines)
    assert len({line["rows"] for line in lines}) == 1 and lines[0]["rows"] > 0

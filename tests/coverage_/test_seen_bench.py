"""The side-by-side measurement of seen area runs, and both sides agree."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_ours_and_shapelys_shares_agree():
    command = [sys.executable, "-m", "benchmarks.seen", "--fixes", "6000", "--cells", "400"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    (line,) = (json.loads(line) for line in done.stdout.splitlines())
    assert {"task", "seconds", "peer", "peer_seconds", "ratio", "peak_mb"} <= set(line)
    assert line["n"] == 6000
    assert line["mean_error_pp"] <= 0.3
    assert line["united_mean_error_pp"] <= 0.3
    assert line["max_error"] < 0.05

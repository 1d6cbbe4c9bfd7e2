"""The side-by-side measurement runs without its peers, and on points out of a file."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def points(tmp_path: Path) -> Path:
    """Give a file of two clusters in a year, in another part of the world."""
    rng = np.random.default_rng(0)
    middle = np.array([[-73.95, 40.70], [-73.90, 40.75]])[rng.integers(0, 2, 600)]
    lon, lat = (middle + rng.normal(0, 0.004, (600, 2))).T
    days = pd.to_timedelta(rng.uniform(0, 365, 600), unit="D")
    table = pd.DataFrame(
        {"Longitude": lon, "latitude": lat, "date": pd.Timestamp(2020, 1, 1) + days}
    )
    table.loc[5, "latitude"] = np.nan
    table.to_csv(tmp_path / "points.csv", index=False)
    return tmp_path / "points.csv"


def lines(*arguments: str) -> list[dict[str, object]]:
    command = [sys.executable, "-m", "benchmarks.hotspots", "--no-demo", "--no-peers", *arguments]
    environment = {k: v for k, v in os.environ.items() if k != "GEO_PATROL_BENCH_DATA"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_ours_keeps_to_its_errors_and_foretells_real_points_better_than_chance(
    points: Path,
) -> None:
    surface, grid, listed, *foretold = lines(
        "--n", "20000", "--cells", "1200", "--points", str(points), "--cell", "200"
    )  # fmt: skip
    assert surface["max_error"] < 0.002
    assert (grid["n"], listed["n"]) == (1200, 1200)
    assert listed["max_error_of_grid"] < 1e-10
    assert {one["cuts"] for one in foretold} == {12}
    for one in foretold:
        assert one["pai"][-1] > 1
        assert all(0 <= share <= 1 for share in one["pei_star"])


def test_without_points_only_the_kernels_are_measured() -> None:
    assert len(lines("--n", "1000", "--cells", "300")) == 3

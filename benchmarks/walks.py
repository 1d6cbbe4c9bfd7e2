"""Walks to measure with: those of patrols, on foot, by boat and by car."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo_patrol.patrols import Mode

FIXES_PER_TRACK = 2880  # a shift of eight hours at ten seconds
SPEED_MS: dict[Mode, float] = {"foot": 1.1, "boat": 3.3, "car": 8.0}

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Track:
    """Fixes of one device, in metres."""

    mode: Mode
    t_ms: Ints
    x: Floats
    y: Floats
    accuracy_m: NDArray[np.float32]


def make_tracks(
    n_fixes: int,
    width_m: float,
    height_m: float,
    seed: int,
    fixes_per_track: int = FIXES_PER_TRACK,
) -> list[Track]:
    """Return walks at 5 to 15 s a fix on foot, by boat and by car, two phones to a patrol."""
    rng = np.random.default_rng(seed)
    begin_ms = 1_660_492_800_000  # midnight in Shanghai
    tracks: list[Track] = []
    left = n_fixes
    while left > 0:
        n = min(fixes_per_track, left)
        left -= n
        mode = tuple(SPEED_MS)[len(tracks) // 2 % 3]
        step_s = rng.integers(5, 16, n)
        speed = SPEED_MS[mode] * rng.uniform(0.6, 1.3, n) * (rng.random(n) > 0.1)
        heading = rng.uniform(0, 2 * np.pi) + np.cumsum(rng.normal(0, 0.15, n))
        x = rng.uniform(0, width_m) + np.cumsum(np.cos(heading) * speed * step_s)
        y = rng.uniform(0, height_m) + np.cumsum(np.sin(heading) * speed * step_s)
        # Turn round at the edge of the grid, a little beyond it.
        x = np.abs((x + width_m) % (2 * width_m) - width_m) * 1.02 - 0.01 * width_m
        y = np.abs((y + height_m) % (2 * height_m) - height_m) * 1.02 - 0.01 * height_m
        t_ms = begin_ms + len(tracks) // 6 * 8 * 3_600_000 + np.cumsum(step_s) * 1000
        noise = rng.normal(0, 2, (2, n))
        accuracy_m = rng.uniform(3, 9, n).astype(np.float32)
        tracks.append(Track(mode, t_ms, x + noise[0], y + noise[1], accuracy_m))
    return tracks


def first_of(tracks: Sequence[Track], n_fixes: int) -> Sequence[Track]:
    """Return whole tracks from the first on, as many as fit, at least two."""
    fit = int(np.searchsorted(np.cumsum([len(track.t_ms) for track in tracks]), n_fixes, "right"))
    return tracks[: max(2, fit)]


def n_fixes_of(tracks: Sequence[Track]) -> int:
    """Return how many fixes tracks have together."""
    return sum(len(track.t_ms) for track in tracks)

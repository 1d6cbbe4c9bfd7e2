"""Seen area as its definition says it, in numpy and shapely, apart from the kernels."""

import math

import numpy as np
import shapely
from coverage_oracle import OPEN

from geo_patrol.coverage.seen.daylight import Daylight
from geo_patrol.coverage.seen.records import Frame, SeenBits, Sight, frame_of
from geo_patrol.coverage.seen.sighting import see_track

ALWAYS_DAY = Daylight(np.empty(0, np.int64), False)
ALWAYS_NIGHT = Daylight(np.empty(0, np.int64), True)

# The path is straightened by up to two slacks of 0.02 pixels; square roots have seven digits.
SLACK_M = 0.2 + 1e-3


def even(distance_m: float) -> Sight:
    """Return a sight that is the same by day and by night."""
    return Sight(distance_m, distance_m)


def walk(n: int, seed: int, side_m: float = 2000.0, step_m: float = 30.0):
    """Return t_ms, x, y, accuracy_m of a walk that turns round at the edges of a square."""
    rng = np.random.default_rng(seed)
    heading = rng.uniform(0, 2 * np.pi) + np.cumsum(rng.normal(0, 0.3, n))
    step = step_m * rng.uniform(0, 1, n) * (rng.random(n) > 0.2)
    x, y = (
        np.abs((start + np.cumsum(turn * step) + side_m) % (2 * side_m) - side_m)
        for start, turn in zip(
            rng.uniform(0, side_m, 2), (np.cos(heading), np.sin(heading)), strict=True
        )
    )
    return np.arange(n) * 10_000, x, y, np.full(n, np.nan)


def see(track, frame: Frame, sight: Sight, light: Daylight = ALWAYS_DAY) -> SeenBits:
    """Return what a track saw when every segment is valid."""
    return see_track(*track, frame, OPEN, sight, light)


def square(side_m: float = 2000.0) -> Frame:
    """Return a frame whose south-west corner is at 0, 0."""
    return frame_of(0.0, side_m, side_m, side_m)


def image(bits: SeenBits) -> np.ndarray:
    """Return ``(n_rows, n_cols)`` bool: which pixels were seen."""
    frame = bits.frame
    whole = np.zeros((frame.n_tile_rows * 64, frame.n_tile_cols * 64), bool)
    for tile, words in zip(bits.tile, bits.words, strict=True):
        row, col = (64 * int(k) for k in divmod(tile, frame.n_tile_cols))
        for i, word in enumerate(words):
            whole[row + i, col : col + 64] = [int(word) >> k & 1 for k in range(64)]
    assert not whole[frame.n_rows :].any()
    assert not whole[:, frame.n_cols :].any()
    return whole[: frame.n_rows, : frame.n_cols]


def centres(frame: Frame):
    """Return x and y of the centres of all pixels, each ``(n_rows, n_cols)``."""
    x = frame.x0 + (np.arange(frame.n_cols) + 0.5) * frame.size_m
    y = frame.y0 - (np.arange(frame.n_rows) + 0.5) * frame.size_m
    return np.broadcast_arrays(x[None, :], y[:, None])


def distance_m(track, frame: Frame) -> np.ndarray:
    """Return how far each pixel's centre is from the path."""
    _, x, y, _ = track
    path = shapely.LineString(np.column_stack((x, y)))
    return shapely.distance(path, shapely.points(*centres(frame)))


def in_sector(sector, frame: Frame) -> np.ndarray:
    """Return which centres lie in a camera's view, by angles."""
    x, y = centres(frame)
    dx, dy = x - sector.x, y - sector.y
    off_deg = (np.degrees(np.arctan2(dx, dy)) - sector.bearing_deg + 180) % 360 - 180
    near = np.hypot(dx, dy) <= sector.range_m
    return near & ((np.abs(off_deg) <= sector.fov_deg / 2) | (sector.fov_deg >= 360))


def true_shares(track, cells, radius_m: float) -> np.ndarray:
    """Return the share of each cell within a radius of the path, by buffer and intersection."""
    _, x, y, _ = track
    path = shapely.LineString(np.column_stack((x, y)))
    seen = shapely.buffer(path, radius_m, quad_segs=64)
    return shapely.area(shapely.intersection(seen, cells)) / shapely.area(cells)


def circle_m2(radius_m: float) -> float:
    """Return the area of a disc."""
    return math.pi * radius_m**2

"""Paths cut at moments: where the light changes, and where a period begins and ends."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from geo_patrol.coverage.gate import GatedPath
from geo_patrol.coverage.seen.daylight import Daylight
from geo_patrol.coverage.seen.records import Sight

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def in_light(path: GatedPath, sight: Sight, light: Daylight) -> tuple[GatedPath, Floats]:
    """Return a path cut at dusk and dawn, and how far one sees from each of its segments.

    Returns
    -------
    path, reach_m
        ``(n − 1,)`` metres. Where day and night make no difference the path is as it was.
    """
    if sight.day_m == sight.night_m:
        return path, np.full(len(path.valid), sight.day_m, np.float64)
    path = cut_at(path, light.change_us // 1000)
    middle_us = (path.t_ms[:-1] + path.t_ms[1:]) * 500
    reach_m = np.where(light.is_dark(middle_us), sight.night_m, sight.day_m)
    return path, reach_m.astype(np.float64)


def within(path: GatedPath, from_ms: int, to_ms: int) -> GatedPath:
    """Return a path of which nothing outside ``[from_ms, to_ms)`` (Unix ms) is valid.

    A segment over either end is cut there.
    """
    path = cut_at(path, np.array([from_ms, to_ms], np.int64))
    inside = (path.t_ms[:-1] >= from_ms) & (path.t_ms[1:] <= to_ms)
    return replace(path, valid=path.valid & inside)


def cut_at(path: GatedPath, at_ms: Ints) -> GatedPath:
    """Return a path with a point more at each moment (Unix ms) that falls within a segment."""
    at_ms = np.unique(at_ms)
    if len(path.valid):
        at_ms = at_ms[(at_ms > path.t_ms[0]) & (at_ms < path.t_ms[-1])]
        at_ms = at_ms[~np.isin(at_ms, path.t_ms)]
    if not len(path.valid) or not len(at_ms):
        return path
    after = np.searchsorted(path.t_ms, at_ms)
    begin, end = path.t_ms[after - 1], path.t_ms[after]
    share = (at_ms - begin) / (end - begin)
    return replace(
        path,
        t_ms=np.insert(path.t_ms, after, at_ms),
        x=np.insert(path.x, after, path.x[after - 1] * (1 - share) + path.x[after] * share),
        y=np.insert(path.y, after, path.y[after - 1] * (1 - share) + path.y[after] * share),
        valid=np.insert(path.valid, after - 1, path.valid[after - 1]),
    )

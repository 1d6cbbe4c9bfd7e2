"""What a track saw: its valid segments, widened by how far one sees at that hour."""

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo_patrol.coverage.gate import GatedPath, gate
from geo_patrol.coverage.records import Validity
from geo_patrol.coverage.seen.daylight import Daylight
from geo_patrol.coverage.seen.records import Frame, SeenBits, Sight
from geo_patrol.coverage.seen.stamp import stamp


def see_track(
    t_ms: ArrayLike,
    x: ArrayLike,
    y: ArrayLike,
    accuracy_m: ArrayLike,
    frame: Frame,
    validity: Validity,
    sight: Sight,
    light: Daylight,
) -> SeenBits:
    """Return what was within sight of one track.

    The fixes pass the same gate as for visits (see `geo_patrol.coverage.gate`).

    Parameters
    ----------
    t_ms
        ``(n,)`` Unix time in milliseconds, never decreasing.
    x, y
        ``(n,)`` metres, in the frame's metric CRS.
    accuracy_m
        ``(n,)`` metres, NaN where unknown.
    frame
        The raster of the grid; what lies beyond it is left out.
    validity, sight
        Limits and sight distances of the track's mode.
    light
        Day and night at the grid's place, over the time of the track.

    Raises
    ------
    InvalidInput
        ``coverage.lengths_differ`` or ``coverage.time_goes_back``.
    """
    return see_path(gate(t_ms, x, y, accuracy_m, validity), frame, sight, light)


def see_path(path: GatedPath, frame: Frame, sight: Sight, light: Daylight) -> SeenBits:
    """Return what was within sight of a path: see `see_track`.

    A pixel is seen when its centre is no farther from a valid segment than one sees at that time; a
    segment over dusk or dawn is cut there. Standing still sees a disc. Segments that are invalid,
    or take no time, see nothing; neither does a sight of 0. No valid segment gives no bits.
    """
    if sight.day_m != sight.night_m:
        path = _cut_at(path, light.change_us)
        middle_us = (path.t_ms[:-1] + path.t_ms[1:]) * 500
        reach_m = np.where(light.is_dark(middle_us), sight.night_m, sight.day_m).astype(np.float64)
    else:
        reach_m = np.full(len(path.valid), sight.day_m, np.float64)
    tile, words = stamp(
        path.x,
        path.y,
        path.valid & (np.diff(path.t_ms) > 0),
        reach_m,
        frame.x0,
        frame.y0,
        frame.size_m,
        frame.n_rows,
        frame.n_cols,
    )
    return SeenBits(frame, tile, words)


def _cut_at(path: GatedPath, change_us: NDArray[np.int64]) -> GatedPath:
    """Return the path with a point more at each change (to the ms) that falls within a segment."""
    at_ms = np.unique(change_us // 1000)
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

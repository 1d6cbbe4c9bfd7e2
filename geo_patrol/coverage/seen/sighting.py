"""What a track saw: its valid segments, widened by how far one sees at that hour."""

from numpy.typing import ArrayLike

from geo_patrol.coverage.gate import GatedPath, gate
from geo_patrol.coverage.records import Validity
from geo_patrol.coverage.seen.daylight import Daylight
from geo_patrol.coverage.seen.paths import in_light
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
    path, reach_m = in_light(path, sight, light)
    tile, words = stamp(
        path.t_ms,
        path.x,
        path.y,
        path.valid,
        reach_m,
        frame.x0,
        frame.y0,
        frame.size_m,
        frame.n_rows,
        frame.n_cols,
    )
    return SeenBits(frame, tile, words)

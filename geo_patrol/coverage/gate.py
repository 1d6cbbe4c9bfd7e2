"""From fixes to a path that can be measured: what is valid, and what is only standing still.

**Validity.** Two consecutive fixes form a segment. It is valid when it lasts no longer than the
longest gap, is no faster than the mode allows, and neither fix is worse than the accuracy limit
(an accuracy that the device did not state is allowed). A fix with a coordinate that is not finite
makes its segments invalid. Of several fixes at the same millisecond the first one counts.

**Displacement gate.** A receiver at rest wanders by metres, and at a fix every five seconds that
would grow to kilometres. So the fixes of each unbroken run are gathered into *stands*:

* a stand begins with one fix, its anchor is the mean of the fixes gathered so far;
* a fix within reach of the anchor joins the stand; reach is ``min_move_m``, or twice the fix's own
  stated accuracy if that is more (an accuracy is about a 68 % radius, twice that about 95 %);
* a fix out of reach begins the next stand, unless it is out by less than one more reach and the
  very next fix is back within it: a lone jump of that size is noise, and stays in the stand.

The path runs from anchor to anchor. Fixes farther apart than the reach are a stand each, so a car
or a boat under way keeps every fix where it was. A slow walker's fixes fall on the lines between
the anchors, each as far along as it had come, never backwards; those of somebody at rest fall on
the anchor until the last ones lead away from it. Way is what the path measures; all time counts.
The first and last fix of a run that moved are kept as ends when they lie more than half a reach
from their anchor, so a run loses at most that much of its way at either end.

What that costs: positions move by about a reach, at most by about two; a straight walk is measured
within 1 %, bends of 50 m radius within 2 %, and a sharp turn on foot loses up to half a reach.
A ``min_move_m`` of 0 switches the gate off.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo_patrol.coverage.jit import inner, njit
from geo_patrol.coverage.records import TrackTotals, Validity
from geo_patrol.errors import InvalidInput

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class GatedPath:
    """A track's way through metric space, ready to be split by cells or seen from.

    Attributes
    ----------
    t_ms
        ``(n,)`` int64, Unix time in milliseconds, never decreasing.
    x, y
        ``(n,)`` float64, metres: where each fix stands after the gate.
    valid
        ``(n − 1,)`` bool (empty for fewer than two fixes): whether the way from each fix to the
        next one was observed.
    totals
        The track's own totals.
    """

    t_ms: NDArray[np.int64]
    x: Floats
    y: Floats
    valid: NDArray[np.bool_]
    totals: TrackTotals


def gate(
    t_ms: ArrayLike, x: ArrayLike, y: ArrayLike, accuracy_m: ArrayLike, validity: Validity
) -> GatedPath:
    """Apply validity and displacement gate to the fixes of one track.

    Parameters
    ----------
    t_ms
        ``(n,)`` Unix time in milliseconds, never decreasing.
    x, y
        ``(n,)`` metric coordinates in metres.
    accuracy_m
        ``(n,)`` metres, NaN where unknown.
    validity
        Limits of the track's mode.

    Returns
    -------
    GatedPath
        Of the same length as the input; empty input gives an empty path with zero totals.

    Raises
    ------
    InvalidInput
        ``coverage.lengths_differ`` or ``coverage.time_goes_back``.
    """
    times = np.require(t_ms, np.int64, ["C", "W"])
    xs = np.array(x, np.float64)
    ys = np.array(y, np.float64)
    accuracy = np.array(accuracy_m, np.float32)
    if not (times.ndim == 1 and times.shape == xs.shape == ys.shape == accuracy.shape):
        raise InvalidInput("coverage.lengths_differ")
    valid = np.empty(max(len(times) - 1, 0), np.bool_)
    back, length_m, observed_ms = _gate(
        times,
        xs,
        ys,
        accuracy,
        float(validity.max_gap_s) * 1000.0,
        float(validity.max_speed_kmh),
        float(validity.max_accuracy_m),
        float(validity.min_move_m),
        valid,
    )
    if back > 0:
        raise InvalidInput("coverage.time_goes_back", index=back + 1)
    span_ms = int(times[-1] - times[0]) if len(times) else 0
    totals = TrackTotals(len(times), length_m, observed_ms / 1000, (span_ms - observed_ms) / 1000)
    return GatedPath(times, xs, ys, valid, totals)


@njit
def _gate(
    t_ms: NDArray[np.int64],
    x: Floats,
    y: Floats,
    accuracy_m: NDArray[np.float32],
    max_gap_ms: float,
    max_speed_kmh: float,
    max_accuracy_m: float,
    min_move_m: float,
    valid: NDArray[np.bool_],
) -> tuple[int, float, int]:
    """Judge the segments and move the fixes, in place.

    Returns
    -------
    back, length_m, observed_ms
        The place of the first fix that is before the one before it, or 0, and then the totals.
    """
    back, twins = _look_through(t_ms)
    if back > 0:
        return back, 0.0, 0
    if twins:
        _join(t_ms, x, y, accuracy_m)
    _judge(t_ms, x, y, accuracy_m, max_gap_ms, max_speed_kmh, max_accuracy_m, valid)
    if min_move_m > 0.0:
        _settle(x, y, accuracy_m, valid, min_move_m)
        if twins:
            _join(t_ms, x, y, accuracy_m)
    length_m, observed_ms = _totals(t_ms, x, y, valid)
    return 0, length_m, observed_ms


@inner
def _look_through(t_ms: NDArray[np.int64]) -> tuple[int, bool]:
    """Return the place of the first fix that goes back in time, or 0; and if any share a moment."""
    twins = False
    for i in range(1, len(t_ms)):
        if t_ms[i] < t_ms[i - 1]:
            return i, twins
        twins |= t_ms[i] == t_ms[i - 1]
    return 0, twins


@inner
def _join(t_ms: NDArray[np.int64], x: Floats, y: Floats, accuracy_m: NDArray[np.float32]) -> None:
    """Give fixes of one millisecond the place of the first."""
    for i in range(1, len(t_ms)):
        if t_ms[i] == t_ms[i - 1]:
            x[i] = x[i - 1]
            y[i] = y[i - 1]
            accuracy_m[i] = accuracy_m[i - 1]


@inner
def _judge(
    t_ms: NDArray[np.int64],
    x: Floats,
    y: Floats,
    accuracy_m: NDArray[np.float32],
    max_gap_ms: float,
    max_speed_kmh: float,
    max_accuracy_m: float,
    valid: NDArray[np.bool_],
) -> None:
    """Judge each segment."""
    for i in range(len(valid)):
        dt = t_ms[i + 1] - t_ms[i]
        dx = x[i + 1] - x[i]
        dy = y[i + 1] - y[i]
        way = math.sqrt(dx * dx + dy * dy)
        # Without a branch, so that several are judged at once.
        valid[i] = (
            (dt <= max_gap_ms)
            & (not accuracy_m[i] > max_accuracy_m)
            & (not accuracy_m[i + 1] > max_accuracy_m)
            & (way < np.inf)
            & (way * 3600.0 <= max_speed_kmh * dt)
        )


@inner
def _settle(
    x: Floats,
    y: Floats,
    accuracy_m: NDArray[np.float32],
    valid: NDArray[np.bool_],
    min_move_m: float,
) -> None:
    """Move the fixes onto the path from anchor to anchor."""
    n = len(x)
    start = 0
    while start < n:
        end, ax, ay = _stand(x, y, accuracy_m, valid, min_move_m, start)
        has_before = False
        bx, by, least = ax, ay, 0.5
        if end < n and valid[end - 1] and _apart(x, y, accuracy_m, min_move_m, start, ax, ay):
            has_before = True
            bx, by, least = x[start], y[start], 0.0
        while end < n and valid[end - 1]:
            next_end, nx, ny = _stand(x, y, accuracy_m, valid, min_move_m, end)
            if end - start > 1:  # a fix alone is its own anchor
                _place(x, y, start, end, ax, ay, bx, by, least, nx, ny, 0.5)
            has_before = True
            bx, by, least = ax, ay, 0.5
            start, end, ax, ay = end, next_end, nx, ny
        if end - start > 1:
            lx, ly = ax, ay
            if has_before and _apart(x, y, accuracy_m, min_move_m, end - 1, ax, ay):
                lx, ly = x[end - 1], y[end - 1]
            _place(x, y, start, end, ax, ay, bx, by, least, lx, ly, 1.0)
        start = end


@inner
def _reach(accuracy_m: float, min_move_m: float) -> float:
    # An unknown accuracy is NaN, which compares as not more.
    return 2.0 * accuracy_m if 2.0 * accuracy_m > min_move_m else min_move_m


@inner
def _apart(
    x: Floats,
    y: Floats,
    accuracy_m: NDArray[np.float32],
    min_move_m: float,
    k: int,
    ax: float,
    ay: float,
) -> bool:
    """Whether a fix lies more than half a reach from its anchor."""
    half = 0.5 * _reach(accuracy_m[k], min_move_m)
    return bool((x[k] - ax) ** 2 + (y[k] - ay) ** 2 > half * half)


@inner
def _stand(
    x: Floats,
    y: Floats,
    accuracy_m: NDArray[np.float32],
    valid: NDArray[np.bool_],
    min_move_m: float,
    start: int,
) -> tuple[int, float, float]:
    """Gather the stand that begins at a fix: the fix after its last one, and its anchor."""
    n = len(x)
    ax, ay, count = x[start], y[start], 1
    k = start + 1
    while k < n and valid[k - 1]:
        reach = _reach(accuracy_m[k], min_move_m)
        dx = x[k] - ax
        dy = y[k] - ay
        d2 = dx * dx + dy * dy
        if d2 > reach * reach:
            if d2 > 4.0 * reach * reach or k + 1 == n or not valid[k]:
                break
            back = _reach(accuracy_m[k + 1], min_move_m)
            if (x[k + 1] - ax) ** 2 + (y[k + 1] - ay) ** 2 > back * back:
                break
            x[k] = x[k - 1]
            y[k] = y[k - 1]
        else:
            count += 1
            share = 1.0 / count
            ax += dx * share
            ay += dy * share
        k += 1
    return k, ax, ay


@inner
def _place(
    x: Floats,
    y: Floats,
    start: int,
    end: int,
    ax: float,
    ay: float,
    bx: float,
    by: float,
    least: float,
    nx: float,
    ny: float,
    most: float,
) -> None:
    """Put the fixes of one stand on the lines to its anchor and from it, never backwards.

    The lines come from ``b`` and go to ``n``; one of no length is not there. ``least`` is the share
    of the incoming line that belongs to the stand before, ``most`` the share of the outgoing one
    that belongs to this stand.
    """
    k = start
    dx = ax - bx
    dy = ay - by
    d2 = dx * dx + dy * dy
    if d2 > 0.0:
        share = least
        while k < end:
            share = max(share, ((x[k] - bx) * dx + (y[k] - by) * dy) / d2)
            if share >= 1.0:
                break
            x[k] = bx + share * dx
            y[k] = by + share * dy
            k += 1
    # The first fix that had come as far as the anchor stands on it, so no corner is cut.
    k = min(k, end - 1)
    x[k] = ax
    y[k] = ay
    dx = nx - ax
    dy = ny - ay
    d2 = dx * dx + dy * dy
    share = most if d2 > 0.0 else 0.0
    for j in range(end - 1, k, -1):
        if share > 0.0:
            share = max(0.0, min(share, ((x[j] - ax) * dx + (y[j] - ay) * dy) / d2))
        x[j] = ax + share * dx
        y[j] = ay + share * dy


@inner
def _totals(
    t_ms: NDArray[np.int64], x: Floats, y: Floats, valid: NDArray[np.bool_]
) -> tuple[float, int]:
    length_m = 0.0
    observed_ms = 0
    for i in range(len(valid)):
        if valid[i]:
            dx = x[i + 1] - x[i]
            dy = y[i + 1] - y[i]
            length_m += math.sqrt(dx * dx + dy * dy)
            observed_ms += t_ms[i + 1] - t_ms[i]
    return length_m, observed_ms

"""Fixes that came one by one, cut into pieces that become tracks; pure.

Pieces end where ten minutes of the clock do, not where somebody looked: whatever order the fixes
come in, and however often, as long as they come in time they make the same pieces. What is late
makes pieces of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from geo_patrol.tracks.fixes import Fixes, picked

PIECE_MS = 600_000

Times = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Piece:
    """A piece to be kept: what it begins with came before, its own fixes are at ``own_ms``."""

    fixes: Fixes
    own_ms: Times


@dataclass(frozen=True, eq=False)
class Cut:
    """What waiting fixes come to: pieces; times that are in a track; times that add nothing."""

    pieces: tuple[Piece, ...]
    repeated_ms: Times
    late_ms: Times


@dataclass(frozen=True)
class Span:
    """A stretch of time that claims fixes, half-open, in Unix milliseconds."""

    start_ms: int
    end_ms: int


def claims(t_ms: Times, spans: Sequence[Span]) -> NDArray[np.int64]:
    """Return for each time which span claims it, -1 for none: of several the later one in order.

    Spans are in order of their starts, so who begins something new has ended what was before.
    """
    owner = np.full(len(t_ms), -1, dtype=np.int64)
    for number, span in enumerate(spans):
        owner[(t_ms >= span.start_ms) & (t_ms < span.end_ms)] = number
    return owner


def joined(parts: Sequence[Fixes]) -> Fixes:
    """Return fixes in the order of their times, one of each time; none of no parts."""
    if not parts:
        empty = np.empty(0)
        return Fixes(empty.astype(np.int64), empty, empty, empty.astype(np.float32))
    t_ms = np.concatenate([one.t_ms for one in parts])
    _, first = np.unique(t_ms, return_index=True)
    columns = ([getattr(one, name) for one in parts] for name in ("lon", "lat", "accuracy_m"))
    return Fixes(t_ms[first], *(np.concatenate(column)[first] for column in columns))


def cut(waiting: Fixes, sealed: Fixes, *, max_gap_s: float, ready_ms: float) -> Cut:
    """Cut waiting fixes of one tracker and patrol into pieces.

    Each piece begins with the fix before its own ones, if there is one, so that no way is lost.
    Fixes that lie between two sealed ones fill a hole and end with the one after it, when the
    two are farther apart than ``max_gap_s``: until then nobody had counted the time between.
    Else that time was counted, along the line between the two, and would be counted twice.

    Parameters
    ----------
    waiting, sealed
        In the order of their times, no time twice; sealed are those in tracks already.
    max_gap_s
        The longest step that counts, of the patrol's way of moving.
    ready_ms
        Only pieces that end by then are made; infinite when the patrol is over.
    """
    repeated = np.isin(waiting.t_ms, sealed.t_ms)
    place = np.searchsorted(sealed.t_ms, waiting.t_ms)
    late = ~repeated & _between(sealed.t_ms, place, max_gap_s)
    fresh = ~repeated & ~late
    ready = fresh & ((waiting.t_ms // PIECE_MS + 1) * PIECE_MS <= ready_ms)
    pieces = tuple(_pieces(picked(waiting, ready), place[ready], sealed))
    return Cut(pieces, waiting.t_ms[repeated], waiting.t_ms[late])


def _between(sealed_ms: Times, place: NDArray[np.intp], max_gap_s: float) -> NDArray[np.bool_]:
    """Whether fixes at these places stand between two sealed ones that are one step apart."""
    inside = (place > 0) & (place < len(sealed_ms))
    found = np.zeros(len(place), dtype=np.bool_)
    at = place[inside]
    found[inside] = sealed_ms[at] - sealed_ms[at - 1] <= max_gap_s * 1000
    return found


def _pieces(fixes: Fixes, place: NDArray[np.intp], sealed: Fixes) -> Iterator[Piece]:
    window = fixes.t_ms // PIECE_MS
    borders = np.flatnonzero((np.diff(window) != 0) | (np.diff(place) != 0)) + 1
    bounds = [0, *borders.tolist(), len(fixes)]
    for start, end in pairwise(bounds):
        if start == end:
            continue
        parts = [_run(fixes, start, end)]
        at = int(place[start])
        if start > 0 and place[start - 1] == at:
            parts.insert(0, _run(fixes, start - 1, start))
        elif at > 0:
            parts.insert(0, _run(sealed, at - 1, at))
        last_here = end == len(fixes) or place[end] != at
        if last_here and at < len(sealed):
            parts.append(_run(sealed, at, at + 1))
        yield Piece(joined(parts), fixes.t_ms[start:end])


def _run(fixes: Fixes, start: int, end: int) -> Fixes:
    return picked(fixes, slice(start, end))

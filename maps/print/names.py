"""Where names stand on a map: beside their points, never over one another.

The candidates and their order are those of E. Imhof, Positioning names on maps (1975): right of
the point before left, above before below; a name farther off is tied to its point by a line.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in millimetres of the frame."""

AROUND: tuple[tuple[float, float], ...] = (
    (1, 0),
    (-1, 0),
    (0, 1),
    (0, -1),
    (0.8, 0.8),
    (0.8, -0.8),
    (-0.8, 0.8),
    (-0.8, -0.8),
)
"""Which way a name lies from its point."""

OFFSETS_MM = (1.3, 4.0, 8.0, 13.0)
TIED_MM = 3.0
"""A name farther from its point than this is tied to it."""

ROOM_MM = 0.5
"""Between names."""


@dataclass(frozen=True)
class Wanted:
    """A name of a size (millimetres) at a point of the frame; ``inside`` may cover its point."""

    x: float
    y: float
    width: float
    height: float
    inside: bool = False


@dataclass(frozen=True)
class Placed:
    """Where a name stands, and whether a line ties it to its point."""

    box: Box
    tied: bool


def place(
    wanted: Sequence[Wanted],
    frame_mm: tuple[float, float],
    taken: Sequence[Box] = (),
    dots: NDArray[np.float64] | None = None,
) -> list[Placed | None]:
    """Return a place for each name, the first ones first; None where there is no room.

    Parameters
    ----------
    wanted
        The most needed first.
    frame_mm
        Width and height of the frame: names stay inside.
    taken
        Boxes that no name may touch.
    dots
        ``(n, 2)`` points that names cover only when they must.
    """
    kept = [*taken]
    found: list[Placed | None] = []
    points = np.zeros((0, 2)) if dots is None else dots
    for one in wanted:
        best: tuple[float, Placed] | None = None
        for order, (box, far) in enumerate(_candidates(one)):
            if not _within(box, frame_mm) or any(overlap(box, other, ROOM_MM) for other in kept):
                continue
            left, bottom, right, top = box
            x, y = points[:, 0], points[:, 1]
            covered = int(((x > left) & (x < right) & (y > bottom) & (y < top)).sum())
            cost = order + 4.0 * covered
            if best is None or cost < best[0]:
                best = (cost, Placed(box, far > TIED_MM))
        if best is not None:
            kept.append(best[1].box)
        found.append(None if best is None else best[1])
    return found


def overlap(a: Box, b: Box, room_mm: float = 0.0) -> bool:
    """Return whether two boxes come nearer than ``room_mm``."""
    return (
        a[0] < b[2] + room_mm
        and b[0] < a[2] + room_mm
        and a[1] < b[3] + room_mm
        and b[1] < a[3] + room_mm
    )


def _candidates(one: Wanted) -> list[tuple[Box, float]]:
    """Return boxes around a point, the best first, each with how far it is off."""
    half_w, half_h = one.width / 2, one.height / 2
    found: list[tuple[Box, float]] = []
    if one.inside:
        found.append(((one.x - half_w, one.y - half_h, one.x + half_w, one.y + half_h), 0.0))
    for far in OFFSETS_MM:
        for dx, dy in AROUND:
            x = one.x + dx * far + np.sign(dx) * half_w
            y = one.y + dy * far + np.sign(dy) * half_h
            found.append(((x - half_w, y - half_h, x + half_w, y + half_h), far))
    return found


def _within(box: Box, frame_mm: tuple[float, float]) -> bool:
    room = 1.0
    return (
        box[0] >= room
        and box[1] >= room
        and box[2] <= frame_mm[0] - room
        and box[3] <= frame_mm[1] - room
    )

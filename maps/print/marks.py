"""Marks for points."""

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from maps.print.styles import Dot


def draw_marks(
    axes: Axes, x: NDArray[np.float64], y: NDArray[np.float64], dot: Dot, gid: str, z: float = 4.5
) -> None:
    """Draw points in one style."""
    if len(x):
        axes.plot(
            x,
            y,
            linestyle="none",
            marker=dot.marker,
            markersize=dot.size_pt,
            markerfacecolor=dot.colour,
            markeredgecolor=dot.ring,
            markeredgewidth=0.4,
            zorder=z,
            gid=gid,
        )

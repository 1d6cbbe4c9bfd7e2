"""Ticks along the frame with their coordinates, and crosses inside it."""

from matplotlib.axes import Axes

from maps.print.graticule import graticule
from maps.print.ground import Ground
from maps.print.styles import INK, Line
from maps.print.surface import Surface

TICK_MM = 1.6
CROSS_MM = 1.2


def draw_coordinates(
    surface: Surface, axes: Axes, ground: Ground, left: float, bottom: float
) -> None:
    """Draw ticks on all sides, their coordinates below and at the left, and crosses inside."""
    west, south, east, north = ground.bounds
    width, height = ground.frame_mm
    found = graticule(ground)
    size = surface.size("fine", 1.1)
    tick = Line(INK["ink"], 0.5)
    for one in found.ticks:
        gid = f"{one.side}-{round(one.degrees * 3600)}"
        if one.side in ("bottom", "top"):
            x = left + (one.at - west) / (east - west) * width
            y, out = (bottom, -TICK_MM) if one.side == "bottom" else (bottom + height, TICK_MM)
            surface.line([x, x], [y, y + out], tick, gid=f"tick-{gid}")
            if one.side == "bottom" and _clear(x - left, width, one.text, size, surface):
                surface.text(
                    x, y - TICK_MM - 2.6, one.text, size, ha="center", gid=f"coordinate-{gid}"
                )
        else:
            y = bottom + (one.at - south) / (north - south) * height
            x, out = (left, -TICK_MM) if one.side == "left" else (left + width, TICK_MM)
            surface.line([x, x + out], [y, y], tick, gid=f"tick-{gid}")
            if one.side == "left" and _clear(y - bottom, height, one.text, size, surface):
                surface.axes.text(
                    x - TICK_MM - 0.8,
                    y,
                    one.text,
                    size=size,
                    rotation=90,
                    ha="right",
                    va="center",
                    rotation_mode="default",
                    color=INK["ink"],
                    gid=f"coordinate-{gid}",
                )
    arm = CROSS_MM / width * (east - west)
    for x, y in found.crossings:
        for dx, dy in ((arm, 0), (0, arm)):
            axes.plot(
                [x - dx, x + dx], [y - dy, y + dy], color=INK["quiet"], linewidth=0.35, zorder=2.9
            )


def _clear(at: float, side_mm: float, text: str, size_pt: float, surface: Surface) -> bool:
    """Return whether a coordinate stands clear of the frame's corners."""
    half = surface.width(text, size_pt) / 2
    return half <= at <= side_mm - half

"""The map in its frame: ground, classes, borders, marks and names.

Shapes are added as artists, not as patches: the frame's limits are known, and to find them anew
from 30,000 cells takes ten times as long as to draw those.
"""

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from numpy.typing import NDArray

from geo_patrol.crs import to_metric
from maps.boundaries import zone_kinds
from maps.print import styles
from maps.print.content import Content, Dotted, Filled, Heat, Lined, zone_line
from maps.print.coordinates import draw_coordinates
from maps.print.ground import Ground
from maps.print.heated import warped
from maps.print.marks import draw_marks
from maps.print.named import draw_names
from maps.print.shapes import cut, in_frame, line_path, metric, polygon_paths
from maps.print.styles import INK, Line
from maps.print.surface import Surface
from maps.words import words

CELL_LINE = ((1.5, 0.35), (0.8, 0.2), (0.5, 0.1))
"""Cells at least so many millimetres wide are parted by lines of so many points."""

RANKS = {"area": 0, "number": 1, "dam": 2, "town": 3}


def draw_map(
    surface: Surface, content: Content, ground: Ground, left: float, bottom: float
) -> list[str]:
    """Draw the map with its frame; return the names that found no room."""
    axes = surface.part((left, bottom, *ground.frame_mm))
    west, south, east, north = ground.bounds
    axes.set(xlim=(west, east), ylim=(south, north), xticks=[], yticks=[])
    axes.set_facecolor(INK["land"])
    for spine in axes.spines.values():
        spine.set(linewidth=0.8, edgecolor=INK["ink"])
    axes.patch.set_gid("map-frame")
    draw_coordinates(surface, axes, ground, left, bottom)
    _ground(axes, content, ground)
    for k, layer in enumerate(content.over):
        if isinstance(layer, Heat):
            _heat(axes, layer, ground)
        else:
            _fill(axes, layer, ground, 2 + 0.1 * k)
    _borders(axes, content, ground)
    for mark in content.marks:
        if isinstance(mark, Lined):
            shapes = cut(metric(mark.shapes, ground.epsg), ground.bounds)
            _line(axes, shapes, styles.LINES[mark.style], 4)
        else:
            _dots(axes, mark, ground)
    if content.bounds is None:
        axes.text(
            0.5,
            0.5,
            words("maps.page.nothing")[content.context.language],
            size=surface.size("heading"),
            color=INK["quiet"],
            ha="center",
            transform=axes.transAxes,
            gid="nothing",
        )
    return draw_names(surface, axes, content, ground)


def _ground(axes: Axes, content: Content, ground: Ground) -> None:
    context = content.context
    water = cut(metric(context.water.geometry, ground.epsg), ground.bounds)
    for path in polygon_paths(water):
        axes.add_artist(PathPatch(path, facecolor=INK["water"], edgecolor="none", zorder=1))
    roads = cut(metric(context.roads.geometry, ground.epsg), ground.bounds)
    _line(axes, roads, styles.LINES["road"], 1.2)


def _borders(axes: Axes, content: Content, ground: Ground) -> None:
    context = content.context
    water = cut(metric(context.water.geometry, ground.epsg), ground.bounds)
    _line(axes, water, styles.LINES["shoreline"], 3)
    outlines = cut(metric(context.outline.geometry, ground.epsg), ground.bounds)
    if not len(context.zones) or len(context.outline) > 1:
        _line(axes, outlines, styles.LINES["outline"], 3.1)
    shapes = metric(context.zones.geometry, ground.epsg)
    kinds = zone_kinds(context.zones)
    for name in dict.fromkeys(zone_line(kind.level, kind.draft) for kind in reversed(kinds)):
        of_kind = [zone_line(kind.level, kind.draft) == name for kind in kinds]
        _line(axes, cut(shapes[of_kind], ground.bounds), styles.LINES[name], 3.2, gid=name)


def _line(
    axes: Axes, shapes: NDArray[np.object_], style: Line, zorder: float, gid: str | None = None
) -> None:
    path = line_path(shapes)
    if path is not None:
        axes.add_artist(
            PathPatch(
                path,
                fill=False,
                edgecolor=style.colour,
                linewidth=style.width_pt,
                linestyle=(0, style.dash) if style.dash else "solid",
                joinstyle="round",
                zorder=zorder,
                gid=gid,
            )
        )


def _fill(axes: Axes, layer: Filled, ground: Ground, zorder: float) -> None:
    shapes = metric(layer.shapes, ground.epsg)
    there = in_frame(shapes, ground.bounds)
    class_of = np.asarray(layer.class_of)
    cell_pt = _cell_line_pt(shapes[there], ground) if layer.cells else 0.0
    # Cells whose border is grey last: a white line would break it.
    order = sorted(range(len(layer.styles)), key=lambda k: styles.FILLS[layer.styles[k]].edge != "")
    for k in order:
        name = layer.styles[k]
        style = styles.FILLS[name]
        edge = style.edge or INK["cell_line"]
        for n, path in enumerate(polygon_paths(shapes[there & (class_of == k)])):
            axes.add_artist(
                PathPatch(
                    path,
                    facecolor=style.face,
                    edgecolor=edge if cell_pt else "none",
                    linewidth=cell_pt,
                    hatch=style.hatch or None,
                    hatchcolor=style.hatch_colour or "none",
                    joinstyle="miter",
                    zorder=zorder,
                    gid=f"class-{name}-{n}",
                )
            )


def _cell_line_pt(shapes: NDArray[np.object_], ground: Ground) -> float:
    """Return how thick the lines between cells are; 0 where they would be all there is to see."""
    if not len(shapes):
        return 0.0
    side_mm = float(np.median(np.sqrt(shapely.area(shapes)))) * ground.mm_per_m
    return next((width for least, width in CELL_LINE if side_mm >= least), 0.0)


def _heat(axes: Axes, heat: Heat, ground: Ground) -> None:
    west, south, east, north = ground.bounds
    axes.imshow(
        warped(heat, ground),
        extent=(west, east, south, north),
        interpolation="bilinear",
        aspect="auto",
        zorder=2,
    )


def _dots(axes: Axes, dotted: Dotted, ground: Ground) -> None:
    x, y = to_metric(dotted.points.x.to_numpy(), dotted.points.y.to_numpy(), ground.epsg)
    class_of = np.asarray(dotted.class_of)
    # The fewest are drawn last: they are found among the many.
    for k in sorted(range(len(dotted.styles)), key=lambda k: -int((class_of == k).sum())):
        name = dotted.styles[k]
        draw_marks(axes, x[class_of == k], y[class_of == k], styles.DOTS[name], f"dots-{name}")

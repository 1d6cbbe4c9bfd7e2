"""The names on a map: sized, placed and drawn."""

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from geo_patrol.crs import to_metric
from maps.print.content import Content, Dotted, Name, Rank
from maps.print.ground import Ground
from maps.print.marks import draw_marks
from maps.print.names import Box, Placed, Wanted, place
from maps.print.styles import DOTS, INK
from maps.print.surface import MM_PER_PT, Surface, haloed

EDGE_MM = 1.5
"""A place nearer to the frame is not drawn: half a mark tells nothing."""

RANKS: dict[Rank, int] = {"area": 0, "number": 1, "dam": 2, "town": 3}


def draw_names(surface: Surface, axes: Axes, content: Content, ground: Ground) -> list[str]:
    """Draw places and names; return those that found no room."""
    language = content.context.language
    west, south, east, north = ground.bounds
    names = sorted(content.names, key=lambda one: RANKS[one.rank])
    if not names:
        return []
    x, y = to_metric(
        np.array([n.lon for n in names]), np.array([n.lat for n in names]), ground.epsg
    )
    edge = EDGE_MM * (east - west) / ground.frame_mm[0]
    inside = (x > west + edge) & (x < east - edge) & (y > south + edge) & (y < north - edge)
    names = [name for name, there in zip(names, inside, strict=True) if there]
    x, y = x[inside], y[inside]
    scale = ground.frame_mm[0] / (east - west)
    x_mm, y_mm = (x - west) * scale, (y - south) * scale
    texts = [surface.lettering.set(name.text[language]) for name in names]
    wanted = [
        Wanted(
            a,
            b,
            surface.width(text, _size(surface, name), bold=_bold(name)) + 0.4,
            _size(surface, name) * 1.12 * MM_PER_PT,
            name.rank in ("area", "number"),
        )
        for name, text, a, b in zip(names, texts, x_mm, y_mm, strict=True)
    ]
    points: list[Box] = []
    for name, a, b in zip(names, x_mm, y_mm, strict=True):
        if name.rank in ("dam", "town"):
            dot = DOTS[f"place-{name.rank}"]
            half = dot.size_pt * MM_PER_PT / 2
            points.append((a - half, b - half, a + half, b + half))
    for rank in ("dam", "town"):
        of_rank = np.array([name.rank == rank for name in names], dtype=bool)
        draw_marks(axes, x[of_rank], y[of_rank], DOTS[f"place-{rank}"], f"place-{rank}", 5)
    found = place(wanted, ground.frame_mm, points, _dots_mm(content, ground))
    left_out = []
    for k, (name, text, placed, a, b) in enumerate(
        zip(names, texts, found, x_mm, y_mm, strict=True)
    ):
        if placed is None:
            left_out.append(text)
        else:
            _name(surface, axes, name, text, placed, (a, b), ground, f"name-{name.rank}-{k}")
    return left_out


def _name(
    surface: Surface,
    axes: Axes,
    name: Name,
    text: str,
    placed: Placed,
    point_mm: tuple[float, float],
    ground: Ground,
    gid: str,
) -> None:
    west, south, east, _ = ground.bounds
    scale = (east - west) / ground.frame_mm[0]
    left, bottom, right, top = placed.box
    if placed.tied:
        near = (min(max(point_mm[0], left), right), min(max(point_mm[1], bottom), top))
        axes.plot(
            [west + point_mm[0] * scale, west + near[0] * scale],
            [south + point_mm[1] * scale, south + near[1] * scale],
            color=INK["quiet"],
            linewidth=0.4,
            zorder=5.5,
        )
    haloed(
        axes,
        west + (left + right) / 2 * scale,
        south + (bottom + top) / 2 * scale,
        text,
        _size(surface, name),
        color=INK["accent"] if name.rank in ("area", "number") else INK["ink"],
        weight="bold" if _bold(name) else "normal",
        ha="center",
        va="center",
        zorder=6,
        gid=gid,
    )


def _size(surface: Surface, name: Name) -> float:
    return surface.size("label", 1.1 if name.rank == "area" else 1.0)


def _bold(name: Name) -> bool:
    return name.rank in ("area", "number", "dam")


def _dots_mm(content: Content, ground: Ground) -> NDArray[np.float64]:
    """Return the drawn points in millimetres of the frame."""
    west, south, east, _ = ground.bounds
    scale = ground.frame_mm[0] / (east - west)
    found = [np.zeros((0, 2))]
    for mark in content.marks:
        if isinstance(mark, Dotted) and len(mark.points):
            x, y = to_metric(mark.points.x.to_numpy(), mark.points.y.to_numpy(), ground.epsg)
            found.append(np.column_stack([(x - west) * scale, (y - south) * scale]))
    return np.concatenate(found)

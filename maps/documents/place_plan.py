"""A small plan of where something was: water, zones, and the place, as a picture for a paper."""

from collections.abc import Iterator, Sequence

import shapely
from shapely import Point

from geo_patrol.crs import project
from geo_patrol.incidents.sheet import Around

WIDTH_M, HEIGHT_M = 2_400.0, 1_800.0
BAR_M = 500.0
_LAND, _WATER, _SHORE, _EDGE = "#eef2f0", "#c9e3ec", "#2f7f99", "#0b4f6c"
_DASHES = {"first": "", "second": "60 30", "quasi": "16 24"}
"""Of the border of each level, in metres: told apart without colours."""
_TINT = {"first": 0.16, "second": 0.07, "quasi": 0.03}


def place_plan(lon: float, lat: float, around: Sequence[Around], epsg: int) -> bytes:
    """Return the plan as SVG, its place in the middle, north up; without letters.

    Parameters
    ----------
    lon, lat, around
        In degrees EPSG:4326.
    epsg
        Of a CRS in metres.
    """
    here = project(Point(lon, lat), epsg)
    west, south = here.x - WIDTH_M / 2, here.y - HEIGHT_M / 2
    frame = shapely.box(west, south, west + WIDTH_M, south + HEIGHT_M)
    # Borders of what is cut must not be drawn along the frame.
    wide = frame.buffer(100, join_style="mitre")
    drawn = []
    for one in sorted(around, key=lambda each: each.kind != "water"):
        shape = shapely.intersection(project(one.geometry, epsg), wide)
        path = "".join(_rings(shape, west, south))
        if path:
            drawn.append(_water(path) if one.kind == "water" else _zone(one.kind, path))
    x, y = WIDTH_M / 2, HEIGHT_M / 2
    mark = (
        f'<circle cx="{x}" cy="{y}" r="95" fill="none" stroke="white" stroke-width="52"/>'
        f'<circle cx="{x}" cy="{y}" r="95" fill="none" stroke="#b3261e" stroke-width="26"/>'
        f'<circle cx="{x}" cy="{y}" r="26" fill="#b3261e"/>'
    )
    bar = f'<path d="M80 {HEIGHT_M - 80}h{BAR_M}" stroke="{{0}}" stroke-width="{{1}}"/>'
    north = f"M{WIDTH_M - 130} 250V90m-50 70l50-80l50 80"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH_M:.0f} {HEIGHT_M:.0f}">'
        f'<rect width="100%" height="100%" fill="{_LAND}"/>{"".join(drawn)}{mark}'
        f"{bar.format('white', 44)}{bar.format('#10222b', 20)}"
        f'<path d="{north}" fill="none" stroke="#10222b" stroke-width="18"/></svg>'
    ).encode()


def levels_shown(lon: float, lat: float, around: Sequence[Around], epsg: int) -> list[str]:
    """Return the kinds of what reaches into the plan, water first, each once."""
    here = project(Point(lon, lat), epsg)
    half_x, half_y = WIDTH_M / 2, HEIGHT_M / 2
    frame = shapely.box(here.x - half_x, here.y - half_y, here.x + half_x, here.y + half_y)
    seen = {one.kind for one in around if shapely.intersects(project(one.geometry, epsg), frame)}
    return [kind for kind in ("water", "first", "second", "quasi") if kind in seen]


def _water(path: str) -> str:
    return (
        f'<path d="{path}" fill="{_WATER}" fill-rule="evenodd" stroke="{_SHORE}" stroke-width="8"/>'
    )


def _zone(kind: str, path: str) -> str:
    dash = f' stroke-dasharray="{_DASHES[kind]}"' if _DASHES.get(kind) else ""
    return (
        f'<path d="{path}" fill="{_EDGE}" fill-opacity="{_TINT.get(kind, 0)}" fill-rule="evenodd"'
        f' stroke="{_EDGE}" stroke-width="14"{dash}/>'
    )


def _rings(shape: shapely.Geometry, west: float, south: float) -> Iterator[str]:
    for part in shapely.get_parts(shape):
        if part.geom_type != "Polygon":
            continue
        for ring in (part.exterior, *part.interiors):
            points = [f"{x - west:.0f} {HEIGHT_M - (y - south):.0f}" for x, y in ring.coords[:-1]]
            yield f"M{'L'.join(points)}Z"

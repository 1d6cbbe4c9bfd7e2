"""What a printed map shows, before it is drawn: shapes with a style, names, a legend."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from geopandas import GeoDataFrame, GeoSeries
from numpy.typing import NDArray

from maps.boundaries import kinds_present
from maps.context import MapContext, column
from maps.print.ground import Bounds, Ground
from maps.print.shapes import reaches
from maps.scene import Headline, Legend, LegendRow, extent
from maps.words import Words, same, words

Rank = Literal["area", "number", "dam", "town"]
"""What is named, the most needed first."""


@dataclass(frozen=True)
class Filled:
    """Polygons in EPSG:4326; ``class_of`` are indices into ``styles``, of `styles.FILLS`."""

    shapes: GeoSeries
    styles: Sequence[str]
    class_of: Sequence[int]
    cells: bool = True
    """Whether a thin line parts neighbours."""


@dataclass(frozen=True)
class Lined:
    """Borders and lines in EPSG:4326, all in one of `styles.LINES`."""

    shapes: GeoSeries
    style: str


@dataclass(frozen=True)
class Dotted:
    """Points in EPSG:4326; ``class_of`` are indices into ``styles``, of `styles.DOTS`."""

    points: GeoSeries
    styles: Sequence[str]
    class_of: Sequence[int]


@dataclass(frozen=True)
class Heat:
    """A density raster, rows from north to south, up to ``top``; ``bounds`` in EPSG:4326."""

    raster: NDArray[np.float64]
    top: float
    bounds: Bounds


@dataclass(frozen=True)
class Name:
    """A name on the map, at a point of EPSG:4326."""

    text: Words
    lon: float
    lat: float
    rank: Rank


@dataclass(frozen=True)
class HeatBar:
    """The scale of a heat map: values told beneath it, and the unit."""

    ticks: Sequence[float]
    top: float
    unit: Words


@dataclass(frozen=True)
class Content:
    """All that a sheet shows of its subject.

    Attributes
    ----------
    kind
        What kind of map it is.
    over
        Drawn over the ground and under the borders: cells, heat.
    marks
        Drawn over the borders.
    bounds
        What must be inside the frame, in EPSG:4326; None when there is nothing to draw.
    water_filled
        Whether water is seen as such, and not by its shore alone.
    zones_told
        Whether the legend tells the zones among its classes.
    when
        In place of the period.
    index
        Names by number, each with a figure, for more areas than can be named on the map.
    index_title
        What the list is of.
    """

    context: MapContext
    kind: Words
    legend: Legend
    headlines: Sequence[Headline] = ()
    over: Sequence[Filled | Heat] = ()
    marks: Sequence[Lined | Dotted] = ()
    names: Sequence[Name] = ()
    bar: HeatBar | None = None
    bounds: Bounds | None = None
    water_filled: bool = False
    zones_told: bool = False
    when: Words | None = None
    index: Sequence[tuple[str, Words, str]] = ()
    index_title: Words = field(default_factory=lambda: same(""))


def place_names(context: MapContext) -> list[Name]:
    """Return the names of dams and towns."""
    names = []
    for name, kind, point in zip(
        column(context.places, "name"),
        column(context.places, "layer"),
        context.places.geometry,
        strict=True,
    ):
        if name and point is not None and not point.is_empty:
            rank: Rank = "dam" if kind == "dam" else "town"
            names.append(Name({"zh": name, "en": name}, point.x, point.y, rank))
    return names


def base_rows(content: Content, ground: Ground) -> list[LegendRow]:
    """Return what the lines and dots of the ground mean that are seen in the frame."""
    context = content.context

    def seen(frame: GeoDataFrame) -> bool:
        return reaches(frame.geometry, ground.bounds, ground.epsg)

    rows = []
    if not content.zones_told:
        for kind in kinds_present(context.zones):
            rows.append(LegendRow(zone_line(kind.level, kind.draft), kind.name, shape="line"))
        if not rows and len(context.outline):
            rows.append(LegendRow("outline", words("maps.layer.outline"), shape="line"))
    if seen(context.water) and content.water_filled:
        rows.append(LegendRow("water", words("maps.layer.water")))
    elif seen(context.water):
        rows.append(LegendRow("shoreline", words("maps.layer.shoreline"), shape="line"))
    if seen(context.roads):
        rows.append(LegendRow("road", words("maps.layer.roads"), shape="line"))
    dams = np.array([kind == "dam" for kind in column(context.places, "layer")], dtype=bool)
    if seen(context.places[dams]):
        rows.append(LegendRow("place-dam", words("maps.layer.dams"), shape="dot"))
    if seen(context.places[~dams]):
        rows.append(LegendRow("place-town", words("print.towns"), shape="dot"))
    return rows


def zone_line(level: str, draft: bool) -> str:
    """Return the line that a zone's border is drawn with."""
    if draft:
        return "zone-draft"
    return f"zone-{level}" if level in ("first", "second", "quasi") else "zone-other"


def around(context: MapContext, *frames: GeoDataFrame) -> Bounds | None:
    """Return the extent of zones and outlines, and of whatever else is drawn that has any."""
    found = [
        one for one in map(extent, (context.zones, context.outline, *frames)) if one is not None
    ]
    if not found:
        return extent(context.water, context.places)
    west, south, east, north = np.array(found).T
    return float(west.min()), float(south.min()), float(east.max()), float(north.max())

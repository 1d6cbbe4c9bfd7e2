"""The boundaries as layers: outlines of areas, zones by level, and what a touched one tells."""

from dataclasses import dataclass

import shapely
from geopandas import GeoDataFrame
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from geo_patrol.messages import Language
from geo_patrol.packing import pack, pack_points
from maps.context import ZONE_LEVELS, MapContext, column, dates, level_name, level_rank, status_name
from maps.scene import Layer
from maps.words import Words, same, words

_ELLIPSOID = Geod(ellps="WGS84")


def levels(zones: GeoDataFrame) -> list[str]:
    """Return the zone levels present, strictest first, unknown ones last."""
    return sorted(set(column(zones, "level")), key=level_rank)


@dataclass(frozen=True)
class ZoneKind:
    """A level, in force or drafted: what is drawn, named and measured apart."""

    level: str
    draft: bool

    @property
    def css_class(self) -> str:
        """The CSS classes that it is drawn with."""
        return level_class(self.level) + (" zone-draft" if self.draft else "")

    @property
    def name(self) -> Words:
        """Its name; a draft says that it is one."""
        name = level_name(self.level)
        return words("maps.level.draft", level=name) if self.draft else name


def zone_kinds(zones: GeoDataFrame) -> list[ZoneKind]:
    """Return the kind of each zone."""
    pairs = zip(column(zones, "level"), column(zones, "status"), strict=True)
    return [ZoneKind(level, status == "draft") for level, status in pairs]


def kinds_present(zones: GeoDataFrame) -> list[ZoneKind]:
    """Return the kinds present: those in force first, the strictest of each first."""
    return sorted(set(zone_kinds(zones)), key=lambda kind: (kind.draft, level_rank(kind.level)))


def level_class(level: str) -> str:
    """Return the CSS class that a level is drawn with."""
    return f"zone-{level}" if level in ZONE_LEVELS else "zone-other"


def area_km2(frame: GeoDataFrame) -> float:
    """Return the area of polygons in EPSG:4326 on the ellipsoid, in km²; 0 for none."""
    return sum(
        abs(_ELLIPSOID.geometry_area_perimeter(shape)[0]) / 1e6
        for shape in frame.geometry
        if shape is not None and not shape.is_empty
    )


def outline_layer(context: MapContext, *, under_cells: bool) -> Layer:
    """Return the outlines of areas; with no zones to show they can be asked about themselves."""
    outline = context.outline
    alone = not len(context.zones)
    layer: Layer = {
        "id": "outline",
        "name": words("maps.layer.outline"),
        "shapes": pack(outline.geometry),
        "closed": True,
        "draws": [["lines", "outline alone" if alone else "outline"]],
    }
    names = [
        _both(zh, en)
        for zh, en in zip(column(outline, "name_zh"), column(outline, "name_en"), strict=True)
    ]
    # One area alone is named by the map's title; of several, each is named above its border.
    if len(outline) > 1 or not under_cells:
        place = _top if len(outline) > 1 else _middle
        layer["labels"] = names
        layer["label_class"] = f"label-area {'label-zone' if place is _top else 'label-middle'}"
        layer["points"] = pack_points(place(shape) for shape in outline.geometry)
    if alone and not under_cells:
        layer["draws"] = [["cells", "zone-fill zone-first"], ["lines", "outline alone"]]
        layer["details"] = [
            {"title": name, "lines": _lines(shape, status, "", note)}
            for name, shape, status, note in zip(
                names,
                outline.geometry,
                column(outline, "status"),
                column(outline, "status_note"),
                strict=True,
            )
        ]
    return layer


def zones_layer(context: MapContext, *, filled: bool) -> Layer:
    """Return the zones' borders, named above; filled ones can be asked about."""
    # The strictest is drawn last, on top: it lies inside the others.
    found = column(context.zones, "level")
    order = sorted(range(len(found)), key=lambda i: level_rank(found[i]), reverse=True)
    zones = context.zones.iloc[order]
    kinds, present = zone_kinds(zones), kinds_present(zones)
    layer: Layer = {
        "id": "zones",
        "name": words("maps.layer.zones"),
        "shapes": pack(zones.geometry),
        "closed": True,
        "classes": [kind.css_class for kind in present],
        "class_of": [present.index(kind) for kind in kinds],
        "draws": [["cells", "zone-fill"], ["lines", "zone-line"]]
        if filled
        else [["lines", "zone-line"]],
        "labels": [kind.name for kind in kinds],
        "label_class": "label-zone",
        "points": pack_points(_top(shape) for shape in zones.geometry),
    }
    if filled:
        layer["details"] = _zone_details(zones, context)
    return layer


def _zone_details(zones: GeoDataFrame, context: MapContext) -> list[dict[str, object]]:
    rows = zip(
        column(zones, "name"),
        column(zones, "level"),
        zones.geometry,
        column(zones, "status"),
        dates(zones, "valid_from", context.timezone),
        column(zones, "status_note"),
        strict=True,
    )
    return [
        {
            "title": same(name) if name else level_name(level),
            "lines": [
                (words("maps.field.level"), level_name(level)),
                *_lines(shape, status, since, note),
            ],
        }
        for name, level, shape, status, since, note in rows
    ]


def _lines(
    shape: BaseGeometry | None, status: str, since: str, note: str
) -> list[tuple[Words, Words]]:
    """Return what is told of a touched boundary: area, status, and what more is known."""
    km2 = area_km2(GeoDataFrame(geometry=[shape], crs=4326))
    lines = [
        (words("maps.field.area"), words("maps.unit.km2", n=f"{km2:.2f}")),
        (words("maps.field.status"), status_name(status)),
    ]
    if since:
        lines.append((words("maps.field.since"), same(since)))
    if note:
        lines.append((words("maps.field.note"), same(note)))
    return lines


def _middle(shape: BaseGeometry | None) -> BaseGeometry | None:
    """Return the middle of the widest part of a polygon, where a name has most room."""
    if not isinstance(shape, shapely.Polygon | shapely.MultiPolygon) or shape.is_empty:
        return None
    return shapely.Point(shapely.maximum_inscribed_circle(shape).coords[0])


def _top(shape: BaseGeometry | None) -> BaseGeometry | None:
    """Return the northernmost point of a polygon: a border's name stands above it."""
    if shape is None or shape.is_empty:
        return None
    points = shapely.get_coordinates(shape)
    return shapely.Point(points[points[:, 1].argmax()])


def _both(zh: str, en: str) -> Words:
    names: dict[Language, str] = {"zh": zh or en, "en": en or zh}
    return names

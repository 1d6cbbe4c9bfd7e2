"""KML after OGC 12-007r2, for globes and phones: places in WGS-84, values in words."""

import re
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import numpy as np
import pyarrow as pa
import shapely

from api.exports.about_file import about_text
from api.exports.columns import DEGREE_DIGITS
from api.exports.records import Column, Export
from api.exports.said_values import said_values
from api.exports.titles import title
from geo_patrol.errors import InvalidInput
from geo_patrol.messages import Language, text

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write."""

STYLE = (
    '<Style id="s"><LineStyle><color>ff7d5a00</color><width>1</width></LineStyle>'
    "<PolyStyle><color>407d5a00</color></PolyStyle>"
    "<IconStyle><scale>0.6</scale></IconStyle></Style>"
)
"""Thin lines and a fill that the ground is seen through; a globe's own pin."""


def kml_bytes(export: Export, language: Language) -> bytes:
    """Return a table as KML: a placemark for each row, its values with their names in words.

    Raises
    ------
    InvalidInput
        When rows have no shapes.
    """
    if not export.located:
        raise InvalidInput("exports.needs_shapes", format="KML")
    figure = export.about.figure
    name = text("exports.figure." + figure, language)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>',
        f"<name>{_text(name)}</name>",
        f"<description>{_text(about_text(export, figure + '.kml', language))}</description>",
        STYLE,
        f'<Schema name="{figure}" id="{figure}">',
        *(_declared(one, language) for one in export.columns),
        "</Schema>",
        *_placemarks(export, language),
        "</Document></kml>",
        "",
    ]
    return "\n".join(lines).encode()


def _declared(one: Column, language: Language) -> str:
    kind = one.values.type
    form = "string"
    if pa.types.is_integer(kind):
        form = "int"
    elif pa.types.is_floating(kind):
        form = "double"
    said = _text(title(one.name, language))
    return (
        f'<SimpleField name="{one.name}" type="{form}">'
        f"<displayName>{said}</displayName></SimpleField>"
    )


def _placemarks(export: Export, language: Language) -> Iterator[str]:
    rounded = shapely.transform(export.shapes, lambda places: np.round(places, DEGREE_DIGITS))
    shapes = [_shape(one) for one in shapely.orient_polygons(rounded)]
    names = [one.name for one in export.columns]
    values = [said_values(one, export, language) for one in export.columns]
    titled = names.index("category" if export.shape_kind == "Point" else "code")
    schema = f"#{export.about.figure}"
    for shape, row in zip(export.shape_of.tolist(), zip(*values, strict=True), strict=True):
        data = "".join(
            f'<SimpleData name="{name}">{_text(str(value))}</SimpleData>'
            for name, value in zip(names, row, strict=True)
            if value is not None
        )
        yield (
            f"<Placemark><name>{_text(str(row[titled]))}</name><styleUrl>#s</styleUrl>"
            f"<ExtendedData><SchemaData schemaUrl={quoteattr(schema)}>{data}</SchemaData>"
            f"</ExtendedData>{shapes[shape]}</Placemark>"
        )


def _shape(shape: Any) -> str:
    if shape.geom_type == "Point":
        return f"<Point><coordinates>{shape.x!r},{shape.y!r}</coordinates></Point>"
    parts = "".join(
        "<Polygon><outerBoundaryIs>"
        + _ring(one.exterior)
        + "</outerBoundaryIs>"
        + "".join(f"<innerBoundaryIs>{_ring(hole)}</innerBoundaryIs>" for hole in one.interiors)
        + "</Polygon>"
        for one in shapely.get_parts(shape)
    )
    return f"<MultiGeometry>{parts}</MultiGeometry>"


def _ring(ring: shapely.LinearRing) -> str:
    places = " ".join(f"{x!r},{y!r}" for x, y in shapely.get_coordinates(ring).tolist())
    return f"<LinearRing><coordinates>{places}</coordinates></LinearRing>"


def _text(value: str) -> str:
    return escape(_FORBIDDEN.sub("", value))

"""Where each layer comes from and under which licence: stands on every map."""

from geopandas import GeoDataFrame

from maps.context import MapContext, column, status_name
from maps.words import Words, joined, same, words


def layer_names() -> dict[str, Words]:
    """Return the names of the reference layers, in the order they are listed in."""
    return {
        "zones": words("maps.layer.zones"),
        "outline": words("maps.layer.outline"),
        "water": words("maps.layer.water"),
        "roads": words("maps.layer.roads"),
        "places": words("maps.layer.places"),
    }


def licences(context: MapContext) -> list[str]:
    """Return every licence notice once, in the layers' order."""
    found = [
        notice for name in layer_names() for notice in column(getattr(context, name), "licence")
    ]
    return [notice for notice in dict.fromkeys(found) if notice]


def sources(context: MapContext) -> list[tuple[Words, list[Words]]]:
    """Return for each layer its distinct sources: status, source and licence in one line."""
    listed = []
    for name, title in layer_names().items():
        lines = _lines(getattr(context, name))
        if lines:
            listed.append((title, lines))
    return listed


def _lines(frame: GeoDataFrame) -> list[Words]:
    rows = zip(
        column(frame, "status"),
        column(frame, "status_note"),
        column(frame, "source"),
        column(frame, "licence"),
        strict=True,
    )
    return [
        joined([status_name(row[0]), *(same(part) for part in row[1:] if part)])
        if row[0]
        else joined([same(part) for part in row[1:] if part])
        for row in dict.fromkeys(rows)
        if any(row)
    ]

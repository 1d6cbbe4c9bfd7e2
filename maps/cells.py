"""The layer of grid cells: packed shapes, a class for each, and what a touched cell tells."""

from collections.abc import Sequence
from typing import Literal

from geopandas import GeoDataFrame

from geo_patrol.packing import pack
from maps.context import column, require_lonlat
from maps.scene import Layer
from maps.words import Words, same, words

As = Literal["duration", "age", "ratio", "length", "visits", "clock", "choice", "share", "plain"]


def cell_layer(
    cells: GeoDataFrame,
    name: Words,
    swatches: Sequence[tuple[str, Words]],
    class_of: Sequence[int],
    fields: Sequence[dict[str, object]],
) -> Layer:
    """Return the cells' layer.

    Parameters
    ----------
    cells
        ``code``, ``kind`` and ``geometry`` (EPSG:4326).
    name
        The layer's name.
    swatches
        CSS class and name of each class.
    class_of
        ``(n,)`` index into ``swatches`` for each cell.
    fields
        What a touched cell tells, besides code, class and kind; from `field`.
    """
    require_lonlat(cells, "cells")
    codes = column(cells, "code")
    prefix = common_prefix(codes)
    kinds = column(cells, "kind")
    kinds_present = list(dict.fromkeys(kinds))
    return {
        "id": "cells",
        "name": name,
        "shapes": pack(cells.geometry),
        "classes": [swatch for swatch, _ in swatches],
        "class_names": [label for _, label in swatches],
        "class_of": list(class_of),
        "code_prefix": prefix,
        "codes": [code[len(prefix) :] for code in codes],
        "code_name": words("maps.field.code"),
        "fields": [
            choice(
                words("maps.field.kind"),
                [kind_name(kind) for kind in kinds_present],
                [kinds_present.index(kind) for kind in kinds],
            ),
            *fields,
        ],
    }


def common_prefix(codes: Sequence[str]) -> str:
    """Return what all codes begin with, so that it is carried once; "" for fewer than two."""
    if len(codes) < 2:
        return ""
    first, last = min(codes), max(codes)
    pairs = enumerate(zip(first, last, strict=False))
    return first[: next((i for i, (a, b) in pairs if a != b), len(first))]


def field(
    label: Words,
    how: As,
    values: Sequence[float | int | str | None],
    *,
    none: Words | None = None,
    brief: bool = False,
) -> dict[str, object]:
    """Return a column told of each cell; ``how`` says how a value is put into words.

    ``duration`` and ``age`` are seconds, ``length`` metres, ``clock`` seconds of the local clock
    since 1970, ``ratio`` and ``visits`` numbers, ``share`` a part of one; ``plain`` is told as it
    is. ``none`` stands for missing values; ``brief`` puts the column into the tooltip too.
    """
    told = {"label": label, "as": how, "values": list(values), "none": none or same("—")}
    return told | {"brief": brief}


def choice(label: Words, choices: Sequence[Words], values: Sequence[int]) -> dict[str, object]:
    """Return a column whose values are one of a few texts."""
    return {"label": label, "as": "choice", "values": list(values), "choices": list(choices)}


def kind_name(kind: str) -> Words:
    """Return the name of a cell kind; an unknown one as it is."""
    names = {
        "shoreline": "maps.kind.shoreline",
        "access": "maps.kind.access",
        "open_water": "maps.kind.open_water",
        "hinterland": "maps.kind.hinterland",
        "park": "maps.kind.park",
    }
    return words(names[kind]) if kind in names else same(kind)


def reach(rings: int) -> Words:
    """Return how far around a cell its figure looks."""
    if rings == 0:
        return words("maps.reach.alone")
    if rings == 1:
        return words("maps.reach.one_ring")
    return words("maps.reach.rings", n=rings)

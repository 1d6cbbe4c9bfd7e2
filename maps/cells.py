"""The layer of grid cells: packed shapes, a class for each, and what a touched cell tells."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from geopandas import GeoDataFrame
from numpy.typing import ArrayLike, NDArray

from maps.context import column, require_lonlat
from maps.lattice import pack_cells
from maps.packed import Numbers
from maps.scene import Layer
from maps.words import Words, same, words

As = Literal["duration", "age", "ratio", "length", "visits", "clock", "share", "plain"]


Grid = dict[str, object]
"""Shapes and codes of cells, packed: several layers of the same cells share one."""


def cell_grid(cells: GeoDataFrame) -> Grid:
    """Return the cells' shapes, codes and kinds: ``code``, ``kind``, ``geometry`` (EPSG:4326)."""
    require_lonlat(cells, "cells")
    codes = column(cells, "code")
    prefix = common_prefix(codes)
    kinds = column(cells, "kind")
    present = list(dict.fromkeys(kinds))
    return {
        "shapes": pack_cells(cells.geometry),
        "code_prefix": prefix,
        "codes": _codes([code[len(prefix) :] for code in codes]),
        "code_name": words("maps.field.code"),
        "kind": choice(
            words("maps.field.kind"),
            [kind_name(kind) for kind in present],
            [present.index(kind) for kind in kinds],
        ),
    }


def cell_layer(
    cells: GeoDataFrame | Grid,
    name: Words,
    swatches: Sequence[tuple[str, Words]],
    class_of: ArrayLike,
    fields: Sequence[dict[str, object]],
    *,
    id: str = "cells",
) -> Layer:
    """Return the cells' layer.

    Parameters
    ----------
    cells
        As `cell_grid` takes them, or what it made of them.
    name
        The layer's name.
    swatches
        CSS class and name of each class.
    class_of
        ``(n,)`` index into ``swatches`` for each cell.
    fields
        What a touched cell tells, besides code, class and kind; from `field`.
    id
        Names the layer, among several of the same cells.
    """
    return {
        "id": id,
        "name": name,
        "grid": cell_grid(cells) if isinstance(cells, GeoDataFrame) else cells,
        "classes": [swatch for swatch, _ in swatches],
        "class_names": [label for _, label in swatches],
        "class_of": Numbers(np.asarray(class_of, dtype=np.int64)),
        "fields": list(fields),
    }


def common_prefix(codes: Sequence[str]) -> str:
    """Return what all codes begin with, so that it is carried once; "" for fewer than two."""
    if len(codes) < 2:
        return ""
    first, last = min(codes), max(codes)
    pairs = enumerate(zip(first, last, strict=False))
    return first[: next((i for i, (a, b) in pairs if a != b), len(first))]


def _codes(ends: Sequence[str]) -> dict[str, object]:
    """Return what is left of the codes: numbers of one length as such, others as texts."""
    lengths = {len(end) for end in ends}
    if len(lengths) == 1 and all(end.isascii() and end.isdigit() for end in ends):
        (digits,) = lengths
        if 0 < digits <= _MOST_DIGITS:
            return {"digits": digits, "numbers": Numbers([int(end) for end in ends], step=1)}
    return {"texts": list(ends)}


def field(
    label: Words,
    how: As,
    values: ArrayLike,
    *,
    none: Words | None = None,
    brief: bool = False,
) -> dict[str, object]:
    """Return a column told of each cell; ``how`` says how a value is put into words.

    ``duration`` and ``age`` are seconds, ``length`` metres, ``clock`` seconds of the local clock
    since 1970, ``ratio`` and ``visits`` numbers, ``share`` a part of one; ``plain`` is told as it
    is. ``none`` stands for missing values (NaN); ``brief`` puts the column into the tooltip too.
    Numbers are carried as finely as they are told, and no finer.
    """
    told: dict[str, object] = {"label": label, "as": how, "none": none or same("—")}
    return told | _column(how, np.asarray(values)) | {"brief": brief}


def texts(label: Words, values: Sequence[str | None], *, brief: bool = False) -> dict[str, object]:
    """Return a column of texts, many of them alike; None is told as a dash."""
    known = {value: k for k, value in enumerate(dict.fromkeys(v for v in values if v is not None))}
    at = [np.nan if value is None else known[value] for value in values]
    return {
        "label": label,
        "as": "choice",
        "none": same("—"),
        "values": Numbers(np.array(at, dtype=np.float64)),
        "choices": list(known),
        "brief": brief,
    }


def choice(
    label: Words, choices: Sequence[Words], values: ArrayLike, *, brief: bool = False
) -> dict[str, object]:
    """Return a column whose values are one of a few texts."""
    at = Numbers(np.asarray(values, dtype=np.int64))
    return {
        "label": label,
        "as": "choice",
        "none": same("—"),
        "values": at,
        "choices": list(choices),
        "brief": brief,
    }


def _column(how: As, values: NDArray[np.generic]) -> dict[str, object]:
    found = values.astype(np.float64)
    if how in ("duration", "age"):
        # Whole minutes, as `duration` in assets/core.js says them; what is less is half a one.
        minutes = np.where((found > 0) & (found < 60), 0.5, np.floor(found / 60))
        return {"values": Numbers(minutes, per=2), "times": 60}
    if how == "clock":
        return {"values": Numbers(np.floor(found / 60)), "times": 60}
    if how == "length":
        return {"values": Numbers(np.rint(found / 10)), "times": 10}
    return {"values": Numbers(found, per=_PER[how])}


_MOST_DIGITS = 9
_PER: dict[As, float] = {"ratio": 10, "share": 1000, "visits": 1, "plain": 1}


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

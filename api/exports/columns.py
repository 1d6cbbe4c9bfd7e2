"""Columns of tables: values as Arrow arrays, and the ones that every table of cells has."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray

from api.exports.records import Column, Words
from geo_patrol.grid import Cell
from geo_patrol.messages import LANGUAGES, text
from geo_patrol.store.repositories.places import Area

DIGITS = 6
"""A microsecond, a micrometre: figures are no finer."""

DEGREE_DIGITS = 7


def texts(name: str, values: Sequence[str | None]) -> Column:
    """Return a column of text."""
    return Column(name, pa.array(values, pa.string()))


def terms(name: str, values: Sequence[str | None], words: dict[str, Words]) -> Column:
    """Return a column of codes that have words."""
    return Column(name, pa.array(values, pa.string()), words)


def wholes(name: str, values: Sequence[int | None] | NDArray[Any]) -> Column:
    """Return a column of whole numbers."""
    return Column(name, pa.array(values, pa.int64()))


def numbers(name: str, values: NDArray[np.float64], digits: int = DIGITS) -> Column:
    """Return a column of numbers; what is not finite is null."""
    rounded = np.round(np.asarray(values, np.float64), digits) + 0.0  # no -0.0
    return Column(name, pa.array(rounded, pa.float64(), mask=~np.isfinite(rounded)))


def moments(
    name: str, values_us: NDArray[np.int64], known: NDArray[np.bool_] | None = None
) -> Column:
    """Return a column of moments, Unix µs."""
    mask = None if known is None else ~known
    return Column(name, pa.array(values_us, pa.int64(), mask=mask).cast(pa.timestamp("us", "UTC")))


def flags(name: str, values: NDArray[np.bool_]) -> Column:
    """Return a column of yes and no."""
    return Column(name, pa.array(values, pa.bool_()))


def of_cells(area: Area, cells: Sequence[Cell]) -> list[Column]:
    """Return which cell a row tells of, and what is required of it."""
    return [
        texts("area", [area.code] * len(cells)),
        texts("code", [cell.code for cell in cells]),
        terms("kind", [cell.kind for cell in cells], KINDS),
        terms("zone_level", [cell.zone_level for cell in cells], LEVELS),
        wholes("required_interval_s", [cell.required_interval_s for cell in cells]),
    ]


def to_trust(area: Area, cells: Sequence[Cell], demo: bool) -> list[Column]:
    """Return where a row's cell is, how far its area's boundary can be trusted, and if invented."""
    middles = shapely.centroid(geometries(cells))
    return [
        numbers("lon", shapely.get_x(middles), DEGREE_DIGITS),
        numbers("lat", shapely.get_y(middles), DEGREE_DIGITS),
        terms("boundary_status", [area.status] * len(cells), STATUSES),
        flags("demo", np.full(len(cells), demo)),
    ]


def geometries(cells: Sequence[Cell]) -> NDArray[np.object_]:
    """Return the shapes of cells."""
    shapes = np.empty(len(cells), np.object_)
    shapes[:] = [cell.geometry for cell in cells]
    return shapes


def taken(columns: Iterable[Column], rows: NDArray[np.integer[Any]]) -> list[Column]:
    """Return columns of cells as columns of rows that each tell of one of the cells."""
    chosen = pa.array(rows, pa.int64())
    return [Column(one.name, one.values.take(chosen), one.terms) for one in columns]


def said(key: str) -> Words:
    """Return a message in every language."""
    return {language: text(key, language) for language in LANGUAGES}


KINDS: dict[str, Words] = {
    name: said("exports.kind." + name)
    for name in ("shoreline", "access", "open_water", "hinterland", "park")
}
LEVELS: dict[str, Words] = {
    name: said("exports.zone_level." + name) for name in ("first", "second", "quasi")
}
STATUSES: dict[str, Words] = {
    name: said("exports.boundary_status." + name)
    for name in ("approved", "illustrative", "draft", "placeholder")
}

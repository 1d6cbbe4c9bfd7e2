"""Layers of dots: incidents, cameras, check points."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import shapely
from geopandas import GeoDataFrame, GeoSeries
from numpy.typing import ArrayLike, NDArray

from geo_patrol.messages import Language
from geo_patrol.packing import PER_DEGREE
from maps.cells import choice, field
from maps.context import MapContext, column
from maps.packed import Numbers
from maps.scene import Layer
from maps.words import Words, words

MOST_TOLD = 20_000
"""Of more incidents only the places are carried, to `COARSE_M`: nobody asks so many one by one."""

COARSE_M = 10.0
_M_PER_DEGREE = 111_320.0


def dots(geometry: GeoSeries, *, coarse: bool = False) -> dict[str, object]:
    """Return points (EPSG:4326) as packed columns; missing ones are none.

    ``coarse`` points are in no order, and `COARSE_M` apart: for so many that none is told alone.
    """
    shapes = np.asarray(geometry.array)
    known = (shapely.get_type_id(shapes) == shapely.GeometryType.POINT) & ~shapely.is_empty(shapes)
    lon, lat = shapely.get_x(shapes), shapely.get_y(shapes)
    if not coarse:
        lon, lat = (np.where(known, degrees, np.nan) for degrees in (lon, lat))
        return {"lon": Numbers(lon, per=PER_DEGREE), "lat": Numbers(lat, per=PER_DEGREE)}
    rows = Numbers(lat[known], per=_M_PER_DEGREE / COARSE_M).whole
    cols = Numbers(lon[known], per=_M_PER_DEGREE / COARSE_M).whole
    # Along the rows, each counted from the one before: a byte a point, where they are many.
    order = np.lexsort((cols, rows))
    rows, cols = rows[order], cols[order]
    per = _M_PER_DEGREE / COARSE_M
    return {"lon": _scaled(cols, per), "lat": _scaled(rows, per)}


def _scaled(whole: NDArray[np.int64], per: float) -> Numbers:
    packed = Numbers(whole, step=1)
    packed.per = per
    return packed


def category_names(incidents: GeoDataFrame) -> list[Words]:
    """Return each incident's category in both languages; one that lacks is the other."""
    zh, en = column(incidents, "category_zh"), column(incidents, "category_en")
    pairs = list(zip(zh, en, strict=True))
    # Many incidents, few categories: each is made once.
    known: dict[tuple[str, str], Words] = {}
    for a, b in dict.fromkeys(pairs):
        names: dict[Language, str] = {"zh": a or b, "en": b or a}
        known[a, b] = names
    return [known[pair] for pair in pairs]


def incident_layer(
    context: MapContext,
    incidents: GeoDataFrame,
    *,
    step: ArrayLike | None = None,
    silent: bool = False,
    gathered: bool = False,
) -> Layer:
    """Return the incidents as dots.

    Parameters
    ----------
    incidents
        ``category_zh``, ``category_en``, ``occurred_at`` (aware), ``geometry`` (points).
    step
        ``(n,)`` the moment of the map's slider each belongs to, NaN for none.
    silent
        Dots that tell nothing leave the cells under them to be touched.
    gathered
        Dots that lie on one another become one with a number; always, when there are many.
    """
    many = len(incidents) > MOST_TOLD
    layer: Layer = {
        "id": "incidents",
        "name": words("maps.layer.incidents"),
        "n": len(incidents),
        "dots": dots(incidents.geometry, coarse=many),
        "dot": "incident",
        "gathered": gathered or many,
    }
    if many or silent:
        return layer
    names = category_names(incidents)
    known = list({(name["zh"], name["en"]): name for name in names}.values())
    at = {(name["zh"], name["en"]): k for k, name in enumerate(known)}
    local = (
        pd.to_datetime(incidents["occurred_at"], utc=True)
        .dt.tz_convert(context.timezone)
        .dt.tz_localize(None)
    )
    layer["titles"] = choice(
        words("maps.field.category"), known, [at[name["zh"], name["en"]] for name in names]
    )
    layer["fields"] = [
        field(
            words("maps.field.occurred_at"),
            "clock",
            (local - pd.Timestamp(0)).dt.total_seconds(),
        )
    ]
    if step is not None:
        layer["step"] = Numbers(np.asarray(step, dtype=np.float64))
    return layer


def told_dots(
    id: str, name: Words, geometry: GeoSeries, dot: str, details: Sequence[dict[str, object]]
) -> Layer:
    """Return a few dots, each with what it tells: ``title`` and ``lines``."""
    return {
        "id": id,
        "name": name,
        "n": len(geometry),
        "dots": dots(geometry),
        "dot": dot,
        "details": list(details),
    }

"""The heat map: incidents per square kilometre, with the incidents themselves."""

from collections import Counter
from typing import cast

import numpy as np
import pandas as pd
from geopandas import GeoDataFrame
from numpy.typing import NDArray

from geo_patrol.messages import Language
from geo_patrol.packing import pack_points
from maps import base
from maps.context import MapContext, boundary_status, column, require_lonlat
from maps.page import render
from maps.raster import heat_png, ramp_png
from maps.scene import Bounds, Headline, Layer, Legend, LegendRow, Scene, extent
from maps.words import Words, count, joined, moment, same, words


def heat_map(
    context: MapContext,
    raster: NDArray[np.float64],
    bounds: Bounds,
    bandwidth_m: float,
    incidents: GeoDataFrame,
) -> str:
    """Return the density of incidents as one self-contained HTML page.

    Parameters
    ----------
    context
        The frame of the map.
    raster
        ``(rows, columns)`` incidents per km², rows from north to south; NaN for no value.
        All zero, or without a pixel, draws no heat.
    bounds
        West, south, east, north of the raster's outer edges, EPSG:4326.
    bandwidth_m
        Bandwidth of the kernel, told in the legend.
    incidents
        ``category_zh``, ``category_en``, ``occurred_at`` (aware), ``geometry`` (points,
        EPSG:4326). May be empty.
    """
    require_lonlat(incidents, "incidents")
    top = float(np.nanmax(raster, initial=0.0, where=np.isfinite(raster)))
    names = _categories(incidents)
    layers = base.layers(context)
    if top > 0:
        layers.append(_heat_layer(raster, top, bounds))
    if len(incidents):
        layers.append(_incident_layer(context, incidents, names))
    n = count(len(incidents))
    scene = Scene(
        context=context,
        kind=words("maps.kind_of_map.heat"),
        headlines=[Headline(words("maps.heat.incidents"), n, words("maps.heat.unit_of_count"))],
        legend=Legend(
            title=words("maps.heat.title"),
            bar=_bar(top) if top > 0 else None,
            rows=_rows(names),
            notes=[words("maps.heat.definition", m=f"{bandwidth_m:g}"), *boundary_status(context)],
        ),
        base=base.legend_rows(context, water_fill=True),
        layers=layers,
        bounds=extent(context.zones, context.outline, incidents) or bounds,
    )
    return render(scene)


def ticks(top: float) -> list[float]:
    """Return three to five readable values (1, 2, 2.5 or 5 × 10ⁿ apart) from zero to ``top``."""
    rough = top / 4
    power = 10.0 ** np.floor(np.log10(rough))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough * 0.999)
    return [float(f"{i * step:.6g}") for i in range(int(top / step + 1e-9) + 1)]


def _categories(incidents: GeoDataFrame) -> list[Words]:
    zh, en = column(incidents, "category_zh"), column(incidents, "category_en")
    return [cast(Words, {"zh": a or b, "en": b or a}) for a, b in zip(zh, en, strict=True)]


def _heat_layer(raster: NDArray[np.float64], top: float, bounds: Bounds) -> Layer:
    west, south, east, north = bounds
    return {
        "id": "heat",
        "name": words("maps.layer.heat"),
        "raster": {
            "day": heat_png(raster, top, "day"),
            "night": heat_png(raster, top, "night"),
            "bounds": [[south, west], [north, east]],
        },
    }


def _incident_layer(context: MapContext, incidents: GeoDataFrame, names: list[Words]) -> Layer:
    when = [
        "—" if pd.isna(t) else moment(t.to_pydatetime(), context.timezone)
        for t in incidents["occurred_at"]
    ]
    label = words("maps.field.occurred_at")
    return {
        "id": "incidents",
        "name": words("maps.layer.incidents"),
        "points": pack_points(incidents.geometry),
        "dot": "incident",
        "details": [
            {"title": name, "lines": [(label, same(t))]}
            for name, t in zip(names, when, strict=True)
        ],
    }


def _rows(names: list[Words]) -> list[LegendRow]:
    """Return all incidents, then each category by falling count."""
    rows = [LegendRow("incident", words("maps.layer.incidents"), count(len(names)), "dot")]
    counts = Counter((name["zh"], name["en"]) for name in names)
    for (zh, en), n in counts.most_common():
        both: dict[Language, str] = {"zh": zh, "en": en}
        rows.append(LegendRow("", both, count(n), "none"))
    return rows


def _bar(top: float) -> dict[str, object]:
    return {
        "day": ramp_png("day"),
        "night": ramp_png("night"),
        "unit": words("maps.heat.unit"),
        "ticks": [[value / top, f"{value:g}"] for value in ticks(top)],
        "top": joined([words("maps.heat.most", n=f"{top:.3g}"), words("maps.heat.unit")], " "),
    }

"""The heat map: incidents per square kilometre, with the incidents themselves."""

from collections import Counter

import numpy as np
from geopandas import GeoDataFrame
from numpy.typing import NDArray
from pandas import DataFrame

from geo_patrol.messages import Language
from maps import base
from maps.context import MapContext, boundary_status, require_lonlat
from maps.page import render
from maps.points import COARSE_M, MOST_TOLD, incident_layer
from maps.raster import heat_pngs, ramp_png
from maps.scene import Bounds, Headline, Layer, Legend, LegendRow, Scene, Topic, extent
from maps.words import count, joined, words


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
    return render(
        Scene(
            context=context,
            topics=[heat_topic(context, raster, bounds, bandwidth_m, incidents)],
            base=base.legend_rows(context, water_fill=True),
            base_layers=base.layers(context),
            layers=[incident_layer(context, incidents)] if len(incidents) else [],
            bounds=extent(context.zones, context.outline, incidents) or bounds,
        )
    )


def heat_topic(
    context: MapContext,
    raster: NDArray[np.float64],
    bounds: Bounds,
    bandwidth_m: float,
    incidents: GeoDataFrame,
) -> Topic:
    """Return the density of incidents as a topic: what `heat_map` draws, without the dots."""
    top = float(np.nanmax(raster, initial=0.0, where=np.isfinite(raster)))
    n = count(len(incidents))
    notes = [words("maps.heat.definition", m=f"{bandwidth_m:g}"), *boundary_status(context)]
    if len(incidents) > MOST_TOLD:
        notes.insert(1, words("maps.heat.places_only", m=f"{COARSE_M:g}"))
    return Topic(
        name=words("maps.topic.heat"),
        kind=words("maps.kind_of_map.heat"),
        layers=[_heat_layer(raster, top, bounds)] if top > 0 else [],
        headlines=[Headline(words("maps.heat.incidents"), n, words("maps.heat.unit_of_count"))],
        legend=Legend(
            title=words("maps.heat.title"),
            bar=_bar(top) if top > 0 else None,
            rows=_rows(incidents),
            notes=notes,
        ),
    )


def ticks(top: float) -> list[float]:
    """Return three to five readable values (1, 2, 2.5 or 5 × 10ⁿ apart) from zero to ``top``."""
    rough = top / 4
    power = 10.0 ** np.floor(np.log10(rough))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough * 0.999)
    return [float(f"{i * step:.6g}") for i in range(int(top / step + 1e-9) + 1)]


def _heat_layer(raster: NDArray[np.float64], top: float, bounds: Bounds) -> Layer:
    west, south, east, north = bounds
    pngs: dict[str, object] = dict(heat_pngs(raster, top).items())
    return {
        "id": "heat",
        "name": words("maps.layer.heat"),
        "raster": {"bounds": [[south, west], [north, east]], **pngs},
    }


def _rows(incidents: GeoDataFrame) -> list[LegendRow]:
    """Return all incidents, then each category by falling count."""
    n = len(incidents)
    rows = [LegendRow("incident", words("maps.layer.incidents"), count(n), "dot")]
    counts: Counter[tuple[str, str]] = Counter()
    named = DataFrame({name: incidents.get(name, "") for name in ("category_zh", "category_en")})
    grouped = named.fillna("").value_counts(sort=False)
    for names, k in zip(grouped.index.tolist(), grouped.tolist(), strict=True):
        zh, en = (str(name) for name in names)
        counts[zh or en, en or zh] += k
    for (zh, en), k in counts.most_common():
        both: dict[Language, str] = {"zh": zh, "en": en}
        rows.append(LegendRow("", both, count(k), "none"))
    return rows


def _bar(top: float) -> dict[str, object]:
    return {
        "day": ramp_png("day"),
        "night": ramp_png("night"),
        "unit": words("maps.heat.unit"),
        "ticks": [[value / top, f"{value:g}"] for value in ticks(top)],
        "top": joined([words("maps.heat.most", n=f"{top:.3g}"), words("maps.heat.unit")], " "),
    }

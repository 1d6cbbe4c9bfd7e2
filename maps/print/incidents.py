"""The printed map of incidents by category: a shape and a colour for each, and its count."""

from collections import Counter

import numpy as np
from geopandas import GeoDataFrame

from maps.context import MapContext, boundary_status, column, require_lonlat
from maps.print.content import Content, Dotted, around, place_names
from maps.print.styles import MOST_CATEGORIES
from maps.scene import Headline, Legend, LegendRow
from maps.words import Words, count, words


def incidents_content(context: MapContext, incidents: GeoDataFrame) -> Content:
    """Return the map of incidents by category.

    The most frequent categories have a mark of their own, at most `MOST_CATEGORIES`; the others
    share one.

    Parameters
    ----------
    context
        The frame of the map.
    incidents
        ``category_zh``, ``category_en``, ``geometry`` (points, EPSG:4326). May be empty.

    Raises
    ------
    InvalidInput
        When the geometry is not EPSG:4326.
    """
    require_lonlat(incidents, "incidents")
    zh, en = column(incidents, "category_zh"), column(incidents, "category_en")
    names = [(a or b, b or a) for a, b in zip(zh, en, strict=True)]
    counts = Counter(names)
    # By name where counts are equal: the order of rows must not decide the colours.
    ranked = sorted(counts, key=lambda name: (-counts[name], name))
    own = ranked if len(ranked) <= MOST_CATEGORIES else ranked[: MOST_CATEGORIES - 1]
    styles = [f"category-{k}" for k in range(1, len(own) + 1)]
    rows = [
        LegendRow(style, _words(name), count(counts[name]), "dot")
        for style, name in zip(styles, own, strict=True)
    ]
    n_rest = sum(counts[name] for name in ranked[len(own) :])
    if n_rest:
        told = words("print.incidents.rest", n=len(ranked) - len(own))
        rows.append(LegendRow("category-rest", told, count(n_rest), "dot"))
    n = count(len(incidents))
    there = ~(incidents.geometry.isna() | incidents.geometry.is_empty).to_numpy(dtype=bool)
    n_placeless = int((~there).sum())
    notes = [words("print.incidents.placeless", n=n_placeless)] if n_placeless else []
    class_of = np.array([own.index(name) if name in own else len(own) for name in names], int)
    return Content(
        context=context,
        kind=words("print.kind.incidents"),
        headlines=[Headline(words("maps.heat.incidents"), n, words("maps.heat.unit_of_count"))],
        legend=Legend(
            title=words("print.incidents.title"),
            rows=rows,
            notes=[*notes, *boundary_status(context)],
        ),
        marks=[
            Dotted(incidents.geometry[there], [*styles, "category-rest"], class_of[there].tolist())
        ],
        names=place_names(context),
        bounds=around(context, incidents),
        water_filled=True,
    )


def _words(name: tuple[str, str]) -> Words:
    return {"zh": name[0], "en": name[1]}

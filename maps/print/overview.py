"""The printed overview: every area with one figure, by name or by number."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from maps.boundaries import area_km2
from maps.context import MapContext, boundary_status, column
from maps.palette import EFFORT_CLASSES
from maps.print.content import Content, Filled, Name, Rank, around, place_names
from maps.scene import Headline, Legend, LegendRow
from maps.words import Words, count, same, words

MOST_NAMED = 8
"""More areas than these are numbered on the map, and named in the list beside it."""


@dataclass(frozen=True)
class AreaFigures:
    """One figure of each area.

    Attributes
    ----------
    title
        What the figure is, e.g. 达标格次.
    values
        By the area's code; an area without one is drawn as such.
    unit
        Written after each figure.
    digits
        Places after the point.
    """

    title: Words
    values: Mapping[str, float]
    unit: str = ""
    digits: int = 0

    def told(self, code: str) -> str:
        """Return the figure of an area, a dash without one."""
        value = self.values.get(code)
        return "—" if value is None else f"{value:,.{self.digits}f}{self.unit}"


def overview_content(context: MapContext, figures: AreaFigures) -> Content:
    """Return the overview of the areas of ``context.outline``, the darker the more.

    Classes are quantiles of the areas' figures: at most `EFFORT_CLASSES`, none of them empty.
    """
    outline = context.outline
    codes = column(outline, "code")
    values = np.array([figures.values.get(code, np.nan) for code in codes], dtype=np.float64)
    breaks = area_breaks(values)
    class_of = np.where(np.isnan(values), 0, 1 + np.searchsorted(breaks, values, side="left"))
    n_classes = len(breaks) + 1
    shades = (
        np.rint(np.linspace(1, EFFORT_CLASSES, n_classes)).astype(int) if n_classes > 1 else [3]
    )
    styles = ["unvisited", *(f"effort-{shade}" for shade in shades)]
    labels = [words("print.overview.none"), *_labels(values, breaks, figures)]
    numbered = len(outline) > MOST_NAMED
    names, index = [], []
    for k, (zh, en, code, shape) in enumerate(
        zip(
            column(outline, "name_zh"),
            column(outline, "name_en"),
            codes,
            outline.geometry,
            strict=True,
        ),
        1,
    ):
        name: Words = {"zh": zh or en, "en": en or zh}
        number = str(k) if numbered else ""
        index.append((number, name, figures.told(code)))
        if shape is not None and not shape.is_empty:
            middle = shapely.Point(shapely.maximum_inscribed_circle(shape).coords[0])
            rank: Rank = "number" if numbered else "area"
            names.append(Name(same(number) if numbered else name, middle.x, middle.y, rank))
    counts = np.bincount(class_of, minlength=len(styles))
    return Content(
        context=context,
        kind=words("print.kind.overview"),
        headlines=[
            Headline(words("print.overview.areas"), count(len(outline)), words("maps.unit.items")),
            Headline(
                words("maps.field.area"), f"{area_km2(outline):,.1f}", words("maps.unit.km2_alone")
            ),
        ],
        legend=Legend(
            title=words("print.overview.classes"),
            rows=[
                LegendRow(style, label, count(int(n)))
                for style, label, n in zip(styles, labels, counts, strict=True)
                if n
            ],
            notes=[words("print.overview.rule"), *boundary_status(context)],
        ),
        over=[Filled(outline.geometry, styles, class_of.tolist(), cells=False)],
        names=[*names, *place_names(context)],
        bounds=around(context),
        index=index,
        index_title=figures.title,
    )


def area_breaks(values: NDArray[np.float64]) -> list[float]:
    """Return rising borders between classes: quantiles, without those that leave a class empty."""
    known = np.unique(values[~np.isnan(values)])
    n = min(EFFORT_CLASSES, len(known))
    if n < 2:
        return []
    wanted = np.quantile(known, np.arange(1, n) / n, method="lower")
    return sorted({float(one) for one in wanted if one < known[-1]})


def _labels(values: NDArray[np.float64], breaks: list[float], figures: AreaFigures) -> list[Words]:
    """Return from where to where each class goes, by the figures that are in it."""
    class_of = np.searchsorted(breaks, values, side="left")
    found = []
    for k in range(len(breaks) + 1):
        inside = values[(class_of == k) & ~np.isnan(values)]
        if not inside.size:
            found.append(same("—"))
            continue
        low, high = (f"{one:,.{figures.digits}f}" for one in (inside.min(), inside.max()))
        found.append(same(f"{low}–{high}{figures.unit}" if low != high else f"{low}{figures.unit}"))
    return found

"""The printed map of change: each cell against the period before."""

from collections import Counter
from datetime import datetime
from typing import Literal

import numpy as np
from geopandas import GeoDataFrame
from numpy.typing import NDArray

from maps.context import MapContext, boundary_status, require_lonlat
from maps.print.content import Content, Filled, around, place_names
from maps.scene import Headline, Legend, LegendRow
from maps.words import Words, count, joined, period, same, words

Of = Literal["effort", "incidents"]
"""What is compared. Less effort calls for a look, and so do more incidents."""

Change = Literal["neither", "much_less", "less", "same", "more", "much_more"]

ORDER: tuple[Change, ...] = ("much_more", "more", "same", "less", "much_less", "neither")

ABOUT_SAME = 1.25
MUCH = 2.0
"""Effort by this many times more, or less, is much."""

MANY = 3
"""Incidents more, or fewer, that are many."""

_STYLES: dict[Of, dict[Change, str]] = {
    "effort": {
        "much_more": "change-better-strong",
        "more": "change-better",
        "same": "change-same",
        "less": "change-worse",
        "much_less": "change-worse-strong",
        "neither": "change-neither",
    },
    "incidents": {
        "much_more": "change-worse-strong",
        "more": "change-worse",
        "same": "change-same",
        "less": "change-better",
        "much_less": "change-better-strong",
        "neither": "gap-not-required",
    },
}


def change_content(
    context: MapContext, cells: GeoDataFrame, before: tuple[datetime, datetime], of: Of
) -> Content:
    """Return the map of change between a period and the one before.

    Effort is compared by how many times more or less it is (`ABOUT_SAME`, `MUCH`): periods of
    unlike length should be made alike first. Incidents, few in a cell, are compared by their
    difference (`MANY`).

    Parameters
    ----------
    context
        The frame of the map; its period is the later one.
    cells
        ``before`` and ``after`` of each cell, in seconds or as counts, 0 for none; ``geometry``
        (EPSG:4326). May be empty.
    before
        The earlier period, half-open, aware.
    of
        What is compared.

    Raises
    ------
    InvalidInput
        When the geometry is not EPSG:4326.
    """
    require_lonlat(cells, "cells")
    first, last = (_values(cells, name) for name in ("before", "after"))
    classes = by_ratio(first, last) if of == "effort" else by_difference(first, last)
    counts = Counter(classes)
    styles = _STYLES[of]
    earlier = period(*before, context.timezone)
    return Content(
        context=context,
        kind=words("print.kind.effort_change" if of == "effort" else "print.kind.incident_change"),
        headlines=_headlines(counts, first, last, of),
        legend=Legend(
            title=words("print.change.title"),
            rows=[
                LegendRow(styles[name], change_name(name, of), count(counts[name]))
                for name in ORDER
            ],
            notes=[
                words("print.change.total", before=_total(first, of), after=_total(last, of)),
                *context.grid,
                *boundary_status(context),
            ],
        ),
        over=[
            Filled(
                cells.geometry,
                [styles[name] for name in ORDER],
                [ORDER.index(name) for name in classes],
            )
        ],
        names=place_names(context),
        bounds=around(context, cells),
        when=joined(
            [
                same(period(context.start, context.end, context.timezone)),
                words("print.change.against", period=earlier),
            ]
        ),
    )


def by_ratio(before: NDArray[np.float64], after: NDArray[np.float64]) -> list[Change]:
    """Return the class of each cell by how many times more or less it is; nothing twice is apart.

    From nothing to something is much more, and the other way round much less.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        times = after / before
    picked = np.select(
        [
            (before <= 0) & (after <= 0),
            times < 1 / MUCH,
            times < 1 / ABOUT_SAME,
            times <= ABOUT_SAME,
            times <= MUCH,
        ],
        ["neither", "much_less", "less", "same", "more"],
        "much_more",
    )
    found: list[Change] = picked.tolist()
    return found


def by_difference(before: NDArray[np.float64], after: NDArray[np.float64]) -> list[Change]:
    """Return the class of each cell by its difference; nothing twice is apart."""
    more = after - before
    picked = np.select(
        [(before <= 0) & (after <= 0), more <= -MANY, more < 0, more == 0, more < MANY],
        ["neither", "much_less", "less", "same", "more"],
        "much_more",
    )
    found: list[Change] = picked.tolist()
    return found


def change_name(name: Change, of: Of) -> Words:
    """Return the name of a class."""
    of_effort: dict[Change, str] = {
        "much_more": "print.change.twice",
        "more": "print.change.more",
        "same": "print.change.about_same",
        "less": "print.change.less",
        "much_less": "print.change.half",
        "neither": "print.change.never",
    }
    of_incidents: dict[Change, str] = {
        "much_more": "print.change.many_more",
        "more": "print.change.few_more",
        "same": "print.change.equal",
        "less": "print.change.few_less",
        "much_less": "print.change.many_less",
        "neither": "print.change.none",
    }
    return words((of_effort if of == "effort" else of_incidents)[name])


def _values(cells: GeoDataFrame, name: str) -> NDArray[np.float64]:
    if not len(cells):
        return np.zeros(0)
    values: NDArray[np.float64] = np.nan_to_num(cells[name].to_numpy(dtype=np.float64))
    return values


def _headlines(
    counts: Counter[Change], before: NDArray[np.float64], after: NDArray[np.float64], of: Of
) -> list[Headline]:
    unit = words("maps.unit.cells")
    if of == "effort":
        lost = int(((before > 0) & (after <= 0)).sum())
        n = count(counts["much_less"] + counts["less"])
        return [
            Headline(words("print.change.fewer"), n, unit, "late"),
            Headline(words("print.change.lost"), count(lost), unit, "never"),
        ]
    n = count(counts["much_more"] + counts["more"])
    return [Headline(words("print.change.grown"), n, unit, "late")]


def _total(values: NDArray[np.float64], of: Of) -> Words:
    if of == "effort":
        return words("maps.unit.hours", n=f"{values.sum() / 3600:,.1f}")
    return joined([same(f"{values.sum():,.0f}"), words("maps.heat.unit_of_count")], " ")

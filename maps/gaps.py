"""The gap map: time since a cell was last seen, over the interval it should be seen in."""

from collections import Counter
from datetime import datetime

import numpy as np
import pandas as pd
from geopandas import GeoDataFrame
from numpy.typing import NDArray

from geo_patrol.errors import InvalidInput
from maps.cells import Grid, cell_layer, field
from maps.cells_page import cells_page
from maps.context import MapContext, boundary_status, column
from maps.palette import GAP_RAMP, GapClass
from maps.scene import Headline, Legend, LegendRow, Topic
from maps.words import Words, count, joined, moment, words

GAP_ORDER: tuple[GapClass, ...] = (*GAP_RAMP, "untracked", "not_required")


def gaps_map(
    context: MapContext,
    cells: GeoDataFrame,
    *,
    n_untracked_patrols: int,
    as_of: datetime | None = None,
) -> str:
    """Return the gap map as one self-contained HTML page.

    Parameters
    ----------
    context
        The frame of the map.
    cells
        ``code``, ``kind``, ``gap_class`` (on_time, late_1_2, late_2_5, late_5_plus, never,
        untracked, not_required), ``ratio`` (NaN for none), ``last_seen`` (aware, or NaT),
        ``required_s`` (NaN for none), ``geometry`` (EPSG:4326). May be empty.
    n_untracked_patrols
        Patrols on duty in the period that left no usable track.
    as_of
        The moment that ages are counted to; the period's end by default.

    Raises
    ------
    InvalidInput
        When a gap class is none of the seven, or the geometry is not EPSG:4326.
    """
    topic = gaps_topic(context, cells, n_untracked_patrols=n_untracked_patrols, as_of=as_of)
    return cells_page(context, cells, topic)


def gaps_topic(
    context: MapContext,
    cells: GeoDataFrame,
    *,
    n_untracked_patrols: int,
    as_of: datetime | None = None,
    grid: Grid | None = None,
    id: str = "cells",
) -> Topic:
    """Return the gaps as a topic; ``grid`` is what `cell_grid` made of the same cells."""
    moment_of_view = as_of or context.end
    classes = _classes(cells)
    return Topic(
        name=words("maps.topic.gaps"),
        kind=words("maps.kind_of_map.gaps"),
        layers=[
            cell_layer(
                cells if grid is None else grid,
                words("maps.layer.gaps"),
                GAP_SWATCHES,
                [GAP_ORDER.index(name) for name in classes],
                _fields(context, cells, moment_of_view),
                id=id,
            )
        ],
        headlines=_headlines(cells, classes),
        legend=_legend(context, classes, n_untracked_patrols, moment_of_view),
    )


def gap_name(gap_class: GapClass) -> Words:
    """Return the name of a gap class."""
    names: dict[GapClass, str] = {
        "on_time": "maps.gap.on_time",
        "late_1_2": "maps.gap.late_1_2",
        "late_2_5": "maps.gap.late_2_5",
        "late_5_plus": "maps.gap.late_5_plus",
        "never": "maps.gap.never",
        "untracked": "maps.gap.untracked",
        "not_required": "maps.gap.not_required",
    }
    return words(names[gap_class])


GAP_SWATCHES: list[tuple[str, Words]] = [
    (f"gap-{name.replace('_', '-')}", gap_name(name)) for name in GAP_ORDER
]
"""CSS class and name of each class, in the order of `GAP_ORDER`."""

_OVERDUE = [GAP_ORDER.index(name) for name in GAP_ORDER if name.startswith("late")]


def n_overdue(cells: GeoDataFrame) -> int:
    """Return how many cells are overdue (逾期): seen before, and by now later than required.

    Never-seen cells are counted apart, cells without a required interval not at all.
    """
    seen = ~cells["gap_class"].isin(["never", "not_required"])
    return int((seen & (cells["ratio"].astype(float) > 1)).sum())


def _classes(cells: GeoDataFrame) -> list[GapClass]:
    known: dict[str, GapClass] = {name: name for name in GAP_ORDER}
    found = column(cells, "gap_class")
    for code, name in zip(column(cells, "code"), found, strict=True):
        if name not in known:
            raise InvalidInput("maps.unknown_gap_class", code=code, name=name)
    return [known[name] for name in found]


def _headlines(cells: GeoDataFrame, classes: list[GapClass]) -> list[Headline]:
    unit = words("maps.unit.cells")
    overdue = n_overdue(cells) if len(cells) else 0
    return [
        Headline(
            words("maps.gap.never"),
            count(classes.count("never")),
            unit,
            "never",
            classes=[GAP_ORDER.index("never")],
        ),
        Headline(
            words("maps.gap.overdue"),
            count(overdue),
            unit,
            "late",
            classes=[*_OVERDUE, GAP_ORDER.index("untracked")],
        ),
    ]


def _legend(
    context: MapContext, classes: list[GapClass], n_untracked: int, as_of: datetime
) -> Legend:
    counts = Counter(classes)
    shown = [name for name in GAP_ORDER if name in GAP_RAMP or counts[name]]
    if n_untracked and "untracked" not in shown:
        shown.insert(len(GAP_RAMP), "untracked")
    notes = [
        words("maps.gap.as_of", when=moment(as_of, context.timezone)),
        joined([words("maps.gap.overdue_means"), *context.grid]),
    ]
    if n_untracked:
        notes.append(words("maps.gap.untracked_patrols", n=count(n_untracked)))
    return Legend(
        title=words("maps.gap.definition"),
        rows=[
            LegendRow(swatch, label, count(counts[name]), kind=k)
            for k, (name, (swatch, label)) in enumerate(zip(GAP_ORDER, GAP_SWATCHES, strict=True))
            if name in shown
        ],
        notes=[*notes, *boundary_status(context)],
    )


def _fields(context: MapContext, cells: GeoDataFrame, as_of: datetime) -> list[dict[str, object]]:
    if not len(cells):
        return []
    seen = pd.to_datetime(cells["last_seen"], utc=True)
    local = seen.dt.tz_convert(context.timezone).dt.tz_localize(None)
    age_s = (pd.Timestamp(as_of) - seen).dt.total_seconds()
    return [
        field(
            words("maps.field.last_seen"),
            "clock",
            (local - pd.Timestamp(0)).dt.total_seconds(),
            none=words("maps.gap.never"),
        ),
        field(words("maps.field.age"), "age", age_s, brief=True),
        field(
            words("maps.field.required"),
            "duration",
            cells["required_s"],
            none=words("maps.gap.not_required"),
        ),
        field(words("maps.field.ratio"), "ratio", _finite(cells["ratio"])),
    ]


def _finite(values: pd.Series) -> NDArray[np.float64]:
    found = values.to_numpy(dtype=np.float64)
    return np.where(np.isfinite(found), found, np.nan)

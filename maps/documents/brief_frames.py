"""Charts as parts of a frame, for paper: bars, points and ticks from 0 to 1."""

import math
from typing import Any

from geo_patrol.messages import Language
from maps.documents.brief_charts import lies
from maps.documents.brief_outline import SaidChart
from maps.documents.brief_values import said
from maps.documents.brief_widths import ems

_GROUP = 0.68
"""Of a category's place, what its bars take."""
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_MOST_TICKS = 6
_ROOM_ABOVE = 1.12


def chart_frame(chart: SaidChart, language: Language) -> dict[str, Any]:
    """Return a chart as the paper's template draws it; without values only its names."""
    lying = lies(chart)
    made: dict[str, Any] = {
        "kind": chart.source.kind,
        "lying": lying,
        "empty": chart.empty,
        "categories": list(chart.categories),
        "names": list(chart.names),
        "ticks": [],
        "bars": [],
        "lines": [],
    }
    if chart.empty:
        return made
    step, top = _scale(chart, lying)
    kind = chart.source.value_kind
    made["ticks"] = [
        {"at": step * k / top, "said": _tick(step * k, kind, language)}
        for k in range(math.floor(top / step + 1e-9) + 1)
    ]
    widest = max(map(ems, chart.categories))
    made["names_part"] = min(0.38, 0.03 + widest * 0.0168)
    if chart.source.kind == "lines":
        made["lines"] = [_line(values, top) for values in chart.values]
    else:
        made["bars"] = _bars(chart, top, language)
    return made


def _scale(chart: SaidChart, lying: bool) -> tuple[float, float]:
    """Return the distance of ticks, and where the frame ends."""
    if chart.source.kind == "stacked":
        columns = zip(*chart.values, strict=True)
        highest = max(sum(value or 0.0 for value in one) for one in columns)
    else:
        highest = max(value or 0.0 for one in chart.values for value in one)
    if highest <= 0:
        return 1.0, 1.0
    if lying:
        return highest, highest
    rough = highest / (_MOST_TICKS - 1)
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * one for one in _STEPS if size * one >= rough * (1 - 1e-9))
    if chart.source.value_kind != "share":
        step = max(step, 1.0)
    top = step * math.ceil(highest / step - 1e-9)
    # Where values stand above the bars, the highest needs room for its own.
    labelled = chart.source.kind == "bars" and top < highest * 1.05
    return step, top * _ROOM_ABOVE if labelled else top


def _tick(value: float, kind: Any, language: Language) -> str:
    return f"{value:.0%}" if kind == "share" else said(value, "count", language)


def _line(values: tuple[float | None, ...], top: float) -> list[dict[str, float] | None]:
    n = len(values)
    return [
        None if value is None else {"x": (k + 0.5) / n, "y": max(0.0, value / top)}
        for k, value in enumerate(values)
    ]


def _bars(chart: SaidChart, top: float, language: Language) -> list[dict[str, Any]]:
    n, n_series = len(chart.categories), len(chart.names)
    stacked = chart.source.kind == "stacked"
    wide = _GROUP / n / (1 if stacked else n_series)
    bars = []
    for k in range(n):
        below = 0.0
        for number, values in enumerate(chart.values):
            value = values[k]
            if value is None and (stacked or n_series > 1):
                continue
            size = max(0.0, value or 0.0) / top
            bars.append(
                {
                    "at": (k + (1 - _GROUP) / 2) / n + (0 if stacked else number * wide),
                    "wide": wide,
                    "from": below,
                    "size": size,
                    "series": number,
                    "said": ""
                    if n_series > 1 or stacked
                    else said(value, chart.source.value_kind, language),
                }
            )
            below += size if stacked else 0.0
    return bars

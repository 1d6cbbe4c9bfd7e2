"""The order in which rows are looked at: the worst first."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from api.exports.records import Export, Figure, Listed
from geo_patrol.coverage.gaps import GapClass
from geo_patrol.hotspots.effort_rate import RateClass

SEVERITY: tuple[GapClass, ...] = (
    "never",
    "late_5_plus",
    "late_2_5",
    "late_1_2",
    "untracked",
    "on_time",
    "not_required",
)

WATCHED: tuple[RateClass, ...] = ("higher", "too_little_effort", "as_elsewhere", "lower")
"""Where nothing can be said comes before what is known to be as elsewhere."""

SHOWN: dict[Figure | Listed, tuple[str, ...]] = {
    "effort": ("code", "kind", "zone_level", "presence_s", "length_m", "n_visits"),
    "gaps": ("code", "kind", "gap_class", "ratio", "last_seen", "longest_gap_s"),
    "spans": ("code", "kind", "start", "end", "duration_s"),
    "compliance": ("kind", "zone_level", "shift", "weekday", "time_start", "windows", "met"),
    "seen": ("code", "kind", "zone_level", "seen_patrol", "seen_camera", "seen_neither"),
    "rates": ("code", "kind", "rate_class", "n_around", "presence_h_around", "per_h"),
    "hotspots": ("code", "kind", "spot_class", "n", "n_around", "z", "p_adjusted"),
}
"""Columns that fit a terminal; the area's stands before them when there are several."""


def worst(export: Export, n: int) -> NDArray[np.int64]:
    """Return the places of the worst rows, worst first; alike ones stand as in the table."""
    match export.about.figure:
        case "effort":
            # Where nothing is required nobody is missed.
            wanted = np.asarray(pc.is_valid(export.column("required_interval_s")))
            order = np.lexsort((_numbers(export, "presence_s"), ~wanted))
        case "gaps":
            rank = pc.index_in(export.column("gap_class"), pa.array(SEVERITY))
            # Cells never seen have no ratio: the one whose interval was missed most often leads.
            wanted = _numbers(export, "required_interval_s")
            missed = _numbers(export, "longest_gap_s") / np.maximum(wanted, 1.0)
            order = np.lexsort((-missed, -_numbers(export, "ratio"), np.asarray(rank)))
        case "spans":
            order = np.argsort(-_numbers(export, "duration_s"), kind="stable")
        case "compliance":
            left = _numbers(export, "met") - _numbers(export, "windows")
            order = np.argsort(left, kind="stable")
        case "seen":
            order = np.argsort(-_numbers(export, "seen_neither"), kind="stable")
        case "rates":
            rank = pc.index_in(export.column("rate_class"), pa.array(WATCHED))
            order = np.lexsort((-_numbers(export, "smoothed_per_h"), np.asarray(rank)))
        case "hotspots":
            order = np.argsort(-_numbers(export, "z"), kind="stable")
    return order[:n].astype(np.int64)


def _numbers(export: Export, name: str) -> NDArray[np.float64]:
    """Return a column's numbers, 0 where it has none."""
    return np.asarray(pc.fill_null(export.column(name), 0.0), dtype=np.float64)

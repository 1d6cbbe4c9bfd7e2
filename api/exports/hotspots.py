"""Rates by effort and hot spots as tables to export."""

import numpy as np

from api.exports.columns import (
    geometries,
    numbers,
    of_cells,
    said,
    terms,
    to_trust,
    wholes,
)
from api.exports.records import About, Export, Words
from geo_patrol.hotspots.effort_rate import RATE_CLASSES
from geo_patrol.hotspots.gi_star import SPOT_CLASSES
from geo_patrol.workflows.hotspots import GiReport, RateReport

RATE_WORDS: dict[str, Words] = {name: said("exports.rate_class." + name) for name in RATE_CLASSES}
SPOT_WORDS: dict[str, Words] = {name: said("exports.spot_class." + name) for name in SPOT_CLASSES}


def rates(report: RateReport, about: About) -> Export:
    """Return what patrols found in each cell and around it, for the time they were there.

    An interval without an upper end has none: nothing is known of such a cell.
    """
    cells, found = report.grid.cells, report.rates
    columns = (
        *of_cells(report.area, cells),
        wholes("n", report.n),
        numbers("presence_h", report.hours),
        wholes("n_around", found.incidents),
        numbers("presence_h_around", found.hours),
        numbers("per_h", found.per_h),
        numbers("low_per_h", found.low_per_h),
        numbers("high_per_h", found.high_per_h),
        numbers("smoothed_per_h", found.smoothed_per_h),
        numbers("p_adjusted", found.p),
        terms("rate_class", report.rate_class, RATE_WORDS),
        *to_trust(report.area, cells, about.demo),
    )
    return Export(about, columns, geometries(cells), np.arange(len(cells)))


def hotspots(report: GiReport, about: About) -> Export:
    """Return whether incidents lie close together around each cell."""
    cells = report.grid.cells
    columns = (
        *of_cells(report.area, cells),
        wholes("n", report.n),
        wholes("n_around", report.n_around),
        numbers("value", report.values),
        numbers("z", report.z),
        numbers("p_adjusted", report.p_adjusted),
        terms("spot_class", report.spot_class, SPOT_WORDS),
        *to_trust(report.area, cells, about.demo),
    )
    return Export(about, columns, geometries(cells), np.arange(len(cells)))

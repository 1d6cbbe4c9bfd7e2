"""Compliance as a table to export: windows by group of cells, shift, weekday and time."""

import numpy as np
from numpy.typing import NDArray

from api.exports.columns import KINDS, LEVELS, moments, numbers, said, terms, wholes
from api.exports.records import About, Export, Words
from geo_patrol.coverage.rollup import SHIFT_KINDS
from geo_patrol.workflows.compliance import ComplianceReport
from geo_patrol.workflows.coverage import as_us

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SHIFT_WORDS: dict[str, Words] = {name: said("exports.shift." + name) for name in SHIFT_KINDS}
DAY_WORDS: dict[str, Words] = {name: said("exports.weekday." + name) for name in WEEKDAYS}
UNIT_WORDS: dict[str, Words] = {
    name: said("exports.time_unit." + name) for name in ("day", "week", "month")
}


def compliance(report: ComplianceReport, about: About) -> Export:
    """Return what became of the required windows; rows tell of many cells and have no shape.

    A window longer than a shift has no shift, one over several days no weekday.
    """
    found = report.windows
    groups = [report.groups[number] for number in found.group.tolist()]
    begins = np.array([as_us(moment) for moment in report.times], np.int64)
    has = found.windows > 0
    share = np.divide(found.met, found.windows, out=np.full(len(found), np.nan), where=has)
    columns = (
        terms("kind", [one.kind for one in groups], KINDS),
        terms("zone_level", [one.zone_level for one in groups], LEVELS),
        wholes("required_interval_s", [one.required_s for one in groups]),
        terms("shift", _named(found.shift, SHIFT_KINDS), SHIFT_WORDS),
        terms("weekday", _named(found.weekday, WEEKDAYS), DAY_WORDS),
        terms("time_unit", [report.unit] * len(found), UNIT_WORDS),
        moments("time_start", begins[found.at]),
        wholes("windows", found.windows),
        wholes("met", found.met),
        wholes("never_seen", found.never),
        wholes("untracked", found.untracked),
        wholes("missed", found.missed),
        numbers("share", share),
    )
    none = np.full(len(found), -1, np.int64)
    return Export(about, columns, np.empty(0, np.object_), none, located=False)


def _named(places: NDArray[np.int64], names: tuple[str, ...]) -> list[str | None]:
    """Return names by their places; what lies beyond them has none."""
    return [names[place] if place < len(names) else None for place in places.tolist()]

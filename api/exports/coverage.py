"""Coverage and gaps as tables to export."""

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from api.exports.columns import (
    flags,
    geometries,
    moments,
    numbers,
    of_cells,
    said,
    taken,
    terms,
    to_trust,
    wholes,
)
from api.exports.records import About, Export, Words
from geo_patrol.coverage.gaps import GAP_CLASSES, NEVER_US
from geo_patrol.workflows.coverage import CoverageTable, GapTable

GAP_WORDS: dict[str, Words] = {name: said("exports.gap_class." + name) for name in GAP_CLASSES}
RULE_WORDS: dict[str, Words] = {
    name: said("exports.visit_rule." + name) for name in ("entered", "seen")
}


def effort(table: CoverageTable, about: About) -> Export:
    """Return what was spent in each cell."""
    cells = table.grid.cells
    columns = [
        *of_cells(table.area, cells),
        numbers("area_m2", np.array([cell.area_m2 for cell in cells])),
        numbers("presence_s", table.presence_s),
        numbers("effort_s", table.effort_s),
        numbers("length_m", table.length_m),
        wholes("n_visits", np.rint(table.n_visits).astype(np.int64)),
        *to_trust(table.area, cells, about.demo),
    ]
    return Export(about, tuple(columns), geometries(cells), _each(len(cells)))


def gaps(table: GapTable, about: About) -> Export:
    """Return how each cell stands, and what it missed in the period."""
    cells, spans = table.grid.cells, table.spans
    longest_s = np.full(len(cells), np.nan)
    np.fmax.at(longest_s, spans.cell, (spans.to_us - spans.from_us) / 1e6)
    columns = [
        *of_cells(table.area, cells),
        terms("visit_rule", [cell.visit_rule for cell in cells], RULE_WORDS),
        terms("gap_class", table.gap_class, GAP_WORDS),
        numbers("ratio", table.ratio),
        moments("last_seen", table.last_leave_us, table.last_leave_us != NEVER_US),
        wholes("windows", table.compliance.windows.sum(axis=1)),
        wholes("met", table.compliance.met.sum(axis=1)),
        wholes("n_gaps", np.bincount(spans.cell, minlength=len(cells))),
        numbers("longest_gap_s", longest_s),
        *to_trust(table.area, cells, about.demo),
    ]
    return Export(about, tuple(columns), geometries(cells), _each(len(cells)))


def spans(table: GapTable, about: About) -> Export:
    """Return each gap of each cell."""
    cells, found = table.grid.cells, table.spans
    columns = [
        *taken(of_cells(table.area, cells), found.cell),
        moments("start", found.from_us),
        moments("end", found.to_us),
        numbers("duration_s", (found.to_us - found.from_us) / 1e6),
        flags("never", found.never),
        flags("open", found.open),
        *taken(to_trust(table.area, cells, about.demo), found.cell),
    ]
    return Export(about, tuple(columns), geometries(cells), found.cell.astype(np.int64))


def counts(table: GapTable) -> dict[str, int]:
    """Return how many cells are of each class."""
    counted = Counter(table.gap_class)
    return {name: counted[name] for name in GAP_CLASSES}


def _each(n: int) -> NDArray[np.int64]:
    return np.arange(n, dtype=np.int64)

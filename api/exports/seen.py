"""What was seen of cells, and what by nobody, as a table to export."""

import numpy as np

from api.exports.columns import geometries, numbers, of_cells, to_trust
from api.exports.records import About, Export
from geo_patrol.workflows.seeing import SeenReport


def seen(report: SeenReport, about: About) -> Export:
    """Return the shares of each cell that patrols, cameras, both and nobody saw."""
    cells, table = report.grid.cells, report.table
    area_m2 = np.array([cell.area_m2 for cell in cells], np.float64)
    columns = (
        *of_cells(report.area, cells),
        numbers("area_m2", area_m2),
        numbers("seen_patrol", table.patrol),
        numbers("seen_camera", table.camera),
        numbers("seen_both", table.both),
        numbers("seen_neither", table.neither),
        *to_trust(report.area, cells, about.demo),
    )
    return Export(about, columns, geometries(cells), np.arange(len(cells)))

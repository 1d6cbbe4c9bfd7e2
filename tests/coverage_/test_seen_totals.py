"""Totals of what was seen: areas and shares, of all cells and by zone level."""

import numpy as np
import pytest

from geo_patrol.coverage.seen.blind import SeenTable
from geo_patrol.coverage.seen.totals import seen_totals

TABLE = SeenTable(
    patrol=np.array([0.5, 1.0, np.nan]),
    camera=np.array([0.5, 0.0, np.nan]),
    both=np.array([0.25, 0.0, np.nan]),
    neither=np.array([0.25, 0.0, np.nan]),
)
AREA_M2 = np.array([10_000.0, 30_000.0, 5.0])


def test_areas_add_up_and_a_cell_without_a_shape_counts_nowhere():
    total, by_level = seen_totals(TABLE, AREA_M2, ["first", None, "first"])
    assert (total.n_cells, total.area_m2) == (2, 40_000)
    assert (total.patrol_m2, total.camera_m2) == (35_000, 5_000)
    assert total.patrol_m2 + total.camera_m2 - total.both_m2 + total.neither_m2 == 40_000
    assert total.share(total.neither_m2) == pytest.approx(0.0625)
    assert list(by_level) == ["first", None]
    assert (by_level["first"].n_cells, by_level["first"].neither_m2) == (1, 2_500)
    assert by_level[None].neither_m2 == 0


def test_of_no_cells_there_is_no_share():
    empty = np.empty(0)
    total, by_level = seen_totals(SeenTable(empty, empty, empty, empty), empty, [])
    assert total.n_cells == 0 and by_level == {}
    assert total.share(total.patrol_m2) is None

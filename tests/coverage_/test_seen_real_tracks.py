"""Seen area agrees with shapely on tracks that people and animals made."""

import numpy as np
import pytest
import shapely
from coverage_oracle import gated
from seen_oracle import ALWAYS_DAY, even
from test_coverage_real_tracks import COLLAR, around, longest

from geo_patrol.coverage.records import VALIDITY
from geo_patrol.coverage.seen.pixels import lattice_pixels, polygon_pixels
from geo_patrol.coverage.seen.shares import shares
from geo_patrol.coverage.seen.sighting import see_track

CASES = [
    ("cerknicko-jezero.gpx", 32633, VALIDITY["foot"]),
    ("korita-zbevnica.gpx", 32633, VALIDITY["foot"]),
    ("er_relocs.csv.zip", 32630, COLLAR),
]


def true_shares(path, valid, squares, radius_m):
    """Return the share of each square within a radius of the valid segments."""
    ends = np.stack((path[:-1], path[1:]), axis=1)[valid]
    lines = shapely.line_merge(shapely.multilinestrings(shapely.linestrings(ends)))
    seen = shapely.buffer(lines, radius_m, quad_segs=64)
    shapely.prepare(seen)
    return shapely.area(shapely.intersection(seen, squares)) / shapely.area(squares)


@pytest.mark.parametrize(("name", "epsg", "validity"), CASES)
def test_shares_are_within_a_third_of_a_percentage_point_of_shapelys(name, epsg, validity):
    errors = []
    for track in longest(name, epsg, 3):
        lattice, squares = around(track[1], track[2], 1000.0 if validity is COLLAR else 100.0)
        # The loggers of collars roam over thousands of kilometres: a part of that is enough.
        squares = squares[:4000]
        path, valid = gated(*track, validity)
        true = true_shares(path, np.array(valid), squares, 50.0)
        regular = lattice_pixels(lattice, len(squares))
        drawn = polygon_pixels(list(squares))
        for cells in (regular, drawn):
            bits = see_track(*track, cells.frame, validity, even(50.0), ALWAYS_DAY)
            got = shares(bits, cells)
            errors.append(np.abs(got - true)[(true > 0) | (got > 0)])
    off = np.concatenate(errors)
    assert len(off) > 10
    assert off.mean() < 0.003
    assert off.max() < 0.03

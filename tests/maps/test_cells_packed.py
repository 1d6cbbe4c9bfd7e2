"""Columns and cells come out of a page's packed block as they went in."""

import zlib
from base64 import b64decode
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from geopandas import GeoSeries
from hypothesis import given
from hypothesis import strategies as st
from map_samples import Sample, lattice, make_context
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from maps.lattice import NEAR_DEG, pack_cells
from maps.packed import Numbers, lift

WHOLE = st.lists(st.one_of(st.integers(-(2**31), 2**31 - 1), st.just(None)), max_size=60)


def column(record: dict[str, Any], block: bytes) -> NDArray[np.float64]:
    """Undo `lift` for one column, as assets/numbers.js does; NaN for none."""
    n, width = record["n"], record["bytes"]
    planes = np.frombuffer(block, np.uint8, n * width, record["at"]).reshape(width, n)
    raw = np.ascontiguousarray(planes.T).view(f"<u{width}").reshape(-1).copy()
    step = record.get("step", 0)
    with np.errstate(over="ignore"):
        for i in range(step, n) if step else ():
            raw[i] += raw[i - step]
    values = (raw.astype(np.float64) + record.get("low", 0)) / record.get("per", 1)
    if "none" in record:
        values[raw == record["none"]] = np.nan
    return np.asarray(values, dtype=np.float64)


def opened(value: object) -> tuple[Any, bytes]:
    lifted, block = lift(value)
    return lifted, zlib.decompress(b64decode(block)) if block else b""


@given(WHOLE, st.integers(0, 7))
def test_whole_numbers_come_back(values: list[int | None], step: int) -> None:
    given_ = np.array([np.nan if v is None else v for v in values], dtype=np.float64)
    if given_.size and np.nanmax(given_, initial=0) - np.nanmin(given_, initial=0) >= 2**32 - 1:
        return
    record, block = opened(Numbers(given_, step=step))
    assert np.array_equal(column(record, block), given_, equal_nan=True)


@given(st.lists(st.floats(-1e5, 1e5), max_size=40))
def test_fractions_come_back_as_finely_as_they_are_carried(values: list[float]) -> None:
    record, block = opened(Numbers(np.array(values), per=100))
    assert np.allclose(column(record, block), values, atol=0.005 + 1e-9, rtol=0)


def test_one_column_in_two_places_is_carried_once() -> None:
    shared = Numbers(np.arange(1000))
    (first, second), block = opened([shared, {"again": shared}])
    assert second["again"] == first
    assert len(block) == 2000


def test_numbers_too_far_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="too far apart"):
        lift(Numbers(np.array([0, 2**33])))


def corners(packed: dict[str, Any], block: bytes) -> dict[int, list[tuple[float, ...]]]:
    """Return the four corners of each square of the lattices, as assets/grid.js places them."""
    found = {}
    for one in packed["lattices"]:
        cell, col, row = (column(one[name], block) for name in ("cell", "col", "row"))
        terms = [np.asarray(one[name]) for name in ("lon", "lat")]
        for c, x, y in zip(cell, col, row, strict=True):
            found[int(c)] = [
                tuple(
                    float(
                        np.polynomial.polynomial.polyval2d(
                            (x + dx) / one["n_cols"], (y + dy) / one["n_rows"], term
                        )
                    )
                    for term in terms
                )
                for dx, dy in ((0, 0), (1, 0), (1, 1), (0, 1))
            ]
    return found


def rest(packed: dict[str, Any], block: bytes) -> dict[int, list[list[tuple[float, float]]]]:
    """Return the rings of the cells that are carried point by point."""
    of = packed["rest"]
    cell, rings, points, lon, lat = (
        column(of[name], block) for name in ("cell", "rings", "points", "lon", "lat")
    )
    pairs = iter(zip(lon / 1e6, lat / 1e6, strict=True))
    sizes = iter(points)
    return {
        int(c): [[next(pairs) for _ in range(int(next(sizes)))] for _ in range(int(n))]
        for c, n in zip(cell, rings, strict=True)
    }


def test_every_cell_is_drawn_where_it_lies(sample: Sample) -> None:
    cells = sample.cells.geometry
    packed, block = opened(pack_cells(cells))
    squares, others = corners(packed, block), rest(packed, block)
    assert set(squares) | set(others) == set(range(len(cells)))
    assert not set(squares) & set(others)
    assert len(squares) > 0.7 * len(cells)
    for c, found in squares.items():
        assert shapely.hausdorff_distance(cells.iloc[c], shapely.Polygon(found)) < 2 * NEAR_DEG
    for c, rings in others.items():
        drawn: BaseGeometry = shapely.Polygon(rings[0])
        for ring in rings[1:]:
            drawn = shapely.symmetric_difference(drawn, shapely.Polygon(ring))
        assert shapely.hausdorff_distance(cells.iloc[c], drawn) < 2e-6


def test_grids_of_two_sizes_are_two_lattices() -> None:
    zone = make_context().zones
    both = gpd.pd.concat([lattice(zone, 200), lattice(zone, 300)], ignore_index=True)
    packed, _ = opened(pack_cells(both.geometry))
    assert len(packed["lattices"]) == 2


def test_irregular_cells_and_missing_ones_keep_their_place() -> None:
    donut = shapely.box(121, 29, 121.01, 29.01) - shapely.box(121.002, 29.002, 121.004, 29.004)
    pair = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(2, 0, 3, 1)])
    shapes = GeoSeries([donut, None, shapely.Polygon(), pair], crs=4326)
    packed, block = opened(pack_cells(shapes))
    assert packed["n"] == 4
    assert packed["lattices"] == []
    assert [len(rings) for rings in rest(packed, block).values()] == [2, 0, 0, 2]


def test_no_cells_are_packed_too() -> None:
    packed, _ = opened(pack_cells(GeoSeries([], crs=4326)))
    assert packed["n"] == 0


def test_thirty_thousand_squares_take_few_bytes() -> None:
    col, row = (a.ravel() for a in np.meshgrid(np.arange(200), np.arange(150)))
    x, y = 490_000 + 100.0 * col, 3_250_000 + 100.0 * row
    squares = GeoSeries(shapely.box(x, y, x + 100, y + 100), crs=4549).to_crs(4326)
    packed, block = lift(pack_cells(squares))
    assert len(str(packed)) + len(block) < 10_000

"""What people use today for way per shift and cell: each timed over the same segments and cells."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray

EPSG = 4549

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Shapes = NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class Segments:
    """Valid segments of some length, for peers: their lines and the shift that each began in."""

    lines: NDArray[np.object_]
    shift: Ints


Peer = Callable[[Segments, Shapes], tuple[float, Floats]]
"""Returns seconds and km per cell."""


def overlay(given: Segments, cells: Shapes) -> tuple[float, Floats]:
    """Time geopandas.overlay with a sum per shift × cell; return seconds and km per cell."""
    lines = gpd.GeoDataFrame({"shift": given.shift}, geometry=given.lines, crs=EPSG)
    grid = gpd.GeoDataFrame({"cell": np.arange(len(cells))}, geometry=cells, crs=EPSG)
    begin = time.process_time()
    pieces = gpd.overlay(lines, grid, how="intersection", keep_geom_type=True)
    pieces["length_m"] = pieces.length
    rows = pieces.groupby(["shift", "cell"], as_index=False)["length_m"].sum()
    seconds = time.process_time() - begin
    return seconds, np.bincount(rows["cell"], rows["length_m"], len(cells)) / 1000


def tree(given: Segments, cells: Shapes) -> tuple[float, Floats]:
    """Time shapely's STRtree and intersection, all at once; return seconds and km per cell."""
    begin = time.process_time()
    line, cell = shapely.STRtree(cells).query(given.lines, predicate="intersects")
    length_m = shapely.length(shapely.intersection(given.lines[line], cells[cell]))
    key, at = np.unique(given.shift[line] * len(cells) + cell, return_inverse=True)
    rolled_m = np.bincount(at, length_m)
    seconds = time.process_time() - begin
    return seconds, np.bincount(key % len(cells), rolled_m, len(cells)) / 1000


def duckdb_spatial(given: Segments, cells: Shapes) -> tuple[float, Floats]:
    """Time one statement of DuckDB with its spatial join; return seconds and km per cell.

    It makes its lines of numbers, as ours does; the cells are there already.
    """
    import duckdb
    import duckdb_extension_spatial

    [extension] = Path(duckdb_extension_spatial.__file__).parent.rglob("*.duckdb_extension")
    ends = shapely.get_coordinates(given.lines).reshape(-1, 4)
    segments = pa.table(
        {"shift": given.shift, **dict(zip(("x", "y", "u", "v"), ends.T, strict=True))}
    )
    squares = pa.table({"cell": np.arange(len(cells)), "wkb": shapely.to_wkb(cells)})
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        connection.execute(f"LOAD '{extension}'")
        connection.register("segments", segments)
        connection.register("squares", squares)
        connection.execute("CREATE TABLE fixed AS SELECT * FROM segments")
        connection.execute(
            "CREATE TABLE cells AS SELECT cell, ST_GeomFromWKB(wkb) AS shape FROM squares"
        )
        begin = time.process_time()
        rows = connection.execute(
            """
            SELECT shift, cell, sum(ST_Length(ST_Intersection(line, shape))) AS length_m
            FROM (SELECT shift, ST_MakeLine(ST_Point(x, y), ST_Point(u, v)) AS line FROM fixed)
            JOIN cells ON ST_Intersects(line, shape)
            GROUP BY shift, cell
            """
        ).fetchnumpy()
        seconds = time.process_time() - begin
    return seconds, np.bincount(rows["cell"], rows["length_m"], len(cells)) / 1000


PEERS: dict[str, Peer] = {
    "geopandas.overlay": overlay,
    "DuckDB spatial": duckdb_spatial,
    "shapely STRtree": tree,
}

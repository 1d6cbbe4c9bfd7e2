"""What databases do with the same stored fixes: project, pair, intersect with cells, sum.

Both keep each fix as a row of numbers in a table of their own, and make way per shift and cell of
it in one statement: ST_Transform of each fix, the next fix of the track beside it, validity (gap,
speed, accuracy), ST_Intersection of each segment with each cell of the box around it. Which cells
those are is reckoned from the lattice, which takes DuckDB less than its spatial join. The
displacement gate is left out, for them.
"""

import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import create_engine, text

from benchmarks.stored_store import SOUTH_M, WEST_M, cpu_s, fixes_of
from benchmarks.walks import Track
from geo_patrol.coverage.records import VALIDITY

Floats = NDArray[np.float64]

FIXES = "track", "t_ms", "lon", "lat", "accuracy_m", "max_gap_ms", "max_kmh", "max_accuracy_m"

SEGMENTS = """
    SELECT t_ms / 28800000 AS shift, x, y, u, v FROM (
        SELECT t_ms, x, y, accuracy_m, max_gap_ms, max_kmh, max_accuracy_m,
            lead(x) OVER after AS u, lead(y) OVER after AS v,
            lead(t_ms) OVER after AS until_ms, lead(accuracy_m) OVER after AS next_m
        FROM ({projected}) AS fixes
        WINDOW after AS (PARTITION BY track ORDER BY t_ms)
    ) AS pairs
    WHERE until_ms > t_ms AND until_ms - t_ms <= max_gap_ms
        AND accuracy_m <= max_accuracy_m AND next_m <= max_accuracy_m
        AND sqrt((u - x) * (u - x) + (v - y) * (v - y)) * 3600 <= max_kmh * (until_ms - t_ms)
"""
LINE = "ST_MakeLine(ST_Point(x, y), ST_Point(u, v))"


def rows_of(tracks: Sequence[Track]) -> dict[str, NDArray[np.generic]]:
    """Return the columns of the table of fixes."""
    parts: list[tuple[NDArray[np.generic], ...]] = []
    for number, track in enumerate(tracks):
        fixes, limits = fixes_of(track), VALIDITY[track.mode]
        n = len(fixes)
        parts.append(
            (
                np.full(n, number, np.int32),
                fixes.t_ms,
                fixes.lon,
                fixes.lat,
                fixes.accuracy_m,
                np.full(n, limits.max_gap_s * 1000, np.int64),
                np.full(n, limits.max_speed_kmh, np.float32),
                np.full(n, limits.max_accuracy_m, np.float32),
            )
        )
    return dict(zip(FIXES, map(np.concatenate, zip(*parts, strict=True)), strict=True))


def _square(size_m: float, n_rows: int) -> str:
    west, north = (
        f"({WEST_M!r} + c * {size_m!r})",
        f"({SOUTH_M + n_rows * size_m!r} - r * {size_m!r})",
    )
    return f"ST_MakeEnvelope({west}, {north} - {size_m!r}, {west} + {size_m!r}, {north})"


def _of_col(x: str, size_m: float) -> str:
    return f"CAST(floor(({x} - {WEST_M!r}) / {size_m!r}) AS INTEGER)"


def _of_row(y: str, size_m: float, n_rows: int) -> str:
    return f"CAST(floor(({SOUTH_M + n_rows * size_m!r} - {y}) / {size_m!r}) AS INTEGER)"


def duckdb_spatial(
    tracks: Sequence[Track], n_rows: int, n_cols: int, size_m: float, folder: Path
) -> tuple[float, float, Floats]:
    """Time DuckDB with its own file; return two times in seconds and km per cell.

    The second time is that of a statement that intersects only segments which leave their cell.
    """
    import duckdb
    import duckdb_extension_spatial
    import pyarrow as pa

    [extension] = Path(duckdb_extension_spatial.__file__).parent.rglob("*.duckdb_extension")
    file = folder / "peer.duckdb"
    with duckdb.connect(file) as connection:
        connection.register("given", pa.table(rows_of(tracks)))
        connection.execute("CREATE TABLE fixes AS SELECT * FROM given ORDER BY track, t_ms")
    projected = """
        SELECT *, ST_X(place) AS x, ST_Y(place) AS y FROM (
            SELECT *, ST_Transform(ST_Point(lon, lat), 'EPSG:4326', 'EPSG:4549', true) AS place
            FROM fixes
        )
    """
    segments = SEGMENTS.format(projected=projected).replace("t_ms / 28800000", "t_ms // 28800000")
    beside = f"""
        SELECT *, unnest(range(r_first, r_last + 1)) AS r FROM (
            SELECT *, unnest(range(c_first, c_last + 1)) AS c FROM (
                SELECT *,
                    {_of_col("least(x, u)", size_m)} AS c_first,
                    {_of_col("greatest(x, u)", size_m)} AS c_last,
                    {_of_row("greatest(y, v)", size_m, n_rows)} AS r_first,
                    {_of_row("least(y, v)", size_m, n_rows)} AS r_last
                FROM ({segments})
            )
        )
    """  # noqa: S608  # our own words
    cut = f"ST_Length(ST_Intersection({LINE}, {_square(size_m, n_rows)}))"
    whole = f"""
        CASE WHEN c_first = c_last AND r_first = r_last
        THEN sqrt((u - x) * (u - x) + (v - y) * (v - y)) ELSE {cut} END
    """
    seconds, km = [], np.zeros(0)
    for way in (cut, whole):
        statement = f"""
            SELECT shift, r * {n_cols} + c AS cell, sum({way}) AS length_m
            FROM ({beside})
            WHERE c BETWEEN 0 AND {n_cols - 1} AND r BETWEEN 0 AND {n_rows - 1}
            GROUP BY ALL
        """  # noqa: S608  # our own words
        with duckdb.connect(file, read_only=True) as connection:
            connection.execute("SET threads = 1")
            connection.execute(f"LOAD '{extension}'")
            begin = time.process_time()
            rows = connection.execute(statement).fetchnumpy()
            seconds.append(time.process_time() - begin)
        km = np.bincount(rows["cell"], rows["length_m"], n_rows * n_cols) / 1000
    file.unlink()
    return seconds[0], seconds[1], km


def postgis_intersection(
    tracks: Sequence[Track], n_rows: int, n_cols: int, size_m: float, url: str
) -> tuple[float, Floats]:
    """Time PostGIS, by the processor time of its process; return seconds and km per cell."""
    columns = rows_of(tracks)
    engine = create_engine(url)
    with engine.connect() as connection:
        connection.execute(
            text(
                "CREATE TEMP TABLE fixes (track int, t_ms bigint, lon float8, lat float8,"
                " accuracy_m float4, max_gap_ms bigint, max_kmh float4, max_accuracy_m float4)"
            )
        )
        driver = connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy("COPY fixes FROM STDIN") as copy:
            for row in zip(*(one.tolist() for one in columns.values()), strict=True):
                copy.write_row(row)
        connection.execute(text("ANALYZE fixes"))
        connection.execute(text("SET max_parallel_workers_per_gather = 0"))
        connection.execute(text("SET jit = off"))
        projected = """
            SELECT *, ST_X(place) AS x, ST_Y(place) AS y FROM (
                SELECT *, ST_Transform(ST_SetSRID(ST_Point(lon, lat), 4326), 4549) AS place
                FROM fixes OFFSET 0
            ) AS placed
        """
        statement = f"""
            SELECT shift, r * {n_cols} + c AS cell,
                sum(ST_Length(ST_Intersection({LINE}, {_square(size_m, n_rows)}))) AS length_m
            FROM ({SEGMENTS.format(projected=projected)}) AS segments,
                generate_series({_of_col("least(x, u)", size_m)},
                    {_of_col("greatest(x, u)", size_m)}) AS c,
                generate_series({_of_row("greatest(y, v)", size_m, n_rows)},
                    {_of_row("least(y, v)", size_m, n_rows)}) AS r
            WHERE c BETWEEN 0 AND {n_cols - 1} AND r BETWEEN 0 AND {n_rows - 1}
            GROUP BY shift, cell
        """  # noqa: S608  # our own words
        pid = int(connection.scalar(text("SELECT pg_backend_pid()")) or 0)
        begin, here = cpu_s(pid), time.process_time()
        found = connection.execute(text(statement)).all()
        seconds = cpu_s(pid) - begin + time.process_time() - here
    engine.dispose()
    cells, ways = np.array([one.cell for one in found]), np.array([one.length_m for one in found])
    return seconds, np.bincount(cells, ways, n_rows * n_cols) / 1000

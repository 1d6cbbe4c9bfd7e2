"""Reading MBTiles: raster tiles in a SQLite file.

Source: MBTiles 1.3 (https://github.com/mapbox/mbtiles-spec). Rows count from the south there, and
from the north in addresses.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from geo_patrol.errors import InvalidInput, Unavailable

MAGIC: dict[bytes, str] = {
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"RIFF": "image/webp",
}
DEEPEST = 22
MAX_TILE_BYTES = 2 * 1024 * 1024
WHOLE_WORLD = (-180.0, -85.0511, 180.0, 85.0511)


@dataclass(frozen=True)
class TileSet:
    """What a file holds; ``bounds`` are west, south, east, north in degrees (EPSG:4326).

    ``version`` changes with the file: what was fetched of another version is not this map.
    """

    path: Path
    name: str
    attribution: str
    min_zoom: int
    max_zoom: int
    bounds: tuple[float, float, float, float]
    version: str


def open_tiles(path: Path) -> TileSet:
    """Return what a file holds.

    Raises
    ------
    InvalidInput
        When there is no such file, it is no MBTiles, or its tiles are no pictures.
    """
    try:
        seen = path.stat()
        with _opened(path) as connection:
            told = dict(connection.execute("SELECT name, value FROM metadata"))
            zooms = connection.execute("SELECT min(zoom_level), max(zoom_level) FROM tiles")
            low, high = zooms.fetchone()
            first = connection.execute("SELECT tile_data FROM tiles LIMIT 1").fetchone()
    except (OSError, sqlite3.Error) as error:
        raise InvalidInput("tiles.unreadable", path=str(path), reason=str(error)) from error
    if first is None or low is None or media_type(first[0]) is None:
        raise InvalidInput("tiles.not_raster", path=str(path))
    return TileSet(
        path=path,
        name=str(told.get("name", path.stem)),
        attribution=str(told.get("attribution", "")),
        min_zoom=max(0, int(low)),
        max_zoom=min(DEEPEST, int(high)),
        bounds=_bounds(str(told.get("bounds", ""))),
        version=f"{seen.st_mtime_ns:x}-{seen.st_size:x}",
    )


def read_tile(tiles: TileSet, zoom: int, column: int, row: int) -> bytes | None:
    """Return a tile by its address, counted from the north-west; None where there is none.

    Raises
    ------
    Unavailable
        When the file cannot be read any more.
    """
    if not 0 <= zoom <= DEEPEST or not 0 <= column < 2**zoom or not 0 <= row < 2**zoom:
        return None
    asked = (zoom, column, 2**zoom - 1 - row)
    found = "SELECT tile_data FROM tiles WHERE zoom_level=? AND tile_column=? AND tile_row=?"
    try:
        with _opened(tiles.path) as connection:
            row_found = connection.execute(found, asked).fetchone()
    except (OSError, sqlite3.Error) as error:
        raise Unavailable("tiles.away") from error
    if row_found is None or not isinstance(row_found[0], bytes):
        return None
    data = row_found[0]
    return data if len(data) <= MAX_TILE_BYTES and media_type(data) is not None else None


def media_type(data: object) -> str | None:
    """Return what kind of picture bytes are, by their beginning; None when they are none."""
    if not isinstance(data, bytes):
        return None
    return next((kind for magic, kind in MAGIC.items() if data.startswith(magic)), None)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    # Opening costs a tenth of a millisecond, and a file that was replaced is the new one at once.
    address = f"{path.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=1)) as connection:
        yield connection


def _bounds(told: str) -> tuple[float, float, float, float]:
    try:
        west, south, east, north = (float(part) for part in told.split(","))
    except ValueError:
        return WHOLE_WORLD
    inside = -180 <= west < east <= 180 and -90 <= south < north <= 90
    return (west, south, east, north) if inside else WHOLE_WORLD

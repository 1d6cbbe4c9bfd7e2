"""The operator's base map over HTTP."""

import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from api_world import Client, World, make_world
from PIL import Image

from geo_patrol.settings import Settings

TILES = "/api/v1/tiles"


def picture(kind: str = "PNG", shade: int = 0) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (256, 256), (shade, 90, 160)).save(file, kind)
    return file.getvalue()


def write_mbtiles(path: Path, tiles: dict[tuple[int, int, int], bytes], **metadata: str) -> Path:
    """Write a file; tiles by zoom, column and row as the format counts them, from the south."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE metadata (name text, value text)")
        connection.execute(
            "CREATE TABLE tiles (zoom_level int, tile_column int, tile_row int, tile_data blob)"
        )
        connection.executemany("INSERT INTO metadata VALUES (?, ?)", metadata.items())
        rows = [(*where, data) for where, data in tiles.items()]
        connection.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a file with one tile, of the north-west quarter of the world."""
    about = {"name": "底图", "attribution": "© 测绘", "bounds": "120,29,121.5,30"}
    return write_mbtiles(tmp_path / "ground.mbtiles", {(1, 0, 1): picture()}, **about)


def client(world: World, path: Path | None) -> Client:
    """Return an officer's client of an application with a base map."""
    return make_world(world.store, world.loop, tiles_file=path).member()


def test_the_map_and_whom_to_name_are_told(world: World, file: Path) -> None:
    told = client(world, file).get(TILES).json()
    assert told.pop("version")
    assert told == {
        "available": True,
        "name": "底图",
        "attribution": "© 测绘",
        "min_zoom": 1,
        "max_zoom": 1,
        "bounds": [120.0, 29.0, 121.5, 30.0],
    }


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_tiles_are_counted_from_the_north_west(world: World, tmp_path: Path, kind: str) -> None:
    data = picture(kind)
    path = write_mbtiles(tmp_path / "ground.mbtiles", {(1, 0, 1): data})
    asker = client(world, path)
    answer = asker.get(f"{TILES}/1/0/0")
    assert (answer.status_code, answer.content) == (200, data)
    assert answer.headers["content-type"] == f"image/{kind.lower()}"
    for nowhere in ("1/0/1", "1/1/0", "2/0/0", "0/1/0", "1/0/9"):
        assert asker.get(f"{TILES}/{nowhere}").status_code == 204


@pytest.mark.parametrize("path", ["1/0/x", "99/0/0", "1/-1/0", "1/0/99999999999"])
def test_what_is_no_address_is_refused(world: World, file: Path, path: str) -> None:
    assert client(world, file).get(f"{TILES}/{path}").status_code == 422


def test_a_file_that_was_replaced_is_another_version(world: World, file: Path) -> None:
    asker = client(world, file)
    before = asker.get(TILES).json()["version"]
    file.unlink()
    write_mbtiles(file, {(1, 0, 1): picture(shade=9), (2, 0, 0): picture()})
    told = asker.get(TILES).json()
    assert told["version"] != before
    assert told["max_zoom"] == 2


def vector(path: Path) -> Path:
    return write_mbtiles(path, {(1, 0, 1): b"\x1f\x8b tile of lines"})


def text(path: Path) -> Path:
    path.write_text("not a database, but long enough to be looked into as if it were one" * 20)
    return path


def empty(path: Path) -> Path:
    return write_mbtiles(path, {})


def missing(path: Path) -> Path:
    return path


@pytest.mark.parametrize("make", [vector, text, empty, missing])
def test_a_file_that_is_no_base_map_is_as_none(world: World, tmp_path: Path, make: object) -> None:
    assert callable(make)
    asker = client(world, make(tmp_path / "ground.mbtiles"))
    assert asker.get(TILES).json()["available"] is False
    assert asker.get(f"{TILES}/1/0/0").status_code == 204


def test_without_a_file_there_is_none() -> None:
    assert Settings(_env_file=None).tiles_file is None


def test_what_is_no_picture_is_not_served(world: World, tmp_path: Path) -> None:
    tiles = {(1, 0, 1): picture(), (1, 1, 1): b"<script>alert(1)</script>"}
    asker = client(world, write_mbtiles(tmp_path / "ground.mbtiles", tiles))
    assert asker.get(f"{TILES}/1/1/0").status_code == 204

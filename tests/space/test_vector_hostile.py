"""Files that are broken or mean harm: a clear problem, and nothing of them reaches GDAL."""

import errno
import json
import os
import sqlite3
import zipfile

import pyogrio
import pytest
from space_files import (
    SQUARE,
    frame,
    kml,
    placemark,
    square_ring,
    write_geojson,
    write_shapefile_zip,
)

from geo_patrol.errors import GeoPatrolError, InvalidInput, TooLarge
from geo_patrol.vector import containers, read_polygons

LAUGHS = """<!DOCTYPE kml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>"""
OUTSIDE = '<!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def refused(path, **options):
    with pytest.raises(GeoPatrolError) as caught:
        read_polygons(path, **options)
    assert caught.value.text("zh") and caught.value.text("en")
    return caught.value


def bytes_of(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def zip_of(tmp_path, members, name="z.zip"):
    path = tmp_path / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in members.items():
            archive.writestr(member, data)
    return path


def parts_of_shapefile(tmp_path):
    path = write_shapefile_zip(tmp_path / "good.zip", frame(SQUARE))
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("head", [LAUGHS, OUTSIDE, "<!DOCTYPE kml>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_kml_that_declares_entities_is_not_read(tmp_path, head, encoding):
    text = kml(placemark(square_ring(), name="&c;"), head=head)
    text = text.replace('encoding="UTF-8"', f'encoding="{encoding}"')
    path = bytes_of(tmp_path, "bomb.kml", text.encode(encoding))
    assert refused(path).key == "space.xml_entities"
    packed = zip_of(tmp_path, {"doc.kml": text.encode(encoding)}, "bomb.kmz")
    assert refused(packed).key == "space.xml_entities"


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        ("cut.kml", kml(placemark(square_ring()))[:-60], "space.xml_broken"),
        ("odd.kml", kml().replace("UTF-8", "EBCDIC-9"), "space.xml_encoding"),
        ("text.geojson", "lon,lat\n1,2\n", "space.json_broken"),
        ("list.geojson", "[1, 2]", "space.not_what_it_says"),
        ("other.geojson", '{"a": 1}', "space.unreadable"),
        ("gbk.geojson", '{"type":"长诏"'.encode("gbk"), "space.json_encoding"),
        ("deep.geojson", '{"a":' + "[" * 100_000, "space.not_what_it_says"),
        ("xml.geojson", "<OGRVRTDataSource/>", "space.json_broken"),
        ("vrt.gpkg", "<OGRVRTDataSource/>", "space.not_what_it_says"),
        ("text.zip", "not a zip", "space.zip_broken"),
        ("empty.kmz", b"", "space.zip_broken"),
        ("table.xlsx", b"PK", "space.format_unknown"),
        ("noending", b"", "space.format_unknown"),
        ("empty.geojson", b"", "space.json_broken"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(tmp_path, name, data, key):
    assert refused(bytes_of(tmp_path, name, data)).key == key


def test_a_truncated_geojson_is_refused_with_the_line(tmp_path):
    path = write_geojson(tmp_path / "z.geojson", SQUARE, SQUARE)
    text = json.dumps(json.loads(path.read_text("utf-8")), indent=1)
    path.write_text(text[: len(text) // 2], encoding="utf-8")
    error = refused(path)
    assert error.key == "space.json_broken" and error.params["line"] > 10


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    assert refused(tmp_path / "none.gpkg").key == "space.file_missing"


def test_a_plain_sqlite_file_is_no_geopackage(tmp_path):
    with sqlite3.connect(tmp_path / "z.gpkg") as db:
        db.execute("create table t (x)")
    db.close()
    assert refused(tmp_path / "z.gpkg").key == "space.not_what_it_says"


def test_a_damaged_geopackage_is_refused(tmp_path):
    pyogrio.write_dataframe(frame(SQUARE), tmp_path / "z.gpkg")
    data = (tmp_path / "z.gpkg").read_bytes()
    assert refused(bytes_of(tmp_path, "cut.gpkg", data[: len(data) // 3])).key in (
        "space.unreadable",
        "space.no_features",
    )


@pytest.mark.parametrize(
    ("members", "key"),
    [
        ({"readme.txt": "hello"}, "space.zip_not_shapefile"),
        ({"a.geojson": "{}"}, "space.zip_not_shapefile"),
        ({}, "space.zip_not_shapefile"),
        ({"a.shp": b"", "b.shp": b""}, "space.zip_many_shapefiles"),
        ({"a.shp": b"", "a.shx": b""}, "space.shapefile_part_missing"),
        ({"a.shp": b"x", "a.shx": b"", "a.dbf": b""}, "space.not_what_it_says"),
    ],
)
def test_a_zip_that_is_not_a_shapefile_is_refused(tmp_path, members, key):
    assert refused(zip_of(tmp_path, members)).key == key


def test_a_shapefile_of_noise_is_refused(tmp_path):
    parts = parts_of_shapefile(tmp_path)
    for name in ("good.shx", "good.dbf"):
        damaged = zip_of(tmp_path, parts | {name: b"\xff" * 400})
        assert refused(damaged).key in ("space.unreadable", "space.import_refused")


def test_a_zip_bomb_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(containers, "MAX_UNPACKED_BYTES", 10_000)
    parts = parts_of_shapefile(tmp_path)
    error = refused(zip_of(tmp_path, parts | {"good.dbf": b"\0" * 20_000}))
    assert isinstance(error, TooLarge) and error.key == "space.zip_too_large"


def test_a_zip_whose_header_lies_about_the_size_is_stopped(tmp_path, monkeypatch):
    parts = parts_of_shapefile(tmp_path)
    path = zip_of(tmp_path, parts | {"good.dbf": b"\0" * 20_000})
    data = path.read_bytes()
    said, lie = (20_000).to_bytes(4, "little"), (700).to_bytes(4, "little")
    path.write_bytes(data.replace(said, lie))
    monkeypatch.setattr(containers, "MAX_UNPACKED_BYTES", 10_000)
    assert refused(path).key in ("space.zip_broken", "space.zip_too_large")


def test_too_many_members_are_refused(tmp_path):
    path = zip_of(tmp_path, {f"{i}.txt": "" for i in range(1001)})
    assert refused(path).key == "space.zip_too_large"


def test_an_encrypted_zip_says_so(tmp_path):
    path = zip_of(tmp_path, parts_of_shapefile(tmp_path))
    data = bytearray(path.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(mark, at + 4)
    path.write_bytes(data)
    assert refused(path).key == "space.zip_encrypted"


def test_names_that_climb_out_of_the_archive_write_nothing_there(tmp_path):
    parts = parts_of_shapefile(tmp_path)
    room = tmp_path / "a" / "b"
    room.mkdir(parents=True)
    climbing = {f"../../{name.replace('good', 'evil')}": data for name, data in parts.items()}
    path = zip_of(room, climbing)
    before = sorted(p.name for p in tmp_path.rglob("*"))
    assert len(read_polygons(path).frame) == 1
    assert sorted(p.name for p in tmp_path.rglob("*")) == before


def test_a_file_over_the_size_limit_is_not_opened(tmp_path):
    path = tmp_path / "z.geojson"
    with path.open("wb") as sparse:
        sparse.truncate(containers.MAX_FILE_BYTES + 1)
    assert refused(path).key == "space.file_too_large"


def test_nothing_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    good = write_geojson(tmp_path / "z.geojson", SQUARE)
    bad = bytes_of(tmp_path, "y.geojson", "{")
    read_polygons(good)
    with pytest.raises(InvalidInput):
        read_polygons(bad)
    assert sorted(os.listdir(tmp_path)) == ["y.geojson", "z.geojson"]


@pytest.mark.parametrize(
    ("number", "key"),
    [(errno.ENOSPC, "space.disk_full"), (errno.EACCES, "space.file_unreadable")],
)
def test_a_full_disk_and_a_closed_file_are_told_apart(tmp_path, monkeypatch, number, key):
    def fail(*_):
        raise OSError(number, "")

    path = write_geojson(tmp_path / "z.geojson", SQUARE)
    monkeypatch.setattr(containers.shutil, "copyfile", fail)
    assert refused(path).key == key

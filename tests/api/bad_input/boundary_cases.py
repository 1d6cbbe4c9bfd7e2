"""Bad boundaries for the command line."""

import json
from typing import Any

import numpy as np
from bad_import import Import, bomb, encrypted
from file_bytes import Maker, kml, laughs, outside, track, zipped

WORDS = ("zones", "--area", "changzhao", "--level", "first", "--datum", "wgs84")
SQUARE = [[[120.98, 29.46], [121.0, 29.46], [121.0, 29.48], [120.98, 29.48], [120.98, 29.46]]]


def shape(coordinates: Any, kind: str = "Polygon", **whole: Any) -> bytes:
    """Return a GeoJSON file of one shape."""
    feature = {
        "type": "Feature",
        "properties": {},
        "geometry": {"type": kind, "coordinates": coordinates},
    }
    return json.dumps({"type": "FeatureCollection", "features": [feature], **whole}).encode()


def eight(vertices: int) -> bytes:
    """Return an outline of that many vertices that crosses itself."""
    angle = np.linspace(0, 2 * np.pi, vertices)
    ring = np.column_stack((120.99 + 0.01 * np.cos(angle), 29.47 + 0.01 * np.sin(2 * angle)))
    ring[-1] = ring[0]
    return shape([np.round(ring, 9).tolist()])


def polygon_kml(text: str) -> str:
    """Return a placemark with an outline."""
    return (
        "<Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>"
        f"{text}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
    )


REFUSED = "space.import_refused"
BOUNDARIES: list[tuple[str, str, bytes | Maker, str, str | None]] = [
    ("empty", "z.geojson", b"", "space.json_broken", None),
    ("text", "z.geojson", b"lon,lat", "space.json_broken", None),
    ("a list", "z.geojson", b"[]", "space.not_what_it_says", None),
    ("no GeoJSON", "z.geojson", b'{"a":1}', "space.unreadable", None),
    ("an unknown ending", "z.dxf", b"0\nSECTION", "space.format_unknown", None),
    ("a GDAL script", "z.vrt", b"<OGRVRTDataSource/>", "space.format_unknown", None),
    (
        "a GDAL script by another name",
        "z.kml",
        b"<OGRVRTDataSource/>",
        "space.not_what_it_says",
        None,
    ),
    ("GBK", "z.geojson", '{"a":"长"}'.encode("gbk"), "space.json_encoding", None),
    (
        "nested 100,000 deep",
        "z.geojson",
        lambda: b'{"a":' + b"[" * 100_000,
        "space.not_what_it_says",
        None,
    ),
    ("cut short", "z.geojson", shape(SQUARE)[:-20], "space.json_broken", None),
    (
        "no features",
        "z.geojson",
        b'{"type":"FeatureCollection","features":[]}',
        "space.no_features",
        None,
    ),
    ("a point", "z.geojson", shape([1, 2], "Point"), REFUSED, "space.geometry_not_polygon"),
    (
        "a line",
        "z.geojson",
        shape([[1, 2], [3, 4]], "LineString"),
        REFUSED,
        "space.geometry_not_polygon",
    ),
    (
        "a bow-tie",
        "z.geojson",
        shape([[[120.9, 29.4], [121, 29.5], [121, 29.4], [120.9, 29.5], [120.9, 29.4]]]),
        REFUSED,
        "space.geometry_crosses",
    ),
    ("no area", "z.geojson", shape([[[120.9, 29.4], [121, 29.4], [120.9, 29.4]]]), REFUSED, None),
    (
        "places swapped",
        "z.geojson",
        shape([[[y, x] for x, y in SQUARE[0]]]),
        "space.looks_swapped",
        None,
    ),
    (
        "off the globe",
        "z.geojson",
        shape([[[x + 360, y] for x, y in SQUARE[0]]]),
        REFUSED,
        "space.coordinate_out_of_range",
    ),
    (
        "numbers beyond all",
        "z.geojson",
        shape([[[x * 1e300, y] for x, y in SQUARE[0]]]),
        REFUSED,
        "space.coordinate_out_of_range",
    ),
    ("NaN", "z.geojson", shape([[[float("nan"), 29.4], [121, 29.5], [121, 29.4]]]), REFUSED, None),
    (
        "Beijing 1954",
        "z.geojson",
        shape(SQUARE, crs={"type": "name", "properties": {"name": "EPSG:4214"}}),
        "space.datum_unsupported",
        None,
    ),
    ("a billion laughs", "z.kml", kml("&l9;", laughs("kml")), "space.xml_entities", None),
    (
        "a file's entity",
        "z.kml",
        kml("&x;", outside("kml", "file:///etc/passwd")),
        "space.xml_entities",
        None,
    ),
    ("a KML cut short", "z.kml", kml(polygon_kml("1,2 3,4"))[:-40], "space.xml_broken", None),
    ("a KML of words", "z.kml", kml(polygon_kml("east,north west,south")), REFUSED, None),
    ("a KML of tracks", "z.kml", kml(track(1, 1)), REFUSED, None),
    ("a zip that is none", "z.zip", b"PK", "space.zip_broken", None),
    (
        "a zip without shapes",
        "z.zip",
        zipped({"../../etc/passwd": b"x"}),
        "space.zip_not_shapefile",
        None,
    ),
    (
        "a Shapefile without parts",
        "z.zip",
        zipped({"a.shp": b"\x00\x00\x27\x0a"}),
        "space.shapefile_part_missing",
        None,
    ),
    (
        "a Shapefile that is none",
        "z.zip",
        zipped({f"a.{e}": b"x" for e in ("shp", "shx", "dbf")}),
        "space.not_what_it_says",
        None,
    ),
    (
        "a Shapefile of noise",
        "z.zip",
        zipped({f"a.{e}": b"\x00\x00\x27\x0a" + b"\xff" * 500 for e in ("shp", "shx", "dbf")}),
        "space.unreadable",
        None,
    ),
    (
        "two Shapefiles",
        "z.zip",
        zipped({"a.shp": b"", "b.shp": b""}),
        "space.zip_many_shapefiles",
        None,
    ),
    (
        "a zip with a password",
        "z.zip",
        encrypted(zipped({f"a.{e}": b"x" for e in ("shp", "shx", "dbf")})),
        "space.zip_encrypted",
        None,
    ),
    ("a zip bomb", "z.zip", bomb("a.shp", 401), "space.zip_too_large", None),
    ("a KMZ of nothing", "z.kmz", zipped({"a.txt": b""}), "space.kmz_empty", None),
    ("a GeoPackage that is text", "z.gpkg", b"x" * 200, "space.not_what_it_says", None),
    (
        "a GeoPackage cut short",
        "z.gpkg",
        b"SQLite format 3\0" + b"\0" * 52 + b"GP10" + b"\0" * 99,
        "space.unreadable",
        None,
    ),
    ("a million vertices that cross", "z.geojson", lambda: eight(1_000_000), REFUSED, None),
    (
        "over 100 MB",
        "z.geojson",
        lambda: b"{" + b" " * 100_000_000,
        "space.file_too_large",
        None,
    ),
    (
        "100,001 points",
        "z.geojson",
        lambda: (
            b'{"type":"FeatureCollection","features":['
            + b",".join([b'{"type":"Feature","properties":{},"geometry":null}'] * 100_001)
            + b"]}"
        ),
        "space.too_many_features",
        None,
    ),
]

HEAVY = {"a million vertices that cross"}

ZONE_IMPORTS = [
    Import(
        f"zones: {name}",
        WORDS,
        file,
        data,
        code,
        None if key is None else {"1": key},
        heavy=name in HEAVY,
    )
    for name, file, data, code, key in BOUNDARIES
]

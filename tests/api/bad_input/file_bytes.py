"""Files that are broken or mean harm, as bytes: (name, ending, bytes, what is said of them)."""

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

from hostile_text import HOSTILE

Maker = Callable[[], bytes]
T0 = "2022-10-07T16:01:00Z"
POINT = f'<trkpt lat="29.47" lon="120.985"><time>{T0}</time></trkpt>'
GX = 'xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"'


def gpx(body: str, head: str = '<?xml version="1.0"?>') -> bytes:
    """Return a GPX file."""
    return f'{head}<gpx xmlns="http://www.topografix.com/GPX/1/1">{body}</gpx>'.encode()


def trk(points: str) -> str:
    """Return one segment."""
    return f"<trk><trkseg>{points}</trkseg></trk>"


def kml(body: str, head: str = '<?xml version="1.0"?>') -> bytes:
    """Return a KML file."""
    return f"{head}<kml {GX}><Document>{body}</Document></kml>".encode()


def track(whens: int, coords: int, coord: str = "120.985 29.47 0", when: str = T0) -> str:
    """Return a KML track of that many times and places."""
    parts = f"<when>{when}</when>" * whens + f"<gx:coord>{coord}</gx:coord>" * coords
    return f"<Placemark><gx:Track>{parts}</gx:Track></Placemark>"


def line(coordinates: Any, times: Any, kind: str = "LineString") -> bytes:
    """Return a GeoJSON feature with times."""
    geometry = {"type": kind, "coordinates": coordinates}
    feature = {"type": "Feature", "properties": {"coordTimes": times}, "geometry": geometry}
    return json.dumps(feature).encode()


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def laughs(root: str) -> str:
    """Return a document type whose entities unfold to a billion words."""
    inner = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY l0 "lol">{inner}]>'


def outside(root: str, target: str) -> str:
    """Return a document type with an entity from elsewhere."""
    return f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY x SYSTEM "{target}">]>'


BAD_POINTS: dict[str, tuple[str, str]] = {
    "NaN": (f'<trkpt lat="NaN" lon="120.985"><time>{T0}</time></trkpt>', "tracks.not_a_number"),
    "infinity": (f'<trkpt lat="1e999" lon="inf"><time>{T0}</time></trkpt>', "tracks.not_a_number"),
    "no latitude": (f'<trkpt lon="120.985"><time>{T0}</time></trkpt>', "tracks.not_a_number"),
    "a script": (
        f'<trkpt lat="&lt;script>" lon="1"><time>{T0}</time></trkpt>',
        "tracks.not_a_number",
    ),
    "beyond the pole": (f'<trkpt lat="91" lon="12"><time>{T0}</time></trkpt>', "tracks.outside"),
    "no time": ('<trkpt lat="29.47" lon="120.985"/>', "tracks.time_missing"),
    "1970": (
        '<trkpt lat="29.47" lon="120.985"><time>1970-01-01T00:00:00Z</time></trkpt>',
        "tracks.too_old",
    ),
    "2100": (
        '<trkpt lat="29.47" lon="120.985"><time>2100-01-01T00:00:00Z</time></trkpt>',
        "tracks.future",
    ),
    "9999": (
        '<trkpt lat="29.47" lon="120.985"><time>9999-12-31T23:59:59Z</time></trkpt>',
        "tracks.future",
    ),
    "a leap second": (
        '<trkpt lat="29.47" lon="120.985"><time>2016-12-31T23:59:60Z</time></trkpt>',
        "tracks.time_unreadable",
    ),
    "an offset of 99": (
        '<trkpt lat="29.47" lon="120.985"><time>2022-10-08T00:00:00+99:99</time></trkpt>',
        "tracks.time_unreadable",
    ),
    "jinja as time": (
        f'<trkpt lat="29.47" lon="120.985"><time>{HOSTILE["template"][:6]}</time></trkpt>',
        "tracks.time_unreadable",
    ),
}
"""Points of which a segment of one is no track."""

GPX: list[tuple[str, bytes | Maker, str]] = [
    ("empty", b"", "tracks.empty_file"),
    ("blanks", b" \r\n\t", "tracks.empty_file"),
    ("NULs", b"\x00" * 64, "tracks.empty_file"),
    ("text", b"lon,lat\n1,2\n", "tracks.content_mismatch"),
    ("JSON", b'{"type":"FeatureCollection"}', "tracks.content_mismatch"),
    ("a zip", zipped({"a.gpx": b"x"}), "tracks.content_mismatch"),
    ("a picture", b"\x89PNG\r\n\x1a\n\x00\x00\x00", "tracks.content_mismatch"),
    ("HTML", b"<html><script>alert(1)</script></html>", "tracks.other_root"),
    ("SVG", b"<svg onload='alert(1)'/>", "tracks.other_root"),
    ("a root that is a script", b"<x><script>1</script></x>", "tracks.other_root"),
    ("no track", gpx("<wpt lat='1' lon='2'/>"), "tracks.no_track"),
    ("an empty segment", gpx(trk("")), "tracks.no_track"),
    ("cut short", gpx(trk(POINT * 3))[:-30], "tracks.truncated"),
    ("a tag not closed", gpx("<trk><trkseg></trk>"), "tracks.xml_broken"),
    ("an attribute twice", gpx(trk('<trkpt lat="1" lat="2"/>')), "tracks.xml_broken"),
    ("an entity of nobody", gpx(trk(f"{POINT}&nobody;")), "tracks.xml_broken"),
    ("a NUL inside", gpx(trk(POINT)).replace(b"29.47", b"29\x00.47"), "tracks.content_mismatch"),
    ("a NUL as a reference", gpx(trk(f"{POINT}&#0;")), "tracks.xml_broken"),
    ("half a surrogate pair", gpx(trk(f"{POINT}&#xD800;")), "tracks.xml_broken"),
    (
        "bytes that are no UTF-8",
        gpx(f"<name>\u00ff</name>{trk(POINT)}").replace("\u00ff".encode(), b"\xff\xfe"),
        "tracks.xml_broken",
    ),
    (
        "an overlong slash",
        gpx(f"<name>@</name>{trk(POINT)}").replace(b"@", b"\xc0\xaf"),
        "tracks.xml_broken",
    ),
    (
        "an encoding of nobody",
        gpx(trk(POINT), '<?xml version="1.0" encoding="x-none"?>'),
        "tracks.encoding",
    ),
    (
        "an encoding that is a codec",
        gpx(trk(POINT), '<?xml version="1.0" encoding="zlib"?>'),
        "tracks.encoding",
    ),
    ("rot13", gpx(trk(POINT), '<?xml version="1.0" encoding="rot13"?>'), "tracks.encoding"),
    (
        "GBK that is UTF-8 cut",
        gpx("<name>长</name>", '<?xml version="1.0" encoding="gbk"?>').replace(
            "长".encode(), b"\x80\xff"
        ),
        "tracks.encoding",
    ),
    ("a billion laughs", gpx(f"<name>&l9;</name>{trk(POINT)}", laughs("gpx")), "tracks.entities"),
    (
        "a file's entity",
        gpx(f"<name>&x;</name>{trk(POINT)}", outside("gpx", "file:///etc/passwd")),
        "tracks.entities",
    ),
    (
        "an address's entity",
        gpx("&x;", outside("gpx", "http://169.254.169.254/")),
        "tracks.entities",
    ),
    (
        "a parameter entity",
        gpx(trk(POINT), '<!DOCTYPE gpx [<!ENTITY % x SYSTEM "file:///a"> %x;]>'),
        "tracks.entities",
    ),
    (
        "an entity within one",
        gpx("&a;", '<!DOCTYPE gpx [<!ENTITY a "&#38;b;"><!ENTITY b "&#38;a;">]>'),
        "tracks.entities",
    ),
    ("100,000 tags deep", lambda: b"<gpx>" + b"<a>" * 100_000, "tracks.too_deep"),
    ("a tag of 1 MB", lambda: b"<gpx><" + b"a" * 1_000_000 + b"/></gpx>", "tracks.no_track"),
    (
        "10,000 attributes",
        lambda: gpx(trk("<trkpt " + " ".join(f'a{n}=""' for n in range(10_000)) + "/>")),
        "records.track_empty",
    ),
    (
        "a latitude of 1 MB",
        lambda: gpx(trk(f'<trkpt lat="{"9" * 1_000_000}" lon="1"/>')),
        "records.track_empty",
    ),
    (
        "a time of 1 MB",
        lambda: gpx(trk(f'<trkpt lat="1" lon="1"><time>{"9" * 1_000_000}</time></trkpt>')),
        "records.track_empty",
    ),
]

KML: list[tuple[str, bytes | Maker, str]] = [
    ("empty", b"", "tracks.empty_file"),
    ("GPX", gpx(trk(POINT)), "tracks.other_root"),
    ("no track", kml("<Placemark/>"), "tracks.no_track"),
    (
        "a line without times",
        kml("<Placemark><LineString><coordinates>1,2 3,4</coordinates></LineString></Placemark>"),
        "tracks.line_without_times",
    ),
    ("more times than places", kml(track(3, 2)), "tracks.times_mismatch"),
    ("more places than times", kml(track(0, 2)), "tracks.times_mismatch"),
    ("a place of one number", kml(track(1, 1, "120.985")), "records.track_empty"),
    ("a place of scripts", kml(track(1, 1, "&lt;script> 1 2")), "records.track_empty"),
    ("a time of 1970", kml(track(1, 1, when="1970-01-01T00:00:00Z")), "records.track_empty"),
    ("a time without offset", kml(track(1, 1, when="2022-10-08T00:00:00")), "tracks.zone_needed"),
    ("a day as time", kml(track(1, 1, when="2022-10-08")), "records.track_empty"),
    ("a billion laughs", kml("<name>&l9;</name>", laughs("kml")), "tracks.entities"),
    ("a file's entity", kml("&x;", outside("kml", "file:///dev/zero")), "tracks.entities"),
    (
        "a link elsewhere",
        kml("<NetworkLink><Link><href>http://169.254.169.254/</href></Link></NetworkLink>"),
        "tracks.no_track",
    ),
    ("cut short", kml(track(2, 2))[:-60], "tracks.truncated"),
    ("folders 50,000 deep", lambda: kml("<Folder>" * 50_000), "tracks.too_deep"),
]

CSV: list[tuple[str, bytes | Maker, str]] = [
    ("empty", b"", "tracks.empty_file"),
    ("only a header", b"time,lon,lat\n", "tracks.no_track"),
    ("no header", f"{T0},120.985,29.47\n".encode(), "tracks.columns_missing"),
    ("no time", b"lon,lat\n120.985,29.47\n", "tracks.columns_missing"),
    ("columns that are scripts", b"=cmd,<script>,{{7*7}}\n1,2,3\n", "tracks.columns_missing"),
    ("quotes that do not pair up", b'time,lon,lat\n"2022,1,2\n', "tracks.csv_broken"),
    ("a NUL", b"time,lon,lat\n\x00,1,2\n", "tracks.content_mismatch"),
    ("a picture", b"\x89PNG\r\n\x1a\n\x00\x00", "tracks.content_mismatch"),
    ("GBK cut in two", "时间,经度,纬度\n".encode("gbk") + b"\xff\xff", "tracks.encoding"),
    ("UTF-16 cut in two", b"\xff\xfe" + "time,lon,lat".encode("utf-16-le")[:-1], "tracks.encoding"),
    ("formulas as places", f"time,lon,lat\n{T0},=1+1,@SUM(1)\n".encode(), "records.track_empty"),
    ("words as places", f"time,lon,lat\n{T0},east,north\n".encode(), "records.track_empty"),
    ("commas as points", f"time;lon;lat\n{T0};120,985;29,47\n".encode(), "records.track_empty"),
    ("places swapped", f"time,lon,lat\n{T0},29.47,120.985\n".encode(), "api.track_swapped"),
    ("no values", b"time,lon,lat\n,,\n", "tracks.no_track"),
    (
        "a time without offset",
        b"time,lon,lat\n2022-10-08 00:01,120.985,29.47\n",
        "tracks.zone_needed",
    ),
    (
        "a cell of 1 MB",
        lambda: b"time,lon,lat\n" + b"9" * 1_000_000 + b",1,2\n",
        "tracks.csv_broken",
    ),
    ("4,000 columns", lambda: b"a," * 4000 + b"\n" + b"1," * 4000, "tracks.columns_missing"),
    (
        "50,000 rows of nothing",
        lambda: b"time,lon,lat\n" + b"x,y,z\n" * 50_000,
        "records.track_empty",
    ),
]

GEOJSON: list[tuple[str, bytes | Maker, str]] = [
    ("empty", b"", "tracks.empty_file"),
    ("null", b"null", "tracks.content_mismatch"),
    ("a number", b"7", "tracks.content_mismatch"),
    ("no GeoJSON", b'{"a":1}', "tracks.no_track"),
    ("a list of numbers", b"[1,2]", "tracks.not_geojson"),
    ("cut short", line([[1, 2], [3, 4]], [T0, T0])[:-9], "tracks.json_broken"),
    ("nested 100,000 deep", lambda: b'{"features":' + b"[" * 100_000, "tracks.json_broken"),
    (
        "a number of 50,000 digits",
        b'{"type":"Feature","id":' + b"9" * 50_000 + b"}",
        "tracks.json_broken",
    ),
    ("no features", b'{"type":"FeatureCollection","features":[]}', "tracks.no_track"),
    ("features of null", b'{"type":"FeatureCollection","features":null}', "tracks.no_track"),
    (
        "features that are numbers",
        b'{"type":"FeatureCollection","features":[1,null,"x"]}',
        "tracks.not_geojson",
    ),
    ("a polygon", line([[[1, 2], [3, 4], [1, 2]]], [T0], "Polygon"), "tracks.no_track"),
    ("a line without times", line([[1, 2], [3, 4]], None), "tracks.line_without_times"),
    ("fewer times than places", line([[1, 2], [3, 4]], [T0]), "tracks.times_mismatch"),
    ("times that are no list", line([[1, 2], [3, 4]], {"a": 1}), "tracks.line_without_times"),
    ("times that are lists", line([[1, 2]], [[T0]]), "records.track_empty"),
    ("places that are no lists", line([1, 2], [T0, T0]), "records.track_empty"),
    ("places of texts", line([["a", "b"]], [T0]), "records.track_empty"),
    ("places of null", line([None], [T0]), "records.track_empty"),
    ("places that are no list", line("abc", [T0] * 3), "tracks.times_mismatch"),
    ("a place too big", line([[10**400, 1]], [T0]), "records.track_empty"),
    ("places of NaN", line([[float("nan"), 1]], [T0]), "records.track_empty"),
    (
        "a datum of another",
        b'{"type":"FeatureCollection","crs":{"type":"name","properties":'
        b'{"name":"EPSG:3857"}},"features":[]}',
        "tracks.crs_unsupported",
    ),
    (
        "a point of no time",
        b'{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}}',
        "tracks.points_without_times",
    ),
]

MEDIA_TYPES: dict[str, tuple[str, list[tuple[str, bytes | Maker, str]]]] = {
    "gpx": ("application/gpx+xml", GPX),
    "kml": ("application/vnd.google-earth.kml+xml", KML),
    "csv": ("text/csv", CSV),
    "geojson": ("application/geo+json", GEOJSON),
}

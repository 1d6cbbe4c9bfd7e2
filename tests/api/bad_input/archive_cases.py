"""Bad track files for the command line: archives, Parquet, and what is bad as a body too."""

import io
from typing import Any

import pandas as pd
from bad_import import Import, bomb, encrypted
from file_bytes import GEOJSON, GPX, KML, POINT, Maker, gpx, kml, laughs, trk, zipped

WORDS = ("tracks", "--area", "changzhao", "--mode", "foot")


def parquet(**columns: Any) -> bytes:
    """Return a Parquet file."""
    out = io.BytesIO()
    pd.DataFrame(columns).to_parquet(out)
    return out.getvalue()


GOOD_GPX = gpx(trk(POINT))
GOOD_ZIP = zipped({"a.gpx": GOOD_GPX})

ARCHIVES: list[tuple[str, str, bytes | Maker, str]] = [
    ("an unknown ending", "a.exe", b"MZ", "tracks.unknown_format"),
    ("no ending", "track", GOOD_GPX, "tracks.unknown_format"),
    ("two endings", "a.gpx.exe", GOOD_GPX, "tracks.unknown_format"),
    ("a zip that is none", "a.zip", b"not a zip", "tracks.not_a_zip"),
    ("a zip cut short", "a.zip", GOOD_ZIP[: len(GOOD_ZIP) // 2], "tracks.not_a_zip"),
    (
        "a zip with a damaged member",
        "a.zip",
        GOOD_ZIP.replace(GOOD_ZIP[60:70], b"\xff" * 10),
        "tracks.zip_damaged",
    ),
    ("an empty zip", "a.zip", zipped({}), "tracks.zip_nothing"),
    ("a zip of other things", "a.zip", zipped({"a.exe": b"MZ"}), "tracks.zip_nothing"),
    ("a zip in a zip", "a.zip", zipped({"b.zip": GOOD_ZIP}), "tracks.zip_nothing"),
    (
        "a zip of two tracks",
        "a.zip",
        zipped({"a.gpx": GOOD_GPX, "b.gpx": GOOD_GPX}),
        "tracks.zip_several",
    ),
    ("a zip with a password", "a.zip", encrypted(GOOD_ZIP), "tracks.zip_encrypted"),
    (
        "a zip that climbs out, of nothing",
        "a.zip",
        zipped({"../../../etc/a.gpx": b""}),
        "tracks.empty_file",
    ),
    (
        "a zip with a name from the root",
        "a.zip",
        zipped({"/etc/cron.d/a.gpx": b"x"}),
        "tracks.content_mismatch",
    ),
    ("a zip bomb", "a.zip", bomb("a.gpx", 64), "tracks.zip_bomb"),
    (
        "a zip of 10,001 files",
        "a.zip",
        lambda: zipped({f"{n}.txt": b"" for n in range(10_001)}),
        "tracks.zip_entries",
    ),
    ("a KMZ without KML", "a.kmz", zipped({"a.gpx": GOOD_GPX}), "tracks.zip_nothing"),
    ("a KMZ bomb", "a.kmz", bomb("doc.kml", 64), "tracks.zip_bomb"),
    (
        "a KMZ with entities",
        "a.kmz",
        zipped({"doc.kml": kml("&l9;", laughs("kml"))}),
        "tracks.entities",
    ),
    ("a GPX that is Parquet", "a.gpx", b"PAR1" * 4, "tracks.content_mismatch"),
    ("a Parquet of nothing", "a.parquet", b"PAR1PAR1", "tracks.parquet_broken"),
    (
        "a Parquet cut short",
        "a.parquet",
        lambda: parquet(time=["x"], lon=[1.0], lat=[1.0])[:-9],
        "tracks.parquet_broken",
    ),
    (
        "a Parquet whose footer lies",
        "a.parquet",
        lambda: parquet(time=["x"], lon=[1.0], lat=[1.0])[:-8] + b"\xff\xff\xff\x7fPAR1",
        "tracks.parquet_broken",
    ),
    (
        "a Parquet without times",
        "a.parquet",
        lambda: parquet(lon=[1.0], lat=[1.0]),
        "tracks.columns_missing",
    ),
    (
        "a Parquet of no rows",
        "a.parquet",
        lambda: parquet(time=[], lon=[], lat=[]),
        "tracks.no_track",
    ),
    (
        "a Parquet of geometry that is none",
        "a.parquet",
        lambda: parquet(time=["2022-10-08T00:00:00Z"], geometry=[7]),
        "tracks.geometry_unsupported",
    ),
    (
        "a CSV of three million rows",
        "a.csv",
        lambda: b"time,lon,lat\n" + b",,\n" * 3_000_000,
        "tracks.no_track",
    ),
    (
        "a CSV over five million rows",
        "a.csv",
        lambda: b"time,lon,lat\n" + b"0,0,0\n" * 5_000_001,
        "tracks.too_many",
    ),
]

HEAVY = {"a CSV of three million rows", "a CSV over five million rows"}

TRACK_IMPORTS = [
    *(
        Import(f"tracks: {name}", WORDS, file, data, code, heavy=name in HEAVY)
        for name, file, data, code in ARCHIVES
    ),
    *(
        Import(f"tracks: {ending} of {name}", WORDS, f"a.{ending}", data, code)
        for ending, files in (("gpx", GPX), ("kml", KML), ("geojson", GEOJSON))
        for name, data, code in files
        if code.startswith("tracks.")
    ),
]

"""Bad tracks as JSON."""

from collections.abc import Callable
from typing import Any

from bad_case import Case, Raw, fields, shown
from duty_cases import NO_CODE
from file_bytes import POINT, gpx, kml, line, track, trk
from hostile_text import CONTROLS, HOSTILE
from json_cases import MB, keys, nested

TRACK = "/api/v1/patrols/{patrol}/tracks/{new}"
T0 = "2022-10-08T00:01:00+08:00"
T0_MS = 1665158460000
FIX: list[Any] = [T0, 120.985, 29.47]
GOOD: dict[str, Any] = {"device": "a", "fixes": [FIX]}

FORM: list[tuple[str, Any, str]] = [
    *[("device", value, reason) for value, reason in NO_CODE],
    *[("device", text, "api.field.control") for text in CONTROLS.values()],
    ("fixes", {}, "api.field.list"),
    ("fixes", "x", "api.field.list"),
    ("fixes", 7, "api.field.list"),
    ("fixes[0]", None, "api.field.fix"),
    ("fixes[0]", {}, "api.field.fix"),
    ("fixes[0]", "x", "api.field.fix"),
    ("fixes[0]", [], "api.field.fix"),
    ("fixes[0]", FIX[:2], "api.field.fix"),
    ("fixes[0]", [*FIX, 5, 6], "api.field.fix"),
    ("id", "{new}", "api.field.unknown"),
    ("patrol_id", "{foreign_patrol}", "api.field.unknown"),
]
"""What is wrong with the body as a whole."""

VALUES: list[tuple[list[Any], str]] = [
    ([False, 120.985, 29.47], "api.field.fix_time"),
    ([1665158460000.5, 120.985, 29.47], "api.field.fix_time"),
    ([Raw("1e400"), 120.985, 29.47], "api.field.fix_time"),
    ([[T0], 120.985, 29.47], "api.field.fix_time"),
    ([{}, 120.985, 29.47], "api.field.fix_time"),
    ([T0, "120.985", 29.47], "api.field.number"),
    ([T0, False, 29.47], "api.field.number"),
    ([T0, 120.985, [29.47]], "api.field.number"),
    ([T0, 120.985, 29.47, "5"], "api.field.number"),
    ([T0, 120.985, 29.47, {}], "api.field.number"),
]
"""Values of another kind than a phone means: the body is refused."""

FIXES: list[tuple[list[Any], str]] = [
    ([None, 120.985, 29.47], "tracks.time_missing"),
    (["", 120.985, 29.47], "tracks.time_missing"),
    (["NaT", 120.985, 29.47], "tracks.time_missing"),
    (["now", 120.985, 29.47], "tracks.time_unreadable"),
    (["noon", 120.985, 29.47], "tracks.time_unreadable"),
    (["2022-10-08", 120.985, 29.47], "tracks.time_unreadable"),
    (["2022-02-30T00:00:00Z", 120.985, 29.47], "tracks.time_unreadable"),
    (["2022-10-08T00:01:00+99:99", 120.985, 29.47], "tracks.time_unreadable"),
    (["2022-10-08T00:00:60Z", 120.985, 29.47], "tracks.time_unreadable"),
    (["0000-01-01T00:00:00Z", 120.985, 29.47], "tracks.too_old"),
    (["2022-10-08T00:01:00Z\u0000", 120.985, 29.47], "tracks.time_unreadable"),
    ([HOSTILE["script"] + "Z", 120.985, 29.47], "tracks.time_unreadable"),
    (["{{7*7}}", 120.985, 29.47], "tracks.time_unreadable"),
    (["0001-01-01T00:00:00+14:00", 120.985, 29.47], "tracks.too_old"),
    (["1970-01-01T00:00:00Z", 120.985, 29.47], "tracks.too_old"),
    ([0, 120.985, 29.47], "tracks.too_old"),
    ([-1, 120.985, 29.47], "tracks.too_old"),
    ([-(10**30), 120.985, 29.47], "tracks.too_old"),
    (["2100-01-01T00:00:00Z", 120.985, 29.47], "tracks.future"),
    (["9999-12-31T23:59:59Z", 120.985, 29.47], "tracks.future"),
    ([10**30, 120.985, 29.47], "tracks.future"),
    ([T0, None, 29.47], "tracks.not_a_number"),
    ([T0, 120.985, None], "tracks.not_a_number"),
    ([T0, Raw("NaN"), 29.47], "tracks.not_a_number"),
    ([T0, Raw("1e400"), 29.47], "tracks.not_a_number"),
    ([T0, Raw("1" + "0" * 400), 29.47], "tracks.not_a_number"),
    ([T0, 180.5, 29.47], "tracks.outside"),
    ([T0, 120.985, 90.5], "tracks.outside"),
    ([T0, -1e308, 29.47], "tracks.outside"),
]
"""Fixes that are no good: one alone makes no track."""

WHOLE: list[tuple[str, dict[str, Any], str]] = [
    ("neither rows nor columns", {"device": "a"}, "api.track_form"),
    ("rows of null", {"device": "a", "fixes": None}, "api.track_form"),
    ("rows and columns", {**GOOD, "t": [T0], "lon": [1.0], "lat": [1.0]}, "api.track_form"),
    ("no latitudes", {"device": "a", "t": [T0], "lon": [120.985]}, "api.track_form"),
    (
        "columns of two lengths",
        {"device": "a", "t": [T0], "lon": [120.985, 121.0], "lat": [29.47]},
        "api.track_columns",
    ),
    (
        "accuracies that are fewer",
        {"device": "a", "t": [T0, T0], "lon": [1, 1], "lat": [1, 1], "accuracy_m": [5]},
        "api.track_columns",
    ),
    ("no fixes", {"device": "a", "fixes": []}, "records.track_empty"),
    (
        "a time without offset",
        {"device": "a", "fixes": [["2022-10-08T00:01:00", 1, 1]]},
        "tracks.zone_needed",
    ),
    (
        "a month before",
        {"device": "a", "fixes": [["2022-09-08T00:01:00Z", 120.985, 29.47]]},
        "records.track_outside_patrol",
    ),
    ("places swapped", {"device": "a", "fixes": [[T0, 29.47, 120.985]]}, "api.track_swapped"),
]


def long(fix: bytes, number: int) -> Callable[[], bytes]:
    """Return a maker of a track of that many times the same fix."""
    return lambda: b'{"device":"a","fixes":[' + b",".join([fix] * number) + b"]}"


def steady(number: int) -> bytes:
    """Return a track of that many good fixes within three hours."""
    step = 3 * 3_600_000 // number
    rows = (b"[%d,120.985,29.47]" % (T0_MS + n * step) for n in range(number))
    return b'{"device":"a","fixes":[' + b",".join(rows) + b"]}"


TRACKS = [
    *fields("track", TRACK, GOOD, FORM),
    *(
        Case(
            f"track of a fix {shown(fix)}",
            "PUT",
            TRACK,
            422,
            "api.invalid",
            {"fixes[0]": reason},
            {"device": "a", "fixes": [fix]},
        )
        for fix, reason in VALUES
    ),
    *(
        Case(
            f"track of one fix {shown(fix)}",
            "PUT",
            TRACK,
            422,
            "records.track_empty",
            {"fixes[0]": reason},
            {"device": "a", "fixes": [fix]},
        )
        for fix, reason in FIXES
    ),
    *(Case(f"track: {name}", "PUT", TRACK, 422, code, None, body) for name, body, code in WHOLE),
    *(
        Case(f"track {name}", "PUT", path, status, code, None, GOOD)
        for name, path, status, code in [
            ("of no patrol", "/api/v1/patrols/{new}/tracks/{new}", 404, "records.no_patrol"),
            ("of the nil patrol", "/api/v1/patrols/{nil}/tracks/{new}", 404, "records.no_patrol"),
            (
                "of another squad's patrol",
                "/api/v1/patrols/{foreign_patrol}/tracks/{new}",
                404,
                "records.no_patrol",
            ),
            ("of a shift", "/api/v1/patrols/{shift}/tracks/{new}", 404, "records.no_patrol"),
            (
                "under another squad's id",
                "/api/v1/patrols/{patrol}/tracks/{foreign_track}",
                404,
                "records.not_found",
            ),
            (
                "under an id that is taken",
                "/api/v1/patrols/{patrol}/tracks/{track}",
                409,
                "records.conflict",
            ),
        ]
    ),
    Case(
        "track: device twice",
        "PUT",
        TRACK,
        422,
        "api.invalid",
        {"device": "api.field.twice"},
        None,
        b'{"device":"a","fixes":[],"device":"b"}',
    ),
    Case(
        "track: fixes twice",
        "PUT",
        TRACK,
        422,
        "api.invalid",
        {"fixes": "api.field.twice"},
        None,
        b'{"device":"a","fixes":[],"fixes":[[0,0,0]]}',
    ),
    Case(
        "track nested 50,000 deep",
        "PUT",
        TRACK,
        422,
        "api.invalid",
        {"": "api.field.json"},
        None,
        nested(50_000),
    ),
    *(
        Case(
            f"track of the device {name}",
            "PUT",
            TRACK,
            201,
            body={**GOOD, "device": text},
            echo=("device",),
        )
        for name, text in HOSTILE.items()
        if len(text) <= 64 and "\n" not in text
    ),
]

HEAVY = [
    *(
        Case(f"track of {name}", "PUT", TRACK, status, code, None, None, data)
        for name, data, status, code in [
            ("a million members", keys(1_000_000), 413, "tracks.too_many"),
            (
                "a million fixes of 1970",
                long(b"[0,120.985,29.47]", 1_000_000),
                413,
                "tracks.too_many",
            ),
            ("a million fixes of texts", long(b'["x","y","z"]', 1_000_000), 413, "tracks.too_many"),
            ("8 million lists of nothing", long(b"[]", 8_000_000), 413, "tracks.too_many"),
            (
                "12 million numbers",
                lambda: b'{"t":[' + b"0," * 12 * MB + b"0]}",
                413,
                "tracks.too_many",
            ),
            ("800,000 good fixes", lambda: steady(800_000), 413, "tracks.too_many"),
            (
                "60,000 fixes of 1970",
                long(b"[0,120.985,29.47]", 60_000),
                422,
                "records.track_empty",
            ),
            ("20,000 fixes of texts", long(b'["x","y","z"]', 20_000), 422, "api.invalid"),
            ("60,000 lists of nothing", long(b"[]", 60_000), 422, "api.invalid"),
            ("25 MB of blanks", lambda: b" " * 25 * MB, 422, "api.invalid"),
            (
                "a text of 20 MB",
                lambda: b'{"device":"' + b"a" * 20 * MB + b'","fixes":[]}',
                422,
                "api.invalid",
            ),
            (
                "10 MB of quotes",
                lambda: b'{"device":"' + b'\\"' * 10 * MB + b'","fixes":[]}',
                413,
                "tracks.too_many",
            ),
            (
                "10 MB that is no UTF-8",
                lambda: b'{"device":"' + b"\xff" * 10 * MB + b'"}',
                422,
                "api.invalid",
            ),
            (
                "100 texts of 200 KB as times",
                lambda: long(b'["' + b"x" * 200_000 + b'",1,2]', 100)(),
                422,
                "records.track_empty",
            ),
        ]
    ),
    Case("track of 60,000 good fixes", "PUT", TRACK, 201, content=lambda: steady(60_000)),
    *(
        Case(f"track file: {name}", "PUT", TRACK, status, code, None, None, data, media_type)
        for name, media_type, data, status, code in [
            (
                "GPX of 900,000 points",
                "application/gpx+xml",
                lambda: gpx(trk('<trkpt lat="1" lon="1"/>' * 900_000)),
                413,
                "tracks.too_many",
            ),
            (
                "GPX of a million empty segments",
                "application/gpx+xml",
                lambda: gpx("<trk>" + "<trkseg/>" * 2_000_000 + "</trk>"),
                422,
                "tracks.no_track",
            ),
            (
                "GPX of 50,000 segments",
                "application/gpx+xml",
                lambda: gpx("<trk>" + f"<trkseg>{POINT}</trkseg>" * 50_000 + "</trk>"),
                413,
                "tracks.too_many_tracks",
            ),
            (
                "GPX of 5,000 segments of one time",
                "application/gpx+xml",
                lambda: gpx("<trk>" + f"<trkseg>{POINT}</trkseg>" * 5000 + "</trk>"),
                201,
                "",
            ),
            (
                "GPX in one tag of 20 MB",
                "application/gpx+xml",
                lambda: b"<gpx a='" + b"a" * 20 * MB + b"'/>",
                413,
                "tracks.tag_too_long",
            ),
            (
                "GPX nested 5 million deep",
                "application/gpx+xml",
                lambda: b"<gpx>" + b"<a>" * 5_000_000,
                422,
                "tracks.too_deep",
            ),
            (
                "KML of 200,000 places",
                "application/vnd.google-earth.kml+xml",
                lambda: kml(track(200_000, 200_000)),
                413,
                "tracks.too_many",
            ),
            (
                "CSV of a million rows",
                "text/csv",
                lambda: b"time,lon,lat\n" + b"0,120.985,29.47\n" * 1_000_000,
                413,
                "tracks.too_many",
            ),
            (
                "CSV of 50,000 tracks",
                "text/csv",
                lambda: (
                    b"track,time,lon,lat\n"
                    + b"".join(b"%d,1665158460,1,1\n" % n for n in range(50_000))
                ),
                413,
                "tracks.too_many_tracks",
            ),
            (
                "CSV of one line of 20 MB",
                "text/csv",
                lambda: b"a," * 10 * MB,
                413,
                "tracks.too_many_columns",
            ),
            (
                "CSV of 4,000 columns and 300 rows",
                "text/csv",
                lambda: (b"a," * 4000 + b"\n") * 300,
                422,
                "tracks.columns_missing",
            ),
            (
                "GeoJSON of a million vertices",
                "application/geo+json",
                lambda: line([[120.985, 29.47]] * 1_000_000, [0]),
                413,
                "tracks.too_many",
            ),
            (
                "GeoJSON of 5 million lists",
                "application/geo+json",
                lambda: b'{"a":[' + b"[]," * 5_000_000 + b"0]}",
                413,
                "tracks.too_many",
            ),
            (
                "GeoJSON of 6 million numbers",
                "application/geo+json",
                lambda: b'{"a":[' + b"1.5," * 6_000_000 + b"0]}",
                413,
                "tracks.too_many",
            ),
        ]
    ),
]
"""Bodies at the limit: sent to one server, whose memory is watched."""

"""Bad track files as bodies."""

from bad_case import Case
from file_bytes import BAD_POINTS, MEDIA_TYPES, POINT, gpx, trk
from track_cases import TRACK

TRACK_FILES = [
    *(
        Case(f"{ending} file: {name}", "PUT", TRACK, 422, code, None, None, data, media_type)
        for ending, (media_type, files) in MEDIA_TYPES.items()
        for name, data, code in files
    ),
    *(
        Case(
            f"gpx file of a point with {name}",
            "PUT",
            TRACK,
            422,
            "records.track_empty",
            {"1": reason},
            None,
            gpx(trk(point)),
            "application/gpx+xml",
        )
        for name, (point, reason) in BAD_POINTS.items()
    ),
    *(
        Case(
            f"gpx file with {name}", "PUT", TRACK, 201, "", None, None, data, "application/gpx+xml"
        )
        for name, data in {
            "a mark of byte order": b"\xef\xbb\xbf" + gpx(trk(POINT)),
            "a name of script": gpx("<name>&lt;script>alert(1)&lt;/script></name>" + trk(POINT)),
            "a document type": gpx(trk(POINT), "<!DOCTYPE gpx>"),
            "an address to run": gpx(trk(POINT), '<?xml-stylesheet href="javascript:alert(1)"?>'),
            "100 empty segments": gpx(trk("") * 100 + trk(POINT)),
        }.items()
    ),
    *(
        Case(
            f"csv file with {place} {value[:30]}",
            "PUT",
            f"{TRACK}?{place}={value}",
            422,
            "api.invalid",
            {f"query.{place}": reason},
            None,
            b"time,lon,lat\n",
            "text/csv",
        )
        for place, value, reason in [
            ("tz", "Nowhere", "api.field.zone"),
            ("tz", "..%2F..%2Fetc%2Fpasswd", "api.field.zone"),
            ("tz", "%2Fetc%2Fpasswd", "api.field.zone"),
            ("tz", "%00", "api.field.zone"),
            ("tz", "%ff", "api.field.zone"),
            ("tz", "Asia", "api.field.zone"),
            ("tz", "x" * 65, "api.field.too_long"),
            ("device", "%00", "api.field.control"),
            ("device", "x" * 65, "api.field.too_long"),
            ("device", "", "api.field.too_short"),
        ]
    ),
]

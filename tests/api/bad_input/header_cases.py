"""Bad headers: kinds of content, cookies, origins, versions."""

from bad_case import Case, dumps
from duty_cases import GOOD_SHIFT, SHIFT
from track_cases import TRACK

GOOD = dumps(GOOD_SHIFT)

NO_KINDS = [
    "",
    "text/plain",
    "text/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "application/json/x",
    "application/jsonp",
    "json",
    ";",
    "*/*",
    "application/ json",
    "application/xml",
    "application/zip",
    "image/svg+xml",
    "a" * 4000,
]
NO_TRACK_KINDS = [
    "",
    "text/plain",
    "application/zip",
    "application/vnd.google-earth.kmz",
    "application/xml",
    "text/xml",
    "application/octet-stream",
    "application/gpx+xml/..",
    "application/x-parquet",
]
PACKED = ["gzip", "deflate", "br", "zstd", "GZIP", "gzip, gzip", "x-unknown", "identity, gzip"]

NO_TAGS = [
    "3",
    '"',
    '""',
    '"a"',
    '"-1"',
    '"1.0"',
    '"1", "2"',
    "*",
    'W/"1"',
    '"0x1"',
    '"1"x',
    '"9999999999"',
    '"1"' * 500,
    "' OR 1=1",
    "null",
    "'1'",
]

COOKIES = [
    "gp=",
    "gp=x",
    "gp=" + "a" * 64,
    "gp=null",
    "gp=../../etc/passwd",
    "gp=' OR 1=1 --",
    "gp=" + "A" * 6000,
    "gp=e30.e30.",
    "gp=%00",
    'gp="\\"',
    "gp=a; gp=b",
    "gp",
    "=gp",
    ";;;",
    "=;=;=",
    "__Host-gp=x",
    "__Secure-gp=x",
    "GP=x",
    "session=x",
    "gp=" + "0" * 43,
    "gp=<script>",
    "gp={{7*7}}",
    "; ".join(f"c{n}=x" for n in range(1000)),
]

CROSS = [
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "SAME-ORIGIN"},
    {"sec-fetch-site": "x"},
    {"sec-fetch-site": "cross-site", "origin": "http://patrol.test"},
    {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"},
    {"origin": "http://evil.test"},
    {"origin": "null"},
    {"origin": "x"},
    {"origin": "http://"},
    {"origin": "http://patrol.test.evil.test"},
    {"origin": "http://evilpatrol.test"},
    {"origin": "http://patrol.test@evil.test"},
    {"origin": "http://patrol.test:81"},
    {"origin": "http://patrol.test, http://evil.test"},
    {"origin": "file:///etc/passwd"},
    {"origin": "http://[::1"},
]


def _named(headers: dict[str, str]) -> str:
    return ", ".join(f"{name}: {value}" for name, value in headers.items())


HEADERS = [
    *(
        Case(f"shift as '{kind[:40]}'", "PUT", SHIFT, 415, "api.media_type", None, None, GOOD, kind)
        for kind in NO_KINDS
    ),
    *(
        Case(f"track as '{kind}'", "PUT", TRACK, 415, "api.media_type", None, None, b"x", kind)
        for kind in NO_TRACK_KINDS
    ),
    *(
        Case(
            f"shift packed by '{how}'",
            "PUT",
            SHIFT,
            422,
            "api.packed",
            None,
            None,
            GOOD,
            headers={"content-encoding": how},
        )
        for how in PACKED
    ),
    Case(
        "track packed by gzip",
        "PUT",
        TRACK,
        422,
        "api.packed",
        None,
        None,
        b"\x1f\x8b" * 9,
        "application/gpx+xml",
        {"content-encoding": "gzip"},
    ),
    *(
        Case(f"shift as '{kind}'", "PUT", SHIFT, 201, "", None, None, GOOD, kind)
        for kind in (
            "APPLICATION/JSON",
            "application/json;charset=gbk",
            "application/json; a=b; a=c",
            " application/json ",
        )
    ),
    *(
        Case(
            f"If-Match {tag[:40]}",
            "PUT",
            "/api/v1/shifts/{shift}",
            422,
            "api.invalid",
            {"If-Match": "api.field.etag"},
            {**GOOD_SHIFT, "note": "edit"},
            headers={"if-match": tag},
        )
        for tag in NO_TAGS
    ),
    *(
        Case(
            f"If-Match {tag} of a shift that is at 1",
            "PUT",
            "/api/v1/shifts/{shift}",
            412,
            "records.edited_since",
            None,
            {**GOOD_SHIFT, "note": "edit"},
            headers={"if-match": tag},
        )
        for tag in ('"0"', '"2"', '"999999999"', '"0000"')
    ),
    Case(
        "If-Match of a shift that was never written",
        "PUT",
        SHIFT,
        412,
        "records.nothing_to_edit",
        None,
        GOOD_SHIFT,
        headers={"if-match": '"1"'},
    ),
    *(
        Case(
            f"cookie {cookie[:40]}",
            "GET",
            "/api/v1/areas",
            401,
            "api.not_signed_in",
            headers={"cookie": cookie},
            who="stranger",
        )
        for cookie in COOKIES
    ),
    *(
        Case(
            f"{name} by nobody", method, path, 401, "api.not_signed_in", None, body, who="stranger"
        )
        for name, method, path, body in [
            ("who am I", "GET", "/api/v1/session", None),
            ("a bad query", "GET", "/api/v1/shifts?limit=0", None),
            ("a bad id", "GET", "/api/v1/shifts/x", None),
            ("a map of nothing", "GET", "/api/v1/maps/gaps", None),
            ("a good shift", "PUT", SHIFT, GOOD_SHIFT),
            ("a bad shift", "PUT", SHIFT, {"kind": "noon"}),
            ("a bad track", "PUT", TRACK, {}),
        ]
    ),
    Case(
        "a shift by briefing staff",
        "PUT",
        SHIFT,
        403,
        "api.not_permitted",
        None,
        GOOD_SHIFT,
        who="briefing",
    ),
    *(
        Case(
            f"shift with {_named(headers)}",
            "PUT",
            SHIFT,
            403,
            "api.cross_site",
            None,
            GOOD_SHIFT,
            headers=headers,
        )
        for headers in CROSS
    ),
    *(
        Case(
            f"log-in with {_named(headers)}",
            "POST",
            "/api/v1/session",
            403,
            "api.cross_site",
            None,
            {"login": "a", "password": "b"},
            headers=headers,
            who="stranger",
        )
        for headers in CROSS[:2] + CROSS[6:8]
    ),
    *(
        Case(f"shift with {_named(headers)}", "PUT", SHIFT, 201, body=GOOD_SHIFT, headers=headers)
        for headers in (
            {"sec-fetch-site": "same-origin", "origin": "http://patrol.test"},
            {"sec-fetch-site": "none"},
            {"x-forwarded-for": "127.0.0.1", "x-forwarded-host": "evil.test"},
            {"x-http-method-override": "DELETE"},
            {"x-original-url": "/admin"},
            {"expect": "200-maybe"},
            {"range": "bytes=0-18446744073709551615"},
            {"accept": "application/xml;q=x, ;;"},
        )
    ),
]

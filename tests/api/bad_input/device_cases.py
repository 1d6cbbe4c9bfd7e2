"""Bad devices, and what their tokens do not open."""

from dataclasses import replace
from typing import Any

from bad_case import MISSING, Case, fields, put
from duty_cases import GOOD_SHIFT, SHIFT
from hostile_text import HOSTILE
from track_cases import GOOD as GOOD_TRACK
from track_cases import TRACK

DEVICES = "/api/v1/devices"
DEVICE = f"{DEVICES}/{{new}}"
GOOD: dict[str, Any] = {"kind": "tracker", "name": "定位器", "squad": "reservoir"}

NOBODY = "018f3a52-6b00-7c11-9a01-5d0c6e1f0a99"

FIELDS: list[tuple[str, Any, str]] = [
    ("kind", MISSING, "api.field.missing"),
    ("kind", None, "api.field.one_of"),
    ("kind", "drone", "api.field.one_of"),
    ("kind", ["tracker"], "api.field.one_of"),
    ("name", MISSING, "api.field.missing"),
    ("name", False, "api.field.text"),
    ("name", "", "api.field.too_short"),
    ("name", "长" * 65, "api.field.too_long"),
    ("name", "a\nb", "api.field.control"),
    ("name", "\u2066a\u2069", "api.field.control"),
    ("squad", 7, "api.field.text"),
    ("squad", "", "api.field.too_short"),
    ("officer_id", "x", "api.field.uuid"),
    ("officer_id", 7, "api.field.uuid"),
    ("token", "gpd_" + "A" * 43, "api.field.unknown"),
    ("token_sha256", "0" * 64, "api.field.unknown"),
    ("revoked_at", None, "api.field.unknown"),
]

REFUSED: list[tuple[str, dict[str, Any], str, str]] = [
    ("tracker of no squad", {"squad": None}, "squad", "accounts.device_squad_needed"),
    (
        "camera of no squad",
        {"kind": "camera", "squad": None},
        "squad",
        "accounts.device_squad_needed",
    ),
    ("device of a squad of nobody", {"squad": "nowhere"}, "squad", "accounts.no_squad"),
    ("device of a squad of jinja", {"squad": "{{7*7}}"}, "squad", "accounts.no_squad"),
    ("tracker of nobody", {"officer_id": NOBODY}, "officer_id", "trackers.no_such_carrier"),
    (
        "camera of an officer",
        {"kind": "camera", "officer_id": NOBODY},
        "officer_id",
        "trackers.carried_trackers_only",
    ),
]

NO_TOKENS = {
    "only a kind": "Bearer",
    "no token": "Bearer ",
    "a prefix": "Bearer gpd_",
    "a forged token": "Bearer gpd_" + "A" * 43,
    "an overlong token": "Bearer gpd_" + "A" * 6000,
    "a token and more": "Bearer {tracker_token}A",
    "a token twice": "Bearer {tracker_token}, Bearer {tracker_token}",
    "a token without its prefix": "Bearer " + "A" * 43,
    "a token without its kind": "{tracker_token}",
    "a token of another kind": "Token {tracker_token}",
    "a revoked token": "Bearer {revoked_token}",
    "a name and a password": "Basic YWRtaW46YWRtaW4=",
    "a web token that signs nothing": "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.",
    "sql": "Bearer gpd_' OR 1=1 --",
    "a path": "Bearer gpd_../../etc/passwd",
    "a device's id": "Bearer gpd_{device}",
}

BEYOND: list[tuple[str, str, str, str, Any]] = [
    ("camera", "a track", "PUT", TRACK, GOOD_TRACK),
    ("monitor", "a track", "PUT", TRACK, GOOD_TRACK),
    ("monitor", "a bad track", "PUT", TRACK, {}),
    ("tracker", "a shift", "PUT", SHIFT, GOOD_SHIFT),
    ("tracker", "its track", "GET", "/api/v1/patrols/{patrol}/tracks/{track}", None),
    ("tracker", "incidents", "GET", "/api/v1/incidents", None),
    ("tracker", "figures", "GET", "/metrics", None),
    ("tracker", "a history", "GET", "/api/v1/history/track/{track}", None),
    ("camera", "a session", "GET", "/api/v1/session", None),
    ("monitor", "devices", "GET", DEVICES, None),
    ("tracker", "a token of its own", "POST", f"{DEVICES}/{{device}}/token", None),
]


def _borne(kind: str) -> dict[str, str]:
    return {"authorization": f"Bearer {{{kind}_token}}"}


DEVICE_CASES = [
    replace(case, who="admin")
    for case in (
        *fields("device", DEVICE, GOOD, FIELDS),
        *(
            Case(
                name,
                "PUT",
                DEVICE,
                422,
                "accounts.device_refused",
                {place: reason},
                {**GOOD, **changes},
            )
            for name, changes, place, reason in REFUSED
        ),
        *(
            Case(
                f"device named {name}",
                "PUT",
                DEVICE,
                201,
                body=put(GOOD, "name", HOSTILE[name]),
                echo=("name",),
            )
            for name in ("script", "formula", "jinja", "sql", "zero width", "spaces")
        ),
        Case(
            "another device under an id that is taken",
            "PUT",
            f"{DEVICES}/{{device}}",
            409,
            "records.conflict",
            body=put(GOOD, "kind", "camera"),
        ),
        Case(
            "device edited from a version that never was",
            "PUT",
            f"{DEVICES}/{{device}}",
            412,
            "records.edited_since",
            body=put(GOOD, "kind", "camera"),
            headers={"if-match": '"7"'},
        ),
        *(
            Case(f"{method} {name}", method, path, 404, "accounts.no_device")
            for name, method, path in [
                ("a device that is not there", "GET", DEVICE),
                ("a device who is a person", "GET", f"{DEVICES}/{{user}}"),
                ("a token of no device", "POST", f"{DEVICE}/token"),
                ("a token of a person", "POST", f"{DEVICES}/{{user}}/token"),
                ("a token of nothing", "DELETE", f"{DEVICES}/{{nil}}/token"),
            ]
        ),
        Case(
            "a device under no id",
            "PUT",
            f"{DEVICES}/tracker-1",
            422,
            "api.invalid",
            {"path.device_id": "api.field.uuid"},
            GOOD,
        ),
    )
]

TOKENS = [
    *(
        Case(
            f"track with {name}",
            "PUT",
            TRACK,
            401,
            "api.bad_token",
            None,
            GOOD_TRACK,
            headers={"authorization": header},
            who="stranger",
        )
        for name, header in NO_TOKENS.items()
    ),
    Case(
        "a bad token beside a good session",
        "GET",
        "/api/v1/shifts",
        401,
        "api.bad_token",
        headers={"authorization": NO_TOKENS["a forged token"]},
    ),
    *(
        Case(
            f"{method} {what} by a {kind}",
            method,
            path,
            403,
            "api.not_permitted",
            None,
            body,
            headers=_borne(kind),
            who="stranger",
        )
        for kind, what, method, path, body in BEYOND
    ),
    *(
        Case(
            f"track of {name}",
            "PUT",
            f"/api/v1/patrols/{{{patrol}}}/tracks/{{new}}",
            404,
            "records.no_patrol",
            None,
            GOOD_TRACK,
            headers=_borne(kind),
            who="stranger",
        )
        for name, patrol, kind in [
            ("another squad's patrol, by a tracker", "foreign_patrol", "tracker"),
            ("a patrol, by another squad's tracker", "patrol", "foreign_tracker"),
            ("no patrol, by a tracker", "new", "tracker"),
        ]
    ),
]

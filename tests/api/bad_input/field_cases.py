"""Bad handover notes, check points and check-ins."""

from typing import Any

from alarm_cases import NO_ID, NO_NUMBER, NO_TEXT
from bad_case import MISSING, Case, Raw, fields, put
from duty_cases import NO_CODE, NO_MOMENT
from hostile_text import CONTROLS, HOSTILE

HANDOVER = "/api/v1/handovers/{new}"
CHECK_POINT = "/api/v1/check-points/{new}"
CHECK_IN = "/api/v1/check-ins/{new}"

AT = "2022-10-08T02:10:00+08:00"
GOOD_HANDOVER: dict[str, Any] = {
    "shift_id": "{shift}",
    "text": "东支库湾有手电光",
    "open_points": ["界标松动"],
    "at": AT,
}
GOOD_POINT: dict[str, Any] = {
    "area": "lake",
    "code": "CZ-03",
    "name": "岭根村码头",
    "lon": 120.99,
    "lat": 29.47,
    "radius_m": 50,
    "interval_s": 28800,
    "retired": False,
}
GOOD_CHECK_IN: dict[str, Any] = {
    "check_point_id": "{check_point}",
    "patrol_id": "{patrol}",
    "at": AT,
    "lon": 120.99,
    "lat": 29.47,
    "accuracy_m": 8,
    "by": "near",
    "token": None,
}

OFF_THE_EARTH: list[tuple[dict[str, Any], str]] = [
    ({"lon": 181}, "api.field.off_earth"),
    ({"lat": -91, "lon": 91}, "api.field.off_earth"),
    ({"lon": 29.47, "lat": 120.99}, "api.field.swapped"),
]
HALF: list[tuple[dict[str, Any], str]] = [
    ({"lon": None}, "api.field.half_place"),
    ({"lat": None}, "api.field.half_place"),
]
NO_FIGURE = [one for one in NO_NUMBER if one[0] not in (181, -181)]
"""Degrees of no place are told of the place as a whole."""
NO_LINE: list[tuple[Any, str]] = [
    (7, "api.field.text"),
    (["a"], "api.field.text"),
    ("", "api.field.too_short"),
    ("a\nb", "api.field.control"),
    *((text, "api.field.control") for text in CONTROLS.values()),
]


def each(place: str, values: list[tuple[Any, str]]) -> list[tuple[str, Any, str]]:
    """Return rows of `fields` for one place."""
    return [(place, value, reason) for value, reason in values]


def places(
    room: str, address: str, good: dict[str, Any], rows: list[tuple[dict[str, Any], str]]
) -> list[Case]:
    """Return a case for each change of a place that is wrong as a whole."""
    return [
        Case(
            f"{room} at {changes}",
            "PUT",
            address,
            422,
            "api.invalid",
            {"": reason},
            {**good, **changes},
        )
        for changes, reason in rows
    ]


def refused(
    room: str,
    address: str,
    good: dict[str, Any],
    rows: list[tuple[str, Any, int, str]],
) -> list[Case]:
    """Return a case for each (place, value, status, code) of a body that is well formed."""
    return [
        Case(
            f"{room} of {place} {value}",
            "PUT",
            address,
            status,
            code,
            None,
            put(good, place, value),
        )
        for place, value, status, code in rows
    ]


def typed(room: str, address: str, good: dict[str, Any], place: str) -> list[Case]:
    """Return cases of texts that mean harm elsewhere, and are kept as they are."""
    return [
        Case(
            f"{room} {place} of {name}",
            "PUT",
            address,
            201,
            body=put(good, place, HOSTILE[name]),
            echo=(place,),
        )
        for name in ("script", "formula", "jinja", "sql", "emoji and beyond", "spaces")
    ]


HANDOVERS = [
    *fields(
        "handover", HANDOVER, GOOD_HANDOVER, each("shift_id", [(None, "api.field.uuid"), *NO_ID])
    ),
    *fields("handover", HANDOVER, GOOD_HANDOVER, each("text", NO_TEXT)),
    *fields("handover", HANDOVER, GOOD_HANDOVER, each("at", NO_MOMENT[1:])),
    *fields(
        "handover",
        HANDOVER,
        GOOD_HANDOVER,
        [
            ("shift_id", MISSING, "api.field.missing"),
            ("text", MISSING, "api.field.missing"),
            ("open_points", None, "api.field.list"),
            ("open_points", "a", "api.field.list"),
            ("open_points", ["a"] * 21, "api.field.too_many"),
            ("open_points[0]", "", "api.field.too_short"),
            ("open_points[0]", "长" * 301, "api.field.too_long"),
            ("open_points[0]", 7, "api.field.text"),
            ("open_points[0]", "txt.\u202eexe", "api.field.control"),
            ("officer_id", "{officer}", "api.field.unknown"),
            ("demo", True, "api.field.unknown"),
        ],
    ),
    *refused(
        "handover",
        HANDOVER,
        GOOD_HANDOVER,
        [
            ("shift_id", "{foreign_shift}", 404, "records.no_shift"),
            ("shift_id", "{officer}", 404, "records.no_shift"),
        ],
    ),
    *typed("handover", HANDOVER, GOOD_HANDOVER, "text"),
]

CHECK_POINTS = [
    *fields("check point", CHECK_POINT, GOOD_POINT, each("area", NO_CODE)),
    *fields("check point", CHECK_POINT, GOOD_POINT, each("code", NO_LINE)),
    *fields("check point", CHECK_POINT, GOOD_POINT, each("name", NO_LINE)),
    *fields("check point", CHECK_POINT, GOOD_POINT, each("lon", NO_FIGURE)),
    *fields(
        "check point",
        CHECK_POINT,
        GOOD_POINT,
        [
            ("code", "x" * 33, "api.field.too_long"),
            ("name", "长" * 65, "api.field.too_long"),
            ("lat", None, "api.field.number"),
            ("lat", MISSING, "api.field.missing"),
            ("radius_m", MISSING, "api.field.missing"),
            ("radius_m", 0, "api.field.at_least"),
            ("radius_m", 5001, "api.field.at_most"),
            ("radius_m", "50", "api.field.number"),
            ("radius_m", Raw("1e400"), "api.field.finite"),
            ("interval_s", 59, "api.field.at_least"),
            ("interval_s", 10**9, "api.field.at_most"),
            ("interval_s", 90.5, "api.field.whole_number"),
            ("retired", "no", "api.field.yes_no"),
            ("retired", 1, "api.field.yes_no"),
            ("squad", "reservoir", "api.field.unknown"),
            ("tag", "c0VqTj3m6p9fGq2_", "api.field.unknown"),
        ],
    ),
    *places("check point", CHECK_POINT, GOOD_POINT, OFF_THE_EARTH),
    *refused(
        "check point",
        CHECK_POINT,
        GOOD_POINT,
        [
            ("area", "block", 404, "records.no_area"),
            ("area", "nowhere", 404, "records.no_area"),
            ("area", HOSTILE["sql"], 404, "records.no_area"),
        ],
    ),
    *typed("check point", CHECK_POINT, GOOD_POINT, "name")[:4],
]

CHECK_INS = [
    *fields("check-in", CHECK_IN, GOOD_CHECK_IN, each("check_point_id", NO_ID)),
    *fields("check-in", CHECK_IN, GOOD_CHECK_IN, each("patrol_id", NO_ID)),
    *fields("check-in", CHECK_IN, GOOD_CHECK_IN, each("at", NO_MOMENT)),
    *fields("check-in", CHECK_IN, GOOD_CHECK_IN, each("lat", NO_FIGURE)),
    *fields(
        "check-in",
        CHECK_IN,
        GOOD_CHECK_IN,
        [
            ("check_point_id", MISSING, "api.field.missing"),
            ("accuracy_m", -1, "api.field.at_least"),
            ("accuracy_m", 1e9, "api.field.at_most"),
            ("by", MISSING, "api.field.missing"),
            ("by", "QR", "api.field.one_of"),
            ("by", None, "api.field.one_of"),
            ("token", 7, "api.field.text"),
            ("token", "x" * 65, "api.field.too_long"),
            ("token", "a\u0000b", "api.field.control"),
            ("proven", True, "api.field.unknown"),
            ("distance_m", 0, "api.field.unknown"),
            ("officer_id", "{officer}", "api.field.unknown"),
        ],
    ),
    *places("check-in", CHECK_IN, GOOD_CHECK_IN, [*OFF_THE_EARTH, *HALF]),
    *refused(
        "check-in",
        CHECK_IN,
        GOOD_CHECK_IN,
        [
            ("check_point_id", "{officer}", 404, "field.no_check_point"),
            ("check_point_id", "{foreign_check_point}", 404, "field.no_check_point"),
            ("patrol_id", "{foreign_patrol}", 404, "records.no_patrol"),
            ("patrol_id", "{officer}", 404, "records.no_patrol"),
        ],
    ),
    *(
        Case(
            f"check-in with a made-up tag: {name}",
            "PUT",
            CHECK_IN,
            201,
            body={**GOOD_CHECK_IN, "by": "qr", "token": token},
        )
        for name, token in {
            "none": None,
            "empty": "",
            "of letters": "A" * 16,
            "in Chinese": "码头",
            "sql": HOSTILE["sql"],
        }.items()
    ),
]

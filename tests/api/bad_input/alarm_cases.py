"""Bad calls for help, answers to them, positions, heartbeats and notices."""

from typing import Any

from bad_case import MISSING, Case, Raw, fields, put
from duty_cases import NO_MOMENT
from hostile_text import CONTROLS

ALARM = "/api/v1/alarms/{new}"
SIGN = "/api/v1/alarm-signs/{new}"
POSITION = "/api/v1/alarm-positions/{new}"
ALIVE = "/api/v1/my/alive"
NOTICES = "/api/v1/notices"

GOOD_ALARM: dict[str, Any] = {
    "kind": "sos",
    "at": "2022-10-08T02:14:05+08:00",
    "lon": 120.99,
    "lat": 29.47,
    "accuracy_m": 8,
    "patrol_id": "{patrol}",
    "text": "",
}
GOOD_SIGN: dict[str, Any] = {
    "alarm_id": "{nil}",
    "sign": "seen",
    "at": "2022-10-08T02:15:00+08:00",
    "text": "",
}
GOOD_POSITION: dict[str, Any] = {
    "alarm_id": "{nil}",
    "at": "2022-10-08T02:15:00+08:00",
    "lon": 120.99,
    "lat": 29.47,
    "accuracy_m": 8,
}
GOOD_BEAT: dict[str, Any] = {
    "patrol_id": "{patrol}",
    "at": "2022-10-08T02:15:00+08:00",
    "lon": 120.99,
    "lat": 29.47,
    "accuracy_m": 8,
}

NO_NUMBER: list[tuple[Any, str]] = [
    ("120.99", "api.field.number"),
    (False, "api.field.number"),
    ([], "api.field.number"),
    (Raw("1e400"), "api.field.finite"),
    (181, "api.field.at_most"),
    (-181, "api.field.at_least"),
]
NO_ID: list[tuple[Any, str]] = [
    ("", "api.field.uuid"),
    ("1", "api.field.uuid"),
    (7, "api.field.uuid"),
    ("018f3a52-6b00-7c11-9a01-5d0c6e1f000g", "api.field.uuid"),
]
NO_TEXT: list[tuple[Any, str]] = [
    (None, "api.field.text"),
    (7, "api.field.text"),
    (["a"], "api.field.text"),
    ("x" * 2001, "api.field.too_long"),
    *((text, "api.field.control") for text in CONTROLS.values()),
]


def _at(place: str, values: list[tuple[Any, str]]) -> list[tuple[str, Any, str]]:
    return [(place, value, reason) for value, reason in values]


ALARMS: list[Case] = [
    *fields("alarm", ALARM, GOOD_ALARM, _at("at", NO_MOMENT)),
    *fields("alarm", ALARM, GOOD_ALARM, _at("lon", NO_NUMBER)),
    *fields("alarm", ALARM, GOOD_ALARM, _at("patrol_id", NO_ID)),
    *fields("alarm", ALARM, GOOD_ALARM, _at("text", NO_TEXT)),
    *fields(
        "alarm",
        ALARM,
        GOOD_ALARM,
        [
            ("kind", MISSING, "api.field.missing"),
            ("kind", "overdue", "api.field.one_of"),
            ("kind", "fire", "api.field.one_of"),
            ("at", MISSING, "api.field.missing"),
            ("lat", 91, "api.field.at_most"),
            ("accuracy_m", -1, "api.field.at_least"),
            ("accuracy_m", 1e9, "api.field.at_most"),
            ("squad", "park", "api.field.unknown"),
            ("officer_id", "{officer}", "api.field.unknown"),
            ("silent_since", "2022-10-08T02:14:05+08:00", "api.field.unknown"),
        ],
    ),
    *(
        Case(
            f"alarm with half a place: {missing}",
            "PUT",
            ALARM,
            422,
            "api.invalid",
            {"": "api.field.half_place"},
            put(GOOD_ALARM, missing, None),
        )
        for missing in ("lon", "lat")
    ),
    Case(
        "alarm of briefing staff",
        "PUT",
        ALARM,
        403,
        "api.not_permitted",
        None,
        GOOD_ALARM,
        who="briefing",
    ),
    Case(
        "alarm of a stranger",
        "PUT",
        ALARM,
        401,
        "api.not_signed_in",
        None,
        GOOD_ALARM,
        who="stranger",
    ),
    Case(
        "alarm by a token that nobody gave",
        "PUT",
        ALARM,
        401,
        "alarm.bad_token",
        None,
        GOOD_ALARM,
        headers={"authorization": "Bearer gpa_made-up"},
    ),
    Case(
        "alarm of a patrol that is not here",
        "PUT",
        ALARM,
        201,
        body=put(GOOD_ALARM, "patrol_id", "{nil}"),
    ),
    Case(
        "alarm of another squad's patrol",
        "PUT",
        ALARM,
        201,
        body=put(GOOD_ALARM, "patrol_id", "{foreign_patrol}"),
    ),
    *fields("sign", SIGN, GOOD_SIGN, _at("alarm_id", NO_ID)),
    *fields("sign", SIGN, GOOD_SIGN, _at("text", NO_TEXT)),
    *fields(
        "sign",
        SIGN,
        GOOD_SIGN,
        [
            ("sign", "SEEN", "api.field.one_of"),
            ("sign", None, "api.field.one_of"),
            ("alarm_id", MISSING, "api.field.missing"),
            ("officer_id", "{officer}", "api.field.unknown"),
        ],
    ),
    Case("sign to no alarm", "PUT", SIGN, 404, "alarm.no_alarm", None, GOOD_SIGN),
    *fields("position", POSITION, GOOD_POSITION, _at("lon", NO_NUMBER)),
    *fields(
        "position",
        POSITION,
        GOOD_POSITION,
        [
            ("lon", MISSING, "api.field.missing"),
            ("lat", None, "api.field.number"),
            ("text", "a", "api.field.unknown"),
        ],
    ),
    Case("position of no alarm", "PUT", POSITION, 404, "alarm.no_alarm", None, GOOD_POSITION),
    *fields("heartbeat", ALIVE, GOOD_BEAT, _at("patrol_id", NO_ID)),
    *fields("heartbeat", ALIVE, GOOD_BEAT, _at("at", NO_MOMENT)),
    Case("heartbeat from ashore", "PUT", ALIVE, 403, "alarm.not_aboard", None, GOOD_BEAT),
    Case(
        "heartbeat of another squad's patrol",
        "PUT",
        ALIVE,
        404,
        "records.no_patrol",
        None,
        put(GOOD_BEAT, "patrol_id", "{foreign_patrol}"),
    ),
    Case(
        "notice that is not there",
        "PUT",
        f"{NOTICES}/{{nil}}/seen",
        404,
        "records.not_found",
        body={"at": "2022-10-08T02:15:00+08:00"},
    ),
    *(
        Case(
            f"notices behind {after!r}",
            "GET",
            f"{NOTICES}?after={after}",
            422,
            "api.invalid",
            {"query.after": "api.field.pattern"},
        )
        for after in ("", "x", "-1", "1.5", "9" * 19)
    ),
    Case(
        "notices with an unknown question",
        "GET",
        f"{NOTICES}?since=1",
        422,
        "api.invalid",
        {"query.since": "api.field.unknown"},
    ),
    Case(
        "alarms with an unknown question",
        "GET",
        "/api/v1/alarms?area=lake",
        422,
        "api.invalid",
        {"query.area": "api.field.unknown"},
    ),
    Case(
        "alarms that may run",
        "GET",
        "/api/v1/alarms?running=maybe",
        422,
        "api.invalid",
        {"query.running": "api.field.yes_no"},
    ),
    Case("alarms behind no page", "GET", "/api/v1/alarms?cursor=x", 422, "records.bad_cursor"),
]

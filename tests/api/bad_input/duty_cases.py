"""Bad shifts and patrols."""

from typing import Any

from api_world import END, START, shift_body
from bad_case import MISSING, Case, Raw, fields, put
from hostile_text import CONTROLS, HOSTILE

SHIFT = "/api/v1/shifts/{new}"
PATROL = "/api/v1/patrols/{new}"

GOOD_SHIFT: dict[str, Any] = shift_body(note="")
GOOD_PATROL: dict[str, Any] = {
    "shift_id": "{shift}",
    "area": "lake",
    "mode": "boat",
    "start": START,
    "end": "2022-10-08T03:00:00+08:00",
    "crew": ["{officer}"],
    "note": "",
}

NO_MOMENT: list[tuple[Any, str]] = [
    (None, "api.field.moment"),
    (False, "api.field.moment"),
    ([], "api.field.moment"),
    ({}, "api.field.moment"),
    ("", "api.field.moment"),
    ("yesterday", "api.field.moment"),
    ("1665158400", "api.field.moment"),
    ("2022-10-08", "api.field.offset"),
    ("2022-02-30T00:00:00Z", "api.field.moment"),
    ("2022-13-01T00:00:00Z", "api.field.moment"),
    ("2022-10-08T25:00:00Z", "api.field.moment"),
    ("2022-10-08T23:59:60Z", "api.field.moment"),
    ("2022-10-08T00:00:00+99:99", "api.field.moment"),
    ("2022-10-08T00:00:00-99:99", "api.field.moment"),
    ("0000-01-01T00:00:00Z", "api.field.moment"),
    ("10000-01-01T00:00:00Z", "api.field.moment"),
    ("２０２２-10-08T00:00:00Z", "api.field.moment"),
    ("2022-10-08T00:00:00Z\u0000", "api.field.moment"),
    ("2022-10-08T00:00:00Z</script>", "api.field.moment"),
    ("2" * 5000, "api.field.moment"),
    ("2022-10-08T00:00:00", "api.field.offset"),
    ("1970-01-01T00:00:00Z", "api.field.years"),
    ("1989-12-31T23:59:59Z", "api.field.years"),
    ("2100-01-01T00:00:00Z", "api.field.years"),
    ("9999-12-31T23:59:59Z", "api.field.years"),
    ("0001-01-01T00:00:00+14:00", "api.field.years"),
    (1665158400, "api.field.moment"),
    (Raw("-0"), "api.field.moment"),
    (Raw("1e400"), "api.field.moment"),
    (10**30, "api.field.moment"),
]

NO_CODE: list[tuple[Any, str]] = [
    (MISSING, "api.field.missing"),
    (None, "api.field.text"),
    (False, "api.field.text"),
    (7, "api.field.text"),
    ([], "api.field.text"),
    ({"a": 1}, "api.field.text"),
    ("", "api.field.too_short"),
    ("x" * 65, "api.field.too_long"),
    ("a\nb", "api.field.control"),
]

NO_UUID: list[tuple[Any, str]] = [
    (7, "api.field.uuid"),
    (False, "api.field.uuid"),
    ([], "api.field.uuid"),
    ("", "api.field.uuid"),
    ("7", "api.field.uuid"),
    ("../shifts", "api.field.uuid"),
    ("018f3a52-6b00-7c11-9a01-5d0c6e1f000", "api.field.uuid"),
    ("018f3a52-6b00-7c11-9a01-5d0c6e1f000g", "api.field.uuid"),
    ("' OR 1=1 --", "api.field.uuid"),
    ("\u0000", "api.field.uuid"),
]


def _at(place: str, values: list[tuple[Any, str]]) -> list[tuple[str, Any, str]]:
    return [(place, value, reason) for value, reason in values]


def _controls(place: str) -> list[tuple[str, Any, str]]:
    return [(place, text, "api.field.control") for text in CONTROLS.values()]


SHIFTS = [
    *fields("shift", SHIFT, GOOD_SHIFT, _at("squad", NO_CODE)),
    *fields("shift", SHIFT, GOOD_SHIFT, _controls("squad")),
    *fields("shift", SHIFT, GOOD_SHIFT, _at("start", NO_MOMENT)),
    *fields(
        "shift",
        SHIFT,
        GOOD_SHIFT,
        [
            ("kind", MISSING, "api.field.missing"),
            ("kind", None, "api.field.one_of"),
            ("kind", "noon", "api.field.one_of"),
            ("kind", "NIGHT", "api.field.one_of"),
            ("kind", "", "api.field.one_of"),
            ("kind", 3, "api.field.one_of"),
            ("kind", ["night"], "api.field.one_of"),
            ("start", MISSING, "api.field.missing"),
            ("end", MISSING, "api.field.missing"),
            ("end", None, "api.field.moment"),
            ("end", START, "api.field.end"),
            ("end", "2022-10-07T23:59:59+08:00", "api.field.end"),
            ("note", None, "api.field.text"),
            ("note", 7, "api.field.text"),
            ("note", ["a"], "api.field.text"),
            ("note", "长" * 2001, "api.field.too_long"),
            ("id", "{shift}", "api.field.unknown"),
            ("squad_code", "park", "api.field.unknown"),
            ("__proto__", {"admin": True}, "api.field.unknown"),
            ("demo", True, "api.field.unknown"),
        ],
    ),
    *fields("shift", SHIFT, GOOD_SHIFT, _controls("note")),
    Case(
        "shift of 25 hours",
        "PUT",
        SHIFT,
        422,
        "records.shift_too_long",
        body=put(GOOD_SHIFT, "end", "2022-10-09T01:00:00+08:00"),
    ),
    *(
        Case(
            f"shift of squad {name}",
            "PUT",
            SHIFT,
            404,
            "records.no_squad",
            body=put(GOOD_SHIFT, "squad", squad),
        )
        for name, squad in {
            "nobody": "nowhere",
            "another": "park",
            "sql": HOSTILE["sql"],
            "path": HOSTILE["path"],
            "script": HOSTILE["script"],
            "formula": HOSTILE["formula"],
            "fullwidth": "ｒｅｓｅｒｖｏｉｒ",
        }.items()
    ),
    *(
        Case(
            f"shift note {name}",
            "PUT",
            SHIFT,
            201,
            body=put(GOOD_SHIFT, "note", text),
            echo=("note",),
        )
        for name, text in HOSTILE.items()
    ),
]

PATROLS = [
    *fields("patrol", PATROL, GOOD_PATROL, _at("shift_id", NO_UUID)),
    *fields("patrol", PATROL, GOOD_PATROL, _at("crew[0]", NO_UUID)),
    *fields("patrol", PATROL, GOOD_PATROL, _at("area", NO_CODE)),
    *fields(
        "patrol",
        PATROL,
        GOOD_PATROL,
        [
            ("shift_id", MISSING, "api.field.missing"),
            ("shift_id", None, "api.field.uuid"),
            ("mode", MISSING, "api.field.missing"),
            ("mode", "helicopter", "api.field.one_of"),
            ("mode", None, "api.field.one_of"),
            ("mode", 1, "api.field.one_of"),
            ("start", MISSING, "api.field.missing"),
            ("start", "2022-10-08T00:00:00", "api.field.offset"),
            ("start", "9999-12-31T23:59:59+00:00", "api.field.years"),
            ("end", START, "api.field.end"),
            ("end", "1970-01-01T00:00:00Z", "api.field.years"),
            ("end", False, "api.field.moment"),
            ("crew", None, "api.field.list"),
            ("crew", {}, "api.field.list"),
            ("crew", "{officer}", "api.field.list"),
            ("crew[0]", None, "api.field.uuid"),
            ("crew", ["{officer}"] * 51, "api.field.too_many"),
            ("note", False, "api.field.text"),
            ("note", "x" * 2001, "api.field.too_long"),
            ("officers", [], "api.field.unknown"),
        ],
    ),
    *(
        Case(f"patrol {name}", "PUT", PATROL, status, code, body=put(GOOD_PATROL, place, value))
        for name, place, value, status, code in [
            ("in a shift that is not there", "shift_id", "{new}", 404, "records.no_shift"),
            ("in the nil shift", "shift_id", "{nil}", 404, "records.no_shift"),
            ("in another squad's shift", "shift_id", "{foreign_shift}", 404, "records.no_shift"),
            ("in a patrol as its shift", "shift_id", "{patrol}", 404, "records.no_shift"),
            ("in another squad's area", "area", "block", 404, "records.no_area"),
            ("in no area", "area", "nowhere", 404, "records.no_area"),
            ("in an area of sql", "area", HOSTILE["sql"], 404, "records.no_area"),
            ("in an area of script", "area", HOSTILE["script"], 404, "records.no_area"),
            ("with nobody known", "crew", ["{new}"], 404, "records.no_officer"),
            ("with another squad's", "crew", ["{foreign_officer}"], 404, "records.no_officer"),
            ("after its shift", "start", END, 422, "api.invalid"),
        ]
    ),
    Case(
        "patrol a year after its shift",
        "PUT",
        PATROL,
        422,
        "records.patrol_outside_shift",
        body={**GOOD_PATROL, "start": "2023-10-08T00:00:00+08:00", "end": None},
    ),
    Case(
        "patrol whose shift is written in capitals",
        "PUT",
        PATROL,
        201,
        body=put(GOOD_PATROL, "shift_id", "{SHIFT}"),
    ),
    *(
        Case(
            f"patrol note {name}",
            "PUT",
            PATROL,
            201,
            body=put(GOOD_PATROL, "note", text),
            echo=("note",),
        )
        for name, text in HOSTILE.items()
    ),
]

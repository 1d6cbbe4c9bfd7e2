"""Bad incidents."""

from typing import Any

from api_world import incident_body
from bad_case import MISSING, Case, Raw, fields, put
from duty_cases import NO_CODE, NO_MOMENT, NO_UUID
from hostile_text import CONTROLS, HOSTILE

INCIDENT = "/api/v1/incidents/{new}"
GOOD: dict[str, Any] = {
    **incident_body(patrol_id="{patrol}", squad="reservoir", confirmed=[]),
    "outcomes": [{"kind": "persuaded", "people": 2, "note": ""}],
    "seized": [{"kind": "rod", "quantity": 2, "unit": "set", "note": ""}],
}

NO_NUMBER: list[tuple[Any, str]] = [
    (None, "api.field.number"),
    (False, "api.field.number"),
    ("1", "api.field.number"),
    ("", "api.field.number"),
    ([1], "api.field.number"),
    ({}, "api.field.number"),
    (Raw("NaN"), "api.field.finite"),
    (Raw("-Infinity"), "api.field.finite"),
    (Raw("1e400"), "api.field.finite"),
]
NO_COUNT: list[tuple[Any, str]] = [
    (False, "api.field.whole_number"),
    ("2", "api.field.whole_number"),
    (1.5, "api.field.whole_number"),
    ([2], "api.field.whole_number"),
    (-1, "api.field.at_least"),
    (10_001, "api.field.at_most"),
    (10**30, "api.field.at_most"),
    (Raw("NaN"), "api.field.whole_number"),
    (Raw("1e400"), "api.field.whole_number"),
]


def _at(place: str, values: list[tuple[Any, str]]) -> list[tuple[str, Any, str]]:
    return [(place, value, reason) for value, reason in values]


FIELDS: list[tuple[str, Any, str]] = [
    ("point", MISSING, "api.field.missing"),
    ("point", None, "api.field.object"),
    ("point", [120.99, 29.47], "api.field.object"),
    ("point", "120.99,29.47", "api.field.object"),
    ("point.lon", MISSING, "api.field.missing"),
    *_at("point.lon", NO_NUMBER),
    *_at("point.lat", NO_NUMBER[:3]),
    ("point.z", 5, "api.field.unknown"),
    ("point", {"lon": 29.47, "lat": 120.99}, "api.field.swapped"),
    ("point", {"lon": 180.1, "lat": 29.47}, "api.field.off_earth"),
    ("point", {"lon": -(10**30), "lat": 29.47}, "api.field.off_earth"),
    ("point", {"lon": 120.99, "lat": -90.5}, "api.field.off_earth"),
    ("point", {"lon": 500, "lat": 500}, "api.field.off_earth"),
    *_at("accuracy_m", NO_NUMBER[1:]),
    ("accuracy_m", -1, "api.field.at_least"),
    ("accuracy_m", Raw("-1e-300"), "api.field.at_least"),
    ("accuracy_m", 100_001, "api.field.at_most"),
    ("placed_by", MISSING, "api.field.missing"),
    ("placed_by", "guess", "api.field.one_of"),
    ("placed_by", None, "api.field.one_of"),
    ("occurred_at", MISSING, "api.field.missing"),
    *_at("occurred_at", NO_MOMENT),
    *_at("category", NO_CODE),
    ("source", MISSING, "api.field.missing"),
    ("source", "rumour", "api.field.one_of"),
    ("source", 1, "api.field.one_of"),
    *_at("patrol_id", NO_UUID),
    *_at("squad", [one for one in NO_CODE if one[0] not in (MISSING, None)]),
    ("narrative", None, "api.field.text"),
    ("narrative", 0, "api.field.text"),
    ("narrative", "长" * 10_001, "api.field.too_long"),
    *[("narrative", text, "api.field.control") for text in CONTROLS.values()],
    ("outcomes", None, "api.field.list"),
    ("outcomes", {}, "api.field.list"),
    ("outcomes", "persuaded", "api.field.list"),
    ("outcomes[0]", None, "api.field.object"),
    ("outcomes[0]", "persuaded", "api.field.object"),
    ("outcomes[0].kind", MISSING, "api.field.missing"),
    ("outcomes[0].kind", 7, "api.field.text"),
    *_at("outcomes[0].people", NO_COUNT),
    ("outcomes[0].note", 7, "api.field.text"),
    ("outcomes[0].note", "a\u0000", "api.field.control"),
    ("outcomes[0].fine", 500, "api.field.unknown"),
    *_at("outcomes[0].at", [one for one in NO_MOMENT if one[0] is not None]),
    *_at("outcomes[0].fine_yuan", NO_COUNT[:4]),
    ("outcomes[0].fine_yuan", 0, "api.field.at_least"),
    ("outcomes[0].fine_yuan", -200, "api.field.at_least"),
    ("outcomes[0].fine_yuan", 100_000_001, "api.field.at_most"),
    ("outcomes[0].fine_yuan", Raw("1e400"), "api.field.whole_number"),
    *_at("outcomes[0].agency", [one for one in NO_CODE if one[0] not in (MISSING, None)]),
    ("outcomes[0].procedure", "simple", "api.field.unknown"),
    ("void", True, "api.field.unknown"),
    ("outcomes", [{"kind": "persuaded"}] * 101, "api.field.too_many"),
    ("seized", None, "api.field.list"),
    ("seized[0].kind", MISSING, "api.field.missing"),
    ("seized[0].kind", None, "api.field.text"),
    ("seized[0].quantity", MISSING, "api.field.missing"),
    ("seized[0].quantity", None, "api.field.whole_number"),
    ("seized[0].quantity", 0, "api.field.at_least"),
    ("seized[0].quantity", Raw("-0"), "api.field.at_least"),
    *_at("seized[0].quantity", NO_COUNT),
    ("seized[0].unit", "x" * 17, "api.field.too_long"),
    ("seized[0].unit", "", "api.field.too_short"),
    ("seized[0].note", "x" * 2001, "api.field.too_long"),
    ("seized", [{"kind": "rod", "quantity": 1}] * 101, "api.field.too_many"),
    ("confirmed", None, "api.field.list"),
    ("confirmed", ["outside_county"] * 11, "api.field.too_many"),
    ("confirmed", ["everything"], "api.field.one_of"),
    ("id", "{incident}", "api.field.unknown"),
    ("flags", [], "api.field.unknown"),
    ("area", "block", "api.field.unknown"),
]


def _said(case: Case) -> Case:
    """Return a case whose finding stands at the list's first entry, not at the list."""
    if case.name.startswith("incident confirmed: ['everything']"):
        return Case(**{**vars(case), "says": {"confirmed[0]": "api.field.one_of"}})
    return case


INCIDENTS = [
    *map(_said, fields("incident", INCIDENT, GOOD, FIELDS)),
    *(
        Case(f"incident {name}", "PUT", INCIDENT, status, code, says, body=put(GOOD, place, value))
        for name, place, value, status, code, says in [
            (
                "of no category",
                "category",
                "fishing",
                422,
                "records.unknown_terms",
                {"category": "records.unknown_category"},
            ),
            (
                "of a category of sql",
                "category",
                HOSTILE["sql"],
                422,
                "records.unknown_terms",
                {"category": "records.unknown_category"},
            ),
            (
                "of a category of script",
                "category",
                HOSTILE["script"],
                422,
                "records.unknown_terms",
                {"category": "records.unknown_category"},
            ),
            (
                "of no outcome",
                "outcomes[0].kind",
                "hanged",
                422,
                "records.unknown_terms",
                {"outcomes[0].kind": "records.unknown_outcome"},
            ),
            (
                "of no gear",
                "seized[0].kind",
                "submarine",
                422,
                "records.unknown_terms",
                {"seized[0].kind": "records.unknown_gear"},
            ),
            (
                "with a fine and no case",
                "outcomes[0].fine_yuan",
                500,
                422,
                "incidents.bad_outcomes",
                {"outcomes[0].fine_yuan": "incidents.fine_without_case"},
            ),
            (
                "handed over and not",
                "outcomes[0].agency",
                "public_security",
                422,
                "incidents.bad_outcomes",
                {"outcomes[0].agency": "incidents.not_handed_over"},
            ),
            (
                "handed to nobody",
                "outcomes",
                [{"kind": "transferred", "agency": HOSTILE["script"]}],
                422,
                "incidents.bad_outcomes",
                {"outcomes[0].agency": "incidents.unknown_agency"},
            ),
            ("of another squad", "squad", "park", 404, "records.no_squad", None),
            ("of no squad", "squad", "nowhere", 404, "records.no_squad", None),
            (
                "of another squad's patrol",
                "patrol_id",
                "{foreign_patrol}",
                404,
                "records.no_patrol",
                None,
            ),
            ("of no patrol", "patrol_id", "{new}", 404, "records.no_patrol", None),
            ("of a shift as its patrol", "patrol_id", "{shift}", 404, "records.no_patrol", None),
            ("of the nil patrol", "patrol_id", "{nil}", 404, "records.no_patrol", None),
            (
                "in Shanghai",
                "point",
                {"lon": 121.47, "lat": 31.23},
                422,
                "records.far_outside",
                None,
            ),
            (
                "in the Gulf of Guinea",
                "point",
                {"lon": 0, "lat": 0},
                422,
                "records.far_outside",
                None,
            ),
            (
                "at minus nothing",
                "point",
                {"lon": Raw("-0.0"), "lat": Raw("-0.0")},
                422,
                "records.far_outside",
                None,
            ),
            ("at the pole", "point", {"lon": 180, "lat": 90}, 422, "records.far_outside", None),
        ]
    ),
    *(
        Case(
            f"incident narrative {name}",
            "PUT",
            INCIDENT,
            201,
            body=put(GOOD, "narrative", text),
            echo=("narrative",),
        )
        for name, text in HOSTILE.items()
    ),
    *(
        Case(f"incident {place} {name}", "PUT", INCIDENT, 201, body=put(GOOD, place, text))
        for place in ("outcomes[0].note", "seized[0].note")
        for name, text in HOSTILE.items()
        if name in ("script", "formula", "jinja", "sql")
    ),
]

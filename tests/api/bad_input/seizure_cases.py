"""Bad seizures, custody events and clock events."""

from typing import Any

from alarm_cases import NO_ID
from bad_case import MISSING, Case, fields
from duty_cases import NO_MOMENT
from hostile_text import HOSTILE

SEIZURE = "/api/v1/seizures/{new}"
CUSTODY = "/api/v1/custody-events/{new}"
CLOCK = "/api/v1/clock-events/{new}"
AT = "2022-10-08T02:05:00+08:00"

ITEM: dict[str, Any] = {
    "number": 1,
    "kind": "rod",
    "quantity": 2,
    "unit": "支",
    "condition": "完好",
    "seal_number": "F-1",
    "storage_place": "巡查艇",
    "photos": ["{nil}"],
    "note": "",
}
SIGNATURE: dict[str, Any] = {"signer": "party", "at": AT, "refused": True, "recorded_by": "{nil}"}
GOOD: dict[str, Any] = {
    "squad": "reservoir",
    "incident_id": "{incident}",
    "number": "新综执扣〔2022〕第0108号",
    "measure": "emergency_seizure",
    "at": AT,
    "officers": ["{officer}"],
    "items": [ITEM],
    "signatures": [SIGNATURE],
    "ownerless": False,
    "party": 1,
    "note": "",
    "voided": "",
}
GOOD_CUSTODY: dict[str, Any] = {
    "seizure_id": "{seizure}",
    "kind": "moved",
    "items": [1],
    "at": AT,
    "place": "库房",
}
GOOD_CLOCK: dict[str, Any] = {"seizure_id": "{seizure}", "kind": "reported", "at": AT}


def _at(place: str, rows: list[tuple[Any, str]]) -> list[tuple[str, Any, str]]:
    return [(place, value, reason) for value, reason in rows]


SEIZURES = [
    *fields("seizure", SEIZURE, GOOD, _at("at", NO_MOMENT)),
    *fields("seizure", SEIZURE, GOOD, _at("officers[0]", NO_ID)),
    *fields("seizure", SEIZURE, GOOD, _at("items[0].photos[0]", NO_ID)),
    *fields(
        "seizure",
        SEIZURE,
        GOOD,
        [
            ("number", MISSING, "api.field.missing"),
            ("number", "", "api.field.too_short"),
            ("number", "x" * 65, "api.field.too_long"),
            ("measure", "confiscation", "api.field.one_of"),
            ("officers", "{officer}", "api.field.list"),
            ("officers", ["{officer}"] * 21, "api.field.too_many"),
            ("items", [ITEM] * 201, "api.field.too_many"),
            ("items", {}, "api.field.list"),
            ("items[0].quantity", 0, "api.field.at_least"),
            ("items[0].quantity", 10**9, "api.field.at_most"),
            ("items[0].quantity", "2", "api.field.whole_number"),
            ("items[0].number", -1, "api.field.at_least"),
            ("items[0].unit", "", "api.field.too_short"),
            ("items[0].kind", "a\nb", "api.field.control"),
            ("items[0].worth", 5, "api.field.unknown"),
            ("signatures[0].signer", "judge", "api.field.one_of"),
            ("ownerless", "no", "api.field.yes_no"),
            ("party", 0, "api.field.at_least"),
            ("approval", {}, "api.field.unknown"),
        ],
    ),
    Case(
        "seizure of ten thousand lines",
        "PUT",
        SEIZURE,
        422,
        "api.invalid",
        {"items": "seizures.too_many_items"},
        {**GOOD, "items": [ITEM] * 2_000},
    ),
    Case(
        "seizure of another squad's incident",
        "PUT",
        SEIZURE,
        404,
        "field.no_incident",
        None,
        {**GOOD, "incident_id": "{foreign_incident}"},
    ),
    Case(
        "seizure under the id of another squad's",
        "PUT",
        "/api/v1/seizures/{foreign_seizure}",
        404,
        "records.not_found",
        None,
        GOOD,
    ),
    *(
        Case(
            f"seizure with words: {name}",
            "PUT",
            SEIZURE,
            201,
            body={**GOOD, "note": words},
            echo=("note",),
        )
        for name, words in HOSTILE.items()
    ),
    *(
        Case(f"seizures?{query}", "GET", f"/api/v1/seizures?{query}", 422, code, says)
        for query, code, says in [
            ("state=lost", "api.invalid", {"query.state": "api.field.one_of"}),
            ("limit=0", "api.invalid", {"query.limit": "api.field.at_least"}),
            ("text=", "api.invalid", {"query.text": "api.field.too_short"}),
            ("area=changzhao", "api.invalid", {"query.area": "api.field.unknown"}),
            ("cursor=x", "records.bad_cursor", None),
        ]
    ),
]

CUSTODY_EVENTS = [
    *fields("custody", CUSTODY, GOOD_CUSTODY, _at("at", NO_MOMENT)),
    *fields("custody", CUSTODY, GOOD_CUSTODY, _at("seizure_id", NO_ID)),
    *fields(
        "custody",
        CUSTODY,
        GOOD_CUSTODY,
        [
            ("kind", "sold", "api.field.one_of"),
            ("items", [], "api.field.too_few"),
            ("items", [1] * 201, "api.field.too_many"),
            ("items[0]", 0, "api.field.at_least"),
            ("items[0]", True, "api.field.whole_number"),
            ("place", "a\tb", "api.field.control"),
        ],
    ),
    Case(
        "custody of no seizure",
        "PUT",
        CUSTODY,
        404,
        "seizures.no_seizure",
        None,
        {**GOOD_CUSTODY, "seizure_id": "{nil}"},
    ),
    Case(
        "custody of another squad's seizure",
        "PUT",
        CUSTODY,
        404,
        "seizures.no_seizure",
        None,
        {**GOOD_CUSTODY, "seizure_id": "{foreign_seizure}"},
    ),
    *fields(
        "clock",
        CLOCK,
        GOOD_CLOCK,
        [
            ("kind", "stopped", "api.field.one_of"),
            ("days", 0, "api.field.at_least"),
            ("days", 3, "api.field.unknown"),
        ],
    ),
    Case(
        "approval by no leader",
        "PUT",
        CLOCK,
        403,
        "seizures.approval_not_permitted",
        None,
        {**GOOD_CLOCK, "kind": "approved"},
        who="auxiliary",
    ),
    Case(
        "a case of a seizure",
        "PUT",
        CLOCK,
        422,
        "seizures.subject_wrong",
        None,
        {**GOOD_CLOCK, "kind": "case_filed"},
    ),
]

"""Bad cases of the closed loop, and bad steps."""

from typing import Any

from alarm_cases import NO_ID
from bad_case import MISSING, Case, fields
from duty_cases import NO_MOMENT
from hostile_text import HOSTILE

CASE = "/api/v1/cases/{new}"
STEP = "/api/v1/case-steps/{new}"
AT = "2022-10-10T09:00:00+08:00"

GOOD: dict[str, Any] = {
    "squad": "reservoir",
    "source": "citizen",
    "category": "dumping",
    "reported_at": AT,
    "lon": 120.99,
    "lat": 29.47,
    "place": "码头边",
    "note": "",
}
GOOD_STEP: dict[str, Any] = {
    "case_id": "{case}",
    "kind": "handed",
    "at": AT,
    "to": {"kind": "role", "code": "leader"},
    "photos": ["{nil}"],
    "note": "",
}


def _at(place: str, rows: list[tuple[Any, str]]) -> list[tuple[str, Any, str]]:
    return [(place, value, reason) for value, reason in rows]


CASES_OF_THE_PARK = [
    *fields(
        "case",
        CASE,
        GOOD,
        # None is said in other words: of an incident's case it is none to give.
        _at("reported_at", [row for row in NO_MOMENT if row[0] is not None]),
    ),
    *fields(
        "case",
        CASE,
        GOOD,
        [
            ("source", "rumour", "api.field.one_of"),
            ("category", "", "api.field.too_short"),
            ("category", "a\nb", "api.field.control"),
            ("place", "x" * 201, "api.field.too_long"),
            ("lon", "120", "api.field.number"),
            ("incident_id", "7", "api.field.uuid"),
            ("stage", "closed", "api.field.unknown"),
        ],
    ),
    Case(
        "case without a category",
        "PUT",
        CASE,
        422,
        "cases.bad_case",
        {"category": "api.field.missing"},
        {**GOOD, "category": None},
    ),
    Case(
        "case of nowhere",
        "PUT",
        CASE,
        422,
        "cases.bad_case",
        {"place": "cases.no_place"},
        {**GOOD, "lon": None, "lat": None, "place": "  "},
    ),
    Case(
        "case of an incident under an id that is not its own",
        "PUT",
        CASE,
        422,
        "cases.bad_case",
        {"id": "cases.id_of_incident"},
        {"incident_id": "{incident}"},
    ),
    Case(
        "case of an incident that says again what that says",
        "PUT",
        CASE,
        422,
        "cases.bad_case",
        None,
        {"incident_id": "{incident}", "category": "dumping", "place": "码头边"},
    ),
    Case(
        "case told by an alert that is not there",
        "PUT",
        CASE,
        404,
        "field.no_alert",
        None,
        {**GOOD, "alert_id": "{foreign_alert}"},
    ),
    Case(
        "case of a squad that is not there",
        "PUT",
        CASE,
        404,
        "records.no_squad",
        None,
        {**GOOD, "squad": "navy"},
    ),
    Case(
        "case under the id of another squad's",
        "PUT",
        "/api/v1/cases/{foreign_case}",
        404,
        "records.not_found",
        None,
        GOOD,
    ),
    Case(
        "case by who only reads", "PUT", CASE, 403, "api.not_permitted", None, GOOD, who="briefing"
    ),
    Case("case that is not there", "GET", "/api/v1/cases/{nil}", 404, "cases.no_case"),
    Case("case of another squad", "GET", "/api/v1/cases/{foreign_case}", 404, "cases.no_case"),
    *(
        Case(
            f"case with words: {name}",
            "PUT",
            CASE,
            201,
            body={**GOOD, "note": words},
            echo=("note",),
        )
        for name, words in HOSTILE.items()
    ),
    *(
        Case(f"cases{query}", "GET", f"/api/v1/cases{query}", 422, code, says)
        for query, code, says in [
            ("?stage=lost", "api.invalid", {"query.stage": "api.field.one_of"}),
            ("?limit=0", "api.invalid", {"query.limit": "api.field.at_least"}),
            ("?overdue=maybe", "api.invalid", {"query.overdue": "api.field.yes_no"}),
            ("?holder=theirs", "api.invalid", {"query.holder": "api.field.one_of"}),
            ("?officer=x", "api.invalid", {"query.officer": "api.field.unknown"}),
            ("?cursor=x", "records.bad_cursor", None),
            ("?stage=closed&cursor=x", "records.bad_cursor", None),
            ("?cursor=OTk5OS0wMS0wMXx4", "records.bad_cursor", None),
            ("/figures?by=officer", "api.invalid", {"query.by": "api.field.one_of"}),
            ("/figures?from=2022-10-02&to=2022-10-01", "records.end_before_start", None),
        ]
    ),
]

CASE_STEPS = [
    *fields("case step", STEP, GOOD_STEP, _at("at", NO_MOMENT)),
    *fields("case step", STEP, GOOD_STEP, _at("case_id", NO_ID)),
    *fields("case step", STEP, GOOD_STEP, _at("photos[0]", NO_ID)),
    *fields(
        "case step",
        STEP,
        GOOD_STEP,
        [
            ("kind", "lost", "api.field.one_of"),
            ("kind", MISSING, "api.field.missing"),
            ("photos", ["{nil}"] * 31, "api.field.too_many"),
            ("photos", "{nil}", "api.field.list"),
            ("to.kind", "person", "api.field.one_of"),
            ("to.code", "", "api.field.too_short"),
            ("to.name", "x", "api.field.unknown"),
            ("score", 0, "api.field.at_least"),
            ("score", 6, "api.field.at_most"),
            ("score", 4.5, "api.field.whole_number"),
            ("number", "a\nb", "api.field.control"),
            ("number", "x" * 65, "api.field.too_long"),
            ("stage", "closed", "api.field.unknown"),
        ],
    ),
    Case(
        "step of a case of another squad",
        "PUT",
        STEP,
        404,
        "cases.no_case",
        None,
        {**GOOD_STEP, "case_id": "{foreign_case}"},
    ),
    Case(
        "case dispatched to nobody",
        "PUT",
        STEP,
        422,
        "cases.bad_step",
        {"to": "cases.names_nobody"},
        {**GOOD_STEP, "kind": "dispatched", "to": None},
    ),
    Case(
        "case dispatched to an officer of another squad",
        "PUT",
        STEP,
        422,
        "cases.bad_step",
        {"to": "cases.unknown_holder"},
        {**GOOD_STEP, "kind": "dispatched", "to": {"kind": "officer", "code": "{foreign_officer}"}},
    ),
    Case(
        "case closed in the future",
        "PUT",
        STEP,
        422,
        "cases.bad_step",
        {"at": "cases.clock_ahead"},
        {"case_id": "{case}", "kind": "closed", "at": "2029-01-01T00:00:00+08:00"},
    ),
    Case(
        "case that goes back without a reason",
        "PUT",
        STEP,
        422,
        "cases.bad_step",
        {"note": "cases.no_reason"},
        {**GOOD_STEP, "kind": "returned", "note": "\n"},
    ),
    Case(
        "case closed by an auxiliary",
        "PUT",
        STEP,
        403,
        "cases.leaders_step",
        None,
        {**GOOD_STEP, "kind": "closed", "photos": []},
        who="auxiliary",
    ),
    Case(
        "sheet of a case that is not there",
        "GET",
        "/api/v1/cases/{nil}/papers/supervision-sheet.pdf",
        404,
        "cases.no_case",
    ),
    *(
        Case(
            f"case step with words: {name}",
            "PUT",
            STEP,
            201,
            body={**GOOD_STEP, "note": words},
            echo=("note",),
        )
        for name, words in HOSTILE.items()
    ),
]

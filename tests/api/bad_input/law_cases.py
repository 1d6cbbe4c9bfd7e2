"""Bad questions of the law and of what is due, bad tables, bad decisions."""

from typing import Any

from bad_case import MISSING, Case, fields

DECISION = "/api/v1/incidents/{incident}/law-decisions/{new}"
OFFICE = "/api/v1/law/office"
AT = "2022-10-08T02:05:00+08:00"
BAD_YEAR = "calendar.bad_year"
HOLIDAY = {"day": "2090-01-01", "kind": "holiday"}

GOOD_DECISION: dict[str, Any] = {
    "at": AT,
    "act": "angling",
    "edition": "0",
    "rules": [],
    "decision": "劝离",
}

LAW = [
    *fields(
        "decision",
        DECISION,
        GOOD_DECISION,
        [
            ("rules", MISSING, "api.field.missing"),
            ("rules", ["x"] * 51, "api.field.too_many"),
            ("edition", "", "api.field.too_short"),
            ("decision", "x" * 2001, "api.field.too_long"),
        ],
    ),
    Case(
        "decision about another squad's incident",
        "PUT",
        "/api/v1/incidents/{foreign_incident}/law-decisions/{new}",
        404,
        "records.not_found",
        None,
        GOOD_DECISION,
    ),
    *(
        Case(f"law?{query}", "GET", f"/api/v1/law/applicable?{query}", 422, code)
        for query, code in [
            ("zone=third&act=angling", "law.level_unknown"),
            ("zone=first&act=flying", "law.act_unknown"),
            ("zone=first&category=flying", "law.category_unknown"),
            ("zone=first&act=angling&at=2026-08-15T00:00:00", "api.invalid"),
            ("zone=first", "api.invalid"),
        ]
    ),
    *(
        Case(
            f"office's law: {name}",
            "PUT",
            OFFICE,
            422,
            code,
            None,
            {"name": "own.yaml", "text": text},
            who="admin",
        )
        for name, text, code in [
            ("no YAML", "rules: [", "law.not_yaml"),
            ("an anchor", "rules: &a []\nacts: *a\n", "law.anchor"),
            ("no such section", "laws:\n  - id: x\n", "law.table_unsound"),
            ("an empty rule", "rules:\n  - id: x\n", "law.table_unsound"),
        ]
    ),
    Case(
        "office's law by a leader",
        "PUT",
        OFFICE,
        403,
        "api.not_permitted",
        None,
        {"name": "own.yaml", "text": "acts: []"},
    ),
    Case(
        "due until tomorrow",
        "GET",
        "/api/v1/due?until=tomorrow",
        422,
        "api.invalid",
        {"query.until": "api.field.moment"},
    ),
    *(
        Case(
            f"calendar: {name}",
            "PUT",
            f"/api/v1/calendar/{year}",
            422,
            code,
            None,
            {"days": days},
            who="admin",
        )
        for name, year, days, code in [
            ("a day of another year", 2090, [{**HOLIDAY, "day": "2091-01-01"}], BAD_YEAR),
            ("a day twice", 2090, [HOLIDAY] * 2, BAD_YEAR),
            ("no such day", 2090, [{**HOLIDAY, "day": "2090-02-30"}], "api.invalid"),
            ("no such kind", 2090, [{**HOLIDAY, "kind": "off"}], "api.invalid"),
            (
                "too many days",
                2090,
                [{"day": "2090-02-03", "kind": "holiday"}] * 367,
                "api.invalid",
            ),
            ("no such year", 1800, [], "api.invalid"),
        ]
    ),
    Case(
        "calendar of no year",
        "GET",
        "/api/v1/calendar",
        422,
        "api.invalid",
        {"query.year": "api.field.missing"},
    ),
]

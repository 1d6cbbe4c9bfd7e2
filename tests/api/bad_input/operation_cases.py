"""Bad operations, links to them, and cases handed on."""

from typing import Any

from alarm_cases import NO_ID
from bad_case import MISSING, Case, Raw, fields, put
from duty_cases import NO_MOMENT
from field_cases import NO_LINE, each, typed
from hostile_text import HOSTILE

OPERATION = "/api/v1/operations/{new}"
LINK = "/api/v1/operation-links/{new}"
TRANSFER = "/api/v1/transfers/{new}"

GOOD: dict[str, Any] = {
    "squad": "reservoir",
    "kind": "joint",
    "name": "联合执法",
    "aim": "查处电鱼",
    "start": "2022-10-08T00:00:00+08:00",
    "end": "2022-10-09T00:00:00+08:00",
    "areas": ["lake"],
    "agencies": [{"agency": "water", "people": 3, "task": "现场秩序"}],
    "note": "",
    "closed": {"at": "2022-10-09T08:00:00+08:00", "summary": "结束"},
    "voided": "",
}
GOOD_LINK: dict[str, Any] = {
    "operation_id": "{operation}",
    "kind": "shift",
    "target_id": "{shift}",
    "removed": "另一次行动",
}
GOOD_TRANSFER: dict[str, Any] = {
    "incident_id": "{incident}",
    "agency": "water",
    "at": "2022-10-09T10:00:00+08:00",
    "number": "12",
    "reason": "依法移送",
    "evidence": [],
    "received": {"by": "值班员", "at": "2022-10-09T11:00:00+08:00"},
    "note": "",
}


def refused(
    room: str,
    address: str,
    good: dict[str, Any],
    rows: list[tuple[dict[str, Any], str, dict[str, str] | None]],
    status: int = 422,
) -> list[Case]:
    """Return a case for each (changes, code, reasons) of a body that is well formed."""
    return [
        Case(
            f"{room} with {changes}"[:120],
            "PUT",
            address,
            status,
            code,
            says,
            {**good, **changes},
        )
        for changes, code, says in rows
    ]


def agencies(*codes: str) -> dict[str, Any]:
    """Return a change: these agencies join in."""
    return {"agencies": [{"agency": one} for one in codes]}


NONSENSE: list[tuple[dict[str, Any], str, dict[str, str] | None]] = [
    (changes, "operations.invalid", says)
    for changes, says in [
        ({"end": "2022-10-07T00:00:00+08:00"}, {"end": "records.end_before_start"}),
        ({"end": GOOD["start"]}, {"end": "records.end_before_start"}),
        ({"end": "2023-10-10T00:00:00+08:00"}, {"end": "operations.too_long"}),
        (
            agencies("water", "water"),
            dict.fromkeys(["agencies[0].agency", "agencies[1].agency"], "operations.agency_twice"),
        ),
        (agencies("tax"), {"agencies[0].agency": "operations.unknown_agency"}),
        (agencies(HOSTILE["sql"]), {"agencies[0].agency": "operations.unknown_agency"}),
        (
            {"areas": ["lake", "lake"]},
            dict.fromkeys(["areas[0]", "areas[1]"], "operations.area_twice"),
        ),
        (
            {"closed": {"at": "2022-10-01T00:00:00Z", "summary": "x"}},
            {"closed.at": "operations.closed_before_start"},
        ),
        (
            {"closed": {"at": "2099-10-01T00:00:00Z", "summary": "x"}},
            {"closed.at": "operations.in_the_future"},
        ),
    ]
]

OPERATIONS = [
    *fields("operation", OPERATION, GOOD, each("start", NO_MOMENT)),
    *fields("operation", OPERATION, GOOD, each("name", NO_LINE)),
    *fields("operation", OPERATION, GOOD, each("closed.at", NO_MOMENT)),
    *fields(
        "operation",
        OPERATION,
        GOOD,
        [
            ("kind", MISSING, "api.field.missing"),
            ("kind", "raid", "api.field.one_of"),
            ("end", MISSING, "api.field.missing"),
            ("name", "   ", "api.field.pattern"),
            ("name", "长" * 101, "api.field.too_long"),
            ("aim", "x" * 3000, "api.field.too_long"),
            ("areas", "lake", "api.field.list"),
            ("areas", ["lake"] * 101, "api.field.too_many"),
            ("areas[0]", 7, "api.field.text"),
            ("agencies", None, "api.field.list"),
            ("agencies[0].agency", MISSING, "api.field.missing"),
            ("agencies[0].people", -1, "api.field.at_least"),
            ("agencies[0].people", 100_001, "api.field.at_most"),
            ("agencies[0].people", 2.5, "api.field.whole_number"),
            ("agencies[0].vehicles", "2", "api.field.whole_number"),
            ("agencies[0].boats", True, "api.field.whole_number"),
            ("agencies[0].drones", Raw("1e400"), "api.field.whole_number"),
            ("agencies[0].horses", 2, "api.field.unknown"),
            ("closed.summary", "", "api.field.too_short"),
            ("closed.summary", MISSING, "api.field.missing"),
            ("totals", {}, "api.field.unknown"),
            ("demo", True, "api.field.unknown"),
        ],
    ),
    *refused("operation", OPERATION, GOOD, NONSENSE),
    *refused(
        "operation",
        OPERATION,
        GOOD,
        [
            ({"areas": ["block"]}, "records.no_area", None),
            ({"areas": ["nowhere"]}, "records.no_area", None),
            ({"squad": "park"}, "records.no_squad", None),
        ],
        404,
    ),
    *typed("operation", OPERATION, GOOD, "name")[:4],
    *typed("operation", OPERATION, GOOD, "aim")[:4],
]

OPERATION_LINKS = [
    *fields("link", LINK, GOOD_LINK, each("target_id", NO_ID)),
    *fields(
        "link",
        LINK,
        GOOD_LINK,
        [
            ("operation_id", MISSING, "api.field.missing"),
            ("kind", "officer", "api.field.one_of"),
            ("removed", "x" * 501, "api.field.too_long"),
            ("removed", "a\u0000b", "api.field.control"),
        ],
    ),
    *refused(
        "link",
        LINK,
        GOOD_LINK,
        [
            ({"operation_id": "{foreign_operation}"}, "operations.no_operation", None),
            ({"operation_id": "{shift}"}, "operations.no_operation", None),
            ({"target_id": "{foreign_shift}"}, "records.no_shift", None),
            ({"kind": "patrol"}, "records.no_patrol", None),
            ({"kind": "task", "target_id": "{foreign_task}"}, "field.no_task", None),
            ({"kind": "incident", "target_id": "{foreign_incident}"}, "field.no_incident", None),
        ],
        404,
    ),
]

TRANSFERS = [
    *fields("transfer", TRANSFER, GOOD_TRANSFER, each("incident_id", NO_ID)),
    *fields("transfer", TRANSFER, GOOD_TRANSFER, each("at", NO_MOMENT)),
    *fields("transfer", TRANSFER, GOOD_TRANSFER, each("received.at", NO_MOMENT)),
    *fields(
        "transfer",
        TRANSFER,
        GOOD_TRANSFER,
        [
            ("reason", "", "api.field.too_short"),
            ("reason", " \n ", "api.field.pattern"),
            ("evidence", "all", "api.field.list"),
            ("evidence", ["a" * 64] * 501, "api.field.too_many"),
            ("received.by", "", "api.field.too_short"),
            ("received.officer", "x", "api.field.unknown"),
            ("number", "x" * 65, "api.field.too_long"),
        ],
    ),
    *fields(
        "transfer",
        TRANSFER,
        {**GOOD_TRANSFER, "evidence": ["a" * 64]},
        each("evidence[0]", [("A" * 64, "api.field.pattern"), (7, "api.field.text")]),
    ),
    *refused(
        "transfer",
        TRANSFER,
        GOOD_TRANSFER,
        [
            ({"agency": "tax"}, "operations.invalid", {"agency": "operations.unknown_agency"}),
            (
                {"at": "2022-10-07T00:00:00Z", "received": None},
                "operations.invalid",
                {"at": "operations.before_incident"},
            ),
            (
                {"evidence": ["0" * 64]},
                "operations.invalid",
                {"evidence[0]": "operations.no_evidence"},
            ),
        ],
    ),
    *refused(
        "transfer",
        TRANSFER,
        GOOD_TRANSFER,
        [({"incident_id": "{foreign_incident}"}, "field.no_incident", None)],
        404,
    ),
]

OPERATION_ADDRESSES = [
    *(
        Case(f"{name}?{query}", "GET", f"/api/v1/{name}?{query}", 422, "api.invalid", {at: reason})
        for name in ("operations", "operation-links", "transfers")
        for query, at, reason in [
            ("limit=0", "query.limit", "api.field.at_least"),
            ("from=yesterday", "query.from", "api.field.moment"),
            ("area=lake", "query.area", "api.field.unknown"),
            ("squad=a%0D%0Ab", "query.squad", "api.field.control"),
        ]
    ),
    Case(
        "operations of no kind",
        "GET",
        "/api/v1/operations?kind=raid",
        422,
        "api.invalid",
        {"query.kind": "api.field.one_of"},
    ),
    *(
        Case(f"{tail} of another squad's operation", "GET", path, 404, code)
        for tail, code in [
            ("", "records.not_found"),
            ("/totals", "operations.no_operation"),
            ("/report", "operations.no_operation"),
            ("/papers/closing-report.pdf", "operations.no_operation"),
        ]
        for path in [f"/api/v1/operations/{{foreign_operation}}{tail}"]
    ),
    Case(
        "an operation edited from a version that never was",
        "PUT",
        "/api/v1/operations/{operation}",
        412,
        "records.edited_since",
        None,
        GOOD,
        headers={"if-match": '"7"'},
    ),
    Case(
        "another operation under an id that is taken",
        "PUT",
        "/api/v1/operations/{operation}",
        409,
        "records.conflict",
        None,
        put(GOOD, "name", "other"),
    ),
    *(
        Case(f"{address} by {who}", "PUT", address, 403, "api.not_permitted", None, body, who=who)
        for address, body in [(OPERATION, GOOD), (LINK, GOOD_LINK), (TRANSFER, GOOD_TRANSFER)]
        for who in ("auxiliary", "briefing")
    ),
]

"""Bad firms, and bad plans for them."""

from collections.abc import Mapping
from typing import Any

from alarm_cases import NO_ID
from bad_case import MISSING, Case, fields, put
from duty_cases import NO_MOMENT
from field_cases import each
from hostile_text import HOSTILE

FIRM = "/api/v1/firms/{new}"
SERVICE = "/api/v1/service-visits/{new}"
SLOT = "/api/v1/guidance-slots/{new}"
CHECK = "/api/v1/planned-checks/{new}"
VISIT = "/api/v1/combined-visits/{new}"

GOOD_FIRM: dict[str, Any] = {
    "squad": "reservoir",
    "name": "示例厂",
    "credit_code": "",
    "tier": "B",
    "lon": 120.99,
    "lat": 29.47,
    "quiet": [{"reason": "例会", "weekdays": [1], "begin": "08:00", "end": "10:00"}],
    "contacts": [{"phone": "0575-00000000"}],
    "note": "",
}
GOOD_SERVICE: dict[str, Any] = {
    "firm_id": "{firm}",
    "at": "2022-10-09T10:00:00+08:00",
    "officers": ["{officer}"],
    "asked": "招牌",
    "solved_at": "2022-10-10T10:00:00+08:00",
}
GOOD_SLOT: dict[str, Any] = {
    "squad": "reservoir",
    "start": "2098-11-03T14:00:00+08:00",
    "end": "2098-11-03T15:00:00+08:00",
    "topic": "排水许可",
    "booking": {"firm_id": "{firm}", "wish": ""},
}
GOOD_CHECK: dict[str, Any] = {
    "firm_id": "{firm}",
    "matter": "计量器具",
    "agency": "market",
    "window": {"start": "2022-10-08T00:00:00+08:00", "end": "2022-10-29T00:00:00+08:00"},
    "minutes": 60,
    "note": "",
}
GOOD_VISIT: dict[str, Any] = {
    "firm_id": "{firm}",
    "start": "2022-10-18T09:00:00+08:00",
    "minutes": 60,
    "checks": ["{free_check}"],
    "note": "",
}
Reasons = Mapping[str, str] | None


def refused(
    room: str,
    path: str,
    good: dict[str, Any],
    rows: list[tuple[str, Any, str, Reasons]],
    status: int = 422,
) -> list[Case]:
    """Return a case for each (place, value, code, reasons) of a body that is well formed."""
    return [
        Case(
            f"{room} {place}: {value}"[:120],
            "PUT",
            path,
            status,
            code,
            says,
            put(good, place, value),
        )
        for place, value, code, says in rows
    ]


def _quiet(**window: Any) -> list[dict[str, Any]]:
    return [{"reason": "x", **window}]


FIRMS = [
    *fields(
        "firm",
        FIRM,
        GOOD_FIRM,
        [
            ("name", MISSING, "api.field.missing"),
            ("name", " ", "api.field.pattern"),
            ("name", "x" * 201, "api.field.too_long"),
            ("name", "a\nb", "api.field.control"),
            ("tier", "E", "api.field.one_of"),
            ("credit_code", "9" * 33, "api.field.too_long"),
            ("lon", "120", "api.field.number"),
            ("quiet", {}, "api.field.list"),
            ("quiet[0].reason", "", "api.field.too_short"),
            ("quiet[0].weekdays[0]", 0, "api.field.at_least"),
            ("quiet[0].weekdays[0]", 8, "api.field.at_most"),
            ("quiet[0].begin", "08:00:00", "api.field.too_long"),
            ("contacts[0].phone", 7, "api.field.text"),
            ("cell", "a", "api.field.unknown"),
        ],
    ),
    *refused(
        "firm",
        FIRM,
        GOOD_FIRM,
        [
            ("quiet", _quiet(), "firms.bad_firm", {"quiet[0]": "firms.quiet_always"}),
            (
                "quiet",
                _quiet(first="2022-02-30"),
                "firms.bad_firm",
                {"quiet[0].first": "firms.no_date"},
            ),
            (
                "quiet",
                _quiet(first="2022-10-02", last="2022-10-01"),
                "firms.bad_firm",
                {"quiet[0].last": "firms.quiet_ends_first"},
            ),
            (
                "quiet",
                _quiet(weekdays=[1, 1]),
                "firms.bad_firm",
                {"quiet[0].weekdays": "firms.no_weekdays"},
            ),
            (
                "quiet",
                _quiet(begin="25:00", end="08:00"),
                "firms.bad_firm",
                {"quiet[0].begin": "firms.no_hour"},
            ),
            ("contacts", [{}], "api.invalid", {"contacts[0]": "api.field.nobody"}),
        ],
    ),
    *refused("firm", FIRM, GOOD_FIRM, [("squad", "navy", "records.no_squad", None)], 404),
    Case("firm outside every cell", "PUT", FIRM, 201, body={**GOOD_FIRM, "lon": 10.0, "lat": 10.0}),
    Case(
        "firm under the id of another squad's",
        "PUT",
        "/api/v1/firms/{foreign_firm}",
        404,
        "records.not_found",
        None,
        GOOD_FIRM,
    ),
    Case("firm that is not there", "GET", "/api/v1/firms/{nil}", 404, "records.not_found"),
    Case("firm of another squad", "GET", "/api/v1/firms/{foreign_firm}", 404, "records.not_found"),
    *(
        Case(
            f"firm with words: {name}",
            "PUT",
            FIRM,
            201,
            body={**GOOD_FIRM, "note": words},
            echo=("note",),
        )
        for name, words in HOSTILE.items()
    ),
    *(
        Case(f"firms{query}", "GET", f"/api/v1/firms{query}", 422, "api.invalid", says)
        for query, says in [
            ("?tier=Z", {"query.tier": "api.field.one_of"}),
            ("?limit=0", {"query.limit": "api.field.at_least"}),
            ("?name=x", {"query.name": "api.field.unknown"}),
            ("/checks/plan", {"query.month": "api.field.missing"}),
            ("/checks/plan?month=2022-00", {"query.month": "firms.no_month"}),
            ("/checks/plan?month=2022-10-01", {"query.month": "api.field.too_long"}),
            ("/checks/plan?month=2022-10&capacity=0", {"query.capacity": "api.field.at_least"}),
        ]
    ),
    Case(
        "figures of firms by officer",
        "GET",
        "/api/v1/figures/firms?officer=x",
        422,
        "api.invalid",
        {"query.officer": "api.field.unknown"},
    ),
]

SERVICE_VISITS = [
    *fields("service visit", SERVICE, GOOD_SERVICE, each("firm_id", NO_ID)),
    *fields("service visit", SERVICE, GOOD_SERVICE, each("at", NO_MOMENT)),
    *fields(
        "service visit",
        SERVICE,
        GOOD_SERVICE,
        [
            ("officers[0]", "7", "api.field.uuid"),
            ("asked", "x" * 2001, "api.field.too_long"),
            ("days", 3, "api.field.unknown"),
        ],
    ),
    *refused(
        "service visit",
        SERVICE,
        GOOD_SERVICE,
        [
            ("firm_id", "{foreign_firm}", "firms.no_firm", None),
            ("officers", ["{foreign_officer}"], "records.no_officer", None),
        ],
        404,
    ),
]

GUIDANCE_SLOTS = [
    *fields("slot", SLOT, GOOD_SLOT, each("start", NO_MOMENT)),
    *fields("slot", SLOT, GOOD_SLOT, each("booking.firm_id", NO_ID)),
    *refused(
        "slot",
        SLOT,
        GOOD_SLOT,
        [
            (
                "end",
                "2098-11-03T14:00:00+08:00",
                "firms.bad_slot",
                {"end": "records.end_before_start"},
            ),
            (
                "end",
                "2098-11-04T15:00:00+08:00",
                "firms.bad_slot",
                {"end": "firms.slot_too_long"},
            ),
            ("voided", "x", "firms.bad_slot", {"booking": "firms.slot_is_void"}),
        ],
    ),
    *refused(
        "slot", SLOT, GOOD_SLOT, [("booking.firm_id", "{foreign_firm}", "firms.no_firm", None)], 404
    ),
    Case(
        "slot that has begun",
        "PUT",
        SLOT,
        422,
        "firms.bad_slot",
        {"booking": "firms.slot_has_begun"},
        {**GOOD_SLOT, "start": "2020-11-03T14:00:00+08:00", "end": "2020-11-03T15:00:00+08:00"},
    ),
]

PLANNED_CHECKS = [
    *fields("planned check", CHECK, GOOD_CHECK, each("firm_id", NO_ID)),
    *fields("planned check", CHECK, GOOD_CHECK, each("window.end", NO_MOMENT)),
    *fields(
        "planned check",
        CHECK,
        GOOD_CHECK,
        [
            ("minutes", 0, "api.field.at_least"),
            ("minutes", 1441, "api.field.at_most"),
            ("minutes", 1.5, "api.field.whole_number"),
            ("window", MISSING, "api.field.missing"),
            ("window", [], "api.field.object"),
            ("matter", "", "api.field.too_short"),
        ],
    ),
    *refused(
        "planned check",
        CHECK,
        GOOD_CHECK,
        [
            ("agency", "tax", "firms.bad_check", {"agency": "operations.unknown_agency"}),
            (
                "window.end",
                "2022-10-08T00:00:00+08:00",
                "firms.bad_check",
                {"window.end": "records.end_before_start"},
            ),
            (
                "window.end",
                "2099-10-08T00:00:00+08:00",
                "firms.bad_check",
                {"window.end": "firms.window_too_long"},
            ),
            (
                "window",
                {"start": "2022-10-10T00:00:00+08:00", "end": "2022-10-15T00:00:00+08:00"},
                "firms.bad_check",
                {"window": "firms.all_quiet"},
            ),
        ],
    ),
    *refused(
        "planned check",
        CHECK,
        GOOD_CHECK,
        [("firm_id", "{foreign_firm}", "firms.no_firm", None)],
        404,
    ),
]

COMBINED_VISITS = [
    *fields("combined visit", VISIT, GOOD_VISIT, each("start", NO_MOMENT)),
    *fields("combined visit", VISIT, GOOD_VISIT, each("checks[0]", NO_ID)),
    *refused(
        "combined visit",
        VISIT,
        GOOD_VISIT,
        [
            ("checks", [], "firms.bad_visit", {"checks": "firms.nothing_planned"}),
            ("checks", ["{check}"], "firms.bad_visit", {"checks[0]": "firms.check_taken"}),
            ("minutes", 30, "firms.bad_visit", {"minutes": "firms.visit_too_short"}),
            (
                "start",
                "2022-10-11T09:00:00+08:00",
                "firms.bad_visit",
                {"start": "firms.in_quiet"},
            ),
            (
                "start",
                "2022-10-31T09:00:00+08:00",
                "firms.bad_visit",
                {"checks[0]": "firms.outside_window"},
            ),
            (
                "happened",
                {"start": "2022-10-18T09:00:00+08:00", "end": "2022-10-18T09:00:00+08:00"},
                "firms.bad_visit",
                {"happened.end": "records.end_before_start"},
            ),
        ],
    ),
    *refused(
        "combined visit",
        VISIT,
        GOOD_VISIT,
        [
            ("checks", ["{nil}"], "firms.no_check", None),
            ("checks", ["{foreign_check}"], "firms.no_check", None),
            ("firm_id", "{foreign_firm}", "firms.no_firm", None),
        ],
        404,
    ),
]

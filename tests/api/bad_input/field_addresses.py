"""Bad addresses and questions of handover notes, check points, tasks and alerts; who may write."""

from typing import Any

from bad_case import Case
from field_cases import CHECK_IN, CHECK_POINT, GOOD_CHECK_IN, GOOD_HANDOVER, GOOD_POINT, HANDOVER
from task_cases import (
    ALERT_ANSWER,
    GOOD_ALERT_ANSWER,
    GOOD_TASK,
    GOOD_TASK_ANSWER,
    TASK,
    TASK_ANSWER,
)

LISTS = ("handovers", "check-ins", "tasks", "camera-alerts")
KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "handovers": ("handover", {**GOOD_HANDOVER, "text": "other"}),
    "check-points": ("check_point", {**GOOD_POINT, "name": "other"}),
    "tasks": ("task", {**GOOD_TASK, "text": "other"}),
}

FIELD_ADDRESSES = [
    *(
        Case(
            f"{name}?{query}", "GET", f"/api/v1/{name}?{query}", 422, "api.invalid", {place: reason}
        )
        for name in LISTS
        for query, place, reason in [
            ("limit=0", "query.limit", "api.field.at_least"),
            ("limit=ten", "query.limit", "api.field.whole_number"),
            ("from=yesterday", "query.from", "api.field.moment"),
            ("squad=a%0D%0Ab", "query.squad", "api.field.control"),
            ("__proto__=1", "query.__proto__", "api.field.unknown"),
        ]
    ),
    *(
        Case(f"{name}?cursor=x", "GET", f"/api/v1/{name}?cursor=x", 422, "records.bad_cursor")
        for name in LISTS
    ),
    *(
        Case(
            f"{name} that may be open",
            "GET",
            f"/api/v1/{name}?open=maybe",
            422,
            "api.invalid",
            {"query.open": "api.field.yes_no"},
        )
        for name in ("tasks", "camera-alerts")
    ),
    *(
        Case(
            f"{method} {name} of another squad",
            method,
            f"/api/v1/{name}/{{foreign_{one}}}",
            404,
            "records.not_found",
            None,
            good if method == "PUT" else None,
        )
        for method in ("GET", "PUT")
        for name, (one, good) in KINDS.items()
    ),
    *(
        Case(
            f"GET {name} under a {other}'s id",
            "GET",
            f"/api/v1/{name}/{{{other}}}",
            404,
            "records.not_found",
        )
        for name in (*LISTS, "check-points")
        for other in ("officer", "nil")
    ),
    *(
        Case(
            f"PUT another {one} under an id that is taken",
            "PUT",
            f"/api/v1/{name}/{{{one}}}",
            409,
            "records.conflict",
            None,
            good,
        )
        for name, (one, good) in KINDS.items()
    ),
    *(
        Case(
            f"{one} edited from a version that never was",
            "PUT",
            f"/api/v1/{name}/{{{one}}}",
            412,
            "records.edited_since",
            None,
            good,
            headers={"if-match": '"7"'},
        )
        for name, (one, good) in KINDS.items()
    ),
    *(
        Case(
            f"{name} by who only reads",
            "PUT",
            address,
            403,
            "api.not_permitted",
            None,
            body,
            who="briefing",
        )
        for name, address, body in [
            ("handover", HANDOVER, GOOD_HANDOVER),
            ("check-in", CHECK_IN, GOOD_CHECK_IN),
            ("task answer", TASK_ANSWER, GOOD_TASK_ANSWER),
            ("alert answer", ALERT_ANSWER, GOOD_ALERT_ANSWER),
        ]
    ),
    *(
        Case(
            f"{name} by an auxiliary",
            "PUT",
            address,
            403,
            "api.not_permitted",
            None,
            body,
            who="auxiliary",
        )
        for name, address, body in [
            ("check point", CHECK_POINT, GOOD_POINT),
            ("task", TASK, GOOD_TASK),
        ]
    ),
]

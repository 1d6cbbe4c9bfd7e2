"""Bad blocks, responsibilities and hand-overs, and rankings that cannot be."""

from typing import Any

from bad_case import MISSING, Case, fields
from duty_cases import NO_MOMENT
from field_cases import NO_LINE, each
from hostile_text import HOSTILE

BLOCK = "/api/v1/blocks/{new}"
RESPONSIBILITY = "/api/v1/responsibilities/{new}"
HANDED = "/api/v1/responsibility-handovers/{new}"
START = "2022-08-01T00:00:00+08:00"

GOOD: dict[str, Any] = {
    "area": "lake",
    "code": "B1",
    "name": "一片区",
    "cells": ["330624000901001"],
    "start": START,
    "end": None,
    "note": "",
    "voided": "",
}
GOOD_RESPONSIBILITY: dict[str, Any] = {
    "area": "lake",
    "block": "B1",
    "holder_id": "{admin}",
    "start": START,
}
GOOD_HANDOVER: dict[str, Any] = {
    "responsibility_id": "{nil}",
    "from_officer_id": "{admin}",
    "to_officer_id": "{user}",
    "at": START,
    "open_points": ["油烟复查"],
    "note": "",
}

PARK = [
    *fields("block", BLOCK, GOOD, each("start", NO_MOMENT)),
    *fields("block", BLOCK, GOOD, each("name", NO_LINE)),
    *fields(
        "block",
        BLOCK,
        GOOD,
        [
            ("cells", MISSING, "api.field.missing"),
            ("cells", "330624000901001", "api.field.list"),
            ("cells", ["x"] * 5001, "api.field.too_many"),
            ("holder", "me", "api.field.unknown"),
        ],
    ),
    *fields("responsibility", RESPONSIBILITY, GOOD_RESPONSIBILITY, each("start", NO_MOMENT)),
    *fields(
        "responsibility",
        RESPONSIBILITY,
        GOOD_RESPONSIBILITY,
        [("holder_id", "7", "api.field.uuid"), ("holder_id", MISSING, "api.field.missing")],
    ),
    *fields("hand-over", HANDED, GOOD_HANDOVER, each("at", NO_MOMENT)),
    *fields(
        "hand-over",
        HANDED,
        GOOD_HANDOVER,
        [
            ("open_points", ["x"] * 21, "api.field.too_many"),
            ("to_officer_id", "7", "api.field.uuid"),
        ],
    ),
    *(
        Case(f"a responsibility for {what}", "PUT", RESPONSIBILITY, 422, "api.invalid", None, body)
        for what, body in [
            ("a block and a cell", {**GOOD_RESPONSIBILITY, "cell": "330624000901001"}),
            ("neither", {**GOOD_RESPONSIBILITY, "block": None}),
        ]
    ),
    *(
        Case(f"a block with {changes}"[:120], "PUT", BLOCK, 422, "park.invalid", says, body)
        for changes, says, body in [
            (changes, says, {**GOOD, **changes})
            for changes, says in [
                ({"cells": []}, {"cells": "park.no_cells"}),
                ({"cells": [HOSTILE["sql"][:60]]}, {"cells": "park.no_cell"}),
                ({"voided": "错了"}, {"voided": "park.nothing_to_void"}),
            ]
        ]
    ),
    Case(
        "a responsibility of who serves no squad for a block that is not there",
        "PUT",
        RESPONSIBILITY,
        422,
        "park.invalid",
        {"block": "park.no_block", "holder_id": "park.cannot_answer"},
        GOOD_RESPONSIBILITY,
    ),
    Case(
        "a responsibility that ends before it begins",
        "PUT",
        RESPONSIBILITY,
        422,
        "park.invalid",
        None,
        {**GOOD_RESPONSIBILITY, "end": "2022-07-01T00:00:00+08:00"},
    ),
    Case(
        "a hand-over of nothing",
        "PUT",
        HANDED,
        404,
        "park.no_responsibility",
        None,
        GOOD_HANDOVER,
    ),
    Case(
        "a block in another squad's area",
        "PUT",
        BLOCK,
        404,
        "records.no_area",
        None,
        {**GOOD, "area": "block"},
    ),
    *(
        Case(f"{address} by {who}", "PUT", address, 403, "api.not_permitted", None, body, who=who)
        for address, body in [
            (BLOCK, GOOD),
            (RESPONSIBILITY, GOOD_RESPONSIBILITY),
            (HANDED, GOOD_HANDOVER),
        ]
        for who in ("auxiliary", "briefing")
    ),
    *(
        Case(f"asked for {asked}", "GET", f"/api/v1/{asked}", status, code)
        for asked, status, code in [
            ("ranking", 422, "api.invalid"),
            ("ranking?quarter=2022Q9", 422, "api.invalid"),
            ("ranking?quarter=2022Q4&by=officer", 422, "api.invalid"),
            ("ranking?quarter=2022Q4&by=cell", 422, "ranking.cells_of_which_area"),
            ("ranking?quarter=2022Q4&area=nowhere", 404, "records.no_area"),
            ("figures/blocks?month=2022-00", 422, "api.invalid"),
            ("responsibility?at=yesterday", 422, "api.invalid"),
        ]
    ),
]

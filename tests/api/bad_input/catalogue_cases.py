"""Bad terms of the catalogue, and edits by who may not."""

from dataclasses import replace
from typing import Any

from bad_case import MISSING, Case, fields
from hostile_text import CONTROLS

NEW = "/api/v1/catalogue/categories/by_drone"
GOOD: dict[str, Any] = {"zh": "无人机投饵", "en": "Baiting by drone", "squad": "reservoir"}

CATALOGUE = [
    *(
        replace(case, who="admin")
        for case in fields(
            "term",
            NEW,
            GOOD,
            [
                ("zh", MISSING, "api.field.missing"),
                ("zh", None, "api.field.text"),
                ("zh", "", "api.field.too_short"),
                ("zh", "长" * 65, "api.field.too_long"),
                ("en", 7, "api.field.text"),
                *(("zh", text, "api.field.control") for text in CONTROLS.values()),
                ("counts_people", 1, "api.field.yes_no"),
                ("position", -1, "api.field.at_least"),
                ("position", 10_000, "api.field.at_most"),
                ("retired", "true", "api.field.yes_no"),
                ("code", "other", "api.field.unknown"),
            ],
        )
    ),
    *(
        replace(case, code="catalogue.does_not_fit", who="admin")
        for case in fields(
            "term that does not fit",
            NEW,
            GOOD,
            [
                ("zh", " 前后有空格 ", "catalogue.bad_name"),
                ("zh", "垂钓", "catalogue.name_taken"),
                ("parent", "no_such_group", "catalogue.no_parent"),
                ("counts_people", True, "catalogue.not_of_group"),
            ],
        )
    ),
    *(
        Case(f"term {name}", "PUT", path, 422, "api.invalid", None, GOOD, who="admin")
        for name, path in [
            ("of no group", "/api/v1/catalogue/weapons/knife"),
            ("with a code in capitals", "/api/v1/catalogue/categories/ByDrone"),
            ("with a code of 33 letters", f"/api/v1/catalogue/categories/{'a' * 33}"),
        ]
    ),
    Case("term by a leader", "PUT", NEW, 403, "api.not_permitted", None, GOOD, who="leader"),
    Case("term that is not there", "GET", NEW, 404, "catalogue.no_term"),
]

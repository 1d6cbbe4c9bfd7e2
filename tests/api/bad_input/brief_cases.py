"""Bad orders of briefings and of printed maps: refused before anything is begun."""

from typing import Any

from bad_case import Case
from hostile_text import HOSTILE

BRIEFINGS = "/api/v1/briefings"
GOOD: dict[str, Any] = {"kind": "monthly", "period": "2022-10"}
PRINT = "/api/v1/maps/gaps/print?area=changzhao"

BRIEFS = [
    *(
        Case(
            f"a briefing with {member} {value!r}"[:70],
            "POST",
            BRIEFINGS,
            422,
            "api.invalid",
            {member: reason},
            body={**GOOD, member: value},
        )
        for member, value, reason in [
            ("kind", "weekly", "api.field.one_of"),
            ("period", 2022, "api.field.text"),
            ("period", "2022-10-01", "api.field.too_long"),
            ("areas", "changzhao", "api.field.list"),
            ("areas", ["lake"] * 201, "api.field.too_many"),
            ("languages", [], "api.field.too_few"),
            ("formats", [], "api.field.too_few"),
            ("out", "/etc", "api.field.unknown"),
        ]
    ),
    *(
        Case(
            f"a briefing of {period}",
            "POST",
            BRIEFINGS,
            422,
            "briefing.bad_period",
            body={**GOOD, "period": period},
        )
        for period in ("2022-13", "../etc", "２０２２-10", "2022Q1")
    ),
    *(
        Case(
            f"a briefing of an area called {name}",
            "POST",
            BRIEFINGS,
            404,
            "records.no_area",
            body={**GOOD, "areas": [text]},
        )
        for name, text in HOSTILE.items()
        if text.isprintable() and len(text) <= 64
    ),
    *(
        Case(f"a map printed by {query}", "GET", f"{PRINT}&{query}", 422, "api.invalid")
        for query in ("dpi=1e9", "dpi=301", "paper=a0", "form=exe", "title=%00", "colour=red")
    ),
]
"""All of them."""

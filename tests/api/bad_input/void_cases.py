"""Bad words on whether incidents count, and on whom they are about."""

from typing import Any

from bad_case import MISSING, Case, Raw, fields
from hostile_text import CONTROLS, HOSTILE

VOID = "/api/v1/incidents/{incident}/void"
SEARCH = "/api/v1/incidents/search"
GOOD: dict[str, Any] = {"void": False, "reason": "核对后属实"}
SOUGHT: dict[str, Any] = {"name": "某人", "id_number": "", "phone": "", "plate": ""}
LONG = {"name": 64, "id_number": 32, "phone": 32, "plate": 16}

VOIDS = [
    *fields(
        "void",
        VOID,
        GOOD,
        [
            ("reason", MISSING, "api.field.missing"),
            ("reason", None, "api.field.text"),
            ("reason", 7, "api.field.text"),
            ("reason", "", "api.field.too_short"),
            ("reason", "\u3000 ", "api.field.pattern"),
            ("reason", "错" * 501, "api.field.too_long"),
            *(("reason", text, "api.field.control") for text in CONTROLS.values() if "\n" != text),
            ("void", MISSING, "api.field.missing"),
            ("void", None, "api.field.yes_no"),
            ("void", 1, "api.field.yes_no"),
            ("void", "true", "api.field.yes_no"),
            ("void", Raw("1e400"), "api.field.yes_no"),
            ("incident_id", "{incident}", "api.field.unknown"),
        ],
    ),
    *(
        Case(f"void {name}", "PUT", path, 404, "records.not_found", None, GOOD)
        for name, path in [
            ("of no incident", "/api/v1/incidents/{new}/void"),
            ("of a patrol", "/api/v1/incidents/{patrol}/void"),
            ("of another squad's incident", "/api/v1/incidents/{foreign_incident}/void"),
        ]
    ),
    Case("void that was never said", "GET", VOID, 404, "records.not_found"),
    Case(
        "void edited before it is there",
        "PUT",
        VOID,
        412,
        "records.nothing_to_edit",
        None,
        GOOD,
        headers={"if-match": '"1"'},
    ),
    Case(
        "void by who may take no measures",
        "PUT",
        VOID,
        403,
        "records.measures_not_permitted",
        None,
        GOOD,
        who="auxiliary",
    ),
    Case(
        "void by who did not write it",
        "PUT",
        VOID,
        403,
        "incidents.not_yours_to_void",
        None,
        GOOD,
        who="member",
    ),
    Case(
        "void by who only reads", "PUT", VOID, 403, "api.not_permitted", None, GOOD, who="briefing"
    ),
    *(
        Case(f"repeats {name}", "GET", f"/api/v1/incidents/{what}/repeats", status, code, who=who)
        for name, what, status, code, who in [
            ("of no incident", "{new}", 404, "records.not_found", "leader"),
            ("of another squad's", "{foreign_incident}", 404, "records.not_found", "leader"),
            ("for who sees no persons", "{incident}", 403, "api.not_permitted", "briefing"),
        ]
    ),
]


def _search(name: str, body: Any, status: int, code: str = "api.invalid", **more: Any) -> Case:
    return Case(f"search {name}", "POST", more.pop("path", SEARCH), status, code, body=body, **more)


SEARCHES = [
    *(
        _search(f"for {place} {value!r:.40}", {**SOUGHT, place: value}, 422, says={place: reason})
        for place, value, reason in [
            ("name", None, "api.field.text"),
            ("id_number", 330624199001011234, "api.field.text"),
            ("plate", ["浙D00000"], "api.field.text"),
            *((name, "x" * (most + 1), "api.field.too_long") for name, most in LONG.items()),
            *(("name", text, "api.field.control") for text in CONTROLS.values()),
            ("phone", "138\n000", "api.field.control"),
            ("note", "x", "api.field.unknown"),
            ("mark", "plate:0", "api.field.unknown"),
        ]
    ),
    _search("for nobody", dict.fromkeys(SOUGHT, ""), 422),
    _search("for dots", {"name": " ·-"}, 422, "incidents.nobody_sought"),
    _search("for all of a list", [SOUGHT], 422),
    _search("by who sees no persons", SOUGHT, 403, "api.not_permitted", who="briefing"),
    _search("by an auxiliary", SOUGHT, 403, "api.not_permitted", who="auxiliary"),
    _search(
        "for a gear that is none",
        SOUGHT,
        422,
        path=f"{SEARCH}?gear=submarine",
        says={"query.gear": "records.unknown_gear"},
    ),
    _search(
        "for a cursor of its own", SOUGHT, 422, "records.bad_cursor", path=f"{SEARCH}?cursor=x"
    ),
    *(
        _search(f"for {name}", {"name": text[:64]}, 200, "")
        for name, text in HOSTILE.items()
        if name in ("script", "formula", "jinja", "sql", "path", "emoji and beyond")
    ),
]

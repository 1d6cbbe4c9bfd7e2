"""Bad people: what who keeps accounts may not write, and who may not keep them."""

from dataclasses import replace
from typing import Any

from bad_case import MISSING, Case, fields, put
from duty_cases import NO_CODE
from header_cases import NO_TAGS
from hostile_text import CONTROLS, HOSTILE

USERS = "/api/v1/users"
USER = f"{USERS}/{{new}}"
GOOD: dict[str, Any] = {
    "name": "队员甲",
    "login": "{new}",
    "badge_no": "{new}",
    "role": "officer",
    "certified": True,
    "squad": "reservoir",
    "more_squads": [],
}
KEPT: dict[str, Any] = {**GOOD, "login": "{user}", "badge_no": "{user}"}
"""Of the person whom an administrator wrote before."""

FIELDS: list[tuple[str, Any, str]] = [
    *(("name", value, reason) for value, reason in NO_CODE),
    *(("name", text, "api.field.control") for text in CONTROLS.values()),
    ("login", MISSING, "api.field.missing"),
    ("login", 7, "api.field.text"),
    ("login", "", "api.field.too_short"),
    ("login", "x" * 65, "api.field.too_long"),
    ("login", "a b", "api.field.pattern"),
    ("login", "队 员", "api.field.pattern"),
    ("login", "a\u0000b", "api.field.control"),
    ("badge_no", MISSING, "api.field.missing"),
    ("badge_no", None, "api.field.text"),
    ("badge_no", "\u202e7-K", "api.field.control"),
    ("role", MISSING, "api.field.missing"),
    ("role", None, "api.field.one_of"),
    ("role", "root", "api.field.one_of"),
    ("role", "ADMIN", "api.field.one_of"),
    ("role", ["admin"], "api.field.one_of"),
    ("certified", None, "api.field.yes_no"),
    ("certified", 1, "api.field.yes_no"),
    ("certified", "true", "api.field.yes_no"),
    ("squad", 7, "api.field.text"),
    ("squad", "", "api.field.too_short"),
    ("more_squads", None, "api.field.list"),
    ("more_squads", "park", "api.field.list"),
    ("more_squads", ["park"] * 21, "api.field.too_many"),
    ("more_squads[0]", None, "api.field.text"),
    ("id", "{user}", "api.field.unknown"),
    ("password", "a long one that nobody guesses", "api.field.unknown"),
    ("password_hash", "$argon2id$v=19$m=8,t=1,p=1$YQ$YQ", "api.field.unknown"),
    ("permissions", ["accounts.manage"], "api.field.unknown"),
    ("disabled_at", None, "api.field.unknown"),
    ("demo", True, "api.field.unknown"),
]

REFUSED: list[tuple[str, dict[str, Any], dict[str, str]]] = [
    ("with a log-in name that is taken", {"login": "{user}"}, {"login": "accounts.login_taken"}),
    ("with a badge that is taken", {"badge_no": "{user}"}, {"badge_no": "accounts.badge_taken"}),
    ("of no squad", {"squad": None}, {"squad": "accounts.squad_needed"}),
    ("of a squad of nobody", {"squad": "nowhere"}, {"squads": "accounts.no_squad"}),
    ("of a squad of sql", {"squad": HOSTILE["sql"]}, {"squads": "accounts.no_squad"}),
    ("of a squad of script", {"squad": HOSTILE["script"]}, {"squads": "accounts.no_squad"}),
    ("also of nowhere", {"more_squads": ["nowhere"]}, {"squads": "accounts.no_squad"}),
    (
        "who keeps accounts, of a squad of nobody",
        {"role": "admin", "squad": "nowhere"},
        {"squads": "accounts.no_squad"},
    ),
]

ACTS = [
    ("POST", "password"),
    ("POST", "disable"),
    ("POST", "enable"),
    ("DELETE", "sessions"),
    ("DELETE", "second-factor"),
]

EDIT = put(KEPT, "name", "队员乙")


def _edit(name: str, path: str, status: int, code: str, tag: str, **more: Any) -> Case:
    return Case(name, "PUT", path, status, code, body=EDIT, headers={"if-match": tag}, **more)


USER_CASES = [
    replace(case, who="admin")
    for case in (
        *fields("user", USER, put(GOOD, "more_squads", ["park"]), FIELDS),
        *(
            Case(
                f"user {name}",
                "PUT",
                USER,
                422,
                "accounts.officer_refused",
                says,
                {**GOOD, **changes},
            )
            for name, changes, says in REFUSED
        ),
        *(
            Case(
                f"user named {name}", "PUT", USER, 201, body=put(GOOD, "name", text), echo=("name",)
            )
            for name, text in HOSTILE.items()
            if len(text) <= 64 and not set(text) & set("\r\n\t")
        ),
        Case(
            "user who is an administrator no more, and nobody else is one",
            "PUT",
            f"{USERS}/{{admin}}",
            422,
            "accounts.last_administrator",
            body=GOOD,
            headers={"if-match": '"1"'},
        ),
        Case(
            "user who closes the last administrator's account",
            "POST",
            f"{USERS}/{{admin}}/disable",
            422,
            "accounts.last_administrator",
        ),
        Case(
            "another user under an id that is taken",
            "PUT",
            f"{USERS}/{{user}}",
            409,
            "records.conflict",
            body=EDIT,
        ),
        *(
            _edit(
                f"user If-Match {tag[:40]}",
                f"{USERS}/{{user}}",
                422,
                "api.invalid",
                tag,
                says={"If-Match": "api.field.etag"},
            )
            for tag in NO_TAGS[::3]
        ),
        *(
            _edit(
                f"user If-Match {tag} at version 1",
                f"{USERS}/{{user}}",
                412,
                "records.edited_since",
                tag,
            )
            for tag in ('"0"', '"2"', '"999999999"')
        ),
        _edit("user If-Match without a user", USER, 412, "records.nothing_to_edit", '"1"'),
        *(
            Case(
                f"GET a user who is {name}", "GET", f"{USERS}/{{{key}}}", 404, "accounts.no_officer"
            )
            for name, key in {"not there": "new", "a device": "device", "a shift": "shift"}.items()
        ),
        *(
            Case(
                f"{method} {act} of nobody",
                method,
                f"{USERS}/{{new}}/{act}",
                404,
                "accounts.no_officer",
            )
            for method, act in ACTS
        ),
        *(
            Case(
                f"{method} {act} of a user under {bad}",
                method,
                f"{USERS}/{bad}/{act}",
                422,
                "api.invalid",
                {"path.user_id": "api.field.uuid"},
            )
            for (method, act), bad in zip(
                ACTS, ("me", "0", "%00", "'%20OR%201=1%20--", "*"), strict=True
            )
        ),
    )
] + [
    *(
        Case(
            f"{method} {path} by a {who}",
            method,
            path,
            403,
            "api.not_permitted",
            None,
            body,
            who=who,
        )
        for who, method, path, body in [
            ("leader", "GET", USERS, None),
            ("auditor", "GET", f"{USERS}/{{user}}", None),
            ("leader", "PUT", USER, GOOD),
            ("briefing", "PUT", USER, {"role": "god"}),
            ("leader", "POST", f"{USERS}/{{user}}/password", None),
            ("foreigner", "DELETE", f"{USERS}/{{user}}/sessions", None),
        ]
    ),
]

"""Bad log-ins."""

from bad_case import Case, Raw, fields
from duty_cases import NO_CODE
from hostile_text import CONTROLS, HOSTILE

ADDRESS = "/api/v1/session"
GOOD = {"login": "nobody", "password": "a long one that nobody guesses"}
PASSWORD = [
    ("password", None, "api.field.text"),
    ("password", 12345678, "api.field.text"),
    ("password", False, "api.field.text"),
    ("password", ["a"], "api.field.text"),
    ("password", "", "api.field.too_short"),
    ("password", "x" * 1025, "api.field.too_long"),
    ("role", "admin", "api.field.unknown"),
    ("$ne", "", "api.field.unknown"),
]

SESSIONS = (
    [
        Case(**{**vars(case), "method": "POST", "who": "stranger"})
        for case in fields(
            "log-in",
            ADDRESS,
            GOOD,
            [("login", value, reason) for value, reason in NO_CODE]
            + [("login", text, "api.field.control") for text in CONTROLS.values()]
            + PASSWORD,
        )
    ]
    + [
        Case(
            f"log-in as {name}",
            "POST",
            ADDRESS,
            401,
            "api.wrong_login",
            None,
            {"login": text, "password": text},
            who="stranger",
        )
        for name, text in HOSTILE.items()
        if name in ("sql", "jinja", "script")
    ]
    + [
        Case(
            "log-in with half a surrogate pair",
            "POST",
            ADDRESS,
            422,
            "api.invalid",
            {"": "api.field.json"},
            {**GOOD, "password": Raw('"\\ud800"')},
            who="stranger",
        ),
        Case(
            "log-in by a list",
            "POST",
            ADDRESS,
            422,
            "api.invalid",
            {"": "api.field.object"},
            [],
            who="stranger",
        ),
    ]
)

"""Bad input about one's own account: passwords, codes of a second factor, sessions."""

from dataclasses import replace
from typing import Any

from bad_case import MISSING, Case, Raw, fields, put
from hostile_text import HOSTILE
from signing_in import RIGHT, SESSION, SESSIONS

PASSWORD = f"{SESSION}/password"
CHANGE: dict[str, Any] = {"current": RIGHT, "new": "夜泊枫桥 7 lanterns"}
CODES = {
    "confirmation": f"{SESSION}/second-factor/confirmation",
    "removal": f"{SESSION}/second-factor/removal",
}

TEXTS: list[tuple[Any, str]] = [
    (MISSING, "api.field.missing"),
    (None, "api.field.text"),
    (123456, "api.field.text"),
    (False, "api.field.text"),
    (["a"], "api.field.text"),
    ("", "api.field.too_short"),
]

EASY: list[tuple[str, str, str]] = [
    ("short", "kV9#t2qXw!", "accounts.password.too_short"),
    ("common", "password123456", "accounts.password.common"),
    ("repeated", "aaaaaaaaaaaaaaaa", "accounts.password.repeat"),
    ("the present one", RIGHT, "accounts.password.same"),
]
"""A password that is refused for several reasons has one of them last."""

NO_CODES = {
    "five digits": "12345",
    "seven digits": "1234567",
    "words": "open sesame",
    "sql": HOSTILE["sql"],
    "script": HOSTILE["script"],
    "a minus": "-12345",
    "other scripts' digits": "१२३४५६",
    "a NUL": "12345\u0000",
}

OWN = [
    replace(case, method="POST")
    for case in (
        *(
            replace(case, who="member")
            for case in fields(
                "password",
                PASSWORD,
                CHANGE,
                [
                    *(("current", value, reason) for value, reason in TEXTS),
                    *(("new", value, reason) for value, reason in TEXTS),
                    ("current", "x" * 1025, "api.field.too_long"),
                    ("new", "x" * 1025, "api.field.too_long"),
                    ("login", "{user}", "api.field.unknown"),
                    ("change_due", False, "api.field.unknown"),
                ],
            )
        ),
        Case(
            "password of half a surrogate pair",
            "POST",
            PASSWORD,
            422,
            "api.invalid",
            {"": "api.field.json"},
            put(CHANGE, "new", "x") | {"new": Raw('"\\ud800 and ten more"')},
            who="member",
        ),
        *(
            Case(
                f"password that is {name}",
                "POST",
                PASSWORD,
                422,
                "accounts.password_refused",
                {"new": reason},
                {**CHANGE, "new": new},
                who="member",
            )
            for name, new, reason in EASY
        ),
        *(
            Case(
                f"password changed by who types {name}",
                "POST",
                PASSWORD,
                422,
                "accounts.password_refused",
                {"current": "accounts.password.wrong"},
                {**CHANGE, "current": typed},
                who="member",
            )
            for name, typed in {
                "sql": HOSTILE["sql"],
                "the hash": "$argon2id$v=19$m=19456,t=2,p=1$YQ$YQ",
                "it and a blank": f"{RIGHT} ",
            }.items()
        ),
        *(
            replace(case, who=who)
            for name, address in CODES.items()
            for who in [{"confirmation": "beginner", "removal": "member"}[name]]
            for case in fields(
                f"code of {name}",
                address,
                {"code": "123456"},
                [
                    *(("code", value, reason) for value, reason in TEXTS),
                    ("code", "1" * 65, "api.field.too_long"),
                    ("secret", "AAAA", "api.field.unknown"),
                ],
            )
        ),
        *(
            Case(
                f"second factor confirmed by {name}",
                "POST",
                CODES["confirmation"],
                422,
                "accounts.wrong_second_factor",
                {"code": "accounts.wrong_second_factor"},
                {"code": code},
                who="beginner",
            )
            for name, code in NO_CODES.items()
        ),
        *(
            Case(
                f"{name} of a second factor that was never begun",
                "POST",
                address,
                422,
                "accounts.second_factor_not_offered",
                body={"code": "123456"},
                who="member",
            )
            for name, address in CODES.items()
        ),
        *(
            Case(
                f"{address} by nobody",
                "POST",
                address,
                401,
                "api.not_signed_in",
                body={},
                who="stranger",
            )
            for address in (PASSWORD, f"{SESSION}/second-factor", *CODES.values())
        ),
        *(
            Case(
                f"{address} as a form",
                "POST",
                address,
                415,
                "api.media_type",
                content=b"current=a&new=b&code=1",
                media_type="application/x-www-form-urlencoded",
                who="member",
            )
            for address in (PASSWORD, *CODES.values())
        ),
    )
] + [
    *(
        Case(
            f"the end of session {bad}",
            "DELETE",
            f"{SESSIONS}/{bad}",
            422,
            "api.invalid",
            {"path.session_id": "api.field.uuid"},
        )
        for bad in ("1", "%00", "all", "'%20OR%201=1%20--")
    ),
    *(
        Case(
            f"the end of a session that is {name}",
            "DELETE",
            f"{SESSIONS}/{{{key}}}",
            404,
            "accounts.no_session",
        )
        for name, key in {
            "not there": "new",
            "nothing": "nil",
            "somebody else's": "foreign_session",
            "a shift": "shift",
        }.items()
    ),
]

"""Bad questions to the audit chains, and to records' histories."""

from urllib.parse import quote

from bad_case import Case
from hostile_text import HOSTILE
from query_cases import CODES, LIMITS

AUDIT = "/api/v1/audit"
HISTORY = "/api/v1/history"
KINDS = ("shift", "patrol", "track", "incident")

ASKED: list[tuple[str, str]] = [
    *((f"limit={value}", reason) for value, reason in LIMITS[::2]),
    ("before=0", "api.field.at_least"),
    ("before=-1", "api.field.at_least"),
    ("before=9007199254740993", "api.field.at_most"),
    ("before=" + "9" * 40, "api.field.at_most"),
    ("before=x", "api.field.whole_number"),
    ("before=1.5", "api.field.whole_number"),
    ("before=", "api.field.whole_number"),
    *((f"chain={value}", reason) for value, reason in CODES),
    ("object=" + "x" * 129, "api.field.too_long"),
    ("object=%00", "api.field.control"),
    ("object=shift%0Aincident", "api.field.control"),
    ("squad=park", "api.field.unknown"),
    ("cursor=x", "api.field.unknown"),
    ("__proto__=1", "api.field.unknown"),
]

AUDITS = [
    *(
        Case(
            f"audit?{query[:60]}",
            "GET",
            f"{AUDIT}?{query}",
            422,
            "api.invalid",
            {f"query.{query.partition('=')[0]}": reason},
            who="auditor",
        )
        for query, reason in ASKED
    ),
    *(
        Case(f"audit of {name} {which}", "GET", f"{AUDIT}?{name}={quote(text)}", 200, who="auditor")
        for name in ("chain", "object")
        for which, text in HOSTILE.items()
        if which in ("sql", "script", "jinja", "path")
    ),
    *(
        Case(f"{path} by a {who}", "GET", path, 403, "api.not_permitted", who=who)
        for who, path in [
            ("leader", AUDIT),
            ("admin", f"{AUDIT}?limit=0"),
            ("briefing", f"{AUDIT}/anchor"),
            ("foreigner", f"{AUDIT}/verification"),
        ]
    ),
    *(
        Case(f"{method} {path}", method, path, 405, "api.method_not_allowed", who="auditor")
        for method, path in [
            ("DELETE", AUDIT),
            ("PUT", AUDIT),
            ("POST", f"{AUDIT}/anchor"),
            ("DELETE", f"{HISTORY}/shift/{{shift}}"),
            ("PUT", f"{HISTORY}/shift/{{shift}}"),
        ]
    ),
    Case(f"GET {AUDIT}/1", "GET", f"{AUDIT}/1", 404, "api.no_route", who="auditor"),
]

HISTORIES = [
    *(
        Case(
            f"history of kind {kind}",
            "GET",
            f"{HISTORY}/{kind}/{{shift}}",
            422,
            "api.invalid",
            {"path.kind": "api.field.one_of"},
        )
        for kind in ("officer", "device", "shifts", "SHIFT", "%00", "'%20OR%201=1%20--", "*")
    ),
    *(
        Case(
            f"history of {kind} {bad[:40]}",
            "GET",
            f"{HISTORY}/{kind}/{bad}",
            422,
            "api.invalid",
            {"path.record_id": "api.field.uuid"},
        )
        for kind, bad in zip(KINDS, ("1", "%00", "{{7*7}}", "a" * 4000), strict=True)
    ),
    *(
        Case(f"history of {name}", "GET", f"{HISTORY}/{kind}/{{{key}}}", 404, "records.not_found")
        for name, kind, key in [
            *((f"another squad's {kind}", kind, f"foreign_{kind}") for kind in KINDS),
            ("a shift that is not there", "shift", "new"),
            ("a patrol by a shift's id", "patrol", "shift"),
            ("a track by an incident's id", "track", "incident"),
            ("a shift by a person's id", "shift", "user"),
            ("nothing", "track", "nil"),
        ]
    ),
    *(
        Case(
            f"history of {kind} by {who}",
            "GET",
            f"{HISTORY}/{kind}/{{{kind}}}",
            status,
            code,
            who=who,
        )
        for who, kind, status, code in [
            ("stranger", "shift", 401, "api.not_signed_in"),
            ("auditor", "incident", 403, "api.not_permitted"),
            ("admin", "shift", 403, "api.not_permitted"),
            ("briefing", "track", 403, "api.not_permitted"),
            ("foreigner", "incident", 404, "records.not_found"),
        ]
    ),
]

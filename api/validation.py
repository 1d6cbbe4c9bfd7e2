"""What pydantic found wrong, in the words of the catalogue."""

from collections.abc import Iterable, Mapping
from typing import Any

from geo_patrol.errors import Finding, finding

MAX_FINDINGS = 200
OWN = "api."
"""Our own validators raise errors whose type is a message key."""

REASONS: dict[str, str] = {
    "missing": "api.field.missing",
    "extra_forbidden": "api.field.unknown",
    "string_type": "api.field.text",
    "string_too_short": "api.field.too_short",
    "string_too_long": "api.field.too_long",
    "string_pattern_mismatch": "api.field.pattern",
    "bool_type": "api.field.yes_no",
    "bool_parsing": "api.field.yes_no",
    "int_type": "api.field.whole_number",
    "int_parsing": "api.field.whole_number",
    "int_from_float": "api.field.whole_number",
    "int_parsing_size": "api.field.whole_number",
    "float_type": "api.field.number",
    "float_parsing": "api.field.number",
    "finite_number": "api.field.finite",
    "greater_than": "api.field.greater_than",
    "greater_than_equal": "api.field.at_least",
    "less_than": "api.field.less_than",
    "less_than_equal": "api.field.at_most",
    "uuid_type": "api.field.uuid",
    "uuid_parsing": "api.field.uuid",
    "datetime_type": "api.field.moment",
    "datetime_parsing": "api.field.moment",
    "datetime_from_date_parsing": "api.field.moment",
    "datetime_object_invalid": "api.field.moment",
    "date_type": "api.field.day",
    "date_parsing": "api.field.day",
    "date_from_datetime_parsing": "api.field.day",
    "date_from_datetime_inexact": "api.field.day",
    "timezone_aware": "api.field.offset",
    "timezone_offset": "api.field.offset",
    "literal_error": "api.field.one_of",
    "enum": "api.field.one_of",
    "list_type": "api.field.list",
    "tuple_type": "api.field.list",
    "too_long": "api.field.too_many",
    "too_short": "api.field.too_few",
    "dict_type": "api.field.object",
    "model_type": "api.field.object",
    "model_attributes_type": "api.field.object",
    "json_invalid": "api.field.json",
    "json_type": "api.field.json",
}

# Which of pydantic's context values a reason shows, by their names in the catalogue.
CONTEXT: dict[str, dict[str, str]] = {
    "api.field.too_short": {"limit": "min_length"},
    "api.field.too_long": {"limit": "max_length"},
    "api.field.greater_than": {"limit": "gt"},
    "api.field.at_least": {"limit": "ge"},
    "api.field.less_than": {"limit": "lt"},
    "api.field.at_most": {"limit": "le"},
    "api.field.one_of": {"known": "expected"},
    "api.field.too_many": {"limit": "max_length"},
    "api.field.too_few": {"limit": "min_length"},
}


def findings_of(errors: Iterable[Mapping[str, Any]], root: str = "") -> tuple[Finding, ...]:
    """Return pydantic's errors as findings: the path of each field, and why.

    What was sent is never repeated: it may be long, and personal.

    Parameters
    ----------
    errors
        As ``ValidationError.errors()`` gives them.
    root
        Name that all paths begin with.
    """
    found = (_finding(error, root) for error in errors)
    return tuple(list(dict.fromkeys(found))[:MAX_FINDINGS])


def _finding(error: Mapping[str, Any], root: str) -> Finding:
    where = path_of((root, *error["loc"]) if root else error["loc"])
    context = error.get("ctx", {})
    kind = str(error["type"])
    if kind.startswith(OWN):
        return finding(where, kind, **context)
    key = REASONS.get(kind, "api.field.invalid")
    shown = {name: _shown(context.get(theirs)) for name, theirs in CONTEXT.get(key, {}).items()}
    return finding(where, key, **shown)


def path_of(location: Iterable[object]) -> str:
    """Return a place in a body as people write it: ``outcomes[0].people``."""
    path = ""
    for step in location:
        if isinstance(step, int):
            path += f"[{step}]"
        elif path:
            path += f".{step}"
        else:
            path = str(step)
    return path


def _shown(value: object) -> str:
    return str(value).replace("'", "").replace(" or ", ", ")

"""What a schema finds wrong with an entry, in words."""

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from geo_patrol.errors import Finding, finding


def findings_of(error: ValidationError, place: str) -> list[Finding]:
    """Return one finding for each fault that the schema found in an entry."""
    faults = error.errors(include_url=False)
    inside = {fault["loc"][:-1] for fault in faults}
    # A list without its bad values is too short as well: that says nothing more.
    told = [f for f in faults if f["type"] != "too_short" or f["loc"] not in inside]
    return [_finding(fault, place) for fault in told]


def _finding(fault: ErrorDetails, place: str) -> Finding:
    field = ".".join(str(part) for part in fault["loc"])
    value = str(fault["input"])[:40]
    match fault["type"]:
        case "missing":
            return finding(place, "law.field_missing", field=field)
        case "extra_forbidden":
            return finding(place, "law.field_unknown", field=field)
        case "literal_error":
            known = str(fault.get("ctx", {}).get("expected", ""))
            return finding(place, "law.field_choice", field=field, value=value, known=known)
        case "dates_reversed":
            return finding(place, "law.dates_reversed")
        case "why_missing":
            return finding(place, "law.why_missing")
        case "not_verified":
            return finding(place, "law.not_verified")
        case "range_reversed":
            return finding(place, "law.range_reversed", field=field)
        case "no_penalty":
            return finding(place, "law.no_penalty")
        case "any_act":
            return finding(place, "law.any_act")
        case "duty_figures":
            return finding(place, "law.duty_figures")
        case kind if kind.startswith("date"):
            return finding(place, "law.field_date", field=field, value=value)
    return finding(place, "law.field_wrong", field=field, value=value)

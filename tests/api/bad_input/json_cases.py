"""Bodies that are no JSON, or JSON that no form makes."""

from collections.abc import Callable

from bad_case import Case, Content, dumps, put
from duty_cases import GOOD_SHIFT, SHIFT
from incident_cases import GOOD as GOOD_INCIDENT
from incident_cases import INCIDENT

GOOD = dumps(GOOD_SHIFT)
MB = 1024 * 1024

Maker = Callable[[], bytes]


def nested(depth: int) -> Maker:
    """Return a maker of lists in lists."""
    return lambda: b'{"note":' + b"[" * depth + b"]" * depth + b"}"


def keys(number: int) -> Maker:
    """Return a maker of an object of that many members."""
    return lambda: b"{" + b",".join(b'"k%d":0' % n for n in range(number)) + b"}"


def noted(note: bytes) -> bytes:
    """Return a good shift with other bytes as its note, between quotes or as they are."""
    return GOOD.replace(b'"note": ""', b'"note": ' + note)


NO_JSON: dict[str, Content] = {
    "empty": b"",
    "a blank": b" \n",
    "a NUL": b"\x00",
    "half a form": GOOD[:-20],
    "two forms": GOOD * 2,
    "a comma too many": GOOD[:-1] + b",}",
    "single quotes": GOOD.replace(b'"', b"'"),
    "a comment": b"/**/" + GOOD,
    "XML": b"<shift/>",
    "a form's encoding": b"squad=reservoir&kind=night",
    "a pickle": b"\x80\x04\x95\x0b\x00\x00\x00\x00\x00\x00\x00",
    "UTF-16": GOOD.decode().encode("utf-16"),
    "GBK": noted('"长诏"'.encode("gbk")),
    "an overlong slash": noted(b'"\xc0\xaf"'),
    "an overlong NUL": noted(b'"\xc0\x80"'),
    "a byte that starts nothing": noted(b'"\xff"'),
    "a surrogate in UTF-8": noted(b'"\xed\xa0\x80"'),
    "half a surrogate pair": noted(b'"\\ud800"'),
    "the other half": noted(b'"\\udc00"'),
    "pairs in the wrong order": noted(b'"\\udc00\\ud800"'),
    "a code point beyond Unicode": noted(b'"\xf5\x80\x80\x80"'),
    "an escape cut short": noted(b'"\\u12"'),
    "an escape of no kind": noted(b'"\\x41"'),
    "a raw control character": noted(b'"\x01"'),
    "a raw line end in a text": noted(b'"a\nb"'),
    "a number with a leading nought": noted(b"01"),
    "a hexadecimal number": noted(b"0x10"),
    "gzip without saying so": b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03",
    "nested 100,000 deep": nested(100_000),
    "nested 100,000 deep and cut": lambda: b'{"note":' + b"[" * 100_000,
    "objects 1,000 deep": lambda: b'{"a":' * 1000 + b"1" + b"}" * 1000,
}

NO_OBJECT: dict[str, bytes] = {
    "null": b"null",
    "a list": b"[]",
    "a list of shifts": b"[" + GOOD + b"]",
    "a text": b'"shift"',
    "a number": b"7",
    "true": b"true",
}

TWICE: dict[str, tuple[str, bytes, str]] = {
    "a shift's squad": (SHIFT, GOOD[:-1] + b',"squad":"park"}', "squad"),
    "the same value": (SHIFT, GOOD[:-1] + b',"kind":"night"}', "kind"),
    "an escaped name": (SHIFT, GOOD[:-1] + b',"\\u006eote":"b"}', "note"),
    "an incident's longitude": (
        INCIDENT,
        dumps(put(GOOD_INCIDENT, "patrol_id", None)).replace(b'"lon":', b'"lon": 1, "lon":'),
        "point.lon",
    ),
    "an outcome's people": (
        INCIDENT,
        dumps(put(GOOD_INCIDENT, "patrol_id", None)).replace(b'"people":', b'"people":9,"people":'),
        "outcomes[0].people",
    ),
}

BODIES = [
    *(
        Case(f"JSON: {name}", "PUT", SHIFT, 422, "api.invalid", {"": "api.field.json"}, None, data)
        for name, data in NO_JSON.items()
    ),
    *(
        Case(
            f"JSON: {name}", "PUT", SHIFT, 422, "api.invalid", {"": "api.field.object"}, None, data
        )
        for name, data in NO_OBJECT.items()
    ),
    *(
        Case(
            f"JSON: {name} twice",
            "PUT",
            path,
            422,
            "api.invalid",
            {place: "api.field.twice"},
            None,
            data,
        )
        for name, (path, data, place) in TWICE.items()
    ),
    Case(
        "JSON: 50,000 unknown members",
        "PUT",
        SHIFT,
        422,
        "api.invalid",
        {"": "api.field.crowded"},
        None,
        keys(50_000),
    ),
    Case("JSON: 100 unknown members", "PUT", SHIFT, 422, "api.invalid", None, None, keys(100)),
    Case(
        "JSON: a million members",
        "PUT",
        SHIFT,
        413,
        "api.record_too_large",
        None,
        None,
        keys(1_000_000),
    ),
    Case(
        "JSON: a note of 2 MB",
        "PUT",
        SHIFT,
        413,
        "api.record_too_large",
        None,
        None,
        lambda: noted(b'"' + b"a" * 2 * MB + b'"'),
    ),
    Case(
        "JSON: a number of 900,000 digits",
        "PUT",
        SHIFT,
        422,
        "api.invalid",
        {"": "api.field.json"},
        None,
        lambda: noted(b"9" * 900_000),
    ),
    Case(
        "JSON: a mark of byte order",
        "PUT",
        SHIFT,
        422,
        "api.invalid",
        {"": "api.field.json"},
        None,
        b"\xef\xbb\xbf" + GOOD,
    ),
]

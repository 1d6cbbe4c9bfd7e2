"""Numbers and times as tracking apps write them: texts in addresses, values in JSON."""

import re
from datetime import UTC
from math import isfinite

from geo_patrol.errors import InvalidInput
from geo_patrol.tracks.times import parse_times

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_LONGEST = 64
"""Characters of any number or time."""

KMH_PER_MS = 3.6
KMH_PER_KNOT = 1.852


def number(name: str, value: object) -> float:
    """Return a number that must be there.

    Raises
    ------
    InvalidInput
        When it is not, or is no finite number; ``name`` says which.
    """
    found = optional(name, value)
    if found is None:
        raise InvalidInput("ingest.missing", name=name)
    return found


def optional(name: str, value: object) -> float | None:
    """Return a number, or None where nothing stands.

    Raises
    ------
    InvalidInput
        When something else than a finite number stands there.
    """
    if value is None or value == "":
        return None
    if isinstance(value, str):
        text = value.strip()
        if len(text) > _LONGEST or not _NUMBER.fullmatch(text):
            raise InvalidInput("ingest.not_a_number", name=name)
        found = float(text)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        # An integer of hundreds of digits is no number that a float can hold.
        found = float(value) if abs(value) < 1e300 else float("inf")
    else:
        raise InvalidInput("ingest.not_a_number", name=name)
    if not isfinite(found):
        raise InvalidInput("ingest.not_a_number", name=name)
    return found


def moment_ms(name: str, value: object) -> int:
    """Return a time in Unix milliseconds.

    It may be Unix seconds or milliseconds (by its size), ISO 8601, or ``yyyy-MM-dd HH:mm:ss``.
    Without an offset it is UTC: so the Traccar server takes it, and so the apps write it.

    Raises
    ------
    InvalidInput
        When it is missing, or no time.
    """
    if value is None or value == "":
        raise InvalidInput("ingest.missing", name=name)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise InvalidInput("ingest.not_a_time", name=name)
    # An integer of thousands of digits cannot even be written out.
    if not isinstance(value, str) and not abs(value) < 1e15:
        raise InvalidInput("ingest.not_a_time", name=name)
    text = value.strip() if isinstance(value, str) else repr(value)
    if len(text) > _LONGEST:
        raise InvalidInput("ingest.not_a_time", name=name)
    read = parse_times([text], tz=UTC)
    if read.missing[0] or read.unreadable[0]:
        raise InvalidInput("ingest.not_a_time", name=name)
    return int(read.t_ms[0])

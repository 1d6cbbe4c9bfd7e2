"""A local quarter as people write it."""

import re
from datetime import datetime, tzinfo

_QUARTER = re.compile(r"([0-9]{4})Q([1-4])")


def quarter_of(text: str, tz: tzinfo) -> tuple[datetime, datetime] | None:
    """Return begin and end of a local quarter from ``YYYYQn``; None of none from 1990 to 2099."""
    found = _QUARTER.fullmatch(text)
    if found is None or not 1990 <= int(found[1]) < 2100:
        return None
    year, first = int(found[1]), 3 * int(found[2]) - 2
    end = (year, first + 3) if first < 10 else (year + 1, 1)
    return datetime(year, first, 1, tzinfo=tz), datetime(*end, 1, tzinfo=tz)


def quarter_name(moment: datetime) -> str:
    """Return the quarter that a local moment lies in."""
    return f"{moment.year}Q{(moment.month + 2) // 3}"

"""A local month as people write it."""

import re
from datetime import datetime, timedelta, tzinfo

from geo_patrol.firms.stretches import Stretch

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def month_of(text: str, tz: tzinfo) -> Stretch | None:
    """Return a local month from ``YYYY-MM``; None when it is none from 1990 to 2099."""
    found = _MONTH.fullmatch(text)
    if found is None or not 1990 <= int(found[1]) < 2100:
        return None
    start = datetime(int(found[1]), int(found[2]), 1, tzinfo=tz)
    return Stretch(start, (start + timedelta(days=32)).replace(day=1))

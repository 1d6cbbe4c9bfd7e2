"""When it is dark: from the end of civil twilight to its beginning, the sun 6° below the horizon.

In civil twilight people and things on the ground are still made out without a lamp, so it counts
as day. Times are astral's, after NOAA's solar calculator, good to about a minute.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

import numpy as np
from astral import Observer
from astral.sun import dawn, dusk, elevation
from numpy.typing import NDArray

from geo_patrol.coverage.rollup import EPOCH

CIVIL_DEG = 6.0

_DAY_US = 86_400_000_000
_EPOCH_UTC = datetime(1970, 1, 1, tzinfo=UTC)
_US = timedelta(microseconds=1)


@dataclass(frozen=True, eq=False)
class Daylight:
    """When day and night change at a place.

    Attributes
    ----------
    change_us
        ``(n,)`` int64, Unix µs, ascending.
    dark_first
        Whether it is dark before the first change.
    """

    change_us: NDArray[np.int64]
    dark_first: bool

    def is_dark(self, moment_us: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Tell for each moment (Unix µs) whether it is dark; a change belongs to what follows."""
        n_changes = np.searchsorted(self.change_us, moment_us, "right")
        is_dark: NDArray[np.bool_] = (n_changes + self.dark_first) % 2 == 1
        return is_dark


def daylight(lon: float, lat: float, from_us: int, to_us: int) -> Daylight:
    """Return the changes of day and night at a place that matter in ``[from_us, to_us]``.

    Parameters
    ----------
    lon, lat
        Degrees of EPSG:4326: one place stands for a whole grid, 10 km are half a minute.
    from_us, to_us
        Unix µs.

    Returns
    -------
    Daylight
        Changes within the period and some days around it. Where the sun does not pass 6° below the
        horizon, in polar summers and winters, there are none, and it is day or night throughout.
    """
    first, last = int(from_us // _DAY_US) - 1, int(to_us // _DAY_US) + 2
    days = (EPOCH + timedelta(days=day) for day in range(first, last))
    changes = [change for day in days for change in _changes(round(lon, 4), round(lat, 4), day)]
    changes.sort()
    # A day without one of its changes leaves two of a kind in a row: the second changes nothing.
    kept = [c for k, c in enumerate(changes) if k == 0 or c[1] != changes[k - 1][1]]
    if not kept:
        middle = _EPOCH_UTC + timedelta(microseconds=(from_us + to_us) // 2)
        is_dark = elevation(Observer(lat, lon), middle) < -CIVIL_DEG
        return Daylight(np.empty(0, np.int64), bool(is_dark))
    return Daylight(np.array([moment_us for moment_us, _ in kept], np.int64), not kept[0][1])


@lru_cache(maxsize=4096)
def _changes(lon: float, lat: float, day: date) -> tuple[tuple[int, bool], ...]:
    """Return the moments of a day, by the sun's own clock, at which it becomes dark (or light)."""
    # By this clock, noon is at noon: each date has its dawn first and its dusk after it.
    clock = timezone(timedelta(hours=round(lon / 15)))
    place = Observer(lat, lon)
    found = []
    for change, becomes_dark in ((dawn, False), (dusk, True)):
        try:
            moment = change(place, day, CIVIL_DEG, clock)
        except ValueError:
            continue
        found.append(((moment - _EPOCH_UTC) // _US, becomes_dark))
    return tuple(found)

"""The season's days: workdays, campaigns and weather, and how the squad learns its waters."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Literal

import numpy as np

FIRST_DAY = date(2022, 8, 1)
LAST_DAY = date(2022, 12, 31)

# State Council notice for 2022: Mid-Autumn and National Day, with the two worked weekend days.
_HOLIDAYS = {date(2022, 9, day) for day in (10, 11, 12)} | {
    date(2022, 10, day) for day in range(1, 8)
}
_WORKED_WEEKEND = {date(2022, 10, 8), date(2022, 10, 9)}

Drive = Literal["campaign", "joint"]

# Two typhoons passed the Zhejiang coast in September 2022.
_STORMS = {date(2022, 9, day) for day in (4, 5, 13, 14, 15)}

# The squad was founded in August: how far it goes, as a share of what it knows by the autumn.
_REACH_BY_MONTH = {8: 0.74, 9: 0.86, 10: 1.0, 11: 1.0, 12: 0.95}


@dataclass(frozen=True)
class Day:
    """One local day of the season.

    ``weather`` is 1 on a fair day, about 0.5 on a foul one and 0 in a storm; ``reach`` scales how
    far a patrol goes; ``drive`` is what the day is given over to, if anything.
    """

    date: date
    index: int
    free: bool
    weather: float
    reach: float
    drive: Drive | None

    def at(self, hour: float, zone: tzinfo) -> datetime:
        """Return the moment at a local hour; 24 is the midnight that ends the day."""
        whole = datetime.combine(self.date, time(0), tzinfo=zone)
        return whole + timedelta(hours=hour)


def season_days(rng: np.random.Generator) -> tuple[Day, ...]:
    """Return the days of August to December 2022, their weather and campaigns drawn."""
    dates = list(_dates())
    foul = rng.random(len(dates)) < 0.06
    grey = 0.35 + 0.3 * rng.random(len(dates))
    drives = _drives(rng, dates)
    return tuple(
        Day(
            date=day,
            index=index,
            free=_is_free(day),
            weather=0.0 if day in _STORMS else float(grey[index]) if foul[index] else 1.0,
            reach=_REACH_BY_MONTH[day.month],
            drive=drives.get(day),
        )
        for index, day in enumerate(dates)
    )


def _dates() -> Iterator[date]:
    day = FIRST_DAY
    while day <= LAST_DAY:
        yield day
        day += timedelta(days=1)


def _is_free(day: date) -> bool:
    return day in _HOLIDAYS or (day.weekday() >= 5 and day not in _WORKED_WEEKEND)


def _drives(rng: np.random.Generator, dates: list[date]) -> dict[date, Drive]:
    """Draw two campaign days and one joint operation a month, never in a storm."""
    drives: dict[date, Drive] = {}
    for month in range(FIRST_DAY.month, LAST_DAY.month + 1):
        fit = [day for day in dates if day.month == month and day not in _STORMS]
        first, second, third = rng.choice(len(fit), size=3, replace=False)
        drives |= {fit[first]: "campaign", fit[second]: "campaign", fit[third]: "joint"}
    return drives

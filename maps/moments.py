"""What a map's slider shows: days and shifts, and the class of each cell in each of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geo_patrol.errors import InvalidInput
from maps.packed import Numbers
from maps.words import Words, joined, same, words

UnitOfTime = Literal["day", "shift"]
ShiftName = Literal["early", "middle", "night"]

Ints = NDArray[np.int64]
_WEEK = (
    "maps.weekday.mon",
    "maps.weekday.tue",
    "maps.weekday.wed",
    "maps.weekday.thu",
    "maps.weekday.fri",
    "maps.weekday.sat",
    "maps.weekday.sun",
)


@dataclass(frozen=True)
class Moments:
    """The shifts of a period, in order, without gaps: a slider's finest steps.

    Attributes
    ----------
    starts
        When each begins (aware).
    shifts
        What each is.
    end
        When the last one ends.
    zone
        Whose midnights part the days.
    """

    starts: Sequence[datetime]
    shifts: Sequence[ShiftName]
    end: datetime
    zone: tzinfo

    def __post_init__(self) -> None:
        later = [*self.starts[1:], self.end]
        if not self.starts or any(a >= b for a, b in zip(self.starts, later, strict=True)):
            raise InvalidInput("maps.moments_not_in_order")

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def days(self) -> Ints:
        """``(n,)`` the day of each shift, from 0 on."""
        ordinals = [start.astimezone(self.zone).toordinal() for start in self.starts]
        return np.unique(ordinals, return_inverse=True)[1].astype(np.int64)

    def step_of(self, moments: ArrayLike) -> NDArray[np.float64]:
        """Return the shift of each moment (Unix seconds); NaN for those in none."""
        found = np.asarray(moments, dtype=np.float64)
        bounds = [start.timestamp() for start in self.starts]
        step = (np.searchsorted(bounds, found, side="right") - 1).astype(np.float64)
        step[(step < 0) | ~(found < self.end.timestamp())] = np.nan
        return step

    def payload(self) -> dict[str, object]:
        """Return the units of time, with the name of each moment and the step it ends before."""
        days = self.days
        ends = np.flatnonzero(np.diff(days, append=days[-1] + 1)) + 1
        firsts = [0, *(int(end) for end in ends[:-1])]
        local = [start.astimezone(self.zone) for start in self.starts]
        names = [_day_name(moment) for moment in local]
        return {
            "day": {
                "name": words("maps.page.by_day"),
                "labels": [names[k] for k in firsts],
                "ends": [int(end) for end in ends],
            },
            "shift": {
                "name": words("maps.page.by_shift"),
                "labels": [
                    joined([name, shift_name(shift)], " ")
                    for name, shift in zip(names, self.shifts, strict=True)
                ],
                "shifts": list(self.shifts),
                "ends": list(range(1, len(self) + 1)),
            },
        }


def shift_name(shift: ShiftName) -> Words:
    """Return the name of a shift."""
    names: dict[ShiftName, str] = {
        "early": "maps.shift.early",
        "middle": "maps.shift.middle",
        "night": "maps.shift.night",
    }
    return words(names[shift])


@dataclass(frozen=True)
class Standing:
    """The classes of cells in one unit of time.

    Attributes
    ----------
    class_of
        ``(k, n)`` index into ``swatches``: of each cell, at each of the unit's moments.
    swatches
        CSS class and name of each class.
    fields
        Columns of ``k × n`` values told of a touched cell.
    """

    class_of: ArrayLike
    swatches: Sequence[tuple[str, Words]]
    fields: Sequence[dict[str, object]] = ()

    def payload(self) -> dict[str, object]:
        """Return it as values of a page."""
        classes = np.asarray(self.class_of, dtype=np.int64)
        return {
            "of": Numbers(classes, step=classes.shape[1]),
            "classes": [swatch for swatch, _ in self.swatches],
            "names": [name for _, name in self.swatches],
            "fields": list(self.fields),
        }


def changing(layer: str, day: Standing, shift: Standing, note: Words) -> dict[str, object]:
    """Return how the cells of a layer change by day and by shift; ``note`` says what is shown."""
    return {
        "layer": layer,
        "units": {"day": day.payload(), "shift": shift.payload()},
        "note": note,
    }


def _day_name(moment: datetime) -> Words:
    return joined([same(f"{moment:%m-%d}"), words(_WEEK[moment.weekday()])], " ")

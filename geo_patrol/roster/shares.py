"""What each officer's fair share is: of nights, weekend days, holidays and hours.

A squad's posts need so many; that is shared among its people by the days on which each could be
asked. What somebody did beyond it in the periods before is taken off. The shares depend on the
problem only: a solver takes them as constants.
"""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from geo_patrol.roster.frame import Flags, Frame, Ints
from geo_patrol.roster.sheet import Sheet

Measure = Literal["nights", "weekends", "holidays", "hours"]
"""Nights; shifts on days of a weekend, on public holidays; hours."""
MEASURES: tuple[Measure, ...] = get_args(Measure)

Floats = NDArray[np.float64]

_HOUR = 60
_ROUNDING = 1e-6


@dataclass(frozen=True, eq=False)
class Shares:
    """The fair shares by one measure.

    Attributes
    ----------
    share
        (o,) of what this roster needs.
    carried
        (o,) what was worked beyond the share before.
    """

    share: Floats
    carried: Floats

    @property
    def due(self) -> Floats:
        """(o,) what is fair in this roster."""
        return self.share - self.carried

    @property
    def least(self) -> Ints:
        """(o,) the due in whole numbers, rounded down; never below zero."""
        return np.maximum(0, np.floor(self.due + _ROUNDING)).astype(np.int64)

    @property
    def most(self) -> Ints:
        """(o,) the due in whole numbers, rounded up; never below zero."""
        return np.maximum(0, np.ceil(self.due - _ROUNDING)).astype(np.int64)


def counting(frame: Frame, measure: Measure) -> Ints:
    """Return (d, s) what one shift counts for a measure: 0 or 1, or its minutes for hours."""
    n_days, n_shifts = len(frame.problem.days), len(frame.problem.shifts)
    if measure == "hours":
        return np.tile(frame.minutes, (n_days, 1))
    if measure == "nights":
        return np.tile(frame.night.astype(np.int64), (n_days, 1))
    days: Flags = frame.weekend if measure == "weekends" else frame.holiday
    return np.repeat(days.astype(np.int64)[:, None], n_shifts, axis=1)


def shares_of(frame: Frame, measure: Measure) -> Shares:
    """Return the shares by a measure. A squad in which nobody can be asked shares nothing."""
    problem = frame.problem
    counts = counting(frame, measure)
    # One day is one chance to be asked, however many of its shifts count.
    chances = (frame.open & (counts > 0)).any(axis=2).sum(axis=1).astype(np.float64)
    wanted = frame.need * counts[:, frame.post_shift].T
    share = np.zeros(len(problem.officers))
    squads = np.array([one.squad for one in problem.officers], object)
    for squad in {one.squad for one in problem.posts}:
        posts = np.array([one.squad == squad for one in problem.posts], bool)
        mine = squads == squad
        if total := chances[mine].sum():
            share[mine] = wanted[posts].sum() * chances[mine] / total
    if measure == "hours":
        share /= _HOUR
    carried = [getattr(one.balance, measure) for one in problem.officers]
    return Shares(share, np.array(carried, np.float64))


def worked(sheet: Sheet, measure: Measure) -> Ints:
    """Return (o,) what each officer has in a roster; minutes for hours."""
    counts = counting(sheet.frame, measure)
    sums = np.zeros(len(sheet.frame.problem.officers), np.int64)
    np.add.at(sums, sheet.officer, counts[sheet.day, sheet.shift])
    return sums

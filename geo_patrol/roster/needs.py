"""What going to a cell is worth: how overdue it is, by what is found there.

A cell is worth ``risk × log₂(age ÷ interval)`` at the end of the shift, and nothing while it is on
time. The age of a place without a visit is its idleness (Machado, Ramalho, Zucker & Drogoul,
Multi-Agent Patrolling, MABS 2002), here measured by what is required of the place. The logarithm
is a choice: each doubling says as much as the one before, so that what was left for weeks does not
drown what lapsed last night. Risk is incidents found per hour of presence, smoothed, ÷ that of the
area (Marshall 1991, see `geo_patrol.hotspots.effort_rate`): per hour, so that places are not
called safe because nobody looked.
"""

from dataclasses import dataclass

import numpy as np

from geo_patrol.coverage.gaps import NEVER_US
from geo_patrol.roster.ground import CellGround, Floats, Ints

MOST_LATE = 32.0
"""Intervals without a visit beyond which a cell gets no more urgent; as a cell never seen."""


@dataclass(frozen=True, eq=False)
class CellNeeds:
    """An area's cells and what speaks for going there; arrays in order of the cells.

    Attributes
    ----------
    required_s
        ``(n,)`` required interval, NaN where nothing is required.
    last_leave_us
        ``(n,)`` int64, when somebody was last there, Unix µs, or ``NEVER_US``.
    risk
        ``(n,)`` incidents per hour of presence ÷ those of the area: 1 where nothing is known.
    """

    ground: CellGround
    required_s: Floats
    last_leave_us: Ints
    risk: Floats


def gains(needs: CellNeeds, at_us: int) -> Floats:
    """Return what each cell is worth at a moment (Unix µs): ``(n,)``, 0 where nothing is due."""
    late = np.where(needs.last_leave_us == NEVER_US, MOST_LATE, lateness(needs, at_us))
    gain: Floats = needs.risk * np.log2(np.clip(late, 1.0, MOST_LATE))
    return np.where(np.isnan(needs.required_s), 0.0, gain)


def lateness(needs: CellNeeds, at_us: int) -> Floats:
    """Return the age of each cell in required intervals; NaN where never seen or not required."""
    seen = needs.last_leave_us != NEVER_US
    age_s = (at_us - needs.last_leave_us) / 1e6
    return np.where(seen, age_s, np.nan) / needs.required_s

"""Visits cut to a period."""

import numpy as np

from geo_patrol.coverage.records import Visits


def clip(visits: Visits, start_us: int, end_us: int) -> Visits:
    """Return the parts of visits within ``[start_us, end_us)`` (Unix µs).

    A visit's way is taken as even in time, so a part has its share of the way. Visits of no
    duration are kept when they lie within. No visits give none.
    """
    enter = np.maximum(visits.enter_us, start_us)
    leave = np.minimum(visits.leave_us, end_us)
    kept = (leave > enter) | ((visits.enter_us == visits.leave_us) & (enter == leave))
    kept &= visits.enter_us < end_us
    whole = (visits.leave_us - visits.enter_us)[kept]
    part = (leave - enter)[kept]
    share = np.divide(part, whole, out=np.ones(len(part)), where=whole > 0)
    return Visits(visits.cell[kept], enter[kept], leave[kept], visits.length_m[kept] * share)

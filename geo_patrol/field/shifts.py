"""Which shift a person is in."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from geo_patrol.patrols import Shift

SOON = timedelta(hours=12)
"""A shift that begins within this is one's own already, when none runs."""


@dataclass(frozen=True)
class Chosen:
    """A shift, whether it has begun, and the others that run meanwhile."""

    shift: Shift | None
    running: bool
    others: tuple[Shift, ...]


def choose_shift(
    shifts: Sequence[Shift], now: datetime, *, aboard: AbstractSet[UUID], own_squad: str | None
) -> Chosen:
    """Return the shift that runs at ``now``, else the next one that begins within twelve hours.

    Shifts are half-open: at the moment at which one ends and another begins, the other one runs.
    Of several that run it is one in which the person is aboard a patrol, then one of their own
    squad, then the one that began last.

    Parameters
    ----------
    shifts
        Those that run at ``now`` or begin within twelve hours, at least; in any order.
    aboard
        Ids of the shifts in which the person is in a patrol's crew.
    """
    running = [one for one in shifts if one.start <= now < one.end]
    if running:
        ordered = sorted(
            running,
            key=lambda one: (
                one.id in aboard,
                one.squad_code == own_squad,
                one.start,
                str(one.id),
            ),
            reverse=True,
        )
        return Chosen(ordered[0], True, tuple(ordered[1:]))
    coming = [one for one in shifts if now < one.start <= now + SOON]
    first = min(
        coming,
        key=lambda one: (one.start, one.squad_code != own_squad, str(one.id)),
        default=None,
    )
    return Chosen(first, False, ())

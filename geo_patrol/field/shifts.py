"""Which shift a person is in."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from geo_patrol.patrols import Shift

SOON = timedelta(hours=12)
"""A shift that begins within this is one's own already, when none runs."""
COMING_OUT = timedelta(hours=2)
"""A shift that one is rostered for is, so long before it begins, though another one runs still."""


@dataclass(frozen=True)
class Chosen:
    """A shift, whether it has begun, and the others that run meanwhile."""

    shift: Shift | None
    running: bool
    others: tuple[Shift, ...]


def choose_shift(
    shifts: Sequence[Shift],
    now: datetime,
    *,
    aboard: AbstractSet[UUID],
    own_squad: str | None,
    rostered: AbstractSet[UUID] = frozenset(),
) -> Chosen:
    """Return the shift that runs at ``now``, else the next one that begins within twelve hours.

    Shifts are half-open: at the moment at which one ends and another begins, the other one runs.
    Of several that run it is one in which the person is aboard a patrol, then one that they are
    rostered for, then one of their own squad, then the one that began last. Who is in none of those
    that run has the one that they are rostered for, when it begins within two hours.

    Parameters
    ----------
    shifts
        Those that run at ``now`` or begin within twelve hours, at least; in any order.
    aboard
        Ids of the shifts in which the person is in a patrol's crew.
    rostered
        Ids of the shifts that they are rostered for. Who steps in is in the crew all the same.
    """
    running = [one for one in shifts if one.start <= now < one.end]
    if running:
        ordered = sorted(
            running,
            key=lambda one: (
                one.id in aboard,
                one.id in rostered,
                one.squad_code == own_squad,
                one.start,
                str(one.id),
            ),
            reverse=True,
        )
        soon = [one for one in shifts if now < one.start <= now + COMING_OUT and one.id in rostered]
        if soon and ordered[0].id not in aboard | rostered:
            return Chosen(min(soon, key=_by_start), False, tuple(ordered))
        return Chosen(ordered[0], True, tuple(ordered[1:]))
    coming = [one for one in shifts if now < one.start <= now + SOON]
    first = min(
        coming,
        key=lambda one: (
            one.id not in rostered,
            one.start,
            one.squad_code != own_squad,
            str(one.id),
        ),
        default=None,
    )
    return Chosen(first, False, ())


def _by_start(one: Shift) -> tuple[datetime, str]:
    return one.start, str(one.id)

"""What falls due: the open clocks, the loudest first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from geo_patrol.errors import Finding, finding
from geo_patrol.seizures.clocks import Clock, ClockKind

State = Literal["running", "due_soon", "overdue", "met", "extended"]

SOON: Mapping[ClockKind, timedelta] = {
    "seizure_report": timedelta(hours=6),
    "preservation": timedelta(days=2),
    "seizure": timedelta(days=5),
    "case": timedelta(days=10),
}
"""How long before its end a clock is shown as due soon: what an office still can act in."""

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Due:
    """An open clock at a moment; ``left`` is negative when it is overdue."""

    clock: Clock
    state: State
    left: timedelta
    words: Finding


def state_of(clock: Clock, now: datetime) -> State:
    """Return how a clock stands: what was done too late is ``met``; `was_late` tells."""
    if clock.met_at is not None:
        return "met"
    left = clock.due_at - now
    if left <= timedelta(0):
        return "overdue"
    if left <= SOON[clock.kind]:
        return "due_soon"
    return "extended" if clock.extended_days else "running"


def was_late(clock: Clock) -> bool:
    """Tell whether it was done, but after it was due."""
    return clock.met_at is not None and clock.met_at >= clock.due_at


def due_list(clocks: Iterable[Clock], now: datetime) -> tuple[Due, ...]:
    """Return the open clocks: what is overdue first, by the time it was due, then the others so."""
    found = [_due(clock, now) for clock in clocks if clock.met_at is None]
    # Overdue clocks were due before now, so that one order serves both.
    return tuple(sorted(found, key=lambda one: _order(one.clock)))


def _order(clock: Clock) -> tuple[datetime, str, str]:
    return (clock.due_at, clock.subject, clock.kind)


def _due(clock: Clock, now: datetime) -> Due:
    state = state_of(clock, now)
    left = clock.due_at - now
    days, hours = divmod(abs(left), _DAY)
    spans = {"days": days, "hours": hours // _HOUR}
    if state == "overdue":
        words = finding(clock.subject, "seizures.overdue", **spans)
    elif state == "due_soon":
        words = finding(clock.subject, "seizures.due_soon", **spans)
    else:
        words = finding(clock.subject, "seizures.time_left", **spans)
    return Due(clock, state, left, words)

"""Cameras that are not heard of any more: each is held against its own habit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from math import ceil
from typing import Literal

HABIT = timedelta(days=365)
"""A camera's habit is that of the year before its last alert: nights and seasons are in it."""
USUAL = 0.995
"""A silence longer than this share of its own gaps is not usual."""
LEAST_GAPS = 30
"""With fewer, nobody knows what is usual."""
LEAST_SILENCE = timedelta(days=1)
"""No shorter silence is told of, however busy a camera is."""
MISSED_SIGNS = 3
"""So many signs in a row do not get lost on the way."""
LEAST_SIGN_SILENCE = timedelta(minutes=10)

SilenceState = Literal["heard", "silent", "never", "habit_unknown"]


@dataclass(frozen=True)
class Sign:
    """A device said that it works; it says so every ``every_s`` seconds."""

    at: datetime
    every_s: int


@dataclass(frozen=True)
class Silence:
    """How long a camera has been silent.

    Attributes
    ----------
    state
        ``never``: no alert and no sign so far. ``habit_unknown``: too few to tell.
    last_at
        When it was last heard of; None if never.
    limit
        The longest silence that is usual; None where nobody knows.
    by
        What the limit follows from.
    n_gaps
        How many gaps its habit is known from.
    """

    state: SilenceState
    last_at: datetime | None
    limit: timedelta | None
    by: Literal["signs", "habit"] | None
    n_gaps: int

    @property
    def since(self) -> datetime | None:
        """Since when it counts as silent; None if it does not."""
        if self.state != "silent" or self.last_at is None or self.limit is None:
            return None
        return self.last_at + self.limit


def silence_of(alerts: Sequence[datetime], sign: Sign | None, now: datetime) -> Silence:
    """Return whether a camera is silent.

    One that sends signs is silent when three of them, and at least ten minutes, are missing. Any
    other is silent for longer than 99.5 % of its own gaps between alerts, and for a day at least.

    Parameters
    ----------
    alerts
        When its alerts came, in any order, without repeats: a storm of them is no habit.
    """
    last_alert = max(alerts, default=None)
    times = sorted(one for one in alerts if last_alert is None or one >= last_alert - HABIT)
    gaps = sorted(after - before for before, after in pairwise(times))
    heard = [*times[-1:], *([] if sign is None else [sign.at])]
    if not heard:
        return Silence("never", None, None, None, 0)
    last = max(heard)
    if sign is not None:
        limit = max(MISSED_SIGNS * timedelta(seconds=sign.every_s), LEAST_SIGN_SILENCE)
        return Silence(_state(last, limit, now), last, limit, "signs", len(gaps))
    if len(gaps) < LEAST_GAPS:
        return Silence("habit_unknown", last, None, None, len(gaps))
    limit = max(gaps[ceil(USUAL * len(gaps)) - 1], LEAST_SILENCE)
    return Silence(_state(last, limit, now), last, limit, "habit", len(gaps))


def _state(last: datetime, limit: timedelta, now: datetime) -> SilenceState:
    return "silent" if now - last > limit else "heard"

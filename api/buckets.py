"""Rates kept for many keys, in bounded memory."""

import time
from collections import OrderedDict
from collections.abc import Callable

from limits import parse

MOST_KEYS = 20_000


class Buckets:
    """A rate for each of many keys: bursts up to the amount, refilled evenly over the period.

    One number a key (GCRA, ITU-T I.371): when its bucket would be full again. The keys that were
    not seen for longest are forgotten first, so memory is bounded. The storage of `limits` keeps
    every key of a period and goes through all of them in a new thread at each request; its way of
    writing rates is kept.

    Parameters
    ----------
    rate
        An amount for a period, such as ``600/minute``.
    most_keys
        How many keys are remembered.
    clock
        Seconds, never going back.
    """

    def __init__(
        self,
        rate: str,
        *,
        most_keys: int = MOST_KEYS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        parsed = parse(rate)
        self._period_s = float(parsed.get_expiry())
        self._step_s = self._period_s / parsed.amount
        self._most_keys = most_keys
        self._clock = clock
        self._full_at: OrderedDict[str, float] = OrderedDict()

    def __len__(self) -> int:
        return len(self._full_at)

    def take(self, key: str) -> float:
        """Count one request; return 0, or the seconds to wait when it is one too many."""
        now = self._clock()
        full_at = max(now, self._full_at.get(key, now)) + self._step_s
        over_s = full_at - now - self._period_s
        # A billionth of a period is what adding up the steps may be off by.
        if over_s > self._period_s * 1e-9:
            return over_s
        self._full_at[key] = full_at
        self._full_at.move_to_end(key)
        if len(self._full_at) > self._most_keys:
            self._full_at.popitem(last=False)
        return 0.0

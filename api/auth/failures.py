"""Counting failures within moving windows, in bounded memory.

`limits` reads the rates; its own store in memory never drops a key that it once counted, so that a
flood of made-up names would stay.
"""

from collections import OrderedDict
from collections.abc import Callable

from limits import parse_many

MOST_KEYS = 20_000
"""At some 400 bytes each. A flood of names pushes out who failed longest ago; to free one account's
count so takes as many wrong passwords, each of which costs a hash, as there is room for."""


class Failures:
    """Times of the last failures, by key.

    Parameters
    ----------
    rate
        One or more limits in the notation of `limits`: ``"10/minute; 60/hour"``. All must hold.
    now_s
        A clock that never goes back, in seconds.
    most_keys
        How many keys are kept.

    Raises
    ------
    ValueError
        When the rate cannot be read.
    """

    def __init__(
        self, rate: str, now_s: Callable[[], float], *, most_keys: int = MOST_KEYS
    ) -> None:
        self._limits = [(item.amount, item.get_expiry()) for item in parse_many(rate)]
        self._most_times = max(amount for amount, _ in self._limits)
        self.window_s = max(window_s for _, window_s in self._limits)
        self._now_s = now_s
        self._most_keys = most_keys
        self._times: OrderedDict[bytes, tuple[float, ...]] = OrderedDict()

    def __len__(self) -> int:
        """Return how many keys are kept."""
        return len(self._times)

    def wait_s(self, key: bytes) -> float:
        """Return the seconds until a key has room for a failure; 0 when it has."""
        times, now_s = self._times.get(key, ()), self._now_s()
        waits = (
            times[-amount] + window_s - now_s
            for amount, window_s in self._limits
            if len(times) >= amount
        )
        return max((0.0, *waits))

    def add(self, key: bytes) -> None:
        """Count a failure."""
        now_s = self._now_s()
        self._forget(now_s - self.window_s)
        times = (*self._times.pop(key, ()), now_s)
        self._times[key] = times[-self._most_times :]
        if len(self._times) > self._most_keys:
            self._times.popitem(last=False)

    def clear(self, key: bytes) -> None:
        """Forget a key's failures."""
        self._times.pop(key, None)

    def _forget(self, before_s: float) -> None:
        # In the order of their last failure, so the first that still counts ends it.
        while self._times:
            key, times = next(iter(self._times.items()))
            if times[-1] > before_s:
                return
            del self._times[key]

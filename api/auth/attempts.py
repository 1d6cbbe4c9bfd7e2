"""Failed log-ins are counted, by account and by address; too many, and both must wait."""

import hashlib
import math
import time

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from geo_patrol.errors import TooManyRequests


class Attempts:
    """Counts in memory: they start anew with the server.

    Only failures count, so that a squad behind one address can change shifts at once.
    """

    def __init__(self, rate: str) -> None:
        self._rate: RateLimitItem = parse(rate)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def check(self, login: str, address: str) -> None:
        """Let an attempt pass if neither account nor address has failed too often.

        Raises
        ------
        TooManyRequests
            With the seconds to wait.
        """
        for key in _keys(login, address):
            if not self._limiter.test(self._rate, *key):
                reset = self._limiter.get_window_stats(self._rate, *key).reset_time
                wait_s = max(1, math.ceil(reset - time.time()))
                raise TooManyRequests("api.login_too_often", retry_s=wait_s)

    def failed(self, login: str, address: str) -> None:
        """Count a failure."""
        for key in _keys(login, address):
            self._limiter.hit(self._rate, *key)


def _keys(login: str, address: str) -> tuple[tuple[str, str], ...]:
    # Hashed: what was typed as a name may be a password, and need not stay in memory.
    account = hashlib.sha256(login.encode()).hexdigest()
    return ("account", account), ("address", address)

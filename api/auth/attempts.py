"""Failed log-ins make strangers wait, not those whose browser has signed in before.

After OWASP's "device cookies" (Dedov): a browser that signed in bears a token (`api.auth.known`)
and is counted by itself; all others are counted together, by account and by address. So nobody
can lock an officer out of a browser that they use, and guessing is slow from everywhere.
"""

import hashlib
import math
import secrets
import time
import unicodedata
from collections.abc import Callable
from ipaddress import IPv6Address, IPv6Network, ip_address
from threading import Lock

from api.auth.failures import MOST_KEYS, Failures
from geo_patrol.errors import TooManyRequests


class Attempts:
    """Counts in memory: they start anew with the server. Threads may share one.

    Only failures count, so that a squad behind one address can change shifts at once.

    Parameters
    ----------
    rate_account, rate_address
        What strangers may fail at one account, and from one address, in the notation of `limits`;
        several are parted by semicolons.
    rate_known
        What one known browser may fail at its account. Beyond, it is a stranger until its window
        has passed.
    now_s
        A clock that never goes back, in seconds.
    most_keys
        How many accounts, addresses and browsers are kept, each.
    """

    def __init__(
        self,
        rate_account: str,
        rate_address: str,
        rate_known: str,
        *,
        now_s: Callable[[], float] = time.monotonic,
        most_keys: int = MOST_KEYS,
    ) -> None:
        self._accounts = Failures(rate_account, now_s, most_keys=most_keys)
        self._addresses = Failures(rate_address, now_s, most_keys=most_keys)
        self._known = Failures(rate_known, now_s, most_keys=most_keys)
        self._key = secrets.token_bytes(16)
        self._lock = Lock()

    def check(self, login: str, address: str, known: str | None) -> None:
        """Let an attempt pass if not too many failed before it.

        Parameters
        ----------
        login
            As typed, whether there is such an account or not. Counted without regard to case:
            accounts that differ in it only share a count.
        address
            Where it comes from; of IPv6 the first 64 bits count, which one subscriber has.
        known
            Name of a browser that signed in to this account before, or None.

        Raises
        ------
        TooManyRequests
            With the seconds to wait, never more than the longest window.
        """
        with self._lock:
            wait_s = self._wait_s(login, address, known)
        if wait_s > 0:
            raise TooManyRequests("api.login_too_often", retry_s=math.ceil(wait_s))

    def failed(self, login: str, address: str, known: str | None) -> None:
        """Count a failure: a known browser's by itself, as long as it has room."""
        with self._lock:
            if known is not None:
                browser = self._browser(login, known)
                if self._known.wait_s(browser) == 0:
                    self._known.add(browser)
                    return
            self._accounts.add(self._account(login))
            self._addresses.add(self._address(address))

    def succeeded(self, login: str, known: str | None) -> None:
        """Forget what a known browser failed.

        Failures of strangers stay: else who has one account could clear their address with it,
        and go on guessing at others.
        """
        if known is not None:
            with self._lock:
                self._known.clear(self._browser(login, known))

    def kept(self) -> int:
        """Return how many counts are in memory."""
        return len(self._accounts) + len(self._addresses) + len(self._known)

    def _wait_s(self, login: str, address: str, known: str | None) -> float:
        as_stranger = max(
            self._accounts.wait_s(self._account(login)),
            self._addresses.wait_s(self._address(address)),
        )
        if known is None:
            return as_stranger
        return min(as_stranger, self._known.wait_s(self._browser(login, known)))

    def _account(self, login: str) -> bytes:
        return self._digest(_folded(login))

    def _address(self, address: str) -> bytes:
        return self._digest(_network(address))

    def _browser(self, login: str, known: str) -> bytes:
        return self._digest(f"{_folded(login)}\0{known}")

    def _digest(self, text: str) -> bytes:
        # Keyed: what was typed as a name may be a password, and need not stay in memory.
        data = text.encode("utf-8", "surrogatepass")
        return hashlib.blake2b(data, digest_size=16, key=self._key).digest()


def _folded(login: str) -> str:
    return unicodedata.normalize("NFKC", login).casefold().strip()


def _network(address: str) -> str:
    try:
        ip = ip_address(address)
    except ValueError:
        return address
    if not isinstance(ip, IPv6Address):
        return str(ip)
    if ip.ipv4_mapped is not None:
        return str(ip.ipv4_mapped)
    return str(IPv6Network((int(ip), 64), strict=False))

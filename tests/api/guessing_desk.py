"""A log-in desk under its own clock, and who guesses at it."""

from dataclasses import dataclass, field

from api.auth.attempts import Attempts
from geo_patrol.errors import TooManyRequests

LIMIT, WINDOW_S = 5, 60


@dataclass
class Clock:
    """Seconds that pass when told to."""

    now_s: float = 1000.0

    def __call__(self) -> float:
        """Return the present second."""
        return self.now_s


@dataclass
class Desk:
    """A log-in desk under its own clock: five failures a minute, in each respect."""

    account: str = f"{LIMIT}/minute"
    address: str = f"{LIMIT}/minute"
    known: str = f"{LIMIT}/minute"
    most_keys: int = 1000
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.attempts = Attempts(
            self.account, self.address, self.known, now_s=self.clock, most_keys=self.most_keys
        )

    def wait_s(self, login: str, address: str = "10.0.0.1", known: str | None = None) -> int:
        """Return how long an attempt is told to wait; 0 when it may go on."""
        try:
            self.attempts.check(login, address, known)
        except TooManyRequests as refused:
            assert refused.key == "api.login_too_often"
            return int(refused.params["retry_s"])
        return 0

    def guess(self, login: str, address: str = "10.0.0.1", known: str | None = None) -> bool:
        """Try a wrong password; tell whether it was looked at."""
        if self.wait_s(login, address, known):
            return False
        self.attempts.failed(login, address, known)
        return True

    def guess_from_everywhere(self, login: str, times: int = 4 * LIMIT) -> int:
        """Guess from ever other addresses; return how many guesses were looked at."""
        return sum(self.guess(login, f"10.7.{n >> 8}.{n & 255}") for n in range(times))

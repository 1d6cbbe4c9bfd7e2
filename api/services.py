"""What every request may use: settings, the open store, the clock, the log-in desk."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, cast

from anyio import CapacityLimiter
from fastapi import Depends, Request

from api.auth.attempts import Attempts
from api.auth.passwords import Passwords
from geo_patrol.errors import Unavailable
from geo_patrol.settings import Settings
from geo_patrol.store.engine import Store


def utc_now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


HASHES_AT_ONCE = 2
"""Each takes 19 MiB and a core for some 40 ms."""


@dataclass
class Services:
    """One application's services; the store is there while the application runs."""

    settings: Settings
    now: Callable[[], datetime] = utc_now
    opened: Store | None = None
    passwords: Passwords = field(default_factory=Passwords)
    turnstile: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(HASHES_AT_ONCE))
    attempts: Attempts = field(init=False)

    def __post_init__(self) -> None:
        self.attempts = Attempts(self.settings.login_rate)

    @property
    def store(self) -> Store:
        """The open store.

        Raises
        ------
        Unavailable
            Before it is open, and after it was closed.
        """
        if self.opened is None:
            raise Unavailable("store.away")
        return self.opened


def services_of(request: Request) -> Services:
    """Return the services of the application that a request came to."""
    return cast(Services, request.app.state.services)


Serving = Annotated[Services, Depends(services_of)]
"""Parameter of a route that gives it the services."""

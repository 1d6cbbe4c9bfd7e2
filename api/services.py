"""What every request may use: settings, the open store, keys, the clock, the log-in desk."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Annotated, cast

from fastapi import Depends, Request

from api.auth.attempts import Attempts
from api.auth.desk import Desk
from api.auth.known import KnownBrowsers
from api.buckets import Buckets
from api.evidence.darkroom import Darkroom
from api.jobs.runner import Runner
from api.live.feed import Feed
from api.maps.painter import Painter
from geo_patrol.errors import Unavailable
from geo_patrol.personal import Keyring
from geo_patrol.settings import Settings
from geo_patrol.store.engine import Store
from geo_patrol.store.evidence import EvidenceFolder
from geo_patrol.workflows.persons import Vault

ENTERED_REFUSALS = "60/minute"
"""Failed log-ins that are entered in the audit chain; beyond, they only are in the log."""


def utc_now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


@dataclass
class Services:
    """One application's services; store and keys are there while the application runs."""

    settings: Settings
    now: Callable[[], datetime] = utc_now
    opened: Store | None = None
    keyring: Keyring | None = None
    desk: Desk = field(default_factory=Desk)
    attempts: Attempts = field(init=False)
    painter: Painter = field(init=False)
    darkroom: Darkroom = field(default_factory=Darkroom)
    runner: Runner = field(init=False)
    feed: Feed = field(init=False)
    refusals: Buckets = field(default_factory=lambda: Buckets(ENTERED_REFUSALS))

    def __post_init__(self) -> None:
        chosen = self.settings
        self.painter = Painter(chosen)
        self.runner = Runner(
            lambda: self.store, chosen, lambda: self.now(), chosen.data_dir / "jobs"
        )
        self.feed = Feed(lambda: self.store, lambda: self.now())
        self.attempts = Attempts(
            chosen.login_rate_account, chosen.login_rate_address, chosen.login_rate_known
        )

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

    @property
    def keys(self) -> Keyring:
        """The keyring.

        Raises
        ------
        Unavailable
            Before it is loaded.
        """
        if self.keyring is None:
            raise Unavailable("store.away")
        return self.keyring

    @property
    def evidence(self) -> EvidenceFolder:
        """Where evidence files are."""
        return EvidenceFolder(self.settings.evidence_folder)

    @property
    def vault(self) -> Vault:
        """The keyring, with how long persons are kept."""
        return Vault(
            self.keys,
            persons_kept=timedelta(days=self.settings.retention_persons_days),
            cases_kept=timedelta(days=self.settings.retention_cases_days),
        )

    @property
    def known_browsers(self) -> KnownBrowsers:
        """Who tells browsers that signed in before."""
        return KnownBrowsers(self.keys.browsers_key)


def services_of(request: Request) -> Services:
    """Return the services of the application that a request came to."""
    return cast(Services, request.app.state.services)


async def _serving(request: Request) -> Services:
    # Like all dependencies that wait for nothing: a coroutine costs no change of threads.
    return services_of(request)


Serving = Annotated[Services, Depends(_serving)]
"""Parameter of a route that gives it the services."""

"""Where outboxes by file are brought to, for tests of what becomes of them."""

from pathlib import Path
from typing import Any
from uuid import uuid4

from api_world import World
from outbox_files import Outbox
from sqlalchemy import select

from api.outbox.inside import inside
from geo_patrol.outbox import claim_of, opened, outbox_key
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.tables import AuditRow
from geo_patrol.workflows.outbox import Importing, Item, begin, replay

MB = 1024**2
IMPORTER = "officer/018f3a52-6b00-7c11-9a01-5d0c6e1f0aff"


class Desk:
    """Where files are brought to."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world = world
        self.folder = folder
        self.keyring = world.app.state.services.keys

    def outbox(self, officer: Officer, **changes: Any) -> Outbox:
        """Return an officer's queue, empty."""
        key = outbox_key(self.keyring, 1)
        claim = claim_of(self.keyring.claims_key, officer.id, key.kid, self.world.clock())
        return Outbox(officer.id, key, **{"claim": claim, **changes})

    def begin(self, outbox: Outbox, **more: Any) -> Importing:
        """Bring a file in, as far as the look at whose it is."""
        file = opened(outbox.write(self.folder / uuid4().hex), self.keyring, max_bytes=MB)
        now = self.world.clock()
        return begin(self.world.store, self.keyring, file, "ab" * 32, IMPORTER, now=now, **more)

    def bring(self, outbox: Outbox, **more: Any) -> list[Item]:
        """Bring a file in; return what became of each item."""
        return self.replayed(self.begin(outbox, **more))

    def replayed(self, importing: Importing) -> list[Item]:
        """Write what a file holds."""
        with inside(self.world.app.state.services, importing.author) as deliver:
            return list(replay(self.world.store, importing, deliver, now=self.world.clock))

    def acts(self, action: str) -> list[AuditRow]:
        """Return the entries of an action, in order."""
        with self.world.store.reader() as session:
            found = select(AuditRow).where(AuditRow.action == action).order_by(AuditRow.seq)
            return list(session.scalars(found))


def results(items: list[Item]) -> list[str]:
    """Return what became of each item."""
    return [one.result for one in items]

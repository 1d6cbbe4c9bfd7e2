"""What was acknowledged, and whether the store still has all of it, once, as it was sent."""

import re
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from uuid import UUID

from fault_site import Site
from sqlalchemy import select
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from geo_patrol.store.engine import Store, open_store
from geo_patrol.store.evidence import EvidenceFolder
from geo_patrol.store.tables import (
    AuditRow,
    EvidenceRow,
    IncidentRow,
    PatrolRow,
    ShiftRow,
    TrackRow,
    VersionRow,
)
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.auditing_evidence import verify_files

ROWS = {
    "shift": ShiftRow.id,
    "patrol": PatrolRow.id,
    "incident": IncidentRow.id,
    "track": TrackRow.id,
}
KINDS = {f"{kind}s": kind for kind in ROWS}


@dataclass(frozen=True)
class Sent:
    """A write, as it is sent and sent again."""

    path: str
    cookie: str
    content: bytes
    media_type: str = "application/json"

    @property
    def name(self) -> str:
        """What the audit chains call the record; of a photo, its digest and what it is of."""
        photo = re.fullmatch(r".*/evidence/(\w+)\?record=(\w+/[\w-]+)", self.path)
        if photo is not None:
            return f"{photo[1]} of {photo[2]}"
        kind, key = self.path.split("/")[-2:]
        return f"{KINDS[kind]}/{UUID(key)}"

    @property
    def is_photo(self) -> bool:
        """Whether it is a file, not a record."""
        return "/evidence/" in self.path


class Ledger:
    """What was acknowledged, of one store."""

    def __init__(self) -> None:
        self.acknowledged: dict[str, Sent] = {}

    def acknowledge(self, sent: Sent) -> None:
        """Remember a write that the server said it has."""
        assert sent.path not in self.acknowledged
        self.acknowledged[sent.path] = sent

    def names(self) -> set[str]:
        """Return the names of all of it."""
        return {one.name for one in self.acknowledged.values()}


def require_whole(site: Site, ledger: Ledger, besides: int = 0) -> None:
    """Check a store that nobody writes to: all that was acknowledged, once; all of it sound.

    ``besides`` records came another way. What a record says is for its repetition to tell: a
    server answers 200 to the same content only.
    """
    acknowledged = Counter(one.name for one in ledger.acknowledged.values())
    with closing(open_store(site.url)) as store:
        with store.reader() as session:
            kept = _kept(session)
            versions = session.execute(select(VersionRow.kind, VersionRow.record_id)).all()
            created = session.scalars(select(AuditRow.object).where(AuditRow.action == "create"))
            entered = Counter(name for name in created if name.partition("/")[0] in ROWS)
        assert acknowledged - kept == Counter(), "lost"
        assert (kept - acknowledged).total() == besides, "doubled, or from nowhere"
        records = Counter({name: n for name, n in kept.items() if name.partition("/")[0] in ROWS})
        assert Counter(f"{kind}/{key}" for kind, key in versions if kind in ROWS) == records
        assert entered == records
        _require_sound(site, store)
    if site.dialect == "sqlite":
        with closing(sqlite3.connect(str(make_url(site.url).database))) as file:
            assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def names_in(site: Site) -> set[str]:
    """Return what a store has, records and photos, which must be sound."""
    with closing(open_store(site.url)) as store:
        _require_sound(site, store)
        with store.reader() as session:
            return set(_kept(session))


def _kept(session: Session) -> Counter[str]:
    rows = [
        f"{kind}/{key}" for kind, key_of in ROWS.items() for key in session.scalars(select(key_of))
    ]
    photos = session.scalars(select(EvidenceRow))
    held = [f"{one.sha256} of {one.record_kind}/{one.record_id}" for one in photos]
    return Counter([*rows, *held])


def _require_sound(site: Site, store: Store) -> None:
    seen = verify(store)
    assert seen.sound, (seen.breaks, seen.findings)
    assert verify_files(store, EvidenceFolder(site.data / "evidence")).findings == ()

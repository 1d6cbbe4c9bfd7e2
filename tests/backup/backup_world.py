"""A store with records of every kind, places to restore it to, and looks at what is in them."""

import hashlib
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import numpy as np
from seized_store import add_seizure
from sqlalchemy import text

from geo_patrol.audit import Head
from geo_patrol.evidence.records import EvidenceFile, Inspected, Subject
from geo_patrol.incidents.records import Incident, Outcome, SeizedItem
from geo_patrol.patrols import Patrol, Shift
from geo_patrol.personal import Person
from geo_patrol.settings import Settings
from geo_patrol.store import schema
from geo_patrol.store.backup import contents
from geo_patrol.store.backup.folder import BackupFolder
from geo_patrol.store.engine import Store, open_store
from geo_patrol.store.evidence import EvidenceFolder
from geo_patrol.store.keys import load_keyring
from geo_patrol.store.repositories import audit, devices, sessions, trackers
from geo_patrol.store.repositories.devices import Device
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.repositories.sessions import LogIn
from geo_patrol.store.scope import SYSTEM
from geo_patrol.tracks.fixes import Fixes
from geo_patrol.workflows.accounts import put_officer
from geo_patrol.workflows.backing_up import BackedUp, back_up
from geo_patrol.workflows.evidence import put_evidence
from geo_patrol.workflows.persons import Vault
from geo_patrol.workflows.records import put_incident, put_patrol, put_shift
from geo_patrol.workflows.restoring import Restored, restore
from geo_patrol.workflows.tracks import TrackUpload, put_track

ZONE = Settings(_env_file=None).zone
NOW = datetime(2022, 12, 1, tzinfo=UTC)
EARLY = datetime(2022, 10, 3, 8, tzinfo=ZONE)
NAME, PLATE, TOKEN = "欧阳某某", "浙D·Z9Y8X", hashlib.sha256(b"a session").hexdigest()
WAITING = Fixes(
    t_ms=np.array([int(EARLY.timestamp() * 1000)], dtype=np.int64),
    lon=np.array([120.7654321]),
    lat=np.array([29.1234567]),
    accuracy_m=np.array([5.0], dtype=np.float32),
)
"""What a tracker reported, and no patrol has claimed."""
PHOTOS = (b"first photo " * 1000, b"second photo " * 1000)


@dataclass(frozen=True)
class World:
    """A store to back up, and where its files, its backups and its master key are."""

    store: Store
    folder: Path

    @property
    def to(self) -> BackupFolder:
        """The folder for backups."""
        return BackupFolder(self.folder / "backups", self.folder / "backup-keys")

    @property
    def evidence(self) -> Path:
        """The store's evidence folder."""
        return self.folder / "evidence"

    @property
    def new_evidence(self) -> Path:
        """The evidence folder that is restored to."""
        return self.folder / "new-evidence"

    @property
    def master_key(self) -> Path:
        """The file of the master key."""
        return self.folder / "master.key"

    def back_up(self, **options: object) -> BackedUp:
        """Take a snapshot."""
        given: dict[str, object] = {"now": NOW, **options}
        return back_up(self.store, self.to, self.evidence, **given)  # type: ignore[arg-type]


def sent_shift(number: int = 0) -> Shift:
    """Return a new shift."""
    start = EARLY + timedelta(days=number)
    return Shift(uuid4(), "reservoir", "early", start, start + timedelta(hours=8), "早班")


def add_records(world: World) -> None:
    """Write one of everything through the real workflows; edit one, and have one refused."""
    store = world.store
    keyring = load_keyring(store, world.master_key, now=NOW)
    vault = Vault(keyring, timedelta(days=365), timedelta(days=1825))
    shift = sent_shift()
    put_shift(store, SYSTEM, shift, now=NOW)
    start, end = shift.start, shift.start + timedelta(hours=3)
    patrol = Patrol(uuid4(), shift.id, "changzhao", "boat", start, end, ())
    put_patrol(store, SYSTEM, patrol, now=NOW, zone=ZONE)
    n = 40
    fixes = Fixes(
        t_ms=int(start.timestamp() * 1000) + np.arange(n, dtype=np.int64) * 10_000,
        lon=120.99 + np.arange(n) * 1e-4,
        lat=29.47 + np.arange(n) * 1e-4,
        accuracy_m=np.full(n, 5.0, dtype=np.float32),
    )
    upload = TrackUpload("phone-1", "test.gpx", fixes, (), n)
    put_track(store, SYSTEM, patrol.id, uuid4(), upload, now=NOW, zone=ZONE)
    incident = Incident(
        id=uuid4(),
        squad_code="reservoir",
        occurred_at=EARLY + timedelta(hours=1),
        lon=120.99,
        lat=29.47,
        accuracy_m=6,
        placed_by="gps",
        category="angling",
        source="patrol",
        narrative="岭根村岸段\t劝离\n\\N 两人",
        outcomes=(Outcome("persuaded", 2, "态度好"),),
        seized=(SeizedItem("rod", 2, "根", ""),),
        persons=(Person(name=NAME, plate=PLATE),),
    )
    put_incident(store, SYSTEM, incident, vault, now=NOW)
    add_seizure(store, incident.occurred_at, NOW, incident.id)
    for photo in PHOTOS:
        add_evidence(world, photo, Subject("incident", incident.id))
    officer = Officer(uuid4(), "reservoir", "K1", "甲", "k1", "leader", True)
    put_officer(store, SYSTEM, officer, now=NOW)
    later = NOW + timedelta(hours=9)
    with store.upkeep() as session:
        log_in = LogIn(uuid4(), officer.id, "console", "a browser", NOW, NOW, None, later)
        sessions.open_session(session, TOKEN, log_in)


def add_waiting(world: World) -> None:
    """Have a tracker report what no patrol claims."""
    tracker = Device(uuid4(), "reservoir", "tracker", "定位器")
    with world.store.upkeep() as session:
        devices.save_device(session, tracker)
        trackers.add_fixes(session, tracker.id, WAITING, NOW)


def add_evidence(world: World, photo: bytes, subject: Subject) -> str:
    """Keep a file as the program does: in its folder first, then its row."""
    sha256 = hashlib.sha256(photo).hexdigest()
    folder = EvidenceFolder(world.evidence)
    with folder.receiving(sha256, "sender", 0) as part:
        part.add(photo)
        folder.keep(part, sha256)
    file = EvidenceFile(sha256, len(photo), Inspected("image/jpeg", "photo", 4, 3), NOW)
    put_evidence(world.store, SYSTEM, subject, file, "", now=NOW)
    return sha256


def all_rows(store: Store) -> dict[str, list[str]]:
    """Return every row of every table, as text, but for what no snapshot holds."""
    with store.reader() as session:
        connection = session.connection()
        return {
            name: sorted(
                repr(tuple(row)) for row in connection.execute(text(f"SELECT * FROM {name}"))
            )
            for name in contents.tables(connection)
            if name not in contents.PASSING
        }


def anchor_of(store: Store) -> dict[str, Head]:
    """Return where the chains end."""
    with store.reader() as session:
        return {head.chain: head for head in audit.heads(session)}


def put_back(url: str, world: World, done: BackedUp, **options: object) -> Restored:
    """Restore a snapshot to an empty place beside the world's own."""
    given: dict[str, object] = {"keys": world.to.keys, **options}
    return restore(url, done.folder, world.new_evidence, **given)  # type: ignore[arg-type]


def is_empty(url: str) -> bool:
    """Tell whether a place is as if nothing had ever been restored to it."""
    with closing(open_store(url)) as store:
        if schema.current(store) is not None:
            return False
        with store.reader() as session:
            return contents.tables(session.connection()) == []

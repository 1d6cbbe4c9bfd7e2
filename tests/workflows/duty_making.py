"""Shifts, patrols and tracks for tests of workflows."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import numpy as np

from geo_patrol.patrols import Patrol, Shift
from geo_patrol.personal import Keyring
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import grids
from geo_patrol.store.scope import SYSTEM
from geo_patrol.tracks.fixes import Fixes
from geo_patrol.workflows.persons import Vault
from geo_patrol.workflows.records import put_patrol, put_shift
from geo_patrol.workflows.tracks import TrackUpload, TrackWritten, put_track

ZONE = ZoneInfo("Asia/Shanghai")
VAULT = Vault(Keyring.random(), timedelta(days=365), timedelta(days=1825))
NOW = datetime(2022, 12, 1, tzinfo=ZONE)
EARLY = datetime(2022, 10, 3, 8, tzinfo=ZONE)


def make_patrol(
    store: Store, start: datetime = EARLY, *, area: str = "changzhao", hours: float = 3
) -> Patrol:
    """Write a shift of eight hours and a patrol at its start."""
    squad = "reservoir" if area in ("changzhao", "qincun") else "park"
    shift = Shift(uuid4(), squad, "early", start, start + timedelta(hours=8))
    put_shift(store, SYSTEM, shift, now=NOW)
    end = start + timedelta(hours=hours)
    patrol = Patrol(uuid4(), shift.id, area, "boat", start, end, ())
    put_patrol(store, SYSTEM, patrol, now=NOW, zone=ZONE)
    return patrol


def upload_of(fixes: Fixes, device: str = "phone-1") -> TrackUpload:
    """Wrap fixes as an upload without bad ones."""
    return TrackUpload(device, "test.gpx", fixes, (), len(fixes))


def walk_over(store: Store, area: str, cells: range, start: datetime, step_s: int = 30) -> Fixes:
    """Return a track that visits the middles of cells one after the other."""
    with store.reader() as session:
        stored = grids.grid_in_use(session, area)
    assert stored is not None
    points = [stored.grid.cells[idx].geometry.representative_point() for idx in cells]
    t0 = int(start.timestamp() * 1000)
    return Fixes(
        t_ms=t0 + np.arange(len(points), dtype=np.int64) * step_s * 1000,
        lon=np.array([point.x for point in points]),
        lat=np.array([point.y for point in points]),
        accuracy_m=np.full(len(points), 5.0, dtype=np.float32),
    )


def send(
    store: Store,
    patrol: Patrol,
    fixes: Fixes,
    track_id: UUID | None = None,
    device: str = "phone-1",
) -> TrackWritten:
    """Write a track of a patrol."""
    return put_track(
        store,
        SYSTEM,
        patrol.id,
        track_id or uuid4(),
        upload_of(fixes, device),
        now=NOW,
        zone=ZONE,
    )

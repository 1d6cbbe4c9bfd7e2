"""A squad's officer with a tracker, and what it reports."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import numpy as np
from duty_making import EARLY, NOW, ZONE, walk_over
from sqlalchemy import select

from geo_patrol.coverage.day_blocks import CellSums, unpack_sums
from geo_patrol.patrols import Patrol, Shift
from geo_patrol.roles import Role
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import people, trackers
from geo_patrol.store.repositories.devices import Device
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.repositories.trackers import Tally
from geo_patrol.store.scope import SYSTEM
from geo_patrol.store.tables import DayBlockRow, TrackerFixRow, TrackRow
from geo_patrol.tracks.fixes import unpack
from geo_patrol.tracks.ingest.records import Message, Report
from geo_patrol.workflows.devices import put_device
from geo_patrol.workflows.piecing import put_together
from geo_patrol.workflows.records import put_patrol, put_shift
from geo_patrol.workflows.trackers import Taken, take_in

STEP_S = 10
LATER = EARLY + timedelta(hours=6)
"""When all is over that tests make."""


@dataclass
class Carrier:
    """An officer with a tracker, in a shift of the reservoir squad."""

    store: Store
    officer: Officer
    device: Device
    shift: Shift

    def patrol(
        self, minutes: float | None = 60, *, start: datetime = EARLY, **changes: object
    ) -> Patrol:
        """Write a patrol with the officer aboard; without minutes it goes on."""
        end = None if minutes is None else start + timedelta(minutes=minutes)
        crew = (self.officer.id,)
        made = Patrol(uuid4(), self.shift.id, "changzhao", "boat", start, end, crew)
        put_patrol(self.store, SYSTEM, made, now=NOW, zone=ZONE)
        return made

    def send(self, *reports: Report, now: datetime = LATER) -> Taken:
        """Have the tracker report."""
        message = Message("owntracks", reports)
        return take_in(self.store, self.device, message, now=now)

    def settle(self, now: datetime = LATER) -> int:
        """Have tracks made of what waits."""
        return put_together(self.store, now=now, zone=ZONE)

    def waiting(self) -> list[int]:
        """Return the times of all fixes that wait."""
        with self.store.reader() as session:
            found = select(TrackerFixRow.t_ms).order_by(TrackerFixRow.t_ms)
            return list(session.scalars(found))

    def tally(self) -> Tally:
        """Return what became of all that was sent."""
        with self.store.reader() as session:
            found = trackers.tally(session, self.device.id)
        assert found is not None
        return found


def carrier(
    store: Store,
    squad: str = "reservoir",
    *,
    start: datetime = EARLY,
    role: Role = "officer",
) -> Carrier:
    """Add an officer with a tracker, and a shift of eight hours."""
    key = uuid4()
    officer = Officer(key, squad, key.hex[:8], "队员", key.hex[:8], role, True)
    with store.upkeep() as session:
        people.save_officer(session, officer)
    device = Device(uuid4(), squad, "tracker", "手机定位", officer_id=officer.id)
    put_device(store, SYSTEM, device, now=NOW)
    shift = Shift(uuid4(), squad, "early", start, start + timedelta(hours=8))
    put_shift(store, SYSTEM, shift, now=NOW)
    return Carrier(store, officer, device, shift)


def voyage(store: Store, minutes: float = 60, *, start: datetime = EARLY) -> list[Report]:
    """Return a boat's way to and fro over a row of cells, a fix each ten seconds, never still."""
    n = round(minutes * 60 / STEP_S)
    way = walk_over(store, "changzhao", range(300, 304), start)
    at_ms = int(start.timestamp() * 1000) + np.arange(n) * STEP_S * 1000
    # The clock decides where it is: what is late or again is where it was.
    turn = at_ms / 1000 / STEP_S % 20
    share = np.minimum(turn, 20 - turn) / 10
    lon, lat = (xy[0] + share * (xy[-1] - xy[0]) for xy in (way.lon, way.lat))
    rows = zip(at_ms.tolist(), lon.tolist(), lat.tolist(), strict=True)
    return [Report(t, round(x, 7), round(y, 7), 5.0, 11.0) for t, x, y in rows]


def tracks_made(store: Store) -> dict[UUID, tuple[tuple[int, float, float], ...]]:
    """Return all tracks by id: their fixes."""
    with store.reader() as session:
        rows = session.execute(select(TrackRow.id, TrackRow.fixes))
        return {
            track_id: tuple(zip(f.t_ms.tolist(), f.lon.tolist(), f.lat.tolist(), strict=True))
            for track_id, f in ((track_id, unpack(packed)) for track_id, packed in rows)
        }


def figures(store: Store) -> dict[str, float]:
    """Return what all cells come to together."""
    rows = day_sums(store)
    names = {"presence_s": "presence_us", "effort_s": "effort_us", "length_m": "way_um"}
    found = {
        name: sum(int(getattr(one, kept).sum()) for one in rows) / 1e6
        for name, kept in names.items()
    }
    return {**found, "n_visits": sum(int(one.n_visits.sum()) for one in rows)}


def by_cell(store: Store) -> dict[int, tuple[float, float]]:
    """Return presence and effort by cell."""
    return {
        cell: (presence_us / 1e6, effort_us / 1e6)
        for one in day_sums(store)
        for cell, presence_us, effort_us in zip(
            one.cell.tolist(), one.presence_us.tolist(), one.effort_us.tolist(), strict=True
        )
    }


def day_sums(store: Store) -> list[CellSums]:
    """Return the sums of all days of all grids."""
    with store.reader() as session:
        return [unpack_sums(block) for block in session.scalars(select(DayBlockRow.sums))]

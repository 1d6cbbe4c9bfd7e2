"""Devices whose clocks are fast: the same track stays the same, and nobody is where time is not."""

import json
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import numpy as np
from duty_making import EARLY, ZONE, make_patrol, walk_over

from api.tracks.bodies import JSON, RawTrack
from api.tracks.reading import read_upload
from geo_patrol.patrols import Patrol
from geo_patrol.store.engine import Store
from geo_patrol.store.scope import SYSTEM
from geo_patrol.tracks.fixes import Fixes
from geo_patrol.workflows.coverage import coverage_table, gap_table
from geo_patrol.workflows.tracks import TrackWritten, put_track

DAY = EARLY.replace(hour=0)
TOMORROW = DAY + timedelta(days=1)


def sent_at(
    store: Store, patrol: Patrol, track_id: UUID, fixes: Fixes, now: datetime
) -> TrackWritten:
    columns = {
        "device": "p",
        "t": fixes.t_ms.tolist(),
        "lon": fixes.lon.tolist(),
        "lat": fixes.lat.tolist(),
    }
    raw = RawTrack(json.dumps(columns).encode(), JSON, "p", None)
    upload = read_upload(raw, now=now)
    return put_track(store, SYSTEM, patrol.id, track_id, upload, now=now, zone=ZONE)


def keys(written: TrackWritten) -> list[str]:
    return [one.key for one in written.findings]


def test_a_track_ahead_of_the_server_is_the_same_when_it_comes_again(loaded_store: Store) -> None:
    patrol, track_id = make_patrol(loaded_store), uuid4()
    fixes = walk_over(loaded_store, "changzhao", range(200, 240), EARLY, step_s=60)
    first = sent_at(loaded_store, patrol, track_id, fixes, EARLY + timedelta(minutes=10))
    assert (first.written.created, first.n_fixes, first.n_bad) == (True, 40, 0)
    assert keys(first) == ["records.track_clock_ahead"]
    # Later than five minutes ahead of the tenth.
    assert dict(first.findings[0].params) == {"n": 24}
    for minutes in (11, 15, 60):
        again = sent_at(loaded_store, patrol, track_id, fixes, EARLY + timedelta(minutes=minutes))
        assert (again.written.changed, again.n_fixes) == (False, 40)


def test_a_clock_that_is_right_is_not_spoken_of(loaded_store: Store) -> None:
    patrol = make_patrol(loaded_store)
    fixes = walk_over(loaded_store, "changzhao", range(200, 240), EARLY, step_s=60)
    now = EARLY + timedelta(minutes=40)
    assert keys(sent_at(loaded_store, patrol, uuid4(), fixes, now)) == []


def test_time_that_has_not_come_is_in_no_figure_until_it_has(loaded_store: Store) -> None:
    night = EARLY + timedelta(hours=15)
    patrol = make_patrol(loaded_store, night)
    fixes = walk_over(loaded_store, "changzhao", range(200, 300), night, step_s=60)
    now = night + timedelta(minutes=30)
    sent_at(loaded_store, patrol, uuid4(), fixes, now)

    def presence_s(start: datetime, end: datetime, at: datetime) -> float:
        with loaded_store.reader() as session:
            table = coverage_table(session, SYSTEM, "changzhao", start, end, ZONE, now=at)
        return float(table.presence_s.sum())

    afterwards = night + timedelta(days=3)
    so_far = presence_s(DAY, now, afterwards)
    assert 0 < so_far < presence_s(DAY, TOMORROW, afterwards)
    # Half an hour in: of today that much, of tomorrow nothing.
    assert presence_s(DAY, TOMORROW, now) == so_far
    assert presence_s(DAY, TOMORROW + timedelta(days=1), now) == so_far
    assert presence_s(TOMORROW, TOMORROW + timedelta(days=1), now) == 0
    assert presence_s(TOMORROW, TOMORROW + timedelta(days=1), afterwards) > 0
    with loaded_store.reader() as session:
        gaps = gap_table(session, SYSTEM, "changzhao", DAY, TOMORROW, ZONE, now=now)
    assert gaps.last_leave_us.max() <= int(now.timestamp() * 1e6)
    visited = gaps.last_leave_us[200:300] > 0
    assert np.count_nonzero(visited) < 100

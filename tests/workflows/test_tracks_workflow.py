"""Tracks in: kept as sent, traced into visits, counted once whatever the order."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from uuid import UUID, uuid4

import numpy as np
import pytest
from duty_making import EARLY, NOW, ZONE, make_patrol, send, upload_of, walk_over
from sqlalchemy import select

from geo_patrol.errors import Conflict, InvalidInput, NotFound
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import tracks
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.scope import SYSTEM, scope_of
from geo_patrol.store.tables import DayBlockRow, TrackRow
from geo_patrol.tracks.fixes import Fixes, unpack
from geo_patrol.tracks.readers import read_tracks
from geo_patrol.workflows.coverage import coverage_table, gap_table
from geo_patrol.workflows.records import put_patrol
from geo_patrol.workflows.trackfiles import import_tracks, patrol_from_track
from geo_patrol.workflows.tracks import put_track

DATA = Path(__file__).parents[1] / "data" / "tracks"


def cached(store: Store) -> list[tuple[object, ...]]:
    """Return the day cache without what differs between stores: grid ids are the same."""
    names = [column.name for column in DayBlockRow.__table__.columns]
    with store.reader() as session:
        rows = session.scalars(select(DayBlockRow))
        return sorted(tuple(getattr(row, name) for name in names) for row in rows)


def test_a_track_comes_back_fix_for_fix(loaded_store: Store) -> None:
    patrol = make_patrol(loaded_store)
    fixes = walk_over(loaded_store, "changzhao", range(200, 240), EARLY)
    written = send(loaded_store, patrol, fixes)
    assert (written.written.created, written.n_fixes, written.n_bad) == (True, 40, 0)
    with loaded_store.reader() as session:
        kept = unpack(session.scalars(select(TrackRow.fixes)).one())
        listed = tracks.tracks(session, SYSTEM, Span()).items
    assert np.array_equal(kept.t_ms, fixes.t_ms)
    assert np.abs(kept.lon - fixes.lon).max() <= 5.1e-8
    assert np.abs(kept.lat - fixes.lat).max() <= 5.1e-8
    assert [one.n_fixes for one in listed] == [40]
    assert listed[0].line is not None


def test_its_time_is_in_the_cells_at_once(loaded_store: Store) -> None:
    patrol = make_patrol(loaded_store)
    fixes = walk_over(loaded_store, "changzhao", range(200, 240), EARLY)
    send(loaded_store, patrol, fixes)
    day = EARLY.replace(hour=0)
    with loaded_store.reader() as session:
        table = coverage_table(session, SYSTEM, "changzhao", day, day + timedelta(days=1), ZONE)
        blocks = tracks.visits_by_patrol(
            session, _grid_id(loaded_store), Span(day, day + timedelta(days=1))
        )
    (visits,) = blocks[patrol.id]
    inside = visits.cell >= 0
    spent_s = (visits.leave_us - visits.enter_us)[inside].sum() / 1e6
    assert table.presence_s.sum() == pytest.approx(spent_s, abs=1e-3)
    assert table.effort_s.sum() == pytest.approx(spent_s, abs=1e-3)
    assert table.length_m.sum() == pytest.approx(visits.length_m[inside].sum(), abs=1e-3)


def _grid_id(store: Store) -> UUID:
    from geo_patrol.store.repositories import grids

    with store.reader() as session:
        return next(
            grid
            for grid, area in grids.grid_ids_in_use(session, "reservoir")
            if area == "changzhao"
        )


def test_a_period_cut_anywhere_is_counted_exactly(loaded_store: Store) -> None:
    patrol = make_patrol(loaded_store)
    fixes = walk_over(loaded_store, "changzhao", range(200, 260), EARLY)
    send(loaded_store, patrol, fixes)
    day = EARLY.replace(hour=0)
    cut = EARLY + timedelta(minutes=11, seconds=7)
    with loaded_store.reader() as session:
        parts = [
            coverage_table(session, SYSTEM, "changzhao", start, end, ZONE)
            for start, end in ((day, cut), (cut, day + timedelta(days=1)))
        ]
        whole = coverage_table(session, SYSTEM, "changzhao", day, day + timedelta(days=1), ZONE)
    for name in ("presence_s", "effort_s", "length_m"):
        both = getattr(parts[0], name) + getattr(parts[1], name)
        assert np.allclose(both, getattr(whole, name), atol=1e-4)


def test_two_phones_in_one_boat_are_one_presence(loaded_store: Store) -> None:
    patrol = make_patrol(loaded_store)
    fixes = walk_over(loaded_store, "changzhao", range(200, 240), EARLY)
    send(loaded_store, patrol, fixes)
    send(loaded_store, patrol, fixes, device="phone-2")
    day = EARLY.replace(hour=0)
    with loaded_store.reader() as session:
        table = coverage_table(session, SYSTEM, "changzhao", day, day + timedelta(days=1), ZONE)
    assert table.effort_s.sum() == pytest.approx(2 * table.presence_s.sum())


def test_any_order_and_repetition_of_tracks_gives_the_same_figures(loaded_store: Store) -> None:
    patrol = make_patrol(loaded_store)
    walks = {
        uuid4(): walk_over(loaded_store, "changzhao", range(start, start + 30), EARLY)
        for start in (200, 215, 400)
    }
    seen = []
    for order in list(permutations(walks))[:3]:
        # Each order writes under fresh patrols a day apart, so that days can be compared.
        day = timedelta(days=len(seen))
        moved_patrol = make_patrol(loaded_store, EARLY + day)
        for repeat in range(2):
            for track_id in order:
                fixes = walks[track_id]
                later = Fixes(
                    fixes.t_ms + int(day.total_seconds() * 1000),
                    fixes.lon,
                    fixes.lat,
                    fixes.accuracy_m,
                )
                moved_id = UUID(int=track_id.int ^ (len(seen) + 1))
                written = send(loaded_store, moved_patrol, later, moved_id)
                assert written.written.created == (repeat == 0)
        start = EARLY.replace(hour=0) + day
        with loaded_store.reader() as session:
            table = coverage_table(
                session, SYSTEM, "changzhao", start, start + timedelta(days=1), ZONE
            )
        seen.append(np.stack([table.presence_s, table.effort_s, table.length_m, table.n_visits]))
    assert patrol.id
    assert np.array_equal(seen[0], seen[1])
    assert np.array_equal(seen[0], seen[2])


def test_the_same_id_with_other_fixes_is_a_conflict_and_changes_nothing(
    loaded_store: Store,
) -> None:
    patrol = make_patrol(loaded_store)
    track_id = uuid4()
    fixes = walk_over(loaded_store, "changzhao", range(200, 240), EARLY)
    send(loaded_store, patrol, fixes, track_id)
    before = cached(loaded_store)
    with pytest.raises(Conflict):
        send(loaded_store, patrol, walk_over(loaded_store, "changzhao", range(5), EARLY), track_id)
    other = make_patrol(loaded_store)
    with pytest.raises(Conflict):
        send(loaded_store, other, fixes, track_id)
    assert cached(loaded_store) == before


def test_a_track_of_another_squads_patrol_is_not_accepted(loaded_store: Store) -> None:
    patrol = make_patrol(loaded_store)
    fixes = walk_over(loaded_store, "changzhao", range(200, 240), EARLY)
    stranger = scope_of(UUID(int=9), ["park"], "officer", certified=True)
    with pytest.raises(NotFound):
        put_track(loaded_store, stranger, patrol.id, uuid4(), upload_of(fixes), now=NOW, zone=ZONE)
    assert cached(loaded_store) == []


def test_a_track_without_one_usable_fix_is_refused_with_the_reasons(loaded_store: Store) -> None:
    patrol = make_patrol(loaded_store)
    none = Fixes(np.empty(0, np.int64), np.empty(0), np.empty(0), np.empty(0, np.float32))
    with pytest.raises(InvalidInput) as caught:
        send(loaded_store, patrol, none)
    assert caught.value.key == "records.track_empty"


def test_a_track_of_another_day_cannot_belong_to_the_patrol(loaded_store: Store) -> None:
    patrol = make_patrol(loaded_store)
    fixes = walk_over(loaded_store, "changzhao", range(200, 240), EARLY + timedelta(days=2))
    with pytest.raises(InvalidInput) as caught:
        send(loaded_store, patrol, fixes)
    assert caught.value.key == "records.track_outside_patrol"


def test_a_track_that_never_enters_its_area_is_kept_and_told(loaded_store: Store) -> None:
    patrol = make_patrol(loaded_store)
    fixes = walk_over(loaded_store, "qincun", range(200, 240), EARLY)
    written = send(loaded_store, patrol, fixes)
    assert "records.track_elsewhere" in {one.key for one in written.findings}
    day = EARLY.replace(hour=0)
    with loaded_store.reader() as session:
        # Being there counts where it was, whatever the plan said.
        there = coverage_table(session, SYSTEM, "qincun", day, day + timedelta(days=1), ZONE)
    assert there.presence_s.sum() > 0


def test_a_patrol_without_a_track_is_told_apart_from_nobody(loaded_store: Store) -> None:
    walked = make_patrol(loaded_store, EARLY)
    send(loaded_store, walked, walk_over(loaded_store, "changzhao", range(1126), EARLY, 9))
    next_day = EARLY + timedelta(days=1)
    make_patrol(loaded_store, next_day, hours=7)
    with loaded_store.reader() as session:
        gaps = gap_table(
            session,
            SYSTEM,
            "changzhao",
            EARLY.replace(hour=0),
            next_day.replace(hour=16),
            ZONE,
            now=NOW,
        )
    late = [kind for kind in gaps.gap_class if kind.startswith("late")]
    assert len(gaps.untracked) == 1
    assert gaps.gap_class.count("untracked") > 300
    assert late == []


def test_the_real_hikes_go_in_and_again_change_nothing(loaded_store: Store) -> None:
    files = sorted(DATA.glob("*.gpx"))
    reads = [read for file in files for read in read_tracks(file, now=NOW)]
    make = patrol_from_track("changzhao", "foot", now=NOW, zone=ZONE)
    first = import_tracks(loaded_store, reads, make, now=NOW, zone=ZONE)
    again = import_tracks(loaded_store, reads, make, now=NOW, zone=ZONE)
    kept = [one.written for one in first if one.written is not None]
    assert sum(one.n_fixes for one in kept) + sum(len(one.bad) for one in first) == sum(
        read.n_read for read in reads
    )
    assert all(one.written.created for one in kept)
    assert not any(one.written.written.created for one in again if one.written is not None)


def test_a_relocation_export_goes_in(loaded_store: Store) -> None:
    reads = read_tracks(DATA / "er_relocs.csv.zip", now=NOW)
    make = patrol_from_track("changzhao", "car", now=NOW, zone=ZONE)
    # Years of a collar are no patrol: a shift cannot hold them, and nothing is half-written.
    with pytest.raises(InvalidInput) as caught:
        import_tracks(loaded_store, reads, make, now=NOW, zone=ZONE)
    assert caught.value.key == "cli.track_too_long"
    day_ms = 20 * 3600 * 1000
    first_days = []
    for read in reads:
        kept = read.fixes.t_ms < read.fixes.t_ms[0] + day_ms
        fixes = Fixes(*(getattr(read.fixes, n)[kept] for n in ("t_ms", "lon", "lat", "accuracy_m")))
        first_days.append(replace(read, fixes=fixes, bad=(), n_read=int(kept.sum())))
    done = import_tracks(loaded_store, first_days, make, now=NOW, zone=ZONE)
    assert all(one.written is not None and one.written.written.created for one in done)
    with loaded_store.reader() as session:
        assert len(tracks.tracks(session, SYSTEM, Span()).items) == len(reads)


def test_a_patrol_cannot_be_moved_away_from_its_track(loaded_store: Store) -> None:
    patrol = make_patrol(loaded_store)
    track_id = uuid4()
    fixes = walk_over(loaded_store, "changzhao", range(200, 240), EARLY)
    send(loaded_store, patrol, fixes, track_id)
    late = EARLY + timedelta(hours=4)
    moved = replace(patrol, start=late, end=late + timedelta(hours=1))
    with pytest.raises(InvalidInput) as caught:
        put_patrol(loaded_store, SYSTEM, moved, now=NOW, zone=ZONE, if_match=1)
    assert [one.where for one in caught.value.findings] == [str(track_id)]
    # What was accepted once stays a repeat.
    assert not send(loaded_store, patrol, fixes, track_id).written.created

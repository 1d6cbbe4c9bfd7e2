"""Fixes of trackers: on duty they wait for a patrol and become its tracks, once; else they go."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from duty_making import EARLY, NOW, ZONE
from sqlalchemy import select
from tracker_making import (
    LATER,
    by_cell,
    carrier,
    figures,
    tracks_made,
    voyage,
)

from geo_patrol.errors import InvalidInput
from geo_patrol.patrols import Patrol
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import devices
from geo_patrol.store.scope import SYSTEM
from geo_patrol.store.tables import AuditRow, SignOfLifeRow, TrackRow
from geo_patrol.workflows import piecing
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.devices import put_device
from geo_patrol.workflows.piecing import WAITS, expire
from geo_patrol.workflows.records import put_patrol
from geo_patrol.workflows.taking_back import take_back


def ms(minutes: float) -> int:
    return int((EARLY + timedelta(minutes=minutes)).timestamp() * 1000)


def edited(store: Store, patrol: Patrol, version: int = 1, **changes: object) -> Patrol:
    changed = replace(patrol, **changes)  # type: ignore[arg-type]
    put_patrol(store, SYSTEM, changed, now=NOW, zone=ZONE, if_match=version)
    return changed


def test_what_is_reported_on_patrol_becomes_its_tracks(loaded_store: Store) -> None:
    one = carrier(loaded_store)
    patrol = one.patrol(60)
    reports = voyage(loaded_store, 60)
    for report in reports:
        assert one.send(report).n_kept == 1
    assert one.settle() == 6
    assert one.waiting() == []
    made = tracks_made(loaded_store)
    assert {fix[0] for fixes in made.values() for fix in fixes} == {r.t_ms for r in reports}
    with loaded_store.reader() as session:
        rows = session.scalars(select(TrackRow)).all()
        assert {row.patrol_id for row in rows} == {patrol.id}
        assert {row.device for row in rows} == {"手机定位"}
    assert figures(loaded_store)["presence_s"] == pytest.approx(3590, abs=1e-6)
    assert verify(loaded_store).sound


def test_a_piece_begins_with_the_last_fix_of_the_one_before(loaded_store: Store) -> None:
    one = carrier(loaded_store)
    one.patrol(60)
    one.send(*voyage(loaded_store, 60))
    one.settle()
    pieces = sorted(tracks_made(loaded_store).values())
    for before, after in pairwise(pieces):
        assert after[0] == before[-1]


def test_an_audit_entry_answers_for_each_track_and_names_the_device(loaded_store: Store) -> None:
    one = carrier(loaded_store)
    one.patrol(30)
    one.send(*voyage(loaded_store, 30))
    one.settle()
    with loaded_store.reader() as session:
        found = select(AuditRow.actor, AuditRow.object).where(AuditRow.action == "create")
        entries = [row for row in session.execute(found) if row.object.startswith("track/")]
    made = tracks_made(loaded_store)
    assert {row.object for row in entries} == {f"track/{track_id}" for track_id in made}
    assert len(entries) == len(made) == 3
    assert {row.actor for row in entries} == {f"device/{one.device.id}"}


def test_pieces_are_made_while_a_patrol_goes_on_and_the_last_one_when_it_ends(
    loaded_store: Store,
) -> None:
    one = carrier(loaded_store)
    patrol = one.patrol(None)
    reports = voyage(loaded_store, 25)
    half = EARLY + timedelta(minutes=25)
    one.send(*reports, now=half)
    assert one.settle(half) == 2
    assert one.waiting() == [r.t_ms for r in reports if r.t_ms >= ms(20)]
    assert one.settle(half) == 0
    edited(loaded_store, patrol, end=half)
    assert one.settle(half + timedelta(minutes=2)) == 1
    assert one.waiting() == []


def test_fixes_of_a_piece_are_given_time_to_arrive(loaded_store: Store) -> None:
    one = carrier(loaded_store)
    one.patrol(None)
    reports = voyage(loaded_store, 10)
    one.send(*reports[:-1])
    assert one.settle(EARLY + timedelta(minutes=11)) == 0
    one.send(reports[-1])
    assert one.settle(EARLY + timedelta(minutes=12)) == 1


def test_the_same_fixes_again_change_nothing(loaded_store: Store) -> None:
    one = carrier(loaded_store)
    one.patrol(60)
    reports = voyage(loaded_store, 60)
    one.send(*reports)
    assert one.send(*reports).n_repeated == len(reports)
    one.settle()
    before, seen = tracks_made(loaded_store), figures(loaded_store)
    again = one.send(*reports)
    assert (again.n_kept, again.n_repeated) == (0, len(reports))
    assert one.settle() == 0
    assert (tracks_made(loaded_store), figures(loaded_store)) == (before, seen)


def test_a_patrol_that_arrives_after_its_fixes_gets_them(loaded_store: Store) -> None:
    one = carrier(loaded_store)
    reports = voyage(loaded_store, 40)
    one.send(*reports)
    assert one.settle() == 0
    assert len(one.waiting()) == len(reports)
    one.patrol(40)
    assert one.settle() == 4
    assert one.waiting() == []


def test_what_is_reported_outside_of_every_shift_is_not_stored(loaded_store: Store) -> None:
    one = carrier(loaded_store)
    night = voyage(loaded_store, 5, start=EARLY - timedelta(hours=3))
    home = voyage(loaded_store, 5, start=EARLY + timedelta(hours=8))
    taken = one.send(*night, *home, now=EARLY + timedelta(hours=9))
    assert (taken.n_kept, taken.n_off_duty) == (0, 60)
    assert one.waiting() == []
    assert one.tally().n_off_duty == 60


def test_a_patrol_beyond_its_shift_covers_its_own_fixes(loaded_store: Store) -> None:
    one = carrier(loaded_store)
    start = EARLY + timedelta(hours=7, minutes=50)
    one.patrol(30, start=start)
    end = start + timedelta(hours=1)
    assert one.send(*voyage(loaded_store, 30, start=start), now=end).n_off_duty == 0
    assert one.settle(end) == 3


def test_a_patrol_that_nobody_ends_claims_no_evening_at_home(loaded_store: Store) -> None:
    one = carrier(loaded_store)
    one.patrol(None)
    home = voyage(loaded_store, 5, start=EARLY + timedelta(hours=8, minutes=31))
    assert one.send(*home, now=EARLY + timedelta(hours=9)).n_off_duty == 30


def test_a_pause_between_two_patrols_is_in_no_track(loaded_store: Store) -> None:
    one = carrier(loaded_store)
    one.patrol(20)
    one.patrol(20, start=EARLY + timedelta(minutes=40))
    reports = voyage(loaded_store, 60)
    one.send(*reports)
    one.settle()
    kept = {fix[0] for fixes in tracks_made(loaded_store).values() for fix in fixes}
    pause = {r.t_ms for r in reports if ms(20) <= r.t_ms < ms(40)}
    assert kept.isdisjoint(pause)
    assert set(one.waiting()) == pause


def test_what_no_patrol_claims_in_72_hours_is_deleted_and_counted(loaded_store: Store) -> None:
    one = carrier(loaded_store)
    one.send(*voyage(loaded_store, 10), now=LATER)
    assert expire(loaded_store, now=LATER + WAITS) == 0
    assert expire(loaded_store, now=LATER + WAITS + timedelta(seconds=1)) == 60
    assert one.waiting() == []
    assert one.tally().n_expired == 60


def test_another_squads_patrol_gets_nothing_and_its_shift_covers_nothing(
    loaded_store: Store,
) -> None:
    stranger = carrier(loaded_store, "park", start=EARLY - timedelta(hours=12))
    one = carrier(loaded_store)
    one.patrol(60)
    assert stranger.send(*voyage(loaded_store, 10)).n_off_duty == 60
    assert one.settle() == 0


def test_a_patrol_without_the_officer_aboard_gets_nothing(loaded_store: Store) -> None:
    one, colleague = carrier(loaded_store), carrier(loaded_store)
    colleague.patrol(60)
    reports = voyage(loaded_store, 10)
    one.send(*reports)
    assert one.settle() == 0
    assert len(one.waiting()) == 60


def test_a_tracker_that_nobody_carries_is_heard_and_nothing_of_it_kept(
    loaded_store: Store,
) -> None:
    one = carrier(loaded_store)
    one.device = replace(one.device, officer_id=None)
    put_device(loaded_store, SYSTEM, one.device, now=NOW, if_match=1)
    assert one.send(*voyage(loaded_store, 1)).n_off_duty == 6
    assert one.tally().heard_at == LATER


def test_only_an_officer_of_its_squad_can_carry_a_tracker(loaded_store: Store) -> None:
    one = carrier(loaded_store)
    for changes in ({"squad_code": "park"}, {"kind": "camera"}):
        with pytest.raises(InvalidInput) as caught:
            put_device(loaded_store, SYSTEM, replace(one.device, **changes), now=NOW, if_match=1)  # type: ignore[arg-type]
        assert [finding.where for finding in caught.value.findings] == ["officer_id"]


def test_a_wrong_unit_of_speed_changes_no_length_and_is_told(loaded_store: Store) -> None:
    one = carrier(loaded_store)
    one.patrol(30)
    sane = voyage(loaded_store, 30)
    one.send(*(replace(r, speed_kmh=999.0) for r in sane))
    one.settle()
    absurd = figures(loaded_store)
    other = carrier(loaded_store)
    other.patrol(30)
    other.send(*sane)
    other.settle()
    both = figures(loaded_store)
    assert both["length_m"] == pytest.approx(2 * absurd["length_m"], rel=1e-12)
    assert (one.tally().n_doubtful, other.tally().n_doubtful) == (180, 0)


def test_a_hole_that_is_filled_late_makes_a_piece_of_its_own_and_counts_once(
    loaded_store: Store,
) -> None:
    reports = voyage(loaded_store, 60)
    hole = [r for r in reports if ms(17) <= r.t_ms < ms(33)]
    whole = carrier(loaded_store)
    whole.patrol(60)
    whole.send(*reports)
    whole.settle()
    at_once, cells = figures(loaded_store), by_cell(loaded_store)
    late = carrier(loaded_store)
    late.patrol(60)
    late.send(*(r for r in reports if r not in hole))
    late.settle()
    late.send(*hole)
    assert late.settle() == 3
    both, both_cells = figures(loaded_store), by_cell(loaded_store)
    for name in ("presence_s", "effort_s", "length_m"):
        assert both[name] == pytest.approx(2 * at_once[name], rel=1e-6), name
    for cell, (presence_s, effort_s) in cells.items():
        wanted = (2 * presence_s, 2 * effort_s)
        assert both_cells[cell] == pytest.approx(wanted, abs=1e-3), cell
    assert verify(loaded_store).sound


def test_late_fixes_between_two_that_were_counted_are_not_counted_twice(
    loaded_store: Store,
) -> None:
    one = carrier(loaded_store)
    one.patrol(30)
    reports = voyage(loaded_store, 30)
    one.send(*(r for n, r in enumerate(reports) if n % 10 != 5))
    one.settle()
    before = figures(loaded_store)
    one.send(*reports)
    assert one.settle() == 0
    assert figures(loaded_store) == before
    assert one.waiting() == []
    assert one.tally().n_late == 18


def test_a_server_that_dies_in_between_leaves_all_or_nothing(
    loaded_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = carrier(loaded_store)
    one.patrol(60)
    reports = voyage(loaded_store, 60)
    one.send(*reports)

    def die(*_asked: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(piecing, "_use_up", die)
        with pytest.raises(SystemExit):
            one.settle()
    assert tracks_made(loaded_store) == {}
    assert len(one.waiting()) == len(reports)
    assert one.settle() == 6
    assert verify(loaded_store).sound


def test_a_patrol_that_had_ended_earlier_gives_back_what_came_after(loaded_store: Store) -> None:
    one = carrier(loaded_store)
    patrol = one.patrol(None)
    reports = voyage(loaded_store, 60)
    one.send(*reports[:150])
    one.settle(EARLY + timedelta(minutes=25))
    ended = figures(loaded_store)["presence_s"]
    one.send(*reports[150:])
    one.settle(EARLY + timedelta(hours=1, minutes=5))
    cut = edited(loaded_store, patrol, end=EARLY + timedelta(minutes=20))
    assert take_back(loaded_store, now=LATER, zone=ZONE) == 4
    assert take_back(loaded_store, now=LATER, zone=ZONE) == 0
    assert figures(loaded_store)["presence_s"] == pytest.approx(ended, abs=1e-6)
    kept = {fix[0] for fixes in tracks_made(loaded_store).values() for fix in fixes}
    assert max(kept) < ms(20)
    assert one.waiting() == [r.t_ms for r in reports if r.t_ms >= ms(20)]
    assert verify(loaded_store).sound
    # The next patrol of the officer gets them; so would this one, if it had gone on after all.
    one.patrol(20, start=EARLY + timedelta(minutes=40))
    one.settle()
    assert len(one.waiting()) == 120
    edited(loaded_store, cut, 2, end=EARLY + timedelta(minutes=40))
    one.settle()
    assert one.waiting() == []
    assert figures(loaded_store)["presence_s"] == pytest.approx(3580, abs=1e-6)
    assert verify(loaded_store).sound


def test_a_fix_on_patrol_is_a_sign_of_life(loaded_store: Store) -> None:
    one = carrier(loaded_store)
    patrol = one.patrol(60)
    reports = voyage(loaded_store, 2)
    one.send(*reports)
    with loaded_store.reader() as session:
        [sign] = session.scalars(select(SignOfLifeRow))
    assert (sign.patrol_id, sign.lon) == (patrol.id, reports[-1].lon)


def test_a_device_is_told_with_who_carries_it(loaded_store: Store) -> None:
    one = carrier(loaded_store)
    with loaded_store.reader() as session:
        found = devices.device(session, one.device.id)
        assert devices.devices_of(session, one.officer.id) == [found]
    assert found == one.device


def test_two_trackers_of_one_crew_are_one_presence(loaded_store: Store) -> None:
    one = carrier(loaded_store)
    second = replace(one.device, id=one.officer.id)
    put_device(loaded_store, SYSTEM, second, now=NOW)
    one.patrol(20)
    reports = voyage(loaded_store, 20)
    one.send(*reports)
    one.settle()
    alone = figures(loaded_store)
    one.device = second
    one.send(*reports)
    one.settle()
    both = figures(loaded_store)
    assert both["effort_s"] == pytest.approx(2 * alone["effort_s"])
    assert both["presence_s"] == pytest.approx(alone["presence_s"])

"""Records that change squads: nothing of them stays behind in the one they leave."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from duty_making import EARLY, NOW, VAULT, ZONE, make_patrol, send, walk_over
from persons_making import PARK, an_incident, put
from racing import Beside
from sqlalchemy import text

from geo_patrol.errors import EditOutOfReach, InvalidInput, OutOfReach, PreconditionFailed
from geo_patrol.patrols import Patrol, Shift
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import duty, history, tracks
from geo_patrol.store.scope import SYSTEM, scope_of
from geo_patrol.tracks.ids import withdrawal_id
from geo_patrol.tracks.standing import TrackWithdrawal
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.records import put_incident, put_patrol, put_shift
from geo_patrol.workflows.withdrawing import put_withdrawal

BOTH = scope_of(UUID(int=19), ["reservoir", "park"], "leader", certified=True)


def in_the_park(store: Store, patrol: Patrol) -> Patrol:
    """Return a patrol as it would be in a new shift of the park squad."""
    shift = Shift(uuid4(), "park", "early", EARLY, EARLY + timedelta(hours=8))
    put_shift(store, SYSTEM, shift, now=NOW)
    return replace(patrol, shift_id=shift.id, area_code="dashiju")


def test_a_patrol_without_tracks_may_change_squads(loaded_store: Store) -> None:
    moved = in_the_park(loaded_store, make_patrol(loaded_store))
    put_patrol(loaded_store, BOTH, moved, now=NOW, zone=ZONE, if_match=1)
    with loaded_store.reader() as session:
        assert duty.squad_of_patrol(session, moved.id) == "park"


def test_a_patrol_with_tracks_stays_with_its_squad(loaded_store: Store) -> None:
    patrol, track_id = make_patrol(loaded_store), uuid4()
    send(loaded_store, patrol, walk_over(loaded_store, "changzhao", range(9), EARLY), track_id)
    moved = in_the_park(loaded_store, patrol)
    with pytest.raises(InvalidInput) as caught:
        put_patrol(loaded_store, BOTH, moved, now=NOW, zone=ZONE, if_match=1)
    assert caught.value.key == "records.patrol_has_tracks"
    assert [one.where for one in caught.value.findings] == [str(track_id)]
    # Within its squad it may still go to another area.
    other = replace(patrol, area_code="qincun")
    assert put_patrol(loaded_store, BOTH, other, now=NOW, zone=ZONE, if_match=1).changed


def test_a_track_that_comes_in_at_that_moment_keeps_its_patrol_where_it_is(
    loaded_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    patrol, track_id = make_patrol(loaded_store), uuid4()
    moved = in_the_park(loaded_store, patrol)
    fixes = walk_over(loaded_store, "changzhao", range(9), EARLY)
    move = Beside(
        loaded_store,
        lambda: put_patrol(loaded_store, BOTH, moved, now=NOW, zone=ZONE, if_match=1),
    )
    add_tracks = tracks.add_tracks

    def then_the_move(*given: object) -> None:
        monkeypatch.setattr(tracks, "add_tracks", add_tracks)
        move.start()
        add_tracks(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(tracks, "add_tracks", then_the_move)
    send(loaded_store, patrol, fixes, track_id)
    refused = move.end()
    assert isinstance(refused, InvalidInput)
    assert refused.key == "records.patrol_has_tracks"
    with loaded_store.reader() as session:
        assert duty.squad_of_patrol(session, patrol.id) == "reservoir"
        assert history.versions(session, "track", track_id)[-1].chain == "reservoir"


def test_what_is_said_of_a_track_that_is_still_to_come_keeps_its_patrol_too(
    loaded_store: Store,
) -> None:
    patrol, track_id = make_patrol(loaded_store), uuid4()
    said = TrackWithdrawal(withdrawal_id(patrol.id, track_id), track_id, patrol.id, True, "误传")
    put_withdrawal(loaded_store, SYSTEM, said, now=NOW, zone=ZONE)
    moved = in_the_park(loaded_store, patrol)
    with pytest.raises(InvalidInput) as caught:
        put_patrol(loaded_store, BOTH, moved, now=NOW, zone=ZONE, if_match=1)
    assert caught.value.key == "records.patrol_has_withdrawals"
    assert [one.where for one in caught.value.findings] == [str(track_id)]
    other = replace(patrol, area_code="qincun")
    assert put_patrol(loaded_store, BOTH, other, now=NOW, zone=ZONE, if_match=1).changed
    assert verify(loaded_store).sound
    with loaded_store.upkeep() as session:
        session.execute(text("UPDATE patrols SET squad_code = 'park'"))
    [found] = verify(loaded_store).findings
    assert (found.where, found.key) == (f"track_withdrawal/{said.id}", "audit.mark_elsewhere")


def test_a_shift_with_patrols_stays_with_its_squad(loaded_store: Store) -> None:
    patrol = make_patrol(loaded_store)
    with loaded_store.reader() as session:
        shift = duty.shift(session, patrol.shift_id, SYSTEM)
    assert shift is not None
    with pytest.raises(InvalidInput) as caught:
        put_shift(loaded_store, BOTH, replace(shift, squad_code="park"), now=NOW, if_match=1)
    assert caught.value.key == "records.shift_has_patrols"
    assert [one.where for one in caught.value.findings] == [str(patrol.id)]
    moved = in_the_park(loaded_store, patrol)
    put_patrol(loaded_store, BOTH, moved, now=NOW, zone=ZONE, if_match=1)
    empty = replace(shift, squad_code="park")
    assert put_shift(loaded_store, BOTH, empty, now=NOW, if_match=1).changed


def test_an_edit_of_another_squad_s_record_is_answered_as_one_of_nothing(
    loaded_store: Store,
) -> None:
    incident = an_incident()
    put(loaded_store, incident)
    theirs = replace(incident, squad_code="park", narrative="z")
    answers = []
    for one in (theirs, replace(theirs, id=uuid4())):
        with pytest.raises(PreconditionFailed) as caught:
            put_incident(loaded_store, PARK, one, VAULT, now=NOW, if_match=1)
        answers.append((caught.value.key, caught.value.params, caught.value.current))
        assert isinstance(caught.value, EditOutOfReach) == (one is theirs)
    assert answers[0] == answers[1]
    # To write it as new is what nobody can have answered as if it were not there.
    with pytest.raises(OutOfReach) as taken:
        put_incident(loaded_store, PARK, theirs, VAULT, now=NOW)
    assert taken.value.key == "records.not_found"
    with loaded_store.reader() as session:
        assert history.rivals(session, "incident", incident.id) == []

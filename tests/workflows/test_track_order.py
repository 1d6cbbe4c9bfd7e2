"""Late, repeated, superseded and withdrawn: whatever the order, the same rows.

Two crews are out, one of them with two phones. Pieces come before and after the whole that stands
for them, words on tracks before and after the tracks, all of it twice. In the end blocks, days and
standings are those of the tracks that count, as if nothing else had ever come.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from uuid import UUID

import hypothesis.strategies as st
import numpy as np
import pytest
from duty_making import EARLY, NOW, ZONE, make_patrol, upload_of, walk_over
from hypothesis import HealthCheck, given, settings
from sqlalchemy import select

from geo_patrol.patrols import Patrol
from geo_patrol.store.engine import Store
from geo_patrol.store.scope import SYSTEM
from geo_patrol.store.tables import Base, TrackRow
from geo_patrol.tracks.fixes import Fixes, picked
from geo_patrol.tracks.ids import withdrawal_id
from geo_patrol.tracks.standing import TrackWithdrawal
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.coverage import coverage_table
from geo_patrol.workflows.tracks import TrackUpload, put_track
from geo_patrol.workflows.withdrawing import put_withdrawal

MADE_OF_TRACKS = ("visit_blocks", "seen_blocks", "cell_days", "day_blocks", "month_blocks")
"""Tables of what is made of tracks; those of them that there are."""
FORGOTTEN = (*MADE_OF_TRACKS, "track_supersedes", "track_withdrawals", "tracks")
EXAMPLES = 12
A_TURN = 1000

PART, WHOLE, OTHER_PHONE, SECOND, WRONG, POOR, BETTER = (UUID(int=n) for n in range(11, 18))
COUNTING = {WHOLE, OTHER_PHONE, SECOND, POOR}


@dataclass(frozen=True, eq=False)
class Sent:
    """A track on its way."""

    patrol: Patrol
    track_id: UUID
    upload: TrackUpload


Delivery = Sent | TrackWithdrawal


def deliver(store: Store, one: Delivery, if_match: int | None = None) -> None:
    """Have something come in."""
    if isinstance(one, Sent):
        put_track(store, SYSTEM, one.patrol.id, one.track_id, one.upload, now=NOW, zone=ZONE)
    else:
        put_withdrawal(store, SYSTEM, one, now=NOW, zone=ZONE, if_match=if_match)


def in_turn(track_id: UUID, turn: int) -> UUID:
    """Return the id that a track has in a turn: what was sent once is never sent as new again."""
    return UUID(int=track_id.int + turn * A_TURN)


def sent_in_turn(one: Delivery, turn: int) -> Delivery:
    """Return a delivery of a turn."""
    track_id = in_turn(one.track_id, turn)
    if isinstance(one, TrackWithdrawal):
        return replace(one, id=withdrawal_id(one.patrol_id, track_id), track_id=track_id)
    older = tuple(in_turn(other, turn) for other in one.upload.supersedes)
    return replace(one, track_id=track_id, upload=replace(one.upload, supersedes=older))


def _out_of_turn(value: object) -> object:
    ours = isinstance(value, UUID) and value.int < 10**9
    return UUID(int=value.int % A_TURN) if ours and isinstance(value, UUID) else value


def made_of_tracks(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of what is made of tracks, by table."""
    tables = [Base.metadata.tables[name] for name in MADE_OF_TRACKS if name in Base.metadata.tables]
    with store.reader() as session:
        return {
            table.name: sorted(
                tuple(map(_out_of_turn, row)) for row in session.execute(select(table))
            )
            for table in tables
        }


def standing_of(store: Store) -> dict[object, str]:
    """Return how every track stands."""
    with store.reader() as session:
        rows = session.execute(select(TrackRow.id, TrackRow.standing))
        return {_out_of_turn(row.id): row.standing for row in rows}


def forget(store: Store) -> None:
    """Take away all tracks, what was made and what was said of them."""
    with store.upkeep() as session:
        for name in FORGOTTEN:
            if name in Base.metadata.tables:
                session.execute(Base.metadata.tables[name].delete())


def say(patrol: Patrol, track_id: UUID, *, withdrawn: bool = True) -> TrackWithdrawal:
    """Return a word on a track."""
    key = withdrawal_id(patrol.id, track_id)
    return TrackWithdrawal(key, track_id, patrol.id, withdrawn, "另一条船上的手机")


def a_track(
    patrol: Patrol, track_id: UUID, fixes: Fixes, device: str, *supersedes: UUID
) -> Delivery:
    """Return a track on its way."""
    return Sent(patrol, track_id, replace(upload_of(fixes, device), supersedes=supersedes))


@pytest.fixture
def deliveries(loaded_store: Store) -> list[Delivery]:
    """Give all that comes of two crews in one shift, over midnight."""
    night = EARLY.replace(hour=22)
    first, second = make_patrol(loaded_store, night), make_patrol(loaded_store, night)
    one, two, three = (
        walk_over(loaded_store, "changzhao", range(start, start + 30), night, step_s)
        for start, step_s in ((200, 360), (215, 360), (400, 30))
    )
    later = Fixes(one.t_ms + 7000, one.lon, one.lat, one.accuracy_m)
    return [
        a_track(first, PART, picked(one, slice(0, 12)), "phone-1"),
        a_track(first, WHOLE, one, "phone-1", PART),
        a_track(first, OTHER_PHONE, later, "phone-2"),
        a_track(second, SECOND, two, "phone-3"),
        a_track(second, WRONG, three, "phone-4"),
        say(second, WRONG),
        a_track(second, POOR, picked(three, slice(0, None, 2)), "phone-5"),
        # It stood for the poor one, which counts again.
        a_track(second, BETTER, three, "phone-5", POOR, WRONG),
        say(second, BETTER),
    ]


def test_any_order_and_repetition_gives_the_same_rows(
    loaded_store: Store, deliveries: list[Delivery]
) -> None:
    for one in deliveries:
        if isinstance(one, Sent) and one.track_id in COUNTING:
            deliver(loaded_store, replace(one, upload=replace(one.upload, supersedes=())))
    expected = made_of_tracks(loaded_store)
    assert expected["visit_blocks"]
    turns = count(1)

    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), database=None)
    @given(
        st.permutations(deliveries),
        st.lists(st.sampled_from(deliveries), max_size=4),
    )
    def converges(order: Sequence[Delivery], again: list[Delivery]) -> None:
        forget(loaded_store)
        turn = next(turns)
        for one in (*order, *again):
            deliver(loaded_store, sent_in_turn(one, turn))
        assert made_of_tracks(loaded_store) == expected
        assert standing_of(loaded_store) == {
            PART: "superseded",
            WRONG: "withdrawn",
            BETTER: "withdrawn",
            **dict.fromkeys(COUNTING, "counts"),
        }

    converges()


def test_what_is_taken_back_counts_again_as_if_nothing_had_been_said(
    loaded_store: Store, deliveries: list[Delivery]
) -> None:
    tracks = [one for one in deliveries if isinstance(one, Sent)]
    for one in tracks:
        deliver(loaded_store, one)
    before = made_of_tracks(loaded_store), standing_of(loaded_store)
    for one in tracks:
        deliver(loaded_store, say(one.patrol, one.track_id))
    assert set(standing_of(loaded_store).values()) == {"withdrawn"}
    assert not any(made_of_tracks(loaded_store).values())
    for one in reversed(tracks):
        back = say(one.patrol, one.track_id, withdrawn=False)
        deliver(loaded_store, back, if_match=1)
        # A phone that did not hear of it says the same again.
        deliver(loaded_store, say(one.patrol, one.track_id))
    assert (made_of_tracks(loaded_store), standing_of(loaded_store)) == before
    assert verify(loaded_store).sound


def test_two_phones_in_one_crew_count_one_presence(
    loaded_store: Store, deliveries: list[Delivery]
) -> None:
    sent = {one.track_id: one for one in deliveries if isinstance(one, Sent)}
    night = EARLY.replace(hour=0)

    def table() -> tuple[np.ndarray, float]:
        with loaded_store.reader() as session:
            found = coverage_table(
                session, SYSTEM, "changzhao", night, night + timedelta(days=2), ZONE
            )
        return found.presence_s, float(found.effort_s.sum())

    deliver(loaded_store, sent[WHOLE])
    alone, effort_s = table()
    same = replace(sent[WHOLE].upload, device="phone-2", supersedes=())
    deliver(loaded_store, Sent(sent[WHOLE].patrol, OTHER_PHONE, same))
    together, both_s = table()
    assert np.array_equal(together, alone)
    assert both_s == pytest.approx(2 * effort_s)
    # A second crew at the same time is a presence of its own.
    deliver(loaded_store, Sent(sent[SECOND].patrol, SECOND, sent[WHOLE].upload))
    crews, _ = table()
    assert crews.sum() == pytest.approx(2 * alone.sum())

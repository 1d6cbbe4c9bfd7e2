"""What a withdrawn or superseded track is left out of, besides the figures."""

from uuid import UUID, uuid4

import pytest
from duty_making import EARLY, NOW, ZONE, make_patrol, send, upload_of, walk_over
from sqlalchemy import func, select, text, update

from geo_patrol.errors import InvalidInput
from geo_patrol.patrols import Patrol
from geo_patrol.store import schema
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import grid_changes
from geo_patrol.store.scope import SYSTEM
from geo_patrol.store.tables import TrackRow, VisitBlockRow
from geo_patrol.tracks.ids import withdrawal_id
from geo_patrol.tracks.standing import TrackWithdrawal
from geo_patrol.workflows import gridding, regridding
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.tracks import TrackUpload, put_track
from geo_patrol.workflows.withdrawing import put_withdrawal


def withdraw(store: Store, patrol: Patrol, track_id: UUID) -> None:
    """Withdraw a track."""
    key = withdrawal_id(patrol.id, track_id)
    said = TrackWithdrawal(key, track_id, patrol.id, True, "另一条船上的手机")
    put_withdrawal(store, SYSTEM, said, now=NOW, zone=ZONE)


def traced(store: Store) -> dict[UUID, int]:
    """Return in how many grids each track has visits."""
    found = select(VisitBlockRow.track_id, func.count().label("n")).group_by(VisitBlockRow.track_id)
    with store.reader() as session:
        return {row.track_id: row.n for row in session.execute(found)}


@pytest.fixture
def patrol(loaded_store: Store) -> Patrol:
    """Give a patrol with three tracks; the first is superseded, the third withdrawn."""
    made = make_patrol(loaded_store)
    fixes = walk_over(loaded_store, "changzhao", range(200, 240), EARLY)
    send(loaded_store, made, fixes, UUID(int=1))
    upload = upload_of(fixes, "phone-2")
    better = TrackUpload("phone-1", "a.gpx", upload.fixes, (), 40, (UUID(int=1),))
    for track_id, one in ((UUID(int=2), better), (UUID(int=3), upload)):
        put_track(loaded_store, SYSTEM, made.id, track_id, one, now=NOW, zone=ZONE)
    withdraw(loaded_store, made, UUID(int=3))
    return made


def test_a_new_grid_has_visits_of_those_that_count(loaded_store: Store, patrol: Patrol) -> None:
    assert traced(loaded_store) == {UUID(int=2): 1}
    gridding.make_area_grid(
        loaded_store,
        area_code="changzhao",
        size_m=200,
        epsg=4549,
        county="330624",
        town=None,
        village=None,
        villages=None,
        provisional_sections=True,
        code_digits=15,
        now=NOW,
        zone=ZONE,
        later=True,
    )
    with loaded_store.reader() as session:
        [change] = grid_changes.changes(session)
    # One that is withdrawn while the grid is on its way leaves both.
    withdraw(loaded_store, patrol, UUID(int=2))
    assert regridding.drive(loaded_store, change.grid_id, now=NOW, zone=ZONE) == 3
    assert traced(loaded_store) == {UUID(int=1): 2}


@pytest.mark.parametrize(
    ("track", "standing"), [(1, "counts"), (2, "superseded"), (2, "withdrawn"), (3, "counts")]
)
def test_a_track_that_stands_otherwise_than_was_said_is_found(
    loaded_store: Store, patrol: Patrol, track: int, standing: str
) -> None:
    assert verify(loaded_store).sound
    with loaded_store.upkeep() as session:
        changed = update(TrackRow).where(TrackRow.id == UUID(int=track))
        session.execute(changed.values(standing=standing))
    [found] = verify(loaded_store).findings
    assert (found.where, found.key) == (f"track/{UUID(int=track)}", "audit.track_standing")


def test_a_track_that_nothing_was_said_of_must_count(loaded_store: Store) -> None:
    patrol, track_id = make_patrol(loaded_store), uuid4()
    send(loaded_store, patrol, walk_over(loaded_store, "changzhao", range(9), EARLY), track_id)
    with loaded_store.upkeep() as session:
        session.execute(text("UPDATE tracks SET standing = 'withdrawn'"))
    assert [one.key for one in verify(loaded_store).findings] == ["audit.track_standing"]


def test_an_altered_word_on_a_track_is_found(loaded_store: Store, patrol: Patrol) -> None:
    assert verify(loaded_store).sound
    with loaded_store.upkeep() as session:
        session.execute(text("UPDATE track_withdrawals SET reason = 'x'"))
        session.execute(text("DELETE FROM track_supersedes"))
    found = [(one.where, one.key) for one in verify(loaded_store).findings]
    assert sorted(found) == sorted(
        [
            # What the second one no longer says of the first: then the first would count.
            (f"track/{UUID(int=1)}", "audit.track_standing"),
            (f"track/{UUID(int=2)}", "audit.record_altered"),
            (
                f"track_withdrawal/{withdrawal_id(patrol.id, UUID(int=3))}",
                "audit.record_altered",
            ),
        ]
    )


@pytest.mark.parametrize("backend", ["postgis"])
def test_desktop_gis_sees_the_tracks_that_count(
    loaded_store: Store, patrol: Patrol, backend: str
) -> None:
    shown = text("SELECT count(*) FROM gis.tracks")
    with loaded_store.reader() as session:
        assert session.scalar(shown) == 1
    schema.downgrade(loaded_store, "0012")
    with loaded_store.reader() as session:
        assert session.scalar(shown) == 3


def test_a_track_that_cannot_be_kept_supersedes_nothing(
    loaded_store: Store, patrol: Patrol
) -> None:
    upload = upload_of(walk_over(loaded_store, "changzhao", range(5), EARLY))
    other, own = make_patrol(loaded_store), uuid4()
    for track_id, older, key in (
        (own, own, "tracks.supersedes_itself"),
        (own, UUID(int=2), "tracks.supersedes_elsewhere"),
    ):
        wrong = TrackUpload("a", "a.gpx", upload.fixes, (), 5, (older,))
        with pytest.raises(InvalidInput) as caught:
            put_track(loaded_store, SYSTEM, other.id, track_id, wrong, now=NOW, zone=ZONE)
        assert caught.value.key == key
    with loaded_store.reader() as session:
        assert session.scalar(select(func.count()).select_from(TrackRow)) == 3
    assert traced(loaded_store) == {UUID(int=2): 1}

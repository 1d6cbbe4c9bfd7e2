"""Who saw what of an area, and the patrols whose looks are visits."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import permutations
from uuid import UUID

import numpy as np
import pytest
from duty_making import NOW, ZONE, send
from seeing_making import AREA, NOON, SQUAD, Ground, line, patrol_of, squares

from geo_patrol.cameras.records import Camera, Hours
from geo_patrol.coverage.seen.blind import SeenTable
from geo_patrol.crs import from_metric
from geo_patrol.errors import InvalidInput, NotFound
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories.cameras import StoredCamera
from geo_patrol.store.scope import SYSTEM, Scope, scope_of
from geo_patrol.workflows.cameras import write_camera
from geo_patrol.workflows.coverage import gap_table
from geo_patrol.workflows.seeing import SeenReport, seen_report

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def report(
    store: Store,
    start: datetime = NOON - 6 * HOUR,
    end: datetime = NOON + DAY,
    scope: Scope = SYSTEM,
    now: datetime = NOW,
) -> SeenReport:
    with store.reader() as session:
        return seen_report(session, scope, AREA, start, end, ZONE, now=now)


def last_seen(store: Store, end: datetime = NOON + 8 * HOUR) -> list[int]:
    """Return when each cell was last visited, by its rule, in minutes from noon; -1 for never."""
    with store.reader() as session:
        found = gap_table(session, SYSTEM, AREA, NOON, end, ZONE, now=NOW)
    noon_us = int(NOON.timestamp()) * 1_000_000
    return [
        -1 if us < 0 or us < noon_us else (us - noon_us) // 60_000_000
        for us in found.last_leave_us.tolist()
    ]


def west_side(ground: Ground, start: datetime = NOON):
    """Go along the west of the first square, 20 m away: 30 % of it are within 50 m."""
    x, y = ground.x - 20, ground.y
    return line((x, y - 100), (x, y + 200), start)


def east_side(ground: Ground, start: datetime = NOON + HOUR):
    """Go along the east of the first square, 10 m away: 40 % of it are within 50 m."""
    x, y = ground.x + 110, ground.y
    return line((x, y - 100), (x, y + 200), start)


@pytest.mark.parametrize("first", [west_side, east_side])
def test_two_tracks_of_a_patrol_that_saw_enough_together_are_a_visit(
    loaded_store: Store, first: Callable[[Ground], object]
) -> None:
    ground = squares(loaded_store, 0.6)
    second = east_side if first is west_side else west_side
    patrol = patrol_of(loaded_store)
    send(loaded_store, patrol, first(ground))
    assert last_seen(loaded_store) == [-1]
    send(loaded_store, patrol, second(ground), device="phone-2")
    (minutes,) = last_seen(loaded_store)
    # The looks of both count: the last one ends 250 m, and as many seconds, after one o'clock.
    assert minutes == 64
    assert report(loaded_store).table.patrol == pytest.approx([0.7], abs=0.01)


def test_what_two_patrols_saw_is_not_added_up(loaded_store: Store) -> None:
    ground = squares(loaded_store, 0.6)
    send(loaded_store, patrol_of(loaded_store), west_side(ground))
    send(loaded_store, patrol_of(loaded_store), east_side(ground))
    assert last_seen(loaded_store) == [-1]


def test_the_same_part_seen_twice_counts_once(loaded_store: Store) -> None:
    ground = squares(loaded_store, 0.6)
    patrol = patrol_of(loaded_store)
    send(loaded_store, patrol, west_side(ground))
    send(loaded_store, patrol, west_side(ground, NOON + HOUR), device="phone-2")
    assert last_seen(loaded_store) == [-1]


def test_who_only_crosses_a_corner_of_a_cell_that_is_to_be_seen_did_not_visit_it(
    loaded_store: Store,
) -> None:
    ground = squares(loaded_store, 0.9, None)
    patrol = patrol_of(loaded_store)
    x, y = ground.x, ground.y
    send(loaded_store, patrol, line((x - 100, y + 5), (x + 20, y + 5)))
    send(loaded_store, patrol, line((x + 400, y + 5), (x + 420, y + 5), NOON + HOUR))
    never, entered = last_seen(loaded_store)
    assert never == -1
    assert entered == 60


def test_order_and_repetition_do_not_matter_to_what_counts(loaded_store: Store) -> None:
    ground = squares(loaded_store, 0.6)
    for day, order in enumerate(permutations((west_side, east_side, east_side))):
        start = NOON + day * DAY
        patrol = patrol_of(loaded_store, start)
        for number, side in enumerate(order):
            hour = HOUR if side is east_side else 0 * HOUR
            send(loaded_store, patrol, side(ground, start + hour), device=f"phone-{number}")
        (minutes,) = last_seen(loaded_store, start + 8 * HOUR)
        assert minutes == day * 24 * 60 + 64


def test_without_patrols_and_cameras_all_is_blind(loaded_store: Store) -> None:
    squares(loaded_store, 0.6, None)
    found = report(loaded_store)
    assert found.table.neither.tolist() == [1, 1]
    assert (found.cameras, found.complete) == ((), True)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (NOON, NOON),
        (NOON, NOON - DAY),
        (NOW, NOW + DAY),
        (NOW + DAY, NOW + 2 * DAY),
    ],
)
def test_an_empty_period_and_one_that_has_not_begun_are_refused(
    loaded_store: Store, start: datetime, end: datetime
) -> None:
    with pytest.raises(InvalidInput) as caught:
        report(loaded_store, start, end)
    assert caught.value.key == "records.end_before_start"


def test_a_period_that_goes_on_is_cut_at_now(loaded_store: Store) -> None:
    ground = squares(loaded_store, 0.6)
    send(loaded_store, patrol_of(loaded_store), west_side(ground))
    send(loaded_store, patrol_of(loaded_store), east_side(ground))
    found = report(loaded_store, now=NOON + HOUR)
    assert (found.end, found.as_of) == (NOON + DAY, NOON + HOUR)
    assert found.table.patrol == pytest.approx([0.3], abs=0.01)


def test_a_track_over_the_edge_of_a_period_is_cut_there(loaded_store: Store) -> None:
    ground = squares(loaded_store, None)
    patrol = patrol_of(loaded_store)
    # Along the middle line at 1 m/s: after 110 s the middle of the square is reached.
    x, y = ground.x, ground.y + 50
    send(loaded_store, patrol, line((x - 60, y), (x + 240, y), step_m=30))
    at = NOON + timedelta(seconds=110)
    seen = [
        float(report(loaded_store, *period).table.patrol[0])
        for period in ((NOON - HOUR, at), (at, NOON + HOUR), (NOON - HOUR, NOON + HOUR))
    ]
    half_disc = np.pi * 50**2 / 2 / 100**2
    assert seen == pytest.approx([0.5 + half_disc, 0.5 + half_disc, 1.0], abs=0.01)


def test_another_squads_area_does_not_exist(loaded_store: Store) -> None:
    squares(loaded_store, 0.6)
    park = scope_of(UUID(int=9), ["park"], "leader", certified=False)
    with pytest.raises(NotFound):
        report(loaded_store, scope=park)


def keep(store: Store, *made: Camera) -> None:
    with store.writer() as session:
        for one in made:
            write_camera(session, StoredCamera(one, SQUAD, NOW))


def camera(ground: Ground, number: int = 1, **more: object) -> Camera:
    """Return a camera at the south-west corner of the first square that looks north-east."""
    lon, lat = from_metric(ground.x, ground.y)
    usual = Camera(UUID(int=number), f"C{number}", "", float(lon), float(lat), 45.0, 90.0, 100.0)
    return replace(usual, **more)  # type: ignore[arg-type]  # fields of the record


def shares(table: SeenTable) -> list[float]:
    return [float(one[0]) for one in (table.patrol, table.camera, table.both, table.neither)]


def test_patrols_cameras_both_and_nobody_share_a_cell(loaded_store: Store) -> None:
    ground = squares(loaded_store, None)
    keep(loaded_store, camera(ground))
    send(loaded_store, patrol_of(loaded_store), west_side(ground))
    patrol, by_camera, both, neither = shares(report(loaded_store).table)
    assert patrol == pytest.approx(0.3, abs=0.01)
    assert by_camera == pytest.approx(np.pi / 4, abs=0.02)
    assert 0.25 < both < 0.3
    assert patrol + by_camera - both + neither == pytest.approx(1)


def test_a_camera_with_no_range_sees_nothing_and_is_told(loaded_store: Store) -> None:
    ground = squares(loaded_store, None)
    keep(loaded_store, camera(ground, range_m=0.0), camera(ground, 2, fov_deg=0.0))
    found = report(loaded_store)
    assert shares(found.table) == [0, 0, 0, 1]
    assert [one.camera.code for one in found.cameras] == ["C1", "C2"]


def test_a_camera_counts_when_it_works_in_the_period_and_stands_near(loaded_store: Store) -> None:
    ground = squares(loaded_store, None)
    lon, lat = from_metric(ground.x + 5000, ground.y)
    keep(
        loaded_store,
        camera(ground, 1, hours=(Hours(time(22), time(6)),)),
        camera(ground, 2, valid_to=NOON - DAY),
        camera(ground, 3, lon=float(lon), lat=float(lat)),
    )
    by_day = report(loaded_store, NOON - HOUR, NOON + HOUR)
    assert (by_day.cameras, shares(by_day.table)) == ((), [0, 0, 0, 1])
    at_night = report(loaded_store, NOON, NOON + 11 * HOUR)
    assert [one.camera.code for one in at_night.cameras] == ["C1"]
    assert float(at_night.table.camera[0]) > 0.7
    before = report(loaded_store, NOON - 2 * DAY, NOON - DAY)
    assert [one.camera.code for one in before.cameras] == ["C1", "C2"]

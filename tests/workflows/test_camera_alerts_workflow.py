"""Alerts in the store: whose camera, which call, who is told, and how often they were true."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from duty_making import NOW, ZONE
from test_cameras_workflow import DAM, listed

from geo_patrol.errors import NotFound
from geo_patrol.field.records import AlertAnswer, AlertResult, CameraAlert
from geo_patrol.notices import Notice, notice_id
from geo_patrol.patrols import Patrol, Shift
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import notices
from geo_patrol.store.repositories.camera_alerts import ALERTS, open_alerts
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.repositories.received import Found
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.workflows.alive import Place, note_sign
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.camera_alerts import put_alert, put_alert_answer
from geo_patrol.workflows.camera_figures import CameraFigures, camera_figures
from geo_patrol.workflows.cameras import import_cameras
from geo_patrol.workflows.records import put_patrol, put_shift
from geo_patrol.workflows.telling import tell_all_of_unseen_alerts

ALERT = CameraAlert(UUID(int=3), "大坝", NOW, "person", 121.01, 29.43, "两人")
MINUTE = timedelta(minutes=1)


def alert(store: Store, at: datetime = NOW, squad: str = "reservoir", **changes: object) -> UUID:
    one = replace(ALERT, id=uuid4(), at=at, **changes)  # type: ignore[arg-type]
    put_alert(store, SYSTEM, one, squad, now=at)
    return one.id


def answer(store: Store, alert_id: UUID, result: AlertResult = "false", at: datetime = NOW) -> None:
    put_alert_answer(store, SYSTEM, AlertAnswer(uuid4(), alert_id, at, result), now=at)


def found(store: Store, alert_id: UUID) -> Found:
    with store.reader() as session:
        kept = ALERTS.one(session, alert_id, SYSTEM)
    assert kept is not None
    return kept.found


def notice(store: Store, alert_id: UUID) -> Notice | None:
    with store.reader() as session:
        return notices.notice(session, notice_id("camera_alert", alert_id))


def on_the_list(store: Store) -> list[UUID]:
    with store.reader() as session:
        kept = open_alerts(session, SYSTEM, since=NOW - timedelta(days=1))
    return [one.record.id for one in kept]


def figures(store: Store, **asked: object) -> CameraFigures:
    with store.reader() as session:
        return camera_figures(session, SYSTEM, Span(), ZONE, **asked)  # type: ignore[arg-type]


def send_out(store: Store, lon: float | None, *, ago: timedelta = MINUTE) -> UUID:
    """Send a boat out that was last heard of at a longitude."""
    start = NOW - timedelta(hours=1)
    shift = Shift(uuid4(), "reservoir", "early", start, start + timedelta(hours=8))
    put_shift(store, SYSTEM, shift, now=NOW)
    patrol = Patrol(uuid4(), shift.id, "changzhao", "boat", start, None, ())
    put_patrol(store, SYSTEM, patrol, now=NOW, zone=ZONE)
    if lon is not None:
        with store.upkeep() as session:
            place = Place(lon, 29.43)
            note_sign(session, patrol.id, NOW - ago, place, "alive", now=NOW)
    return patrol.id


def test_an_alert_is_by_a_camera_of_the_list_however_its_device_writes_it(
    loaded_store: Store, tmp_path: Path
) -> None:
    import_cameras(loaded_store, listed(tmp_path, DAM), "reservoir", now=NOW)
    named = {name: alert(loaded_store, camera=name) for name in ("大 坝", "c1", "大坝西")}
    codes = {name: found(loaded_store, one).camera_code for name, one in named.items()}
    assert codes == {"大 坝": "C1", "c1": "C1", "大坝西": None}
    # The other squad has no such camera.
    assert found(loaded_store, alert(loaded_store, squad="park", camera="C1")).camera_code is None
    assert verify(loaded_store).sound


def test_alerts_from_before_the_list_are_by_its_cameras_too(
    loaded_store: Store, tmp_path: Path
) -> None:
    early, other = alert(loaded_store), alert(loaded_store, squad="park")
    import_cameras(loaded_store, listed(tmp_path, DAM), "reservoir", now=NOW)
    assert found(loaded_store, early).camera_code == "C1"
    assert found(loaded_store, other).camera_code is None
    assert verify(loaded_store).sound


def test_a_storm_is_kept_whole_and_told_as_one(loaded_store: Store) -> None:
    store = loaded_store
    first = alert(store)
    for number in range(1, 101):
        alert(store, NOW + number * timedelta(milliseconds=6))
    told = notice(store, first)
    assert told is not None and told.parts["n"] == 65
    assert found(store, first).n_repeats == 100
    with store.reader() as session:
        assert len(list(ALERTS.all(session))) == 101
        reader = notices.Reader(SYSTEM, uuid4(), leads=True, on_duty=True)
        [heard] = notices.notices(session, reader, now=NOW, after=None)
    # The first, and each time they had doubled: 1, 2, 4 … 64.
    assert heard.revision == 8
    assert on_the_list(store) == [first]
    whole = figures(store).whole
    assert (whole.n, whole.n_open, whole.n_repeats) == (101, 1, 100)
    assert verify(store).sound


def test_who_answers_one_answers_what_repeats_it(loaded_store: Store) -> None:
    store = loaded_store
    first, repeat = alert(store), alert(store, NOW + MINUTE)
    assert found(store, repeat).repeat_of == first
    answer(store, first, "true", NOW + 5 * MINUTE)
    assert on_the_list(store) == []
    told = notice(store, first)
    assert told is not None and told.ends_at == NOW + 5 * MINUTE
    again = alert(store, NOW + 6 * MINUTE)
    assert found(store, again).repeat_of is None
    assert on_the_list(store) == [again]
    whole = figures(store).whole
    assert (whole.n_true, whole.n_repeats, whole.n_open) == (1, 1, 1)


def test_after_ten_minutes_the_same_camera_is_heard_again(loaded_store: Store) -> None:
    first = alert(loaded_store)
    within, after = (
        alert(loaded_store, NOW + 10 * MINUTE),
        alert(loaded_store, NOW + 10 * MINUTE + timedelta(seconds=1)),
    )
    assert found(loaded_store, within).repeat_of == first
    assert found(loaded_store, after).repeat_of is None
    assert on_the_list(loaded_store) == [after, first]


def test_other_cameras_and_other_squads_are_calls_of_their_own(loaded_store: Store) -> None:
    alert(loaded_store)
    for one in (alert(loaded_store, camera="库湾"), alert(loaded_store, squad="park")):
        assert found(loaded_store, one).repeat_of is None


def test_an_alert_that_its_camera_corrects_stays_the_call_that_it_was(loaded_store: Store) -> None:
    store = loaded_store
    first, repeat = alert(store), alert(store, NOW + MINUTE)
    for one, n_repeats, repeat_of in ((first, 1, None), (repeat, 0, first)):
        edited = replace(ALERT, id=one, note="一人")
        put_alert(store, SYSTEM, edited, "reservoir", now=NOW + 2 * MINUTE, if_match=1)
        kept = found(store, one)
        assert (kept.n_repeats, kept.repeat_of) == (n_repeats, repeat_of)


def test_the_nearest_crew_is_told_and_the_rest_see_it_on_their_list(loaded_store: Store) -> None:
    send_out(loaded_store, 121.05)
    near = send_out(loaded_store, 121.012)
    send_out(loaded_store, 121.0101, ago=31 * MINUTE)
    send_out(loaded_store, None)
    first = alert(loaded_store)
    told = notice(loaded_store, first)
    assert told is not None
    assert (told.audience, told.patrol_id, told.parts["distance_m"]) == ("crew", near, 194)
    assert on_the_list(loaded_store) == [first]


def test_without_a_place_of_its_own_it_is_where_the_camera_stands(
    loaded_store: Store, tmp_path: Path
) -> None:
    import_cameras(loaded_store, listed(tmp_path, DAM), "reservoir", now=NOW)
    near = send_out(loaded_store, 121.0075)
    told = notice(loaded_store, alert(loaded_store, lon=None, lat=None))
    assert told is not None and (told.patrol_id, told.parts["distance_m"]) == (near, 0)
    unknown = notice(loaded_store, alert(loaded_store, camera="没有的", lon=None, lat=None))
    assert unknown is not None and (unknown.audience, unknown.patrol_id) == ("duty", None)


def test_with_nobody_near_everybody_on_duty_is_told(loaded_store: Store) -> None:
    send_out(loaded_store, 121.01, ago=31 * MINUTE)
    told = notice(loaded_store, alert(loaded_store))
    assert told is not None
    assert (told.audience, told.patrol_id, told.parts["distance_m"]) == ("duty", None, None)


def test_what_the_nearest_crew_does_not_see_everybody_is_told(loaded_store: Store) -> None:
    store = loaded_store
    send_out(store, 121.012)
    first = alert(store)
    assert tell_all_of_unseen_alerts(store, now=NOW + 10 * MINUTE) == 0
    assert tell_all_of_unseen_alerts(store, now=NOW + 11 * MINUTE) == 1
    told = notice(store, first)
    assert told is not None and told.audience == "duty"
    assert tell_all_of_unseen_alerts(store, now=NOW + 12 * MINUTE) == 0
    assert verify(store).sound


def test_shares_are_by_camera_hour_kind_and_month(loaded_store: Store, tmp_path: Path) -> None:
    store = loaded_store
    import_cameras(store, listed(tmp_path, DAM), "reservoir", now=NOW)
    told: list[tuple[str, int, str, AlertResult | None]] = [
        ("大坝", 0, "person", "true"),
        ("C1", 60, "person", "false"),
        ("C1", 120, "boat", "true"),
        ("野外", 180, "boat", None),
        ("C1", -60, "boat", "duplicate"),
    ]
    for camera, minutes, kind, result in told:
        at = NOW + minutes * MINUTE
        one = alert(store, at, camera=camera, kind=kind)
        if result is not None:
            answer(store, one, result, at + 3 * MINUTE)
    found = figures(store)
    assert [(row.key, row.name, row.known, row.figures.n) for row in found.rows] == [
        ("C1", "大坝", True, 4),
        ("野外", None, False, 1),
    ]
    c1 = found.rows[0].figures
    assert (c1.n_true, c1.n_false, c1.n_duplicate, c1.share) == (2, 1, 1, 2 / 3)
    assert (c1.low, c1.high) == pytest.approx((0.2077, 0.9385), abs=1e-4)
    assert c1.median_answer_s == 180.0
    by = {
        name: [(row.key, row.figures.n) for row in figures(store, by=name).rows]
        for name in ("hour", "kind", "month")
    }
    assert by["hour"] == [("00", 1), ("01", 1), ("02", 1), ("03", 1), ("23", 1)]
    assert by["kind"] == [("boat", 3), ("person", 2)]
    assert by["month"] == [("2022-11", 1), ("2022-12", 4)]
    assert figures(store, camera="C1").whole.n == 4
    assert figures(store, squad="park").whole.n == 0


def test_who_reaches_one_squad_sees_the_figures_of_no_other(loaded_store: Store) -> None:
    alert(loaded_store)
    park = Scope(None, frozenset({"park"}))
    with loaded_store.reader() as session:
        assert camera_figures(session, park, Span(), ZONE).whole.n == 0
    with pytest.raises(NotFound):
        put_alert(loaded_store, park, replace(ALERT, id=uuid4()), "reservoir", now=NOW)

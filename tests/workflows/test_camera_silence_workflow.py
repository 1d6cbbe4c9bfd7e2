"""Which cameras are silent, from what came in of them, and who is told so."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from duty_making import NOW, ZONE
from test_cameras_workflow import BAY, DAM, listed

from geo_patrol.errors import NotFound
from geo_patrol.field.records import CameraAlert
from geo_patrol.notices import Notice
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import notices
from geo_patrol.store.scope import SYSTEM, Scope
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.camera_alerts import put_alert
from geo_patrol.workflows.camera_silence import (
    CameraSilence,
    camera_silences,
    put_camera_sign,
    tell_silent_cameras,
)
from geo_patrol.workflows.cameras import import_cameras

HOUR = timedelta(hours=1)
MORNING = NOW + 9 * HOUR


def alerts_every_hour(store: Store, camera: str, n: int) -> None:
    """Write alerts that end at ``NOW``."""
    for number in reversed(range(n)):
        at = NOW - number * HOUR
        one = CameraAlert(uuid4(), camera, at, "person")
        put_alert(store, SYSTEM, one, "reservoir", now=at)


def sign(store: Store, camera: str, *, ago: timedelta, every_s: int = 300) -> bool:
    at = NOW - ago
    return put_camera_sign(store, SYSTEM, camera, squad_code="reservoir", every_s=every_s, now=at)


def silences(store: Store, at: object = NOW) -> dict[str, CameraSilence]:
    with store.reader() as session:
        found = camera_silences(session, SYSTEM, at=at)  # type: ignore[arg-type]
    return {one.camera: one for one in found}


def told(store: Store) -> list[Notice]:
    with store.reader() as session:
        reader = notices.Reader(SYSTEM, uuid4(), leads=True, on_duty=False)
        found = notices.notices(session, reader, now=MORNING, after=None)
    return [one for one in found if one.subject_kind == "silent_cameras"]


def test_each_camera_is_held_against_its_own_habit(loaded_store: Store, tmp_path: Path) -> None:
    store = loaded_store
    import_cameras(store, listed(tmp_path, DAM, BAY), "reservoir", now=NOW)
    alerts_every_hour(store, "大坝", 32)
    alerts_every_hour(store, "野外", 2)
    now = silences(store)
    assert [(one, now[one].silence.state) for one in now] == [
        ("C1", "heard"),
        ("C2", "never"),
        ("野外", "habit_unknown"),
    ]
    assert (now["C1"].name, now["C1"].known, now["C1"].silence.n_gaps) == ("大坝", True, 31)
    assert (now["野外"].name, now["野外"].known) == (None, False)
    later = silences(store, NOW + 25 * HOUR)["C1"].silence
    assert (later.state, later.since) == ("silent", NOW + 24 * HOUR)
    # Looked at from then, what came in since was not there.
    assert silences(store, NOW - 10 * HOUR)["C1"].silence.n_gaps == 21
    assert silences(store, NOW + timedelta(days=700))["C1"].silence.state == "silent"
    assert silences(store, NOW + timedelta(days=731))["C1"].silence.state == "never"


def test_a_storm_is_no_habit(loaded_store: Store, tmp_path: Path) -> None:
    import_cameras(loaded_store, listed(tmp_path, DAM), "reservoir", now=NOW)
    for number in range(40):
        one = CameraAlert(uuid4(), "C1", NOW, "person")
        at = NOW + number * timedelta(seconds=1)
        put_alert(loaded_store, SYSTEM, one, "reservoir", now=at)
    found = silences(loaded_store, NOW + HOUR)["C1"].silence
    assert (found.state, found.n_gaps) == ("habit_unknown", 0)


def test_signs_tell_at_once(loaded_store: Store, tmp_path: Path) -> None:
    store = loaded_store
    import_cameras(store, listed(tmp_path, DAM, BAY), "reservoir", now=NOW)
    assert sign(store, "大坝", ago=timedelta(minutes=16))
    assert sign(store, "C2", ago=timedelta(minutes=14))
    assert not sign(store, "野外", ago=HOUR, every_s=3600)
    found = silences(store)
    assert {one: found[one].silence.state for one in found} == {
        "C1": "silent",
        "C2": "heard",
        "野外": "heard",
    }
    sign(store, "大坝", ago=timedelta(0))
    assert silences(store)["C1"].silence.state == "heard"
    sign(store, "大坝", ago=HOUR)
    assert silences(store)["C1"].silence.last_at == NOW
    assert verify(store).sound


def test_a_squad_is_told_once_a_day_in_the_morning(loaded_store: Store, tmp_path: Path) -> None:
    store = loaded_store
    import_cameras(store, listed(tmp_path, DAM, BAY), "reservoir", now=NOW)
    sign(store, "大坝", ago=HOUR)
    assert tell_silent_cameras(store, ZONE, now=NOW) == 0
    assert tell_silent_cameras(store, ZONE, now=MORNING) == 1
    assert tell_silent_cameras(store, ZONE, now=MORNING + HOUR) == 0
    [one] = told(store)
    assert (one.squad_code, one.audience) == ("reservoir", "leaders")
    assert one.parts == {"day": "2022-12-01", "n": 1, "cameras": "C1"}
    assert tell_silent_cameras(store, ZONE, now=MORNING + 24 * HOUR) == 1
    assert verify(store).sound


def test_with_no_camera_silent_nobody_is_told(loaded_store: Store) -> None:
    alerts_every_hour(loaded_store, "野外", 3)
    assert tell_silent_cameras(loaded_store, ZONE, now=MORNING) == 0
    assert told(loaded_store) == []


def test_signs_go_to_ones_own_squad(loaded_store: Store) -> None:
    park = Scope(None, frozenset({"park"}))
    with pytest.raises(NotFound):
        put_camera_sign(loaded_store, park, "C1", squad_code="reservoir", every_s=60, now=NOW)

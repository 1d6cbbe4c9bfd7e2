"""Lists of cameras into the store: once, in words, and answered for."""

from datetime import timedelta
from pathlib import Path

import pytest
from duty_making import NOW, ZONE

from geo_patrol.cameras import CamerasRead, read_cameras
from geo_patrol.errors import InvalidInput
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import cameras, history
from geo_patrol.store.repositories.cameras import StoredCamera
from geo_patrol.store.scope import SYSTEM, scope_of
from geo_patrol.workflows.auditing import verify
from geo_patrol.workflows.cameras import CameraReport, cameras_in_reach, import_cameras

TITLES = "编号,名称,经度,纬度,方位角,视场角,可视距离,工作时间"
DAM = "C1,大坝,121.0075,29.4300,90,60,300,"
BAY = "C2,库湾,121.0100,29.4310,180,90,250,18:00-06:00"
BLIND = "C3,坏的,121.0110,29.4310,180,90,0,"


def listed(tmp_path: Path, *lines: str) -> CamerasRead:
    path = tmp_path / "cameras.csv"
    path.write_text("\n".join((TITLES, *lines)), encoding="utf-8")
    return read_cameras(path, datum="wgs84", tz=ZONE)


def stored(store: Store) -> list[StoredCamera]:
    with store.reader() as session:
        return cameras.cameras(session, SYSTEM, retired=True)


def test_a_list_is_taken_once(loaded_store: Store, tmp_path: Path) -> None:
    read = listed(tmp_path, DAM, BAY)
    first = import_cameras(loaded_store, read, "reservoir", now=NOW)
    assert first == CameraReport(n_new=2, n_changed=0, n_same=0, n_left=0)
    before = stored(loaded_store)
    assert [one.camera for one in before] == list(read.rows)
    again = import_cameras(loaded_store, read, "reservoir", now=NOW + timedelta(days=1))
    assert again == CameraReport(n_new=0, n_changed=0, n_same=2, n_left=0)
    assert stored(loaded_store) == before
    assert verify(loaded_store).sound


def test_a_dry_run_tells_and_writes_nothing(loaded_store: Store, tmp_path: Path) -> None:
    read = listed(tmp_path, DAM, BAY)
    report = import_cameras(loaded_store, read, "reservoir", now=NOW, dry_run=True)
    assert report == CameraReport(n_new=2, n_changed=0, n_same=0, n_left=0)
    assert stored(loaded_store) == []


def test_a_turned_camera_keeps_its_old_view_until_then_and_one_not_listed_stays(
    loaded_store: Store, tmp_path: Path
) -> None:
    import_cameras(loaded_store, listed(tmp_path, DAM, BAY), "reservoir", now=NOW)
    later = NOW + timedelta(days=3)
    turned = listed(tmp_path, DAM.replace(",90,60,", ",270,60,"))
    report = import_cameras(loaded_store, turned, "reservoir", now=later)
    assert report == CameraReport(n_new=0, n_changed=1, n_same=0, n_left=1)
    views = [
        (one.camera.code, one.camera.azimuth_deg, one.camera.valid_from, one.camera.valid_to)
        for one in stored(loaded_store)
    ]
    assert views == [
        ("C1", 90.0, None, later),
        ("C1", 270.0, later, None),
        ("C2", 180.0, None, None),
    ]
    with loaded_store.reader() as session:
        old = stored(loaded_store)[0].camera.id
        assert [one.version for one in history.versions(session, "camera", old)] == [1, 2]
    assert verify(loaded_store).sound


def test_a_name_put_right_leaves_one_camera_that_counts(
    loaded_store: Store, tmp_path: Path
) -> None:
    import_cameras(loaded_store, listed(tmp_path, DAM), "reservoir", now=NOW)
    right = listed(tmp_path, DAM.replace("大坝", "大坝北"))
    import_cameras(loaded_store, right, "reservoir", now=NOW)
    assert [(one.camera.name, one.retired) for one in stored(loaded_store)] == [
        ("大坝", True),
        ("大坝北", False),
    ]
    assert verify(loaded_store).sound


def test_bad_rows_stop_a_list_unless_they_are_to_be_left_out(
    loaded_store: Store, tmp_path: Path
) -> None:
    read = listed(tmp_path, DAM, BAY.replace(",90,250,", ",400,250,"))
    with pytest.raises(InvalidInput) as caught:
        import_cameras(loaded_store, read, "reservoir", now=NOW)
    assert caught.value.key == "ledgers.not_clean"
    assert [one.where for one in caught.value.findings] == ["3"]
    assert stored(loaded_store) == []
    import_cameras(loaded_store, read, "reservoir", now=NOW, skip_bad=True)
    assert [one.camera.code for one in stored(loaded_store)] == ["C1"]


def test_a_camera_without_a_range_is_kept_and_doubted(loaded_store: Store, tmp_path: Path) -> None:
    read = listed(tmp_path, BLIND)
    assert [one.key for one in read.doubts] == ["cameras.sees_nothing"]
    assert import_cameras(loaded_store, read, "reservoir", now=NOW).n_new == 1


def test_a_squad_that_there_is_not_is_refused(loaded_store: Store, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        import_cameras(loaded_store, listed(tmp_path, DAM), "navy", now=NOW)
    assert caught.value.key == "ledgers.squads_missing"


def test_cameras_are_those_of_ones_squads_and_of_an_area_those_that_see_it(
    loaded_store: Store, tmp_path: Path
) -> None:
    far = BAY.replace("C2", "C9").replace("121.0100", "121.4")
    import_cameras(loaded_store, listed(tmp_path, DAM, far), "reservoir", now=NOW)
    import_cameras(loaded_store, listed(tmp_path, DAM), "park", now=NOW)
    park = scope_of(stored(loaded_store)[0].camera.id, ["park"], "leader", certified=False)
    with loaded_store.reader() as session:
        everywhere = cameras_in_reach(session, SYSTEM)
        here = cameras_in_reach(session, SYSTEM, area_code="changzhao")
        parks = cameras_in_reach(session, park)
        beyond = cameras_in_reach(session, park, area_code="changzhao")
    assert [(one.squad_code, one.camera.code) for one in everywhere] == [
        ("park", "C1"),
        ("reservoir", "C1"),
        ("reservoir", "C9"),
    ]
    assert [(one.squad_code, one.camera.code) for one in here] == [("reservoir", "C1")]
    assert [one.squad_code for one in parks] == ["park"]
    assert beyond == []
    assert len({one.camera.id for one in everywhere}) == 3

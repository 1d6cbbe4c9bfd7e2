"""The demo's camera alerts: of what was met, of headlights, and of one that falls silent."""

from collections import Counter
from datetime import timedelta

import pytest
from demo_input import SHANGHAI, DemoInput

from geo_patrol.cameras.precision import JudgedAlert, precision
from geo_patrol.cameras.silence import silence_of
from geo_patrol.cameras.views import works
from geo_patrol.demo import DEFAULT_SEED, Season
from geo_patrol.demo.alerts import SILENT, SILENT_FROM, DemoAlert, alerts, publications
from geo_patrol.demo.cameras import cameras


@pytest.fixture(scope="module")
def made(demo_input: DemoInput, demo_season: Season) -> tuple[DemoAlert, ...]:
    """Return the alerts of the default seed."""
    own = cameras(DEFAULT_SEED, demo_input.areas, demo_input.water)
    return alerts(demo_season, own, SHANGHAI)


def test_a_season_gives_the_same_alerts_and_another_one_others(
    small_input: DemoInput, small_season: Season, other_small_season: Season
) -> None:
    own = cameras(small_season.seed, small_input.areas, small_input.water)
    one = alerts(small_season, own, SHANGHAI)
    other = alerts(other_small_season, own, SHANGHAI)
    assert one and one == alerts(small_season, own, SHANGHAI)
    assert {each.alert.id for each in one}.isdisjoint(each.alert.id for each in other)


def test_each_incident_that_a_camera_told_of_has_its_alert(
    demo_season: Season, made: tuple[DemoAlert, ...]
) -> None:
    told = {one.id: one for one in demo_season.incidents if one.source == "camera"}
    found = {one.answer.incident_id: one for one in made if one.answer is not None}
    assert len(told) > 30
    for incident_id, incident in told.items():
        one = found[incident_id]
        assert one.squad_code == incident.squad_code
        assert one.alert.at < incident.occurred_at
        assert one.answer is not None and one.answer.result == "true"


def test_no_camera_tells_anything_when_it_does_not_work(
    demo_input: DemoInput, made: tuple[DemoAlert, ...]
) -> None:
    by_code = {
        camera.code: camera
        for _, camera in cameras(DEFAULT_SEED, demo_input.areas, demo_input.water)
    }
    for one in made:
        camera, at = by_code[one.alert.camera], one.alert.at
        assert works(camera, at, at + timedelta(seconds=1), SHANGHAI)
        local = at.astimezone(SHANGHAI).replace(tzinfo=None)
        assert one.alert.camera != SILENT or local < SILENT_FROM


def test_some_cameras_are_often_right_and_most_are_not(made: tuple[DemoAlert, ...]) -> None:
    results = Counter(None if one.answer is None else one.answer.result for one in made)
    assert min(results[one] for one in ("true", "false", "duplicate", None)) > 5
    shares = {}
    for code in {one.alert.camera for one in made}:
        own = [one.answer for one in made if one.alert.camera == code]
        judged = [JudgedAlert(() if one is None else (one.result,)) for one in own]
        shares[code] = precision(judged).share or 0.0
    assert max(shares.values()) > 0.5
    assert sorted(shares.values())[len(shares) // 2] < 0.3


def test_by_the_end_of_the_season_one_camera_is_silent(made: tuple[DemoAlert, ...]) -> None:
    end = max(one.alert.at for one in made)
    silent = [
        code
        for code in {one.alert.camera for one in made}
        if silence_of([one.alert.at for one in made if one.alert.camera == code], None, end).state
        == "silent"
    ]
    assert silent == [SILENT]


def test_of_some_cameras_the_public_knows_and_of_some_it_does_not(demo_input: DemoInput) -> None:
    own = cameras(DEFAULT_SEED, demo_input.areas, demo_input.water)
    told = {one.camera for one in publications(DEFAULT_SEED, own, SHANGHAI)}
    assert 0 < len({camera.code for _, camera in own} - told) < len(told)

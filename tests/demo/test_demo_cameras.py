"""The demo's cameras: on the real shore, looking at the water, drawn from the season's seed."""

from datetime import time

import pytest
from demo_input import DemoInput

from geo_patrol.cameras.shapes import view_of
from geo_patrol.crs import project
from geo_patrol.demo.cameras import AT_RESERVOIR, cameras


def made(given: DemoInput, seed: int = 11):
    return cameras(seed, given.areas, given.water)


def test_a_seed_gives_the_same_cameras_and_another_one_others(demo_input: DemoInput) -> None:
    assert made(demo_input) == made(demo_input)
    one, other = made(demo_input), made(demo_input, 12)
    assert {camera.id for _squad, camera in one}.isdisjoint(camera.id for _squad, camera in other)


def test_each_reservoir_has_some_at_its_shore_and_each_sees_water(demo_input: DemoInput) -> None:
    for code, water in demo_input.water.items():
        ground = project(water)
        own = [one for squad, one in made(demo_input.only(code)) if squad == "reservoir"]
        assert len(own) == AT_RESERVOIR
        for camera in own:
            view = project(view_of(camera))
            assert ground.boundary.distance(project(view_of(camera)).centroid) < camera.range_m
            assert view.intersection(ground).area > 0.2 * view.area


def test_one_works_at_night_only_and_one_in_office_hours(demo_input: DemoInput) -> None:
    hours = {camera.hours for _squad, camera in made(demo_input)}
    assert () in hours
    spans = {(span.start, span.end) for one in hours for span in one}
    assert spans == {(time(18), time(6)), (time(8), time(18))}


def test_the_park_has_some_that_look_into_its_blocks(demo_input: DemoInput) -> None:
    park = [camera for squad, camera in made(demo_input) if squad == "park"]
    assert len(park) >= 3
    outlines = [area.outline for area in demo_input.areas if area.squad_code == "park"]
    for camera in park:
        view = view_of(camera)
        assert max(view.intersection(one).area for one in outlines) > 0.2 * view.area


@pytest.mark.parametrize("code", ["changzhao", "qincun"])
def test_without_water_a_reservoir_has_none(demo_input: DemoInput, code: str) -> None:
    assert cameras(11, demo_input.only(code).areas, {}) == ()

"""Another process draws maps: it is begun anew when it is gone, and it ends with the server."""

import subprocess
from datetime import UTC, datetime

import pytest
from api_world import World

from api.maps.painter import Order, Painter
from geo_patrol.errors import NotFound
from geo_patrol.store.scope import SYSTEM

START, END = datetime(2022, 10, 8, tzinfo=UTC), datetime(2022, 10, 9, tzinfo=UTC)


def order(*areas: str) -> Order:
    return Order("zones", SYSTEM, areas, START, END, "zh", END)


def process_of(painter: Painter) -> "subprocess.Popen[bytes]":
    process = painter.workshop.process
    assert process is not None
    return process


@pytest.fixture
def painter(loaded_world: World) -> Painter:
    painter: Painter = loaded_world.app.state.services.painter
    return painter


def test_maps_one_after_the_other_are_drawn_by_one_process(
    loaded_world: World, painter: Painter
) -> None:
    assert "长诏" in painter.page(order("changzhao"), loaded_world.store.url)
    first = process_of(painter)
    assert "钦寸" in painter.page(order("qincun"), loaded_world.store.url)
    assert process_of(painter) is first


def test_what_is_out_of_reach_is_said_as_it_is_in_one_process(
    loaded_world: World, painter: Painter
) -> None:
    with pytest.raises(NotFound) as caught:
        painter.page(order("nowhere"), loaded_world.store.url)
    assert (caught.value.key, caught.value.params) == ("records.no_area", {"area": "nowhere"})


def test_a_process_that_was_killed_is_replaced(loaded_world: World, painter: Painter) -> None:
    painter.page(order("changzhao"), loaded_world.store.url)
    killed = process_of(painter)
    killed.kill()
    killed.wait()
    assert "长诏" in painter.page(order("changzhao"), loaded_world.store.url)
    assert process_of(painter) is not killed


def test_closing_ends_the_process(loaded_world: World, painter: Painter) -> None:
    painter.page(order("changzhao"), loaded_world.store.url)
    process = process_of(painter)
    painter.close()
    assert process.poll() is not None


def test_the_process_ends_when_nothing_more_can_come(loaded_world: World, painter: Painter) -> None:
    painter.page(order("changzhao"), loaded_world.store.url)
    process = process_of(painter)
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(30) == 0

"""Bad input over HTTP, on both stores: refused in words, or taken as it is; nothing half done."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from api_world import Loop, World, add_places, make_world
from bad_case import Case
from bad_scene import UNCOUNTED, Scene, judge, rows
from bad_tables import CASES


@pytest.fixture(scope="module")
def world(loaded_world: World, loop: Loop) -> Iterator[World]:
    """Give an application that counts no requests: the table asks more often than people do."""
    add_places(loaded_world.store)
    with closing(make_world(loaded_world.store, loop, **UNCOUNTED)) as made:
        yield made


@pytest.fixture(scope="module")
def scene(world: World) -> Scene:
    return Scene.of(world)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_bad_input_is_answered_in_words_and_leaves_nothing(
    world: World, scene: Scene, case: Case
) -> None:
    before = rows(world.store, case.status)
    judge(case, scene.names, scene.ask)
    if not case.accepted:
        assert rows(world.store, case.status) == before


def test_the_table_has_no_case_twice() -> None:
    assert len({case.name for case in CASES}) == len(CASES)

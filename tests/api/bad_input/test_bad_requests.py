"""Bad input over HTTP, on both stores: refused in words, or taken as it is; nothing half done."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from api_world import Loop, World, add_places, make_world, shift_body
from bad_case import Case
from bad_scene import UNCOUNTED, Scene, faults_of
from bad_tables import CASES, TABLES


@pytest.fixture(scope="module")
def world(loaded_world: World, loop: Loop) -> Iterator[World]:
    """Give an application that counts no requests: the table asks more often than people do."""
    add_places(loaded_world.store)
    with closing(make_world(loaded_world.store, loop, **UNCOUNTED)) as made:
        yield made


@pytest.fixture(scope="module")
def scene(world: World) -> Scene:
    return Scene.of(world)


@pytest.mark.parametrize("table", TABLES)
def test_bad_input_is_answered_in_words_and_leaves_nothing(
    world: World, scene: Scene, table: str
) -> None:
    assert faults_of(TABLES[table], scene.names, scene.ask, world.store) == []


def test_a_wrong_answer_and_what_a_refusal_left_are_told_with_the_case(
    world: World, scene: Scene
) -> None:
    taken = Case("a good shift", "PUT", "/api/v1/shifts/{new}", 422, body=shift_body())
    wrong, left = faults_of([taken], scene.names, scene.ask, world.store)
    assert wrong.startswith("a good shift: AssertionError")
    assert "'shifts'" in left


def test_no_table_is_empty_and_none_has_a_case_twice() -> None:
    assert all(TABLES.values())
    assert len({case.name for case in CASES}) == len(CASES)

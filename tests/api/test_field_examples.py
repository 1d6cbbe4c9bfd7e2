"""What the interface shows as examples of notes, check points, tasks and alerts is taken."""

from typing import Any
from uuid import UUID

import pytest
from api_world import World, put_shift
from askers import gadget
from field_bodies import FIELD, put_alert, put_check_point, put_task, written

from api.app import create_app
from geo_patrol.settings import Settings

PATHS = create_app(Settings(_env_file=None)).openapi()["paths"]


def examples() -> list[tuple[str, Any]]:
    return [
        (name, example["value"])
        for name, path in FIELD.items()
        for address, operations in PATHS.items()
        if address.startswith(f"{path}/")
        for example in operations["put"]["requestBody"]["content"]["application/json"][
            "examples"
        ].values()
    ]


@pytest.mark.parametrize(("name", "value"), examples())
def test_an_example_is_taken(loaded_world: World, name: str, value: dict[str, Any]) -> None:
    leader = loaded_world.member("leader")
    named: dict[str, UUID] = {
        "shift_id": put_shift(leader),
        "check_point_id": put_check_point(leader, "changzhao"),
        "task_id": put_task(leader),
        "alert_id": put_alert(loaded_world),
    }
    body = value | {key: str(made) for key, made in named.items() if key in value}
    client = gadget(loaded_world, "camera") if name == "alert_id" else leader
    written(client, FIELD[name], body)


def test_each_kind_has_one() -> None:
    assert {name for name, _ in examples()} == set(FIELD)

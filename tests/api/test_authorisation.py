"""Who may do what: every route asked by everybody, and compared with docs/authorisation.md."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Annotated
from uuid import UUID

import pytest
from api_world import Loop, World, make_world
from askers import ASKERS
from authorisation_records import Records
from authorisation_table import LET_IN, Table, ask, routes_of, told
from fastapi import APIRouter

from api.app import create_app
from api.auth.permissions import Caller, allow, declared
from api.tls.authority import make_authority
from api.tls.names import read_subjects
from api.tls.pem import certificate_pem
from geo_patrol.settings import Settings
from geo_patrol.store.engine import Store
from geo_patrol.workflows.accounts import offer_setup

TOLD = told()


@pytest.fixture(scope="module")
def asked_world(
    loaded_world: World, loop: Loop, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Give an application that has something to answer on every route, to whoever may ask."""
    assert offer_setup(loaded_world.store, "7K3M-Q0XT", now=loaded_world.clock())
    authority = make_authority(read_subjects(["patrol.test"], []), loaded_world.clock())
    file: Path = tmp_path_factory.mktemp("tls") / "ca.crt"
    file.write_bytes(certificate_pem(authority.certificate))
    with closing(over(loaded_world.store, loop, file)) as made:
        yield made


def over(store: Store, loop: Loop, authority: Path | None) -> World:
    often = "100000/minute"
    return make_world(store, loop, tls_ca=authority, rate_per_caller=often, rate_anonymous=often)


@pytest.fixture(scope="module")
def records(asked_world: World) -> Records:
    return Records(asked_world)


def differences(world: World, records: Records, table: Table, asker: str) -> list[str]:
    """Return where an application answers otherwise than a table says."""
    found = []
    for route in routes_of(world.app):
        answered = ask(world, records, asker, route)
        wanted = table.get(route, {}).get(asker)
        if wanted is None:
            found.append(f"{asker}, {' '.join(route)}: {answered}, which is not in the table")
        elif answered != wanted:
            found.append(f"{asker}, {' '.join(route)}: {answered}, not {wanted}")
    return found


@pytest.mark.parametrize("asker", ASKERS)
def test_every_route_answers_everybody_as_the_table_says(
    asked_world: World, records: Records, asker: str
) -> None:
    assert differences(asked_world, records, TOLD, asker) == []


def test_the_table_is_about_all_routes_and_all_askers_and_no_others(
    record_property: Callable[[str, object], None],
) -> None:
    app = create_app(Settings(_env_file=None))
    assert set(TOLD) == set(routes_of(app))
    assert all(list(row) == list(ASKERS) for row in TOLD.values())
    size = len(TOLD) * len(ASKERS)
    page = f"{len(TOLD)} routes × {len(ASKERS)} askers = {size} answers."
    record_property("matrix", page)
    assert page in (Path(__file__).parents[2] / "docs" / "authorisation.md").read_text("utf-8")


def test_the_table_tells_every_kind_of_answer() -> None:
    answers = {answer for row in TOLD.values() for answer in row.values()}
    assert answers == {LET_IN, "401", "403", "404"}


def test_a_forgotten_route_is_noticed(asked_world: World, records: Records, loop: Loop) -> None:
    router = APIRouter()

    @router.get("/forgotten", include_in_schema=False)
    def forgotten() -> dict[str, str]:
        """Answer everybody, since nobody said who may ask."""
        return {}

    world = over(asked_world.store, loop, asked_world.settings.tls_ca)
    world.app.router.routes.extend(router.routes)
    assert declared(world.app.routes[-1]) == []
    seen = differences(world, records, TOLD, "anonymous")
    assert seen == [f"anonymous, GET /forgotten: {LET_IN}, which is not in the table"]
    world.close()


def test_a_route_that_asks_who_comes_and_forgets_the_squad_is_noticed(
    asked_world: World, records: Records, loop: Loop
) -> None:
    router, path = APIRouter(), "/api/v1/shifts/{shift_id}"

    @router.get(path)
    def leaky(shift_id: UUID, caller: Annotated[Caller, allow("records.read")]) -> dict[str, str]:
        """Answer whoever may read records of any squad at all."""
        return {"id": str(shift_id)}

    world = over(asked_world.store, loop, asked_world.settings.tls_ca)
    world.app.router.routes[:0] = router.routes
    neighbour = "leader of another squad"
    assert ask(world, records, "leader", ("GET", path)) == TOLD["GET", path]["leader"]
    assert ask(world, records, neighbour, ("GET", path)) == LET_IN != TOLD["GET", path][neighbour]
    world.close()

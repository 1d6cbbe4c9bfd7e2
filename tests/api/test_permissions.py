"""Who may do what: read off the application itself."""

from typing import get_args

import pytest
from api_world import World
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from api.app import create_app
from api.auth.permissions import declared
from geo_patrol.settings import Settings
from geo_patrol.store.scope import PERMISSIONS, ROLES, Permission

ANY_ID = "018f3a52-6b00-7c11-9a01-5d0c6e1f0001"
UNGATED = {"public", "signed_in"}

PUBLIC_ROUTES = {
    ("GET", "/healthz"),
    ("GET", "/readyz"),
    ("GET", "/api/v1/openapi.json"),
    ("POST", "/api/v1/session"),
    ("DELETE", "/api/v1/session"),
    ("GET", "/"),
    ("POST", "/login"),
    ("POST", "/logout"),
    ("GET", "/static/{name}"),
}
"""The whole list of what needs no session: a new entry is a decision."""


def routes() -> list[APIRoute]:
    app = create_app(Settings(_env_file=None))
    assert all(isinstance(route, APIRoute) for route in app.routes)
    return [route for route in app.routes if isinstance(route, APIRoute)]


ALL = [(method, route) for route in routes() for method in sorted(route.methods or ())]
NAMES = [f"{method} {route.path}" for method, route in ALL]


@pytest.mark.parametrize(("method", "route"), ALL, ids=NAMES)
def test_every_route_declares_exactly_one_access(method: str, route: APIRoute) -> None:
    accesses = declared(route)
    assert len(accesses) == 1
    assert accesses[0] in {*get_args(Permission), *UNGATED}


def test_a_route_that_forgot_is_seen() -> None:
    router = APIRouter()

    @router.get("/forgotten")
    def forgotten() -> None:
        """Do nothing."""

    app = FastAPI()
    app.router.routes.extend(router.routes)
    assert declared(app.routes[-1]) == []


def test_what_needs_no_session_is_what_the_list_says() -> None:
    public = {(method, route.path) for method, route in ALL if declared(route) == ["public"]}
    assert public == PUBLIC_ROUTES


def test_what_writes_needs_the_right_to_write() -> None:
    puts = {declared(route)[0] for method, route in ALL if method == "PUT"}
    assert puts == {"records.write"}


def _address(route: APIRoute) -> str:
    path = route.path.replace("{kind}", "zones")
    for name in route.param_convertors:
        path = path.replace(f"{{{name}}}", ANY_ID)
    return path


GATED = [(method, route) for method, route in ALL if declared(route)[0] not in UNGATED]


def test_without_a_session_nothing_is_told(world: World) -> None:
    client = world.stranger()
    for method, route in GATED:
        answer = client.ask(method, _address(route))
        assert answer.status_code == 401, f"{method} {route.path}"
        assert answer.json()["code"] == "api.not_signed_in"
        assert "www-authenticate" in answer.headers


@pytest.mark.parametrize("role", ROLES)
def test_a_role_does_what_its_permissions_say(world: World, role: str) -> None:
    client = world.member(role)
    for method, route in GATED:
        answer = client.ask(method, _address(route))
        permitted = declared(route)[0] in PERMISSIONS[role]
        assert (answer.status_code != 403) == permitted, f"{role}: {method} {route.path}"
        if not permitted:
            assert answer.json()["code"] == "api.not_permitted"


def test_the_body_of_a_stranger_is_not_read(world: World) -> None:
    taken = []

    async def body():
        taken.append(1)
        yield b"{}"

    answer = world.stranger().ask(
        "PUT",
        f"/api/v1/shifts/{ANY_ID}",
        content=body(),
        headers={"content-type": "application/json"},
    )
    assert answer.status_code == 401
    assert taken == []

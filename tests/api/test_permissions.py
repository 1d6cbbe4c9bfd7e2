"""What routes and roles declare: read off the application itself."""

from typing import get_args

import pytest
from api_world import World
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from api.app import create_app
from api.auth.permissions import declared
from geo_patrol.roles import (
    CERTIFIED_ONLY,
    DEVICE_PERMISSIONS,
    EVERYTHING,
    PERMISSIONS,
    Permission,
    permissions_of,
)
from geo_patrol.settings import Settings

ANY_ID = "018f3a52-6b00-7c11-9a01-5d0c6e1f0001"
BY_BEING = {"public", "signed_in", "own_account"}

PUBLIC_ROUTES = {
    ("GET", "/healthz"),
    ("GET", "/readyz"),
    ("GET", "/api/v1/openapi.json"),
    ("POST", "/api/v1/session"),
    ("DELETE", "/api/v1/session"),
    ("GET", "/"),
    ("POST", "/login"),
    ("POST", "/logout"),
    ("GET", "/setup"),
    ("POST", "/setup"),
    ("GET", "/static/{name}"),
    ("GET", "/tls"),
    ("GET", "/tls/ca.crt"),
    ("GET", "/officer"),
    ("GET", "/officer/"),
    ("GET", "/officer/manifest.webmanifest"),
    ("GET", "/officer/sw.js"),
    ("GET", "/officer/licences.txt"),
    ("GET", "/officer/assets/{name}"),
    ("GET", "/console"),
    ("GET", "/console/"),
    ("GET", "/console/licences.txt"),
    ("GET", "/console/assets/{name}"),
    ("GET", "/ingest/{token}"),
    ("POST", "/ingest/{token}"),
}
"""The whole list of what needs no session: a new entry is a decision.

The phone's program is no secret, and has to come before anybody can log in with it. Tracking apps
bring their tracker's token in the address: one that is none finds nothing there.
"""

WITH_A_GIVEN_PASSWORD = {
    ("GET", "/api/v1/session"),
    ("POST", "/api/v1/session/password"),
    ("GET", "/api/v1/sessions"),
    ("DELETE", "/api/v1/sessions"),
    ("DELETE", "/api/v1/sessions/{session_id}"),
    ("GET", "/account"),
    ("POST", "/account/password"),
    ("POST", "/account/sessions/end"),
    ("POST", "/account/sessions/{session_id}/end"),
}
"""The whole list of what works before a given password is changed."""


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
    assert accesses[0] in {*get_args(Permission), *BY_BEING}


def test_a_route_that_forgot_is_seen() -> None:
    router = APIRouter()

    @router.get("/forgotten")
    def forgotten() -> None:
        """Do nothing."""

    app = FastAPI()
    app.router.routes.extend(router.routes)
    assert declared(app.routes[-1]) == []


def declaring(access: str) -> set[tuple[str, str]]:
    return {(method, route.path) for method, route in ALL if declared(route) == [access]}


def test_what_needs_no_session_is_what_the_list_says() -> None:
    assert declaring("public") == PUBLIC_ROUTES


def test_what_works_with_a_given_password_is_what_the_list_says() -> None:
    assert declaring("own_account") == WITH_A_GIVEN_PASSWORD


def test_what_writes_needs_a_right_to_write() -> None:
    puts = {declared(route)[0] for method, route in ALL if method == "PUT"}
    assert puts == {
        "records.write",
        "tracks.write",
        "accounts.manage",
        "duty.plan",
        "alerts.write",
        "alarms.raise",
        "law.write",
        "catalogue.write",
        "places.write",
        "measures.take",
        "measures.approve",
    }


def test_who_keeps_accounts_sees_no_records_and_the_other_way_round() -> None:
    of_records = {one for one in EVERYTHING if one.startswith(("records", "tracks", "persons"))}
    for role, granted in PERMISSIONS.items():
        assert ("accounts.manage" in granted) == (role == "admin")
        assert ("audit.read" in granted) == (role == "auditor")
        if role in ("admin", "auditor"):
            assert not granted & {*of_records, "measures.take"}


def test_only_leaders_plan_and_only_cameras_tell_what_they_saw() -> None:
    assert [role for role, granted in PERMISSIONS.items() if "duty.plan" in granted] == ["leader"]
    assert not [role for role, granted in PERMISSIONS.items() if "alerts.write" in granted]


def test_an_auditor_changes_nothing() -> None:
    assert PERMISSIONS["auditor"] == {"audit.read"}


def test_without_a_certificate_nobody_takes_measures() -> None:
    for role in PERMISSIONS:
        assert not permissions_of(role, certified=False) & CERTIFIED_ONLY
        assert permissions_of(role, certified=False) | CERTIFIED_ONLY >= PERMISSIONS[role]
    assert "measures.take" in permissions_of("officer", certified=True)
    assert "measures.take" not in permissions_of("auxiliary", certified=True)


def test_a_device_does_no_more_than_bring_in_what_it_measures() -> None:
    assert DEVICE_PERMISSIONS == {
        "tracker": {"tracks.write"},
        "camera": {"alerts.write"},
        "monitor": {"metrics.read"},
    }


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
    assert answer.json()["code"] == "api.not_signed_in"
    assert "www-authenticate" in answer.headers
    assert taken == []

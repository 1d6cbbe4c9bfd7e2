"""Other sites cannot act for who is signed in."""

import pytest
from api_world import World
from starlette.datastructures import Headers

from api.cross_site import from_own_pages

HOST = "patrol.test"

OWN = [
    {},
    {"sec-fetch-site": "same-origin"},
    {"sec-fetch-site": "none"},
    {"origin": "http://patrol.test"},
    {"origin": "https://patrol.test"},
    {"sec-fetch-site": "same-origin", "origin": "http://patrol.test"},
]
FOREIGN = [
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": ""},
    {"sec-fetch-site": "cross-site", "origin": "http://patrol.test"},
    {"origin": "http://evil.test"},
    {"origin": "http://patrol.test.evil.test"},
    {"origin": "http://patrol.test:8001"},
    {"origin": "null"},
    {"origin": ""},
]


@pytest.mark.parametrize("headers", OWN, ids=str)
def test_our_own_pages_and_programs_may_write(headers: dict[str, str]) -> None:
    assert from_own_pages(Headers({"host": HOST, **headers}))


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_other_sites_may_not(headers: dict[str, str]) -> None:
    assert not from_own_pages(Headers({"host": HOST, **headers}))


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/v1/session"),
        ("DELETE", "/api/v1/session"),
        ("POST", "/login"),
        ("POST", "/logout"),
        ("PUT", "/api/v1/shifts/018f3a52-6b00-7c11-9a01-5d0c6e1f0001"),
    ],
)
def test_every_unsafe_route_refuses_other_sites(world: World, method: str, path: str) -> None:
    client = world.member()
    answer = client.ask(method, path, headers={"origin": "http://evil.test"})
    assert (answer.status_code, answer.json()["code"]) == (403, "api.cross_site")
    assert client.get("/api/v1/session").status_code == 200


def test_reading_from_a_link_on_another_site_is_no_harm(world: World) -> None:
    answer = world.member().get("/api/v1/areas", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 200

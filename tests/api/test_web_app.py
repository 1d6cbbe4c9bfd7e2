"""How the apps of the front end are served: kept for ever, or asked for again."""

import gzip
import re

import pytest
from api_world import World

from api.web_app import router as web_app
from api.web_app.files import BuiltApp, console_app, officer_app

PAGE = "/officer/"
MOST_GZIPPED_KB = 400
PAGES = pytest.mark.parametrize("start", [PAGE, "/console/"])


@PAGES
def test_the_page_and_all_that_it_names_are_there(world: World, start: str) -> None:
    page = world.stranger().get(start)
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    named = re.findall(rf'(?:src|href)="({start}[^"]+)"', page.text)
    assert named
    for address in named:
        assert world.stranger().get(address).status_code == 200, address


@PAGES
def test_the_page_allows_nothing_inline_and_nothing_from_elsewhere(
    world: World, start: str
) -> None:
    policy = world.stranger().get(start).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_page_may_ask_for_place_camera_and_microphone(world: World) -> None:
    allowed = world.stranger().get(PAGE).headers["permissions-policy"]
    assert allowed == "geolocation=(self), camera=(self), microphone=(self)"


def test_the_worker_and_the_manifest_are_asked_for_again_each_time(world: World) -> None:
    for name, kind in (
        ("", "text/html; charset=utf-8"),
        ("sw.js", "text/javascript; charset=utf-8"),
        ("manifest.webmanifest", "application/manifest+json"),
        ("licences.txt", "text/plain; charset=utf-8"),
    ):
        answer = world.stranger().get(PAGE + name)
        assert answer.headers["content-type"] == kind
        assert answer.headers["cache-control"] == "no-cache"
        again = world.stranger().get(PAGE + name, headers={"if-none-match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_files_whose_name_changes_are_kept_for_ever(world: World) -> None:
    files = {PAGE: officer_app().assets, "/console/": console_app().assets}
    for address in (f"{start}assets/{name}" for start, names in files.items() for name in names):
        answer = world.stranger().get(address)
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


@PAGES
@pytest.mark.parametrize("name", ["nothing.js", "..%2fofficer.html", "%2e%2e%2fofficer.html"])
def test_what_is_no_file_of_the_app_is_not_found(world: World, start: str, name: str) -> None:
    assert world.stranger().get(f"{start}assets/{name}").status_code == 404


@PAGES
def test_without_the_slash_one_is_led_to_the_app(world: World, start: str) -> None:
    answer = world.stranger().get(start.rstrip("/"))
    assert (answer.status_code, answer.headers["location"]) == (303, start)


@PAGES
def test_while_nothing_is_built_a_page_says_how(
    world: World, monkeypatch: pytest.MonkeyPatch, start: str
) -> None:
    for app in ("officer_app", "console_app"):
        monkeypatch.setattr(web_app, app, lambda: BuiltApp({}, {}))
    answer = world.stranger().get(start)
    assert answer.status_code == 503
    assert "make web" in answer.text
    assert world.stranger().get(f"{start}licences.txt").status_code == 404


def test_the_whole_console_is_small_enough_for_a_first_load() -> None:
    built = console_app()
    files = [*built.assets.values(), built.pages["console.html"]]
    sizes = [len(gzip.compress(one.content)) for one in files]
    assert sum(sizes) <= MOST_GZIPPED_KB * 1000

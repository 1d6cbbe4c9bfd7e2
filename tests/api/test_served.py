"""The application behind a real server: a browser at the front door, and a body without end."""

import http.client
import re
from collections.abc import Iterator
from contextlib import closing
from threading import Thread
from uuid import uuid4

import pytest
import uvicorn
from api_world import Loop, World, make_world, put_patrol, put_shift, track_rows
from browser import complain
from playwright.sync_api import Browser, Page

from api.auth.passwords import Passwords
from geo_patrol.store.engine import open_store

RIGHT = "long enough"
MB = 1024 * 1024
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}


class Served:
    """A world with an address."""

    def __init__(self, world: World, port: int) -> None:
        self.world = world
        self.port = port
        self.login = world.officer("leader", password_hash=Passwords().hash(RIGHT)).login

    def address(self, path: str = "/") -> str:
        """Return the address of a path."""
        return f"http://127.0.0.1:{self.port}{path}"


@pytest.fixture(scope="module")
def served(request: pytest.FixtureRequest, loop: Loop) -> Iterator[Served]:
    templates = request.getfixturevalue("templates")
    with closing(open_store(templates.copy_sqlite("loaded"), exclusive=True)) as store:
        world = make_world(store, loop)
        client = world.member()
        patrol_id = put_patrol(client, put_shift(client), area="changzhao")
        rows = {"device": "a", "fixes": track_rows()}
        client.put(f"/api/v1/patrols/{patrol_id}/tracks/{uuid4()}", rows)
        config = uvicorn.Config(
            world.app, port=0, lifespan="off", ws="none", log_config=None, access_log=False
        )
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            thread.join(0.02)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield Served(world, port)
        server.should_exit = True
        thread.join(10)
        world.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE)
    yield context.new_page()
    context.close()


def sign_in(page: Page, served: Served, path: str = "/") -> None:
    page.goto(served.address(path))
    page.fill("#login", served.login)
    page.fill("#password", RIGHT)
    page.click("button.main")
    page.wait_for_url(re.compile(re.escape(served.address(path.partition("?")[0]))))


@pytest.mark.browser
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_sticks_out_and_everything_can_be_hit(
    browser: Browser, served: Served, size: dict[str, int], scheme: str, language: str
) -> None:
    context = browser.new_context(viewport=size, color_scheme=scheme)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complain(complaints, message))
    page.goto(served.address(f"/?lang={language}"))
    for _ in range(2):
        sticks_out = "document.documentElement.scrollWidth > window.innerWidth"
        assert not page.evaluate(sticks_out)
        assert page.evaluate(TOO_SMALL) == []
        if page.locator("#login").count():
            page.fill("#login", served.login)
            page.fill("#password", RIGHT)
            page.click("button.main")
            page.wait_for_selector(".ask")
    assert complaints == []
    context.close()


TOO_SMALL = """
[...document.querySelectorAll("a, button, summary, input, label.area, label.tick")]
  .filter((one) => one.checkVisibility())
  .filter((one) => one.matches("label") || !one.closest("label.area, label.tick"))
  .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
  .filter(([, box]) => box.width < 48 || box.height < 48)
  .map(([html]) => html)
"""


@pytest.mark.browser
def test_it_works_without_scripts(browser: Browser, served: Served) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, served)
    page.locator("label.area", has_text="钦寸水库").click()
    page.get_by_role("button", name="保护区").click()
    page.wait_for_url(re.compile("/api/v1/maps/zones"))
    assert "area=qincun" in page.url
    page.goto(served.address())
    page.get_by_role("button", name="退出").click()
    assert page.locator("#password").count() == 1
    context.close()


@pytest.mark.browser
def test_a_map_opens_in_a_box_that_reaches_nothing_here(page: Page, served: Served) -> None:
    sign_in(page, served, "/api/v1/maps/zones?area=changzhao&lang=zh")
    page.wait_for_selector(".leaflet-container")
    assert page.evaluate("self.origin") == "null"
    ask = "fetch('/api/v1/areas').then(() => 'answered', () => 'refused')"
    assert page.evaluate(ask) == "refused"
    cookie = "(() => { try { return document.cookie } catch { return 'refused' } })()"
    assert page.evaluate(cookie) == "refused"


@pytest.mark.browser
def test_another_site_s_form_signs_nobody_out(page: Page, served: Served) -> None:
    sign_in(page, served)
    target = served.address("/logout")
    form = f"<form method=post action='{target}'><button>x</button></form>"
    page.route(
        "http://evil.test/", lambda route: route.fulfill(body=form, content_type="text/html")
    )
    page.goto("http://evil.test/")
    with page.expect_response("**/logout") as refused:
        page.click("button")
    assert refused.value.status == 403
    page.goto(served.address())
    assert page.locator("#login").count() == 0


def test_a_body_without_end_is_refused_while_it_arrives(served: Served) -> None:
    token = served.world.member().http.cookies["gp"]
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)
    connection.putrequest("PUT", f"/api/v1/patrols/{uuid4()}/tracks/{uuid4()}")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Transfer-Encoding", "chunked")
    connection.putheader("Cookie", f"gp={token}")
    connection.endheaders()
    piece = b"%x\r\n" % MB + b" " * MB + b"\r\n"
    sent = 0
    try:
        for _ in range(200):
            connection.send(piece)
            sent += 1
        status = connection.getresponse().status
    except (ConnectionError, http.client.HTTPException):
        # Refused so early that the rest could not be sent.
        status = 413
    connection.close()
    assert status == 413
    assert sent < 60

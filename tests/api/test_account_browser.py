"""The account pages in a real browser, on a phone: from a password on a slip to a second factor."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from threading import Thread

import pytest
import uvicorn
from account_forms import FRESH, HASH, RIGHT, code_now
from api_world import Loop, World, add_places, make_world
from browser import complain
from playwright.sync_api import Browser, Page, expect

from geo_patrol.accounts.codes import readable_code
from geo_patrol.store.engine import open_store
from geo_patrol.store.repositories import accounts
from geo_patrol.store.repositories.people import Officer
from geo_patrol.workflows.accounts import offer_setup

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1440, "height": 900}

SEEN_AS = {
    "phone-light-zh": (PHONE, "light", "zh"),
    "phone-dark-en": (PHONE, "dark", "en"),
    "desk-dark-zh": (DESK, "dark", "zh"),
    "desk-light-en": (DESK, "light", "en"),
}
SEEN = list(SEEN_AS.values())
"""Of size, scheme and language, any two meet in every way; all three need not."""

STICKS_OUT = "document.documentElement.scrollWidth > window.innerWidth"
TOO_SMALL = """
[...document.querySelectorAll("a, button, summary, input, label.area, label.tick")]
  .filter((one) => one.checkVisibility())
  .filter((one) => one.matches("label") || !one.closest("label.area, label.tick"))
  .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
  .filter(([, box]) => box.width < 48 || box.height < 48)
  .map(([html]) => html)
"""
UNNAMED = """
[...document.querySelectorAll("input:not([type=hidden], [hidden])")]
  .filter((one) => !one.labels.length || (one.getAttribute("aria-describedby") ?? "")
    .split(" ").some((id) => id && !document.getElementById(id)))
  .map((one) => one.outerHTML.slice(0, 80))
"""


class Served:
    """A world with an address, as a browser reaches it."""

    def __init__(self, world: World, port: int) -> None:
        self.world = world
        self.home = f"http://127.0.0.1:{port}"

    def newcomer(self) -> Officer:
        """Add an officer who was given a password and must change it."""
        officer = self.world.officer("officer", password_hash=HASH)
        with self.world.store.upkeep() as session:
            account = accounts.account(session, officer.id)
            accounts.save_account(session, replace(account, change_due=True))
        return officer


@contextmanager
def serving(url: str, loop: Loop) -> Iterator[Served]:
    with closing(open_store(url, exclusive=True)) as store:
        add_places(store)
        world = make_world(store, loop)
        config = uvicorn.Config(
            world.app, port=0, lifespan="off", ws="none", log_config=None, access_log=False
        )
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            thread.join(0.02)
        yield Served(world, server.servers[0].sockets[0].getsockname()[1])
        server.should_exit = True
        thread.join(10)
        world.close()


@pytest.fixture(scope="module")
def served(request: pytest.FixtureRequest, loop: Loop) -> Iterator[Served]:
    templates = request.getfixturevalue("templates")
    with serving(templates.copy_sqlite("empty"), loop) as made:
        yield made


@pytest.fixture
def unclaimed(request: pytest.FixtureRequest, loop: Loop) -> Iterator[Served]:
    templates = request.getfixturevalue("templates")
    with serving(templates.copy_sqlite("empty"), loop) as made:
        assert offer_setup(made.world.store, readable_code(80), now=made.world.clock())
        yield made


def sign_in(page: Page, login: str, password: str, code: str = "") -> None:
    page.fill("#login", login)
    page.fill("#password", password)
    page.fill("#code", code)
    page.click("button.main")


def looked_at(page: Page) -> Page:
    """Expect of a page that it fits, that all can be hit, and that every field has a name."""
    page.wait_for_load_state()
    assert not page.evaluate(STICKS_OUT), page.url
    assert page.evaluate(TOO_SMALL) == [], page.url
    assert page.evaluate(UNNAMED) == [], page.url
    return page


@pytest.mark.browser
def test_from_a_password_on_a_slip_to_a_second_factor(browser: Browser, served: Served) -> None:
    officer, world = served.newcomer(), served.world
    context = browser.new_context(
        viewport=PHONE, is_mobile=True, has_touch=True, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(served.home)
    sign_in(page, officer.login, RIGHT)
    page.wait_for_url(f"{served.home}/account")
    page.goto(served.home)
    assert page.url == f"{served.home}/account"

    page.fill("#current", RIGHT)
    page.fill("#new", FRESH)
    page.fill("#again", FRESH)
    page.click("button.main")
    page.wait_for_url(f"{served.home}/account?done=password")

    page.get_by_role("link", name="启用动态口令").click()
    page.get_by_role("button", name="启用动态口令").click()
    assert page.get_by_role("img", name="密钥的二维码").is_visible()
    page.fill("#code", code_now(world, officer))
    page.get_by_role("button", name="确认启用").click()
    assert page.locator(".codes li").count() == 8

    page.get_by_role("button", name="退出").click()
    sign_in(page, officer.login, FRESH)
    assert page.locator("#code-wrong").is_visible()
    assert page.input_value("#login") == officer.login
    world.clock.move(timedelta(seconds=30))
    sign_in(page, officer.login, FRESH, code_now(world, officer))
    page.wait_for_url(f"{served.home}/")
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize(("size", "scheme", "language"), SEEN, ids=SEEN_AS)
def test_every_state_fits_and_can_be_hit(
    browser: Browser, served: Served, size: dict[str, int], scheme: str, language: str
) -> None:
    officer, world = served.newcomer(), served.world
    context = browser.new_context(viewport=size, color_scheme=scheme)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complain(complaints, message))

    page.goto(f"{served.home}/?lang={language}")
    page.click(".other-way summary")
    looked_at(page)
    sign_in(page, officer.login, RIGHT)
    looked_at(page)
    page.fill("#current", RIGHT)
    page.fill("#new", "short")
    page.fill("#again", "short")
    page.click("button.main")
    expect(page.locator("#new")).to_be_focused()
    looked_at(page)
    page.fill("#current", RIGHT)
    page.fill("#new", FRESH)
    page.fill("#again", FRESH)
    page.click("button.main")
    for _ in range(2):
        world.signed_in(officer)
    page.reload()
    page.click(".fold summary")
    page.locator(".session summary").first.click()
    page.locator(".part > .sure summary").click()
    looked_at(page)

    page.goto(f"{served.home}/account/second-factor")
    looked_at(page).click("button.main")
    page.click(".other-way summary")
    looked_at(page).fill("#code", "x")
    page.click(".fields button")
    expect(page.locator("#code")).to_be_focused()
    looked_at(page).fill("#code", code_now(world, officer))
    page.click(".fields button")
    looked_at(page)
    page.goto(f"{served.home}/account/second-factor")
    page.click(".other-way summary")
    looked_at(page)
    page.click("header form button")
    sign_in(page, officer.login, FRESH)
    expect(page.locator("#password")).to_be_focused()
    looked_at(page)
    # A page that says what was wrong comes with a status that browsers note down.
    assert [one for one in complaints if "status of 4" not in one] == []
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_office_s_start_page_fits_a_phone(
    browser: Browser, served: Served, language: str
) -> None:
    for role in ("auditor", "admin"):
        officer = served.world.officer(role, password_hash=HASH)
        context = browser.new_context(viewport=PHONE)
        page = context.new_page()
        page.goto(f"{served.home}/?lang={language}")
        sign_in(page, officer.login, RIGHT)
        page.wait_for_selector(".addresses")
        looked_at(page)
        context.close()


@pytest.mark.browser
def test_recovery_codes_go_on_paper_without_what_is_only_for_the_screen(
    browser: Browser, served: Served
) -> None:
    officer = served.world.officer("officer", password_hash=HASH)
    context = browser.new_context(viewport=PHONE, color_scheme="dark")
    page = context.new_page()
    page.goto(served.home)
    sign_in(page, officer.login, RIGHT)
    page.goto(f"{served.home}/account/second-factor")
    page.click("button.main")
    page.fill("#code", code_now(served.world, officer))
    page.click(".fields button")
    page.emulate_media(media="print")
    assert page.locator(".codes li").first.is_visible()
    assert not page.locator("a.main, header, .note").first.is_visible()
    colour = page.evaluate("getComputedStyle(document.querySelector('.codes li')).color")
    assert colour == "rgb(0, 0, 0)"
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("language", ["zh", "en"])
def test_making_the_first_administrator_fits_a_phone(
    browser: Browser, unclaimed: Served, language: str
) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(f"{unclaimed.home}/?lang={language}")
    looked_at(page).click(".note a")
    looked_at(page)
    for field in ("#code", "#name", "#login", "#password", "#again"):
        page.fill(field, "x")
    page.click("button.main")
    assert page.url == f"{unclaimed.home}/setup"
    expect(page.locator("#password")).to_be_focused()
    looked_at(page)
    context.close()

"""The console as a hand at a desk uses it: by the words on its screen."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Literal

from browser import chromium
from officer_site import HOST, PASSWORD, PATIENCE_S, OfficerSite
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from geo_patrol.messages import Language, text

PATIENCE_MS = PATIENCE_S * 1000
WIDE = (1440, 900)
NARROW = (1024, 768)


@dataclass
class Desk:
    """A console on a page, in a language."""

    page: Page
    context: BrowserContext
    site: OfficerSite
    language: Language = "zh"

    @property
    def address(self) -> str:
        """Where it is."""
        return f"{self.site.origin}/console/"

    def words(self, key: str, **params: object) -> str:
        """Return what the console says for a key of the catalogue, the whole key."""
        return text(key, self.language, **params)

    def sign_in(self, login: str) -> None:
        """Sign in by the page that the console leads to, and come back."""
        self.page.goto(self.address)
        self.page.locator("input[name=login]").fill(login)
        self.page.locator("input[name=password]").fill(PASSWORD)
        self.page.locator("form[action='/login'] [type=submit]").click()
        self.page.wait_for_url("**/console/**")
        expect(self.page.locator("nav.rail")).to_be_visible(timeout=PATIENCE_MS)
        if self.language == "en":
            self.page.get_by_role("button", name=text("console.other_language", "zh")).click()

    def go(self, *parts: str) -> None:
        """Open a room, or what is in it, by its address."""
        self.page.evaluate("(hash) => { location.hash = hash; }", "#/" + "/".join(parts))
        expect(self.page.locator(".page h1").first).to_be_visible(timeout=PATIENCE_MS)

    def button(self, key: str, **params: object) -> Locator:
        """Return a button by its words; a link that looks like one, too."""
        name = self.words(key, **params)
        buttons = self.page.get_by_role("button", name=name, exact=True)
        return buttons.or_(self.page.get_by_role("link", name=name, exact=True)).first

    def expect_said(self, words: str) -> None:
        """Wait until the screen says something, somewhere."""
        expect(self.page.locator("body")).to_contain_text(words, timeout=PATIENCE_MS)


@contextmanager
def desk(
    browser: Browser,
    site: OfficerSite,
    login: str | None = None,
    *,
    size: tuple[int, int] = WIDE,
    language: Language = "zh",
    scheme: Literal["light", "dark"] = "light",
    is_first_day: bool = False,
) -> Iterator[Desk]:
    """Open a console, signed in; every script error on it fails the test.

    On the first day it offers to show one round.
    """
    own = browser.browser_type.launch(
        executable_path=chromium(),
        args=[
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-background-networking",
            f"--host-resolver-rules=MAP {HOST} 127.0.0.1",
            f"--ignore-certificate-errors-spki-list={site.key_print}",
        ],
    )
    context = own.new_context(
        viewport={"width": size[0], "height": size[1]},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        color_scheme=scheme,
        accept_downloads=True,
    )
    if not is_first_day:
        # An empty page has no storage.
        seen = "localStorage.setItem('geo-patrol-tour', 'seen')"
        context.add_init_script(f"if (location.protocol === 'https:') {seen}")
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS / 2)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: faults.append(f"a dialog: {dialog.message}"))
    opened = Desk(page, context, site, language)
    try:
        if login is not None:
            opened.sign_in(login)
        yield opened
        assert not faults, faults
    finally:
        with suppress(Exception):
            own.close()

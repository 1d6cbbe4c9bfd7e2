"""The officers' app as a hand uses it: by the words on its screen."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from officer_site import ON_THE_WATER, PASSWORD, PATIENCE_S, PIN, OfficerSite
from playwright.sync_api import Geolocation, Locator, Page, expect

from geo_patrol.incidents import catalogue
from geo_patrol.messages import Language, text

PATIENCE_MS = PATIENCE_S * 1000


_ASK = """async ([method, path, body, headers]) => {
    const answer = await fetch(path, {
        method,
        headers: { "Content-Type": "application/json", ...headers },
        body: body === null ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    const etag = answer.headers.get("ETag");
    return { status: answer.status, etag, body: text ? JSON.parse(text) : null };
}"""


_AWAIT_SHELL = """async (patience) => {
    const { serviceWorker } = navigator;
    const heard = (of, name) => new Promise((done) => {
        of.addEventListener(name, done, { once: true });
    });
    const kept = async () => {
        await serviceWorker.ready;
        if (!serviceWorker.controller) await heard(serviceWorker, "controllerchange");
        const { controller } = serviceWorker;
        while (controller.state !== "activated") await heard(controller, "statechange");
    };
    const late = new Promise((_, fail) => {
        setTimeout(() => fail(new Error("the shell is not kept")), patience);
    });
    await Promise.race([kept(), late]);
}"""


_WRITES_HAVE_ENDED = """async () => {
    const asked = indexedDB.open("geo-patrol-officer");
    const database = await new Promise((done) => {
        asked.onsuccess = () => done(asked.result);
    });
    const all = database.transaction("kept").objectStore("kept").getAll();
    await new Promise((done) => { all.onsuccess = done; });
    database.close();
    const before = window.writes;
    window.writes = all.result.reduce((sum, { rev }) => sum + rev, 0);
    return window.writes === before;
}"""


class Answer(NamedTuple):
    """What the server answered: status, version and JSON."""

    status: int
    etag: str | None
    body: Any


@dataclass
class App:
    """The app on a page, in a language."""

    page: Page
    site: OfficerSite
    language: Language = "zh"
    place: Geolocation = field(default_factory=lambda: ON_THE_WATER.copy())

    def be_there(self) -> None:
        """Have the phone hear where it is: on a patrol, a place of half a minute ago is none."""
        self.page.context.set_geolocation(self.place)

    def words(self, key: str, **params: object) -> str:
        """Return what the app says for a key of the catalogue."""
        room = "" if key.startswith(("ui.", "record_terms.")) else "officer."
        return text(f"{room}{key}", self.language, **params)

    def button(self, key: str, **params: object) -> Locator:
        """Return a button by its words; a link that looks like one, too."""
        name = self.words(key, **params)
        buttons = self.page.get_by_role("button", name=name, exact=True)
        return buttons.or_(self.page.get_by_role("link", name=name, exact=True)).first

    def open(self) -> None:
        """Open the app's page."""
        self.page.goto(self.site.app)

    def log_in(self, login: str, pin: str = PIN) -> None:
        """Log in for the first time on this phone, and choose a PIN."""
        self.page.get_by_label(self.words("login_name")).fill(login)
        self.page.get_by_label(self.words("password")).fill(PASSWORD)
        self.button("log_in").click()
        self.page.get_by_label(self.words("pin_new")).fill(pin)
        self.page.get_by_label(self.words("pin_again")).fill(pin)
        self.button("pin_set").click()
        expect(self.pill).to_be_visible(timeout=PATIENCE_MS)

    def await_shell(self) -> None:
        """Wait until the app's shell comes from the phone."""
        self.page.evaluate(_AWAIT_SHELL, PATIENCE_MS)

    def await_draft(self) -> None:
        """Put the app out of sight, which keeps what is filled in, and wait until that is kept."""
        self.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        self.page.wait_for_function(_WRITES_HAVE_ENDED, polling=1000)

    def await_shift(self) -> None:
        """Wait until the phone has the shift and its map: what it needs without a network."""
        expect(self.button("start_patrol")).to_be_visible(timeout=PATIENCE_MS)
        self.await_shell()
        expect(self.page.locator(".map-note")).to_contain_text("2", timeout=PATIENCE_MS)

    def unlock(self, name: str, pin: str = PIN) -> None:
        """Be one of those that this phone knows."""
        people = self.page.get_by_role("button", name=re.compile(re.escape(name)))
        asked = self.page.get_by_label(self.words("pin_type"))
        expect(people.or_(asked).first).to_be_visible()
        if not asked.is_visible():
            people.first.click()
        asked.fill(pin)
        expect(self.pill).to_be_visible(timeout=PATIENCE_MS)

    def log_in_again(self) -> None:
        """Log in over work in hand, where a session has ended."""
        self.asked_to_log_in.click()
        self.page.get_by_label(self.words("password")).fill(PASSWORD)
        self.button("log_in").click()
        expect(self.page.get_by_label(self.words("password"))).to_have_count(0)

    def lock(self) -> None:
        """Lock the phone, so that somebody else can use it."""
        self.go("settings")
        self.button("lock").click()
        expect(self.pill).to_have_count(0)

    def ask(
        self, method: str, path: str, body: object = None, headers: dict[str, str] | None = None
    ) -> Answer:
        """Ask the server as a page of its own does, past the app."""
        told = self.page.evaluate(_ASK, [method, f"/api/v1/{path}", body, headers or {}])
        return Answer(told["status"], told["etag"], told["body"])

    def go(self, screen: str) -> None:
        """Go to a screen by its address."""
        self.page.evaluate("hash => { location.hash = hash }", f"#/{screen}")

    def start_patrol(self) -> None:
        """Set off by boat, alone."""
        self.go("start")
        self.button("set_off", n=1).click()
        expect(self.page.get_by_role("heading", level=1)).not_to_have_text(
            self.words("start_patrol")
        )

    def log_incident(
        self, category: str = "angling", photos: Sequence[Path] = (), narrative: str = ""
    ) -> None:
        """Log an incident; return once the app says that it is kept."""
        self.begin_incident(category, photos, narrative)
        self.save_incident()

    def save_incident(self) -> None:
        """Save the incident that is filled in; return once the app says that it is kept."""
        self.save_button.click()
        heading = self.page.get_by_role("heading", name=self.words("log_incident"))
        expect(heading).to_have_count(0, timeout=PATIENCE_MS)

    def begin_incident(
        self, category: str = "angling", photos: Sequence[Path] = (), narrative: str = ""
    ) -> None:
        """Fill an incident in, all but saving it."""
        self.go("incident")
        term = catalogue.categories()[category]
        name = term.zh if self.language == "zh" else term.en
        self.page.get_by_role("radio", name=name, exact=True).click()
        if photos:
            self.page.locator('input[type="file"]').first.set_input_files([str(p) for p in photos])
            taken = self.page.locator("img.shot, .shot img")
            expect(taken).to_have_count(len(photos), timeout=PATIENCE_MS)
        if narrative:
            self.button("more_details").click()
            self.page.get_by_label(self.words("narrative")).fill(narrative)
        # Without a place yet, saving would ask for one on the map.
        self.be_there()
        expect(self.save_button).to_be_enabled(timeout=PATIENCE_MS)

    @property
    def save_button(self) -> Locator:
        """The button that saves an incident that has what it needs."""
        start = re.escape(self.words("save"))
        return self.page.get_by_role("button", name=re.compile(f"^{start} ·"))

    @property
    def pill(self) -> Locator:
        """What was not sent yet, as every screen says it."""
        return self.page.locator("a.pill")

    @property
    def asked_to_log_in(self) -> Locator:
        """What the app shows over work in hand when the session has ended."""
        return self.page.get_by_role("button", name=self.words("banner_signed_out"))

    def unsent(self) -> int:
        """Return how many pieces the pill says wait."""
        told = re.search(r"(?:未发|[Uu]nsent) (\d+)", self.pill.inner_text())
        return int(told[1]) if told else 0

    def expect_all_sent(self) -> None:
        """Wait until nothing waits any more, as long as it takes on a bad line.

        Whether a session outlives a browser that was killed is the browser's affair: where it
        does not, the app asks to log in again.
        """
        sent = self.page.locator('a.pill[data-tone="ok"]')
        expect(sent.or_(self.asked_to_log_in).first).to_be_visible(timeout=6 * PATIENCE_MS)
        if self.asked_to_log_in.is_visible():
            self.log_in_again()
        expect(sent).to_be_visible(timeout=6 * PATIENCE_MS)

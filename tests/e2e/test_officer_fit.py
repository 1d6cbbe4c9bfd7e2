"""Every screen at 360 × 740, in both languages, light and dark, with and without a network."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args
from uuid import uuid4

import pytest
from duty_world import Templates, Words, be_called, rival, served
from fitting import faults_of
from officer_app import App
from officer_site import PASSWORD, PIN, OfficerSite, phone
from PIL import Image
from playwright.sync_api import Browser, expect

from geo_patrol.messages import Language

pytestmark = pytest.mark.browser

OFFICER = "演示甲"
MOST_TAPS = 6
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)
LANGUAGES: tuple[Language, ...] = get_args(Language)


@pytest.fixture(scope="module")
def fitted(tmp_path_factory: pytest.TempPathFactory, templates: Templates) -> Iterator[OfficerSite]:
    """Give a site with an officer, colleagues, and work for a shift."""
    people = {"R-07": OFFICER, "R-08": "欧阳演示乙", "R-09": "演示丙"}
    with served(tmp_path_factory.mktemp("fit") / "site", templates, people, Words()) as site:
        yield site


@pytest.fixture(scope="module")
def on_duty(
    fitted: OfficerSite, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[App]:
    """Give the app of an officer who has been on patrol for a while."""
    with phone(browser, fitted, tmp_path_factory.mktemp("fit") / "phone") as held:
        app = App(held.page, fitted)
        app.open()
        app.log_in("r-07")
        app.await_shift()
        app.start_patrol()
        yield app


def test_a_plain_incident_takes_few_taps(on_duty: App, capsys: pytest.CaptureFixture[str]) -> None:
    page = on_duty.page
    on_duty.go("")
    page.evaluate("""() => {
        window.taps = 0;
        addEventListener("pointerdown", ({ target, isTrusted }) => {
            if (isTrusted && !target.closest(".stepper")) window.taps += 1;
        }, true);
    }""")
    began = time.monotonic()
    on_duty.button("log_incident").click()
    page.get_by_role("radio", name="垂钓", exact=True).click()
    more = on_duty.words("ui.more_of", what=on_duty.words("persuaded"))
    page.get_by_role("button", name=more).click()
    on_duty.save_button.click()
    expect(page.locator(".toast")).to_have_text(on_duty.words("kept_here"))
    taps = page.evaluate("window.taps")
    with capsys.disabled():
        print(f"\na plain incident: {taps} taps, {time.monotonic() - began:.1f} s by a machine")
    assert taps <= MOST_TAPS
    on_duty.expect_all_sent()


def test_the_first_paint_on_a_slow_phone_is_told(
    fitted: OfficerSite, browser: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paint = """() => performance.getEntriesByType("paint")
        .find(({ name }) => name === "first-contentful-paint").startTime"""
    with phone(browser, fitted, tmp_path / "phone") as held:
        slowed = held.context.new_cdp_session(held.page)
        slowed.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        for visit in ("first", "next"):
            held.page.goto(fitted.app)
            expect(held.page.get_by_role("heading", level=1)).to_be_visible()
            at_ms = held.page.evaluate(paint)
            with capsys.disabled():
                print(f"\nfirst paint, CPU slowed 4 times, {visit} visit: {at_ms:.0f} ms")
            assert at_ms > 0
            held.page.evaluate("navigator.serviceWorker.ready.then(() => true)")


def test_the_doors_fit(fitted: OfficerSite, browser: Browser, tmp_path: Path) -> None:
    faults: list[str] = []
    with phone(browser, fitted, tmp_path / "phone") as held:
        page, app = held.page, App(held.page, fitted)

        def look(name: str) -> None:
            for language in LANGUAGES:
                app.language = language
                switch = page.get_by_role("button", name={"zh": "中文", "en": "English"}[language])
                if switch.count():
                    switch.click()
                for scheme in SCHEMES:
                    page.emulate_media(color_scheme=scheme)
                    faults.extend(faults_of(page, f"{name}-{language}-{scheme}"))

        app.open()
        look("log-in")
        page.get_by_label(app.words("login_name")).fill("r-08")
        page.get_by_label(app.words("password")).fill(PASSWORD)
        app.button("log_in").click()
        expect(page.get_by_label(app.words("pin_new"))).to_be_visible()
        look("first-pin")
        for label in ("pin_new", "pin_again"):
            page.get_by_label(app.words(label)).fill(PIN)
        app.button("pin_set").click()
        app.await_shift()
        app.lock()
        look("choose")
        page.get_by_role("button", name="欧阳演示乙").click()
        expect(page.get_by_label(app.words("pin_type"))).to_be_visible()
        look("unlock")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    ("language", "scheme", "has_network"),
    [("zh", "light", True), ("zh", "dark", False), ("en", "light", False), ("en", "dark", True)],
)
def test_the_screens_fit(
    on_duty: App,
    tmp_path: Path,
    language: Language,
    scheme: Scheme,
    has_network: bool,
) -> None:
    on_duty.page.emulate_media(color_scheme=scheme)
    on_duty.go("settings")
    choice = {"zh": "中文", "en": "English"}[language]
    on_duty.page.get_by_role("radio", name=choice).click()
    on_duty.language = language
    on_duty.site.line.up = has_network
    on_duty.start_patrol()
    faults: list[str] = []
    try:
        for name, arrive in views(tmp_path, has_network=has_network).items():
            arrive(on_duty)
            faults += faults_of(on_duty.page, f"{name}-{language}-{scheme}")
            on_duty.page.keyboard.press("Escape")
    finally:
        on_duty.site.line.up = True
    assert not faults, "\n".join(faults)


View = Callable[[App], None]


def views(folder: Path, *, has_network: bool) -> dict[str, View]:
    """Return the screens and sheets by name, and how a hand comes there."""
    found: dict[str, View] = {
        name: screen(name)
        for name in (
            "start",
            "crew",
            "map",
            "checks",
            "tasks",
            "alerts",
            "seized",
            "incidents",
            "handover",
            "roster",
            "route",
            "settings",
            "sos",
        )
    }
    found |= {
        "home": screen(""),
        "end-patrol": pressed("", "end_or_change"),
        "paused": paused,
        "answer": pressed("tasks", "answer"),
        "change-pin": pressed("settings", "pin_change"),
        "log-out": pressed("settings", "log_out"),
        "incident": screen("incident"),
        "incident-whole": lambda app: whole_incident(app, folder),
        "law": law,
        "place": pressed("incident", "place_by_map"),
        "seizing": seizing,
        "signing": signing,
        "seizure": seizure,
        "seizure-step": seizure_step,
        "queue": screen("queue"),
    }
    if has_network:
        found["conflict"] = conflict
        found["log-in-again"] = screen("login")
        found["call"] = called
    return found


def screen(name: str) -> View:
    def arrive(app: App) -> None:
        app.go(name)
        expect(app.page.get_by_role("heading", level=1)).to_be_visible()
        expect(app.page.locator(".spinner")).to_have_count(0)

    return arrive


def pressed(name: str, button: str) -> View:
    def arrive(app: App) -> None:
        screen(name)(app)
        app.button(button).click()
        expect(app.page.get_by_role("dialog")).to_be_visible()

    return arrive


def paused(app: App) -> None:
    app.go("")
    app.button("pause").click()
    expect(app.button("go_on")).to_be_visible()
    expect(app.page.locator(".toast")).to_have_count(1)


def whole_incident(app: App, folder: Path) -> None:
    picture = folder / "photo.jpg"
    Image.new("RGB", (1600, 1200), (30, 90, 140)).save(picture, "JPEG")
    # Photos of a draft are kept with it.
    photos = [] if app.page.locator(".shot").count() else [picture]
    app.begin_incident("netting", photos, "网长约三十米,无人看守。")
    for gear in (
        app.page.get_by_role("group", name=app.words("gear_kinds")).get_by_role("button").all()
    ):
        gear.click()
    app.button("person_add").click()


def law(app: App) -> None:
    # Several acts, of which one is chosen.
    app.begin_incident("angling")
    note = app.page.get_by_role("region", name=app.words("law"))
    note.get_by_role("button").first.click()
    expect(note.get_by_role("button", name=app.words("law_did_order"))).to_be_visible()


def seizing(app: App) -> None:
    app.begin_incident("netting")
    kinds = app.page.get_by_role("group", name=app.words("gear_kinds"))
    kinds.get_by_role("button").first.click()
    app.save_button.click()
    expect(app.page.get_by_role("heading", name=app.words("seizure.write"))).to_be_visible()


def signing(app: App) -> None:
    app.page.get_by_role("button", name=app.words("seizure.sign")).first.click()
    expect(app.page.locator(".sign-pad")).to_be_visible()


def seizure(app: App) -> None:
    app.page.locator(".pinned button").click()
    app.button("seizure.save_anyway").click()
    expect(app.page.get_by_role("heading", name=app.words("seizure.chain"))).to_be_visible()


def seizure_step(app: App) -> None:
    app.button("record_terms.step_moved").click()
    expect(app.page.locator(".step-item").first).to_be_visible()


def called(app: App) -> None:
    alarm = be_called(app)
    over = {"alarm_id": alarm, "sign": "ended", "at": datetime.now(UTC).isoformat()}
    assert app.ask("PUT", f"alarm-signs/{uuid4()}", over).status == 201


def conflict(app: App) -> None:
    other = app.page.context.new_page()
    other.goto(f"{app.site.origin}/officer/licences.txt")
    app.page.bring_to_front()
    rival(app, App(other, app.site), "网长约三十米,无人看守。", "已经收走")
    other.close()
    app.go("queue")
    app.button("compare").click()
    expect(app.page.get_by_role("dialog")).to_be_visible()


@pytest.mark.parametrize(
    ("markup", "fault"),
    [
        ("<button style='width:40px;height:48px'>a</button>", "small"),
        (
            "<button class=b>a</button><button class=b style='margin-left:-9px'>b</button>",
            "covered",
        ),
        ("<p style='width:400px'>a</p>", "beyond the edge"),
        ("<p style='width:40px;white-space:nowrap'>a b c d e f g h i</p>", "too narrow"),
        ("<button class=b style='white-space:pre'>a\n\n\n\nb</button>", "too low"),
        ("<p style='height:20px;overflow:hidden'>a<br>b<br>c</p>", "cut"),
        ("<p>a b</p><p style='margin-top:-30px'>c d</p>", "written over"),
        ("<p style='color:#999'>a b c</p>", "axe color-contrast"),
        ("<button class=b></button>", "axe button-name"),
    ],
)
def test_what_does_not_fit_is_found(browser: Browser, markup: str, fault: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    style = "<style>.b { width: 90px; height: 48px; font-size: 16px; }</style>"
    page.set_content(f"<title>t</title><body lang=en>{style}<main>{markup}</main>")
    found = faults_of(page, "made up")
    page.close()
    assert any(fault in one for one in found), found

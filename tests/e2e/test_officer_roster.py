"""My roster on a phone: when I work, what I ask for without a network, shifts that are swapped."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal
from uuid import uuid4

import pytest
from console_page import desk
from duty_world import Templates
from fitting import faults_of
from officer_app import PATIENCE_MS, App
from officer_site import OfficerSite, Phone, officer_id, phone
from playwright.sync_api import Browser, Locator, expect
from rostered_site import (
    FIRST,
    LEADER,
    SECOND,
    THIRD,
    day,
    mine,
    news,
    opened,
    part,
    rostered,
    shifts_on,
)

from geo_patrol.messages import Language, text

pytestmark = pytest.mark.browser

SWAPPED, TAKEN, OFFERED = day(2), day(3), day(11)
ASKED_OFF, WISHED = day(12), day(19)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, templates: Templates) -> Iterator[OfficerSite]:
    """Give a squad with a published month, served."""
    with rostered(tmp_path_factory.mktemp("roster") / "site", templates) as made:
        yield made


@pytest.fixture(autouse=True)
def line(site: OfficerSite) -> Iterator[None]:
    """Have the line up again, whatever a test found."""
    yield
    site.line.up = True


def cell(app: App, on: date) -> Locator:
    """Return a day of the month that is shown, which is turned to if it is another."""
    app.go("roster")
    months = app.page.get_by_role("radiogroup", name=app.words("roster.month")).get_by_role("radio")
    ahead = (on.year - day(0).year) * 12 + on.month - day(0).month
    months.nth(ahead).click()
    return app.page.locator("table.month button.day").filter(
        has=app.page.get_by_text(str(on.day), exact=True)
    )


def again(held: Phone, site: OfficerSite, name: str) -> App:
    """Return the app on a phone that was switched on again."""
    app = App(held.page, site)
    app.open()
    app.unlock(name)
    return app


def fill_days(app: App, first: date, last: date) -> None:
    app.page.get_by_label(app.words("roster.first_day")).fill(first.isoformat())
    app.page.get_by_label(app.words("roster.last_day")).fill(last.isoformat())


def test_the_month_is_there_without_a_network_and_says_from_when(
    site: OfficerSite, browser: Browser, tmp_path: Path
) -> None:
    with phone(browser, site, tmp_path / "phone") as held:
        app = opened(held, "r-07")
        app.go("")
        line = app.page.locator('.today a[href="#/roster"]')
        expect(line).to_contain_text("早")
        expect(line).to_contain_text("长诏 早")
        site.line.up = False
        app.page.reload()
        app.unlock(FIRST)
        app.page.locator('.today a[href="#/roster"]').click()
        expect(app.page.get_by_text(app.words("roster.old"))).to_be_visible()
        expect(part(app, "today")).to_contain_text(app.words("roster.day_off"))
        coming = part(app, "roster.coming").locator("li")
        expect(coming).to_have_count(3)
        expect(coming.first).to_contain_text(app.words("roster.tomorrow"))
        for on, letter in ((day(1), "早"), (day(3), "中"), (day(5), "夜")):
            expect(cell(app, on).locator(".shift-mark")).to_have_text(letter)
        cell(app, day(3)).click()
        sheet = app.page.get_by_role("dialog")
        for said in ("16:00–00:00", "长诏 中", app.words("roster.alone")):
            expect(sheet).to_contain_text(said)
        app.button("close").click()
        app.go("settings")
        app.button("roster.title").click()
        expect(app.page.locator("table.month")).to_be_visible()


def test_leave_and_a_wish_asked_without_a_network_arrive_once(
    site: OfficerSite, browser: Browser, tmp_path: Path
) -> None:
    with phone(browser, site, tmp_path / "phone") as held:
        app = opened(held, "r-09")
        site.line.up = False
        app.button("roster.ask_leave").click()
        app.page.get_by_role("radio", name=app.words("roster.leave_annual")).click()
        fill_days(app, ASKED_OFF, ASKED_OFF)
        app.button("roster.send_leave").click()
        leave = part(app, "roster.leave").locator("li")
        expect(leave).to_contain_text(app.words("roster.state_asked"))
        expect(leave).to_contain_text(app.words("state_waiting"))
        cell(app, WISHED).click()
        app.button("roster.ask_wish").click()
        app.page.get_by_role("radio", name=app.words("roster.weight_4")).click()
        app.await_draft()
        # The battery is empty in the middle of it: what was filled in is there again.
        held.kill()

    with phone(browser, site, tmp_path / "phone") as held:
        app = again(held, site, THIRD)
        app.go(f"roster/wish/{WISHED.isoformat()}")
        chosen = app.page.get_by_role("radio", name=app.words("roster.weight_4"))
        expect(chosen).to_have_attribute("aria-checked", "true")
        app.button("roster.send_wish").click()
        expect(part(app, "roster.wish")).to_contain_text(app.words("roster.weight_4"))
        expect(part(app, "roster.leave")).to_contain_text(app.words("state_waiting"))
        held.kill()

    site.line.up = True
    with phone(browser, site, tmp_path / "phone") as held:
        app = again(held, site, THIRD)
        app.expect_all_sent()
        told = mine(app)
        [leave], [wish] = told["leaves"], told["wishes"]
        assert (leave["kind"], leave["first_day"], leave["state"]) == (
            "annual",
            ASKED_OFF.isoformat(),
            "asked",
        )
        assert (wish["day"], wish["on"], wish["shift"], wish["weight"]) == (
            WISHED.isoformat(),
            False,
            None,
            4,
        )
        app.go("roster/asks")
        card = part(app, "roster.leave").locator("li")
        expect(card).to_contain_text(app.words("roster.state_asked"))
        expect(card).not_to_contain_text(app.words("state_waiting"))
        card.get_by_role("button", name=app.words("roster.withdraw")).click()
        app.page.get_by_role("dialog").locator(".button.danger").click()
        expect(card).to_contain_text(app.words("roster.state_withdrawn"))
        app.expect_all_sent()
        [leave] = mine(app)["leaves"]
        assert (leave["state"], leave["version"]) == ("withdrawn", 2)
        assert leave["withdrawn"] == app.words("roster.no_need")


def test_a_leader_answers_leave_by_the_water(
    site: OfficerSite, browser: Browser, tmp_path: Path
) -> None:
    with phone(browser, site, tmp_path / "officer") as held:
        app = opened(held, "r-08")
        app.button("roster.ask_leave").click()
        app.page.get_by_role("radio", name=app.words("roster.leave_sick")).click()
        expect(app.page.get_by_text(app.words("roster.sick_why"))).to_be_visible()
        fill_days(app, ASKED_OFF, ASKED_OFF)
        app.button("roster.tell_sick").click()
        expect(part(app, "roster.leave")).to_contain_text(app.words("roster.state_told"))
        app.expect_all_sent()

    with phone(browser, site, tmp_path / "leader") as held:
        app = opened(held, "r-01")
        news(app)
        app.go("")
        app.page.locator("button.banner").filter(has_text=SECOND).click(timeout=PATIENCE_MS)
        waits = part(app, "roster.to_decide").locator("li").filter(has_text=SECOND)
        waits.get_by_role("button").click()
        sheet = app.page.get_by_role("dialog")
        expect(sheet).to_contain_text(app.words("roster.leave_sick"))
        app.button("roster.grant").click()
        app.expect_all_sent()
        news(app)
        expect(waits).to_have_count(0, timeout=PATIENCE_MS)

    with phone(browser, site, tmp_path / "officer") as held:
        app = again(held, site, SECOND)
        news(app)
        banner = app.page.locator("button.banner").filter(
            has_text=app.words("roster.state_granted")
        )
        banner.click(timeout=PATIENCE_MS)
        card = part(app, "roster.leave").locator("li")
        expect(card).to_contain_text(app.words("roster.state_granted"))
        app.go("")
        expect(banner).to_have_count(0)


def test_a_swap_is_offered_agreed_to_and_granted_and_both_see_their_new_shifts(
    site: OfficerSite, browser: Browser, tmp_path: Path
) -> None:
    with phone(browser, site, tmp_path / "first") as held:
        app = opened(held, "r-07")
        assert shifts_on(app, SWAPPED) == ["早"]
        cell(app, SWAPPED).click()
        app.button("roster.ask_swap").click()
        offers = app.page.get_by_role("radio").filter(has_text=SECOND)
        free = offers.filter(has_text=app.words("roster.gives_nothing"))
        free.click(timeout=PATIENCE_MS)
        app.button("roster.send_swap").click()
        card = part(app, "roster.swap").locator("li")
        expect(card).to_contain_text(SECOND)
        app.expect_all_sent()

    with phone(browser, site, tmp_path / "second") as held:
        app = opened(held, "r-08")
        news(app)
        app.go("")
        app.page.locator("button.banner").filter(has_text=FIRST).click(timeout=PATIENCE_MS)
        offer = part(app, "roster.to_answer").locator("li")
        expect(offer).to_contain_text(app.words("roster.gives_nothing"))
        site.line.up = False
        offer.get_by_role("button", name=app.words("roster.agree")).click()
        expect(part(app, "roster.answered")).to_contain_text(app.words("roster.state_agreed"))
        site.line.up = True
        held.page.evaluate("dispatchEvent(new Event('online'))")
        app.expect_all_sent()
        grant_at_the_desk(browser, site)
        news(app)
        expect(cell(app, SWAPPED).locator(".shift-mark")).to_have_text("早", timeout=PATIENCE_MS)
        assert shifts_on(app, SWAPPED) == ["早"]

    with phone(browser, site, tmp_path / "first") as held:
        app = again(held, site, FIRST)
        app.go("roster")
        changes = part(app, "roster.changes")
        was = "早 长诏 早 → " + app.words("roster.day_off")
        expect(changes).to_contain_text(was, timeout=PATIENCE_MS)
        expect(cell(app, SWAPPED)).to_have_attribute("data-changed", "true")
        expect(cell(app, SWAPPED).locator(".shift-mark")).to_have_count(0)
        app.page.reload()
        app.unlock(FIRST)
        # It stays marked until it was said that it is known.
        changes.get_by_role("button").click()
        expect(changes).to_have_count(0)
        expect(cell(app, SWAPPED)).to_have_attribute("data-changed", "false")
        assert shifts_on(app, SWAPPED) == []


def grant_at_the_desk(browser: Browser, site: OfficerSite) -> None:
    """Have a leader grant the swap that was agreed to, and see it in the month."""
    with desk(browser, site, "r-01") as office:
        page = office.page
        office.go("rosters")
        page.locator("main a[href^='#/rosters/']").first.click()
        giver = page.locator("table.month-grid tbody tr").filter(has_text=FIRST)
        taker = page.locator("table.month-grid tbody tr").filter(has_text=SECOND)
        n = (SWAPPED - day(-1)).days
        before = giver.locator("td.duty").nth(n).locator(".duty-letters")
        after = taker.locator("td.duty").nth(n).locator(".duty-letters")
        expect(before).to_have_text("早", timeout=PATIENCE_MS)
        office.button("console_rosters.asks_n", n=1).click()
        ask = page.locator(".ask")
        expect(ask).to_contain_text(FIRST)
        expect(ask).to_contain_text(SECOND)
        expect(ask.locator(".consequence")).to_be_visible(timeout=PATIENCE_MS)
        office.button("console_rosters.grant").click()
        expect(after).to_have_text("早", timeout=PATIENCE_MS)
        expect(before).to_have_text("")
        expect(ask).to_have_count(0)


def test_a_swap_that_cannot_be_is_refused_in_words_and_can_be_dropped(
    site: OfficerSite, browser: Browser, tmp_path: Path
) -> None:
    with phone(browser, site, tmp_path / "phone") as held:
        app = opened(held, "r-07")
        site.line.up = False
        cell(app, TAKEN).click()
        app.button("roster.ask_swap").click()
        # Without a network one chooses by oneself.
        app.page.get_by_role("radio", name=SECOND).click()
        app.button("roster.send_swap").click()
        card = part(app, "roster.swap").locator("li").filter(has_text=SECOND).first
        expect(card).to_contain_text(app.words("state_waiting"))
        site.line.up = True
        held.page.evaluate("dispatchEvent(new Event('online'))")
        why = text("roster_requests.taker_on_duty", "zh", day=TAKEN.isoformat())
        expect(card).to_contain_text(why, timeout=PATIENCE_MS)
        card.get_by_role("link").click()
        expect(app.page.locator(".item .fault")).to_contain_text(why)
        app.button("set_right").click()
        drop = app.words("roster.give_up")
        app.page.get_by_role("button", name=drop, exact=True).click()
        app.button("ui.press_again", what=drop).click()
        expect(app.page.locator(".empty")).to_have_text(app.words("queue_empty"))
        app.expect_all_sent()


@pytest.fixture(scope="module")
def full(
    site: OfficerSite, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[App]:
    """Give the phone of a leader who is on duty, asked for something, and is asked."""
    folder = tmp_path_factory.mktemp("full")
    with phone(browser, site, folder / "other") as held:
        other = opened(held, "r-09")
        taker = str(officer_id(site, "R-07"))
        # The first that can be taken: which that is, the hour tells, and the tests before.
        told = (
            other.ask("PUT", f"swaps/{uuid4()}", swap_of(one, taker)).status
            for one in mine(other)["duties"]
            if one["swappable"]
        )
        assert 201 in told
    with phone(browser, site, folder / "phone") as held:
        app = opened(held, "r-07")
        for path, body in requests():
            assert app.ask("PUT", f"{path}/{uuid4()}", body).status == 201
        yield app


def swap_of(duty: dict[str, Any], taker: str) -> dict[str, Any]:
    """Return the offer of a duty for nothing in return."""
    offer = {"roster_id": duty["roster_id"], "day": duty["day"], "returned_day": None}
    return {**offer, "taker_id": taker}


def requests() -> list[tuple[str, dict[str, Any]]]:
    """Return leave and wishes of an officer, by their address."""
    leave = {"kind": "annual", "first_day": day(21).isoformat(), "last_day": day(23).isoformat()}
    sick = {"kind": "sick", "first_day": day(-1).isoformat(), "last_day": day(0).isoformat()}
    wish = {"day": day(25).isoformat(), "on": True, "shift": "夜", "weight": 5}
    return [("leaves", leave), ("leaves", sick), ("duty-wishes", wish)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_its_screens_fit(full: App, language: Language, scheme: Literal["light", "dark"]) -> None:
    app, page = full, full.page
    page.emulate_media(color_scheme=scheme)
    app.go("settings")
    page.get_by_role("radio", name={"zh": "中文", "en": "English"}[language]).click()
    app.language = language
    faults: list[str] = []

    def look(name: str) -> None:
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator(".spinner")).to_have_count(0, timeout=PATIENCE_MS)
        faults.extend(faults_of(page, f"roster-{name}-{language}-{scheme}"))

    app.go("")
    look("home")
    app.go("roster")
    expect(page.locator("table.month")).to_be_visible()
    look("month")
    page.locator("main").evaluate("main => main.scrollTo(0, 9999)")
    look("month-below")
    cell(app, day(5)).click()
    look("day")
    page.keyboard.press("Escape")
    for name in ("asks", "leave", f"wish/{day(14).isoformat()}", f"swap/{OFFERED.isoformat()}"):
        app.go(f"roster/{name}")
        look(name.partition("/")[0])
    assert not faults, "\n".join(faults)


def test_somebody_without_a_roster_is_told_so(
    site: OfficerSite, browser: Browser, tmp_path: Path
) -> None:
    with phone(browser, site, tmp_path / "phone") as held:
        app = opened(held, "r-01")
        expect(part(app, "roster.coming")).to_contain_text(app.words("roster.none_coming"))
        app.go("roster/swap/2022-11-12")
        expect(app.page.get_by_text(app.words("roster.not_swappable"))).to_be_visible()
        assert LEADER not in app.page.locator("main").inner_text()

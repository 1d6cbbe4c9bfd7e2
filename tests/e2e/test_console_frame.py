"""The console's frame: who gets in, which rooms they have, and what happens when it is cut off."""

import re
from collections.abc import Iterator, Mapping

import pytest
from console_page import NARROW, PATIENCE_MS, Desk, desk
from duty_world import Templates, served
from fitting import serious_faults
from officer_site import OfficerSite
from playwright.sync_api import Browser, expect

from geo_patrol.messages import text
from geo_patrol.roles import Role

pytestmark = pytest.mark.browser

PEOPLE: Mapping[str, tuple[str, Role, str | None]] = {
    "r-01": ("演示队长", "leader", "reservoir"),
    "r-02": ("演示内勤", "briefing", "reservoir"),
    "a-01": ("演示管理", "admin", None),
    "a-02": ("演示审计", "auditor", None),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, templates: Templates) -> Iterator[OfficerSite]:
    """Give a site with one person of each role of the office."""

    def add(made: OfficerSite) -> None:
        for badge_no, (name, role, squad) in PEOPLE.items():
            made.add_officer(name, badge_no, squad=squad, role=role)

    with served(tmp_path_factory.mktemp("console") / "site", templates, {}, prepared=add) as made:
        yield made


def rooms(opened: Desk) -> list[str]:
    """Return the rooms that somebody has, by their names."""
    links = opened.page.locator("nav.rail li a").all()
    return [str(one.get_attribute("href")).removeprefix("#/") for one in links]


@pytest.mark.parametrize(
    ("login", "has", "has_not"),
    [
        ("r-01", {"gaps", "live", "rosters", "briefings"}, {"people", "audit"}),
        ("r-02", {"gaps", "live", "briefings"}, {"people", "audit"}),
        ("a-01", {"people", "places"}, {"live", "incidents", "audit", "briefings"}),
        ("a-02", {"audit"}, {"live", "people", "gaps"}),
    ],
)
def test_each_role_has_its_rooms_and_no_others(
    site: OfficerSite, browser: Browser, login: str, has: set[str], has_not: set[str]
) -> None:
    with desk(browser, site, login) as opened:
        found = set(rooms(opened))
        assert has <= found
        assert not has_not & found
        assert "help" in found
        opened.go(min(has_not))
        opened.expect_said(opened.words("console.nothing_for_you"))


def test_what_was_open_is_open_again_after_the_log_in(site: OfficerSite, browser: Browser) -> None:
    with desk(browser, site, "r-01") as opened:
        opened.go("help")
        opened.context.clear_cookies()
        opened.page.goto("about:blank")
        opened.page.goto(f"{opened.address}#/help")
        opened.page.wait_for_url(re.compile(r"/\?next="))
        opened.sign_in("r-01")
        assert opened.page.url.endswith("#/help")


def test_a_console_that_is_cut_off_says_as_of_when_and_comes_back(
    site: OfficerSite, browser: Browser
) -> None:
    with desk(browser, site, "r-01") as opened:
        opened.go("gaps")
        away = opened.page.locator(".away")
        figures = opened.page.locator(".gap-figures .figure-value")
        expect(figures).to_have_count(4, timeout=PATIENCE_MS)
        site.line.up = False
        opened.go("incidents")
        expect(away).to_be_visible(timeout=PATIENCE_MS)
        # What was told of a room before is there again.
        opened.go("gaps")
        expect(figures).to_have_count(4, timeout=PATIENCE_MS)
        expect(away).to_be_visible()
        site.line.up = True
        expect(away).to_be_hidden(timeout=PATIENCE_MS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_frame_has_no_serious_fault_by_axe_and_fits(
    site: OfficerSite, browser: Browser, scheme: str
) -> None:
    with desk(browser, site, "r-01", size=NARROW, scheme=scheme) as opened:
        for room in rooms(opened):
            opened.go(room)
            assert serious_faults(opened.page, room) == []
            assert not opened.page.evaluate("document.documentElement.scrollWidth > innerWidth"), (
                room
            )


def test_language_and_theme_change_at_once_and_stay(site: OfficerSite, browser: Browser) -> None:
    with desk(browser, site, "r-01", language="en") as opened:
        expect(opened.page.locator("nav.rail")).to_contain_text(text("console.room_gaps", "en"))
        opened.button("console.theme_to_dark").click()
        opened.page.reload()
        expect(opened.page.locator("html")).to_have_attribute("data-theme", "dark")
        expect(opened.page.locator("nav.rail")).to_contain_text(text("console.room_gaps", "en"))


def test_who_comes_first_is_shown_round_once_and_can_leave_at_any_step(
    site: OfficerSite, browser: Browser
) -> None:
    with desk(browser, site, "r-01", is_first_day=True) as opened:
        card = opened.page.locator(".tour-card")
        offer = opened.page.locator(".tour-offer")
        expect(offer).to_contain_text(opened.words("console_help.tour_offer"))
        opened.button("console_help.tour_start").click()
        expect(offer).to_have_count(0)
        for room in ("gaps", "live", "incidents"):
            expect(card).to_contain_text(opened.words(f"console_help.step_{room}"))
            opened.page.wait_for_url(re.compile(f"#/{room}"))
            assert serious_faults(opened.page, f"tour at {room}") == []
            opened.button("console_help.tour_next").click()
        opened.button("console_help.tour_back").click()
        expect(card).to_contain_text(opened.words("console_help.step_incidents"))
        opened.page.keyboard.press("Escape")
        expect(card).to_have_count(0)
        opened.page.reload()
        expect(opened.page.locator(".page h1")).to_be_visible(timeout=PATIENCE_MS)
        expect(card).to_have_count(0)
        expect(offer).to_have_count(0)
        opened.go("help")
        opened.button("console_help.tour_start").click()
        expect(card).to_contain_text(opened.words("console_help.step_gaps"))


def test_rooms_are_opened_by_keys(site: OfficerSite, browser: Browser) -> None:
    with desk(browser, site, "r-01") as opened:
        second = rooms(opened)[1]
        opened.page.keyboard.press("Alt+2")
        opened.page.wait_for_url(f"**#/{second}*")
        opened.page.keyboard.press("Tab")
        assert opened.page.evaluate("document.activeElement !== document.body")

"""What falls due, on a leader's phone: loud, in days and hours, without a network, and seen."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta

import pytest
from due_world import EASY, LATE, SOON, Running, set_running
from duty_world import Templates, Words, served
from fitting import faults_of
from officer_app import App
from officer_site import ZONE, OfficerSite, phone
from playwright.sync_api import Browser, Locator, expect

from geo_patrol.messages import Language
from geo_patrol.store.engine import open_store
from geo_patrol.workflows.due import DIGEST_AT, tell_digest

pytestmark = pytest.mark.browser

OFFICER, LEADER = "演示甲", "演示队长"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, templates: Templates) -> Iterator[OfficerSite]:
    """Give a site with two officers and a leader."""
    people = {"R-07": OFFICER, "R-08": "演示乙", "R-01": LEADER}
    folder = tmp_path_factory.mktemp("due") / "site"
    with served(folder, templates, people, Words(), "R-01") as made:
        yield made


@pytest.fixture(scope="module")
def app(
    site: OfficerSite, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[App]:
    """Give the leader's phone."""
    with phone(browser, site, tmp_path_factory.mktemp("due") / "phone") as held:
        opened = App(held.page, site)
        opened.open()
        opened.log_in("r-01")
        opened.await_shift()
        yield opened


@pytest.fixture(scope="module")
def running(app: App) -> Running:
    """Give what has periods; the squad was told of it at the last hour that may tell."""
    found = set_running(app)
    now = datetime.now(ZONE)
    told_at = now if now.time() >= DIGEST_AT else now.replace(hour=23) - timedelta(days=1)
    app.site.stop()
    with closing(open_store(app.site.store_url, exclusive=True)) as store:
        assert tell_digest(store, ZONE, now=told_at) == 1
    app.site.start()
    return found


def look(app: App) -> None:
    """Take the phone out of the pocket: it asks for news at once."""
    app.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def cards(app: App, part: str) -> Locator:
    return app.page.get_by_role("region", name=app.words(part)).locator(".due-card")


def unseen(app: App) -> set[str]:
    items = app.ask("GET", "notices").body["items"]
    return {one["kind"] for one in items if not one["seen"]}


def test_the_days_digest_is_loud_until_its_list_was_opened(app: App, running: Running) -> None:
    app.page.reload()
    app.unlock(LEADER)
    banner = app.page.locator('button.banner[data-tone="bad"]')
    expect(banner).to_contain_text(app.words("due.n_overdue", n=1))
    expect(app.page.locator('.strip .count[data-tone="bad"]')).to_contain_text("1")
    assert "due" in unseen(app)
    banner.click()
    expect(app.page.get_by_role("heading", level=1)).to_have_text(app.words("due.title"))
    expect(cards(app, "due.overdue")).to_have_count(1)
    app.go("")
    expect(app.page.locator(".home-map")).to_be_visible()
    expect(banner).to_have_count(0)
    assert "due" not in unseen(app)


def test_the_overdue_come_first_with_days_and_hours(app: App, running: Running) -> None:
    app.go("due")
    expect(cards(app, "due.overdue")).to_contain_text([LATE])
    expect(cards(app, "due.overdue").locator(".due-left")).to_contain_text("已逾期")
    soon = cards(app, "due.soon")
    expect(soon.first).to_contain_text(SOON)
    expect(soon.first.locator(".due-left").first).to_contain_text("还有 4 小时")
    expect(soon.last).to_contain_text("案件")
    expect(cards(app, "due.later")).to_contain_text([EASY])
    order = app.page.locator(".due-card .strong").all_inner_texts()
    assert order.index(LATE) < order.index(SOON) < order.index(EASY)
    cards(app, "due.overdue").click()
    app.page.wait_for_url(f"**#/seizure/{running.late}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_list_fits(app: App, running: Running, language: Language, scheme: str) -> None:
    app.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    app.go("settings")
    app.page.get_by_role("radio", name={"zh": "中文", "en": "English"}[language]).click()
    app.language = language
    app.go("due")
    expect(cards(app, "due.overdue")).to_be_visible()
    faults = faults_of(app.page, f"due-{language}-{scheme}")
    cards(app, "due.soon").last.click()
    expect(app.page.get_by_role("dialog")).to_be_visible()
    faults += faults_of(app.page, f"due-case-{language}-{scheme}")
    app.page.keyboard.press("Escape")
    app.go("settings")
    app.page.get_by_role("radio", name="中文").click()
    app.language = "zh"
    assert not faults, "\n".join(faults)


def test_without_a_network_it_is_there_and_says_from_when(app: App, running: Running) -> None:
    app.go("due")
    expect(cards(app, "due.overdue")).to_be_visible()
    app.await_shell()
    app.site.line.up = False
    try:
        app.page.reload()
        app.unlock(LEADER)
        app.go("due")
        expect(cards(app, "due.overdue")).to_contain_text([LATE])
        expect(app.page.get_by_text(app.words("due.old"))).to_be_visible()
        cards(app, "due.soon").last.click()
        app.page.get_by_label(app.words("note")).fill("结案，罚款已缴")
        app.button("due.case_decided").click()
        case = cards(app, "due.soon").last
        expect(case).to_contain_text(app.words("due.unsent_here"))
        app.go("")
        app.go("due")
        expect(case).to_contain_text(app.words("due.unsent_here"))
    finally:
        app.site.line.up = True
    app.page.evaluate("dispatchEvent(new Event('online'))")
    app.expect_all_sent()
    expect(cards(app, "due.soon")).to_have_count(1)
    told = app.ask("GET", "due").body["items"]
    assert str(running.case) not in {one["subject"]["id"] for one in told}


def test_notices_are_seen_where_their_subjects_are_shown(app: App, running: Running) -> None:
    look(app)
    app.go("")
    expect(app.page.get_by_text(Words().handover)).to_be_visible()
    for screen, shown in (("tasks", Words().task), ("alerts", Words().alert_note)):
        app.go(screen)
        expect(app.page.get_by_text(shown)).to_be_visible()
    app.page.wait_for_function(
        """async () => {
            const { items } = await (await fetch("/api/v1/notices")).json();
            return items.length >= 3 && items.every(({ seen }) => seen);
        }"""
    )

"""Operations on the desk: planned, counted and closed; and what the cameras are worth."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Literal
from uuid import uuid4

import pytest
from console_page import NARROW, PATIENCE_MS, WIDE, Desk, desk
from duty_world import Templates, served
from fitting import keep_picture, serious_faults
from officer_site import ON_THE_WATER, PASSWORD, OfficerSite
from playwright.sync_api import Browser, Locator, expect
from records_world import BRIEFING, LEADER, OFFICERS, Typed, add_people, incident_body, send

from geo_patrol.cameras.precision import wilson
from geo_patrol.field.records import AlertAnswer, AlertResult, CameraAlert
from geo_patrol.messages import Language
from geo_patrol.store.engine import open_store
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.camera_alerts import put_alert, put_alert_answer

pytestmark = pytest.mark.browser

CAMERA = "CAM-12"
RESULTS: tuple[AlertResult | None, ...] = ("true", "true", "false", "false", "false", None)
NAME = "十月禁捕行动"
ROOMS = ("list", "transfers", "cameras", "alerts", "precision", "reviews")


def raise_alerts(site: OfficerSite) -> None:
    """Have a camera tell of people at the shore, six times; five were looked at."""
    lon, lat = ON_THE_WATER["longitude"], ON_THE_WATER["latitude"]
    with closing(open_store(site.store_url, exclusive=True)) as store:
        for n, result in enumerate(RESULTS):
            at = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=30 - 3 * n)
            alert = CameraAlert(uuid4(), CAMERA, at, "person", lon, lat)
            put_alert(store, SYSTEM, alert, "reservoir", now=at)
            if result is not None:
                after = at + timedelta(minutes=10)
                answer = AlertAnswer(uuid4(), alert.id, after, result)
                put_alert_answer(store, SYSTEM, answer, now=after)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, templates: Templates) -> Iterator[OfficerSite]:
    """Give a site with a squad, and a camera that told of something."""

    def prepared(made: OfficerSite) -> None:
        add_people(made)
        raise_alerts(made)

    folder = tmp_path_factory.mktemp("operations") / "site"
    with served(folder, templates, {}, prepared=prepared) as made:
        yield made


def local(hours: float) -> str:
    """Return a moment so many hours from now, as a field of the squad's local time has it."""
    return (datetime.now(UTC) + timedelta(hours=8 + hours)).strftime("%Y-%m-%dT%H:%M")


def figure(opened: Desk, key: str) -> Locator:
    words = opened.page.get_by_text(opened.words(key), exact=True)
    return opened.page.locator(".figure").filter(has=words).locator(".figure-value")


def press(opened: Desk, key: str, within: str = "body") -> None:
    name = opened.words(key)
    opened.page.locator(within).get_by_role("button", name=name, exact=True).last.click()


def log_incident(opened: Desk) -> str:
    """Log an incident of the campaign, now, as the officers' app does; return its id."""
    incident = str(uuid4())
    body = {**incident_body(Typed(), 0.001, "netting"), "source": "campaign", "persons": []}
    send(opened, "PUT", f"incidents/{incident}", body)
    return incident


def test_what_was_typed_is_there_when_the_session_ended_and_one_signs_in_again(
    site: OfficerSite, browser: Browser
) -> None:
    with desk(browser, site, LEADER.lower()) as opened:
        page = opened.page
        opened.go("operations")
        press(opened, "console_operations.plan")
        dialog = page.get_by_role("dialog")
        name = dialog.get_by_label(opened.words("console_operations.name"))
        name.fill("写了一半的行动")
        # Over already: incidents of today belong to that of the next test.
        dialog.get_by_label(opened.words("console_operations.start")).fill(local(-50))
        dialog.get_by_label(opened.words("console_operations.end")).fill(local(-48))
        dialog.locator(".chip").first.click()
        opened.context.clear_cookies()
        press(opened, "console_operations.save", "[role=dialog]")
        cover = page.locator(".signed-out")
        expect(cover).to_be_visible(timeout=PATIENCE_MS)
        # Who passes by reads nothing, and opens no other room.
        expect(page.locator(".page h1")).to_be_hidden()
        page.keyboard.press("Alt+1")
        keep_picture(page, "signed-out")
        assert serious_faults(page, "signed out") == []
        login = cover.get_by_label(opened.words("console.login_name"))
        password = cover.get_by_label(opened.words("console.password"))
        for typed in ("not the one", PASSWORD):
            login.fill(LEADER.lower())
            password.fill(typed)
            opened.button("console.log_in").click()
            if typed != PASSWORD:
                expect(cover.get_by_role("alert")).to_be_visible(timeout=PATIENCE_MS)
        expect(cover).to_have_count(0, timeout=PATIENCE_MS)
        expect(name).to_have_value("写了一半的行动")
        press(opened, "console_operations.save", "[role=dialog]")
        expect(page.locator(".operation-view")).to_contain_text("写了一半", timeout=PATIENCE_MS)

        # Somebody else signs in, in another tab: nothing is written in their name from here.
        other = Desk(opened.context.new_page(), opened.context, site)
        other.page.goto(other.address)
        other.button("console.log_out").click()
        expect(other.page.locator("form[action='/login']")).to_be_visible(timeout=PATIENCE_MS)
        other.sign_in(BRIEFING.lower())
        page.bring_to_front()
        page.evaluate("dispatchEvent(new Event('focus'))")
        # Not by `go`, which waits for the room: the cover may be there before it.
        page.evaluate("location.hash = '#/incidents'")
        expect(cover).to_contain_text("演示队长", timeout=PATIENCE_MS)


def test_an_operation_is_planned_counted_from_its_records_and_closed(
    site: OfficerSite, browser: Browser
) -> None:
    with (
        desk(browser, site, LEADER.lower()) as leader,
        desk(browser, site, OFFICERS[0].lower()) as officer,
    ):
        leader.go("operations")
        press(leader, "console_operations.plan")
        dialog = leader.page.get_by_role("dialog")
        dialog.get_by_label(leader.words("console_operations.name")).fill(f"{NAME}<b>")
        dialog.get_by_label(leader.words("console_operations.start")).fill(local(-2))
        dialog.get_by_label(leader.words("console_operations.end")).fill(local(6))
        dialog.locator(".chip").first.click()
        dialog.get_by_role("combobox").select_option(value="agriculture")
        dialog.get_by_role("spinbutton").first.fill("6")
        keep_picture(leader.page, "operations-plan")
        press(leader, "console_operations.save", "[role=dialog]")
        view = leader.page.locator(".operation-view")
        expect(view).to_contain_text(f"{NAME}<b>", timeout=PATIENCE_MS)
        expect(view).to_contain_text(leader.words("console_operations.running"))
        expect(figure(leader, "console_operations.joined")).to_have_text("6")
        expect(figure(leader, "console_operations.n_incidents")).to_have_text("0")

        incident = log_incident(officer)
        leader.page.reload()
        expect(figure(leader, "console_operations.n_incidents")).to_have_text(
            "1", timeout=PATIENCE_MS
        )
        expect(figure(leader, "console_operations.nets")).to_have_text("2")
        shift = view.get_by_role("combobox")
        shift.select_option(index=1)
        view.get_by_role("button", name=leader.words("console_operations.link")).click()
        linked = leader.words("console_operations.duty_of_it", shifts=1, patrols=0, tasks=0)
        expect(view).to_contain_text(linked, timeout=PATIENCE_MS)

        report = view.get_by_role("link", name=leader.words("console_operations.report"))
        told = leader.page.evaluate(
            "async (path) => (await (await fetch(path)).text()).slice(0, 4)",
            report.get_attribute("href"),
        )
        assert told == "%PDF"

        press(leader, "console_operations.close", ".operation-view")
        dialog.get_by_role("textbox").last.fill("按计划完成")
        press(leader, "console_operations.close", "[role=dialog]")
        expect(view).to_contain_text("按计划完成", timeout=PATIENCE_MS)
        undo = leader.page.get_by_role("button", name=leader.words("console.undo"))
        undo.click()
        expect(view).to_contain_text(
            leader.words("console_operations.running"), timeout=PATIENCE_MS
        )
        hand_on(leader, incident)


def hand_on(leader: Desk, incident: str) -> None:
    """Hand the operation's incident on, and have it signed for."""
    leader.page.locator(f'a[href="#/operations/transfers/{incident}"]').click()
    dialog = leader.page.get_by_role("dialog")
    dialog.get_by_role("combobox").select_option(value="public_security")
    dialog.get_by_role("textbox").last.fill("涉嫌犯罪，依法移送")
    press(leader, "console_operations.hand_on", "[role=dialog]")
    press(leader, "console_operations.note_receipt")
    dialog.get_by_role("textbox").first.fill("派出所值班民警")
    press(leader, "console_operations.note_receipt", "[role=dialog]")
    expect(dialog).to_be_hidden(timeout=PATIENCE_MS)
    expect(leader.page.locator('.tag[data-tone="ok"]')).to_be_visible(timeout=PATIENCE_MS)
    expect(leader.button("console_operations.letter")).to_be_visible()


def test_cameras_tell_how_often_they_were_right_and_how_sure_that_is(
    site: OfficerSite, browser: Browser
) -> None:
    interval = wilson(2, 5)
    assert interval is not None
    low, high = interval
    with desk(browser, site, LEADER.lower()) as opened:
        opened.go("operations", "precision")
        row = opened.page.locator(".precision tbody tr", has_text=CAMERA)
        expect(row).to_contain_text("40%", timeout=PATIENCE_MS)
        expect(row).to_contain_text(f"{low:.0%}–{high:.0%} · 2/5")
        expect(figure(opened, "console_operations.n_open")).to_have_text("1")
        opened.page.get_by_role("radio", name=opened.words("console_operations.by_kind")).click()
        expect(opened.page.locator(".precision tbody tr")).to_contain_text(
            "person", timeout=PATIENCE_MS
        )
        opened.go("operations", "alerts")
        unanswered = opened.words("console_operations.unanswered")
        opened.page.get_by_role("radio", name=unanswered).click()
        expect(opened.page.locator(".table tbody tr")).to_have_count(1, timeout=PATIENCE_MS)


@pytest.mark.parametrize(
    ("login", "size", "language", "scheme"),
    [(LEADER, WIDE, "zh", "light"), (BRIEFING, NARROW, "en", "dark")],
)
def test_operations_fit_and_have_no_serious_fault_by_axe(
    site: OfficerSite,
    browser: Browser,
    login: str,
    size: tuple[int, int],
    language: Language,
    scheme: Literal["light", "dark"],
) -> None:
    with desk(browser, site, login.lower(), size=size, language=language, scheme=scheme) as opened:
        for room in ROOMS:
            opened.go("operations", room)
            if room == "list":
                rows = opened.page.locator(".operations-list .cell-link")
                rows.or_(opened.page.locator(".operations-list .empty")).first.wait_for(
                    timeout=PATIENCE_MS
                )
                if rows.count():
                    rows.first.click()
            expect(opened.page.locator(".spinner")).to_have_count(0, timeout=PATIENCE_MS)
            if room == "cameras":
                expect(opened.page.locator(".map canvas")).to_be_visible(timeout=PATIENCE_MS)
            keep_picture(opened.page, f"operations-{room}-{size[0]}-{language}-{scheme}")
            assert serious_faults(opened.page, room) == []
            assert not opened.page.evaluate("document.documentElement.scrollWidth > innerWidth")
            said = opened.page.locator("main").inner_text()
            assert login != BRIEFING or "演示甲" not in said

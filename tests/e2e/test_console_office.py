"""The office at its desk: briefings made and taken, accounts kept, the audit verified."""

import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from console_page import NARROW, PATIENCE_MS, WIDE, Desk, desk
from duty_world import AREA, Templates, served
from fitting import keep_picture, serious_faults
from officer_site import ZONE, OfficerSite
from playwright.sync_api import Browser, Download, Error, Locator, Page, expect
from sqlalchemy.engine import make_url

from geo_patrol.patrols import Patrol, Shift
from geo_patrol.roles import Role
from geo_patrol.store.engine import open_store
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.records import put_patrol, put_shift

pytestmark = pytest.mark.browser

PEOPLE: Mapping[str, tuple[str, Role, str | None]] = {
    "r-01": ("演示队长", "leader", "reservoir"),
    "r-02": ("演示内勤", "briefing", "reservoir"),
    "a-01": ("演示管理", "admin", None),
    "a-02": ("演示审计", "auditor", None),
}
EARLY = datetime(2022, 10, 3, 8, tzinfo=ZONE)
MAKING_MS = 180_000
"""A briefing takes a minute on a busy machine."""
NEW_PASSWORD = "水库 quiet heron 47 岸线"  # noqa: S105


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, templates: Templates) -> Iterator[OfficerSite]:
    """Give a site with one person of each role of the office."""

    def add(made: OfficerSite) -> None:
        for badge_no, (name, role, squad) in PEOPLE.items():
            made.add_officer(name, badge_no, squad=squad, role=role)
        add_patrol(made)

    with served(tmp_path_factory.mktemp("office") / "site", templates, {}, prepared=add) as made:
        # The line waits for whole answers: what is told as it happens has to go past it.
        made.line.port = made.line.to
        yield made


def add_patrol(site: OfficerSite) -> None:
    """Add a patrol of an October long ago: a month that there is something to say of."""
    shift = Shift(uuid4(), "reservoir", "early", EARLY, EARLY + timedelta(hours=8))
    end = EARLY + timedelta(hours=3)
    patrol = Patrol(uuid4(), shift.id, AREA, "boat", EARLY, end, ())
    with closing(open_store(site.store_url, exclusive=True)) as store:
        put_shift(store, SYSTEM, shift, now=end)
        put_patrol(store, SYSTEM, patrol, now=end, zone=ZONE)


def content_of(taken: Download) -> bytes:
    """Return what was downloaded."""
    return Path(str(taken.path())).read_bytes()


def dialog(opened: Desk) -> Locator:
    """Return the question that lies over the room."""
    return opened.page.get_by_role("dialog")


def field(at: Locator | Page, label: str) -> Locator:
    """Return a field by its label."""
    return at.get_by_label(label, exact=True)


def order_small_briefing(opened: Desk) -> None:
    """Ask for the last month with patrols, of one area, as pictures and paper only."""
    opened.go("briefings")
    opened.page.get_by_role("button", name="长诏水库").click()
    opened.button("console_briefings.only_pdf").click()
    opened.page.get_by_role("button", name=re.compile("^制作：")).click()


def test_briefing_staff_have_a_briefing_made_look_at_it_and_take_it(
    site: OfficerSite, browser: Browser
) -> None:
    with desk(browser, site, "r-02") as opened:
        page = opened.page
        order_small_briefing(opened)
        expect(page.get_by_role("progressbar")).to_be_visible(timeout=MAKING_MS)
        keep_picture(page, "briefing-underway")
        expect(page.locator(".brief-title")).to_be_visible(timeout=MAKING_MS)
        expect(page.locator(".brief-page")).to_contain_text("长诏水库")
        keep_picture(page, "briefing-preview")
        picture = page.locator(".brief-map img").first
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True, timeout=PATIENCE_MS)
        assert picture.evaluate("(one) => one.naturalWidth") > 1000
        page.locator(".explained", has_text="达标率").first.focus()
        expect(page.get_by_role("tooltip")).to_contain_text("应到时段")
        with page.expect_download() as taking:
            page.get_by_role("link", name=re.compile("^全部下载")).click()
        with zipfile.ZipFile(io.BytesIO(content_of(taking.value))) as packed:
            names = packed.namelist()
        assert "README.txt" in names
        assert any(re.fullmatch(r"bulletin-[0-9-]+-zh\.pdf", one) for one in names)
        opened.button("console_briefings.to_all").click()
        row = page.locator("tbody tr").first
        expect(row).to_contain_text(opened.words("console_briefings.state_done"))
        expect(row).to_contain_text(opened.words("console_briefings.by_me"))
        assert "演示队长" not in page.locator("body").inner_text()


def test_a_briefing_that_is_stopped_leaves_nothing_and_can_be_made_again(
    site: OfficerSite, browser: Browser
) -> None:
    with desk(browser, site, "r-01") as opened:
        order_small_briefing(opened)
        stop = opened.button("console_briefings.stop")
        stop.click()
        opened.button("ui.press_again", what=opened.words("console_briefings.stop")).click()
        expect(opened.page.locator(".brief-told")).to_have_text(
            opened.words("console_briefings.stopped"), timeout=PATIENCE_MS
        )
        first = opened.page.url
        opened.button("console_briefings.make_again").click()
        expect(opened.page.get_by_role("progressbar")).to_be_visible(timeout=PATIENCE_MS)
        assert opened.page.url != first
        opened.button("console_briefings.stop").click()
        opened.button("ui.press_again", what=opened.words("console_briefings.stop")).click()
        opened.expect_said(opened.words("console_briefings.stopped"))


def test_one_map_is_drawn_and_taken_as_a_file(site: OfficerSite, browser: Browser) -> None:
    with desk(browser, site, "r-02") as opened:
        page = opened.page
        opened.go("briefings", "maps")
        expect(page.locator(".brief-sheet img")).to_be_visible(timeout=MAKING_MS)
        page.get_by_role("radio", name="SVG").click()
        with page.expect_download(timeout=MAKING_MS) as taking:
            opened.button("console_briefings.download_sheet", form="SVG").click()
        assert b"<svg" in content_of(taking.value)
        with page.context.expect_page() as opening:
            opened.button("console_briefings.open_map").click()
        shown = opening.value
        shown.wait_for_load_state()
        assert "长诏" in shown.content()
        shown.close()


def sign_in_first(newcomer: Desk, login: str, password: str) -> None:
    """Sign in with a password from somebody else."""
    newcomer.page.goto(newcomer.address)
    newcomer.page.locator("input[name=login]").fill(login)
    newcomer.page.locator("input[name=password]").fill(password)
    newcomer.page.locator("form[action='/login'] [type=submit]").click()


def test_an_administrator_makes_an_account_and_closes_it_again(
    site: OfficerSite, browser: Browser
) -> None:
    with desk(browser, site, "a-01") as opened, desk(browser, site) as newcomer:
        page = opened.page
        opened.go("people")
        opened.button("console_people.new_person").click()
        asked = dialog(opened)
        field(asked, opened.words("console_people.name")).fill("<b>新人</b>")
        field(asked, opened.words("console_people.login")).fill("r-01")
        field(asked, opened.words("console_people.badge")).fill("K-77")
        field(asked, opened.words("console_people.squad")).select_option("reservoir")
        field(asked, opened.words("console_people.role")).select_option("leader")
        save = opened.words("console_people.save_new")
        asked.get_by_role("button", name=save).click()
        expect(asked.get_by_role("alert")).to_have_text(
            opened.words("accounts.login_taken", login="r-01")
        )
        login = field(asked, opened.words("console_people.login"))
        expect(login).to_have_attribute("aria-invalid", "true")
        login.fill("new-77")
        asked.get_by_role("button", name=save).click()
        expect(asked).to_contain_text(opened.words("console_people.shown_once"))
        password = asked.locator("code").nth(1).inner_text()
        keep_picture(page, "people-password")
        asked.get_by_role("button", name=opened.words("console.close")).click()

        sign_in_first(newcomer, "new-77", password)
        newcomer.page.wait_for_url("**/account*")
        newcomer.page.locator("input[name=current]").fill(password)
        newcomer.page.locator("input[name=new]").fill(NEW_PASSWORD)
        newcomer.page.locator("input[name=again]").fill(NEW_PASSWORD)
        newcomer.page.locator("form[action='/account/password'] [type=submit]").click()
        newcomer.page.goto(newcomer.address)
        expect(newcomer.page.locator(".rail-who")).to_have_text("<b>新人</b>")

        opened.button("console_people.close_account").click()
        close = opened.words("console_people.close_account")
        dialog(opened).get_by_role("button", name=close, exact=True).click()
        expect(page.locator(".split-side .tag")).to_have_text(opened.words("console_people.closed"))
        with suppress(Error):  # It may be on its way there already.
            newcomer.page.goto(newcomer.address)
        log_in = newcomer.page.locator("form[action='/login']")
        expect(log_in).to_be_visible(timeout=PATIENCE_MS)
        sign_in_first(newcomer, "new-77", NEW_PASSWORD)
        expect(log_in.get_by_role("alert")).to_be_visible()

        page.get_by_role("button", name=opened.words("console_people.undo")).click()
        expect(page.locator(".split-side .tag")).to_have_text(
            opened.words("console_people.can_sign_in")
        )


def test_a_device_s_token_is_shown_once_and_taken_back(site: OfficerSite, browser: Browser) -> None:
    with desk(browser, site, "a-01") as opened:
        page = opened.page
        opened.go("people", "devices")
        opened.button("console_people.new_device").click()
        asked = dialog(opened)
        field(asked, opened.words("console_people.device")).fill("巡查艇 1 号")
        asked.get_by_role("button", name=opened.words("console_people.save")).click()
        opened.button("console_people.give_token").click()
        token = asked.locator("code").first.inner_text()
        expect(asked.locator("code").nth(1)).to_have_text(f"{site.origin}/ingest/{token}")
        asked.get_by_role("button", name=opened.words("console.close")).click()
        assert token not in page.content()
        opened.button("console_people.revoke_token").click()
        revoke = opened.words("console_people.revoke_token")
        asked.get_by_role("button", name=revoke).click()
        expect(page.locator(".split-side .tag")).to_have_text(
            opened.words("console_people.token_revoked")
        )


def tamper(site: OfficerSite, *statements: str) -> None:
    """Change the store's file past the program, its guards lifted and put back."""
    path = str(make_url(site.store_url).database)
    with closing(sqlite3.connect(path, timeout=20)) as store:
        guards = store.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%audit_log%'"
        ).fetchall()
        for name, _ in guards:
            store.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            store.execute(statement)
        for _, made in guards:
            store.execute(made)
        store.commit()


def verified(opened: Desk) -> Locator:
    """Have everything verified; return what is told of it."""
    opened.go("audit", "verify")
    opened.button("console_audit.start").click()
    result = opened.page.locator(".audit-result")
    expect(result).to_be_visible(timeout=PATIENCE_MS)
    return result


def test_an_auditor_verifies_takes_the_anchor_and_is_told_of_tampering(
    site: OfficerSite, browser: Browser
) -> None:
    with desk(browser, site, "a-02") as opened:
        page = opened.page
        expect(verified(opened)).to_contain_text(opened.words("console_audit.sound"))

        opened.go("audit", "anchor")
        with page.expect_download() as taking:
            opened.button("console_audit.download").click()
        kept = content_of(taking.value)
        heads = {one["chain"]: one["seq"] for one in json.loads(kept)["heads"]}
        assert heads["reservoir"] > 2

        opened.go("audit")
        page.get_by_role("radio", name=opened.words("console_audit.chain_reservoir")).click()
        kind = page.get_by_label(opened.words("console_audit.object"), exact=True)
        kind.select_option("shift")
        expect(page.locator("tbody tr")).to_have_count(2)
        page.locator("tbody .cell-link").first.click()
        opened.button("console_audit.whole_record").click()
        expect(page.locator("h1")).to_contain_text(opened.words("console_audit.kind_shift"))
        expect(page.locator(".audit-facts").first).to_contain_text("shift/")

        last = heads["reservoir"]
        tamper(
            site,
            "UPDATE audit_log SET actor = 'officer/x' WHERE chain = 'reservoir' AND seq = 2",
            f"DELETE FROM audit_log WHERE chain = 'reservoir' AND seq = {last}",
            "UPDATE shifts SET note = 'x' WHERE kind = 'early'",
        )
        told = verified(opened)
        expect(told.get_by_role("alert")).to_contain_text(opened.words("console_audit.broken_do"))
        reservoir = told.locator("tr", has_text=opened.words("console_audit.chain_reservoir"))
        why = opened.words("audit.edited")
        expect(reservoir).to_contain_text(opened.words("console_audit.broken_at", seq=2, why=why))
        expect(reservoir).to_contain_text("完好，到第 1 条")
        expect(told).to_contain_text(opened.words("audit.record_altered"))
        keep_picture(page, "audit-broken")

        opened.go("audit", "anchor")
        page.locator("input[type=file]").set_input_files(
            {"name": "anchor.json", "mimeType": "application/json", "buffer": kept}
        )
        cut = page.locator(".audit-compared li", has_text="库区")
        expect(cut).to_contain_text(opened.words("console_audit.cut_off"))
        opened.expect_said(opened.words("console_audit.compare_bad"))
        keep_picture(page, "audit-cut-off")


ROOMS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "r-02": (("briefings",), ("briefings", "maps")),
    "a-01": (("people",), ("people", "devices")),
    "a-02": (("audit",), ("audit", "verify"), ("audit", "anchor")),
}


@pytest.mark.parametrize("login", ROOMS)
def test_the_office_s_rooms_have_no_serious_fault_by_axe_and_fit(
    site: OfficerSite, browser: Browser, login: str
) -> None:
    with desk(browser, site, login) as opened:
        page = opened.page
        for language in ("zh", "en"):
            opened.language = language
            if language == "en":
                page.get_by_role("button", name="English").click()
            for size, scheme in ((WIDE, "light"), (NARROW, "dark")):
                page.set_viewport_size({"width": size[0], "height": size[1]})
                dark = page.locator("html").get_attribute("data-theme") == "dark"
                if dark != (scheme == "dark"):
                    to = "console.theme_to_dark" if scheme == "dark" else "console.theme_to_light"
                    opened.button(to).click()
                for parts in ROOMS[login]:
                    opened.go(*parts)
                    expect(page.locator(".split-main .spinner")).to_have_count(0, timeout=MAKING_MS)
                    name = f"{'-'.join(parts)}-{language}-{size[0]}-{scheme}"
                    keep_picture(page, name)
                    assert serious_faults(page, name) == []
                    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name

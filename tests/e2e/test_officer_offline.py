"""The app without a network: installed, opened again, and a whole night's work."""

import re
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from lossy_line import BAD, GOOD
from officer_app import App
from officer_site import OfficerSite, phone
from PIL import Image
from playwright.sync_api import Browser, expect
from sqlalchemy import func, select

from geo_patrol.store.engine import open_store
from geo_patrol.store.tables import EvidenceRow, IncidentRow, LawDecisionRow, PatrolRow

RECORDS, PHOTOS = 40, 10
CATEGORIES = ("angling", "swimming", "dumping", "boating")


def test_it_is_installed_over_tls_and_opens_without_a_network(
    site: OfficerSite, browser: Browser, tmp_path: Path
) -> None:
    with phone(browser, site, tmp_path / "phone") as held:
        app = App(held.page, site)
        app.open()
        app.log_in("r-07")
        page = held.page
        assert page.evaluate("isSecureContext")
        app.await_shift()
        manifest = page.locator('link[rel="manifest"]').get_attribute("href")
        assert manifest is not None
        told = page.evaluate("address => fetch(address).then(one => one.json())", manifest)
        assert told["display"] == "standalone"
        assert {"192x192", "512x512"} <= {icon["sizes"] for icon in told["icons"]}
        heading = page.get_by_role("heading", level=1)
        shift = heading.inner_text()
        site.line.up = False
        page.reload()
        app.unlock("演示甲")
        expect(heading).to_have_text(shift)


def test_a_whole_night_without_a_network_arrives_exactly_once(
    site: OfficerSite, browser: Browser, tmp_path: Path
) -> None:
    photos = [write_photo(tmp_path / f"{number}.jpg", number) for number in range(PHOTOS)]
    with phone(browser, site, tmp_path / "phone") as held:
        app = App(held.page, site)
        app.open()
        app.log_in("r-07")
        app.await_shift()
        site.line.up = False
        app.start_patrol()
        for number in range(RECORDS):
            category = CATEGORIES[number % len(CATEGORIES)]
            app.log_incident(category, photos[number : number + 1])
        shown_as_saved = app.unsent()
        assert shown_as_saved >= RECORDS + PHOTOS
        app.begin_incident()
        # The battery ends while it is being saved: this one is there or is not, all others are.
        app.save_button.click(no_wait_after=True)
        held.kill()
    assert stored(site) == Stored(incidents=0, patrols=0, photos=0)

    with phone(browser, site, tmp_path / "phone") as held:
        app = App(held.page, site)
        app.open()
        app.unlock("演示甲")
        expect(app.pill).to_contain_text(re.compile(r"\d"))
        kept = app.unsent()
        assert shown_as_saved <= kept <= shown_as_saved + 2
        site.line.fates = BAD
        site.line.up = True
        held.page.evaluate("dispatchEvent(new Event('online'))")
        app.expect_all_sent()
        site.line.fates = GOOD
    found = stored(site)
    assert found.patrols == 1
    assert found.photos == PHOTOS
    assert RECORDS <= found.incidents <= RECORDS + 1
    assert site.line.seen["answer lost"] > 0 and site.line.seen["answered 503"] > 0
    site.stop()
    # It answers with an error where anything is not as it was accepted.
    site.command("audit", "verify", "--evidence")


def test_the_law_is_told_without_a_network_and_what_was_decided_arrives(
    site: OfficerSite, browser: Browser, tmp_path: Path
) -> None:
    with phone(browser, site, tmp_path / "phone") as held:
        app, page = App(held.page, site), held.page
        app.open()
        with page.expect_response("**/api/v1/my/law"):
            app.log_in("r-07")
        app.await_shift()
        site.line.up = False
        page.reload()
        app.unlock("演示甲")
        app.begin_incident("netting")
        note = page.get_by_role("region", name=app.words("law"))
        expect(note).to_contain_text("《渔业法》")
        expect(note).to_contain_text(app.words("zone_first"))
        expect(note).to_contain_text(app.words("law_unverified"))
        note.get_by_role("button").click()
        for done in ("law_did_order", "law_did_seize"):
            note.get_by_role("button", name=app.words(done), exact=True).click()
        expect(note).to_contain_text(app.words("law_is_decided", what="责令停止、暂扣器具"))
        app.save_button.click()
        expect(app.pill).to_contain_text("2")
        site.line.up = True
        page.evaluate("dispatchEvent(new Event('online'))")
        app.expect_all_sent()
        asked = app.ask("GET", "law/applicable?zone=first&act=banned_gear")
    with closing(open_store(site.store_url)) as store, store.reader() as session:
        decided = session.scalars(select(LawDecisionRow)).one()
        incident_id = session.scalars(select(IncidentRow.id)).one()
    assert (decided.incident_id, decided.decision) == (incident_id, "责令停止、暂扣器具")
    assert (decided.edition, decided.flags) == (asked.body["edition"], [])
    [answer] = asked.body["acts"][0]["answers"]
    assert {one["rule"]["id"] for one in answer["applies"]} <= set(decided.rules)
    assert "law.zone_not_approved" in decided.remarks


@dataclass(frozen=True)
class Stored:
    """How much of each kind a store has, all versions of it being the first."""

    incidents: int
    patrols: int
    photos: int


def stored(site: OfficerSite) -> Stored:
    with closing(open_store(site.store_url)) as store, store.reader() as session:
        counts = [
            session.scalar(select(func.count()).select_from(table)) or 0
            for table in (IncidentRow, PatrolRow, EvidenceRow)
        ]
    return Stored(*counts)


def write_photo(path: Path, number: int) -> Path:
    """Write a photo like no other."""
    image = Image.new("RGB", (1600, 1200), (30 + 8 * number, 90, 140))
    image.save(path, "JPEG")
    return path

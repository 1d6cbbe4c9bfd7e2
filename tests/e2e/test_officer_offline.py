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
from geo_patrol.store.tables import EvidenceRow, IncidentRow, PatrolRow

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

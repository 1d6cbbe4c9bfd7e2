"""Draw the README's pictures of the officers' app: the demo, served, photographed in Chromium.

python scripts/officer_pictures.py        writes docs/pictures/officer-*.png
"""

import re
import sys
from typing import Any

from demo_site import FOLDER, DemoSite, photographed
from playwright.sync_api import Page

from geo_patrol.messages import text

PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "locale": "zh-CN",
    "timezone_id": "Asia/Shanghai",
    "geolocation": {"latitude": 29.4219, "longitude": 121.0121, "accuracy": 6},
    "permissions": ["geolocation"],
}
PIN = "271828"


def main() -> int:
    """Serve the demo, log in as an officer, photograph three screens."""
    with photographed(PHONE) as (page, site):
        _log_in(page, site)
        _photograph(page)
    return 0


def _word(key: str) -> str:
    return text(f"officer.{key}", "zh")


def _log_in(page: Page, site: DemoSite) -> None:
    officer = site.account("reservoir", "officer")
    page.goto(f"{site.address}officer/")
    page.get_by_label(_word("login_name")).fill(officer.login)
    page.get_by_label(_word("password")).fill(officer.password)
    page.get_by_role("button", name=_word("log_in"), exact=True).click()
    page.get_by_label(_word("pin_new")).fill(PIN)
    page.get_by_label(_word("pin_again")).fill(PIN)
    page.get_by_role("button", name=_word("pin_set"), exact=True).click()
    page.locator("a.pill").wait_for()


def _photograph(page: Page) -> None:
    page.locator(".map-note").filter(has_text="20").wait_for()
    page.wait_for_timeout(1500)
    page.screenshot(path=FOLDER / "officer-home.png")
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(800)
    page.screenshot(path=FOLDER / "officer-home-night.png")
    page.emulate_media(color_scheme="light")
    page.evaluate("location.hash = '#/incident'")
    page.get_by_role("radio").first.click()
    page.get_by_role("button", name=re.compile(f"^{_word('save')} ·")).wait_for()
    page.screenshot(path=FOLDER / "officer-incident.png")


if __name__ == "__main__":
    sys.exit(main())

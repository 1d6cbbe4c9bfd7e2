"""Draw the pictures of the console: the demo, served, photographed in Chromium.

python scripts/console_pictures.py        writes docs/pictures/console-*.png
"""

import sys
from typing import Any

from demo_site import FOLDER, DemoSite, photographed
from playwright.sync_api import Page

DESK: dict[str, Any] = {
    "viewport": {"width": 1440, "height": 900},
    "locale": "zh-CN",
    "timezone_id": "Asia/Shanghai",
}
ROOMS = ("gaps", "live", "rosters")
DRAWN_MS = 4000


def main() -> int:
    """Serve the demo, sign in as a leader, photograph the rooms."""
    with photographed(DESK) as (page, site):
        page.add_init_script("localStorage.setItem('geo-patrol-tour', 'seen')")
        _sign_in(page, site)
        for room in ROOMS:
            page.evaluate("(room) => { location.hash = `#/${room}`; }", room)
            page.wait_for_timeout(DRAWN_MS)
            page.screenshot(path=FOLDER / f"console-{room}.png")
    return 0


def _sign_in(page: Page, site: DemoSite) -> None:
    leader = site.account("reservoir", "leader")
    page.goto(f"{site.address}?next=/console/")
    page.locator("input[name=login]").fill(leader.login)
    page.locator("input[name=password]").fill(leader.password)
    page.locator("form[action='/login'] [type=submit]").click()
    page.locator("nav.rail").wait_for()


if __name__ == "__main__":
    sys.exit(main())

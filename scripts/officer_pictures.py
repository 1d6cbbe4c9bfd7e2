"""Draw the README's pictures of the officers' app: the demo, served, photographed in Chromium.

python scripts/officer_pictures.py        writes docs/pictures/officer-*.png
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from geo_patrol.messages import text

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "pictures"
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
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
STARTUP_S = 300


def main() -> int:
    """Serve the demo, log in as an officer, photograph three screens."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("no chromium: run scripts/system-packages.sh", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        server, address = _serve(Path(folder))
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
                context = browser.new_context(**PHONE)
                page = context.new_page()
                _log_in(page, address, Path(folder))
                _photograph(page)
        finally:
            server.terminate()
            server.wait()
    return 0


def _serve(folder: Path) -> tuple["subprocess.Popen[bytes]", str]:
    said = folder / "said.txt"
    with said.open("wb") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "api.cli", "up", "--demo", "--port", "0"],
            cwd=folder,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "PYTHONUNBUFFERED": "1",
                "GEO_PATROL_DATA_DIR": str(folder / "data"),
            },
            stdout=out,
            stderr=out,
        )
    until = time.monotonic() + STARTUP_S
    while time.monotonic() < until and server.poll() is None:
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", said.read_text(encoding="utf-8"))
        if found:
            return server, found[0]
        time.sleep(0.2)
    raise SystemExit(said.read_text(encoding="utf-8"))


def _word(key: str) -> str:
    return text(f"officer.{key}", "zh")


def _log_in(page: Page, address: str, folder: Path) -> None:
    accounts = json.loads((folder / "data" / "demo-accounts.json").read_text(encoding="utf-8"))
    officer = next(
        one for one in accounts if (one["squad_code"], one["role"]) == ("reservoir", "officer")
    )
    page.goto(f"{address}officer/")
    page.get_by_label(_word("login_name")).fill(officer["login"])
    page.get_by_label(_word("password")).fill(officer["password"])
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

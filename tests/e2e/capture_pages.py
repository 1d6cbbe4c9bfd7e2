"""A page that has what capture does within reach, served to a browser."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, Page

from geo_patrol.evidence.inspecting import inspect
from geo_patrol.evidence.records import Inspected

ROOT = Path(__file__).parents[2]
ZONE = ZoneInfo("Asia/Shanghai")
LON, LAT = 121.012134, 29.421987


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served_page(built: Path) -> Iterator[str]:
    """Build the page into a folder; give its address."""
    source = ROOT / "tests" / "e2e" / "capture_page"
    subprocess.run(
        ["sh", str(ROOT / "scripts" / "web.sh"), "page", str(source), str(built)], check=True
    )
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(built))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def opened(browser: Browser, address: str, *permissions: str) -> Iterator[Page]:
    """Open the page for an officer who allows so much and no more."""
    context = browser.new_context(
        timezone_id="Asia/Shanghai",
        permissions=list(permissions),
        geolocation={"longitude": LON, "latitude": LAT, "accuracy": 8},
    )
    try:
        page = context.new_page()
        page.goto(address)
        page.wait_for_function("window.capture")
        yield page
    finally:
        context.close()


def looked(tmp_path: Path, data: bytes) -> Inspected:
    """Return what the server finds a file to be."""
    path = tmp_path / "file"
    path.write_bytes(data)
    return inspect(path, ZONE)

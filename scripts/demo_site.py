"""The demo, served for a while, and a browser to photograph it."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "pictures"
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
STARTUP_S = 300


class DemoAccount(NamedTuple):
    """Who signs in."""

    login: str
    password: str


@dataclass(frozen=True)
class DemoSite:
    """A served demo: where it is, and whom it knows."""

    address: str
    folder: Path

    def account(self, squad: str, role: str) -> DemoAccount:
        """Return the first account of a squad in a role."""
        text = (self.folder / "data" / "demo-accounts.json").read_text(encoding="utf-8")
        accounts = json.loads(text)
        found = next(one for one in accounts if (one["squad_code"], one["role"]) == (squad, role))
        return DemoAccount(found["login"], found["password"])


@contextmanager
def photographed(device: dict[str, Any]) -> Iterator[tuple[Page, DemoSite]]:
    """Serve the demo, and give a page in Chromium; both end afterwards."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("no chromium: run scripts/system-packages.sh")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        server, address = _serve(Path(folder))
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
                page = browser.new_context(**device).new_page()
                yield page, DemoSite(address, Path(folder))
        finally:
            server.terminate()
            server.wait()


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

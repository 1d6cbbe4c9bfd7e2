"""A real Chromium for tests: where it is, how it is started, what a missing one means."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, ConsoleMessage, sync_playwright

_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A microphone that beeps: whether a page may hear it is still for its permissions to say.
    "--use-fake-device-for-media-stream",
]


@contextmanager
def launch() -> Iterator[Browser]:
    """Start Chromium, from ``GEO_PATROL_CHROMIUM`` or the path; stop it at the end.

    Without one the test is skipped, and fails where ``CI=true``: there it must be present.
    """
    path = os.environ.get("GEO_PATROL_CHROMIUM") or shutil.which("chromium")
    if path is None:
        reason = "no Chromium: set GEO_PATROL_CHROMIUM or put `chromium` on the path"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_QUIET)
        try:
            yield browser
        finally:
            browser.close()


def complain(complaints: list[str], message: ConsoleMessage) -> None:
    """Note what a page's console complains of.

    Chromium also remarks there, now and then, that an element had the focus already.
    """
    if message.type in ("error", "warning"):
        complaints.append(message.text)

"""A real Chromium for tests: where it is, how it is started, what a missing one means."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, ConsoleMessage, sync_playwright

QUIET = [
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


def chromium(*, records: bool = False) -> str | None:
    """Return where Chromium is: ``GEO_PATROL_CHROMIUM``, or on the path; None where it is not.

    The same browser without a window comes first: pages see no difference, and a test takes a third
    less of the processor. It cannot record sound, for which ``records`` asks.
    """
    if named := os.environ.get("GEO_PATROL_CHROMIUM"):
        return named
    names = ["chromium"] if records else ["chromium-headless-shell", "chromium"]
    return next(filter(None, map(shutil.which, names)), None)


@contextmanager
def launch() -> Iterator[Browser]:
    """Start Chromium; stop it at the end.

    Without one the test is skipped, and fails where ``CI=true``: there it must be present.
    """
    path = chromium()
    if path is None:
        reason = "no Chromium: set GEO_PATROL_CHROMIUM or put `chromium` on the path"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
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

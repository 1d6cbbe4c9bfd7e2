"""Sound, position and tracks as a phone's browser takes them down."""

import base64
import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from browser import QUIET, chromium
from capture_pages import LAT, LON, looked, opened
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser(browser: Browser) -> Iterator[Browser]:
    """Give one that can record."""
    own = browser.browser_type.launch(executable_path=chromium(records=True), args=QUIET)
    yield own
    own.close()


@pytest.fixture
def page(browser: Browser, capture_address: str) -> Iterator[Page]:
    """Give the page to an officer who allows everything."""
    allowed = ("geolocation", "microphone", "screen-wake-lock")
    with opened(browser, capture_address, *allowed) as made:
        yield made


@pytest.fixture
def shy_page(browser: Browser, capture_address: str) -> Iterator[Page]:
    """Give the page to an officer who allows nothing."""
    with opened(browser, capture_address) as made:
        yield made


def test_sound_is_of_a_kind_that_the_server_takes(page: Page, tmp_path: Path) -> None:
    sound = page.evaluate(
        """async () => {
            const sound = await (await capture.record(1)).ended;
            return { ...sound, blob: await base64(sound.blob) };
        }"""
    )
    data = base64.b64decode(sound["blob"])
    seen = looked(tmp_path, data)
    assert (seen.kind, seen.media_type) == ("audio", sound["mediaType"])
    assert seen.duration_s is not None and seen.duration_s > 0.5
    assert sound["sha256"] == hashlib.sha256(data).hexdigest()


def test_sound_shows_that_it_is_heard_and_stops_when_told(page: Page) -> None:
    page.evaluate("capture.record().then(begun => (window.recording = begun))")
    page.wait_for_function("window.recording?.level > 0.01")
    page.wait_for_function("window.recording.seconds > 0.2")
    stopped = page.evaluate("recording.stop().then(({ seconds }) => seconds)")
    assert 0.2 < stopped < 120
    assert page.evaluate("recording.ended.then(({ seconds }) => seconds)") == stopped


def test_sound_that_nobody_wants_is_gone_and_the_microphone_off(page: Page) -> None:
    page.evaluate(
        """async () => {
            const devices = navigator.mediaDevices;
            const get = devices.getUserMedia.bind(devices);
            devices.getUserMedia = async (wanted) => (window.heard ??= await get(wanted));
            const begun = await capture.record();
            begun.ended.then(() => (window.kept = true));
            begun.cancel();
        }"""
    )
    page.wait_for_function("heard.getTracks().every(track => track.readyState === 'ended')")
    # What would have been kept has been looked at before the next one has.
    page.evaluate("heard = undefined")
    page.evaluate("capture.record(0.2).then(({ ended }) => ended).then(() => null)")
    assert page.evaluate("window.kept") is None


def test_a_microphone_that_is_not_allowed_is_said_to_be_that(shy_page: Page) -> None:
    key = shy_page.evaluate("capture.record().then(() => null, error => error.key)")
    assert key == "officer.capture.sound_denied"


def test_the_best_position_is_the_phone_s(page: Page) -> None:
    place = page.evaluate("capture.bestPosition(20_000, { clock })")
    assert (place["lon"], place["lat"], place["accuracyM"]) == (LON, LAT, 8)
    assert place["source"] == "gps"


def test_a_record_is_not_held_up_where_position_is_not_allowed(shy_page: Page) -> None:
    assert shy_page.evaluate("capture.bestPosition(600_000, { clock })") is None


def start_track(page: Page) -> None:
    page.evaluate(
        """() => {
            window.asked = [];
            window.locks = [];
            const request = navigator.wakeLock.request.bind(navigator.wakeLock);
            navigator.wakeLock.request = async (kind) => {
                asked.push(kind);
                const lock = await request(kind);
                locks.push(lock);
                return lock;
            };
            window.tracker = capture.startTrack(box, "a patrol", "boat", { clock });
        }"""
    )
    page.wait_for_function("fixes.length === 1")


def move(page: Page, later_s: int, n_fixes: int, east: float) -> None:
    """Let time go by, as the server's clock has it, and the phone be further east."""
    page.evaluate("ms => clock.followServer(clock.offset().ms + ms)", later_s * 1000)
    page.context.set_geolocation({"longitude": LON + east, "latitude": LAT, "accuracy": 8})
    page.wait_for_function("n => fixes.length === n", arg=n_fixes)


def hide(page: Page, hidden: bool) -> None:
    page.evaluate(
        """state => {
            const told = { value: state, configurable: true };
            Object.defineProperty(document, "visibilityState", told);
            document.dispatchEvent(new Event("visibilitychange"));
        }""",
        "hidden" if hidden else "visible",
    )


def test_a_track_is_kept_fix_by_fix_with_the_screen_kept_on(page: Page) -> None:
    start_track(page)
    page.wait_for_function("tracker.state.wake === 'held'")
    assert page.evaluate("asked") == ["screen"]
    for number in range(1, 5):
        move(page, 10, number + 1, number * 1e-4)
    fixes = page.evaluate("fixes")
    assert [one["lon"] for one in fixes] == pytest.approx([LON + n * 1e-4 for n in range(5)])
    times = [datetime.fromisoformat(one["at"]) for one in fixes]
    assert all(b - a >= timedelta(seconds=10) for a, b in pairwise(times))
    page.evaluate("tracker.stop()")
    assert page.evaluate("[tracker.state.phase, cuts]") == ["stopped", [True]]


def test_a_track_says_that_the_page_was_hidden_and_takes_up_again(page: Page) -> None:
    start_track(page)
    move(page, 10, 2, 1e-4)
    hide(page, True)
    page.evaluate("clock.followServer(clock.offset().ms + 600_000)")
    (gap,) = page.evaluate("tracker.state.gaps")
    assert (gap["why"], gap["to"], gap["breaks"]) == ("hidden", None, True)
    hide(page, False)
    move(page, 1, 3, 2e-4)
    (gap,) = page.evaluate("tracker.state.gaps")
    assert gap["why"] == "hidden"
    assert gap["from"] == page.evaluate("fixes[1].at") and gap["to"] == page.evaluate("fixes[2].at")


def test_the_screen_is_asked_for_again_when_the_browser_took_it(page: Page) -> None:
    start_track(page)
    page.wait_for_function("tracker.state.wake === 'held'")
    hide(page, True)
    page.evaluate("locks[0].release()")
    page.wait_for_function("tracker.state.wake === 'waiting'")
    hide(page, False)
    page.wait_for_function("tracker.state.wake === 'held'")
    assert page.evaluate("asked") == ["screen", "screen"]
    page.evaluate("tracker.stop()")
    page.wait_for_function("locks[1].released")


def test_a_track_without_leave_says_so_and_keeps_its_peace(shy_page: Page) -> None:
    shy_page.evaluate("window.tracker = capture.startTrack(box, 'a patrol', 'foot', { clock })")
    shy_page.wait_for_function("tracker.state.problem === 'denied'")
    shy_page.evaluate("tracker.stop()")
    assert shy_page.evaluate("fixes") == []

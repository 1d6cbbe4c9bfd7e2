"""The live room: a call for help comes by itself, a restart is survived, a cell tells its story."""

import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from console_page import NARROW, PATIENCE_MS, Desk, desk
from duty_world import Templates, served
from fitting import keep_picture, serious_faults
from officer_app import _ASK
from officer_site import ON_THE_WATER, OfficerSite, officer_id
from playwright.sync_api import Browser, expect

from geo_patrol.messages import Language
from geo_patrol.roles import Role

pytestmark = pytest.mark.browser

PEOPLE: Mapping[str, tuple[str, Role]] = {
    "r-01": ("演示队长", "leader"),
    "r-02": ("演示内勤", "briefing"),
    "r-03": ("演示甲", "officer"),
}
STREAM = "/api/v1/live/events"
_TONES = """
    window.tones = [];
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...at) {
        window.tones.push(this.context.state);
        return start.apply(this, at);
    };
"""
"""Notes each tone that a page begins, and whether its sound runs then."""
LON, LAT = ON_THE_WATER["longitude"], ON_THE_WATER["latitude"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, templates: Templates) -> Iterator[OfficerSite]:
    """Give a site with a leader, an officer and briefing staff; a shift runs."""

    def add(made: OfficerSite) -> None:
        for badge_no, (name, role) in PEOPLE.items():
            made.add_officer(name, badge_no, role=role)

    with served(tmp_path_factory.mktemp("live") / "site", templates, {}, prepared=add) as made:
        yield made


def ago(minutes: float) -> str:
    """Return a moment so many minutes ago."""
    return (datetime.now(UTC) - timedelta(minutes=minutes)).isoformat()


def write(opened: Desk, path: str, body: Any) -> str:
    """Write a record as who is signed in; return its id."""
    record_id = str(uuid4())
    asked = ["PUT", f"/api/v1/{path}/{record_id}", body, {}]
    answer = opened.page.evaluate(_ASK, asked)
    assert answer["status"] == 201, answer
    return record_id


def go_out(opened: Desk, site: OfficerSite) -> str:
    """Send a crew out and have it sail over the cell at the place; return the patrol."""
    asked = ["GET", "/api/v1/shifts", None, {}]
    shift = opened.page.evaluate(_ASK, asked)["body"]["items"][0]
    crew = [str(officer_id(site, "r-03"))]
    patrol = {"shift_id": shift["id"], "area": "changzhao", "mode": "boat", "crew": crew}
    patrol_id = write(opened, "patrols", {**patrol, "start": ago(40), "end": None})
    fixes = [[ago(30 - i / 2), LON, LAT + i * 2e-4, 5] for i in range(20)]
    write(opened, f"patrols/{patrol_id}/tracks", {"device": "phone", "fixes": fixes})
    return patrol_id


def test_a_call_for_help_comes_by_itself_into_whatever_room_is_open(
    site: OfficerSite, browser: Browser, record_property: Any
) -> None:
    with desk(browser, site, "r-01") as opened, desk(browser, site, "r-03") as other:
        opened.go("help")
        expect(opened.page.locator('.line-state[data-line="stream"]')).to_be_visible(
            timeout=PATIENCE_MS
        )
        begun = time.monotonic()
        place = {"lon": LON, "lat": LAT, "accuracy_m": 8}
        alarm_id = write(other, "alarms", {"kind": "sos", "at": ago(0), **place})
        bar = opened.page.locator(".alarm-bar")
        expect(bar).to_be_visible(timeout=PATIENCE_MS)
        seconds = round(time.monotonic() - begun, 2)
        print(f"a call for help was on the console after {seconds} s")
        record_property("sos_seen_s", seconds)
        expect(bar).to_contain_text("演示甲")
        assert opened.words("console_live.title_calls", n=1) in opened.page.title()
        opened.button("console_live.to_the_place").click()
        card = opened.page.locator(".live-alarm")
        expect(card).to_contain_text(opened.words("console_live.unanswered"))
        expect(opened.page.locator(".map-card")).to_be_visible(timeout=PATIENCE_MS)
        keep_picture(opened.page, "live-sos")
        opened.button("console_live.say_seen").click()
        expect(card).to_contain_text(opened.words("console_live.said_seen"))
        sign = {"alarm_id": alarm_id, "sign": "ended", "at": ago(0)}
        write(other, "alarm-signs", sign)
        expect(bar).to_be_hidden(timeout=PATIENCE_MS)
        expect(card).to_be_hidden()


def test_tabs_share_one_stream_and_a_call_is_heard_in_the_one_that_is_left(
    site: OfficerSite, browser: Browser
) -> None:
    with desk(browser, site, "r-01") as opened, desk(browser, site, "r-03") as other:
        opened.context.add_init_script(_TONES)
        first, second = opened.page, opened.context.new_page()
        streams: list[str] = []
        second.on("request", lambda asked: streams.append(asked.url))
        expect(first.locator('.line-state[data-line="stream"]')).to_be_visible(timeout=PATIENCE_MS)
        second.goto(f"{opened.address}#/help")
        tab = Desk(second, opened.context, site)
        told = second.locator('.line-state[data-line="stream"]')
        expect(told).to_be_visible(timeout=PATIENCE_MS)
        assert not any(one.endswith(STREAM) for one in streams)

        # On for a leader from the first press on, and on again for who turned it off and on.
        second.locator(".page h1").click()
        tab.button("console_live.sound_on").click()
        tab.button("console_live.sound_off").click()
        expect(tab.button("console_live.sound_on")).to_be_visible()
        second.wait_for_function("tones.length >= 2")
        second.reload()
        expect(tab.button("console_live.sound_waits")).to_be_visible(timeout=PATIENCE_MS)
        second.locator(".page h1").click()
        expect(tab.button("console_live.sound_on")).to_be_visible()
        assert second.evaluate("tones") == []

        with second.expect_request(lambda one: one.url.endswith(STREAM), timeout=PATIENCE_MS):
            first.close()
        expect(told).to_be_visible(timeout=PATIENCE_MS)
        alarm_id = write(other, "alarms", {"kind": "sos", "at": ago(0)})
        bar = second.locator(".alarm-bar")
        expect(bar).to_be_visible(timeout=PATIENCE_MS)
        second.wait_for_function("tones.length >= 2")
        assert set(second.evaluate("tones")) == {"running"}
        bar.get_by_role("button", name=tab.words("console_live.sound_on")).click()
        n_heard = len(second.evaluate("tones"))
        second.reload()
        expect(bar).to_contain_text(tab.words("console_live.sound_off"), timeout=PATIENCE_MS)
        second.locator(".page h1").click()
        assert n_heard > 0 and second.evaluate("tones") == []
        write(other, "alarm-signs", {"alarm_id": alarm_id, "sign": "ended", "at": ago(0)})
        expect(bar).to_be_hidden(timeout=PATIENCE_MS)


def test_a_cell_tells_who_was_there_and_what_was_met(site: OfficerSite, browser: Browser) -> None:
    with desk(browser, site, "r-01") as opened:
        go_out(opened, site)
        incident = {"category": "angling", "source": "patrol", "placed_by": "gps"}
        incident |= {"point": {"lon": LON, "lat": LAT}, "occurred_at": ago(20)}
        incident_id = write(opened, "incidents", {**incident, "narrative": "<b>两人夜钓</b>"})
        asked = ["GET", f"/api/v1/incidents/{incident_id}", None, {}]
        cell = opened.page.evaluate(_ASK, asked)["body"]["cell"]
        opened.go("live", "changzhao")
        row = opened.page.locator(".live-row").first
        expect(row).to_contain_text("演示甲", timeout=PATIENCE_MS)
        opened.go("live", "changzhao", "cell", cell)
        story = opened.page.locator(".live-story")
        expect(story).to_contain_text("<b>两人夜钓</b>", timeout=PATIENCE_MS)
        visit = opened.words("console_live.told_visit", mode=opened.words("console_live.mode_boat"))
        expect(story).to_contain_text(visit)
        expect(story.locator(f'a[href="#/incidents/{incident_id}"]')).to_be_visible()
        keep_picture(opened.page, "live-story")
        opened.button("console_live.show_track").click()
        expect(row).to_have_attribute("aria-pressed", "true")
        keep_picture(opened.page, "live-track")


def test_a_restarted_server_finds_the_console_again_and_is_found(
    site: OfficerSite, browser: Browser
) -> None:
    with desk(browser, site, "r-01") as opened:
        opened.go("live", "changzhao")
        stream = opened.page.locator('.line-state[data-line="stream"]')
        expect(stream).to_be_visible(timeout=PATIENCE_MS)
        expect(opened.page.locator(".map-card")).to_be_visible(timeout=PATIENCE_MS)
        before = opened.page.locator(".live-incident").count()
        assert site.process is not None
        site.process.kill()
        site.process.wait()
        expect(opened.page.locator(".away")).to_be_visible(timeout=PATIENCE_MS)
        site.start()
        expect(opened.page.locator(".away")).to_be_hidden(timeout=PATIENCE_MS)
        expect(stream).to_be_visible(timeout=PATIENCE_MS)
        incident = {"category": "angling", "source": "patrol", "placed_by": "gps"}
        incident |= {"point": {"lon": LON, "lat": LAT}, "occurred_at": ago(1)}
        write(opened, "incidents", incident)
        rows = opened.page.locator(".live-incident")
        expect(rows).to_have_count(before + 1, timeout=PATIENCE_MS)


def test_briefing_staff_see_no_name_and_no_place(site: OfficerSite, browser: Browser) -> None:
    with desk(browser, site, "r-02") as opened:
        opened.go("live", "changzhao")
        expect(opened.page.locator(".live-row").first).to_be_visible(timeout=PATIENCE_MS)
        expect(opened.page.locator("body")).not_to_contain_text("演示甲")


@pytest.mark.parametrize(
    ("language", "scheme", "size"),
    [("zh", "dark", NARROW), ("en", "light", NARROW)],
)
def test_it_fits_and_has_no_serious_fault(
    site: OfficerSite, browser: Browser, language: Language, scheme: Any, size: tuple[int, int]
) -> None:
    with desk(browser, site, "r-01", size=size, language=language, scheme=scheme) as opened:
        opened.go("live", "changzhao")
        expect(opened.page.locator(".map-card")).to_be_visible(timeout=PATIENCE_MS)
        keep_picture(opened.page, f"live-{language}-{scheme}")
        assert serious_faults(opened.page, "live") == []
        assert not opened.page.evaluate("document.documentElement.scrollWidth > innerWidth")

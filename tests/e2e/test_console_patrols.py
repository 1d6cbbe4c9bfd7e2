"""Patrols on the desk: found, seen on the map; a wrong track withdrawn, an end told later."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from console_page import NARROW, PATIENCE_MS, WIDE, Desk, desk
from duty_world import Templates, served
from fitting import keep_picture, serious_faults
from officer_app import _ASK
from officer_site import ON_THE_WATER, OfficerSite, officer_id
from playwright.sync_api import Browser, Locator, expect

from geo_patrol.messages import Language

pytestmark = pytest.mark.browser

LON, LAT = ON_THE_WATER["longitude"], ON_THE_WATER["latitude"]
NOTE = "</script><img src=x onerror=window.ran=1>北岸来回一次"
REASON = "手机落在另一条船上"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, templates: Templates) -> Iterator[OfficerSite]:
    """Give a site with a leader, briefing staff and an officer; a shift runs."""

    def add(made: OfficerSite) -> None:
        made.add_officer("演示队长", "r-01", role="leader")
        made.add_officer("演示内勤", "r-02", role="briefing")
        made.add_officer("演示甲", "r-03")

    with served(tmp_path_factory.mktemp("patrols") / "site", templates, {}, prepared=add) as made:
        yield made


def ago(minutes: float) -> str:
    return (datetime.now(UTC) - timedelta(minutes=minutes)).isoformat()


def ask(opened: Desk, method: str, path: str, body: Any = None) -> Any:
    answer = opened.page.evaluate(_ASK, [method, f"/api/v1/{path}", body, {}])
    assert answer["status"] in (200, 201), answer
    return answer["body"]


def put(opened: Desk, path: str, body: Any) -> str:
    record_id = str(uuid4())
    ask(opened, "PUT", f"{path}/{record_id}", body)
    return record_id


def sail(opened: Desk, site: OfficerSite, *, from_min: float, to_min: float | None) -> str:
    """Send a crew out that was back after a while, or is not yet; return the patrol."""
    shift = ask(opened, "GET", "shifts")["items"][0]
    patrol = {
        "shift_id": shift["id"],
        "area": "changzhao",
        "mode": "boat",
        "crew": [str(officer_id(site, "r-03"))],
        "start": ago(from_min),
        "end": None if to_min is None else ago(to_min),
        "note": NOTE,
    }
    return put(opened, "patrols", patrol)


def send_track(opened: Desk, patrol: str, device: str, *, from_min: float) -> str:
    """Send what a phone on that boat measured."""
    fixes = [[ago(from_min - i / 2), LON, LAT + i * 2e-4, 5] for i in range(20)]
    return put(opened, f"patrols/{patrol}/tracks", {"device": device, "fixes": fixes})


def row(opened: Desk, patrol: str) -> Locator:
    return opened.page.locator(f"[data-patrol='{patrol}']")


def card(opened: Desk, track: str) -> Locator:
    return opened.page.locator(f"[data-track='{track}']")


def dialog(opened: Desk) -> Locator:
    return opened.page.get_by_role("dialog")


def undo(opened: Desk) -> None:
    opened.page.locator(".toast").get_by_role("button").first.click()


def test_a_leader_withdraws_a_wrong_track_and_takes_that_back(
    site: OfficerSite, browser: Browser
) -> None:
    with desk(browser, site, "r-01") as opened:
        patrol = sail(opened, site, from_min=30, to_min=5)
        track = send_track(opened, patrol, "phone-a", from_min=25)
        opened.go("patrols")
        expect(row(opened, patrol)).to_contain_text("演示甲", timeout=PATIENCE_MS)
        expect(row(opened, patrol)).to_contain_text(opened.words("console_patrols.tag_ok", n=1))
        expect(row(opened, patrol)).to_contain_text(NOTE)

        row(opened, patrol).get_by_role("link").press("Enter")
        withdraw = opened.words("console_patrols.withdraw")
        card(opened, track).get_by_role("button", name=withdraw).click()
        act = dialog(opened).get_by_role("button", name=withdraw, exact=True)
        expect(act).to_be_disabled()
        dialog(opened).get_by_role("textbox").fill(REASON)
        act.click()
        expect(dialog(opened)).to_be_hidden(timeout=PATIENCE_MS)
        expect(card(opened, track)).to_contain_text(REASON, timeout=PATIENCE_MS)
        expect(card(opened, track)).to_contain_text(opened.words("console_patrols.withdrawn"))
        opened.expect_said(opened.words("console_patrols.legend_aside"))

        # Nothing is left that counts: the list of those without a track has it.
        opened.go("patrols", "list", "tracks=missing")
        none = opened.words("console_patrols.tag_none_counts")
        expect(row(opened, patrol)).to_contain_text(none, timeout=PATIENCE_MS)
        undo(opened)
        expect(row(opened, patrol)).to_be_hidden(timeout=PATIENCE_MS)
        opened.go("patrols", patrol)
        expect(card(opened, track)).not_to_contain_text(REASON, timeout=PATIENCE_MS)
        assert ask(opened, "GET", f"patrols/{patrol}/tracks")["items"][0]["standing"] == "counts"


def test_the_end_that_nobody_said_is_recorded_and_taken_back(
    site: OfficerSite, browser: Browser
) -> None:
    with desk(browser, site, "r-01") as opened:
        patrol = sail(opened, site, from_min=40, to_min=None)
        opened.go("patrols")
        going = opened.words("console_patrols.going")
        expect(row(opened, patrol)).to_contain_text(going, timeout=PATIENCE_MS)
        row(opened, patrol).get_by_role("link").press("Enter")
        opened.button("console_patrols.end_it").click()
        field = dialog(opened).get_by_label(opened.words("console_patrols.end"))
        act = dialog(opened).get_by_role("button", name=opened.words("console_patrols.end_it"))
        for wrong, why in (
            ("2020-01-01T00:00", "console_patrols.end_before_start"),
            ("2098-01-01T00:00", "console_patrols.end_ahead"),
        ):
            field.fill(wrong)
            expect(dialog(opened).get_by_role("alert")).to_have_text(opened.words(why))
            expect(act).to_be_disabled()
        local = datetime.now(UTC) + timedelta(hours=8) - timedelta(minutes=10)
        field.fill(f"{local:%Y-%m-%dT%H:%M}")
        act.click()
        expect(dialog(opened)).to_be_hidden(timeout=PATIENCE_MS)
        ended = ask(opened, "GET", f"patrols/{patrol}")
        assert datetime.fromisoformat(ended["end"]) == local.replace(second=0, microsecond=0) - (
            timedelta(hours=8)
        )
        assert (ended["note"], len(ended["crew"])) == (NOTE, 1)
        expect(opened.button("console_patrols.end_it")).to_be_hidden(timeout=PATIENCE_MS)
        undo(opened)
        expect(opened.button("console_patrols.end_it")).to_be_visible(timeout=PATIENCE_MS)
        assert ask(opened, "GET", f"patrols/{patrol}")["end"] is None


def test_briefing_staff_see_when_and_where_but_not_who_nor_tracks(
    site: OfficerSite, browser: Browser
) -> None:
    with desk(browser, site, "r-01") as leader:
        patrol = sail(leader, site, from_min=20, to_min=2)
        send_track(leader, patrol, "phone-b", from_min=15)
    with desk(browser, site, "r-02") as opened:
        opened.go("patrols")
        hidden = opened.words("console_incidents.hidden")
        expect(row(opened, patrol)).to_contain_text(hidden, timeout=PATIENCE_MS)
        row(opened, patrol).get_by_role("link").press("Enter")
        opened.expect_said(opened.words("console_patrols.tracks_hidden"))
        said = opened.page.locator("body").inner_text()
        assert not [one for one in ("演示甲", "phone-b", "北岸") if one in said]


def test_the_gaps_lead_to_the_patrols_that_left_no_track(
    site: OfficerSite, browser: Browser
) -> None:
    with desk(browser, site, "r-01") as opened:
        patrol = sail(opened, site, from_min=15, to_min=1)
        today = datetime.now(UTC) + timedelta(hours=8)
        days = f"{today - timedelta(days=1):%Y-%m-%d}~{today:%Y-%m-%d}"
        opened.go("gaps", "changzhao", days)
        opened.page.locator(".gap-figures a").click(timeout=PATIENCE_MS)
        expect(row(opened, patrol)).to_be_visible(timeout=PATIENCE_MS)
        assert "tracks%3Dmissing" in opened.page.url


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_fits_and_can_be_reached_by_everybody(
    site: OfficerSite, browser: Browser, size: tuple[int, int], language: Language
) -> None:
    with desk(browser, site, "r-01", size=size, language=language) as opened:
        patrol = sail(opened, site, from_min=25, to_min=3)
        send_track(opened, patrol, "phone-c", from_min=20)
        opened.go("patrols")
        expect(row(opened, patrol)).to_be_visible(timeout=PATIENCE_MS)
        keep_picture(opened.page, f"patrols-{language}-{size[0]}")
        assert serious_faults(opened.page, "the list") == []
        opened.go("patrols", patrol)
        opened.expect_said("phone-c")
        opened.expect_said(opened.words("console_patrols.legend_counts"))
        keep_picture(opened.page, f"patrol-{language}-{size[0]}")
        assert serious_faults(opened.page, "a patrol") == []
        assert opened.page.evaluate("window.ran") is None

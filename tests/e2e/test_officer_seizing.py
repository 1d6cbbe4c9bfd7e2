"""Gear is seized on the water: inventory, signatures, and what becomes of it, without a network."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from duty_world import Templates, served
from officer_app import PATIENCE_MS, App
from officer_site import OfficerSite, officer_id, phone
from PIL import Image
from playwright.sync_api import Browser, expect

from geo_patrol.incidents import catalogue

pytestmark = pytest.mark.browser

FIRST, SECOND, LEADER = "演示甲", "演示乙", "演示队长"
NUMBER, SEAL = "示例扣〔2026〕第0107号", "F-220108-1"
PARTY, ABOARD, STORE = "蓝色上衣者", "巡查艇", "长诏库房"


@pytest.fixture(scope="module")
def seizing(
    tmp_path_factory: pytest.TempPathFactory, templates: Templates
) -> Iterator[OfficerSite]:
    """Give a site with two certified officers, their leader, and a shift that runs."""
    people = {"R-07": FIRST, "R-08": SECOND, "R-01": LEADER}
    folder = tmp_path_factory.mktemp("seizing") / "site"
    with served(folder, templates, people, leader="R-01") as site:
        yield site


def test_gear_is_seized_without_a_network_moved_and_returned(
    seizing: OfficerSite, browser: Browser, tmp_path: Path
) -> None:
    with phone(browser, seizing, tmp_path / "phone") as held:
        app = App(held.page, seizing)
        app.open()
        app.log_in("r-07")
        app.await_shift()
        set_off_with(app, SECOND)
        seizing.line.up = False
        log_netting(app)
        photograph(app, tmp_path)
        write_item(app)
        app.page.get_by_label(app.words("seizure.number")).fill(NUMBER)
        app.button("seizure.place_boat").click()
        sign(app, FIRST)
        refuse(app, app.words("seizure.party"))
        app.await_draft()
        held.kill()

    with phone(browser, seizing, tmp_path / "phone") as held:
        app = App(held.page, seizing)
        app.open()
        app.unlock(FIRST)
        app.go("seized")
        app.button("seizure.write_on").click()
        expect(app.page.get_by_label(app.words("seizure.number"))).to_have_value(NUMBER)
        expect(app.page.locator(".signature")).to_have_count(1)
        save_as_it_is(app)
        # The battery is empty again, just after it was kept.
        held.kill()

    with phone(browser, seizing, tmp_path / "phone") as held:
        app = App(held.page, seizing)
        app.open()
        app.unlock(FIRST)
        open_seizure(app)
        step(app, "moved", place=STORE)
        seizing.line.up = True
        held.page.evaluate("dispatchEvent(new Event('online'))")
        # Logging in again, where the session went with the battery, leads home.
        app.expect_all_sent()
        open_seizure(app)
        found = the_seizure(app)
        assert_seized(found, seizing)
        assert [item["place"] for item in found["items"]] == [STORE, STORE]

        step(app, "returned", without=2)
        app.expect_all_sent()
        told = the_seizure(app)
        assert [item["state"] for item in told["items"]] == ["returned", "held"]
        assert [event["kind"] for event in told["events"]] == ["seized", "moved", "returned"]
        assert told["events"][1]["from_place"] == ABOARD
        assert told["events"][2]["to"] == "当事人"
        assert told["conflicts"] == []
        states = app.page.locator(".item .tag", has_text=app.words("record_terms.state_returned"))
        expect(states).to_have_count(1)


def test_a_slip_is_voided_with_its_reason(
    seizing: OfficerSite, browser: Browser, tmp_path: Path
) -> None:
    with phone(browser, seizing, tmp_path / "phone") as held:
        app = App(held.page, seizing)
        app.open()
        app.log_in("r-08")
        app.await_shift()
        log_netting(app)
        save_as_it_is(app)
        app.expect_all_sent()
        step(app, "returned")
        app.expect_all_sent()
        app.button("seizure.mistaken").click()
        app.page.get_by_label(app.words("seizure.reason")).fill("按错了，还没有退还")
        what = app.words("record_terms.step_returned")
        app.button("seizure.void_step", what=what).click()
        expect(app.page.locator(".tag", has_text=app.words("seizure.step_voided"))).to_be_visible()
        app.expect_all_sent()
        expect(app.button("record_terms.step_moved")).to_be_visible(timeout=PATIENCE_MS)
        told = the_seizure(app)
        assert [item["state"] for item in told["items"]] == ["held", "held"]
        assert [event["counts"] for event in told["events"]] == [True, False]


def test_only_a_leader_is_offered_the_approval(
    seizing: OfficerSite, browser: Browser, tmp_path: Path
) -> None:
    with phone(browser, seizing, tmp_path / "officer") as held:
        app = App(held.page, seizing)
        app.open()
        app.log_in("r-08")
        app.await_shift()
        log_netting(app)
        save_as_it_is(app)
        app.expect_all_sent()
        expect(app.button("record_terms.fact_reported")).to_be_visible()
        expect(app.button("record_terms.fact_approved")).to_have_count(0)
        seizure_id = shown_id(app)
    with phone(browser, seizing, tmp_path / "leader") as held:
        app = App(held.page, seizing)
        app.open()
        app.log_in("r-01")
        app.go(f"seizure/{seizure_id}")
        app.button("record_terms.fact_approved").click()
        held.page.locator(".pinned button").click()
        expect(app.page.get_by_role("heading", name=app.words("seizure.items"))).to_be_visible()
        app.expect_all_sent()
        told = the_seizure(app)
        assert told["approval"]["by"] == str(officer_id(seizing, "R-01"))
        assert "seizures.approval_due" not in keys_of(told)


def set_off_with(app: App, colleague: str) -> None:
    app.go("start")
    app.page.get_by_role("button", name=colleague).click()
    app.button("set_off", n=2).click()
    expect(app.button("end_or_change")).to_be_visible()


def log_netting(app: App) -> None:
    """Log an incident with two kinds of gear; its inventory is what comes next."""
    app.begin_incident("netting")
    kinds = app.page.get_by_role("group", name=app.words("gear_kinds"))
    for code in ("ground_cage", "rod"):
        kinds.get_by_role("button", name=catalogue.gear()[code].zh).click()
    app.button("more_details").click()
    app.button("person_add").click()
    app.page.get_by_label(app.words("person_note")).fill(PARTY)
    app.save_button.click()
    heading = app.page.get_by_role("heading", name=app.words("seizure.write"))
    expect(heading).to_be_visible(timeout=PATIENCE_MS)


def photograph(app: App, folder: Path) -> None:
    picture = folder / "photo.jpg"
    Image.new("RGB", (1600, 1200), (30, 90, 140)).save(picture, "JPEG")
    app.page.get_by_label(app.words("seizure.photo_of", n=1)).set_input_files(str(picture))
    shot = app.page.locator(".shutter").first
    expect(shot).to_contain_text(app.words("photo_n", n=1), timeout=PATIENCE_MS)


def write_item(app: App) -> None:
    app.page.locator(".item-open").first.click()
    more = app.words("ui.more_of", what=app.words("seizure.quantity"))
    app.page.get_by_role("button", name=more).click()
    app.button("seizure.condition_broken").click()
    app.page.get_by_label(app.words("seizure.seal"), exact=True).fill(SEAL)
    app.button("seizure.item_done").click()


def sign(app: App, who: str) -> None:
    """Draw a name, as far as a hand of the test can."""
    page = app.page
    page.get_by_role("button", name=f"{app.words('seizure.sign')} {who}").click()
    pad = page.locator(".sign-pad canvas").bounding_box()
    assert pad is not None
    for stroke in (0.2, 0.5):
        left, top = pad["x"] + stroke * pad["width"], pad["y"] + 0.3 * pad["height"]
        page.mouse.move(left, top)
        page.mouse.down()
        page.mouse.move(left + 40, top + 50, steps=6)
        page.mouse.up()
    app.button("seizure.sign_done").click()
    expect(page.locator(".signature")).to_have_count(1)


def refuse(app: App, who: str) -> None:
    name = f"{app.words('seizure.refused')} {who}"
    app.page.get_by_role("button", name=name).click()
    app.button("seizure.refusal_keep").click()
    expect(app.page.get_by_role("dialog")).to_have_count(0)


def save_as_it_is(app: App) -> None:
    """Save an inventory that lacks something; return once it is on the phone."""
    app.page.locator(".pinned button").click()
    app.button("seizure.save_anyway").click()
    expect(app.page.get_by_role("heading", name=app.words("seizure.items"))).to_be_visible(
        timeout=PATIENCE_MS
    )


def open_seizure(app: App) -> None:
    app.go("seized")
    app.page.get_by_role("link", name=NUMBER).click()
    expect(app.page.locator(".head-sub")).to_contain_text(NUMBER)
    expect(app.page.get_by_role("heading", name=app.words("seizure.items"))).to_be_visible()


def step(app: App, kind: str, *, place: str = "", without: int | None = None) -> None:
    """Write a step about all items, or all but one."""
    app.button(f"record_terms.step_{kind}").click()
    expect(app.page.locator(".step-item")).to_have_count(2)
    if place:
        app.page.get_by_label(app.words("seizure.moved_to")).fill(place)
    if without is not None:
        app.page.locator(".step-item").nth(without - 1).click()
    app.page.locator(".pinned button").click()
    expect(app.page.get_by_role("heading", name=app.words("seizure.items"))).to_be_visible()


def shown_id(app: App) -> str:
    shown = app.page.evaluate("location.hash")
    assert isinstance(shown, str)
    return shown.split("/")[2]


def the_seizure(app: App) -> dict[str, Any]:
    """Return what the server has of the seizure on the screen."""
    told = app.ask("GET", f"seizures/{shown_id(app)}")
    assert told.status == 200
    assert isinstance(told.body, dict)
    return told.body


def keys_of(told: dict[str, Any]) -> set[str]:
    return {one["key"] for one in told["findings"]}


def assert_seized(told: dict[str, Any], site: OfficerSite) -> None:
    """Compare with what was written; both officers are certified, one item has no photo."""
    me = str(officer_id(site, "R-07"))
    assert (told["number"], told["measure"], told["party"]) == (NUMBER, "emergency_seizure", 1)
    assert [one["certified"] for one in told["officers"]] == [True, True]
    first, second = told["items"]
    assert (first["kind"], first["quantity"], first["unit"]) == ("ground_cage", 2, "条")
    assert (first["condition"], first["seal_number"]) == ("破损", SEAL)
    assert (second["kind"], second["quantity"], second["unit"]) == ("rod", 1, "支")
    assert [len(one["photos"]) for one in told["items"]] == [1, 0]
    refused, signed = told["signatures"]
    assert (refused["signer"], refused["refused"], refused["recorded_by"]) == ("party", True, me)
    assert (signed["signer"], signed["refused"], signed["officer_id"]) == ("officer", False, me)
    # Photo and signature have come: nothing is said to be missing.
    assert keys_of(told) == {"seizures.approval_due", "seizures.no_photo"}

"""A problem of the park goes its whole way from phones: typed once, without a network, in order."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from duty_world import Templates
from officer_app import PATIENCE_MS, App
from officer_site import OfficerSite, officer_id, phone
from park_world import FIRST, LEADER, SECOND, opened, park, picture, save_as_case, step
from playwright.sync_api import Browser, Locator, expect

pytestmark = pytest.mark.browser

BEFORE, AFTER = (150, 60, 40), (40, 120, 60)
DONE, NOT_OURS = "摊位已收，盲道恢复", "不在我们的片区"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, templates: Templates) -> Iterator[OfficerSite]:
    """Give the park's squad, served."""
    with park(tmp_path_factory.mktemp("cases") / "site", templates) as made:
        yield made


@pytest.fixture(autouse=True)
def line(site: OfficerSite) -> Iterator[None]:
    """Have the line up again, whatever a test found."""
    yield
    site.line.up = True


def the_case(app: App, case_id: str) -> dict[str, Any]:
    """Return what the server has of a case."""
    told = app.ask("GET", f"cases/{case_id}")
    assert told.status == 200
    assert isinstance(told.body, dict)
    return told.body


def card(app: App, part: str, case_id: str) -> Locator:
    """Return a case in a part of the list, as it is on the screen by now."""
    app.go("cases")
    group = app.page.get_by_role("region", name=app.words(f"case.{part}"))
    return group.locator(f'a[href="#/case/{case_id}"]')


def test_an_incident_becomes_a_case_and_is_solved_without_a_network(
    site: OfficerSite, browser: Browser, tmp_path: Path
) -> None:
    with phone(browser, site, tmp_path / "phone") as held:
        app = opened(held, "p-07")
        site.line.up = False
        case_id = save_as_case(app, picture(tmp_path, "before", BEFORE))
        expect(card(app, "fresh", case_id)).to_contain_text(app.words("case.stage_reported"))
        app.go(f"case/{case_id}")
        step(app, "handled", picture(tmp_path, "after", AFTER), DONE)
        expect(app.page.get_by_text(app.words("case.stage_handled"))).to_be_visible()
        # The battery is empty, just after it was kept.
        held.kill()

    with phone(browser, site, tmp_path / "phone") as held:
        app = App(held.page, site)
        app.open()
        app.unlock(FIRST)
        app.go(f"case/{case_id}")
        step(app, "verified")
        expect(app.page.get_by_text(app.words("case.stage_verified"))).to_be_visible()
        site.line.up = True
        held.page.evaluate("dispatchEvent(new Event('online'))")
        app.expect_all_sent()

        [line] = app.ask("GET", "cases").body["items"]
        told = the_case(app, case_id)
        me = str(officer_id(site, "P-07"))
        assert (line["id"], told["category"]) == (case_id, "road_occupation")
        assert told["stage"] == "verified"
        assert [one["kind"] for one in told["steps"]] == ["handled", "verified"]
        assert {one["officer_id"] for one in told["steps"]} == {me}
        assert told["steps"][0]["note"] == DONE
        assert sorted(one["when"] for one in told["photos"]) == ["after", "before"]
        # Who handled it verified it, too: that counts, and is told, here as there.
        [doubt] = told["steps"][1]["conflicts"]
        app.go(f"case/{case_id}")
        expect(app.page.get_by_text(doubt["reason_zh"])).to_be_visible(timeout=PATIENCE_MS)
        expect(app.page.locator(".shot img")).to_have_count(2)

    with phone(browser, site, tmp_path / "leader") as held:
        app = opened(held, "p-01")
        card(app, "mine", case_id).click()
        step(app, "closed")
        app.expect_all_sent()
        told = the_case(app, case_id)
        assert (told["stage"], told["in_time"]) == ("closed", True)
        assert [one["kind"] for one in told["steps"]] == ["handled", "verified", "closed"]


def test_a_case_goes_from_hand_to_hand_and_each_sees_what_is_theirs(
    site: OfficerSite, browser: Browser, tmp_path: Path
) -> None:
    with phone(browser, site, tmp_path / "first") as held:
        app = opened(held, "p-07")
        app.log_incident("oil_smoke")
        app.expect_all_sent()
        app.go("incidents")
        app.button("case.make").click()
        expect(app.page.get_by_role("heading", name=app.words("case.way"))).to_be_visible()
        step(app, "handed", to=SECOND)
        app.expect_all_sent()
        case_id = app.page.evaluate("location.hash").split("/")[2]
        expect(card(app, "others", case_id)).to_contain_text(SECOND)
        # It is made once: the list of incidents leads to it now.
        app.go("incidents")
        expect(app.button("case.make")).to_have_count(0)

    with phone(browser, site, tmp_path / "second") as held:
        app = opened(held, "p-08")
        strip = app.page.get_by_role("link", name=app.words("case.list"))
        expect(strip.first).to_contain_text("1")
        card(app, "mine", case_id).click()
        app.button("case.step_returned").click()
        save = app.button("case.save", what=app.words("case.step_returned"))
        save.click()
        expect(app.page.locator(".toast")).to_have_text(app.words("case.why_first"))
        app.page.locator("textarea").fill(NOT_OURS)
        save.click()
        expect(app.page.get_by_text(app.words("case.stage_accepted"))).to_be_visible()
        app.expect_all_sent()
        told = the_case(app, case_id)
        assert (told["stage"], told["n_returned"]) == ("accepted", 1)
        assert told["holder"] == {"kind": "role", "code": "leader"}
        expect(card(app, "others", case_id)).to_contain_text(app.words("case.leader"))
        assert [one["note"] for one in told["steps"]] == ["", NOT_OURS]


def test_who_leads_gives_a_case_out_and_an_officer_is_not_offered_to(
    site: OfficerSite, browser: Browser, tmp_path: Path
) -> None:
    with phone(browser, site, tmp_path / "officer") as held:
        app = opened(held, "p-08")
        case_id = save_as_case(app, picture(tmp_path, "before", BEFORE))
        app.expect_all_sent()
        expect(app.button("case.step_handled")).to_be_visible()
        expect(app.button("case.step_accepted")).to_have_count(0)
    with phone(browser, site, tmp_path / "leader") as held:
        app = opened(held, "p-01")
        app.go(f"case/{case_id}")
        step(app, "accepted")
        step(app, "dispatched", to=FIRST)
        app.expect_all_sent()
        told = the_case(app, case_id)
        assert told["holder"] == {"kind": "officer", "code": str(officer_id(site, "P-07"))}
        assert [one["kind"] for one in told["steps"]] == ["accepted", "dispatched"]
        assert told["steps"][0]["officer_id"] == str(officer_id(site, "P-01"))
        assert LEADER not in card(app, "others", case_id).inner_text()

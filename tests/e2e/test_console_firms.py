"""Firms on the desk: registered, their checks planned and put into visits, hours of guidance."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from console_page import PATIENCE_MS, Desk, desk
from duty_world import Templates, served
from fitting import keep_picture
from officer_site import ZONE, OfficerSite
from park_world import FIRST, LEADER
from playwright.sync_api import Browser, expect
from records_world import ago, send

pytestmark = pytest.mark.browser

RUNS = "</script><img src=x onerror=window.ran=1>"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, templates: Templates) -> Iterator[OfficerSite]:
    """Give a site with an officer and a leader of the park's squad."""

    def prepared(made: OfficerSite) -> None:
        made.add_officer(FIRST, "P-07", "park")
        made.add_officer(LEADER, "P-01", "park", "leader")
        made.add_shift(squad="park")

    folder = tmp_path_factory.mktemp("firms") / "site"
    with served(folder, templates, {}, prepared=prepared) as made:
        yield made


def firm_of(opened: Desk, name: str) -> str:
    """Have a firm in the squad's books; return its id."""
    firm_id = str(uuid4())
    send(opened, "PUT", f"firms/{firm_id}", {"squad": "park", "name": name, "place": "二号路"})
    return firm_id


def test_an_hour_of_guidance_is_given_to_a_firm_given_back_and_called_off(
    site: OfficerSite, browser: Browser
) -> None:
    with desk(browser, site, "p-01") as leader, desk(browser, site, "p-07") as officer:
        other = firm_of(leader, f"示例食品{RUNS}")
        firm_of(leader, "示例轴承厂")
        slot = {"squad": "park", "start": ago(-3), "end": ago(-3 - 1 / 24), "topic": "消防通道"}
        slot_path = f"guidance-slots/{uuid4()}"
        send(leader, "PUT", slot_path, slot)
        page = leader.page
        row = page.locator("tbody tr", has_text="消防通道")
        dialog = page.get_by_role("dialog")

        def begin(opened: Desk, key: str) -> None:
            opened.page.locator("tbody tr", has_text="消防通道").get_by_role(
                "button", name=opened.words(key), exact=True
            ).click()

        def finish(key: str) -> None:
            dialog.get_by_role("button", name=leader.words(key), exact=True).click()

        # Two want it: who comes second is told, sees for whom it is, and overwrites nothing.
        leader.go("park", "firms", "slots")
        begin(leader, "console_park.slot_book")
        dialog.get_by_role("combobox").select_option(label="示例轴承厂")
        officer.go("park", "firms", "slots")
        begin(officer, "console_park.slot_book")
        theirs = officer.page.get_by_role("dialog")
        theirs.get_by_role("combobox").select_option(value=other)
        theirs.get_by_role("textbox").fill("灭火器怎么配")
        theirs.get_by_role(
            "button", name=officer.words("console_park.slot_book"), exact=True
        ).click()
        expect(theirs).to_be_hidden(timeout=PATIENCE_MS)
        finish("console_park.slot_book")
        expect(dialog).to_contain_text(
            leader.words("console_park.slot_changed"), timeout=PATIENCE_MS
        )
        expect(dialog).to_contain_text(RUNS)
        keep_picture(page, "park-slot-conflict")
        # Its button is out of use now, and has no focus: Escape is heard all the same.
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(row).to_contain_text("灭火器怎么配", timeout=PATIENCE_MS)

        # Only leaders call hours off; an officer gives back, with a reason.
        cancel = officer.words("console_park.slot_cancel")
        expect(officer.page.get_by_role("button", name=cancel, exact=True)).to_have_count(0)
        begin(leader, "console_park.slot_give_back")
        finish_button = dialog.get_by_role(
            "button", name=leader.words("console_park.slot_give_back"), exact=True
        )
        expect(finish_button).to_be_disabled()
        dialog.get_by_role("textbox").fill("企业改期")
        finish_button.click()
        expect(row).to_contain_text(
            leader.words("console_park.slot_was_given_back", why="企业改期"), timeout=PATIENCE_MS
        )
        leader.button("console.undo").click()
        expect(row).to_contain_text("灭火器怎么配", timeout=PATIENCE_MS)

        begin(leader, "console_park.slot_cancel")
        dialog.get_by_role("textbox").fill("会议室停电")
        finish("console_park.slot_cancel")
        expect(row).to_contain_text("会议室停电", timeout=PATIENCE_MS)
        begin(leader, "console_park.slot_restore")
        free = leader.words("console_park.slot_free")
        expect(row).to_contain_text(free, timeout=PATIENCE_MS)
        assert page.evaluate("window.ran") is None


def test_a_firm_is_registered_its_checks_planned_and_put_into_one_visit(
    site: OfficerSite, browser: Browser
) -> None:
    with desk(browser, site, "p-01") as leader:
        page, name = leader.page, f"示例印染厂{RUNS}"
        leader.go("park", "firms", "list")
        leader.button("console_firms.new_firm").click()
        save = leader.button("console_park.save")
        page.get_by_label(leader.words("console_firms.name"), exact=True).fill(name)
        expect(save).to_be_disabled()
        page.locator(".place-map canvas").click()
        leader.button("console_firms.quiet_more").click()
        page.get_by_label(leader.words("console_firms.quiet_reason")).fill("盘点")
        page.get_by_label(leader.words("console_firms.first_day")).fill("2022-10-14")
        page.get_by_label(leader.words("console_firms.last_day")).fill("2022-10-10")
        leader.button("console_firms.contact_more").click()
        page.get_by_label(leader.words("console_firms.contact_phone")).fill("0575-00000000")
        save.click()
        # What the server does not take is told where it stands, and nothing typed is lost.
        expect(page.locator(".firm-lines .fault")).to_be_visible(timeout=PATIENCE_MS)
        page.get_by_label(leader.words("console_firms.last_day")).fill("2022-10-20")
        keep_picture(page, "park-firm-form")
        save.click()
        side = page.locator(".split-side")
        expect(side).to_contain_text("盘点 2022-10-14 → 2022-10-20", timeout=PATIENCE_MS)
        expect(side).to_contain_text("0575-00000000")

        dialog = page.get_by_role("dialog")
        for matter, agency in (("油烟净化", 1), ("排水接管", 2)):
            leader.button("console_firms.plan_check").click()
            dialog.get_by_label(leader.words("console_firms.matter")).fill(matter)
            dialog.get_by_role("combobox").select_option(index=agency)
            keep_picture(page, "park-check")
            dialog.get_by_role("button", name=leader.words("console_park.save")).click()
            expect(dialog).to_be_hidden(timeout=PATIENCE_MS)
        checks = side.locator(".bare-list > li")
        expect(checks).to_have_count(2, timeout=PATIENCE_MS)

        # A check that is off is planned no more, and comes back.
        second = side.locator(".bare-list > li", has_text="排水接管")
        second.get_by_role("button", name=leader.words("console_firms.check_cancel")).click()
        dialog.get_by_role("textbox").fill("已在外地查过")
        dialog.get_by_role("button", name=leader.words("console_firms.check_cancel")).click()
        off = leader.words("console_firms.n_checks_off", n=1)
        side.get_by_text(off).click(timeout=PATIENCE_MS)
        side.get_by_role("button", name=leader.words("console_park.slot_restore")).click()
        expect(side.get_by_text(off)).to_have_count(0, timeout=PATIENCE_MS)

        # Both go into one visit; it is moved, called off, and on again by undoing that.
        today = datetime.now(ZONE).date()
        month = (today.replace(day=1) + timedelta(days=31)).strftime("%Y-%m")
        leader.go("park", "firms", "plan", month)
        row = page.locator("tbody tr", has_text=name)
        expect(row.locator("li", has_text="排水接管")).to_have_count(1, timeout=PATIENCE_MS)
        row.get_by_role("button", name=leader.words("console_park.confirm")).click()
        expect(row).to_have_count(0, timeout=PATIENCE_MS)
        leader.go("park", "firms", "list")
        page.locator("tbody tr", has_text=name).get_by_role("button").click()
        planned = leader.words("console_park.check_planned")
        expect(checks.filter(has_text=planned)).to_have_count(2, timeout=PATIENCE_MS)
        history = side.locator(".steps-line > li")
        history.get_by_role("button", name=leader.words("console_firms.visit_move")).click()
        begins = dialog.get_by_label(leader.words("console_park.starts"))
        day = "02" if begins.input_value()[8:10] == "01" else "01"
        begins.fill(f"{month}-{day}T00:00")
        dialog.get_by_label(leader.words("console_firms.minutes")).fill("90")
        dialog.get_by_role("button", name=leader.words("console_firms.visit_move")).click()
        expect(dialog).to_be_hidden(timeout=PATIENCE_MS)
        history.get_by_role("button", name=leader.words("console_firms.visit_cancel")).click()
        dialog.get_by_role("textbox").fill("企业停产")
        dialog.get_by_role("button", name=leader.words("console_firms.visit_cancel")).click()
        expect(history).to_contain_text("企业停产", timeout=PATIENCE_MS)
        expect(checks.filter(has_text=planned)).to_have_count(0, timeout=PATIENCE_MS)
        keep_picture(page, "park-firm-visit-off")
        leader.button("console.undo").click()
        expect(checks.filter(has_text=planned)).to_have_count(2, timeout=PATIENCE_MS)
        assert page.evaluate("window.ran") is None

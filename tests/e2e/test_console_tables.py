"""Lists of words and the law table on the desk: kept by administrators, with a way back."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from console_page import NARROW, PATIENCE_MS, WIDE, Desk, desk
from duty_world import Templates, served
from fitting import keep_picture, serious_faults
from officer_site import OfficerSite
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from geo_patrol.messages import Language

pytestmark = pytest.mark.browser

NAME = "演示管理"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, templates: Templates) -> Iterator[OfficerSite]:
    """Give a site with an administrator and a leader."""

    def add(made: OfficerSite) -> None:
        made.add_officer(NAME, "a-01", squad=None, role="admin")
        made.add_officer("演示队长", "r-01", role="leader")

    with served(tmp_path_factory.mktemp("tables") / "site", templates, {}, prepared=add) as made:
        yield made


def dialog(opened: Desk) -> Locator:
    """Return the question that lies over the room."""
    return opened.page.get_by_role("dialog")


def field(at: Locator | Page, label: str) -> Locator:
    """Return a field by its label."""
    return at.get_by_label(label, exact=True)


FILE = "更正.yaml"
OWN_LAW = """\
rules:
  - id: office-washing
    series: office-washing
    levels: [first]
    acts: [washing]
    law: {zh: 示例规定, en: an example}
    article: 12
    valid_from: 2026-09-01
    verified: false
    why: {zh: 示例，不是真的规定, en: an example and no real rule}
    source: 示例
    fine: {min: 0, max: 500}
"""


def test_an_administrator_keeps_the_lists_of_words(site: OfficerSite, browser: Browser) -> None:
    with desk(browser, site, "a-01") as opened:
        page, name = opened.page, "无人机投饵<b>"
        opened.go("tables", "categories")
        expect(page.locator("tbody tr", has_text="垂钓")).not_to_have_count(0, timeout=PATIENCE_MS)
        opened.button("console_tables.new_term").click()
        form = dialog(opened)
        field(form, opened.words("console_tables.zh")).fill("垂钓")
        field(form, opened.words("console_tables.en")).fill("Baiting by drone")
        code = field(form, opened.words("console_tables.code"))
        code.fill("angling")
        expect(form).to_contain_text(opened.words("console_tables.code_taken"))
        code.fill("drone_bait")
        form.get_by_role("combobox").first.select_option("reservoir")
        save = form.get_by_role("button", name=opened.words("console_tables.save"))
        save.click()
        # A name that another word has is refused at its field; what was typed stays.
        expect(form.locator(".fault")).to_be_visible(timeout=PATIENCE_MS)
        field(form, opened.words("console_tables.zh")).fill(name)
        keep_picture(page, "tables-term-form")
        save.click()
        expect(form).to_be_hidden(timeout=PATIENCE_MS)
        side = page.locator(".split-side")
        expect(side).to_contain_text(name, timeout=PATIENCE_MS)
        expect(side.locator(".steps-line > li")).to_have_count(1, timeout=PATIENCE_MS)
        opened.button("console_tables.retire").click()
        opened.expect_said(opened.words("console_tables.retired_means"))
        expect(side.locator(".steps-line")).to_contain_text(NAME)
        keep_picture(page, "tables-term")
        opened.button("console.undo").click()
        expect(side.locator(".steps-line > li")).to_have_count(3, timeout=PATIENCE_MS)
        expect(opened.button("console_tables.retire")).to_be_visible()


def test_an_office_s_law_is_looked_at_put_in_force_and_taken_back(
    site: OfficerSite, browser: Browser
) -> None:
    with desk(browser, site, "a-01") as opened:
        page = opened.page

        def look_at(text: str) -> Locator:
            file = FilePayload(name=FILE, mimeType="application/yaml", buffer=text.encode())
            page.locator("input[type=file]").set_input_files(file)
            expect(dialog(opened)).to_be_visible(timeout=PATIENCE_MS)
            return dialog(opened)

        opened.go("tables", "office")
        opened.expect_said(opened.words("console_tables.only_the_program"))
        broken = look_at(OWN_LAW.replace("[first]", "[third]"))
        expect(broken.get_by_role("alert")).to_be_visible(timeout=PATIENCE_MS)
        use = opened.button("console_tables.put_in_force")
        expect(use).to_be_disabled()
        page.keyboard.press("Escape")
        sound = look_at(OWN_LAW)
        expect(sound).to_contain_text("office-washing", timeout=PATIENCE_MS)
        expect(sound.locator(".tag")).to_have_text(opened.words("console_tables.added"))
        keep_picture(page, "tables-law-changes")
        use.click()
        opened.expect_said(opened.words("console_tables.file_in_force", name=FILE, version=1))

        opened.go("tables", "try")
        page.get_by_role("combobox").first.select_option("washing")
        opened.expect_said("示例规定")
        keep_picture(page, "tables-try")
        opened.go("tables", "law")
        page.get_by_role("combobox").first.select_option("washing")
        expect(page.locator(".tables-rules").first).to_contain_text("示例规定")

        # The way back: none, the old file again, and undoing that.
        opened.go("tables", "office")
        opened.button("console_tables.back_to_program").click()
        expect(dialog(opened).locator(".tag")).to_have_text(
            opened.words("console_tables.dropped"), timeout=PATIENCE_MS
        )
        use.click()
        versions = page.locator("tbody tr")
        expect(versions).to_have_count(2, timeout=PATIENCE_MS)
        versions.last.get_by_role("button", name=opened.words("console_tables.put_back")).click()
        expect(dialog(opened)).to_contain_text("office-washing", timeout=PATIENCE_MS)
        use.click()
        expect(versions).to_have_count(3, timeout=PATIENCE_MS)
        with page.expect_download() as taking:
            versions.first.get_by_role(
                "button", name=opened.words("console_tables.download")
            ).click()
        assert Path(str(taking.value.path())).read_text(encoding="utf-8") == OWN_LAW
        opened.button("console.undo").click()
        expect(versions).to_have_count(4, timeout=PATIENCE_MS)


def test_a_year_s_holidays_are_entered_in_spans_and_left_again(
    site: OfficerSite, browser: Browser
) -> None:
    spans = [("春节", "2090-01-30", "2090-02-05"), ("国庆节", "2090-10-01", "2090-10-07")]
    with desk(browser, site, "a-01") as opened:
        page = opened.page
        opened.go("tables", "holidays", "2090")
        unknown = opened.words("console_tables.not_announced", year=2090)
        opened.expect_said(unknown)
        opened.button("console_tables.change_year", year=2090).click()
        form = dialog(opened)
        for name, first, last in spans:
            form.get_by_role("button", name=opened.words("console_tables.span_more")).click()
            line = form.locator(".tables-span").last
            field(line, opened.words("console_tables.day_name")).fill(name)
            field(line, opened.words("console_tables.first_day")).fill(first)
            field(line, opened.words("console_tables.last_day")).fill("2089-12-31")
            save = form.get_by_role("button", name=re.compile("^保存"))
            expect(save).to_be_disabled()
            field(line, opened.words("console_tables.last_day")).fill(last)
        keep_picture(page, "tables-holidays-form")
        form.get_by_role("button", name=opened.words("console_tables.save_days", n=14)).click()
        rows = page.locator("tbody tr")
        expect(rows).to_have_count(2, timeout=PATIENCE_MS)
        expect(rows.first).to_contain_text("2090-01-30（周一） → 2090-02-05（周日）")
        expect(page.get_by_text(unknown)).to_have_count(0)
        opened.button("console.undo").click()
        opened.expect_said(unknown)


def test_a_leader_reads_the_law_and_asks_it_but_changes_nothing(
    site: OfficerSite, browser: Browser
) -> None:
    with desk(browser, site, "r-01", language="en") as opened:
        opened.go("help")
        opened.page.get_by_role("link", name=opened.words("console_help.law_table")).click()
        opened.expect_said("Fisheries Law, art. 30, 38")
        opened.page.get_by_role("radio", name=opened.words("console_tables.try")).click()
        field(opened.page, opened.words("console_tables.act")).select_option("angling")
        opened.expect_said(opened.words("console_tables.lighter_same"))
        assert opened.page.url.endswith("#/law/try")
        # It stands in no rail, and what changes it is not offered.
        rail = opened.page.locator("nav.rail")
        expect(rail.get_by_role("link", name=opened.words("console.room_law"))).to_have_count(0)
        for way in ("console_tables.terms", "console_tables.office"):
            expect(opened.page.get_by_role("radio", name=opened.words(way))).to_have_count(0)
        opened.go("tables", "office")
        opened.expect_said(opened.words("console.nothing_for_you"))


@pytest.mark.parametrize(
    ("size", "language", "scheme"), [(WIDE, "zh", "light"), (NARROW, "en", "dark")]
)
def test_the_tables_fit_and_have_no_serious_fault_by_axe(
    site: OfficerSite,
    browser: Browser,
    size: tuple[int, int],
    language: Language,
    scheme: Literal["light", "dark"],
) -> None:
    with desk(browser, site, "a-01", size=size, language=language, scheme=scheme) as opened:
        for room in ("categories/angling", "outcomes", "law", "try", "office", "holidays/2027"):
            opened.go("tables", room)
            expect(opened.page.locator(".spinner")).to_have_count(0, timeout=PATIENCE_MS)
            name = f"tables-{room.split('/')[0]}-{size[0]}-{language}-{scheme}"
            keep_picture(opened.page, name)
            assert serious_faults(opened.page, name) == []
            assert not opened.page.evaluate("document.documentElement.scrollWidth > innerWidth")

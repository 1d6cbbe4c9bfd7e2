"""Markup and scripts in every field: wherever they are shown, they are what was typed."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from duty_world import Templates, Words, be_called, rival, served
from officer_app import App
from officer_site import OfficerSite, phone
from playwright.sync_api import Browser, ConsoleMessage, Page, expect
from sqlalchemy import update

from geo_patrol.store.engine import open_store
from geo_patrol.store.tables import AreaRow

pytestmark = pytest.mark.browser

MARKUP = '<img src=x onerror="window.hit=1">${7*7}'
TINY = '"><i>${7*7}</i>'
LONG = MARKUP + "</script><script>window.hit=1</script>"
OFFICER, AREA = f"甲{MARKUP}", f"区{MARKUP}"
WORDS = Words(
    point=f"点{MARKUP}",
    point_code="<b>${7*7}</b>",
    task=f"任务{LONG}",
    alert_kind=f"类{MARKUP}",
    alert_note=f"警{LONG}",
    camera=f"机{MARKUP}",
    handover=f"交{LONG}",
    open_point=f"件{LONG}",
)


@pytest.fixture(scope="module")
def hostile(
    tmp_path_factory: pytest.TempPathFactory, templates: Templates
) -> Iterator[OfficerSite]:
    """Give a site in which every word that somebody typed is markup."""
    folder = tmp_path_factory.mktemp("hostile") / "site"
    with served(folder, templates, {"R-07": OFFICER}, WORDS, "R-07", prepared=rename) as site:
        yield site


def rename(site: OfficerSite) -> None:
    with (
        closing(open_store(site.store_url, exclusive=True)) as store,
        store.upkeep() as session,
    ):
        named = {"name_zh": AREA, "name_en": AREA}
        session.execute(update(AreaRow).where(AreaRow.code == "changzhao").values(named))


class Reader:
    """Looks at what a page shows, and at what it complains of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._heard)

    def _heard(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.complaints.append(message.text)

    def expect_text(self, *texts: str) -> None:
        """Expect texts on the screen, letter by letter, and nothing of them to be markup."""
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text)
        made = self.page.locator('img[src="x"], [onerror], body i, body script:not([src])')
        expect(made).to_have_count(0)
        assert self.page.evaluate("typeof window.hit") == "undefined"
        assert self.complaints == []


def test_what_was_typed_is_shown_as_text_everywhere(
    hostile: OfficerSite, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with phone(browser, hostile, tmp_path_factory.mktemp("hostile") / "phone") as held:
        page = held.page
        app, reader = App(page, hostile), Reader(held.page)
        app.open()
        app.log_in("r-07")
        app.await_shift()
        reader.expect_text(WORDS.handover, WORDS.open_point)
        app.go("start")
        reader.expect_text(AREA, OFFICER)
        page.get_by_role("radio", name=AREA).click()
        app.start_patrol()
        reader.expect_text(AREA)
        for screen, texts in (
            ("map", [AREA]),
            ("crew", [OFFICER]),
            ("settings", [OFFICER]),
            ("tasks", [WORDS.task, AREA]),
            ("alerts", [WORDS.alert_kind, WORDS.alert_note, WORDS.camera]),
            ("checks", [WORDS.point, WORDS.point_code]),
        ):
            app.go(screen)
            reader.expect_text(*texts)

        be_called(app, LONG)
        reader.expect_text(OFFICER)

        hostile.line.up = False
        app.go("checks")
        app.button("i_am_here").click()
        app.go("tasks")
        app.button("answer").click()
        reader.expect_text(WORDS.task)
        answer(app, "task_done", f"答{LONG}")
        app.go("alerts")
        app.button("answer").click()
        reader.expect_text(WORDS.alert_kind)
        answer(app, "alert_true", f"核{LONG}")
        app.go("queue")
        reader.expect_text(app.words("label_check_in", name=WORDS.point))

        app.begin_incident("angling", narrative=f"述{LONG}")
        app.button("person_add").click()
        fields = ("person_name", "person_plate", "person_phone", "person_number", "person_note")
        for field in fields:
            page.get_by_label(app.words(field)).fill(TINY)
        app.go("queue")
        app.go("incident")
        app.button("more_details").click()
        for field in fields:
            expect(page.get_by_label(app.words(field))).to_have_value(TINY)
        expect(page.get_by_label(app.words("narrative"))).to_have_value(f"述{LONG}")
        app.save_button.click()
        expect(page.get_by_role("heading", name=app.words("log_incident"))).to_have_count(0)

        app.go("handover")
        page.get_by_label(app.words("handover_text")).fill(f"递{LONG}")
        page.get_by_label(app.words("handover_points")).fill(f"留{LONG}")
        app.button("end_and_hand_over").click()
        hostile.line.up = True
        page.evaluate("dispatchEvent(new Event('online'))")
        app.expect_all_sent()
        reader.expect_text()

        told = app.ask("GET", "tasks").body["items"][0]["answers"]
        assert [one["text"] for one in told] == [f"答{LONG}"]
        notes = {one["text"] for one in app.ask("GET", "handovers").body["items"]}
        assert f"递{LONG}" in notes
        written = app.ask("GET", "incidents").body["items"]
        assert [one["narrative"] for one in written] == [f"述{LONG}"]

        other = held.context.new_page()
        other.goto(f"{hostile.origin}/officer/licences.txt")
        page.bring_to_front()
        rival(app, App(other, hostile), f"我{LONG}", f"他{LONG}")
        app.go("queue")
        app.button("compare").click()
        reader.expect_text(f"我{LONG}", f"他{LONG}")
        page.get_by_role("dialog").press("Escape")

        paper = Reader(other)
        other.goto(f"{hostile.origin}/check-points/sheet?area=changzhao")
        paper.expect_text(WORDS.point, WORDS.point_code)

        app.lock()
        reader.expect_text(OFFICER)
        page.get_by_role("button", name=OFFICER).click()
        reader.expect_text(OFFICER)


def answer(app: App, result: str, text: str) -> None:
    sheet = app.page.get_by_role("dialog")
    sheet.get_by_role("radio", name=app.words(result)).click()
    sheet.get_by_label(app.words("note")).fill(text)
    sheet.get_by_role("button", name=app.words("save")).click()
    expect(sheet).to_have_count(0)

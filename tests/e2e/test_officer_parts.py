"""Screens that come when they are first opened: there without a line, and asked for again."""

import re

import pytest
from officer_app import App
from officer_site import OfficerSite, phone
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser

NO_WORKER = "delete Navigator.prototype.serviceWorker"
"""As where the certificate is not trusted: nothing keeps the shell."""


def test_a_screen_that_did_not_come_is_asked_for_again(
    site: OfficerSite, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with phone(browser, site, tmp_path_factory.mktemp("phone")) as held:
        held.context.add_init_script(NO_WORKER)
        part = re.compile(r"/officer-due-[\w-]+\.js$")
        held.page.route(part, lambda route: route.abort())
        app = App(held.page, site)
        app.open()
        app.log_in("r-07")
        app.go("due")
        expect(held.page.get_by_role("alert")).to_contain_text(app.words("part_missing"))
        held.page.unroute(part)
        app.button("ui.again").click()
        expect(held.page.get_by_role("heading", name=app.words("due.title"))).to_be_visible()


def test_without_a_worker_all_screens_are_taken_along_while_there_is_a_line(
    site: OfficerSite, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with phone(browser, site, tmp_path_factory.mktemp("phone")) as held:
        held.context.add_init_script(NO_WORKER)
        app = App(held.page, site)
        with held.page.expect_response(re.compile(r"/officer-tasks-[\w-]+\.js$")):
            app.open()
        app.log_in("r-07")
        held.page.wait_for_load_state("networkidle")
        site.line.up = False
        titles = {"due": "due.title", "route": "declare_route", "cases": "case.list"}
        for screen, title in titles.items():
            app.go(screen)
            heading = held.page.get_by_role("heading", level=1)
            expect(heading).to_have_text(app.words(title))

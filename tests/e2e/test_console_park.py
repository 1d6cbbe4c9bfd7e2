"""The park on the desk: a case on its way over the board, and who answers for what."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Literal
from uuid import uuid4

import pytest
from console_page import NARROW, PATIENCE_MS, WIDE, Desk, desk
from duty_world import Templates, served
from fitting import keep_picture, serious_faults
from officer_site import OfficerSite, officer_id
from park_world import FIRST, IN_THE_PARK, LEADER, SECOND
from playwright.sync_api import Browser, Locator, expect
from records_world import ago, send

from geo_patrol.messages import Language
from geo_patrol.park.records import Block, Responsibility
from geo_patrol.store.engine import open_store
from geo_patrol.store.repositories import grids
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.responsibility import put_block, put_responsibility

pytestmark = pytest.mark.browser

AREA, BLOCK = "nanyan", "南岩一片区"
LAST_MONTH = datetime.now(UTC).replace(microsecond=0) - timedelta(days=30)
RUNS = "</script><img src=x onerror=window.ran=1>"
ROOMS = ("board", "figures", f"duties/{AREA}", "firms", "firms/plan", "firms/slots", "ranking")


def give_block(site: OfficerSite) -> None:
    """Have the first officer answer for half of an area; nobody answers for the rest."""
    with closing(open_store(site.store_url, exclusive=True)) as store:
        with store.reader() as session:
            views = grids.cells(session, SYSTEM, area_code=AREA).items
        codes = tuple(sorted(view.cell.code for view in views))
        half = codes[: len(codes) // 2]
        block = Block(uuid4(), AREA, "NY-1", BLOCK, half, LAST_MONTH)
        first = officer_id(site, "P-07")
        put_block(store, SYSTEM, block, now=LAST_MONTH)
        duty = Responsibility(uuid4(), AREA, "NY-1", None, first, LAST_MONTH)
        put_responsibility(store, SYSTEM, duty, now=LAST_MONTH)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, templates: Templates) -> Iterator[OfficerSite]:
    """Give a site with the park's squad, a block that somebody answers for, and one that briefs."""

    def prepared(made: OfficerSite) -> None:
        made.add_officer(FIRST, "P-07", "park")
        made.add_officer(SECOND, "P-08", "park")
        made.add_officer(LEADER, "P-01", "park", "leader")
        made.add_officer("演示园勤", "P-02", "park", "briefing")
        made.add_shift(squad="park")
        give_block(made)

    folder = tmp_path_factory.mktemp("park") / "site"
    with served(folder, templates, {}, prepared=prepared) as made:
        yield made


def report(opened: Desk, note: str, days: float = 0.0) -> str:
    """Write down what a citizen told the desk; return the case's id."""
    case_id = str(uuid4())
    lon, lat = IN_THE_PARK["longitude"], IN_THE_PARK["latitude"]
    body = {"squad": "park", "source": "citizen", "category": "oil_smoke", "lon": lon, "lat": lat}
    send(opened, "PUT", f"cases/{case_id}", {**body, "reported_at": ago(days), "note": note})
    return case_id


def take(opened: Desk, case_id: str, kind: str) -> None:
    """Take a step as the officers' app does."""
    # To the microsecond: within a second steps are told apart by nothing else.
    body = {"case_id": case_id, "kind": kind, "at": datetime.now(UTC).isoformat()}
    send(opened, "PUT", f"case-steps/{uuid4()}", body)


def column(opened: Desk, stage: str) -> Locator:
    name = opened.words(f"console_park.stage_{stage}")
    return opened.page.get_by_role("region", name=name, exact=True)


def cards(opened: Desk, stage: str) -> Locator:
    return column(opened, stage).locator(".case-card")


def figure(opened: Desk, label: str) -> Locator:
    words = opened.page.locator(".figure-label", has_text=label)
    return opened.page.locator(".figure").filter(has=words).locator(".figure-value").first


def act(opened: Desk, kind: str, *, why: str = "", to: str = "", rating: str = "") -> None:
    """Take a step from the desk."""
    word = opened.words(f"console_park.step_{kind}")
    view = opened.page.locator(".case-view")
    view.get_by_role("button", name=word, exact=True).click()
    dialog = opened.page.get_by_role("dialog")
    if to:
        dialog.get_by_role("combobox").select_option(label=to)
    if why:
        dialog.get_by_role("textbox").last.fill(why)
    if rating:
        dialog.get_by_role("radio", name=rating).click()
    dialog.get_by_role("button", name=word, exact=True).click()
    expect(dialog).to_be_hidden(timeout=PATIENCE_MS)


def again(opened: Desk) -> None:
    opened.page.reload()
    expect(opened.page.locator(".case-view h2").first).to_be_visible(timeout=PATIENCE_MS)


def test_a_leader_follows_a_case_over_the_board_and_sees_its_figures_change(
    site: OfficerSite, browser: Browser
) -> None:
    with desk(browser, site, "p-01") as leader, desk(browser, site, "p-07") as officer:
        case_id = report(leader, f"油烟{RUNS}")
        leader.go("park", "board")
        expect(cards(leader, "reported")).to_have_count(1, timeout=PATIENCE_MS)
        expect(figure(leader, leader.words("console_park.n_open"))).to_have_text("1")
        cards(leader, "reported").click()
        expect(leader.page.locator(".case-view")).to_contain_text(RUNS, timeout=PATIENCE_MS)
        act(leader, "accepted")
        expect(cards(leader, "accepted")).to_have_count(1, timeout=PATIENCE_MS)
        act(leader, "dispatched", to=FIRST)
        expect(cards(leader, "dispatched")).to_contain_text(FIRST, timeout=PATIENCE_MS)

        take(officer, case_id, "handled")
        again(leader)
        act(leader, "returned", why="烟道没有清理干净")
        expect(cards(leader, "dispatched")).to_contain_text(
            leader.words("console_park.mark_returned", n=1), timeout=PATIENCE_MS
        )
        take(officer, case_id, "handled")
        again(leader)
        act(leader, "verified")
        act(leader, "closed")
        expect(cards(leader, "closed")).to_contain_text(
            leader.words("console_park.in_time"), timeout=PATIENCE_MS
        )
        act(leader, "rated", rating="5")
        expect(cards(leader, "closed")).to_contain_text(leader.words("console_park.score", n=5))
        expect(figure(leader, leader.words("console_park.n_open"))).to_have_text("0")
        month = re.compile("^" + re.escape(leader.words("console_park.n_closed")))
        closed = leader.page.locator(".figure", has=leader.page.get_by_text(month)).first
        expect(closed.locator(".figure-value")).to_have_text("1", timeout=PATIENCE_MS)
        assert leader.page.evaluate("window.ran") is None

        # The way back: what was closed by mistake is open again, and the step can be read.
        closing = leader.page.locator(
            ".steps-line li", has_text=leader.words("console_park.step_closed")
        ).first
        closing.get_by_role("button").click()
        closing.get_by_role("button").click()
        expect(cards(leader, "verified")).to_have_count(1, timeout=PATIENCE_MS)
        expect(leader.page.locator(".steps-line")).to_contain_text(
            leader.words("console_park.voided", why=leader.words("console_park.void_reason"))
        )


def test_an_overdue_case_is_supervised_with_a_sheet(site: OfficerSite, browser: Browser) -> None:
    with desk(browser, site, "p-01") as leader:
        case_id = report(leader, "一直没处置", days=20)
        leader.go("park", "board", "-", "-", "-", case_id)
        card = leader.page.locator('.case-card[data-late][aria-pressed="true"]')
        expect(card).to_be_visible(timeout=PATIENCE_MS)
        expect(leader.page.locator(".case-view .remark-list").first).to_be_visible()
        act(leader, "supervised", why="超时未受理")
        expect(card).to_contain_text(
            leader.words("console_park.mark_supervised", n=1), timeout=PATIENCE_MS
        )
        sheet = leader.page.get_by_role("link", name=leader.words("console_park.sheet"))
        assert pdf_at(leader, sheet).startswith("%PDF")


def pdf_at(opened: Desk, link: Locator) -> str:
    """Return how a paper begins that a link leads to."""
    href = link.get_attribute("href")
    told = opened.page.evaluate(
        "async (path) => (await (await fetch(path)).text()).slice(0, 8)", href
    )
    assert isinstance(told, str)
    return told


def test_a_leader_hands_a_block_over_after_seeing_what_it_changes(
    site: OfficerSite, browser: Browser
) -> None:
    with desk(browser, site, "p-01") as leader:
        leader.go("park", "duties", AREA)
        page = leader.page
        expect(page.locator(".share-row", has_text=FIRST)).to_be_visible(timeout=PATIENCE_MS)
        nobody = leader.words("console_park.vacant_nobody")
        expect(page.locator(".share-row", has_text=nobody)).to_be_visible()
        block = page.locator(".block-row", has_text=BLOCK)
        n_cells = int(re.findall(r"\d+", block.locator(".small").inner_text())[0])
        block.get_by_role("button", name=leader.words("console_park.hand_over")).click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("combobox").select_option(label=SECOND)
        rows = dialog.locator(".duty-preview tbody tr")
        expect(rows).to_have_text([f"{FIRST}{n_cells}0", f"{SECOND}0{n_cells}"])
        dialog.get_by_role("textbox").last.fill("二号路夜间油烟")
        keep_picture(page, "park-handover")
        dialog.get_by_role("button", name=leader.words("console_park.hand_over")).last.click()
        expect(block).to_contain_text(SECOND, timeout=PATIENCE_MS)
        expect(page.locator(".steps-line")).to_contain_text("二号路夜间油烟", timeout=PATIENCE_MS)
        undo = page.get_by_role("button", name=leader.words("console.undo"))
        undo.click()
        expect(block).to_contain_text(FIRST, timeout=PATIENCE_MS)

        # All that is in no block becomes one, ends, and goes on again.
        leader.button("console_park.block_new").click()
        save = leader.button("console_park.block_save")
        expect(save).to_be_disabled()
        leader.button("console_park.block_take_left").click()
        page.get_by_label(leader.words("console_park.block_name")).fill("<b>余片</b>")
        keep_picture(page, "park-block")
        save.click()
        made = page.locator(".block-row", has_text="<b>余片</b>")
        expect(made).to_be_visible(timeout=PATIENCE_MS)
        made.get_by_role("button", name=leader.words("console_park.block_end")).click()
        expect(made).to_have_count(0, timeout=PATIENCE_MS)
        undo.last.click()
        expect(made).to_be_visible(timeout=PATIENCE_MS)

        # A press on the map takes a cell out; one of another block is not to be had.
        made.get_by_role("button", name=leader.words("console_park.block_redraw")).click()
        expect(save).to_be_disabled()
        chart = page.locator(".leaflet-container")
        box = chart.bounding_box()
        assert box is not None
        for down in (0.3, 0.4, 0.5, 0.6, 0.7):
            for along in (0.4, 0.5, 0.6):
                if save.is_disabled():
                    at = {"x": box["width"] * along, "y": box["height"] * down}
                    chart.click(position=at)
        expect(save).to_be_enabled()
        save.click()
        expect(made).to_be_visible(timeout=PATIENCE_MS)
        assert page.evaluate("window.ran") is None


def test_who_makes_briefings_sees_no_names_and_no_acts_in_the_park(
    site: OfficerSite, browser: Browser
) -> None:
    with desk(browser, site, "p-02") as opened:
        for room in ROOMS:
            opened.go("park", room)
            expect(opened.page.locator(".spinner")).to_have_count(0, timeout=PATIENCE_MS)
            said = opened.page.locator("main").inner_text()
            assert not [name for name in (FIRST, SECOND, LEADER) if name in said]
        opened.go("park", "duties", AREA)
        expect(opened.page.locator(".block-row").first).to_be_visible(timeout=PATIENCE_MS)
        expect(opened.page.locator(".block-row button")).to_have_count(0)


@pytest.mark.parametrize(
    ("size", "language", "scheme"), [(WIDE, "zh", "light"), (NARROW, "en", "dark")]
)
def test_the_park_fits_and_has_no_serious_fault_by_axe(
    site: OfficerSite,
    browser: Browser,
    size: tuple[int, int],
    language: Language,
    scheme: Literal["light", "dark"],
) -> None:
    with desk(browser, site, "p-01", size=size, language=language, scheme=scheme) as opened:
        case_id = report(opened, "沿街油烟")
        for room in (f"board/-/-/-/{case_id}", *ROOMS):
            opened.go("park", room)
            expect(opened.page.locator(".spinner")).to_have_count(0, timeout=PATIENCE_MS)
            if room.startswith("duties"):
                expect(opened.page.locator(".map canvas")).to_be_visible(timeout=PATIENCE_MS)
            name = f"park-{room.split('/')[0]}-{len(room)}-{size[0]}-{language}-{scheme}"
            keep_picture(opened.page, name)
            assert serious_faults(opened.page, name) == []
            assert not opened.page.evaluate("document.documentElement.scrollWidth > innerWidth")

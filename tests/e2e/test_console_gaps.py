"""Gaps on the desk: from where nobody was, to a task, a patrol, and a gap that is closed."""

import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal
from uuid import uuid4

import pypdfium2
import pytest
from console_page import NARROW, PATIENCE_MS, WIDE, Desk, desk
from duty_world import AREA, Templates, served
from fitting import keep_picture, serious_faults
from officer_app import App
from officer_site import OfficerSite, phone
from PIL import Image
from playwright.sync_api import Browser, Geolocation, Locator, expect

from geo_patrol.messages import Language
from geo_patrol.patrols import Shift
from geo_patrol.store.engine import open_store
from geo_patrol.store.repositories import grids
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.records import put_shift

pytestmark = pytest.mark.browser

OFFICER, LEADER = "演示甲", "演示队长"
WORDS = "到码头边的三格看一下,注意岸边帐篷"
DRAWN_MS = 120_000
"""A sheet for paper takes a while on a busy machine."""
SEEN_FOR_S = 12
"""A boat's phone keeps a fix every three seconds."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, templates: Templates) -> Iterator[OfficerSite]:
    """Give a site with a leader, an officer on duty, and briefing staff, where nobody ever went."""

    def add(made: OfficerSite) -> None:
        made.add_officer("演示内勤", "R-02", role="briefing")
        now = datetime.now(UTC).replace(microsecond=0)
        begins = now + timedelta(hours=6)
        later = Shift(uuid4(), "reservoir", "early", begins, begins + timedelta(hours=8))
        with closing(open_store(made.store_url, exclusive=True)) as store:
            put_shift(store, SYSTEM, later, now=now)

    people = {"R-07": OFFICER, "R-01": LEADER}
    folder = tmp_path_factory.mktemp("gaps") / "site"
    with served(folder, templates, people, leader="R-01", prepared=add) as made:
        yield made


class Gaps:
    """The room of gaps as a hand uses it."""

    def __init__(self, opened: Desk) -> None:
        self.opened, self.page = opened, opened.page

    def open(self, *parts: str) -> None:
        """Open it on an area, and wait until cells are there."""
        self.opened.go("gaps", AREA, *parts)
        expect(self.page.locator(".gap-legend")).to_be_visible(timeout=PATIENCE_MS)
        expect(self.page.locator(".desk-map .map canvas").first).to_be_visible(timeout=PATIENCE_MS)

    @property
    def rows(self) -> Locator:
        """The rows of the table of cells that nobody came to."""
        return self.page.locator(".gap-table tbody tr")

    def count_of(self, key: str) -> int:
        """Return the number that the legend has for a class."""
        row = self.page.locator(".gap-legend li").filter(has_text=self.opened.words(key))
        return int(row.locator(".number").inner_text().replace(",", ""))

    def button(self, key: str, **params: object) -> Locator:
        """Return a button by its words, the one that was opened last."""
        name = self.opened.words(f"console_gaps.{key}", **params)
        return self.page.get_by_role("button", name=name, exact=True).last


def cells_beside(site: OfficerSite, code: str, n: int) -> list[tuple[str, float, float]]:
    """Return a cell and those next to it, the nearest first: code, and longitude and latitude."""
    with closing(open_store(site.store_url)) as store, store.reader() as session:
        cells = grids.grid(session, grids.grid_ids_of(session, AREA)[0]).cells
    here = next(one for one in cells if one.code == code).geometry.centroid
    nearest = sorted(cells, key=lambda one: one.geometry.centroid.distance(here))[:n]
    return [(one.code, one.geometry.centroid.x, one.geometry.centroid.y) for one in nearest]


def be_in_cell(app: App, lon: float, lat: float) -> None:
    """Have the phone be in a place for a while, drifting as a boat does."""
    until = time.monotonic() + SEEN_FOR_S
    step = 0
    while time.monotonic() < until:
        place: Geolocation = {"longitude": lon + step * 2e-5, "latitude": lat, "accuracy": 5}
        app.place = place
        app.be_there()
        app.page.wait_for_timeout(1000)
        step += 1


def end_patrol(app: App) -> None:
    """End the patrol that runs; what it saw is sent."""
    app.go("")
    app.button("end_or_change").click()
    app.page.get_by_role("dialog").get_by_role("button", name=app.words("end_patrol")).click()


def test_a_gap_becomes_a_task_a_patrol_and_is_closed_without_a_press(
    site: OfficerSite, browser: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (
        phone(browser, site, tmp_path / "phone") as held,
        desk(browser, site, "r-01") as opened,
    ):
        app = App(held.page, site)
        app.open()
        app.log_in("r-07")
        app.await_shift()
        gaps = Gaps(opened)
        gaps.open("week")
        never = gaps.count_of("console_gaps.class_never")
        code = str(gaps.rows.first.locator(".gap-code").get_attribute("title"))
        gaps.rows.first.locator(".gap-code").click()
        expect(gaps.rows.first).to_have_attribute("data-chosen", "true")
        assert opened.page.url.endswith(code)

        begun = time.monotonic()
        gaps.button("hand").click()
        dialog = opened.page.get_by_role("dialog")
        whom = dialog.get_by_label(opened.words("console_gaps.hand_to"))
        running = whom.locator("option").filter(
            has_text=opened.words("console_gaps.hand_running", shift="").strip()
        )
        whom.select_option(str(running.get_attribute("value")))
        dialog.locator("textarea").fill(WORDS)
        gaps.button("hand_do", n=1).click()
        expect(opened.page.locator(".toast")).to_be_visible()
        task = opened.page.locator(".gap-handed li")
        expect(task).to_contain_text(WORDS)
        expect(task).to_contain_text(opened.words("console_gaps.task_waits"))

        (_, lon, lat), *_ = cells_beside(site, code, 1)
        app.go("tasks")
        look(app)
        row = app.page.get_by_role("listitem").filter(has_text=WORDS)
        expect(row).to_contain_text(code, timeout=PATIENCE_MS)
        told = time.monotonic() - begun
        app.start_patrol()
        be_in_cell(app, lon, lat)
        app.go("tasks")
        row.get_by_role("button", name=app.words("answer")).click()
        sheet = app.page.get_by_role("dialog")
        sheet.get_by_role("radio", name=app.words("task_done"), exact=True).click()
        sheet.get_by_role("button", name=app.words("save")).click()
        end_patrol(app)
        app.expect_all_sent()
        sent = time.monotonic() - begun

        expect(task).to_contain_text(opened.words("console_gaps.task_done"), timeout=PATIENCE_MS)
        visited = task.get_by_text(opened.words("console_gaps.task_visited"), exact=True)
        expect(visited).to_be_visible(timeout=PATIENCE_MS)
        closed = time.monotonic() - begun
        assert gaps.count_of("console_gaps.class_never") < never
        assert gaps.count_of("console_gaps.class_on_time") > 0
        expect(gaps.rows.filter(has=opened.page.locator(f'[title="{code}"]'))).to_have_count(0)
        with capsys.disabled():
            print(
                f"\ngap → task on the phone {told:.1f} s → patrolled and sent {sent:.1f} s"
                f" → closed on the console {closed:.1f} s ({closed - sent:.1f} s after it was sent)"
            )
        keep_picture(opened.page, "gaps-closed")


def look(app: App) -> None:
    """Take the phone out of the pocket: it asks for news at once."""
    app.page.bring_to_front()
    app.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_what_was_handed_over_can_be_taken_back_and_map_hours_and_table_choose_for_one_another(
    site: OfficerSite, browser: Browser
) -> None:
    with desk(browser, site, "r-01") as opened:
        gaps, page = Gaps(opened), opened.page
        gaps.open("week")
        gaps.button("choose_worst", n=10).click()
        card = page.locator(".gap-card")
        expect(card).to_contain_text(opened.words("console_gaps.chosen", n=10))
        expect(page.locator('.gap-table tr[data-chosen="true"]')).to_have_count(10)

        # The middle of the map is in a cell: a press marks it, another takes the mark away.
        box = page.locator(".desk-map .map").bounding_box()
        assert box is not None
        shape = page.locator(".desk-map .map")
        spot = {"x": box["width"] * 0.5, "y": box["height"] * 0.45}
        shape.click(position=spot)  # type: ignore[arg-type]
        expect(card).not_to_contain_text(opened.words("console_gaps.chosen", n=10))
        shape.click(position=spot)  # type: ignore[arg-type]
        expect(card).to_contain_text(opened.words("console_gaps.chosen", n=10))

        before = page.locator(".gap-handed li").count()
        gaps.button("hand").click()
        n = page.locator(".gap-drafts li").count()
        assert 0 < n < 10
        gaps.button("hand_do", n=n).click()
        expect(page.locator(".gap-handed li")).to_have_count(before + n)
        page.locator(".toast-offer").click()
        withdrawn = page.locator('.gap-handed li[data-withdrawn="true"]')
        expect(withdrawn).to_have_count(n)
        gaps.button("restore").click()
        expect(withdrawn).to_have_count(n - 1)

        hours = page.locator(".gap-strip td button")
        hours.nth(2).focus()
        page.keyboard.press("Shift+ArrowRight")
        page.keyboard.press("Shift+ArrowRight")
        page.keyboard.press("Enter")
        expect(page.locator(".gap-legend h2")).to_contain_text("2–5")
        assert "/2-5/" in page.url
        page.locator(".gap-legend li").last.get_by_role("button").click()
        expect(gaps.rows.first).to_contain_text(opened.words("console_gaps.age_never"))


def test_briefing_staff_look_and_export_and_hand_nothing_over(
    site: OfficerSite, browser: Browser
) -> None:
    with desk(browser, site, "r-02") as opened:
        gaps, page = Gaps(opened), opened.page
        gaps.open("week")
        expect(page.locator(".page")).not_to_contain_text(opened.words("console_gaps.hand"))
        gaps.button("export").click()
        with page.expect_download() as saving:
            gaps.button("export_csv").click()
        table = Path(saving.value.path()).read_text(encoding="utf-8-sig").splitlines()
        assert len(table) > 1000
        with page.expect_download() as drawing:
            gaps.button("export_geojson").click()
        assert drawing.value.suggested_filename.endswith(".geojson")
        with page.expect_download(timeout=DRAWN_MS) as printing:
            gaps.button("export_pdf").click()
        with pypdfium2.PdfDocument(Path(printing.value.path())) as sheets:
            assert len(sheets) == 1
            sheet = sheets[0]
            assert is_drawn(sheet.render(scale=0.5).to_pil())
            assert "长诏" in sheet.get_textpage().get_text_range()
        with page.expect_download(timeout=DRAWN_MS) as picturing:
            gaps.button("export_png").click()
        with Image.open(picturing.value.path()) as picture:
            assert is_drawn(picture)
            assert min(picture.size) > 2000


def is_drawn(picture: Image.Image) -> bool:
    """Tell whether there is more on it than paper and a few words: many colours, all over it."""
    small = picture.convert("RGB").resize((200, 200))
    drawn = small.convert("L").point(lambda light: 255 if light < 250 else 0).getbbox()
    colours = small.getcolors(200 * 200) or []
    return drawn is not None and drawn[2] - drawn[0] > 100 and len(colours) > 50


@pytest.mark.parametrize(
    ("size", "language", "scheme"),
    [(WIDE, "zh", "light"), (NARROW, "en", "dark"), (NARROW, "zh", "light"), (WIDE, "en", "dark")],
)
def test_the_room_of_gaps_has_no_serious_fault_by_axe_and_fits(
    site: OfficerSite,
    browser: Browser,
    size: tuple[int, int],
    language: Language,
    scheme: Literal["light", "dark"],
) -> None:
    with desk(browser, site, "r-01", size=size, language=language, scheme=scheme) as opened:
        gaps, page = Gaps(opened), opened.page
        name = f"gaps-{size[0]}-{language}-{scheme}"
        gaps.open("week")
        gaps.rows.first.locator(".gap-code").click()
        page.locator(".gap-blind button").click()
        expect(page.locator(".gap-blind .tiny")).to_be_visible(timeout=PATIENCE_MS)
        keep_picture(page, name)
        assert serious_faults(page, name) == []
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
        gaps.button("hand").click()
        expect(page.locator(".gap-drafts li")).to_have_count(1)
        keep_picture(page, f"{name}-hand")
        assert serious_faults(page, f"{name}-hand") == []

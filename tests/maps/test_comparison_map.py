"""Two periods side by side: one place, one scale of colours, each its own cells."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from map_pages import opened, press
from map_samples import Sample, compared, draw
from playwright.sync_api import Browser, Page

from maps import comparison_map
from maps.classes import classify, effort_breaks

pytestmark = pytest.mark.browser

VIEWS = """() => geoPatrol.views.map(({map}) => [
    map.getCenter().lat, map.getCenter().lng, map.getZoom()])"""

TILE_PX = 256


def pixel_deg(zoom: float) -> float:
    """Return the width of a pixel: maps are moved by whole ones, so two differ by up to one."""
    return 360 / (TILE_PX * 2**zoom)


@pytest.fixture(scope="module")
def file(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("comparison") / "map.html"
    path.write_text(draw("comparison", sample), encoding="utf-8")
    return path


def both(page: Page) -> list[list[float]]:
    found: list[list[float]] = page.evaluate(VIEWS)
    return found


@pytest.mark.parametrize("which", [0, 1])
def test_the_panes_move_together(which: int, file: Path, browser: Browser) -> None:
    with opened(browser, file) as page:
        before = both(page)
        box = page.locator(".pane").nth(which).bounding_box()
        assert box is not None
        x, y = box["x"] + 300, box["y"] + 500
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 90, y - 60, steps=4)
        page.mouse.up()
        after = both(page)
        pixel = pixel_deg(after[0][2])
        assert after[0] == pytest.approx(after[1], abs=pixel)
        assert after[0] != pytest.approx(before[0], abs=10 * pixel)
        page.mouse.wheel(0, -400)
        page.wait_for_function(f"geoPatrol.views[0].map.getZoom() > {after[0][2]}")
        zoomed = both(page)
        assert zoomed[0] == pytest.approx(zoomed[1], abs=pixel_deg(zoomed[0][2]))


def test_the_legend_counts_each_period_in_classes_of_both(
    file: Path, sample: Sample, browser: Browser
) -> None:
    efforts = [one.cells["effort_s"].to_numpy() for one in compared(sample)]
    breaks = effort_breaks(np.concatenate(efforts), 5)
    wanted = [np.bincount(classify(one, breaks), minlength=len(breaks) + 2) for one in efforts]
    with opened(browser, file) as page:
        assert page.locator(".pane-name").all_inner_texts() == ["2022-09", "2022-10"]
        told = page.evaluate(
            """() => [...document.querySelectorAll(".classes .legend-row")].map(row =>
                [...row.querySelectorAll(".count")].map(one => Number(one.textContent)))"""
        )
        assert told == np.transpose(wanted).tolist()
        drawn = page.evaluate("geoPatrol.views.map(view => view.cells().counts())")
        assert drawn == [one.tolist() for one in wanted]


def test_a_found_cell_is_shown_on_both_sides(file: Path, sample: Sample, browser: Browser) -> None:
    code = sample.cells["code"].iloc[77]
    with opened(browser, file) as page:
        press(page, "查格")
        page.locator(".search-text").fill(code)
        page.locator(".search-text").press("Enter")
        assert page.locator(".details-popup .code").all_inner_texts() == [code, code]


def test_cells_that_changed_between_the_periods_are_drawn_as_they_were(
    coarse: Sample, browser: Browser, tmp_path: Path
) -> None:
    earlier, later = compared(coarse)
    fewer = replace(earlier, cells=earlier.cells.iloc[:50])
    path = tmp_path / "map.html"
    path.write_text(comparison_map(coarse.context, fewer, later), encoding="utf-8")
    with opened(browser, path) as page:
        drawn = page.evaluate("geoPatrol.views.map(view => view.cells().counts())")
        assert [sum(one) for one in drawn] == [50, len(coarse.cells)]

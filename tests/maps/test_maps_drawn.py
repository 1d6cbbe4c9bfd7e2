"""What Chromium draws of each map, with the network cut, is what went in."""

from collections import Counter
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from map_pages import boxes, drawn, opened, press, press_cell, served, uncovered
from map_samples import KINDS, N_INCIDENTS, Kind, Sample, draw
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Browser, FloatRect, Page
from pyproj import Geod

from maps.palette import COLOURS, GapClass, Theme, rgb

pytestmark = pytest.mark.browser

SOLID: tuple[GapClass, ...] = ("on_time", "late_1_2", "late_2_5", "late_5_plus")


@pytest.fixture(scope="module")
def files(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> dict[Kind, Path]:
    folder = tmp_path_factory.mktemp("maps")
    found: dict[Kind, Path] = {}
    for kind in KINDS:
        found[kind] = folder / f"{kind}.html"
        found[kind].write_text(draw(kind, sample), encoding="utf-8")
    return found


def legend_counts(page: Page) -> dict[str, int]:
    rows: list[list[str]] = page.evaluate(
        """() => [...document.querySelectorAll(".classes .legend-row")].map(row =>
            [row.dataset.swatch, row.querySelector(".count").textContent])"""
    )
    return {swatch: int(count.replace(",", "")) for swatch, count in rows}


def headlines(page: Page) -> dict[str, str]:
    pairs: list[list[str]] = page.evaluate(
        """() => [...document.querySelectorAll(".title .headline")].map(item =>
            [item.querySelector(".what").textContent, item.querySelector("b").textContent])"""
    )
    return {label: number.replace(",", "") for label, number in pairs}


def middle_of(page: Page, css_class: str) -> NDArray[np.int64]:
    """Return the pixels (rgb rows) inside the largest drawn cell of a class."""
    x, y, width, height = max(
        uncovered(page, boxes(page, css_class)), key=lambda box: min(box[2], box[3])
    )
    box: FloatRect = {"x": x + 2, "y": y + 2, "width": width - 4, "height": height - 4}
    picture = Image.open(BytesIO(page.screenshot(clip=box))).convert("RGB")
    return np.asarray(picture, dtype=np.int64).reshape(-1, 3)


def share_near(pixels: NDArray[np.int64], colour: str) -> float:
    """Return the share of pixels that look like a colour."""
    return float((np.abs(pixels - rgb(colour)).max(axis=1) <= 12).mean())


@pytest.mark.parametrize("kind", ["gaps", "coverage"])
def test_every_cell_is_a_path_and_the_legend_counts_them(
    kind: Kind, files: dict[Kind, Path], sample: Sample, browser: Browser
) -> None:
    with opened(browser, files[kind]) as page:
        counts = legend_counts(page)
        assert drawn(page, "cell") == len(sample.cells) == sum(counts.values())
        assert {name: drawn(page, name) for name in counts} == counts


def test_gap_counts_are_those_of_the_input(
    files: dict[Kind, Path], sample: Sample, browser: Browser
) -> None:
    wanted = Counter(sample.cells["gap_class"])
    overdue = int((sample.cells["ratio"] > 1).sum())
    with opened(browser, files["gaps"]) as page:
        assert legend_counts(page) == {
            f"gap-{name.replace('_', '-')}": n for name, n in wanted.items()
        }
        assert headlines(page) == {"从未到过": str(wanted["never"]), "逾期": str(overdue)}


@pytest.mark.parametrize("theme", ["day", "night"])
def test_classes_have_their_colours_on_the_screen(
    theme: Theme, files: dict[Kind, Path], browser: Browser
) -> None:
    colours = COLOURS[theme]
    with opened(browser, files["gaps"], dark=theme == "night", scale=2) as page:
        page.evaluate(
            """() => document.querySelectorAll(".shoreline, .label").forEach(one => one.remove())"""
        )
        for name in SOLID:
            pixels = middle_of(page, f"gap-{name.replace('_', '-')}")
            assert share_near(pixels, colours[f"gap_{name}"]) > 0.95
        never = middle_of(page, "gap-never")
        assert share_near(never, colours["gap_never"]) > 0.4
        assert share_near(never, colours["gap_never_hatch"]) > 0.1
        untracked = middle_of(page, "gap-untracked")
        assert share_near(untracked, colours["land"]) > 0.3
        assert share_near(untracked, colours["gap_untracked"]) > 0.1


@pytest.mark.parametrize("theme", ["day", "night"])
def test_a_cell_nobody_entered_is_drawn_not_left_blank(
    theme: Theme, files: dict[Kind, Path], browser: Browser
) -> None:
    with opened(browser, files["coverage"], dark=theme == "night", scale=2) as page:
        pixels = middle_of(page, "unvisited")
        assert share_near(pixels, COLOURS[theme]["unvisited"]) > 0.4
        assert share_near(pixels, COLOURS[theme]["unvisited_hatch"]) > 0.03


def test_heat_and_incidents_are_drawn_and_can_be_switched_off(
    files: dict[Kind, Path], browser: Browser
) -> None:
    with opened(browser, files["heat"]) as page:
        assert drawn(page, "incident") == N_INCIDENTS
        assert headlines(page) == {"事件": str(N_INCIDENTS)}
        assert page.locator("img.heat-day.leaflet-image-layer").is_visible()
        assert not page.locator("img.heat-night.leaflet-image-layer").is_visible()
        press(page, "图层")
        page.get_by_label("事件").uncheck()
        assert drawn(page, "incident") == 0
        page.get_by_label("热度").uncheck()
        assert page.locator("img.leaflet-image-layer").count() == 0


def test_zones_tell_their_area_and_status(files: dict[Kind, Path], browser: Browser) -> None:
    with opened(browser, files["zones"]) as page:
        assert headlines(page) == {"一级保护区": "10.80"}
        press_cell(page, "zone-fill")
        told = page.locator(".details-popup").inner_text()
        assert "10.80 km²" in told
        assert "示意,非法定" in told
        assert "2022-08-01" in told


def test_a_touched_cell_tells_when_it_was_seen(
    files: dict[Kind, Path], sample: Sample, browser: Browser
) -> None:
    with opened(browser, files["gaps"]) as page:
        press_cell(page, "gap-late-5-plus")
        popup = page.locator(".details-popup")
        code = popup.locator(".code").inner_text()
        cell = sample.cells.set_index("code").loc[code]
        told = dict(
            zip(
                popup.locator("dt").all_inner_texts(),
                popup.locator("dd").all_inner_texts(),
                strict=True,
            )
        )
        seen = cell["last_seen"].tz_convert("Asia/Shanghai")
        assert told["上次到过"] == f"{seen:%Y-%m-%d %H:%M}"
        assert told["应到间隔"] == "1 天"
        assert float(told["已过 ÷ 应到间隔"].removesuffix(" 倍")) == pytest.approx(
            cell["ratio"], abs=0.5
        )
        assert drawn(page, "picked") == 1
        page.keyboard.press("Escape")
        assert drawn(page, "picked") == 0


def test_the_scale_bar_is_as_long_as_it_says(files: dict[Kind, Path], browser: Browser) -> None:
    with opened(browser, files["zones"]) as page:
        for width in (1440, 420):
            page.set_viewport_size({"width": width, "height": 800})
            metres, ((west, lat), (east, _)) = page.evaluate(
                """() => {
                    const bar = document.querySelector(".scale-bar");
                    const map = map_patrol, size = map.getSize(), left = size.x / 2;
                    const at = x => map.containerPointToLatLng([x, size.y / 2]);
                    const ends = [at(left), at(left + parseFloat(bar.style.width))];
                    return [Number(bar.dataset.metres), ends.map(one => [one.lng, one.lat])];
                }"""
            )
            long = Geod(ellps="WGS84").inv(west, lat, east, lat)[2]
            assert long == pytest.approx(metres, rel=2e-3)


@pytest.mark.parametrize("kind", KINDS)
def test_a_map_works_in_the_sandbox_it_is_served_in(
    kind: Kind, coarse: Sample, browser: Browser
) -> None:
    with served(draw(kind, coarse)) as url, opened(browser, url) as page:
        assert page.evaluate("origin") == "null"
        press(page, "夜")
        press(page, "EN")
        assert page.locator("html").get_attribute("data-theme") == "night"
        assert "Changzhao reservoir" in page.locator("h1").inner_text()
        if kind in ("gaps", "coverage"):
            assert drawn(page, "cell") == len(coarse.cells)

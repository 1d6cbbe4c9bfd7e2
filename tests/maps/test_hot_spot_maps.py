"""Rates, hot spots and what is seen: drawn as computed, and doubt never looks like safety."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from map_pages import drawn, opened, press, press_cell
from map_samples import Sample, draw, nothing
from playwright.sync_api import Browser, Page
from test_maps_drawn import headlines, legend_counts, middle_of, share_near

from geo_patrol.errors import InvalidInput
from maps import AreaRate, hotspots_map, rates_map, seen_map
from maps.palette import COLOURS, Theme
from maps.seen import BLIND, HALF

pytestmark = pytest.mark.browser


def saved(html: str, folder: Path) -> Path:
    path = folder / "map.html"
    path.write_text(html, encoding="utf-8")
    return path


def told(page: Page) -> dict[str, str]:
    """Return what the open details say."""
    popup = page.locator(".details-popup")
    names, values = (popup.locator(tag).all_inner_texts() for tag in ("dt", "dd"))
    return dict(zip(names, values, strict=True))


def test_rates_are_counted_by_class_and_a_cell_where_nobody_was_is_one_of_its_own(
    sample: Sample, browser: Browser, tmp_path: Path
) -> None:
    nobody = sample.cells["presence_s"] == 0
    wanted = Counter(sample.cells["rate_class"][~nobody])
    with opened(browser, saved(draw("rates", sample), tmp_path)) as page:
        counts = legend_counts(page)
        assert counts == {
            "rate-higher": wanted["higher"],
            "rate-as-elsewhere": wanted["as_elsewhere"],
            "rate-lower": wanted["lower"],
            "rate-too-little": wanted["too_little_effort"],
            "unvisited": int(nobody.sum()),
        }
        assert {name: drawn(page, name) for name in counts} == counts
        assert min(counts.values()) > 0
        assert headlines(page) == {
            "高于平均": str(wanted["higher"]),
            "无法判断": str(wanted["too_little_effort"] + int(nobody.sum())),
        }


@pytest.mark.parametrize("theme", ["day", "night"])
def test_where_nobody_can_say_is_dotted_and_never_the_colour_of_a_quiet_cell(
    theme: Theme, sample: Sample, browser: Browser, tmp_path: Path
) -> None:
    colours = COLOURS[theme]
    path = saved(draw("rates", sample), tmp_path)
    with opened(browser, path, dark=theme == "night", scale=2) as page:
        page.evaluate(
            """() => document.querySelectorAll(".shoreline, .label").forEach(one => one.remove())"""
        )
        for name in ("lower", "as_elsewhere", "higher"):
            pixels = middle_of(page, f"rate-{name.replace('_', '-')}")
            assert share_near(pixels, colours[f"rate_{name}"]) > 0.95
        unsure = middle_of(page, "rate-too-little")
        assert share_near(unsure, colours["gap_untracked"]) > 0.1
        assert share_near(unsure, colours["land"]) > 0.3


def test_a_touched_rate_tells_what_it_is_made_of(
    sample: Sample, browser: Browser, tmp_path: Path
) -> None:
    path = saved(draw("rates", sample), tmp_path)
    with opened(browser, path) as page:
        press_cell(page, "rate-higher")
        found = told(page)
        assert (found["本格巡查发现"], found["连同周围发现"]) == ("2", "9")
        assert found["每小时(95% 区间)"] == "0–0.5"
    with opened(browser, path) as page:
        press_cell(page, "unvisited")
        assert told(page)["每小时(95% 区间)"] == "—"


def test_areas_are_each_compared_with_their_own_average(sample: Sample) -> None:
    rate = AreaRate(0.25, 14.8)
    alone = rates_map(sample.context, sample.cells, areas=[rate], rings=0)
    assert "平均 0.25 起/时" in alone
    assert "在场不足 15 小时,没发现也无法判断" in alone
    assert "只算本格" in alone
    assert "各片区与本片区平均比" in rates_map(
        sample.context, sample.cells, areas=[rate, rate], rings=0
    )
    nothing_found = AreaRate(float("nan"), float("inf"))
    assert "无从比较" in rates_map(sample.context, sample.cells, areas=[nothing_found], rings=0)


def test_spots_are_counted_by_strength_and_stand_beside_their_incidents(
    sample: Sample, browser: Browser, tmp_path: Path
) -> None:
    cells = sample.cells
    strong = cells["p_adjusted"] <= 0.01
    wanted = Counter(zip(cells["spot_class"], strong, strict=True))
    with opened(browser, saved(draw("hotspots", sample), tmp_path)) as page:
        counts = legend_counts(page)
        assert counts.pop("incident") == drawn(page, "incident") == len(sample.incidents)
        assert counts == {
            "spot-hot-strong": wanted["hot", True],
            "spot-hot": wanted["hot", False],
            "spot-none": wanted["none", False] + wanted["none", True],
            "spot-cold": wanted["cold", False],
            "spot-cold-strong": wanted["cold", True],
            "gap-not-required": wanted["no_value", False],
        }
        assert {name: drawn(page, name) for name in counts} == counts
        assert min(counts.values()) > 0
        hot = wanted["hot", True] + wanted["hot", False]
        assert headlines(page) == {"热点": str(hot), "事件": str(len(sample.incidents))}


def test_dots_leave_the_cells_under_them_to_be_touched(
    sample: Sample, browser: Browser, tmp_path: Path
) -> None:
    path = saved(draw("hotspots", sample), tmp_path)
    with opened(browser, path) as page:
        assert drawn(page, "told") == 0
        press_cell(page, "spot-hot-strong")
        assert told(page)["校正后 p"] == "0.002"
    with opened(browser, path) as page:
        press_cell(page, "gap-not-required")
        assert (told(page)["Gi*(z)"], told(page)["校正后 p"]) == ("—", "—")


def test_blind_cells_are_counted_first_and_the_others_by_who_sees_most_of_them(
    sample: Sample, browser: Browser, tmp_path: Path
) -> None:
    cells = sample.cells
    blind = cells["neither"] >= BLIND
    part = ~blind & (cells["neither"] > HALF)
    seen = ~blind & ~part
    alone = {"patrol": cells["patrol"] - cells["both"], "camera": cells["camera"] - cells["both"]}
    both = seen & (cells["both"] >= np.maximum(alone["patrol"], alone["camera"]))
    patrol = seen & ~both & (alone["patrol"] >= alone["camera"])
    with opened(browser, saved(draw("seen", sample), tmp_path)) as page:
        counts = legend_counts(page)
        assert counts.pop("camera-view") == drawn(page, "camera-view") == 2
        assert counts == {
            "seen-blind": blind.sum(),
            "seen-part": part.sum(),
            "seen-camera": (seen & ~both & ~patrol).sum(),
            "seen-patrol": patrol.sum(),
            "seen-both": both.sum(),
        }
        assert {name: drawn(page, name) for name in counts} == counts
        assert min(counts.values()) > 0
        share = 100 * (cells["area_m2"] * (1 - cells["neither"])).sum() / cells["area_m2"].sum()
        assert headlines(page) == {"盲区": str(blind.sum()), "看到面积": f"{share:.0f}"}


def test_a_camera_tells_how_far_and_when_it_looks(
    sample: Sample, browser: Browser, tmp_path: Path
) -> None:
    path = saved(draw("seen", sample), tmp_path)
    with opened(browser, path) as page:
        press_cell(page, "told", nth=0)
        assert "坝顶球机" in page.locator(".details-popup").inner_text()
        assert told(page) == {"编号": "CZ-0", "视距": "400 m", "工作时间": "全天"}
    with opened(browser, path) as page:
        press_cell(page, "told", nth=1)
        assert told(page)["工作时间"] == "06:00–20:00"
        page.keyboard.press("Escape")
        press(page, "图层")
        page.get_by_label("摄像机视域").uncheck()
        assert drawn(page, "camera-view") == 0


def test_without_cameras_all_is_told_of_patrols(
    sample: Sample, browser: Browser, tmp_path: Path
) -> None:
    alone = replace(sample, cameras=nothing(sample.cameras))
    with opened(browser, saved(draw("seen", alone), tmp_path)) as page:
        assert legend_counts(page)["camera-view"] == 0


def test_a_cell_without_a_shape_has_no_share(sample: Sample) -> None:
    gone = sample.cells.assign(patrol=np.nan, camera=np.nan, both=np.nan, neither=np.nan)
    assert "没有图形" in seen_map(sample.context, gone, sample.cameras)


def test_what_patrols_saw_is_said_to_be_unfinished(sample: Sample) -> None:
    page = seen_map(sample.context, sample.cells, sample.cameras, n_behind=12)
    assert "还有 12 条轨迹没算完" in page


def test_an_unknown_class_is_refused(sample: Sample) -> None:
    with pytest.raises(InvalidInput, match="warm"):
        hotspots_map(
            sample.context, sample.cells.assign(spot_class="warm"), sample.incidents, rings=1
        )
    with pytest.raises(InvalidInput, match="warm"):
        rates_map(sample.context, sample.cells.assign(rate_class="warm"), areas=[], rings=1)

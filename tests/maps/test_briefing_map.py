"""One file with all topics: what slider, search and the topics' buttons show is the data."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from map_pages import boxes, drawn, opened, press, press_cell
from map_samples import (
    END,
    N_INCIDENTS,
    N_SHIFTS,
    SHANGHAI,
    START,
    Sample,
    draw,
    make_briefing,
    make_shifts,
    nothing,
)
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from test_maps_drawn import headlines, legend_counts

from geo_patrol.errors import InvalidInput
from maps import Moments, briefing_map
from maps.gaps import GAP_ORDER

pytestmark = pytest.mark.browser

TOPICS = ("缺口", "覆盖", "视域", "热点", "热度", "分级", "网格")


@pytest.fixture(scope="module")
def file(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("briefing") / "map.html"
    path.write_text(draw("briefing", sample), encoding="utf-8")
    return path


def choose(page: Page, unit: str, moment: int) -> None:
    """Choose a unit of time and move the slider to one of its moments."""
    press(page, unit)
    page.locator(".moments").fill(str(moment))


def overlay_counts(page: Page) -> dict[str, int]:
    rows: list[list[str]] = page.evaluate(
        """() => [...document.querySelectorAll(".base-rows .legend-row")]
            .filter(row => row.querySelector(".count"))
            .map(row => [row.dataset.swatch, row.querySelector(".count").textContent])"""
    )
    return {swatch: int(count) for swatch, count in rows}


def pixels(page: Page) -> bytes:
    """Return what the map shows, without the cards."""
    picture = page.locator(".leaflet-container").screenshot()
    return Image.open(BytesIO(picture)).convert("RGB").crop((400, 80, 1200, 700)).tobytes()


def test_each_topic_has_its_own_legend_and_is_drawn_as_it_counts(
    file: Path, browser: Browser
) -> None:
    seen = set()
    with opened(browser, file) as page:
        for topic in TOPICS:
            press(page, topic)
            seen.add(pixels(page))
            counts = legend_counts(page) if topic not in ("热度", "分级") else {}
            for swatch in ("incident", "camera-view"):
                counts.pop(swatch, None)
            assert {name: drawn(page, name) for name in counts} == counts
    assert len(seen) == len(TOPICS)


def test_one_topic_is_on_at_a_time_and_what_lies_over_it_stays(
    file: Path, sample: Sample, browser: Browser
) -> None:
    with opened(browser, file) as page:
        for topic in TOPICS:
            press(page, topic)
            assert drawn(page, "cell") in (0, len(sample.cells))
            assert drawn(page, "check-point") == 3
        assert overlay_counts(page) == {
            "bunch": N_INCIDENTS,
            "track": N_SHIFTS,
            "camera": 2,
            "check-point": 3,
        }
        press(page, "图层")
        page.get_by_label("签到点").uncheck()
        assert drawn(page, "check-point") == 0


@pytest.mark.parametrize(("unit", "moment", "shift"), [("按班", 4, 4), ("按日", 2, 8)])
def test_the_slider_shows_the_gaps_at_the_end_of_a_moment(
    unit: str, moment: int, shift: int, file: Path, sample: Sample, browser: Browser
) -> None:
    wanted = Counter(GAP_ORDER[k] for k in make_shifts(sample.cells).gap_class[shift].tolist())
    with opened(browser, file) as page:
        whole = legend_counts(page)
        choose(page, unit, moment)
        counts = legend_counts(page)
        assert counts != whole
        assert {name: n for name, n in counts.items() if n} == {
            f"gap-{name.replace('_', '-')}": n for name, n in wanted.items()
        }
        assert {name: drawn(page, name) for name in counts} == counts
        assert headlines(page)["从未到过"] == str(wanted["never"])
        press(page, "全期")
        assert legend_counts(page) == whole


def test_the_slider_shows_the_effort_of_a_day_and_of_a_shift(
    file: Path, sample: Sample, browser: Browser
) -> None:
    effort_s = make_shifts(sample.cells).effort_s
    with opened(browser, file) as page:
        press(page, "覆盖")
        for unit, moment, there in (
            ("按班", 5, effort_s[5] > 0),
            ("按日", 1, effort_s[3:6].sum(axis=0) > 0),
        ):
            choose(page, unit, moment)
            counts = legend_counts(page)
            assert counts["unvisited"] == int((~there).sum())
            assert sum(counts.values()) == len(there)
            assert headlines(page)["到过"] == str(int(there.sum()))


def test_incidents_and_tracks_are_those_of_the_moment(
    file: Path, sample: Sample, browser: Browser
) -> None:
    day = timedelta(days=1)
    first = START + 2 * day
    when = sample.incidents["occurred_at"]
    n = int(((when >= first) & (when < first + day)).sum())
    with opened(browser, file) as page:
        choose(page, "按日", 2)
        counts = overlay_counts(page)
        assert (counts["bunch"], counts["track"], counts["check-point"]) == (n, 3, 3)
        shown = page.evaluate(
            """() => geoPatrol.views[0].layers()
                .find(group => group.layer && group.layer.id === "incidents")
                .canvases[0].shown()"""
        )
        assert shown == n
        page.locator(".moments").press("End")
        assert "10-07" in page.locator(".moment-name").inner_text()


def test_the_moment_changes_what_is_on_the_screen_and_plays(file: Path, browser: Browser) -> None:
    with opened(browser, file) as page:
        choose(page, "按班", 0)
        first = pixels(page)
        assert page.locator(".moment-name").inner_text() == "10-01 周六 夜班"
        page.locator(".moments").fill("12")
        assert pixels(page) != first
        press(page, "播放")
        expect(page.locator(".moment-name")).to_have_text("10-05 周三 早班")
        press(page, "暂停")


def test_a_touched_cell_tells_of_the_moment(file: Path, sample: Sample, browser: Browser) -> None:
    effort_s = make_shifts(sample.cells).effort_s
    with opened(browser, file) as page:
        press(page, "覆盖")
        choose(page, "按班", 20)
        press(page, "图层")
        page.get_by_label("签到点").uncheck()
        page.keyboard.press("Escape")
        press_cell(page, "effort-5")
        code = page.locator(".details-popup .code").inner_text()
        cell = sample.cells["code"].tolist().index(code)
        told = page.locator(".details-popup .detail", has_text="巡查用时").locator("dd")
        assert told.inner_text() == f"{int(effort_s[20][cell]) // 60} 分"


def test_topics_of_the_whole_period_say_so(file: Path, browser: Browser) -> None:
    with opened(browser, file) as page:
        choose(page, "按日", 1)
        expect(page.locator(".still")).to_have_text("")
        press(page, "视域")
        expect(page.locator(".still")).to_have_text("此图不分时段")


@pytest.mark.parametrize("topic", ["缺口", "热度"])
def test_the_search_finds_and_frames_a_cell(
    topic: str, file: Path, sample: Sample, browser: Browser
) -> None:
    code = sample.cells["code"].iloc[404]
    with opened(browser, file) as page:
        press(page, topic)
        press(page, "查格")
        page.locator(".search-text").fill(code[-6:])
        assert page.locator(".found-cell").all_inner_texts() == [code]
        page.locator(".search-text").press("Enter")
        assert page.locator(".details-popup .code").inner_text() == code
        ((x, y, width, height),) = boxes(page, "picked")
        assert 300 < x < x + width < 1440
        assert 0 < y < y + height < 900
        assert width > 20


def test_a_code_that_is_none_is_told(file: Path, browser: Browser) -> None:
    with opened(browser, file) as page:
        press(page, "查格")
        page.locator(".search-text").fill("999999999")
        assert page.locator(".none-found").inner_text() == "没有这个格"


def test_bunches_open_until_incidents_stand_alone(file: Path, browser: Browser) -> None:
    with opened(browser, file) as page:
        before = drawn(page, "bunch")
        assert before > 3
        zoom = page.evaluate("geoPatrol.views[0].map.getZoom()")
        press_cell(page, "bunch")
        page.wait_for_function(f"geoPatrol.views[0].map.getZoom() > {zoom}")


def test_without_shifts_there_is_no_slider(
    coarse: Sample, browser: Browser, tmp_path: Path
) -> None:
    bare = replace(
        make_briefing(coarse),
        by_shift=None,
        heat=None,
        incidents=nothing(coarse.incidents),
        cameras=nothing(coarse.cameras),
    )
    path = tmp_path / "map.html"
    path.write_text(briefing_map(coarse.context, bare), encoding="utf-8")
    with opened(browser, path) as page:
        assert page.locator(".time").count() == 0
        assert page.locator(".topic").count() == len(TOPICS) - 1


def test_moments_are_in_order_and_tell_which_shift_a_time_is_in() -> None:
    starts = [START, START + timedelta(hours=8)]
    moments = Moments(starts, ["night", "early"], START + timedelta(hours=16), SHANGHAI)
    at = [START.timestamp() - 1, START.timestamp(), starts[1].timestamp(), END.timestamp()]
    assert np.array_equal(moments.step_of(at), [np.nan, 0, 1, np.nan], equal_nan=True)
    with pytest.raises(InvalidInput):
        Moments(starts[::-1], ["early", "night"], END, SHANGHAI)

"""Maps in the hand: language, day and night, phones, long names, nothing to show."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest
import shapely
from map_pages import boxes, drawn, opened, press, press_cell, uncovered
from map_samples import END, KINDS, OF_CELLS, Kind, Sample, draw, nothing
from playwright.sync_api import Browser, expect

from maps import gaps_map

pytestmark = pytest.mark.browser

LONG = {
    "title_zh": "新昌县长诏水库饮用水水源一级保护区及上游支流岭根村东支库湾南汊坝下"
    "联合巡查片区第三责任段试点网格示范管理单元",
    "title_en": "An area whose name somebody typed without once looking at how long it had become",
}

# On every map, whatever its language.
STANDING = (
    "2022-10-01 — 2022-10-31",
    "UTC+8",
    "© OpenStreetMap contributors",
    "2022-11-01 09:30",
)

MISFITS = """() => {
    const across = document.documentElement.scrollWidth;
    const faults = across > innerWidth ? [`page ${across} px wide`] : [];
    const texts = ".card :is(h1, h2, h3, p, span, b, dd, dt, button), .foot span, .tools button";
    for (const node of document.querySelectorAll(texts)) {
        const box = node.getBoundingClientRect();
        if (!box.width || getComputedStyle(node).visibility === "hidden") continue;
        const scrolls = node.closest(".panel.open, .legend");
        const wide = node.closest(".topics");
        const out = (!wide && (box.left < 0 || box.right > innerWidth + 0.5)) ||
            (!scrolls && (box.top < 0 || box.bottom > innerHeight + 0.5));
        const cut = getComputedStyle(node).display !== "inline" &&
            node.scrollWidth > node.clientWidth + 1;
        if (out || cut) faults.push(`${out ? "outside" : "cut"}: ${node.textContent}`);
    }
    return faults;
}"""

OVERLAPS = """() => {
    const names = [".title", ".topics", ".tools", ".pill", ".time", ".legend", ".zoom", ".scale",
        ".foot"];
    const boxes = names.map(name => [name, document.querySelector(name)])
        .filter(([, node]) => node)
        .map(([name, node]) => [name, node.getBoundingClientRect()])
        .filter(([, box]) => box.width);
    const faults = [];
    boxes.forEach(([a, p], i) => boxes.slice(i + 1).forEach(([b, q]) => {
        if (p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 1 &&
            q.top < p.bottom - 1) faults.push(`${a} on ${b}`);
    }));
    return faults;
}"""

SMALL_TARGETS = """() => [...document.querySelectorAll("button, label")]
    .map(node => [node.textContent, node.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.width < 47.5 || box.height < 47.5))
    .map(([text, box]) => `${text} ${box.width} × ${box.height}`)"""


def saved(html: str, folder: Path) -> Path:
    path = folder / "map.html"
    path.write_text(html, encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", KINDS)
def test_both_languages_are_in_the_file(
    kind: Kind, coarse: Sample, browser: Browser, tmp_path: Path
) -> None:
    with opened(browser, saved(draw(kind, coarse), tmp_path)) as page:
        assert page.locator("html").get_attribute("lang") == "zh-CN"
        shown = page.locator("body").inner_text()
        standing = STANDING[1:] if kind == "comparison" else STANDING
        for text in ("长诏水库", *standing, "演示数据", "边界:示意,非法定", "2022-08-01 起"):
            assert text in shown
        press(page, "EN")
        assert page.locator("html").get_attribute("lang") == "en"
        assert page.title().startswith("Changzhao reservoir · ")
        press(page, "Layers")
        shown = page.locator("body").inner_text()
        for text in ("Changzhao reservoir", *standing, "DEMO", "Boundaries: illustrative"):
            assert text in shown
        left = shown.replace("长诏水库大坝", "").replace("中", "").replace("演示数据", "")
        assert not [letter for letter in left if "\u4e00" <= letter <= "\u9fff"]


def test_an_english_map_opens_in_english(coarse: Sample, browser: Browser, tmp_path: Path) -> None:
    html = draw("gaps", coarse, language="en")
    assert "<title>Changzhao reservoir · Patrol gaps</title>" in html
    with opened(browser, saved(html, tmp_path)) as page:
        assert page.locator(".classes").inner_text().startswith("On time")


def test_open_details_follow_the_language(coarse: Sample, browser: Browser, tmp_path: Path) -> None:
    with opened(browser, saved(draw("gaps", coarse), tmp_path)) as page:
        press_cell(page, "gap-never")
        assert "从未到过" in page.locator(".details-popup").inner_text()
        press(page, "EN")
        assert "Never seen" in page.locator(".details-popup").inner_text()
        assert drawn(page, "picked") == 1


def test_night_follows_the_system_until_someone_chooses(
    coarse: Sample, browser: Browser, tmp_path: Path
) -> None:
    with opened(browser, saved(draw("gaps", coarse), tmp_path), dark=True) as page:
        root = page.locator("html")
        expect(root).to_have_attribute("data-theme", "night")
        page.emulate_media(color_scheme="light")
        expect(root).to_have_attribute("data-theme", "day")
        press(page, "夜")
        expect(root).to_have_attribute("data-theme", "night")
        page.emulate_media(color_scheme="dark")
        page.emulate_media(color_scheme="light")
        page.evaluate("() => new Promise(requestAnimationFrame)")
        expect(root).to_have_attribute("data-theme", "night")


AGES = (
    (timedelta(seconds=20), "不到 1 分", "under 1 min"),
    (timedelta(minutes=25, seconds=50), "25 分", "25 min"),
    (timedelta(hours=8), "8 小时", "8 h"),
    (timedelta(hours=8, minutes=20), "8 小时 20 分", "8 h 20 min"),
    (timedelta(hours=31, minutes=10), "31 小时", "31 h"),
    (timedelta(days=6, hours=4, minutes=59), "6 天 4 小时", "6 d 4 h"),
    (timedelta(days=19, hours=5), "19 天", "19 d"),
    (None, "—", "—"),
)


def test_ages_are_told_in_plain_words(coarse: Sample, browser: Browser, tmp_path: Path) -> None:
    n = len(AGES)
    seen = pd.to_datetime(["" if age is None else str(END - age) for age, _, _ in AGES], utc=True)
    line = [shapely.box(121 + i / 500, 29.4, 121.002 + i / 500, 29.402) for i in range(n)]
    cells = coarse.cells.iloc[:n].assign(gap_class="late_1_2", last_seen=seen).set_geometry(line)
    html = gaps_map(coarse.context, cells, n_untracked_patrols=0)
    told: dict[str, list[str]] = {"zh": [], "en": []}
    with opened(browser, saved(html, tmp_path)) as page:
        for language, name, row in (("zh", "中", "已过"), ("en", "EN", "Time since")):
            press(page, name)
            for i in range(n):
                press_cell(page, "cell", nth=i)
                found = page.locator(".details-popup .detail", has_text=row).first
                told[language].append(found.locator("dd").inner_text())
                page.keyboard.press("Escape")
    assert told == {"zh": [zh for _, zh, _ in AGES], "en": [en for _, _, en in AGES]}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(360, 740), (740, 360), (1440, 900), (1024, 640)])
@pytest.mark.parametrize("kind", ["gaps", "hotspots", "rates", "seen", "briefing", "comparison"])
def test_nothing_is_cut_or_covered(
    kind: Kind,
    size: tuple[int, int],
    language: str,
    coarse: Sample,
    browser: Browser,
    tmp_path: Path,
) -> None:
    path = saved(draw(kind, coarse, language=language), tmp_path)
    with opened(browser, path, width=size[0], height=size[1]) as page:
        assert page.evaluate(MISFITS) == []
        assert page.evaluate(OVERLAPS) == []
        cells = boxes(page, "cell")
        assert len(uncovered(page, cells)) == len(cells)


@pytest.mark.parametrize(("kind", "width"), [*((kind, 360) for kind in KINDS), ("gaps", 1440)])
def test_a_long_name_is_shown_whole(
    kind: Kind, width: int, coarse: Sample, browser: Browser, tmp_path: Path
) -> None:
    with opened(browser, saved(draw(kind, coarse, **LONG), tmp_path), width=width) as page:
        for language in ("zh", "en"):
            assert LONG[f"title_{language}"] in page.locator("h1").inner_text()
            assert page.evaluate(MISFITS) == []
            assert page.evaluate(OVERLAPS) == []
            press(page, "EN")


@pytest.mark.parametrize("kind", KINDS)
def test_on_a_phone_everything_to_touch_is_large(
    kind: Kind, coarse: Sample, browser: Browser, tmp_path: Path
) -> None:
    with opened(browser, saved(draw(kind, coarse), tmp_path), width=360, height=740) as page:
        assert page.evaluate(SMALL_TARGETS) == []
        for opener, panel in (
            (".pill", ".legend"),
            (".tools .tool >> nth=-1", ".layers"),
            (".more-sources", ".sources"),
        ):
            page.locator(opener).tap()
            assert page.locator(panel).is_visible()
            assert page.evaluate(SMALL_TARGETS) == []
            assert page.evaluate(MISFITS) == []
            page.locator(f"{panel} .close").tap()
            assert not page.locator(panel).is_visible()


def test_on_a_phone_details_come_as_a_sheet(
    coarse: Sample, browser: Browser, tmp_path: Path
) -> None:
    with opened(browser, saved(draw("gaps", coarse), tmp_path), width=360, height=740) as page:
        press_cell(page, "gap-never")
        sheet = page.locator(".details")
        assert "从未到过" in sheet.inner_text()
        box = sheet.bounding_box()
        assert box is not None
        assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 360, 740)
        sheet.get_by_role("button", name="关闭").tap()
        assert drawn(page, "picked") == 0


@pytest.mark.parametrize("kind", ["zones", *OF_CELLS])
def test_nothing_to_draw_is_said(
    kind: Kind, coarse: Sample, browser: Browser, tmp_path: Path
) -> None:
    names = ("zones", "outline", "water", "roads", "places")
    empty = {name: nothing(getattr(coarse.context, name)) for name in names}
    bare = Sample(
        coarse.context,
        nothing(coarse.cells),
        nothing(coarse.incidents),
        nothing(coarse.cameras),
    )
    with opened(browser, saved(draw(kind, bare, **empty), tmp_path)) as page:
        assert "没有可画的内容" in page.locator("body").inner_text()


def test_heat_without_incidents_draws_the_area(
    coarse: Sample, browser: Browser, tmp_path: Path
) -> None:
    quiet = replace(coarse, incidents=nothing(coarse.incidents))
    with opened(browser, saved(draw("heat", quiet), tmp_path)) as page:
        assert drawn(page, "zone-line") == 1
        assert page.locator("img").count() == 0
        assert page.locator(".title b").inner_text() == "0"

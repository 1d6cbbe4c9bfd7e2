"""Whatever people typed, a map shows it as text: nothing of it runs, nothing is fetched."""

from dataclasses import replace
from pathlib import Path

import pytest
from geopandas import GeoDataFrame
from map_pages import opened, press, press_cell
from map_samples import KINDS, Kind, Sample, compared, draw, make_briefing
from playwright.sync_api import Browser, Page

from maps import briefing_map, comparison_map
from maps.words import same

pytestmark = pytest.mark.browser

PAYLOADS = (
    "</script><script>window.pwned=1</script>",
    "${7*7}",
    "{{7*7}}",
    "{% for x in (1,) %}pwned{% endfor %}",
    "<img src=x onerror=window.pwned=1>",
    "\"'><svg onload=window.pwned=1>",
    "<!--<script>",
    "\u2028\u2029$&\\u003c",
)
HOSTILE = " ".join(PAYLOADS)

TOUCHED: dict[Kind, tuple[str, ...]] = {
    "zones": ("zone-fill",),
    "heat": ("told",),
    "seen": ("told", "cell"),
    "briefing": ("told", "cell"),
}
"""What tells something when it is pressed; cells elsewhere."""


def poisoned(frame: GeoDataFrame, *keep: str) -> GeoDataFrame:
    """Return the frame with every text column (and those a map may read) made hostile."""
    texts = {"name", "name_zh", "name_en", "code", "status", "status_note", "source", "licence"}
    texts |= {"level", "layer", "kind", "category_zh", "category_en"}
    changed = texts - set(keep) - {"geometry"}
    return frame.assign(**{name: [f"{HOSTILE} {i}" for i in range(len(frame))] for name in changed})


@pytest.fixture(scope="module")
def hostile(coarse: Sample) -> Sample:
    old = coarse.context
    context = replace(
        old,
        title_zh=HOSTILE,
        title_en=HOSTILE,
        grid_note=HOSTILE,
        grid_note_en=HOSTILE,
        zones=poisoned(old.zones, "level"),
        outline=poisoned(old.outline),
        water=poisoned(old.water),
        roads=poisoned(old.roads),
        places=poisoned(old.places),
    )
    cells = poisoned(coarse.cells)
    cameras = poisoned(coarse.cameras).assign(hours=HOSTILE)
    return Sample(context, cells, poisoned(coarse.incidents).iloc[:20], cameras)


def touch_everything(page: Page, kind: Kind) -> str:
    """Open all that can be opened, in both languages; return all text that was shown."""
    shown = [page.title()]
    for language in ("EN", "中"):
        press(page, language)
        for opener in page.locator(".tools .tool, .more-sources").all():
            opener.click()
            if page.locator(".search-text").is_visible():
                page.locator(".search-text").fill(HOSTILE[-3:])
            shown.append(page.locator("body").inner_text())
            page.keyboard.press("Escape")
        for topic in page.locator(".topic").all():
            topic.click()
            shown.append(page.locator("body").inner_text())
        if page.locator(".time").is_visible():
            page.locator(".topic").first.click()
            page.locator(".moments").fill("3")
            shown.append(page.locator("body").inner_text())
            page.locator(".time .switch button").first.click()
        for touched in TOUCHED.get(kind, ("cell",)):
            press_cell(page, touched)
            shown.append(page.locator("body").inner_text())
            page.keyboard.press("Escape")
    return "\n".join(shown)


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_text_is_text(
    kind: Kind, hostile: Sample, browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "map.html"
    path.write_text(_drawn(kind, hostile), encoding="utf-8")
    with opened(browser, path) as page:
        _nothing_ran(page, touch_everything(page, kind))


def _drawn(kind: Kind, hostile: Sample) -> str:
    """Return a map of the hostile sample; what the sample has not itself is poisoned here."""
    if kind == "briefing":
        briefing = make_briefing(hostile)
        points = poisoned(briefing.check_points)
        return briefing_map(hostile.context, replace(briefing, check_points=points))
    if kind == "comparison":
        named = (replace(one, name=same(HOSTILE)) for one in compared(hostile))
        return comparison_map(hostile.context, *named)
    return draw(kind, hostile)


def test_an_unknown_level_is_drawn_and_told_as_it_is(
    hostile: Sample, browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "map.html"
    path.write_text(draw("zones", hostile, zones=poisoned(hostile.context.zones)), "utf-8")
    with opened(browser, path) as page:
        _nothing_ran(page, page.locator(".legend").inner_text())


def _nothing_ran(page: Page, shown: str) -> None:
    assert page.evaluate("window.pwned") is None
    # All as often as each other: nowhere was one of them taken for something else than text.
    counts = {shown.count(payload) for payload in PAYLOADS[:-1]}
    assert len(counts) == 1
    assert 0 not in counts
    assert page.evaluate(
        "[...document.images].every(image => image.src.startsWith('data:image/png'))"
    )
    # Those of the page itself: Leaflet, the data, the map's code, folium's start.
    assert page.evaluate("document.scripts.length") == 5

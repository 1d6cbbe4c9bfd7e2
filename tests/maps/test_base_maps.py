"""A base map under a map: pictures that the file carries, or servers that the office named."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from map_pages import opened, press
from map_samples import Sample, draw
from PIL import Image
from playwright.sync_api import Browser

from maps.ground import Ground, pictures, tianditu, tiles_of

BOX = (120.95, 29.38, 121.06, 29.45)


def picture(colour: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (256, 256), colour).save(out, "PNG")
    return out.getvalue()


def grounded(most_bytes: int = 10_000_000) -> Ground:
    found = pictures(lambda *_: picture("#ccddaa"), BOX, (8, 14), "测绘院", most_bytes=most_bytes)
    assert found is not None
    return found


def test_tiles_of_a_box_cover_it() -> None:
    assert list(tiles_of((0.1, 0.1, 0.2, 0.2), 1)) == [(1, 0)]
    assert sorted(tiles_of((-1, -1, 1, 1), 1)) == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_pictures_go_as_deep_as_they_fit() -> None:
    whole = grounded()
    assert whole.max_zoom == 14
    first = sum(1 for name in whole.pictures if name.startswith(f"{whole.min_zoom}/"))
    assert grounded(most_bytes=first * len(picture("#ccddaa"))).max_zoom == whole.min_zoom


def test_where_there_are_no_pictures_there_is_no_base_map() -> None:
    assert pictures(lambda *_: None, BOX, (8, 14), "") is None


def test_a_key_stands_in_every_address() -> None:
    ground = tianditu("0123abcd")
    assert len(ground.addresses) == 2
    assert all(one.endswith("tk=0123abcd") and "{x}" in one for one in ground.addresses)


@pytest.mark.browser
def test_pictures_lie_under_the_map_without_a_network_and_can_be_switched_off(
    coarse: Sample, browser: Browser, tmp_path: Path
) -> None:
    sample = replace(coarse, context=replace(coarse.context, ground=grounded()))
    path = tmp_path / "map.html"
    path.write_text(draw("gaps", sample), encoding="utf-8")
    with opened(browser, path) as page:
        page.wait_for_function("document.querySelectorAll('.ground-tiles img').length > 3")
        assert "测绘院" in page.locator(".foot").inner_text()
        press(page, "图层")
        page.get_by_label("底图").uncheck()
        assert page.locator(".ground-tiles img").count() == 0

"""The small drawings on cards."""

import re

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from api.pages.sketch import BAR_ORDER, BAR_WIDTH, HEIGHT, MARGIN, WIDTH, bars, sketch
from geo_patrol.coverage.gaps import GAP_CLASSES


@given(st.lists(st.sampled_from(GAP_CLASSES), min_size=1))
def test_the_pieces_of_a_bar_fill_it_in_order(classes: list[str]) -> None:
    made = bars(classes)
    assert sum(one.width for one in made) == pytest.approx(BAR_WIDTH, abs=0.1)
    assert [one.x for one in made] == sorted(one.x for one in made)
    assert [one.gap_class for one in made] == [n for n in BAR_ORDER if n in set(classes)]


def test_every_class_has_its_place_in_the_bar() -> None:
    assert set(BAR_ORDER) == set(GAP_CLASSES)


def test_no_cells_make_no_bar() -> None:
    assert bars([]) == ()


@pytest.mark.parametrize(("wide", "high"), [(0.2, 0.01), (0.01, 0.2), (0.05, 0.05)])
def test_an_outline_fills_its_box_and_stays_in_it(wide: float, high: float) -> None:
    area = shapely.MultiPolygon([shapely.box(120.9, 29.4, 120.9 + wide, 29.4 + high)])
    drawn = [float(n) for n in re.findall(r"[\d.]+", sketch(area, []).ground)]
    x, y = drawn[::2], drawn[1::2]
    assert min(x) >= MARGIN - 0.1 and max(x) <= WIDTH - MARGIN + 0.1
    assert min(y) >= MARGIN - 0.1 and max(y) <= HEIGHT - MARGIN + 0.1
    fills_width = max(x) - min(x) > WIDTH - 2 * MARGIN - 0.2
    fills_height = max(y) - min(y) > HEIGHT - 2 * MARGIN - 0.2
    assert fills_width or fills_height


def test_north_is_up() -> None:
    area = shapely.MultiPolygon([shapely.box(120.9, 29.4, 121.0, 29.5)])
    north = shapely.box(120.9, 29.48, 121.0, 29.5)
    drawn = sketch(area, [north])
    assert "M" in drawn.water
    assert max(float(n) for n in re.findall(r"[\d.]+ ([\d.]+)", drawn.water)) < HEIGHT / 2


def test_islands_are_left_out_of_the_water() -> None:
    lake = shapely.box(120.9, 29.4, 121.0, 29.5) - shapely.box(120.94, 29.44, 120.96, 29.46)
    area = shapely.MultiPolygon([shapely.box(120.9, 29.4, 121.0, 29.5)])
    assert sketch(area, [lake]).water.count("M") == 2

"""The density picture: clear at zero, the ramp's end at the top, a scale one can read."""

from base64 import b64decode
from io import BytesIO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from maps.heat import ticks
from maps.palette import HEAT, Theme, rgb
from maps.raster import alphas, heat_pngs, ramp_png


def opened(address: str) -> Image.Image:
    kind, _, body = address.partition(",")
    assert kind == "data:image/png;base64"
    return Image.open(BytesIO(b64decode(body))).convert("RGBA")


@pytest.mark.parametrize("theme", ["day", "night"])
def test_zero_and_unknown_are_clear_and_the_top_is_the_ramps_end(theme: Theme) -> None:
    raster = np.array([[0.0, np.nan, -1.0], [0.5, 10.0, 12.0]])
    picture = opened(heat_pngs(raster, 10.0)[theme])
    assert picture.size == (3, 2)
    assert [picture.getpixel((x, 0))[3] for x in range(3)] == [0, 0, 0]  # type: ignore[index]
    for x in (1, 2):
        assert picture.getpixel((x, 1))[:3] == rgb(HEAT[theme][-1])  # type: ignore[index]


def test_rows_stay_in_order_north_first() -> None:
    picture = opened(heat_pngs(np.array([[9.0], [0.0]]), 9.0)["day"])
    assert picture.getpixel((0, 0))[3] > 200  # type: ignore[index]
    assert picture.getpixel((0, 1))[3] == 0  # type: ignore[index]


def test_alpha_rises_without_an_edge() -> None:
    steps = np.diff(alphas())
    assert alphas()[0] == 0
    assert steps.min() >= 0
    assert steps.max() < 12


def test_the_legends_bar_is_the_pictures_palette() -> None:
    bar = opened(ramp_png("day"))
    same = opened(heat_pngs(np.linspace(0, 1, bar.width)[np.newaxis], 1.0)["day"])
    assert bar.tobytes() == same.tobytes()


@given(st.floats(1e-3, 1e6))
def test_ticks_begin_at_zero_and_stay_under_the_top(top: float) -> None:
    marks = ticks(top)
    assert marks[0] == 0
    assert 2 < len(marks) <= 5
    assert marks[-1] <= top * (1 + 1e-9)
    assert np.ptp(np.diff(marks)) < 1e-3 * top

"""Classes on paper can be told apart without colour: by lightness, hatch or shape."""

from io import BytesIO
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lettering import needs_font
from map_samples import Sample
from numpy.typing import NDArray
from PIL import Image
from print_samples import content_of, spec
from sheet_reading import Drawing

from maps.palette import COLOURS, GAP_RAMP, HEAT, MIN_STEP, lightness
from maps.print import print_map
from maps.print.styles import CHANGE_RAMP, DOTS, FILLS, MOST_CATEGORIES, tint

RAMPS = {
    "gap": [f"gap-{name.replace('_', '-')}" for name in GAP_RAMP],
    "effort": [f"effort-{k}" for k in range(1, 6)],
    "spot": ["spot-none", "spot-cold", "spot-hot", "spot-cold-strong", "spot-hot-strong"],
    "seen": ["seen-both", "seen-patrol", "seen-camera", "seen-part", "seen-blind"],
    "change": [f"change-{name}" for name in CHANGE_RAMP],
}


@pytest.mark.parametrize("ramp", RAMPS)
def test_solid_classes_differ_in_lightness_each_from_each(ramp: str) -> None:
    light = [lightness(FILLS[name].face) for name in RAMPS[ramp]]
    assert all(a - b >= MIN_STEP for a, b in pairwise(light))


def test_classes_as_light_as_one_another_differ_in_their_hatch() -> None:
    groups = [
        ["gap-on-time", "gap-untracked", "gap-not-required"],
        ["unvisited", "effort-1"],
        ["rate-lower", "rate-too-little", "unvisited"],
        ["change-same", "change-neither"],
        ["spot-none", "gap-not-required"],
    ]
    for group in groups:
        hatches = [FILLS[name].hatch for name in group]
        assert len(set(hatches)) == len(hatches), group


def test_never_is_hatched_and_without_a_track_is_dotted() -> None:
    assert set(FILLS["gap-never"].hatch) == {"/"}
    assert set(FILLS["gap-untracked"].hatch) == {"."}
    assert FILLS["gap-never"].face == COLOURS["day"]["gap_never"]


def test_categories_have_a_shape_each() -> None:
    shapes = [DOTS[f"category-{k}"].marker for k in range(1, MOST_CATEGORIES + 1)]
    assert len(set(shapes)) == MOST_CATEGORIES


def test_marks_stand_out_from_the_ground_without_colour() -> None:
    for name, dot in DOTS.items():
        apart = abs(lightness(dot.colour) - lightness(COLOURS["day"]["land"]))
        assert apart >= 2 * MIN_STEP, name


@given(st.floats(0, 1))
def test_a_tint_lies_between_its_colours(share: float) -> None:
    found = lightness(tint("#0b4f6c", "#eef2f0", share))
    assert lightness("#0b4f6c") - 1 <= found <= lightness("#eef2f0") + 1


@pytest.fixture(scope="module")
def grey(sample: Sample) -> dict[str, NDArray[np.float64]]:
    """Return the swatches of the legend of gaps, as a black-and-white printer gives them."""
    content = content_of("gaps", sample)
    sheet = {"dpi": 200, "turn": "landscape"}
    drawing = Drawing(print_map(spec(form="svg", **sheet), content))
    page = Image.open(BytesIO(print_map(spec(**sheet), content))).convert("L")
    scale = page.width / float(drawing.root.attrib["viewBox"].split()[2])
    found = {}
    for name in drawing.names("legend-"):
        x, y = (drawing.points(name) * scale).T
        box = (int(x.min()) + 2, int(y.min()) + 2, int(x.max()) - 1, int(y.max()) - 1)
        found[name.removeprefix("legend-")] = np.asarray(page.crop(box), dtype=np.float64)
    return found


@needs_font
def test_printed_in_black_the_worst_is_darkest_and_all_can_be_told_apart(
    grey: dict[str, NDArray[np.float64]],
) -> None:
    light = {name: lightness("#" + f"{round(v.mean()):02x}" * 3) for name, v in grey.items()}
    rough = {name: v.std() > 4 for name, v in grey.items()}
    ramp = [light[name] for name in RAMPS["gap"]]
    assert ramp == sorted(ramp, reverse=True)
    for a, b in combinations(grey, 2):
        assert abs(light[a] - light[b]) >= MIN_STEP or rough[a] or rough[b], (a, b)


def test_heat_darkens_as_it_grows() -> None:
    light = [lightness(colour) for colour in HEAT["day"]]
    assert all(b < a + 0.5 for a, b in pairwise(light))
    assert light[0] - light[-1] > 40

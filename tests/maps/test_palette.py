"""Classes can be told apart by lightness alone, by day and by night."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maps.palette import (
    COLOURS,
    EFFORT_CLASSES,
    GAP_RAMP,
    HEAT,
    MIN_STEP,
    RATE_RAMP,
    SEEN_RAMP,
    SPOT_RAMP,
    Theme,
    css,
    lightness,
    ramp,
    rgb,
)

THEMES: tuple[Theme, ...] = ("day", "night")
COLOUR = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")


@pytest.mark.parametrize(
    ("colour", "l_star"),
    [
        ("#000000", 0.0),
        ("#ffffff", 100.0),
        ("#808080", 53.585),
        ("#ff0000", 53.241),
        ("#00ff00", 87.735),
        ("#0000ff", 32.297),
        ("#010101", 0.274),
    ],
)
def test_lightness_is_that_of_the_published_tables(colour: str, l_star: float) -> None:
    assert lightness(colour) == pytest.approx(l_star, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_gap_classes_differ_in_lightness_each_from_each(theme: Theme) -> None:
    light = [lightness(COLOURS[theme][f"gap_{name}"]) for name in GAP_RAMP]
    steps = [b - a for a, b in pairwise(light)]
    assert all(abs(step) >= MIN_STEP for step in steps)
    # One way along the ramp: then all pairs differ, not only neighbours.
    assert all(step < 0 for step in steps) or all(step > 0 for step in steps)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("prefix", "names"), [("rate", RATE_RAMP), ("spot", SPOT_RAMP), ("seen", SEEN_RAMP)]
)
def test_classes_of_other_maps_move_away_from_the_ground_step_by_step(
    theme: Theme, prefix: str, names: tuple[str, ...]
) -> None:
    light = [lightness(COLOURS[theme][f"{prefix}_{name}"]) for name in names]
    steps = [b - a for a, b in pairwise(light)]
    away = -1 if lightness(COLOURS[theme]["land"]) > 50 else 1
    assert all(step * away >= MIN_STEP for step in steps)


@pytest.mark.parametrize("theme", THEMES)
def test_the_worst_gap_is_farthest_from_the_ground(theme: Theme) -> None:
    ground = lightness(COLOURS[theme]["land"])
    contrast = [abs(lightness(COLOURS[theme][f"gap_{name}"]) - ground) for name in GAP_RAMP]
    assert contrast == sorted(contrast)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("ground", "mark"),
    [
        ("gap_never", "gap_never_hatch"),
        ("land", "gap_untracked"),
        ("unvisited", "unvisited_hatch"),
        ("gap_not_required", "none_line"),
    ],
)
def test_a_hatch_is_seen_on_its_ground(theme: Theme, ground: str, mark: str) -> None:
    colours = COLOURS[theme]
    assert abs(lightness(colours[ground]) - lightness(colours[mark])) >= MIN_STEP


@pytest.mark.parametrize("theme", THEMES)
def test_effort_classes_differ_in_lightness(theme: Theme) -> None:
    light = [lightness(COLOURS[theme][f"effort_{k}"]) for k in range(1, EFFORT_CLASSES + 1)]
    assert all(abs(a - b) >= MIN_STEP for a, b in pairwise(light))


@pytest.mark.parametrize("theme", THEMES)
def test_more_heat_stands_out_more(theme: Theme) -> None:
    ground = lightness(COLOURS[theme]["land"])
    contrast = [abs(lightness(colour) - ground) for colour in HEAT[theme][8:]]
    assert all(b > a - 0.5 for a, b in pairwise(contrast))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "surface"),
        ("quiet", "surface"),
        ("quiet", "land"),
        ("accent", "surface"),
        ("accent", "chosen"),
        ("amber", "amber_ground"),
        ("late_ink", "surface"),
        ("never_ink", "surface"),
    ],
)
def test_text_has_the_contrast_that_wcag_asks(theme: Theme, text: str, ground: str) -> None:
    a, b = (_luminance(COLOURS[theme][name]) for name in (text, ground))
    assert (max(a, b) + 0.05) / (min(a, b) + 0.05) >= 4.5


def test_both_themes_name_the_same_colours() -> None:
    assert COLOURS["day"].keys() == COLOURS["night"].keys()
    assert css().count("--gap-late-5-plus:") == 2


@given(COLOUR, COLOUR, st.integers(2, 20))
def test_a_ramp_goes_from_end_to_end(start: str, end: str, n: int) -> None:
    colours = ramp(start, end, n)
    assert len(colours) == n
    assert (colours[0], colours[-1]) == (start, end)


def _luminance(colour: str) -> float:
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (value / 255 for value in rgb(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

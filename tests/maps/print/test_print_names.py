"""Names stand beside their places, inside the frame, and never over one another."""

from dataclasses import replace
from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from lettering import needs_font
from map_samples import Sample
from print_samples import many_areas, named_places, spec
from sheet_reading import letter_boxes

from maps.print import printed_map, zones_content
from maps.print.names import OFFSETS_MM, Box, Wanted, overlap, place

FRAME = (150.0, 100.0)

WANTED = st.builds(
    Wanted,
    st.floats(0, 150),
    st.floats(0, 100),
    st.floats(2, 30),
    st.floats(2, 5),
    st.booleans(),
)
NAMES = ["岭根村", "大市聚镇", "沃洲镇", "长诏水库管理站", "东支库湾", "坝下"]


@given(st.lists(WANTED, max_size=40))
def test_no_two_names_touch_and_all_are_in_the_frame(wanted: list[Wanted]) -> None:
    found = [one.box for one in place(wanted, FRAME) if one is not None]
    for left, bottom, right, top in found:
        assert left >= 0
        assert bottom >= 0
        assert right <= FRAME[0]
        assert top <= FRAME[1]
    assert not any(overlap(a, b) for a, b in combinations(found, 2))


@given(st.lists(WANTED, min_size=1, max_size=15))
def test_names_keep_clear_of_what_is_taken(wanted: list[Wanted]) -> None:
    taken: list[Box] = [(40.0, 0.0, 80.0, 100.0)]
    found = [one.box for one in place(wanted, FRAME, taken) if one is not None]
    assert not any(overlap(one, taken[0]) for one in found)


@given(st.lists(WANTED, min_size=1, max_size=15))
def test_a_name_is_never_far_from_its_place(wanted: list[Wanted]) -> None:
    for one, placed in zip(wanted, place(wanted, FRAME), strict=True):
        if placed is None:
            continue
        left, bottom, right, top = placed.box
        away_x = max(left - one.x, one.x - right, 0)
        away_y = max(bottom - one.y, one.y - top, 0)
        assert max(away_x, away_y) <= OFFSETS_MM[-1] + 1e-9
        if not placed.tied:
            assert max(away_x, away_y) <= OFFSETS_MM[0] + 1e-9


def test_a_name_alone_stands_at_the_right_of_its_place() -> None:
    (placed,) = place([Wanted(50, 50, 20, 3)], FRAME)
    assert placed is not None
    assert placed.box[0] > 50
    assert not placed.tied


def test_a_name_covers_no_incident_when_it_need_not() -> None:
    dots = np.array([[55.0, 50.0], [60.0, 50.0]])
    (placed,) = place([Wanted(50, 50, 20, 3)], FRAME, dots=dots)
    assert placed is not None
    assert placed.box[2] < 50


def test_without_room_there_is_no_name() -> None:
    assert place([Wanted(75, 50, 20, 3)], FRAME, [(0, 0, 150, 100)]) == [None]


def test_the_first_name_has_its_place_whatever_comes_after() -> None:
    first = Wanted(50, 50, 20, 3)
    alone = place([first], FRAME)
    assert place([first, Wanted(52, 50, 20, 3), Wanted(48, 50, 20, 3)], FRAME)[0] == alone[0]


@needs_font
def test_letters_of_a_crowded_map_do_not_overlap(coarse: Sample) -> None:
    names = [f"{name}{k}" for k in range(6) for name in NAMES]
    content = zones_content(replace(coarse.context, places=named_places(names)))
    made = printed_map(spec(form="pdf"), content)
    boxes = list(letter_boxes(made.data))
    assert _n_overlapping([box for _, box in boxes]) == 0
    said = "".join(letter for letter, _ in boxes)
    for name in names:
        assert (name in said) != (name in made.left_out)


@needs_font
def test_forty_areas_are_all_numbered_and_listed(coarse: Sample) -> None:
    for turn in ("landscape", "portrait"):
        made = printed_map(spec(form="pdf", turn=turn), many_areas(coarse.context, 40))
        said = "".join(letter for letter, _ in letter_boxes(made.data))
        assert all(f"第{k}巡查片区(沿江东路段)" in said for k in range(1, 41))
        assert "未列" not in said
        assert not {str(k) for k in range(1, 41)} & set(made.left_out)


def _n_overlapping(boxes: list[Box]) -> int:
    """Return how many pairs of letters lie on one another, by more than a hair."""
    found = np.array(boxes) + np.array([0.4, 0.4, -0.4, -0.4])
    left, bottom, right, top = found.T
    over = (
        (left[:, None] < right)
        & (left < right[:, None])
        & (bottom[:, None] < top)
        & (bottom < top[:, None])
    )
    return int(np.triu(over, 1).sum())

"""Lines on paper: as full as they can be, and no wider than their room."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lettering import needs_font

from geo_patrol.evidence.fonts import find_font
from maps.print.lettering import Lettering, lettering_for

pytestmark = needs_font

LETTERS = "长诏水库巡查缺口《》、。网格 abc DEF 12.5 km² HJ-338 – ·"
SIZE_PT = 7.5
CLOSING, OPENING = "、。》·–", "《"


@pytest.fixture(scope="module")
def lettering() -> Lettering:
    return lettering_for([LETTERS], find_font(None))


@given(
    text=st.text(alphabet=LETTERS, max_size=120),
    width_pt=st.sampled_from([20.0, 60.0, 170.0, 400.0]),
)
def test_lines_hold_all_of_a_text_and_each_is_as_full_as_it_can_be(
    lettering: Lettering, text: str, width_pt: float
) -> None:
    lines = lettering.wrap(text, width_pt, SIZE_PT)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line, following in pairwise(lines):
        one_more = f"{line}{following[:1]}"
        is_full = lettering.width_pt(one_more, SIZE_PT) > width_pt - SIZE_PT
        is_word = line[-1:].isascii() or following[:1].isascii()
        is_bound = any(one in CLOSING for one in following[:3]) or following[:1] in OPENING
        assert is_full or is_word or is_bound, (line, following)


def test_a_line_is_no_wider_than_its_room_but_for_what_may_not_stand_apart(
    lettering: Lettering,
) -> None:
    text = "长诏水库巡查缺口网格" * 20
    for line in lettering.wrap(text, 100, SIZE_PT):
        assert lettering.width_pt(line, SIZE_PT) <= 100


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(
    lettering: Lettering,
) -> None:
    text = "水库《长诏》、缺口。网格、" * 12
    for width_pt in range(40, 200, 7):
        lines = lettering.wrap(text, width_pt, SIZE_PT)
        assert not any(line[0] in CLOSING for line in lines[1:])
        assert not any(line[-1] in OPENING for line in lines[:-1])

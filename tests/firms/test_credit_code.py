"""The unified social credit code carries a sign that tells a slip of the pen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_patrol.firms.credit_code import LETTERS, check_letter, is_sound

firsts = st.text(LETTERS, min_size=17, max_size=17)


def test_the_example_of_the_standard_is_sound() -> None:
    assert is_sound("91350100M000100Y43")


@given(firsts)
def test_a_code_with_its_own_last_sign_is_sound(first: str) -> None:
    assert is_sound(first + check_letter(first))


@given(firsts, st.integers(0, 16), st.sampled_from(LETTERS))
def test_one_wrong_sign_is_always_told(first: str, place: int, other: str) -> None:
    whole = first + check_letter(first)
    wrong = whole[:place] + other + whole[place + 1 :]
    assert is_sound(wrong) is (wrong == whole)


@pytest.mark.parametrize("code", ["", "91350100M000100Y4", "9135O100M000100Y43", "一" * 18])
def test_what_is_no_code_is_not_sound(code: str) -> None:
    assert not is_sound(code)

"""One-time codes that are read aloud and typed by hand."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_patrol.accounts.codes import ALPHABET, normalised, readable_code

ASCII = [chr(one) for one in range(128)]
FULL_WIDTH = [chr(ord(one) + 0xFEE0) for one in ASCII if one.isprintable() and one != " "]
KEYS = [*ASCII, *FULL_WIDTH, "\u3000", "–", "—"]
"""What keyboards give, in plain and in full width."""


@pytest.mark.parametrize(("bits", "characters"), [(40, 8), (80, 16), (112, 23), (120, 24)])
def test_a_code_holds_the_bits_asked_for_in_groups_of_four(bits: int, characters: int) -> None:
    code = readable_code(bits)
    assert len(code.replace("-", "")) == characters
    assert re.fullmatch(r"([0-9A-Z]{4}-)*[0-9A-Z]{1,4}", code)


def test_codes_have_no_letters_that_look_like_digits() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 32
    assert not set("ILOU") & set(ALPHABET)
    assert set("".join(readable_code(200) for _ in range(50))) <= {*ALPHABET, "-"}


def test_codes_differ() -> None:
    assert len({readable_code(80) for _ in range(500)}) == 500


@pytest.mark.parametrize(
    "typed",
    [
        "7k3m-q0xt-1100",
        " 7K3MQ0XT1100\n",
        "7K3M QOXT IlOo",
        "7K3M–QOXT—LiO0",
        "７Ｋ３Ｍ－Ｑ０ＸＴ　１１００",
    ],
)
def test_a_code_is_understood_however_it_was_typed(typed: str) -> None:
    assert normalised(typed) == "7K3MQ0XT1100"


@pytest.mark.parametrize("typed", ["7K3M-Q0XT-1101", "7K3M-Q0XT-110", "7K3M*Q0XT*1100", ""])
def test_another_code_stays_another(typed: str) -> None:
    assert normalised(typed) != "7K3MQ0XT1100"


@given(st.text(st.sampled_from(KEYS)))
def test_what_is_normal_stays_so(typed: str) -> None:
    assert normalised(normalised(typed)) == normalised(typed)

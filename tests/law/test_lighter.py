"""Which of two texts is the lighter one."""

from datetime import date
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given

from geo_patrol.law import Range, Rule, Words, lighter

TEXT = Words(zh="渔业法", en="Fisheries Law")


def rule(low: int | None = 0, high: int = 500, **changes: Any) -> Rule:
    values: dict[str, Any] = {
        "id": "r",
        "series": "s",
        "levels": ("first",),
        "acts": ("angling",),
        "law": TEXT,
        "article": "1",
        "verified": True,
        "source": "试",
        "gear": "none",
        "fine": None if low is None else Range(min=low, max=high),
    }
    return Rule(**(values | changes))


@pytest.mark.parametrize(
    ("older", "newer", "which"),
    [
        (rule(0, 500), rule(0, 500, article="2"), "same"),
        (rule(0, 500), rule(0, 400), "newer"),
        (rule(0, 500), rule(0, 501), "older"),
        (rule(100, 500), rule(0, 500), "newer"),
        (rule(100, 500), rule(0, 600), "person_decides"),
        (rule(0, 500), rule(0, 400, gear="may"), "person_decides"),
        (rule(0, 500, gear="may"), rule(0, 500, gear="if_serious"), "newer"),
        (rule(0, 500, gear="may"), rule(0, 500, gear="must"), "older"),
        (rule(0, 500), rule(0, 500, serious=Range(min=500, max=900)), "older"),
        (rule(None), rule(0, 500), "person_decides"),
        (rule(0, 500), rule(None), "person_decides"),
        (rule(0, 500, gear=None), rule(0, 400), "person_decides"),
        (rule(0, 500), rule(0, 400, subjects=("person",)), "person_decides"),
        (rule(0, 500), rule(0, 500, orders=TEXT), "person_decides"),
    ],
)
def test_one_text_is_lighter_only_if_it_is_heavier_in_nothing(
    older: Rule, newer: Rule, which: str
) -> None:
    assert lighter(older, newer) == which


def test_a_text_is_the_same_as_itself_even_where_the_table_does_not_know_it() -> None:
    unknown = rule(None, gear=None)
    assert lighter(unknown, unknown) == "same"


RANGES = st.tuples(st.integers(0, 5), st.integers(1, 5)).map(
    lambda ends: Range(min=min(ends), max=max(ends))
)
RULES = st.builds(
    lambda fine, serious, gear, day: rule(fine=fine, serious=serious, gear=gear, valid_from=day),
    RANGES,
    st.none() | RANGES,
    st.sampled_from(["none", "if_serious", "may", "must", None]),
    st.sampled_from([date(2026, 1, 1), None]),
)


@given(RULES, RULES)
def test_the_answer_does_not_depend_on_which_text_is_asked_first(one: Rule, other: Rule) -> None:
    turned = {"older": "newer", "newer": "older"}
    there, back = lighter(one, other), lighter(other, one)
    assert turned.get(there, there) == back

"""How often alerts are true, and how sure that is."""

from itertools import permutations
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_patrol.cameras.precision import (
    Z_95,
    JudgedAlert,
    precision,
    verdict,
    wilson,
)
from geo_patrol.field.records import AlertResult

TRUE, FALSE = JudgedAlert(("true",), 60.0), JudgedAlert(("false",), 120.0)
DUPLICATE, OPEN = JudgedAlert(("duplicate",), 30.0), JudgedAlert()


def test_duplicates_repeats_and_open_ones_say_nothing_of_the_share() -> None:
    repeat = JudgedAlert(repeat=True)
    found = precision([TRUE, TRUE, TRUE, FALSE, DUPLICATE, OPEN, OPEN, repeat])
    assert (found.n_true, found.n_false, found.n_judged) == (3, 1, 4)
    assert (found.n_duplicate, found.n_open, found.n_repeats, found.n) == (1, 2, 1, 8)
    assert found.share == 0.75
    assert found.median_answer_s == 60.0


def test_a_repeat_that_somebody_answered_counts_by_its_answer() -> None:
    found = precision([JudgedAlert(("false",), 5.0, repeat=True)])
    assert (found.n_false, found.n_repeats, found.n) == (1, 0, 1)


def test_nothing_has_no_share_no_interval_and_no_median() -> None:
    for none in (precision([]), precision([OPEN, DUPLICATE])):
        assert (none.share, none.low, none.high) == (None, None, None)
    assert precision([OPEN]).median_answer_s is None


@pytest.mark.parametrize(
    ("results", "what"),
    [
        ((), None),
        (("duplicate",), "duplicate"),
        (("duplicate", "false"), "false"),
        (("false", "true", "duplicate"), "true"),
    ],
)
def test_answers_in_any_order_give_one_verdict(
    results: tuple[AlertResult, ...], what: AlertResult | None
) -> None:
    assert {verdict(some) for some in permutations(results)} == {what}


def test_one_that_was_called_true_and_false_is_true_and_disputed() -> None:
    found = precision([JudgedAlert(("false", "true"))])
    assert (found.n_true, found.n_false, found.n_disputed) == (1, 0, 1)


def test_categories_are_those_of_true_alerts_the_most_first() -> None:
    def one(*categories: str, result: AlertResult = "true") -> JudgedAlert:
        return JudgedAlert((result,), categories=categories)

    found = precision(
        [one("netting"), one("angling"), one("angling", "angling"), one("boating", result="false")]
    )
    assert found.categories == (("angling", 2), ("netting", 1))


@pytest.mark.parametrize(
    ("n_true", "n", "low", "high"),
    # Newcombe, Two-sided confidence intervals for the single proportion, 1998, method 3.
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_are_those_of_the_literature(
    n_true: int, n: int, low: float, high: float
) -> None:
    found = wilson(n_true, n)
    assert found is not None
    assert [round(end, 4) for end in found] == [low, high]


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_the_share_and_its_ends_solve_the_score_equation(
    counted: tuple[int, int],
) -> None:
    n_true, n = counted
    found = wilson(n_true, n)
    assert found is not None
    share = n_true / n
    assert 0.0 <= found[0] <= share + 1e-12 and share - 1e-12 <= found[1] <= 1.0
    for end in found:
        assert isclose((share - end) ** 2, Z_95**2 * end * (1 - end) / n, abs_tol=1e-9)


@given(st.integers(1, 400), st.integers(2, 20))
def test_more_of_the_same_makes_it_surer(n: int, times: int) -> None:
    few, many = wilson(n // 2, n), wilson(n // 2 * times, n * times)
    assert few is not None and many is not None
    assert many[1] - many[0] < few[1] - few[0]


def test_of_nothing_there_is_no_interval() -> None:
    assert wilson(0, 0) is None

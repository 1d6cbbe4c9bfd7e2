"""Places in order, by a rule that says what it leaves out."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_patrol.errors import InvalidInput
from geo_patrol.reports.ranking import Part, Place, RankedList, ranked
from geo_patrol.reports.ranking_rule import MEASURES, RankingRule, builtin_rule, read_rule

Pair = tuple[int, int]

RULE = RankingRule(
    {"compliance": 40, "timeliness": 30, "closure": 30},
    {"compliance": 30, "timeliness": 5, "closure": 5},
    50,
)
TOML = b"""
[weights]
compliance = 50
timeliness = 50
closure = 0
[least]
compliance = 1
timeliness = 1
closure = 1
[list]
places_percent = 100
"""


def place(
    code: str,
    compliance: tuple[int, int] = (90, 100),
    timeliness: tuple[int, int] = (8, 10),
    closure: tuple[int, int] = (9, 10),
    squad: str = "park",
) -> Place:
    parts = {
        name: Part(*given)
        for name, given in zip(MEASURES, (compliance, timeliness, closure), strict=True)
    }
    return Place("block", squad, "yard", code, (code, code), 3, parts)


def one_list(*places: Place, rule: RankingRule = RULE) -> RankedList:
    [found] = ranked(places, rule)
    return found


def order(found: RankedList) -> list[tuple[str | None, int | None]]:
    return [(one.place.code, one.rank) for one in found.lines]


def test_a_score_is_the_weighted_mean_of_the_shares() -> None:
    [line] = one_list(place("a")).lines
    assert line.score == 100 * (
        Fraction(4, 10) * Fraction(9, 10)
        + Fraction(3, 10) * Fraction(8, 10)
        + Fraction(3, 10) * Fraction(9, 10)
    )


def test_ties_share_a_rank_and_the_next_is_counted_on() -> None:
    found = one_list(place("c"), place("a", (180, 200)), place("b", (10, 100)), place("d", (1, 99)))
    assert order(found) == [("a", 1), ("c", 1), ("b", 3), ("d", 4)]


def test_thirds_that_are_equal_are_a_tie() -> None:
    # As floats the sums differ in the last bit, whichever way they are added.
    found = one_list(place("a", (10, 30), (1, 10)), place("b", (20, 60), (10, 100)))
    assert order(found) == [("a", 1), ("b", 1)]


def test_a_place_with_too_few_cases_is_told_so_and_not_ranked() -> None:
    found = one_list(place("a"), place("b"), place("c", timeliness=(4, 4)))
    assert order(found) == [("a", 1), ("b", 1), ("c", None)]
    assert found.lines[-1].too_few == ("timeliness",) and found.lines[-1].score is None


def test_a_measure_that_too_few_places_have_enough_of_is_not_used_and_the_others_count_more() -> (
    None
):
    none = (0, 0)
    found = one_list(
        place("a", (90, 100)),
        place("b", (80, 100), none, none),
        place("c", (95, 100), none, (3, 4)),
    )
    assert found.shares == {"compliance": 1}
    assert order(found) == [("c", 1), ("a", 2), ("b", 3)]
    assert found.lines[0].score == 95


def test_where_nothing_can_be_used_nobody_is_ranked() -> None:
    none = (0, 0)
    found = one_list(place("a", none, none, none), place("b", (1, 2), none, none))
    assert found.shares == {} and order(found) == [("a", None), ("b", None)]
    assert ranked([], RULE) == []


def test_squads_are_not_ranked_against_each_other() -> None:
    found = ranked([place("a"), place("lake", (10, 100), squad="reservoir")], RULE)
    assert [(one.squad_code, order(one)) for one in found] == [
        ("park", [("a", 1)]),
        ("reservoir", [("lake", 1)]),
    ]


counts = st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(st.lists(st.tuples(counts, counts, counts), min_size=1, max_size=8), st.randoms())
def test_the_order_is_that_of_the_scores_whoever_comes_first(
    given: list[tuple[Pair, Pair, Pair]], luck: object
) -> None:
    places = [place(f"p{number}", *parts) for number, parts in enumerate(given)]
    found = one_list(*places)
    luck.shuffle(places)  # type: ignore[attr-defined]
    assert one_list(*places) == found
    scores = [one.score for one in found.lines if one.score is not None]
    assert scores == sorted(scores, reverse=True) and all(0 <= one <= 100 for one in scores)
    for one in found.lines:
        better = sum(other > one.score for other in scores) if one.score is not None else None
        assert one.rank == (None if better is None else better + 1)


def test_the_rule_of_the_program_is_sound_and_an_offices_own_takes_its_place() -> None:
    assert sum(builtin_rule().weights.values()) == 100
    own = read_rule(TOML)
    found = one_list(place("a"), place("b", closure=(0, 0)), rule=own)
    assert found.shares == {"compliance": Fraction(1, 2), "timeliness": Fraction(1, 2)}
    assert order(found) == [("a", 1), ("b", 1)]


@pytest.mark.parametrize(
    ("old", "new", "where", "key"),
    [
        (b"compliance = 50", b"compliance = 60", "weights", "ranking.rule_sum"),
        (b"compliance = 50", b"compliance = true", "weights.compliance", "ranking.rule_number"),
        (b"compliance = 50", b"compliance = -1", "weights.compliance", "ranking.rule_number"),
        (b"[list]", b"[lists]", "lists", "ranking.rule_unknown"),
        (b"closure = 0", b"closure = 0\nfines = 0", "weights.fines", "ranking.rule_unknown"),
        (b"places_percent = 100", b"", "list.places_percent", "ranking.rule_number"),
    ],
)
def test_a_bad_rule_is_told_of_and_not_used(old: bytes, new: bytes, where: str, key: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_rule(TOML.replace(old, new, 1))
    assert (where, key) in [(one.where, one.key) for one in caught.value.findings]


def test_what_is_no_toml_is_told_of() -> None:
    with pytest.raises(InvalidInput) as caught:
        read_rule(b"[weights")
    assert caught.value.key == "ranking.rule_no_toml"

"""综合查一次: each check in one visit, and no fewer visits could do."""

from datetime import datetime
from itertools import combinations

import pytest
from firm_making import WORKTIME, at, can_begin, check
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_patrol.firms import merging
from geo_patrol.firms.merging import Merged, merge
from geo_patrol.firms.opening import Opening, common, opening
from geo_patrol.firms.stretches import Stretch


def sizes(found: Merged) -> list[int]:
    return sorted(len(group) for group in found.groups)


def test_windows_that_overlap_are_one_visit_and_others_their_own() -> None:
    found = merge([can_begin((9, 12)), can_begin((11, 15)), can_begin((16, 17))])
    assert (sizes(found), found.fewest) == ([1, 2], True)


def test_windows_that_touch_in_one_moment_are_one_visit() -> None:
    assert sizes(merge([can_begin((9, 12)), can_begin((12, 15))])) == [2]


def test_no_checks_are_no_visits_and_what_never_can_begin_is_left_out() -> None:
    assert merge([]) == Merged((), fewest=True)
    assert merge([can_begin()]).groups == ()


def test_unannounced_checks_are_never_with_those_the_firm_is_told_of() -> None:
    told, hidden = can_begin((9, 12)), can_begin((9, 12), unannounced=True)
    found = merge([told, hidden, told])
    assert sizes(found) == [1, 2]
    for group in found.groups:
        assert len({one.check.unannounced for one in group}) == 1


def test_pieces_of_windows_are_not_merged_greedily() -> None:
    # What closes first would be taken at 11, and the other by itself in the afternoon.
    found = merge([can_begin((8, 8.5), (15, 16)), can_begin((8, 8.5), (11, 12))])
    assert (sizes(found), found.fewest) == ([2], True)


def test_checks_of_a_month_merge_where_their_windows_meet() -> None:
    openings = [opening(one, [], WORKTIME) for one in (check(8, 20), check(10, 31), check(21, 25))]
    found = merge(openings)
    assert sizes(found) == [1, 2]


def test_more_choices_than_are_tried_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "MOST_TRIED", 0)
    found = merge([can_begin((8, 8.5), (15, 16)), can_begin((8, 8.5), (11, 12))])
    assert (sum(sizes(found)), found.fewest) == (2, False)


pieces = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 6)).map(
        lambda one: (one[0] / 2, min(23.5, (one[0] + one[1]) / 2))
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(pieces, min_size=1, max_size=6))
def test_no_choice_of_moments_does_with_fewer_visits(
    windows: list[list[tuple[float, float]]],
) -> None:
    openings = [can_begin(*some) for some in windows]
    found = merge(openings)
    assert found.fewest
    assert sorted(one.check.id for group in found.groups for one in group) == sorted(
        one.check.id for one in openings
    )
    assert all(common(group) for group in found.groups)
    assert len(found.groups) == _fewest(openings)


def _fewest(openings: list[Opening]) -> int:
    """Try every choice of half hours."""
    moments = [at(10, number / 2) for number in range(48)]
    moments = [one for one in moments if any(_does(each, one) for each in openings)]
    for n in range(1, len(openings) + 1):
        for some in combinations(moments, n):
            if all(any(_does(one, moment) for moment in some) for one in openings):
                return n
    return len(openings)


def _does(one: Opening, moment: datetime) -> bool:
    return any(start <= moment <= end for start, end in one.starts)


def test_what_checks_have_in_common_is_the_time_of_all() -> None:
    found = common([can_begin((8, 10), (14, 16)), can_begin((9, 15))])
    assert found == (Stretch(at(10, 9), at(10, 10)), Stretch(at(10, 14), at(10, 15)))

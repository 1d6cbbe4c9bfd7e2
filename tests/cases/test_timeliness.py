"""How timely cases were."""

from datetime import datetime
from typing import NamedTuple

import pytest
from case_making import REPORTED, WHOLE_WAY, act, at, stand

from geo_patrol.cases.limits import LimitTable, builtin_limits
from geo_patrol.cases.timeliness import timeliness


class Span(NamedTuple):
    start: datetime | None = None
    end: datetime | None = None


ALL = Span()
LATE = (*WHOLE_WAY[:3], act("verified", at(10, 20, 9)), act("closed", at(10, 20, 10)))


def test_without_cases_there_is_nothing_to_tell() -> None:
    found = timeliness([], ALL)
    assert found.n == found.n_judged == 0
    assert found.share_in_time is found.share_closed is found.median_s is found.score_mean is None


def test_open_cases_within_their_limit_are_apart_and_overdue_ones_count_as_late() -> None:
    now = at(10, 21)
    cases = [
        stand(WHOLE_WAY, now=now),
        stand(LATE, now=now),
        stand(WHOLE_WAY[:3], now=now),
        stand(now=now, reported=at(10, 20, 9)),
    ]
    found = timeliness(cases, ALL)
    assert (found.n_closed, found.n_in_time, found.n_late) == (2, 1, 1)
    assert (found.n_open, found.n_overdue, found.n) == (1, 1, 4)
    assert found.share_in_time == pytest.approx(1 / 3) and found.share_closed == 0.5


def test_times_are_of_closed_ones_by_the_clock_and_in_office_hours() -> None:
    found = timeliness([stand(WHOLE_WAY, now=at(10, 31))], ALL)
    assert (found.median_s, found.median_working_s) == (49 * 3600, 15 * 3600)
    assert (found.n_rated, found.score_mean) == (1, 5)


def test_a_case_belongs_to_the_period_that_it_was_reported_in() -> None:
    cases = [stand(WHOLE_WAY, now=at(10, 31))]
    assert timeliness(cases, Span(REPORTED, at(10, 11))).n == 1
    assert timeliness(cases, Span(at(10, 11), None)).n == 0
    assert timeliness(cases, Span(None, REPORTED)).n == 0


def test_what_does_not_count_is_left_out() -> None:
    cases = [stand(WHOLE_WAY, voided="重复"), stand(WHOLE_WAY, void=True)]
    assert timeliness(cases, ALL).n == 0


def test_closed_ones_without_a_limit_are_neither_in_time_nor_late() -> None:
    found = timeliness([stand(WHOLE_WAY, table=LimitTable(builtin_limits().hours))], ALL)
    assert (found.n_closed, found.n_in_time, found.n_late) == (1, 0, 0)
    assert found.share_in_time is None

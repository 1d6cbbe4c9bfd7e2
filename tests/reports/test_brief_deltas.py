"""How a figure stands against an earlier one, in words."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_patrol.messages.words import Words
from geo_patrol.reports.brief_deltas import Against, change, changes
from geo_patrol.reports.brief_words import number, quantity, shown
from geo_patrol.reports.briefing import UNSAID, Amount, ValueKind

UNIT = Words("起", "incidents")
AGAINST: list[Against] = ["month", "quarter", "year"]

counts = st.integers(0, 10**6)
measured = st.floats(0, 10**6)
shares = st.floats(0, 1)


def amount(value: int | None, before: int | None, year_before: int | None) -> Amount:
    return Amount(
        "violations", UNSAID, "count", UNIT, value, UNSAID, before=before, year_before=year_before
    )


def told(value: float | None, before: float | None, kind: ValueKind = "count") -> str:
    return change(value, before, kind, UNIT, "month").zh


@pytest.mark.parametrize(
    ("value", "before", "words"),
    [
        (86, 81, "环比增加 5 起，增长 6.2%"),
        (76, 81, "环比减少 5 起，下降 6.2%"),
        (81, 81, "环比持平"),
        (0, 0, "环比持平"),
        (5, 0, "环比增加 5 起（基数为 0，不计百分比）"),
        (0, 5, "环比减少 5 起，下降 100.0%"),
        (20001, 20000, "环比增加 1 起，增长不足 0.1%"),
        (5, None, "环比无可比数据"),
        (0, None, "环比无可比数据"),
        (None, 5, ""),
        (None, None, ""),
    ],
)
def test_a_count_is_told_by_how_many_and_by_percent(
    value: int | None, before: int | None, words: str
) -> None:
    assert told(value, before) == words


def test_a_share_changes_by_percentage_points() -> None:
    assert told(0.193, 0.162, "share") == "环比上升 3.1 个百分点"
    assert told(0.162, 0.193, "share") == "环比下降 3.1 个百分点"
    # What is told as the same is told to be the same.
    assert told(0.19301, 0.19299, "share") == "环比持平"


def test_hours_are_compared_as_they_are_told() -> None:
    words = change(10.04, 9.96, "hours", Words("小时", "hours"), "quarter")
    assert words == Words("环比持平", "as the quarter before")


def test_a_figure_is_compared_with_both_or_with_what_there_is() -> None:
    of = amount(86, 81, 100)
    both = changes(of, "monthly", before=True, year_before=True)
    assert both.zh == "环比增加 5 起，增长 6.2%；同比减少 14 起，下降 14.0%"
    assert both.en == "up 5 (6.2%) on the month before; down 14 (14.0%) on a year before"
    assert changes(of, "quarterly", before=True, year_before=False).en == (
        "up 5 (6.2%) on the quarter before"
    )
    # A year is compared with the year before once.
    assert changes(of, "annual", before=True, year_before=True).zh == "同比减少 14 起，下降 14.0%"
    assert changes(of, "monthly", before=False, year_before=False) == UNSAID


@given(st.one_of(counts, measured, shares), st.sampled_from(["count", "hours", "share"]))
def test_what_is_not_known_before_is_never_told_as_a_number(value: float, kind: ValueKind) -> None:
    for against in AGAINST:
        words = change(value, None, kind, UNIT, against)
        assert words.zh.endswith("无可比数据")
        assert not re.search(r"\d", words.zh + words.en)


@given(st.one_of(counts, measured, shares), st.sampled_from(["count", "hours", "share"]))
def test_of_what_is_not_known_now_no_change_is_told(before: float, kind: ValueKind) -> None:
    assert change(None, before, kind, UNIT, "year") == UNSAID
    assert quantity(None, kind, UNIT) == Words("未统计", "not counted")


@given(measured, measured)
def test_what_is_told_adds_up(value: float, before: float) -> None:
    now, was = shown(value, "hours"), shown(before, "hours")
    words = change(value, before, "hours", Words("小时", "hours"), "month").zh
    if now == was:
        assert words == "环比持平"
    else:
        size = Decimal(re.findall(r"\d+\.\d", words)[0])
        assert now == was + (size if "增加" in words else -size)
        assert ("增加" in words) == (now > was) != ("减少" in words)


@given(shares, shares)
def test_points_told_are_the_difference_of_the_shares_told(value: float, before: float) -> None:
    words = told(value, before, "share")
    up = Decimal(number(value, "share").zh[:-1]) - Decimal(number(before, "share").zh[:-1])
    if up == 0:
        assert words == "环比持平"
    else:
        points = Decimal(re.findall(r"\d+\.\d", words)[0])
        assert up == (points if "上升" in words else -points)


@given(counts, counts)
def test_the_opposite_change_is_as_great(value: int, before: int) -> None:
    there, back = told(value, before), told(before, value)
    if value != before:
        sizes = [re.findall(r"(\d+) 起", one)[0] for one in (there, back)]
        assert sizes == [str(abs(value - before))] * 2
        assert ("增加" in there) != ("增加" in back)


@given(counts)
def test_numbers_read_back_as_they_are(value: int) -> None:
    words = number(value, "count")
    assert int(words.zh) == int(words.en.replace(",", "")) == value
